"""How a series comes round: rules read, made and said, and the dates they give."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from itertools import islice

from desktop.rules.days import DAYS, MONTHS, day, hours, ordinal
from desktop.rules.refusal import Refused

MOST_DATES = 1_000
FARTHEST = timedelta(days=20 * 366)
"""No series is looked at farther from its first date than this."""

_MOST_EVERY = 52
CODES = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
UNITS = {"DAILY": "day", "WEEKLY": "week", "MONTHLY": "month", "YEARLY": "year"}
_WEEKDAYS = (0, 1, 2, 3, 4)
_NTH = {1: "first", 2: "second", 3: "third", 4: "fourth", 5: "fifth", -1: "last"}
UNREAD = "Nobody can read this rule of repeating. Choose how often it comes round."
UNUSUAL = "This program cannot repeat like that. Choose weeks, months or weekdays."
TOO_MANY = f"That is more than {MOST_DATES:,} dates. Choose an earlier last date."


@dataclass(frozen=True, slots=True)
class Rule:
    """What can be said and planned of an RRULE (RFC 5545): no start, no end, no hours.

    `days` are weekdays from Monday, 0, each with its place in the month: 1 first, -1 last, 0 every.
    Without days, of_month and months the first date says which day it is.
    """

    frequency: str
    every: int = 1
    days: tuple[tuple[int, int], ...] = ()
    of_month: tuple[int, ...] = ()
    months: tuple[int, ...] = ()
    position: int = 0

    @property
    def text(self) -> str:
        """Write the rule as an RRULE's value; `rrule.read_rule` reads it back."""
        days = [(str(nth) if nth else "") + CODES[weekday] for nth, weekday in self.days]
        parts = {
            "FREQ": self.frequency,
            "INTERVAL": str(self.every) if self.every > 1 else "",
            "BYMONTH": _joined(self.months),
            "BYMONTHDAY": _joined(self.of_month),
            "BYDAY": ",".join(days),
            "BYSETPOS": str(self.position or ""),
        }
        return ";".join(f"{name}={value}" for name, value in parts.items() if value)

    @property
    def weekdays(self) -> tuple[int, ...]:
        return tuple(sorted({weekday for _, weekday in self.days}))


def weekly(weekdays: Sequence[int], every: int = 1) -> Rule:
    """Make "every Thursday", "every other Monday and Friday"; Monday is 0."""
    return checked(Rule("WEEKLY", every, tuple((0, each) for each in sorted(set(weekdays)))))


def monthly(nth: int, weekday: int, every: int = 1) -> Rule:
    """Make "the first Tuesday of the month"; nth is 1 to 5, or -1 for the last."""
    return checked(Rule("MONTHLY", every, ((nth, weekday),)))


def weekdays() -> Rule:
    """Make "every weekday": Monday to Friday."""
    return weekly(_WEEKDAYS)


def with_weekday(rule: Rule, weekday: int, first: date) -> Rule:
    """Give the same rule on another weekday; Refused when it falls on several or on none."""
    if rule.frequency == "WEEKLY" and len(rule.days or (first,)) == 1:
        return weekly([weekday], rule.every)
    if rule.frequency == "MONTHLY" and len(rule.days) == 1 and not rule.of_month:
        return Rule("MONTHLY", rule.every, ((rule.days[0][0], weekday),), (), rule.months,
                    rule.position)  # fmt: skip
    raise Refused("It does not come round on one weekday. Choose how it repeats instead.")


def dates(
    rule: Rule, first: date, *, last: date | None = None, count: int | None = None, horizon: date
) -> tuple[date, ...]:
    """Give the dates from `first` on, to the last or so many, none after the horizon.

    Refused when there are more than MOST_DATES, or none at all.
    """
    check_end(first, last, count)
    coming = occurrences(rule, first, min(last or horizon, horizon))
    found = tuple(islice(coming, min(count or MOST_DATES + 1, MOST_DATES + 1)))
    if len(found) > MOST_DATES:
        raise Refused(TOO_MANY)
    if not found:
        raise Refused("There is no such date. Choose another first date or another rule.")
    check_near(first, last)
    return found


def occurrences(rule: Rule, first: date, until: date) -> Iterator[date]:
    """Give the dates from `first` to `until` one after the other; nothing beyond FARTHEST."""
    from dateutil import rrule

    bound = min(until, min(date.max - FARTHEST, first) + FARTHEST)
    coming = rrule.rrule(
        getattr(rrule, rule.frequency),
        dtstart=datetime.combine(first, time()),
        until=datetime.combine(bound, time()),
        interval=rule.every,
        byweekday=[rrule.weekday(weekday, nth or None) for nth, weekday in rule.days] or None,
        bymonthday=rule.of_month or None,
        bymonth=rule.months or None,
        bysetpos=rule.position or None,
    )
    return (each.date() for each in coming)


def check_end(first: date, last: date | None, count: int | None) -> None:
    """Refuse an end before the start, and numbers that nobody means."""
    if last is not None and last < first:
        raise Refused("The last date is before the first. Choose a later one.")
    if count is not None and count < 1:
        raise Refused("How many times must be a number from 1.")
    if count is not None and count > MOST_DATES:
        raise Refused(TOO_MANY)


