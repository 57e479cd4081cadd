"""Companions and interpreters: they come along with somebody, as one or one by one."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from sqlalchemy import select

from desktop.data import ask_first, parties, rides, signups, waiters, waiting
from desktop.data.db import Db
from desktop.data.signups import Booked
from desktop.data.tables import companion, person, session
from desktop.data.tables import waiting as line_table
from desktop.data.waiting import Waits
from desktop.rules import companions as rules
from desktop.rules import signups as booking_rules
from desktop.rules.companions import OWN_WAY, Brought
from desktop.rules.names import Name, called, clean
from desktop.rules.refusal import Refused
from desktop.rules.signups import Asked, Mark, SessionFacts
from desktop.rules.waiting import check_still_waits

_NOBODY = Refused("Not added. Say who comes along first.")


def book(
    db: Db, *, session_id: int, person_id: int, brought: Sequence[Brought], asked: bool = False
) -> Booked:
    """Give somebody a place and those who come along theirs: all of them, or nobody.

    `asked`, here and below: colleagues were asked about them, and that is written down.
    """
    coming = to_be(brought, "Not booked")
    _lock(db, session_id, person_id, coming)
    check_people(db, session_id, person_id, coming, "Not booked", asked=asked)
    party = 1 + _places(coming)
    made = signups.book_held(
        db, session_id=session_id, person_id=person_id, party=party, when_open=True
    )
    bring(db, coming, booking=made.booking_id)
    return made


def wait(
    db: Db, *, session_id: int, person_id: int, brought: Sequence[Brought], asked: bool = False
) -> Waits:
    """Put somebody on the waiting list with those who come along: they get places together."""
    coming = to_be(brought, "Not added")
    _lock(db, session_id, person_id, coming)
    check_people(db, session_id, person_id, coming, "Not added", asked=asked)
    party = 1 + _places(coming)
    made = waiting.wait_held(db, session_id=session_id, person_id=person_id, party=party)
    bring(db, coming, waiting=made.waiting_id)
    return made


def add(db: Db, *, booking_id: int, brought: Sequence[Brought], asked: bool = False) -> None:
    """Write down who comes along with somebody booked; Refused where there is no place for them.

    With somebody who is here already they are here too, even when it is full.
    """
    held = signups.held(db, booking_id=booking_id)
    coming = to_be(brought, there=len(parties.of_booking(db, booking_id)))
    _lock_people(db, held.person_id, coming)
    rules.check_can_come_along(held.called, held.status)
    check_people(db, held.session.id, held.person_id, coming, "Not added", asked=asked)
    if held.status is not Mark.ARRIVED:
        _check_still_on(db, held)
        rules.check_fits(room_for(db, held), _places(coming))
    bring_held(db, held, coming)


def bring_held(db: Db, held: signups.Held, coming: Sequence[Brought]) -> None:
    """Write down who comes along with a booking that is locked, for whom there is a place."""
    there, here, more = room_for(db, held), held.status is Mark.ARRIVED, _places(coming)
    room = max(there.places - there.booked - there.kept, 0) if here else more
    bring(db, coming, booking=held.id, room=room, here=here)
    taken = min(more, room)
    count(db, there.id, booked=taken, over=more - taken, came=more if here else 0)
    if held.rides:
        rides.reseat(db, held.id, sum(not (b.own_way or b.is_interpreter) for b in coming))


def add_waiting(
    db: Db, *, waiting_id: int, brought: Sequence[Brought], asked: bool = False
) -> None:
    """Write down who comes along with somebody who waits; they wait for as many places more."""
    row, held = waits(db, waiting_id)
    coming = to_be(brought, there=len(parties.of_waiting(db, waiting_id)))
    _lock_people(db, row.person, coming)
    check_people(db, row.session, row.person, coming, "Not added", asked=asked)
    check_not_rung(db, row, held)
    bring(db, coming, waiting=waiting_id)
    ask_for(db, row, _places(coming))


def to_be(
    brought: Sequence[Brought], not_done: str = "Not added", there: int = 0
) -> Sequence[Brought]:
    """Give who is to come along as they will be stored; Refused when that cannot be."""
    if not brought:
        raise _NOBODY
    coming = [replace(each, name=clean(each.name), diet=clean(each.diet)) for each in brought]
    rules.check_brought(coming, there, not_done)
    return coming


def _places(coming: Sequence[Brought]) -> int:
    return sum(each.takes for each in coming)


def _lock(db: Db, session_id: int, person_id: int, coming: Sequence[Brought]) -> None:
    db.lock("session", session, [session_id])
    _lock_people(db, person_id, coming)


def _lock_people(db: Db, person_id: int, coming: Sequence[Brought]) -> None:
    db.lock("person", person, {person_id, *(each.person_id for each in coming if each.person_id)})


def check_people(
    db: Db, session_id: int, whose: int, coming: Sequence[Brought], not_done: str, *, asked: bool,
    weekly: bool = False,
) -> None:  # fmt: skip
    """Refuse who could not come themselves: elsewhere then, too young, or to be asked about.

    Who is to come along `weekly` may be elsewhere on one date.
    """
    people = [each.person_id for each in coming if each.person_id]
    for each in {whose, *people} if asked else ():
        ask_first.write_down(db, session_id=session_id, person_id=each)
    seen = {whose}
    for each in people:
        row, who, line = signups.at_hand(db, session_id, each)
        asks = signups.asked_by(db, row, who)
        asks = replace(asks, clash=None) if weekly else asks
        if each in seen:
            raise Refused(f"{not_done}. {asks.called} cannot come along twice.")
        seen.add(each)
        facts, today = signups.facts_for(row, line, whose), signups.today_at(db, row)
        booking_rules.check_could_come(facts, asks, now=db.now, today=today, not_done=not_done)
        booking_rules.check_asked(facts, asks, not_done)


def _check_still_on(db: Db, held: signups.Held) -> None:
    asked, today = Asked(called=held.called), signups.today_at(db, held)
    booking_rules.check_could_come(
        held.session, asked, now=db.now, today=today, not_done="Not added"
    )


def room_for(db: Db, held: signups.Held) -> SessionFacts:
    """Say what the session has for who comes along: free places are kept for those who wait."""
    row, _who, line = signups.at_hand(db, held.session.id, held.person_id)
    return signups.facts_for(row, line, held.person_id)


def columns(each: Brought) -> dict[str, Any]:
    """Say what a companion's row holds."""
    return {
        "name": "" if each.person_id else each.name, "kind": each.kind, "person": each.person_id,
        "diet": each.diet, "takes_place": each.takes, "confirmed": each.confirmed,
        "ride": OWN_WAY if each.own_way else "",
    }  # fmt: skip


