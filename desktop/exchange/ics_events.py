"""When an event of a calendar file is (RFC 5545): its hours, its rule and its changed dates."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from itertools import islice
from typing import Any
from zoneinfo import ZoneInfo

from desktop.data.programme_lines import MovedDate, ProgrammePlan
from desktop.rules.coming import GONE, first_to_come
from desktop.rules.days import clock, full_date
from desktop.rules.names import clean
from desktop.rules.refusal import Refused
from desktop.rules.rrule import Ending, read_ending
from desktop.rules.series import FARTHEST, occurrences

_TAG = re.compile(r"<[^<>]{1,200}>")
_USUAL = timedelta(hours=1)
_SAID_ONCE = ("dtstart", "dtend", "duration", "recurrence-id")


@dataclass(slots=True)
class Reading:
    """One event while it is read, and what is doubtful about it."""

    event: Any
    zone: str
    unsure: list[str] = field(default_factory=list)

    def wall(self, moment: datetime) -> datetime:
        """Give a moment as the practice's clocks show it."""
        if moment.tzinfo is None:
            return moment
        return moment.astimezone(ZoneInfo(self.zone)).replace(tzinfo=None)


@dataclass(frozen=True, slots=True)
class Times:
    """From when until when an event is, on the practice's wall."""

    starts: datetime
    ends: datetime


def check_said_once(event: Any) -> None:
    """Refuse an event that says twice when it is."""
    if any(isinstance(event.get(name), list) for name in _SAID_ONCE):
        raise Refused("It says twice when it is.")


def times(reading: Reading, event: Any) -> Times:
    """Read from when until when an event is; Refused when no session can be so."""
    moment = _moment(reading, event, "dtstart")
    if "dtend" in event:
        ends = reading.wall(_moment(reading, event, "dtend"))
    else:
        length = event["duration"].dt if "duration" in event else None
        if length is None:
            reading.unsure.append("No end is said: 60 minutes were taken.")
        ends = reading.wall(moment) + (length or _USUAL)
    starts = reading.wall(moment)
    if ends <= starts:
        raise Refused("It ends before it starts.")
    if ends.date() != starts.date():
        raise Refused("It goes past midnight. Sessions here end on the day they start.")
    if starts.second or ends.second:
        starts, ends = starts.replace(second=0), ends.replace(second=0)
    return Times(starts, ends)


def _moment(reading: Reading, event: Any, name: str) -> datetime:
    moment = value(event, name)
    if not isinstance(moment, datetime):
        raise Refused("It has hours at one end and none at the other.")
    zone = event[name].params.get("TZID")
    if moment.tzinfo is None and zone:
        raise Refused(f"Its zone “{clean(str(zone))[:40]}” is not known here.")
    if moment.tzinfo is None and name == "dtstart":
        reading.unsure.append("It names no zone: the practice’s own clock was taken.")
    return moment


def value(event: Any, name: str) -> Any:
    """Read a day or a moment; Refused when there is none."""
    found = event.get(name)
    when = getattr(found, "dt", None)
    if not isinstance(when, date):
        end = "starts" if name == "dtstart" else "ends"
        raise Refused(f"Nobody can read when it {end}.")
    return when


def repeating(
    reading: Reading, plan: ProgrammePlan, others: list[Any], today: date
) -> ProgrammePlan:
    """Read how an event repeats, from today on, and which of its dates were changed by hand."""
    event = reading.event
    if "exrule" in event or isinstance(event.get("rrule"), list):
        raise Refused("It repeats by more than one rule. Make one event of each.")
    extra = tuple(on for on in _dates(reading, "rdate") if on >= today)
    if "rrule" not in event:
        return replace(plan, first=_coming([plan.first, *extra], today), extra=extra)
    _check_zone(reading, event["dtstart"].dt)
    ending = _ending(reading, plan)
    ahead = first_to_come(ending.rule, plan.first, ending.last, today)
    if plan.first not in islice(occurrences(ending.rule, plan.first, plan.first), 1):
        reading.unsure.append(f"{full_date(plan.first)} is not in its own rule and was left out.")
    moved, gone = _changed(reading, plan, others)
    skips = {*_dates(reading, "exdate"), *gone}
    return replace(
        plan, first=ahead, last=ending.last, rule=ending.rule, extra=extra,
        skips=tuple(sorted(on for on in skips if on >= today)),
        moved=tuple(each for each in moved if each.original >= today),
    )  # fmt: skip


