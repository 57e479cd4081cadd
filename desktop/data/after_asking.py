"""What goes on after a colleague has been asked: that is written down, and then it is done."""

from collections.abc import Collection, Sequence

from sqlalchemy import select

from desktop.data import ask_first, companions, rebooking, referrals, regulars, signups, waiting
from desktop.data.db import Db
from desktop.data.rebooking import Many
from desktop.data.regulars import Begun
from desktop.data.signups import Booked
from desktop.data.tables import booking
from desktop.data.waiting import Waits
from desktop.rules.companions import Brought


def asked(db: Db, *, session_id: int, person_id: int, about: str = ask_first.PLACE) -> None:
    """Write down that a colleague was asked about somebody coming, or about sharing a car."""
    ask_first.write_down(db, session_id=session_id, person_id=person_id, about=about)


def book(db: Db, *, session_id: int, person_id: int, brought: Sequence[Brought] = ()) -> Booked:
    """Give a place to somebody who was asked about, and to who comes along."""
    if brought:
        both = {"session_id": session_id, "person_id": person_id}
        return companions.book(db, **both, brought=brought, asked=True)
    ask_first.write_down(db, session_id=session_id, person_id=person_id)
    return signups.book(db, session_id=session_id, person_id=person_id)


def book_many(
    db: Db, *, session_ids: Collection[int], person_id: int, to_wait: Collection[int] = ()
) -> Many:
    """Give places on several dates to somebody who was asked about, or a turn to wait."""
    for each in sorted({*session_ids, *to_wait}):
        ask_first.write_down(db, session_id=each, person_id=person_id)
    return rebooking.book_many(db, session_ids=session_ids, person_id=person_id, to_wait=to_wait)


def walk_in(db: Db, *, session_id: int, person_id: int) -> Booked:
    """Write down a walk-in who was asked about."""
    ask_first.write_down(db, session_id=session_id, person_id=person_id)
    return signups.walk_in(db, session_id=session_id, person_id=person_id)


def wait(db: Db, *, session_id: int, person_id: int) -> Waits:
    """Put somebody who was asked about on the waiting list."""
    ask_first.write_down(db, session_id=session_id, person_id=person_id)
    return waiting.wait(db, session_id=session_id, person_id=person_id)


def move_booking(db: Db, *, booking_id: int, session_id: int, alone: bool = False) -> Booked:
    """Move somebody who was asked about."""
    who = db.one(select(booking.c.person).where(booking.c.id == booking_id)).person
    ask_first.write_down(db, session_id=session_id, person_id=who)
    return rebooking.move_booking(db, booking_id=booking_id, session_id=session_id, alone=alone)


def book_referral(db: Db, *, session_id: int, person_id: int, by: str) -> Booked:
    """Give a place to somebody who was referred, and asked about."""
    ask_first.write_down(db, session_id=session_id, person_id=person_id)
    return referrals.book(db, session_id=session_id, person_id=person_id, by=by)


def every_week(
    db: Db, *, session_id: int, person_id: int, brought: Sequence[Brought] = ()
) -> Begun:
    """Let somebody who was asked about come every week, and who comes along."""
    ask_first.write_down(db, session_id=session_id, person_id=person_id)
    return regulars.begin(
        db, session_id=session_id, person_id=person_id, brought=brought, asked=True
    )  # fmt: skip


def move_alone(db: Db, *, booking_id: int, session_id: int) -> Booked:
    """Move somebody who was asked about, without who comes along."""
    who = db.one(select(booking.c.person).where(booking.c.id == booking_id)).person
    ask_first.write_down(db, session_id=session_id, person_id=who)
    return rebooking.move_alone(db, booking_id=booking_id, session_id=session_id)
