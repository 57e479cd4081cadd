"""Times of one day, reckoned in minutes."""

from datetime import time

DAY = 24 * 60


def minutes_between(starts: time, ends: time) -> int:
    """Return how many minutes lie between two times of a day."""
    return _minutes(ends) - _minutes(starts)


def later(at: time, minutes: int) -> time | None:
    """Return the time so many minutes on, None when that is another day."""
    there = _minutes(at) + minutes
    return time(there // 60, there % 60) if 0 <= there < DAY else None


def _minutes(at: time) -> int:
    return 60 * at.hour + at.minute
