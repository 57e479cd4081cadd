"""Bookings put elsewhere, and several dates given: each in one step."""

from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from sqlalchemy import bindparam, select

from desktop.data import ask_first, booking_terms, parties, signups, waiters, waiting
from desktop.data.activities import SessionCard, session_cards
from desktop.data.db import Db
from desktop.data.ready import Ready
from desktop.data.signups import Booked
from desktop.data.tables import activity, booking, person, session
from desktop.rules import rebooking as rules
from desktop.rules import signups as booking_rules
from desktop.rules import waiting as waiting_rules
from desktop.rules.refusal import Refused

MOVED = "moved"
"""Who ended a booking that goes on elsewhere: neither the person nor the practice cancelled."""


@dataclass(frozen=True, slots=True)
class Date:
    """One date of an activity: `why` it cannot be given to somebody, empty when it can.

    `place` is where they would stand on its waiting list, 0 when they need not or cannot wait;
    `ask` is whether a colleague is to be asked first, and that is all that stands in the way.
    """

    session: SessionCard
    why: str
    place: int = 0
    ask: bool = False


@dataclass(frozen=True, slots=True)
class Many:
    """What several dates led to in one step, in their order: bookings, and lines that wait."""

    bookings: tuple[int, ...]
    waits: tuple[int, ...] = ()


_DATES = Ready(
    select(
        session, activity.c.name, activity.c.youngest, activity.c.oldest,
        *booking_terms.OF_ACTIVITY,
        ask_first.OF_ACTIVITY.label("asks"),
    )
    .select_from(session.join(activity, activity.c.id == session.c.activity))
    .where(
        session.c.activity == bindparam("of"), session.c.starts_utc >= bindparam("since"),
        session.c.ends_utc > bindparam("now"), session.c.status == "planned",
    )
    .order_by(session.c.starts_utc, session.c.id)
    .limit(bindparam("most"))
)  # fmt: skip


def dates_for(
    db: Db, *, session_id: int, person_id: int, now: datetime, most: int = 8
) -> tuple[Date, ...]:
    """Read a session and the next dates of its activity, and which can be given to somebody.

    `now` is on the practice's wall; what is over is left out.
    """
    first = db.one(select(session).where(session.c.id == session_id))
    theirs = select(person, ask_first.OF_PERSON.label("asks")).where(person.c.id == person_id)
    who = db.one(theirs)
    rows = db.all(_DATES, of=first.activity, since=first.starts_utc, now=now, most=most)
    cards = session_cards(db, session_ids=[row.id for row in rows])
    return tuple(_date(db, cards[row.id], row, who, now) for row in rows)


def book_many(
    db: Db, *, session_ids: Collection[int], person_id: int, to_wait: Collection[int] = ()
) -> Many:
    """Give somebody a place in each of these sessions, or in none: refused as one booking is.

    In those `to_wait` they are put on the waiting list, as the desk was told beforehand.
    """
    every = {*session_ids, *to_wait}
    if not every:
        raise Refused("Not booked. Tick a date first.")
    db.lock("session", session, every)
    db.lock("person", person, [person_id])
    dates = select(session.c.id).where(session.c.id.in_(every)).order_by(session.c.starts_utc)
    ids = [row.id for row in db.all(dates)]
    made = [
        signups.book_held(db, session_id=each, person_id=person_id, when_open=True)
        for each in ids
        if each not in to_wait
    ]
    waits = [
        waiting.wait_held(db, session_id=each, person_id=person_id)
        for each in ids
        if each in to_wait
    ]
    return Many(tuple(each.booking_id for each in made), tuple(each.waiting_id for each in waits))


def _date(db: Db, card: SessionCard, row: Any, who: Any, now: datetime) -> Date:
    """Say in the words of the rules why a date cannot be given, and whether they could wait."""
    line = waiters.waiters(db, row.id, now.date()) if row.waiting else ()
    sent = booking_terms.kept_from(db, row, who.id)
    facts = signups.facts_for(row, line, who.id, sent=sent)
    asked = signups.asked_by(db, row, who)
    today, stands = now.date(), waiters.place_of(line, who.id)
    try:
        booking_terms.check_open(row, now)
        booking_terms.check_added(db, row, who.id)
    except Refused as no:
        return Date(card, rules.why_not(no, facts, asked))
    try:
        booking_rules.check_can_book(facts, asked, now=now, today=today)
    except Refused as no:
        if stands:
            return Date(card, rules.waits_already(stands))
        if _is_ask(no):
            return Date(card, asked.ask, ask=True)
        try:
            waiting_rules.check_can_wait(facts, asked, stands, now=now, today=today)
        except Refused as neither:
            if _is_ask(neither):
                return Date(card, asked.ask, len(line) + 1, ask=True)
            return Date(card, rules.why_not(no, facts, asked))
        return Date(card, rules.why_not(no, facts, asked), len(line) + 1)
    return Date(card, "")


def _is_ask(no: Refused) -> bool:
    return no.way_on is not None and no.way_on.kind == "asked"


def move_booking(db: Db, *, booking_id: int, session_id: int, alone: bool = False) -> Booked:
    """Give somebody another place for the one they have; they keep their number.

    The old booking ends as moved, the new one says from where, and who comes along goes too,
    unless they go `alone`. Refused as booking is, and then the old places are still theirs.
    """
    held = db.one(select(booking.c.session, booking.c.person).where(booking.c.id == booking_id))
    db.lock("session", session, {held.session, session_id})
    old = signups.held(db, booking_id=booking_id)
    today = signups.today_at(db, old)
    rules.check_can_move(old.session, old.called, old.status, now=db.now, today=today)
    rules.check_elsewhere(old.session, old.called, session_id)
    there = signups.facts_of(db, session_id=session_id)
    why = rules.moved_to(there, today)
    along = parties.of_booking(db, booking_id) if old.party else ()
    signups.cancel(db, booking_id=booking_id, reason=why, cancelled_by=MOVED, goes_on=True)
    fewer = parties.seats(along) if alone else 0
    if alone:
        parties.cancel(db, along, why)
        along = ()
    party = 1 + parties.places(along)
    try:
        made = signups.book(
            db, session_id=session_id, person_id=held.person, moved=old, party=party
        )
    except Refused as no:
        raise rules.not_moved(no, session_id, party) from None
    parties.travel(db, along, made.booking_id)
    if old.rides:
        parties.ride_goes_on(db, booking_id, made.booking_id, session_id, fewer=fewer)
    if old.options:
        return _take_options(db, old, made, session_id)
    return made


def _take_options(db: Db, old: signups.Held, made: Booked, session_id: int) -> Booked:
    """Let what somebody takes go along where there is room; say what did not."""
    from desktop.data import options
    from desktop.rules.options import left_behind

    left = options.travel(db, old.id, made.booking_id, session_id)
    return replace(made, left=left_behind(left, old.called))


def move_alone(db: Db, *, booking_id: int, session_id: int) -> Booked:
    """Move somebody without who comes along: those do not come any more."""
    return move_booking(db, booking_id=booking_id, session_id=session_id, alone=True)
