"""Ring the same day if not here: for people who agreed to it, twenty minutes after the start."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import and_, bindparam, not_, or_, select

from desktop.data import calls
from desktop.data.db import Db
from desktop.data.ready import Ready
from desktop.data.tables import booking, person, session, to_ring
from desktop.rules.calls import NOT_HERE_AFTER, WITHDRAWN, Kind
from desktop.rules.signups import Mark


@dataclass(frozen=True, slots=True)
class Raised:
    """How many calls were written down in one step."""

    number: int


_HERE_NOT = or_(
    booking.c.status == Mark.BOOKED.value,
    and_(booking.c.status == Mark.MISSED.value, not_(booking.c.told_us)),
)
_NOT_HERE = Ready(
    select(booking.c.id, booking.c.person, booking.c.session, session.c.starts_utc)
    .select_from(
        booking.join(session, session.c.id == booking.c.session)
        .join(person, person.c.id == booking.c.person)
        .outerjoin(
            to_ring,
            and_(to_ring.c.booking == booking.c.id, to_ring.c.kind == Kind.NOT_HERE.value),
        )
    )
    .where(
        session.c.date == bindparam("today"), session.c.starts_utc <= bindparam("since"),
        session.c.status == "planned", person.c.ring_agreed.is_not(None), _HERE_NOT,
        or_(to_ring.c.id.is_(None), to_ring.c.outcome == WITHDRAWN),
    )
    .order_by(session.c.starts_utc, booking.c.id)
)  # fmt: skip


def due(db: Db, *, today: date, now: datetime) -> bool:
    """Whether somebody who agreed to be rung is not here by now, and nobody has been told."""
    return bool(_missing(db, today, now))


def raise_calls(db: Db, *, today: date) -> Raised:
    """Write down whom to ring today because they are not here; each of them once.

    A desk that was off makes them late: until the end of the day.
    """
    sessions = {row.session for row in _missing(db, today, db.now)}
    db.lock("session", session, sessions)
    missing = [row for row in _missing(db, today, db.now) if row.session in sessions]
    for row in missing:
        calls.due_for(
            db, Kind.NOT_HERE, person_id=row.person, session_id=row.session, booking_id=row.id,
            due=row.starts_utc + NOT_HERE_AFTER,
        )  # fmt: skip
    return Raised(len(missing))


def agree(db: Db, *, person_id: int, agreed: bool = True, version: int | None = None) -> None:
    """Write down that somebody agreed to be rung the same day if not here, or does not any more."""
    db.lock("person", person, [person_id])
    db.change(person, person_id, version=version, ring_agreed=db.now.date() if agreed else None)


def _missing(db: Db, today: date, now: datetime) -> Sequence[Any]:
    return db.all(_NOT_HERE, today=today, since=now - NOT_HERE_AFTER)
