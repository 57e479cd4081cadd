"""Referrals: people who were sent to an activity, and so may have the places kept for them."""

from desktop.data import booking_terms, signups
from desktop.data.db import Db
from desktop.data.signups import Booked
from desktop.data.tables import referral
from desktop.rules import referrals as rules
from desktop.rules.names import clean

LONGEST = 120


def book(db: Db, *, session_id: int, person_id: int, by: str) -> Booked:
    """Give a place to somebody who was referred; who referred them is kept for good."""
    named = clean(by)[:LONGEST]
    rules.check_by(named)
    row, _who, _line = signups.locked(db, session_id, person_id)
    if not booking_terms.is_referred(db, row.activity, person_id):
        db.add(
            referral, activity=row.activity, person=person_id, by=named, made_at=db.now,
            made_by=db.by,
        )  # fmt: skip
    return signups.book_held(db, session_id=session_id, person_id=person_id, when_open=True)
