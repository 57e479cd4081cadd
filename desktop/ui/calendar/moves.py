"""Which session the keys lead to. Plain values, nothing drawn."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime

from PySide6.QtCore import Qt

from desktop.data.activities import SessionCard, Week

STEPS = {
    Qt.Key.Key_Up: (0, -1),
    Qt.Key.Key_Down: (0, 1),
    Qt.Key.Key_Left: (-1, 0),
    Qt.Key.Key_Right: (1, 0),
}
"""An arrow's step: days, and sessions within the day."""


def moved(sessions: Sequence[SessionCard], at: SessionCard, step: tuple[int, int]) -> SessionCard:
    """Return the session one step away, or `at` when there is none that way."""
    days, within = step
    same_day = [each for each in sessions if each.date == at.date]
    if within:
        place = next(n for n, each in enumerate(same_day) if each.id == at.id) + within
        return same_day[place] if 0 <= place < len(same_day) else at
    ahead = [each for each in sessions if (each.date - at.date).days * days > 0]
    if not ahead:
        return at
    next_day = min(ahead, key=lambda each: abs((each.date - at.date).days)).date
    return nearest_in_time((each for each in ahead if each.date == next_day), at)


def choice(
    week: Week, at: SessionCard | None, wanted: int | None, now: datetime, on: date
) -> SessionCard | None:
    """Return what to choose: what is wanted, where we were, what comes next, or that day's."""
    if not week.sessions:
        return None
    found = next((each for each in week.sessions if each.id == wanted), None)
    if found:
        return found
    if at:
        same = next((each for each in week.sessions if each.id == at.id), None)
        return same or _nearest_in_week(week.sessions, at)
    if on == now.date():
        return _next(week.sessions, now)
    return min(week.sessions, key=lambda each: (abs(each.date - on), each.date < on, each.starts))


def _next(sessions: Sequence[SessionCard], now: datetime) -> SessionCard:
    coming = (each for each in sessions if each.ends_utc > now and not each.cancelled)
    return next(coming, sessions[-1])


def _nearest_in_week(sessions: Sequence[SessionCard], at: SessionCard) -> SessionCard:
    """Return what takes place on the same weekday, at the same time if it can be."""
    of_day = min(abs(_weekday(each.date, at.date)) for each in sessions)
    near = (each for each in sessions if abs(_weekday(each.date, at.date)) == of_day)
    return nearest_in_time(near, at)


def nearest_in_time(sessions: Iterable[SessionCard], at: SessionCard) -> SessionCard:
    """Return what begins at about the same time of day."""
    return min(sessions, key=lambda each: (abs(_minutes(each) - _minutes(at)), each.id))


def _weekday(on: date, other: date) -> int:
    return on.weekday() - other.weekday()


def _minutes(session: SessionCard) -> int:
    return 60 * session.starts.hour + session.starts.minute
