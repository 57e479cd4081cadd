"""Who is reminding somebody now, seen on all desks."""

from collections.abc import Collection, Mapping

from sqlalchemy import bindparam, select

from desktop.data.db import Db
from desktop.data.ready import Ready
from desktop.data.tables import person, to_ring
from desktop.rules.calls import WITHDRAWN, Kind

# It is nobody's booking, so that looking at a line never keeps one from being taken back, and
# counts as withdrawn, so that nobody is rung because of it.
_OURS = (to_ring.c.kind == Kind.REMINDER.value, to_ring.c.booking.is_(None))
_LINE = Ready(
    select(to_ring.c.id).where(*_OURS, to_ring.c.person == bindparam("person_id"))
    .order_by(to_ring.c.id).limit(1)
)  # fmt: skip
_ON_IT = select(to_ring.c.person, to_ring.c.on_it).where(
    *_OURS, to_ring.c.person.in_(bindparam("people", expanding=True)),
    to_ring.c.on_it_until > bindparam("now"),
)  # fmt: skip


def line_of(db: Db, person_id: int) -> int | None:
    """Find the row that says who is reminding somebody, if anybody ever was."""
    found: int | None = db.value(_LINE, person_id=person_id)
    return found


def line_for(db: Db, person_id: int) -> int:
    """Find that row, or add it."""
    db.lock("person", person, [person_id])
    return line_of(db, person_id) or db.add(
        to_ring, kind=Kind.REMINDER.value, person=person_id, due=db.now, outcome=WITHDRAWN,
    )  # fmt: skip


def on_it(db: Db, people: Collection[int]) -> Mapping[int, str]:
    """Say who is on the lines of these people now."""
    rows = db.all(_ON_IT, people=sorted(people), now=db.now) if people else ()
    return {row.person: row.on_it for row in rows}
