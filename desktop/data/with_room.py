"""Where there is room instead: the next session of an activity that has a place."""

from typing import Any

from sqlalchemy import bindparam, select

from desktop.data.db import Db
from desktop.data.ready import Ready
from desktop.data.tables import session
from desktop.rules.signups import NextWithRoom

_NEXT_WITH_ROOM = Ready(
    select(session.c.id, session.c.date, session.c.starts)
    .where(
        session.c.activity == bindparam("activity_id"),
        session.c.starts_utc > bindparam("after"),
        session.c.status == "planned",
        session.c.booked + session.c.waiting < session.c.places,
    )
    .order_by(session.c.starts_utc)
    .limit(1)
)


def next_with_room(db: Db, *, session_id: int) -> NextWithRoom | None:
    """Find the next session of the same activity that has a place; None if there is none."""
    return after(db, db.one(select(session).where(session.c.id == session_id)))


def after(db: Db, row: Any) -> NextWithRoom | None:
    """Find the next session with a place after this one, whose row is read already."""
    later = db.first(_NEXT_WITH_ROOM, activity_id=row.activity, after=max(db.now, row.starts_utc))
    return NextWithRoom(*later) if later else None
