"""Days and times as people write them on a poster: a proposal, and all that is uncertain in it."""

from dataclasses import dataclass, replace
from datetime import date, time, timedelta

from desktop.rules.days import day as say_day
from desktop.rules.days import full_date, hours
from desktop.rules.free_text_clock import Span, read_span
from desktop.rules.free_text_days import Dates, read_dates, read_rhythm
from desktop.rules.free_text_words import Words
from desktop.rules.refusal import Refused
from desktop.rules.series import Rule, said_rule

_LONGEST = 300
_TRY = "Write it like: every Tuesday, 10am to 12pm."


@dataclass(frozen=True, slots=True)
class Proposal:
    """When something seems to be: by a rule, or without one once, `on` a day.

    `unsure` says in sentences what was not certain; empty, nothing was.
    """

    rule: Rule | None
    starts: time
    ends: time
    on: date | None = None
    first: date | None = None
    last: date | None = None
    term_only: bool = False
    unsure: tuple[str, ...] = ()

    @property
    def sentence(self) -> str:
        """Say it so that `read_repeats` reads it again without a doubt."""
        if self.rule is None:
            return f"{say_day(self.on or date.min, date.min)}, {hours(self.starts, self.ends)}"
        term = " in term time" if self.term_only else ""
        first = f", from {full_date(self.first)}" if self.first else ""
        last = f", until {full_date(self.last)}" if self.last else ""
        rhythm = said_rule(self.rule, self.first or date.min)
        return f"{rhythm}{term}, {hours(self.starts, self.ends)}{first}{last}"


def read_repeats(
    text: str, *, today: date, minutes: int = 60, first: date | None = None, every: bool = False
) -> Proposal:
    """Read something like "Tuesdays 10-12ish" or "1st Weds of month 2pm".

    Nothing is guessed in silence: what is not said outright stands in `unsure`. `minutes` is how
    long it takes where no end is said; `every`: a single day is known to mean each of them;
    `first`: the day from which it is said to be, elsewhere. Refused where no day or time is to
    be found, or when they cannot be.
    """
    if len(text) > _LONGEST:
        raise Refused(f"This is too long to be a day and a time. {_TRY}")
    words = Words(text)
    dates = read_dates(words, today)
    rhythm = read_rhythm(words, every=every)
    span = read_span(words)
    if rhythm is None and dates.on is None:
        raise Refused(f"No day is found in “{_short(text)}”. {_TRY}")
    if span is None:
        raise Refused(f"No time is found in “{_short(text)}”. {_TRY}")
    whole = _with_end(span, minutes)
    if rhythm is None:
        return Proposal(
            None, whole.starts, _end(whole), dates.on,
            unsure=(*dates.unsure, *whole.unsure, *words.left()),
        )  # fmt: skip
    begins = dates.first or dates.on
    doubts = [_begins(dates), whole.unsure, words.left()]
    if rhythm.rule.every > 1 and not (begins or first):
        begins = _next(rhythm.rule, today)
        doubts.append((f"It does not say in which week: {say_day(begins, today)} was taken.",))
    unsure = (*rhythm.unsure, *dates.unsure, *(each for some in doubts for each in some))
    return Proposal(
        rhythm.rule, whole.starts, _end(whole), None, begins, dates.last,
        rhythm.term_only, unsure,
    )  # fmt: skip


def settled(proposal: Proposal) -> Proposal:
    """Take a proposal as it is: somebody has said yes to it."""
    return replace(proposal, unsure=())


def _next(rule: Rule, today: date) -> date:
    ahead = min((each - today.weekday()) % 7 for each in rule.weekdays or (today.weekday(),))
    return today + timedelta(days=ahead)


def _begins(dates: Dates) -> tuple[str, ...]:
    return (f"It was read as beginning on {full_date(dates.on)}.",) if dates.on else ()


def _end(span: Span) -> time:
    if span.ends is None or span.ends <= span.starts:
        raise Refused("It ends before it starts, or after midnight. Give both times, 2pm to 4pm.")
    return span.ends


def _with_end(span: Span, minutes: int) -> Span:
    if span.ends is not None:
        return span
    long = span.minutes or minutes
    began = timedelta(hours=span.starts.hour, minutes=span.starts.minute)
    until = (began + timedelta(minutes=long)) // timedelta(minutes=1)
    ends = time(until // 60, until % 60) if until < 24 * 60 else None
    taken = () if span.minutes else (f"No end is said: {minutes} minutes were taken.",)
    return replace(span, ends=ends, unsure=(*span.unsure, *taken))


def _short(text: str) -> str:
    plain = " ".join(text.split())
    return plain if len(plain) <= 40 else plain[:39] + "…"
