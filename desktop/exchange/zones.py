"""A zone's clock changes as a calendar file says them (RFC 5545, 3.6.5)."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

_DAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
_LONG_AGO = datetime(1970, 1, 1)  # noqa: DTZ001 -- an onset is a time on the wall


@dataclass(frozen=True, slots=True)
class ClockChange:
    """A moment at which a zone's clocks change; `onset` is what they showed just before."""

    onset: datetime
    before: timedelta
    after: timedelta
    name: str
    summer: bool


def zone_block(zone: str, first: date, last: date) -> Any:
    """Make the VTIMEZONE that is right for all days from `first` to `last`."""
    from icalendar import Timezone

    block = Timezone()
    block.add("tzid", zone)
    there = ZoneInfo(zone)
    changes = list(_changes(there, first.year - 1, last.year))
    for part in _kinds(changes):
        block.add_component(_observance(part))
    if not changes:
        block.add_component(_always(there, first))
    return block


def _changes(zone: ZoneInfo, first_year: int, last_year: int) -> Iterator[ClockChange]:
    at = datetime(first_year, 1, 1, tzinfo=UTC)
    while at.year <= last_year:
        later = at + timedelta(days=1)
        if at.astimezone(zone).utcoffset() != later.astimezone(zone).utcoffset():
            yield _change(zone, _exactly(zone, at, later))
        at = later


def _exactly(zone: ZoneInfo, before: datetime, after: datetime) -> datetime:
    """Halve a day until the minute of its change is found."""
    old = before.astimezone(zone).utcoffset()
    while after - before > timedelta(minutes=1):
        middle = before + timedelta(minutes=(after - before) // timedelta(minutes=2))
        same = middle.astimezone(zone).utcoffset() == old
        before, after = (middle, after) if same else (before, middle)
    return after


def _change(zone: ZoneInfo, at: datetime) -> ClockChange:
    now, just_before = at.astimezone(zone), (at - timedelta(minutes=1)).astimezone(zone)
    old, new = just_before.utcoffset() or timedelta(), now.utcoffset() or timedelta()
    onset = at.replace(tzinfo=None) + old
    return ClockChange(onset, old, new, now.tzname() or "", bool(now.dst()))


def _kinds(changes: Sequence[ClockChange]) -> list[list[ClockChange]]:
    """Put the changes that differ in their date alone together."""
    kinds: dict[tuple[Any, ...], list[ClockChange]] = {}
    for each in changes:
        alike = (each.before, each.after, each.name, each.summer, each.onset.time())
        kinds.setdefault(alike, []).append(each)
    return list(kinds.values())


def _observance(alike: Sequence[ClockChange]) -> Any:
    part = _part(alike[0])
    rule = _rule(alike)
    if rule:
        part.add("rrule", rule)
    elif alike[1:]:
        part.add("rdate", [each.onset for each in alike[1:]])
    return part


def _part(change: ClockChange) -> Any:
    from icalendar import TimezoneDaylight, TimezoneStandard

    part = TimezoneDaylight() if change.summer else TimezoneStandard()
    part.add("dtstart", change.onset)
    part.add("tzoffsetfrom", change.before)
    part.add("tzoffsetto", change.after)
    part.add("tzname", change.name)
    return part


def _rule(alike: Sequence[ClockChange]) -> dict[str, Any]:
    """Say "the last Sunday of March", when all of them are and none is left out."""
    last = [(each.onset + timedelta(days=7)).month != each.onset.month for each in alike]
    days = {(each.onset.month, each.onset.weekday()) for each in alike}
    years = [each.onset.year for each in alike]
    every_year = years == list(range(years[0], years[0] + len(years)))
    if len(days) != 1 or not all(last) or not every_year or len(alike) == 1:
        return {}
    ((month, weekday),) = days
    return {"freq": "yearly", "bymonth": month, "byday": f"-1{_DAYS[weekday]}"}


def _always(zone: ZoneInfo, on: date) -> Any:
    there = datetime(on.year, on.month, on.day, tzinfo=zone)
    offset = there.utcoffset() or timedelta()
    return _part(ClockChange(_LONG_AGO, offset, offset, there.tzname() or "", summer=False))
