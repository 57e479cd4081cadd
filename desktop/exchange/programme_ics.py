"""Calendar files of other programs (RFC 5545): events as lines of plans, each doubt a sentence."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any

from desktop.data.programme_lines import ProgrammeLine, ProgrammePlan
from desktop.exchange.delimited import said_of
from desktop.exchange.ics_events import (
    Reading,
    categories,
    check_said_once,
    repeating,
    text,
    times,
    value,
)
from desktop.rules.coming import DAY_GONE
from desktop.rules.days import full_date, hours
from desktop.rules.refusal import Refused
from desktop.rules.series import said_rule

_MOST_BYTES = 20_000_000
_MOST_LETTERS = 2_000
_HEADER = ("Activity", "When", "Place", "Category")
_NOT_TAKEN = "{name} is not a calendar file. Choose an .ics or a .csv file."


@dataclass(frozen=True, slots=True)
class CalendarFile:
    """The events of a calendar file as lines, one for each, its changed dates along with it."""

    lines: tuple[ProgrammeLine, ...]
    header: tuple[str, ...] = _HEADER
    separator: str = ","

    def __iter__(self) -> Iterator[ProgrammeLine]:
        return iter(self.lines)


def read_ics(path: Path, *, today: date, zone: str, own: str) -> CalendarFile:
    """Open a calendar file; Refused with a sentence when it is none, or holds no event."""
    groups = _groups(_calendars(path))
    if not groups:
        raise Refused(f"There is no event in {path.name}.")
    lines = (_line(n, group, today, zone, own) for n, group in enumerate(groups, 1))
    return CalendarFile(tuple(lines))


def _calendars(path: Path) -> Sequence[Any]:
    from icalendar import Calendar

    try:
        if path.stat().st_size > _MOST_BYTES:
            raise Refused(f"{path.name} is larger than any programme. Export less of it.")
        content = path.read_bytes()
    except OSError as error:
        raise Refused(said_of(path, error)) from error
    if b"BEGIN:VCALENDAR" not in content[:4096].upper():
        raise Refused(_NOT_TAKEN.format(name=path.name))
    if not content.rstrip().upper().endswith(b"END:VCALENDAR"):
        raise Refused(f"{path.name} has no end: some of it is missing. Export it again.")
    try:
        return list(Calendar.from_ical(content, multiple=True))
    except (ValueError, KeyError, IndexError, AttributeError, TypeError, RecursionError) as error:
        # What a broken file breaks in the reader is not ours to foresee.
        raise Refused(f"{path.name} is damaged. Export it again.") from error


def _groups(calendars: Iterable[Any]) -> list[list[Any]]:
    """Put each event and the dates of it that were changed together, by their UID."""
    groups: dict[str, list[Any]] = {}
    events = (event for calendar in calendars for event in calendar.walk("VEVENT"))
    for number, event in enumerate(events):
        groups.setdefault(str(event.get("uid") or number), []).append(event)
    return list(groups.values())


def _line(number: int, group: list[Any], today: date, zone: str, own: str) -> ProgrammeLine:
    masters = [each for each in group if "recurrence-id" not in each]
    event = masters[0] if masters else group[0]
    reading = Reading(event, zone)
    cells = (text(event, "summary"), "", text(event, "location"), ", ".join(categories(event)))
    try:
        others = [each for each in group if each is not event]
        for each in group:
            check_said_once(each)
        plan = _plan(reading, others, today, own)
    except Refused as no:
        return ProgrammeLine(number, cells, None, no.sentence)
    except (ValueError, OverflowError):
        return ProgrammeLine(number, cells, None, "Something in it cannot be read.")
    said = _said(plan)
    # In the file of what was not taken, a doubt is no certainty that can be read in again.
    filled = cells if plan.closed or reading.unsure else (cells[0], said, *cells[2:])
    return ProgrammeLine(number, filled, plan, "", tuple(reading.unsure), said)


def _said(plan: ProgrammePlan) -> str:
    """Say when so that the table's reader reads it again."""
    if plan.closed:
        return f"Closed, {full_date(plan.first)}"
    at = hours(plan.starts, plan.ends)
    if plan.rule is None:
        return f"{full_date(plan.first)}, {at}"
    until = f", until {full_date(plan.last)}" if plan.last else ""
    return f"{said_rule(plan.rule, plan.first)}, {at}, from {full_date(plan.first)}{until}"


def _plan(reading: Reading, others: list[Any], today: date, own: str) -> ProgrammePlan:
    event = reading.event
    title = text(event, "summary")
    if not title:
        raise Refused("It has no name.")
    if str(event.get("status", "")).upper() == "CANCELLED" and not _is_own(event, own):
        raise Refused("It is cancelled in the file.")
    begins = value(event, "dtstart")
    if not isinstance(begins, datetime):
        return _closed(event, title, begins, today)
    at = times(reading, event)
    plan = ProgrammePlan(
        title, at.starts.date(), None, at.starts.time(), at.ends.time(),
        about=text(event, "description")[:_MOST_LETTERS], place=text(event, "location"),
        category=next(iter(categories(event)), ""),
        private=str(event.get("class", "")).upper() in ("PRIVATE", "CONFIDENTIAL"),
        known_here=_is_own(event, own),
    )  # fmt: skip
    if "rrule" in event or "rdate" in event:
        return repeating(reading, plan, others, today)
    if plan.first < today and not plan.known_here:
        raise Refused(DAY_GONE)
    return plan


def _closed(event: Any, title: str, begins: date, today: date) -> ProgrammePlan:
    if "rrule" in event:
        raise Refused("It repeats and has no hours. Write under When from when until when it is.")
    end = value(event, "dtend") if "dtend" in event else begins + timedelta(days=1)
    last = max(begins, end - timedelta(days=1)) if type(end) is date else begins
    if last < today:
        raise Refused(DAY_GONE)
    return ProgrammePlan(title, begins, last, time(0), time(23, 59), closed=True)


def _is_own(event: Any, own: str) -> bool:
    return bool(own) and str(event.get("uid", "")).endswith(f"@{own}.crafternoon")
