"""How a session is named in sentences and on buttons."""

from datetime import date

from desktop.data.activities import SessionCard
from desktop.rules.days import clock, near, when


def what_and_when(session: SessionCard, today: date) -> str:
    """Name a session on a button: "Crafternoon, today 2pm"."""
    return f"{session.title}, {near(session.date, today)} {clock(session.starts)}"


def in_full(session: SessionCard, today: date) -> str:
    """Name a session in a sentence: "Crafternoon, Thursday 26 November, 2pm to 4pm"."""
    return f"{session.title}, {when(session.date, session.starts, session.ends, today)}"
