"""Where the keys lead in a month. Plain values, nothing drawn."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime

from PySide6.QtCore import Qt

from desktop.data.activities import SessionCard
from desktop.ui.calendar.moves import nearest_in_time

Days = Mapping[date, Sequence[SessionCard]]
Where = tuple[date, SessionCard | None]
WEEK = 7
DAY_STEPS = {
    Qt.Key.Key_Up: -WEEK,
    Qt.Key.Key_Down: WEEK,
    Qt.Key.Key_Left: -1,
    Qt.Key.Key_Right: 1,
}
"""With Ctrl an arrow goes to another day, whether anything is on or not."""


def moved(days: Days, here: Where, key: Qt.Key) -> Where:
    """Return where an arrow leads: to a session, never to an empty day."""
    on, at = here
    if key in (Qt.Key.Key_Up, Qt.Key.Key_Down):
        return _within(days, on, at, 1 if key == Qt.Key.Key_Down else -1)
    step = DAY_STEPS[key]
    ahead = [each for each in days if (each - on).days * step > 0]
    if not ahead:
        return here
    there = min(ahead, key=lambda each: abs(each - on))
    return there, _at_about(days[there], at)


def choice(
    days: Days, on: date, at: SessionCard | None, wanted: int | None, now: datetime
) -> Where:
    """Return where to stand in a month: on what is wanted, where we were, or on that day."""
    of_day = {each.id: each for those in days.values() for each in those}
    found = of_day.get(wanted or 0)
    if found:
        return found.date, found
    same = of_day.get(at.id) if at else None
    if same and (same.date == on or at is None or at.date == on):
        return same.date, same
    there = days.get(on, ())
    coming = (each for each in there if each.ends_utc > now and not each.cancelled)
    fresh = at is None and on == now.date()
    return on, next(coming, None) or _at_about(there, at) if fresh else _at_about(there, at)


def _within(days: Days, on: date, at: SessionCard | None, step: int) -> Where:
    """Go to the next session of the day, else to the same weekday above or below."""
    of_day = days.get(on, ())
    place = next((n for n, each in enumerate(of_day) if at and each.id == at.id), -1) + step
    if at and 0 <= place < len(of_day):
        return on, of_day[place]
    ahead = [d for d in days if (d - on).days * step > 0 and d.weekday() == on.weekday()]
    if not ahead:
        return on, at
    there = min(ahead, key=lambda each: abs(each - on))
    return there, days[there][0 if step > 0 else -1]


def _at_about(sessions: Sequence[SessionCard], at: SessionCard | None) -> SessionCard | None:
    if not sessions:
        return None
    return nearest_in_time(sessions, at) if at else sessions[0]
