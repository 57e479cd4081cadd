"""Calls the desk owes somebody: why, when each is due, and when it is not needed any more."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

from desktop.rules.names import clean
from desktop.rules.refusal import Refused
from desktop.rules.signups import Mark

WITHDRAWN = "withdrawn"
"""The outcome of a call that nobody needs to make any more: the mark it came from was changed."""
NOT_HERE_AFTER = timedelta(minutes=20)
LATELY = timedelta(days=14)
"""What is marked later than this after the session makes no call: it would only puzzle."""
LONGEST_NOTE = 200
_OPENS = time(9)
_SATURDAY = 5


class Kind(StrEnum):
    """Why somebody is to be rung."""

    FIRST_VISIT = "first visit"
    MISSED_YOU = "missed you"
    NOT_HERE = "not here"
    NEEDS_A_CALL = "needs a call"
    REMINDER = "reminder"


@dataclass(frozen=True, slots=True)
class Visit:
    """One booking of somebody in one activity, as far as missing them goes.

    `regular`: they came every week then. `by_them`: they cancelled it themselves.
    """

    booking_id: int
    mark: Mark
    told_us: bool = False
    regular: bool = False
    by_them: bool = False


def missed_twice(visits: Iterable[Visit]) -> frozenset[int]:
    """Find the second absence in a row of a regular, in each row: it makes one friendly call.

    `visits` are in the order of their sessions. Who told us, or cancelled, is not missed; what
    nobody marked, or the practice called off, is not guessed at.
    """
    found, row = set(), 0
    for each in visits:
        if each.mark is Mark.BOOKED or (each.mark is Mark.CANCELLED and not each.by_them):
            continue
        row = row + 1 if each.mark is Mark.MISSED and not each.told_us else 0
        if row == 2 and each.regular:
            found.add(each.booking_id)
    return frozenset(found)


def next_day(held_on: date, zone: str) -> datetime:
    """Say when a call about a session is due on the next weekday: at nine."""
    on = held_on + timedelta(days=1)
    while on.weekday() >= _SATURDAY:
        on += timedelta(days=1)
    return datetime.combine(on, _OPENS, ZoneInfo(zone))


def is_not_here(mark: Mark, *, told_us: bool) -> bool:
    """Whether somebody is neither here nor has said that they would not come."""
    return mark is Mark.BOOKED or (mark is Mark.MISSED and not told_us)


def check_call(about: str) -> str:
    """Read why somebody needs a call; Refused if it is too long for one line."""
    line = clean(about)
    if len(line) > LONGEST_NOTE:
        raise Refused(f"Why they need a call is longer than {LONGEST_NOTE} letters. Shorten it.")
    return line
