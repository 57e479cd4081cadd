"""Somebody who comes no more: what follows is seen once, and done in one step. Nobody is rung."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from sqlalchemy import func, or_, select

from desktop.data import one_companion, people, regular_company, rides, signups, waiters
from desktop.data.db import Db
from desktop.data.overlapping import TITLE_ALOUD
from desktop.data.regular_facts import today_of
from desktop.data.tables import (
    activity,
    booking,
    car,
    companion,
    regular,
    ride,
    session,
    waiting,
)
from desktop.rules import departures as rules
from desktop.rules.departures import Follows
from desktop.rules.lives import ToCome
from desktop.rules.people import Status, status_words
from desktop.rules.signups import Mark


@dataclass(frozen=True, slots=True)
class Left:
    """How much ended, and that in words."""

    bookings: int
    waits: int
    words: str


_OF_SESSION = session.join(activity, activity.c.id == session.c.activity)
_BOOKED = booking.c.status == Mark.BOOKED.value
_ALONG = companion.c.status == Mark.BOOKED.value


def follows(db: Db, *, person_id: int, today: date) -> Follows:
    """Read everything still to come for somebody, the soonest first."""
    drives = {row.session: row.sat for row in _driven(db, person_id)}
    return Follows(
        dates=_to_come(db, _booked(db, person_id)),
        waits=_to_come(db, _waits(db, person_id)),
        weekly=tuple(row.name for row in _weekly(db, person_id, today)),
        along=_to_come(db, _along(db, person_id)),
        rides=tuple((each, drives[n]) for n, each in _dated(db, drives)),
        leads=tuple(each for _n, each in _dated(db, _led(db, person_id))),
    )


def leave(
    db: Db, *, person_id: int, version: int, status: str, until: date | None = None,
    leaderless: bool = False,
) -> Left:  # fmt: skip
    """Say that somebody has died or moved away, and end all that was to come, in one step.

    Their places are free for others. Nobody is put on People to tell; sessions they lead stay,
    and have no leader any more where they are to be `leaderless`.
    """
    rules.check_ends_all(Status(status))
    why = f"{status_words(Status(status), None)}."
    led = [*_led(db, person_id)] if leaderless else []
    _lock(db, person_id, led)
    for each in led:
        db.change(session, each, leader=None)
    booked, waits = _booked(db, person_id), _waits(db, person_id)
    _end_weekly(db, person_id, why)
    for each in booked:
        signups.cancel(db, booking_id=each.id, reason=why)
    for each in waits:
        waiters.leave(db, each.id, reason=why)
    for each in _along(db, person_id):
        one_companion.cancel(db, companion_id=each.id, reason=why)
    for each in _driven(db, person_id):
        rides.remove_car(db, car_id=each.id)
    people.set_status(db, person_id=person_id, version=version, status=status, until=until)
    return Left(len(booked), len(waits), rules.ended_words(len(booked), len(waits)))


def _lock(db: Db, person_id: int, led: Iterable[int]) -> None:
    """Lock every session that something is taken from, before any of it is decided."""
    rows = (
        *_booked(db, person_id), *_waits(db, person_id), *_along(db, person_id),
        *_driven(db, person_id),
    )  # fmt: skip
    db.lock("session", session, {row.session for row in rows} | {*led})


def _end_weekly(db: Db, person_id: int, why: str) -> None:
    today = today_of(db)
    for row in _weekly(db, person_id, today):
        db.change(regular, row.id, until=today - timedelta(days=1), reason=why)
    regular_company.without(db, person_id)


def _booked(db: Db, person_id: int) -> Any:
    return _coming(db, booking, booking.c.person == person_id, _BOOKED)


def _waits(db: Db, person_id: int) -> Any:
    return _coming(db, waiting, waiting.c.person == person_id, waiting.c.status == waiters.WAITS)


def _coming(db: Db, table: Any, *where: Any) -> Any:
    found = select(table.c.id, table.c.session).join(session, session.c.id == table.c.session)
    return db.all(found.where(*where, session.c.starts_utc > db.now).order_by(table.c.id))


def _along(db: Db, person_id: int) -> Any:
    """Find where somebody comes along with others: booked, or on a waiting list."""
    of = func.coalesce(booking.c.session, waiting.c.session)
    found = (
        select(companion.c.id, of.label("session"))
        .select_from(
            companion.outerjoin(booking, booking.c.id == companion.c.booking)
            .outerjoin(waiting, waiting.c.id == companion.c.waiting)
            .join(session, session.c.id == of)
        )
        .where(companion.c.person == person_id, _ALONG, session.c.starts_utc > db.now)
        .where(or_(booking.c.person != person_id, waiting.c.person != person_id))
        .order_by(companion.c.id)
    )
    return db.all(found)


def _driven(db: Db, person_id: int) -> Any:
    """Find the cars somebody drives, and how many sit in each."""
    sat = (
        select(func.coalesce(func.sum(ride.c.seats), 0))
        .where(ride.c.car == car.c.id, ride.c.status == "car")
        .scalar_subquery()
    )
    found = select(car.c.id, car.c.session, sat.label("sat")).join(
        session, session.c.id == car.c.session
    )
    coming = found.where(car.c.driver == person_id, session.c.starts_utc > db.now)
    return db.all(coming.order_by(car.c.id))


def _weekly(db: Db, person_id: int, today: date) -> Any:
    found = select(regular.c.id, activity.c.name).join(
        activity, activity.c.id == regular.c.activity
    )
    stands = or_(regular.c.until.is_(None), regular.c.until >= today)
    return db.all(found.where(regular.c.person == person_id, stands).order_by(regular.c.id))


def _led(db: Db, person_id: int) -> Iterable[int]:
    led = select(session.c.id).where(
        session.c.leader == person_id, session.c.starts_utc > db.now, session.c.status == "planned"
    )
    return [row.id for row in db.all(led)]


def _to_come(db: Db, rows: Iterable[Any]) -> tuple[ToCome, ...]:
    return tuple(each for _n, each in _dated(db, [row.session for row in rows]))


def _dated(db: Db, sessions: Iterable[int]) -> Iterable[tuple[int, ToCome]]:
    title = TITLE_ALOUD.label("title")
    found = select(session, title.label("aloud")).select_from(_OF_SESSION)
    rows = db.all(found.where(session.c.id.in_([*sessions])).order_by(session.c.starts_utc))
    return [(row.id, ToCome(row.aloud, row.date, row.starts, row.ends)) for row in rows]
