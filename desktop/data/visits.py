"""What somebody has come to, did not come to, and is booked on."""

from dataclasses import dataclass
from datetime import date, time
from typing import Any

from sqlalchemy import bindparam, func, not_, or_, select

from desktop.data.db import Db
from desktop.data.ready import Ready
from desktop.data.tables import activity, booking, session
from desktop.rules.signups import Mark

MOST = 60


@dataclass(frozen=True, slots=True)
class Attended:
    """A session somebody was booked on, and what became of it."""

    session_id: int
    title: str
    patch: str
    date: date
    starts: time
    ends: time
    mark: Mark
    told_us: bool = False
    late: bool = False
    booking_id: int = 0


@dataclass(frozen=True, slots=True)
class Visits:
    """The newest 60 sessions and the next 60; `came` and `missed` count all there are."""

    past: tuple[Attended, ...]
    coming: tuple[Attended, ...]
    came: int
    missed: int


_IS_PAST = or_(session.c.ends_utc <= bindparam("now"), booking.c.status == Mark.ARRIVED.value)
_VISITS = (
    select(
        booking.c.id.label("booking_id"), booking.c.status.label("mark"), session.c.id,
        session.c.title, session.c.date, session.c.starts, session.c.ends, session.c.ends_utc,
        activity.c.name, activity.c.patch, booking.c.told_us, booking.c.late,
    )
    .select_from(
        booking.join(session, session.c.id == booking.c.session)
        .join(activity, activity.c.id == session.c.activity)
    )
    .where(
        booking.c.person == bindparam("person_id"), booking.c.status != Mark.CANCELLED.value,
        session.c.status == "planned",
    )
)  # fmt: skip
_PAST = Ready(_VISITS.where(_IS_PAST).order_by(session.c.starts_utc.desc()).limit(MOST))
_COMING = Ready(_VISITS.where(not_(_IS_PAST)).order_by(session.c.starts_utc).limit(MOST))
_SUMS = Ready(
    select(booking.c.status, func.count().label("times"))
    .where(
        booking.c.person == bindparam("person_id"),
        booking.c.status.in_([bindparam("came"), bindparam("missed")]),
    )
    .group_by(booking.c.status)
)


def visits_of(db: Db, person_id: int) -> Visits:
    """Read somebody's visits: past ones from the newest on, coming ones from the next on."""
    marks = {"came": Mark.ARRIVED.value, "missed": Mark.MISSED.value}
    sums = {row.status: row.times for row in db.all(_SUMS, person_id=person_id, **marks)}
    return Visits(
        past=tuple(map(_attended, db.all(_PAST, person_id=person_id, now=db.now))),
        coming=tuple(map(_attended, db.all(_COMING, person_id=person_id, now=db.now))),
        came=sums.get(Mark.ARRIVED.value, 0),
        missed=sums.get(Mark.MISSED.value, 0),
    )


def _attended(row: Any) -> Attended:
    return Attended(
        row.id, row.title or row.name, row.patch, row.date, row.starts, row.ends, Mark(row.mark),
        row.told_us, row.late, row.booking_id,
    )  # fmt: skip
