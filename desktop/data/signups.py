"""Places in sessions: the register and who is on it, giving places, freeing them, marking."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import select

from desktop.data import booking_terms, parties, waiters, with_room
from desktop.data.booking_numbers import claim_number, free_number
from desktop.data.comes import now_comes
from desktop.data.db import Db
from desktop.data.deciding import (
    Held,
    asked_by,
    at_hand,
    facts_for,
    facts_of,
    held,
    held_in,
    locked,
    person_of,
    plain_facts,
    row_of,
    today_at,
)
from desktop.data.tables import booking, session
from desktop.rules import signups as rules
from desktop.rules.names import Name, called, clean
from desktop.rules.signups import Mark, SessionFacts, Stand
from desktop.rules.waiting import Waiter, held_for_others

__all__ = [
    "Held", "asked_by", "at_hand", "facts_for", "facts_of", "held", "held_in", "locked",
    "person_of", "row_of", "today_at",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Booked:
    """A place given: the booking, and the five digits printed on a card.

    `left` says in words what did not go along when a booking was moved, or is gone by now that
    somebody wanted who waited.
    """

    booking_id: int
    number: int | None
    left: str = ""


def book(
    db: Db, *, session_id: int, person_id: int, moved: Held | None = None, party: int = 1
) -> Booked:
    """Give a person a place in a session; Refused if there is none, or it cannot be.

    Free places are first for those who wait; who waits themselves leaves the list with it.
    With a booking that was `moved`, they keep its number if nobody else has it. A `party` takes
    as many places; whoever calls it writes down who comes along.
    """
    row, who, line = locked(db, session_id, person_id)
    if moved is None:
        booking_terms.check(db, row, person_id)
    else:
        booking_terms.check_added(db, row, person_id)
    return _give(db, row, who, line, moved=moved, party=party)


def book_held(
    db: Db, *, session_id: int, person_id: int, party: int = 1, when_open: bool = False
) -> Booked:
    """Give a place where this step has locked the session and the person already."""
    row, who, line = at_hand(db, session_id, person_id)
    if when_open:
        booking_terms.check(db, row, person_id)
    return _give(db, row, who, line, party=party)


def book_promised(db: Db, *, session_id: int, person_id: int, party: int = 1) -> Booked:
    """Give somebody the place they were offered, whoever waits before them."""
    return _give(db, *locked(db, session_id, person_id), promised=True, party=party)


def _give(
    db: Db, row: Any, who: Any, line: Sequence[Waiter], *, moved: Held | None = None,
    promised: bool = False, party: int = 1,
) -> Booked:  # fmt: skip
    sent = booking_terms.kept_from(db, row, who.id)
    facts = facts_for(row, line, who.id, promised=promised, sent=sent)
    mine = waiters.of_person(line, who.id)
    party += mine.party - 1 if mine else 0
    asked = asked_by(db, row, who, waits=mine is not None, party=party)
    today = today_at(db, row)
    instead = None if rules.has_room(facts, db.now, party) else with_room.after(db, row, party)
    rules.check_can_book(facts, asked, now=db.now, today=today, instead=instead)
    number = claim_number(db, facts.held_on, today, moved.number if moved else None)
    return _add(
        db, facts, who, line, number=number, status=Mark.BOOKED, moved=moved, party=party
    )  # fmt: skip


def walk_in(db: Db, *, session_id: int, person_id: int) -> Booked:
    """Write down somebody who stands in the room without a booking, even when it is full."""
    return _walk_in(db, *locked(db, session_id, person_id))


def walk_in_held(db: Db, *, session_id: int, person_id: int) -> Booked:
    """Write down who is here where this step has locked the session and the person already."""
    return _walk_in(db, *at_hand(db, session_id, person_id))


def live_of(db: Db, *, session_id: int, person_id: int) -> int | None:
    """Find the booking somebody has on a session; None for no one that lives."""
    live = select(booking.c.id).where(
        booking.c.session == session_id, booking.c.person == person_id,
        booking.c.status != Mark.CANCELLED.value,
    )  # fmt: skip
    found: int | None = db.value(live)
    return found


def _walk_in(db: Db, row: Any, who: Any, line: Sequence[Waiter]) -> Booked:
    person_id = who.id
    facts = plain_facts(row, kept=held_for_others(line, person_id))
    today = today_at(db, row)
    rules.check_can_walk_in(facts, asked_by(db, row, who), today=today)
    made = _add(db, facts, who, line, number=None, status=Mark.ARRIVED)
    _settle(db, made.booking_id, was=Mark.BOOKED, today=today)
    return made


def cancel(
    db: Db, *, booking_id: int, reason: str = "", cancelled_by: str = "", goes_on: bool = False
) -> None:
    """Free the places of a booking; it stays, with when, by whom and why.

    Who comes along is cancelled with it, unless all of it `goes_on` elsewhere in this step.
    """
    facts = held(db, booking_id=booking_id)
    rules.check_can_cancel(facts.called, facts.status)
    db.change(
        booking, booking_id, status=Mark.CANCELLED.value, cancelled_at=db.now,
        cancelled_by=cancelled_by, reason=clean(reason),
    )  # fmt: skip
    counts = Counter({"over" if facts.over else "booked": 1})
    counts["came"] += facts.status is Mark.ARRIVED
    if facts.party or facts.rides:
        counts += parties.end(db, booking_id, clean(reason), goes_on=goes_on)
    db.count(session, facts.session.id, **{name: -by for name, by in counts.items() if by})
    free_number(db, facts.number)
    today = today_at(db, facts)
    if facts.session.held_on <= today:  # about what is to come nobody is rung yet
        _settle(db, booking_id, was=facts.status, today=today)


def mark(db: Db, *, booking_id: int, as_: str, told_us: bool = False, late: bool = False) -> None:
    """Mark a booking "arrived", perhaps late, "missed" (did not come) or "booked" again.

    Who did not come may have told us; calls that follow from the mark are made or withdrawn.
    """
    from desktop.data import marking

    facts = held(db, booking_id=booking_id)
    marking.set_mark(db, facts, Stand(Mark(as_), told_us=told_us, late=late))


def _add(
    db: Db, facts: SessionFacts, who: Any, line: Sequence[Waiter], *, number: int | None,
    status: Mark, moved: Held | None = None, party: int | None = None,
) -> Booked:  # fmt: skip
    walked_in, mine = status is Mark.ARRIVED, waiters.of_person(line, who.id)
    party = party or (mine.party if mine else 1)
    room = max(facts.places - facts.booked - facts.kept, 0) if walked_in else party
    booking_id = db.add(
        booking, session=facts.id, person=who.id, number=number, status=status.value,
        walked_in=walked_in, over=not room, over_reason="" if room else "walked in",
        booked_at=db.now, moved_from=moved.id if moved else None,
    )  # fmt: skip
    taken = min(party, room)
    counts = {"booked": taken, "over": party - taken, "came": party if walked_in else 0}
    db.count(session, facts.id, **{name: by for name, by in counts.items() if by})
    left = ""
    if mine is not None:
        waiters.end(db, facts.id, mine, status=waiters.PLACED, booking_id=booking_id)
        along = parties.of_waiting(db, mine.waiting_id)
        parties.travel(db, along, booking_id, room=room - 1, status=status)
        from desktop.data import waiting_options

        left = waiting_options.carry(db, mine.waiting_id, booking_id, _called(who))
    if not who.comes:
        now_comes(db, who.id)
    if not who.has_a_booking or (moved and moved.first_visit):
        from desktop.data import first_visits

        first_visits.follow(db, booking_id, moved.id if moved else None)
    return Booked(booking_id, number, left)


def _called(who: Any) -> str:
    return called(Name(who.title, who.first, who.last, who.preferred, who.former))


def _settle(db: Db, booking_id: int, *, was: Mark, today: date) -> None:
    from desktop.data import absences

    absences.settle(db, booking_id, was=was, today=today)
