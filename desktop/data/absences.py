"""What follows from a mark: a friendly call, a call after the first visit, or none after all."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import and_, bindparam, exists, or_, select

from desktop.data import calls
from desktop.data.db import Db
from desktop.data.ready import Ready
from desktop.data.tables import booking, first_visit, person, regular, session
from desktop.rules.calls import LATELY, Kind, Visit, is_not_here, missed_twice, next_day
from desktop.rules.signups import Mark

_NEAR = timedelta(days=120)
_THIS = Ready(
    select(
        booking.c.id.label("booking_id"), booking.c.person, booking.c.status.label("mark"),
        booking.c.told_us, session.c.id, session.c.activity, session.c.date, session.c.zone,
        session.c.starts_utc, session.c.ends_utc, first_visit.c.id.label("first_visit"),
    )
    .select_from(
        booking.join(session, session.c.id == booking.c.session)
        .outerjoin(first_visit, first_visit.c.booking == booking.c.id)
    )
    .where(booking.c.id == bindparam("booking_id"))
)  # fmt: skip
_COMES_EVERY_WEEK = exists().where(
    regular.c.person == booking.c.person,
    regular.c.activity == session.c.activity,
    regular.c.since <= session.c.date,
    or_(regular.c.until.is_(None), regular.c.until >= session.c.date),
)
_VISITS = Ready(
    select(
        booking.c.id, booking.c.status, booking.c.told_us, booking.c.cancelled_by,
        session.c.id.label("session"), session.c.date, session.c.zone, session.c.ends_utc,
        or_(booking.c.regular.is_not(None), _COMES_EVERY_WEEK).label("is_regular"),
    )
    .select_from(booking.join(session, session.c.id == booking.c.session))
    .where(
        booking.c.person == bindparam("person_id"),
        and_(
            session.c.activity == bindparam("activity_id"), session.c.status == "planned",
            session.c.starts_utc >= bindparam("first"), session.c.starts_utc <= bindparam("last"),
        ),
    )
    .order_by(session.c.starts_utc, booking.c.id)
)  # fmt: skip


def settle(db: Db, booking_id: int, *, was: Mark, today: date) -> None:
    """Make the calls that follow from how a booking is marked now, and withdraw the others."""
    row = db.one(_THIS, booking_id=booking_id)
    mark = Mark(row.mark)
    _after_first_visit(db, row, mark)
    if not is_not_here(mark, told_us=row.told_us):
        calls.withdraw(db, Kind.NOT_HERE, booking_id)
    # Who is here on the day breaks no row of absences that was found before.
    if Mark.MISSED in (mark, was) or row.date < today:
        _settle_absences(db, row)


def _settle_absences(db: Db, row: Any) -> None:
    """Have a regular rung who did not come twice in a row, and nobody who did after all."""
    # Another desk may mark them at another session now: the row is true of both marks or waits.
    db.lock("person", person, [row.person])
    near = {"first": row.starts_utc - _NEAR, "last": row.starts_utc + _NEAR}
    visits = db.all(_VISITS, person_id=row.person, activity_id=row.activity, **near)
    second = missed_twice(map(_visit, visits))
    for each in _near_this(visits, row.booking_id):
        if each.id not in second:
            calls.withdraw(db, Kind.MISSED_YOU, each.id)
        elif _is_lately(each.ends_utc, db.now):
            calls.due_for(
                db, Kind.MISSED_YOU, person_id=row.person, session_id=each.session,
                booking_id=each.id, due=next_day(each.date, each.zone),
            )  # fmt: skip


def _after_first_visit(db: Db, row: Any, mark: Mark) -> None:
    if row.first_visit is None:
        return
    if mark is not Mark.ARRIVED:
        calls.withdraw(db, Kind.FIRST_VISIT, row.booking_id)
    elif _is_lately(row.ends_utc, db.now):
        calls.due_for(
            db, Kind.FIRST_VISIT, person_id=row.person, session_id=row.id,
            booking_id=row.booking_id, due=next_day(row.date, row.zone),
        )  # fmt: skip


def _near_this(visits: Sequence[Any], booking_id: int) -> Sequence[Any]:
    """Give the booking and the absences after it: what came before stays as it is."""
    at = next((n for n, each in enumerate(visits) if each.id == booking_id), len(visits))
    return [each for n, each in enumerate(visits[at:])
            if n == 0 or each.status == Mark.MISSED.value]  # fmt: skip


def _is_lately(ended: datetime, now: datetime) -> bool:
    return now - ended < LATELY


def _visit(row: Any) -> Visit:
    return Visit(
        row.id, Mark(row.status), told_us=bool(row.told_us), regular=bool(row.is_regular),
        by_them=row.cancelled_by == "person",
    )  # fmt: skip
