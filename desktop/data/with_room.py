"""Where there is room instead: the next session of an activity that has a place."""

from typing import Any

from sqlalchemy import bindparam, select

from desktop.data import booking_terms
from desktop.data.db import Db
from desktop.data.ready import Ready
from desktop.data.tables import activity, session
from desktop.rules.signups import NextWithRoom

_NEAR = 8  # dates that are looked at: places of the next may be kept for referrals
_NEXT_WITH_ROOM = Ready(
    select(
        session.c.id,
        session.c.date,
        session.c.starts,
        session.c.zone,
        session.c.booked,
        session.c.places,
        session.c.waiting,
        *booking_terms.OF_ACTIVITY,
    )
    .select_from(session.join(activity, activity.c.id == session.c.activity))
    .where(
        session.c.activity == bindparam("activity_id"),
        session.c.starts_utc > bindparam("after"),
        session.c.status == "planned",
        session.c.booked + session.c.waiting < session.c.places,
    )
    .order_by(session.c.starts_utc)
    .limit(_NEAR)
)


def next_with_room(db: Db, *, session_id: int) -> NextWithRoom | None:
    """Find the next session of the same activity that has a place; None if there is none."""
    return after(db, db.one(select(session).where(session.c.id == session_id)))


def after(db: Db, row: Any, party: int = 1) -> NextWithRoom | None:
    """Find the next session with a place for a party after this one, whose row is read already."""
    rows = db.all(_NEXT_WITH_ROOM, activity_id=row.activity, after=max(db.now, row.starts_utc))
    later = (each for each in rows if booking_terms.free(each, db.now) >= party)
    return next((NextWithRoom(each.id, each.date, each.starts) for each in later), None)
