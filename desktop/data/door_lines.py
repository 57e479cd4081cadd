"""What the register says of the door: who told us, came late, went home, is here first."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import bindparam, select

from desktop.data.db import Db
from desktop.data.needs import Need
from desktop.data.ready import Ready
from desktop.data.tables import booking, first_visit, person, wrap_up
from desktop.rules.first_visits import sign
from desktop.rules.names import Name, plain
from desktop.rules.signups import Mark

COLUMNS = (
    booking.c.told_us, booking.c.late, booking.c.left_at, first_visit.c.meets_name,
    person.c.ring_agreed,
)  # fmt: skip
_NAMELESS = Ready(select(wrap_up.c.nameless).where(wrap_up.c.session == bindparam("session_id")))


def facts(row: Any) -> dict[str, Any]:
    """Give what a line of the register says of the door, from a row with `COLUMNS`."""
    return {
        "told_us": row.told_us, "late": row.late, "gone": row.left_at is not None,
        "first_visit": row.meets_name, "rung_if_not_here": row.ring_agreed is not None,
    }  # fmt: skip


def with_first_visit(row: Any, needs: tuple[Need, ...]) -> tuple[Need, ...]:
    """Put a first visit first, but for allergies: somebody is to be met at the door."""
    if row.meets_name is None:
        return needs
    after = 1 if row.allergies_state == "listed" else 0
    return (*needs[:after], Need("door-open", sign(row.meets_name)), *needs[after:])


@dataclass(frozen=True, slots=True)
class CancelledLine:
    """A booking that ended: whose it was, who ended it, when and why; "moved" went elsewhere."""

    name: str
    by_whom: str
    at: datetime | None
    reason: str


_CANCELLED = Ready(
    select(
        booking.c.cancelled_by, booking.c.cancelled_at, booking.c.reason, person.c.title,
        person.c.first, person.c.last, person.c.preferred, person.c.former,
    )
    .select_from(booking.join(person, person.c.id == booking.c.person))
    .where(
        booking.c.session == bindparam("session_id"), booking.c.status == Mark.CANCELLED.value
    )
    .order_by(person.c.sort_key, booking.c.id)
)  # fmt: skip


def cancelled(db: Db, session_id: int) -> tuple[CancelledLine, ...]:
    """Read whose bookings of a session ended, by name; who is booked again stands here as well."""
    rows = db.all(_CANCELLED, session_id=session_id)
    return tuple(
        CancelledLine(
            plain(Name(row.title, row.first, row.last, row.preferred, row.former)),
            row.cancelled_by, row.cancelled_at, row.reason,
        )
        for row in rows
    )  # fmt: skip


def of_session(db: Db, session_id: int) -> tuple[int, tuple[CancelledLine, ...]]:
    """Count those of a session who gave no name, and read whose bookings of it ended."""
    return nameless(db, session_id), cancelled(db, session_id)


def nameless(db: Db, session_id: int) -> int:
    """Count those who were there and gave no name."""
    return int(db.value(_NAMELESS, session_id=session_id) or 0)
