"""What the calendar says of days and sessions."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from desktop.data.activities import SessionCard
from desktop.rules.days import clock, day, full_date, hours_short, when
from desktop.rules.sessions import left_words, places_words

if TYPE_CHECKING:
    from desktop.data.calendar import Marks
    from desktop.data.marks import Band

translate = QCoreApplication.translate
HOUR = timedelta(hours=1)
DAY = timedelta(days=1)


KIND_KEYS = {"1": "day", "2": "work", "3": "week", "4": "month", "5": "list"}
"""The views by their keys."""


def kind_words(kind: str) -> str:
    """Name a view."""
    return {
        "day": translate("calendar", "Day"),
        "work": translate("calendar", "Work week"),
        "week": translate("calendar", "Week"),
        "month": translate("calendar", "Month"),
        "list": translate("calendar", "List"),
    }[kind]


def week_words(first: date, days: int = 7) -> str:
    """Name a week: "3 to 9 May 2027", "31 May to 6 June 2027"."""
    last = first + timedelta(days=days - 1)
    start = full_date(first)
    if first.month == last.month:
        start = str(first.day)
    elif first.year == last.year:
        start = start.rpartition(" ")[0]
    return translate("calendar", "{0} to {1}").format(start, full_date(last))


def count_words(sessions: Sequence[SessionCard]) -> str:
    """Count sessions: "17 sessions, 2 cancelled"; nothing where there are none."""
    number = len(sessions)
    if not number:
        return ""
    off = sum(session.cancelled for session in sessions)
    one = number == 1
    said = translate("calendar", "1 session") if one else translate("calendar", "{0} sessions")
    said = said.format(number)
    return translate("calendar", "{0}, {1} cancelled").format(said, off) if off else said


def band_words(band: "Band") -> str:
    """Name a closure: "Training day", "Training day, 1 to 5pm", "Painting, Room 2"."""
    name = band.name
    if band.starts and band.ends:
        name = f"{name}, {hours_short(band.starts, band.ends)}"
    return f"{name}, {band.place}" if band.place else name


def name_words(marks: "Marks", on: date) -> str:
    """Say what a day is called; all its closures if there are several."""
    return ". ".join(band_words(band) for band in marks.of(on))


def headline(marks: "Marks", on: date) -> str:
    """Say what a day is called, and its memo."""
    memo = marks.memo(on)
    said = [band_words(band) for band in marks.of(on)] + ([memo.text] if memo else [])
    return ". ".join([*(each.rstrip(".") for each in said[:-1]), *said[-1:]])


def empty_words(kind: str, on: date, today: date, hidden: int) -> tuple[str, str]:
    """Say that nothing is shown, and what to do about it; `hidden` sessions are narrowed away."""
    title = {
        "day": translate("calendar", "No sessions on {0}").format(day(on, today)),
        "list": translate("calendar", "No sessions to come"),
    }.get(kind, translate("calendar", "No sessions this week"))
    if hidden == 1:
        return title, translate("calendar", "1 session is hidden. Esc shows everything.")
    if hidden:
        said = translate("calendar", "{0} sessions are hidden. Esc shows everything.")
        return title, said.format(hidden)
    return title, translate("calendar", "Add one, or look at other days.")


def in_full(session: SessionCard, today: date) -> str:
    """Name a session in a sentence: "Crafternoon, Thursday 26 November, 2pm to 4pm"."""
    return f"{session.title}, {when(session.date, session.starts, session.ends, today)}"


def aloud(session: SessionCard, now: datetime) -> str:
    """Say a whole card, as a screen reader reads it and its tool tip shows it."""
    parts = [in_full(session, now.date())]
    if session.place:
        parts.append(_within_a_sentence(session.place))
    if session.cancelled:
        parts.append(translate("calendar", "cancelled"))
    elif session.came and session.ends_utc <= now:
        parts.append(translate("calendar", "{0} came").format(session.came))
    else:
        counted = translate("calendar", "{0} of {1} booked")
        parts.append(counted.format(session.booked, session.places))
        if session.waiting:
            parts.append(translate("calendar", "{0} waiting").format(session.waiting))
        if not session.leader and session.ends_utc > now:
            parts.append(translate("calendar", "nobody leads it"))
    return ", ".join(parts)


def until_words(session: SessionCard, now: datetime) -> str:
    """Say how far off a session is: "Starts in 18 minutes", "On now, until 4pm"."""
    if session.cancelled:
        return translate("calendar", "Cancelled")
    if now >= session.ends_utc:
        return _ended(session, now)
    if now >= session.starts_utc:
        return translate("calendar", "On now, until {0}").format(clock(session.ends))
    wait = session.starts_utc - now
    if wait <= HOUR:
        return _in_minutes(-(-wait // timedelta(minutes=1)))
    days = (session.date - now.date()).days
    if days < 2:
        near = translate("calendar", "Tomorrow at {0}") if days else translate(
            "calendar", "Today at {0}"
        )  # fmt: skip
        return near.format(clock(session.starts))
    if days < 14:
        return translate("calendar", "In {0} days").format(days)
    return translate("calendar", "In {0} weeks").format(days // 7)


def booked_words(session: SessionCard) -> str:
    """Say how many places are taken, as a heading."""
    said = translate("calendar", "{0} of {1} places booked")
    return said.format(session.booked, session.places)


def after_words(session: SessionCard, now: datetime) -> str:
    """Say what follows from the numbers: who came, or what is left."""
    parts = []
    if session.came:
        parts.append(translate("calendar", "{0} came.").format(session.came))
    if session.over:
        parts.append(translate("calendar", "{0} over the places.").format(session.over))
    if not session.cancelled and now < session.ends_utc:
        parts.append(f"{left_words(session.booked, session.places, session.waiting)}.")
        if session.waiting:
            one = translate("calendar", "1 person is waiting.")
            several = translate("calendar", "{0} people are waiting.")
            parts.append(one if session.waiting == 1 else several.format(session.waiting))
    return " ".join(parts)


def access_words(session: SessionCard) -> str:
    """Say what is recorded of the place, and nothing that is not."""
    parts = []
    if session.step_free is not None:
        yes, no = translate("calendar", "Step-free."), translate("calendar", "Not step-free.")
        parts.append(yes if session.step_free else no)
    if session.hearing_loop:
        parts.append(translate("calendar", "Hearing loop."))
    return " ".join(parts)


def full_words(session: SessionCard) -> Sequence[str]:
    """Say that nothing is left, the fullest way first: "Full 12/12 +2 waiting" to "Full"."""
    counted = places_words(session.booked, session.places, session.over, waiting=session.waiting)
    full, waits = translate("calendar", "Full"), waiting_words(session)
    return [f"{full} {counted}", *([f"{full} {waits}"] if waits else []), full]


def waiting_words(session: SessionCard) -> str:
    """Say how many wait: "+2 waiting"; nothing where nobody does."""
    if not session.waiting:
        return ""
    return translate("calendar", "+{0} waiting").format(session.waiting)


def _in_minutes(minutes: int) -> str:
    if minutes == 1:
        return translate("calendar", "Starts in 1 minute")
    return translate("calendar", "Starts in {0} minutes").format(minutes)


def _ended(session: SessionCard, now: datetime) -> str:
    days = (now.date() - session.date).days
    if days == 0:
        return translate("calendar", "Finished at {0}").format(clock(session.ends))
    if days == 1:
        return translate("calendar", "Finished yesterday")
    if days < 14:
        return translate("calendar", "Finished {0} days ago").format(days)
    return translate("calendar", "Finished {0} weeks ago").format(days // 7)


def _within_a_sentence(place: str) -> str:
    """Write "Waiting room" small, but leave "GP corridor" and "St John's" alone."""
    first = place.split(maxsplit=1)[0]
    plain = first[1:].islower() and len(first) > 2
    return place[0].lower() + place[1:] if plain else place
