"""Whether the options of an activity still hold what people have, when they change or go back."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from sqlalchemy import Row, Table, func, or_, select

from desktop.data import steps
from desktop.data.db import WHOLE, Db
from desktop.data.options import LIVE
from desktop.data.tables import (
    activity_option,
    booking,
    booking_option,
    session,
    waiting,
    waiting_option,
)
from desktop.rules import options as rules
from desktop.rules.refusal import Refused


def check_change(db: Db, activity_id: int, wanted: Mapping[str, int]) -> None:
    """Refuse limits by name below what is taken on a date to come, and removing what is taken.

    What nobody has any more is taken off the bookings that are over or cancelled, and off those
    who wait.
    """
    own = select(activity_option).where(activity_option.c.activity == activity_id)
    rows = db.all(own.order_by(activity_option.c.id).with_for_update())
    now = {row.id: row for row in rows}
    for used in _most(db, now):
        name, today = now[used.option].name, db.now.date()
        if name in wanted:
            rules.check_fewer(name, used.taken, wanted[name], used.date, today)
        else:
            rules.check_unused(name, used.taken, used.date, today)
    gone = [row.id for row in rows if row.name not in wanted]
    for table in (booking_option, waiting_option):
        old = select(table.c.id).where(table.c.option.in_(gone))
        if gone and (ids := [row.id for row in db.all(old)]):
            db.remove_many(table, ids)


def _most(db: Db, options: Iterable[int]) -> Sequence[Any]:
    """Read how much of each option is taken on each date to come, the fullest first."""
    taken = func.sum(booking_option.c.number).label("taken")
    ids = list(options)
    found = (
        select(booking_option.c.option, session.c.date, taken)
        .select_from(
            booking_option.join(booking, booking.c.id == booking_option.c.booking).join(
                session, session.c.id == booking.c.session
            )
        )
        .where(booking_option.c.option.in_(ids), LIVE, session.c.ends_utc > db.now)
        .group_by(booking_option.c.option, session.c.id, session.c.date)
        .order_by(taken.desc(), session.c.date)
    )
    return db.all(found) if ids else ()


def bookings_of(db: Db, values: Sequence[Row[Any]]) -> set[int]:
    """Find whose options a step wrote, by booking."""
    return _of(db, values, booking_option, "booking")


def _of(db: Db, values: Sequence[Row[Any]], table: Table, whose: str) -> set[int]:
    mine = [row for row in values if row.table == table.name]
    wholes = {
        steps.row_of(table, row.new or row.old)[whose] for row in mine if row.field == WHOLE
    }  # fmt: skip
    keys = [row.key for row in mine if row.field != WHOLE]
    rows = db.all(select(table.c[whose]).where(table.c.id.in_(keys))) if keys else ()
    return wholes | {row[0] for row in rows}


def sessions_of(db: Db, values: Sequence[Row[Any]]) -> set[int]:
    """Find the sessions whose options a step wrote."""
    found: set[int] = set()
    for table, ids in _theirs(db, values):
        found |= {row.session for row in db.all(select(table.c.session).where(table.c.id.in_(ids)))}
    return found


def _theirs(db: Db, values: Sequence[Row[Any]]) -> Iterable[tuple[Table, set[int]]]:
    both = (booking, bookings_of(db, values)), (waiting, _of(db, values, waiting_option, "waiting"))
    return [(table, ids) for table, ids in both if ids]


def whose(db: Db, values: Sequence[Row[Any]]) -> int | None:
    """Find whose options a step was about, if it was about nothing else."""
    if any(row.table in (booking.name, waiting.name, activity_option.name) for row in values):
        return None
    for table, ids in _theirs(db, values):
        return int(db.one(select(table.c.person).where(table.c.id.in_(ids))).person)
    return None


def check_not_twice(db: Db, values: Sequence[Row[Any]]) -> None:
    """Refuse to bring back an option that the booking has again by now."""
    for row in values:
        for table, whose in ((booking_option, "booking"), (waiting_option, "waiting")):
            if row.table == table.name and row.field == WHOLE and row.new is None:
                old = steps.row_of(table, row.old)
                same = (table.c[whose] == old[whose], table.c.option == old["option"])
                if db.first(select(table.c.id).where(*same)):
                    raise Refused("Not undone. They have it again by now.")


def check_kept(db: Db, values: Sequence[Row[Any]]) -> None:
    """Refuse where more of an option would be taken than there is, once a step went back."""
    bookings = {row.key for row in values if row.table == booking.name} | bookings_of(db, values)
    limits = {row.key for row in values if row.table == activity_option.name}
    if not bookings and not limits:
        return
    on = select(booking.c.session).where(booking.c.id.in_(bookings))
    taken = func.sum(booking_option.c.number).label("taken")
    over = (
        select(activity_option.c.name, taken, activity_option.c.places)
        .select_from(
            booking_option.join(booking, booking.c.id == booking_option.c.booking)
            .join(session, session.c.id == booking.c.session)
            .join(activity_option, activity_option.c.id == booking_option.c.option)
        )
        .where(
            LIVE,
            session.c.ends_utc > db.now,
            or_(booking.c.session.in_(on), activity_option.c.id.in_(limits)),
        )
        .group_by(activity_option.c.id, session.c.id)
        .having(taken > activity_option.c.places)
    )
    row = db.first(over.limit(1))
    if row is not None:
        raise Refused(f"Not undone. {row.name} would be {row.taken} of {row.places} by now.")