def _coming(dates: Iterable[date], today: date) -> date:
    found = min((on for on in dates if on >= today), default=None)
    if found is None:
        raise Refused(GONE)
    return found


def _check_zone(reading: Reading, begins: datetime) -> None:
    """Notice a series whose clocks change otherwise than the practice's."""
    if begins.tzinfo is None:
        return
    there = ZoneInfo(reading.zone)
    year = [begins.replace(tzinfo=None) + timedelta(days=30 * month) for month in range(12)]
    apart = {
        at.replace(tzinfo=begins.tzinfo).utcoffset() == at.replace(tzinfo=there).utcoffset()
        for at in year
    }
    if apart != {True}:
        at = clock(reading.wall(begins).time())
        reading.unsure.append(f"Its zone changes its clocks otherwise: {at} all year was taken.")


def _ending(reading: Reading, plan: ProgrammePlan) -> Ending:
    rule = reading.event["rrule"]
    said = rule.to_ical().decode()
    if said.upper().startswith("FREQ=DAILY;") and "BYDAY=" in said and "INTERVAL=" not in said:
        said = said.replace("DAILY", "WEEKLY", 1)
    ending = read_ending(said)
    if ending.count:
        dates = occurrences(ending.rule, plan.first, plan.first + FARTHEST)
        return replace(ending, last=list(islice(dates, ending.count))[-1], count=None)
    until = rule.get("UNTIL", [None])[0]
    if isinstance(until, datetime):
        wall = reading.wall(until)
        early = wall.time() < plan.starts
        return replace(ending, last=wall.date() - timedelta(days=1 if early else 0))
    return ending


def _dates(reading: Reading, name: str) -> list[date]:
    found = reading.event.get(name, [])
    lists = found if isinstance(found, list) else [found]
    return [_date(reading, each.dt) for some in lists for each in getattr(some, "dts", ())]


def _date(reading: Reading, when: Any) -> date:
    if isinstance(when, datetime):
        return reading.wall(when).date()
    if isinstance(when, date):
        return when
    raise Refused("It names dates that nobody can read.")


def _changed(
    reading: Reading, plan: ProgrammePlan, others: list[Any]
) -> tuple[list[MovedDate], list[date]]:
    """Read the dates that were changed by hand: moved ones, and those that are not on."""
    moved, gone = [], []
    for each in others:
        original = each.get("recurrence-id")
        if original is None:
            reading.unsure.append("A second event has the same UID and was left out.")
            continue
        if str(original.params.get("RANGE", "")).upper() == "THISANDFUTURE":
            raise Refused("It was changed from one date on. Make two events of it.")
        on = _date(reading, original.dt)
        if str(each.get("status", "")).upper() == "CANCELLED":
            gone.append(on)
            continue
        to = times(Reading(each, reading.zone), each)
        moved.append(MovedDate(on, to.starts.date(), to.starts.time(), to.ends.time()))
        if text(each, "location") != plan.place:
            reading.unsure.append(f"Its other place on {full_date(on)} was left out.")
    return moved, gone


def categories(event: Any) -> list[str]:
    """Read what kind of event it is."""
    found = event.get("categories")
    lists = found if isinstance(found, list) else [found] if found else []
    return [clean(str(each)) for some in lists for each in getattr(some, "cats", ())]


def text(event: Any, name: str) -> str:
    """Read a text as one line, without the marks of web pages."""
    said = event.get(name, "")
    return clean(_TAG.sub(" ", str(said[0] if isinstance(said, list) and said else said)))
