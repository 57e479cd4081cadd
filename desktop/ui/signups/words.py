"""How a session is named in sentences and on buttons."""

from datetime import date

from PySide6.QtCore import QCoreApplication

from desktop.data.activities import SessionCard
from desktop.rules.days import clock, day, near, when

translate = QCoreApplication.translate


def what_and_when(session: SessionCard, today: date) -> str:
    """Name a session on a button: "Crafternoon, today 2pm"."""
    return f"{session.title}, {near(session.date, today)} {clock(session.starts)}"


def in_full(session: SessionCard, today: date) -> str:
    """Name a session in a sentence: "Crafternoon, Thursday 26 November, 2pm to 4pm"."""
    return f"{session.title}, {when(session.date, session.starts, session.ends, today)}"


def full_words(session: SessionCard, today: date) -> str:
    """Say why there is no room: all is booked, or what is free is kept for people who wait."""
    named = translate("signups", "{0} on {1}").format(session.title, day(session.date, today))
    free = session.places - session.booked
    if free == 1:
        return translate("signups", "The free place in {0} is kept for people who wait.").format(
            named
        )
    if free > 1:
        kept = translate("signups", "The {0} free places in {1} are kept for people who wait.")
        return kept.format(free, named)
    full = translate("signups", "{0} is full: {1} of {2}.").format(
        named, session.booked, session.places
    )
    one = translate("signups", "1 person is waiting.")
    several = translate("signups", "{0} people are waiting.").format(session.waiting)
    waits = one if session.waiting == 1 else several if session.waiting else ""
    return f"{full} {waits}".strip()
