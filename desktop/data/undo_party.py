"""Whether who comes along, and who drives whom, would still be true if a step went back."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Row, and_, func, or_, select

from desktop.data import parties, steps
from desktop.data.db import WHOLE, Db
from desktop.data.tables import (
    booking,
    car,
    companion,
    regular,
    regular_companion,
    ride,
    waiting,
)
from desktop.rules.refusal import Refused
from desktop.rules.signups import Mark


def sessions_of(db: Db, values: Sequence[Row[Any]]) -> set[int]:
    """Find the sessions of companions, cars and rides that a step wrote."""
    found: set[int] = set()
    for table, whose in ((companion, booking), (companion, waiting)):
        ids = _keys(values, companion.name)
        column = table.c[whose.name]
        rows = select(whose.c.session).join(table, column == whose.c.id).where(table.c.id.in_(ids))
        found |= {row.session for row in db.all(rows)} if ids else set()
    for table in (car, ride):
        ids = _keys(values, table.name)
        rows = select(table.c.session).where(table.c.id.in_(ids))
        found |= {row.session for row in db.all(rows)} if ids else set()
    return found


def whose(db: Db, values: Sequence[Row[Any]]) -> int | None:
    """Find with whom somebody came along, if that is all a step was about."""
    weekly = _weekly(db, values)
    if weekly is not None:
        return weekly
    ids = _keys(values, companion.name)
    if not ids or _keys(values, booking.name) or _keys(values, waiting.name):
        return None
    for table in (booking, waiting):
        column = companion.c[table.name]
        row = select(table.c.person).join(companion, column == table.c.id)
        found = db.value(row.where(companion.c.id.in_(ids)).limit(1))
        if found is not None:
            return int(found)
    return None


def _weekly(db: Db, values: Sequence[Row[Any]]) -> int | None:
    """Find with whom somebody comes along every week, if a step said so and merged nobody."""
    said = [row for row in values if (row.table, row.field) == (regular_companion.name, WHOLE)]
    if not said or _keys(values, "person"):
        return None
    its = steps.row_of(regular_companion, said[0].new or said[0].old)["regular"]
    found = db.value(select(regular.c.person).where(regular.c.id == its))
    return None if found is None else int(found)


def check_kept(db: Db, values: Sequence[Row[Any]]) -> None:
    """Refuse to bring back a companion of somebody who has gone, or who has a place by now."""
    ids = _keys(values, companion.name)
    if ids:
        _check_not_alone(db, ids)
        _check_not_twice(db, ids)
    if _keys(values, ride.name) or _keys(values, car.name):
        _check_rides(db, values)


def _check_not_alone(db: Db, ids: set[int]) -> None:
    gone = select(companion.c.id).select_from(
        companion.outerjoin(booking, booking.c.id == companion.c.booking).outerjoin(
            waiting, waiting.c.id == companion.c.waiting
        )
    )
    ended = or_(booking.c.status == Mark.CANCELLED.value, waiting.c.status != "waiting")
    if db.first(gone.where(companion.c.id.in_(ids), parties.LIVE, ended).limit(1)):
        raise Refused("Not undone. Who they come with is not coming any more.")


def _check_not_twice(db: Db, ids: set[int]) -> None:
    own, other = booking.alias(), booking.alias()
    twice = (
        select(companion.c.id)
        .select_from(companion.join(own, own.c.id == companion.c.booking))
        .join(other, and_(other.c.person == companion.c.person, other.c.session == own.c.session))
        .where(companion.c.id.in_(ids), parties.LIVE, other.c.status != Mark.CANCELLED.value)
    )
    if db.first(twice.limit(1)):
        raise Refused("Not undone. They have a booking of their own by now.")


def _check_rides(db: Db, values: Sequence[Row[Any]]) -> None:
    """Refuse where a car would have more people than seats, or a ride somebody who has gone."""
    rides = select(ride).where(ride.c.session.in_(sessions_of(db, values)))
    live = rides.where(ride.c.status != "cancelled").subquery()
    gone = select(live.c.id).join(booking, booking.c.id == live.c.booking)
    if db.first(gone.where(booking.c.status == Mark.CANCELLED.value).limit(1)):
        raise Refused("Not undone. Who needed the ride is not coming any more.")
    for way in ("there", "home"):
        full = (
            select(car.c.id)
            .join(live, live.c.car == car.c.id)
            .where(live.c.status == "car", live.c.way.in_((way, "both")))
            .group_by(car.c.id, car.c.seats)
            .having(func.sum(live.c.seats) > car.c.seats)
        )
        if db.first(full.limit(1)):
            raise Refused("Not undone. The seats in the car are taken by now.")


def _keys(values: Sequence[Row[Any]], name: str) -> set[int]:
    return {row.key for row in values if row.table == name}
