"""A programme as a calendar file (`.ics`, RFC 5545): one event a session, and nobody's name."""

from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from desktop import __version__
from desktop.data.programme import Programme, ProgrammeEntry
from desktop.exchange.zones import zone_block
from desktop.rules.names import clean

NOT_ON = "Not on today"


def to_ics(programme: Programme) -> bytes:
    """Write a programme as a calendar file; `programme.made` is the moment it is made."""
    from icalendar import Calendar

    calendar = Calendar()
    calendar.add("prodid", f"-//Crafternoon//Crafternoon {__version__}//EN")
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", clean(programme.title))
    calendar.add("x-wr-timezone", programme.zone)
    for zone in sorted({each.zone for each in programme.entries}):
        days = [each.date for each in programme.entries if each.zone == zone]
        calendar.add_component(zone_block(zone, min(days), max(days)))
    for entry in programme.entries:
        calendar.add_component(_event(programme, entry))
    return bytes(calendar.to_ical())


def _event(programme: Programme, entry: ProgrammeEntry) -> Any:
    from icalendar import Event

    event, zone = Event(), ZoneInfo(entry.zone)
    event.add("uid", uid(programme, entry))
    event.add("sequence", entry.sequence)
    event.add("dtstamp", programme.made)
    if entry.changed:
        event.add("last-modified", entry.changed)
    event.add("dtstart", datetime.combine(entry.date, entry.starts, zone))
    event.add("dtend", datetime.combine(entry.date, entry.ends, zone))
    event.add("status", "CANCELLED" if entry.cancelled else "CONFIRMED")
    event.add("transp", "TRANSPARENT" if entry.cancelled else "OPAQUE")
    for name, text in _texts(entry).items():
        if text:
            event.add(name, text)
    if entry.category:
        event.add("categories", [clean(entry.category)])
    return event


def uid(programme: Programme, entry: ProgrammeEntry) -> str:
    """Name a session so that it is the same one in every file of this practice, and in no other."""
    return f"session-{entry.id}@{programme.uid}.crafternoon"


def _texts(entry: ProgrammeEntry) -> dict[str, str]:
    # Programs that pass over STATUS would show a cancelled session like any other.
    title = clean(entry.title)
    return {
        "summary": f"{NOT_ON}: {title}" if entry.cancelled else title,
        "location": clean(entry.place),
        "description": "\n".join(filter(None, map(clean, _about(entry)))),
    }


def _about(entry: ProgrammeEntry) -> list[str]:
    said = [NOT_ON + "."] if entry.cancelled else []
    price = [f"Price: {entry.price}"] if entry.price else []
    bring = [f"Bring: {entry.bring}"] if entry.bring else []
    leader = [f"With {entry.leader}."] if entry.leader else []
    return [*said, *entry.about.splitlines(), *price, *bring, *leader]