def bring(
    db: Db, coming: Sequence[Brought], *, room: int | None = None, here: bool = False, **whose: int
) -> None:
    """Write down who comes along; beyond `room` they are over."""
    left = _places(coming) if room is None else room
    status = Mark.ARRIVED if here else Mark.BOOKED
    for each in coming:
        over = each.takes and left <= 0
        left -= each.takes
        db.add(companion, **columns(each), **whose, status=status.value, over=over)


def count(db: Db, session_id: int, **by: int) -> None:
    """Count a session's people; what does not change is left alone."""
    counted = {name: each for name, each in by.items() if each}
    if counted:
        db.count(session, session_id, **counted)


def waits(db: Db, waiting_id: int) -> tuple[Any, str]:
    """Read a line of a waiting list and whose it is, with its session locked."""
    found = select(line_table).where(line_table.c.id == waiting_id)
    db.lock("session", session, [db.one(found).session])
    row = db.one(found)
    who = db.one(select(person).where(person.c.id == row.person))
    name = called(Name(who.title, who.first, who.last, who.preferred, who.former))
    check_still_waits(name, row.status)
    return row, name


def check_not_rung(db: Db, row: Any, name: str) -> None:
    """Refuse to ask for more places while somebody is being rung about those they wait for."""
    if row.id in waiters.being_rung(db, row.session):
        raise Refused(f"Not changed. {name} is being rung about a place. Wait for the answer.")


def ask_for(db: Db, row: Any, more: int) -> None:
    """Let a line of the waiting list ask for more places, or fewer."""
    if more:
        db.change(line_table, row.id, party=row.party + more)
        db.count(session, row.session, waiting=more)
