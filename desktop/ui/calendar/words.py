"""What the calendar says of days and sessions."""

from datetime import date, datetime, timedelta

from PySide6.QtCore import QCoreApplication

from desktop.data.activities import SessionCard, Week
from desktop.rules.days import clock, full_date, when
from desktop.rules.signups import left_words, places_words

translate = QCoreApplication.translate
HOUR = timedelta(hours=1)
DAY = timedelta(days=1)


def week_words(first: date, days: int = 7) -> str:
    """Name a week: "3 to 9 May 2027", "31 May to 6 June 2027"."""
    last = first + timedelta(days=days - 1)
    start = full_date(first)
    if first.month == last.month:
        start = str(first.day)
    elif first.year == last.year:
        start = start.rpartition(" ")[0]
    return translate("calendar", "{0} to {1}").format(start, full_date(last))


def count_words(week: Week) -> str:
    """Count a week's sessions: "17 sessions, 2 cancelled"."""
    number = len(week.sessions)
    if not number:
        return ""
    off = sum(session.cancelled for session in week.sessions)
    one = number == 1
    said = translate("calendar", "1 session") if one else translate("calendar", "{0} sessions")
    said = said.format(number)
    return translate("calendar", "{0}, {1} cancelled").format(said, off) if off else said


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
        parts.append(f"{left_words(session.booked, session.places)}.")
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


def full_words(session: SessionCard) -> str:
    """Say that nothing is left: "Full 12/12"."""
    counted = places_words(session.booked, session.places, session.over)
    return translate("calendar", "Full {0}").format(counted)


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
