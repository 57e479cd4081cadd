"""What the register says of the door: who told us, came late, went home, is here first."""

from typing import Any

from sqlalchemy import bindparam, select

from desktop.data.db import Db
from desktop.data.needs import Need
from desktop.data.ready import Ready
from desktop.data.tables import booking, first_visit, person, wrap_up
from desktop.rules.first_visits import sign

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


def nameless(db: Db, session_id: int) -> int:
    """Count those who were there and gave no name."""
    return int(db.value(_NAMELESS, session_id=session_id) or 0)
