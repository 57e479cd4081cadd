"""Which date becomes which when a series comes round otherwise; what falls out, what is new."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from desktop.rules import series
from desktop.rules.refusal import Refused
from desktop.rules.series import Rule

_A_PERIOD = timedelta(days=31)


@dataclass(frozen=True, slots=True)
class Run:
    """The dates of a series: its rule, from when, until when, and up to where they are made."""

    rule: Rule
    first: date
    last: date | None
    made_until: date


@dataclass(frozen=True, slots=True)
class Redated:
    """Old dates with what becomes of each (None: it falls out), dates more, and the new run."""

    pairs: dict[date, date | None]
    more: tuple[date, ...]
    run: Run


def redate(
    was: Run, rule: Rule, last: date | None, old: Sequence[date], cut: date,
    begun: Collection[date] = (),
) -> Redated:  # fmt: skip
    """Bring dates from `cut` on under another rule or another end; `old` are those there are.

    `begun` are dates, too, but of sessions that are over: nothing comes in their stead.
    """
    if last is not None and last < cut:
        raise Refused("The last date is before the first that would change. Choose a later one.")
    series.check_near(was.first, last)
    if rule == was.rule:
        return _longer_or_shorter(was, last, old, begun)
    pairs, coming = _paired(was, rule, old, cut, begun)
    farthest = max((each for each in pairs.values() if each), default=was.made_until)
    made_until = max(was.made_until, farthest)
    end = last or (was.last and max(was.last, farthest))
    limit = min(made_until, end or made_until)
    pairs = {on: new if new and new <= limit else None for on, new in pairs.items()}
    taken = {each for each in pairs.values() if each}
    more = {each for each in coming if cut <= each <= limit} - taken
    first = min(more | taken, default=cut)
    return Redated(pairs, tuple(sorted(more)), Run(rule, first, end, limit if end else made_until))


def _longer_or_shorter(
    was: Run, last: date | None, old: Sequence[date], begun: Collection[date]
) -> Redated:
    end = last or was.last
    pairs = {on: on if end is None or on <= end else None for on in old}
    until = was.made_until if end is None else end
    coming = series.occurrences(was.rule, was.first, until)
    more = tuple(each for each in coming if each > was.made_until and each not in begun)
    if len(more) > series.MOST_DATES:
        raise Refused(series.TOO_MANY)
    return Redated(pairs, more, Run(was.rule, was.first, end, until))


def _paired(
    was: Run, rule: Rule, old: Sequence[date], cut: date, begun: Collection[date]
) -> tuple[dict[date, date | None], list[date]]:
    """Keep what is the same day; pair the rest in the same week, or month, in its order."""
    by_month = was.rule.frequency == rule.frequency == "MONTHLY"
    # The rhythm of "every other week" goes on from the first week that changes.
    start = cut.replace(day=1) if by_month else cut - timedelta(cut.weekday())
    until = min(was.made_until, date.max - _A_PERIOD) + _A_PERIOD
    coming = [on for on in series.occurrences(rule, start, until) if on not in begun]
    if len(coming) > series.MOST_DATES:
        raise Refused(series.TOO_MANY)
    same = set(old) & set(coming)
    pairs: dict[date, date | None] = {on: on if on in same else None for on in old}
    left = _by_period((on for on in coming if on not in same), by_month=by_month)
    for period, those in _by_period(
        (on for on in old if on not in same), by_month=by_month
    ).items():
        pairs.update(zip(those, left.get(period, ()), strict=False))
    return pairs, coming


def _by_period(dates: Iterable[date], *, by_month: bool) -> dict[date, list[date]]:
    periods: dict[date, list[date]] = defaultdict(list)
    for on in sorted(dates):
        first = on.replace(day=1) if by_month else on - timedelta(on.weekday())
        periods[first].append(on)
    return periods
