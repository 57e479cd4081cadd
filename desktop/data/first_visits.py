"""First visits: whose it is, and who meets them at the door."""

from dataclasses import dataclass
from typing import Any

from sqlalchemy import bindparam, select

from desktop.data import absences, calls, signups
from desktop.data.db import Db
from desktop.data.ready import Ready
from desktop.data.tables import first_visit
from desktop.rules import first_visits as rules
from desktop.rules.calls import Kind

_OF_BOOKING = Ready(select(first_visit).where(first_visit.c.booking == bindparam("booking_id")))


@dataclass(frozen=True, slots=True)
class FirstVisit:
    """That a booking is somebody's first visit; `meets_name` is who meets them, if anybody."""

    meets_name: str
    meets: int | None


def follow(db: Db, booking_id: int, moved_from: int | None = None) -> None:
    """Write down that a booking just made is a first visit; who meets them moves with it."""
    was = db.first(_OF_BOOKING, booking_id=moved_from) if moved_from else None
    name, meets = (was.meets_name, was.meets) if was else ("", None)
    db.add(first_visit, booking=booking_id, meets_name=name, meets=meets)


def welcome(db: Db, *, booking_id: int, meets_name: str = "", meets: int | None = None) -> None:
    """Say that a booking is somebody's first visit, and who meets them at the door."""
    held = signups.held(db, booking_id=booking_id)
    rules.check_can_be_first(held.called, held.status)
    facts: dict[str, Any] = {"meets_name": rules.check_meets(meets_name), "meets": meets}
    row = _read(db, booking_id)
    if row is None:
        db.add(first_visit, booking=booking_id, **facts)
    else:
        db.change(first_visit, row.id, **facts)
    _settle(db, held)


def not_the_first(db: Db, *, booking_id: int) -> None:
    """Say that somebody has been before; nobody rings to ask how it was."""
    held = signups.held(db, booking_id=booking_id)
    row = _read(db, booking_id)
    if row is not None:
        db.remove(first_visit, row.id)
        calls.withdraw(db, Kind.FIRST_VISIT, held.id)


def of_booking(db: Db, *, booking_id: int) -> FirstVisit | None:
    """Read whether a booking is somebody's first visit."""
    row = _read(db, booking_id)
    return FirstVisit(row.meets_name, row.meets) if row else None


def _settle(db: Db, held: signups.Held) -> None:
    today = signups.today_at(db, held)
    if held.session.held_on <= today:
        absences.settle(db, held.id, was=held.status, today=today)


def _read(db: Db, booking_id: int) -> Any:
    return db.first(_OF_BOOKING, booking_id=booking_id)
