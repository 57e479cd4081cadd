"""Bookings put elsewhere: to another session or date, in one step."""

from sqlalchemy import select

from desktop.data import signups
from desktop.data.db import Db
from desktop.data.signups import Booked
from desktop.data.tables import booking, session
from desktop.rules import rebooking as rules
from desktop.rules.refusal import Refused

MOVED = "moved"
"""Who ended a booking that goes on elsewhere: neither the person nor the practice cancelled."""


def move_booking(db: Db, *, booking_id: int, session_id: int) -> Booked:
    """Give somebody another place for the one they have; they keep their number.

    The old booking ends as moved, the new one says from where. Refused as booking is, and then
    the old place is still theirs.
    """
    held = db.one(select(booking.c.session, booking.c.person).where(booking.c.id == booking_id))
    db.lock("session", session, {held.session, session_id})
    old = signups.held(db, booking_id=booking_id)
    today = signups.today_at(db, old)
    rules.check_can_move(old.session, old.called, old.status, now=db.now, today=today)
    rules.check_elsewhere(old.session, old.called, session_id)
    there = signups.facts_of(db, session_id=session_id)
    signups.cancel(
        db, booking_id=booking_id, reason=rules.moved_to(there, today), cancelled_by=MOVED
    )
    try:
        return signups.book(db, session_id=session_id, person_id=held.person, moved=old)
    except Refused as no:
        raise rules.not_moved(no) from None
