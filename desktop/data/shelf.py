"""The shelf: people whose session is not on wait there for another place, or say no."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import select

from desktop.data import activities, ask_first, parties, signups, waiters
from desktop.data.activities import SessionCard
from desktop.data.db import Db
from desktop.data.tables import booking, session, telling
from desktop.data.telling import CLOSED
from desktop.rules.refusal import Refused
from desktop.rules.signups import Mark
from desktop.rules.telling import Outcome, Shelf


def say_no(db: Db, *, telling_id: int) -> None:
    """Take somebody off the shelf who wants no other date; their booking is cancelled."""
    row = _on_the_shelf(db, telling_id)
    _free(db, row, "The session was not on.")
    db.change(telling, telling_id, shelf=Shelf.SAID_NO.value, **_heard(db, row))


def other_dates(db: Db, *, telling_id: int, most: int = 3) -> tuple[SessionCard, ...]:
    """Find the next sessions of the same activity with room, where they are not booked yet."""
    row = db.one(select(telling).where(telling.c.id == telling_id))
    of = select(session.c.activity).where(session.c.id == row.session).scalar_subquery()
    theirs = select(booking.c.session).where(
        booking.c.person == row.person, booking.c.status != Mark.CANCELLED.value
    )
    coming = (
        select(session.c.id)
        .where(
            session.c.activity == of,
            session.c.starts_utc > db.now,
            session.c.status == "planned",
            session.c.booked + session.c.waiting < session.c.places,
            session.c.id.not_in(theirs),
            ~ask_first.PAIR_IS_THERE,
        )
        .order_by(session.c.starts_utc)
        .limit(most)
    )
    ids = [each.id for each in db.all(coming, person_id=row.person, first=db.now.date())]
    cards = activities.session_cards(db, session_ids=ids)
    return tuple(cards[each] for each in ids)


def place_on(db: Db, *, telling_id: int, session_id: int) -> signups.Booked:
    """Give somebody on the shelf a place in another session; the old booking ends with it."""
    row = _on_the_shelf(db, telling_id, session_id)
    along = _along(db, row)
    _free(db, row, "Has another place instead.", goes_on=True)
    party = 1 + parties.places(along)
    made = signups.book(db, session_id=session_id, person_id=row.person, party=party)
    parties.travel(db, along, made.booking_id)
    if row.booking is not None:
        parties.ride_goes_on(db, row.booking, made.booking_id, session_id)
    db.change(
        telling, telling_id, shelf=Shelf.PLACED.value, placed=made.booking_id, **_heard(db, row)
    )
    return made


def _on_the_shelf(db: Db, telling_id: int, *sessions: int) -> Any:
    """Read a line that waits, with its session and these locked: no two desks place one person."""
    line = select(telling).where(telling.c.id == telling_id)
    db.lock("session", session, {db.one(line).session, *sessions})
    row = db.one(line)
    if row.shelf != Shelf.WAITING:
        raise Refused("They are not waiting for another place any more.")
    return row


def _free(db: Db, row: Any, reason: str, *, goes_on: bool = False) -> None:
    """End the booking of the session that is not on, or the wait, unless it has ended already."""
    if row.waiting is not None:
        waiters.leave(db, row.waiting, reason=reason, goes_on=goes_on)
    status = db.value(select(booking.c.status).where(booking.c.id == row.booking))
    if status is not None and status != Mark.CANCELLED:
        signups.cancel(db, booking_id=row.booking, reason=reason, goes_on=goes_on)


def _along(db: Db, row: Any) -> Sequence[Any]:
    """Read who comes along with somebody on the shelf, and goes where they go."""
    if row.booking is not None:
        return parties.of_booking(db, row.booking)
    return parties.of_waiting(db, row.waiting) if row.waiting is not None else ()


def _heard(db: Db, row: Any) -> dict[str, Any]:
    """Who answers whether they want another date has been told."""
    if row.outcome in CLOSED:
        return {}
    return {"outcome": Outcome.TOLD.value, "outcome_at": db.now, "outcome_by": db.by}