def check_near(first: date, last: date | None) -> None:
    """Refuse a last date so far away that the dates would stop before it."""
    if last is not None and last - first > FARTHEST:
        raise Refused(f"{day(last, first)} is too far away. Choose an earlier last date.")


def sentence(
    rule: Rule,
    first: date,
    last: date | None = None,
    count: int | None = None,
    *,
    starts: time,
    ends: time,
) -> str:
    """Say a series: "Every Thursday, 2pm to 4pm, until 12 August"."""
    said = f"{said_rule(rule, first)}, {hours(starts, ends)}"
    if count is not None:
        return f"{said}, {'once' if count == 1 else f'{count} times'}"
    return f"{said}, until {_without_weekday(last, first)}" if last else said


def said_rule(rule: Rule, first: date) -> str:
    """Say how it comes round: "Every Thursday", "The first Tuesday of the month"."""
    months = f", in {_listed([MONTHS[n - 1] for n in rule.months])}" if rule.months else ""
    if rule.frequency == "YEARLY":
        return f"{_every(rule)} on {first.day} {MONTHS[first.month - 1]}"
    if rule.frequency == "DAILY":
        return _every(rule) + months
    if rule.frequency == "WEEKLY":
        return _said_weekly(rule, rule.weekdays or (first.weekday(),)) + months
    return _said_monthly(rule, first) + months


def _said_weekly(rule: Rule, on: Sequence[int]) -> str:
    days = "weekday" if tuple(on) == _WEEKDAYS else _listed([DAYS[each] for each in on])
    if rule.every == 1:
        return f"Every {days}"
    if rule.every == 2 and len(on) == 1:
        return f"Every other {days}"
    return f"{_every(rule)} on {'each weekday' if days == 'weekday' else days}"


def _said_monthly(rule: Rule, first: date) -> str:
    month = {1: "the month", 2: "every other month"}.get(rule.every, f"every {rule.every} months")
    if not rule.days:
        on = [_said_day(each) for each in rule.of_month or (first.day,)]
        return f"The {_listed(on)} of {month}"
    if rule.position:
        kind = "weekday" if rule.weekdays == _WEEKDAYS else DAYS[rule.weekdays[0]]
        return f"The {_NTH[rule.position]} {kind} of {month}"
    if not rule.days[0][0]:
        return f"Every {_listed([DAYS[each] for each in rule.weekdays])} of {month}"
    if len(rule.weekdays) == 1:
        which = _listed([_NTH[nth] for nth, _ in rule.days])
        return f"The {which} {DAYS[rule.weekdays[0]]} of {month}"
    each = [f"{_NTH[nth]} {DAYS[weekday]}" for nth, weekday in rule.days]
    return f"The {_listed(each)} of {month}"


def _said_day(of_month: int) -> str:
    return "last day" if of_month == -1 else ordinal(of_month)


def _every(rule: Rule) -> str:
    unit = UNITS[rule.frequency]
    return {1: f"Every {unit}", 2: f"Every other {unit}"}.get(
        rule.every, f"Every {rule.every} {unit}s"
    )


def _listed(words: Sequence[str]) -> str:
    *before, end = words
    return f"{', '.join(before)} and {end}" if before else end


def _without_weekday(on: date, first: date) -> str:
    return day(on, first).partition(" ")[2]


def checked(rule: Rule) -> Rule:
    """Refuse what cannot be said in the words of the desk."""
    if not 1 <= rule.every <= _MOST_EVERY:
        raise Refused(f"Every so many must be a number from 1 to {_MOST_EVERY}.")
    if not all(1 <= each <= 12 for each in rule.months):
        raise Refused(UNREAD)
    if not all(each == -1 or 1 <= each <= 31 for each in rule.of_month):
        raise Refused(UNUSUAL)
    if not all(0 <= weekday <= 6 for _, weekday in rule.days):
        raise Refused(UNREAD)
    if not _can_be_said(rule):
        raise Refused(UNUSUAL)
    return rule


def _can_be_said(rule: Rule) -> bool:
    nths = {nth for nth, _ in rule.days}
    if rule.frequency == "MONTHLY":
        alone = not (rule.days and rule.of_month) and (nths <= {0} or 0 not in nths)
        return alone and nths <= {0, *_NTH} and _can_be_placed(rule, nths)
    plain = not rule.of_month and not rule.position and nths <= {0}
    if rule.frequency == "WEEKLY":
        return plain
    return plain and not rule.days and (rule.frequency == "DAILY" or not rule.months)


def _can_be_placed(rule: Rule, nths: set[int]) -> bool:
    if not rule.position:
        return True
    one_kind = len(rule.days) == 1 or rule.weekdays == _WEEKDAYS
    return rule.position in _NTH and nths == {0} and one_kind


def _joined(numbers: Sequence[int]) -> str:
    return ",".join(map(str, numbers))
