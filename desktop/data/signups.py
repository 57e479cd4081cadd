"""Places in sessions: the register and who is on it, giving places, freeing them, marking."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import bindparam, exists, select

from desktop.data import ask_first, waiters, with_room
from desktop.data.booking_numbers import claim_number, free_number
from desktop.data.comes import now_comes
from desktop.data.db import Db
from desktop.data.kept import merged_since
from desktop.data.overlapping import overlapping
from desktop.data.ready import Ready
from desktop.data.tables import activity, booking, first_visit, person, session
from desktop.rules import signups as rules
from desktop.rules.names import Name, called, clean
from desktop.rules.people import Status
from desktop.rules.signups import Asked, Clash, Mark, SessionFacts, Stand
from desktop.rules.waiting import Waiter, held_for_others, kept


@dataclass(frozen=True, slots=True)
class Booked:
    """A place given: the booking, and the five digits printed on a card."""

    booking_id: int
    number: int | None


@dataclass(frozen=True, slots=True)
class Held:
    """A booking with its session and the name of its person, locked for a decision."""

    id: int
    session: SessionFacts
    called: str
    status: Mark
    walked_in: bool
    over: bool
    number: int | None
    zone: str
    stand: Stand
    first_visit: bool


_OF_ACTIVITY = session.join(activity, activity.c.id == session.c.activity)
_SESSION = Ready(
    select(
        *(session.c[name] for name in (
            "id", "activity", "title", "date", "starts", "ends", "starts_utc", "ends_utc", "zone",
            "places", "booked", "waiting", "status",
        )),
        *(activity.c[name] for name in (
            "name", "youngest", "oldest", "opens_days", "closes_days", "closes_at",
        )),
        ask_first.OF_ACTIVITY.label("asks"),
    )
    .select_from(_OF_ACTIVITY)
    .where(session.c.id == bindparam("session_id"))
    .with_for_update(of=session, key_share=True)
)  # fmt: skip
_HAS_A_BOOKING = exists().where(
    booking.c.person == person.c.id, booking.c.status != Mark.CANCELLED.value
)
_PERSON = Ready(
    select(*(person.c[name] for name in (
        "id", "title", "first", "last", "preferred", "former", "born", "status", "status_until",
        "comes", "merged_into",
    )), ask_first.OF_PERSON.label("asks"), _HAS_A_BOOKING.label("has_a_booking"))
    .where(person.c.id == bindparam("person_id"))
    .with_for_update(of=person, key_share=True)
)  # fmt: skip
_BOOKING = Ready(
    select(
        booking.c.id.label("booking_id"), booking.c.status.label("mark"), booking.c.walked_in,
        booking.c.over.label("is_over"), booking.c.number, booking.c.session, booking.c.late,
        booking.c.told_us, first_visit.c.id.label("first_visit"),
        person.c.title.label("person_title"), person.c.first, person.c.last,
        person.c.preferred, person.c.former,
    )
    .select_from(
        booking.join(person, person.c.id == booking.c.person)
        .outerjoin(first_visit, first_visit.c.booking == booking.c.id)
    )
    .where(booking.c.id == bindparam("booking_id"))
)  # fmt: skip


def book(db: Db, *, session_id: int, person_id: int, moved: Held | None = None) -> Booked:
    """Give a person a place in a session; Refused if there is none, or it cannot be.

    Free places are first for those who wait; who waits themselves leaves the list with it.
    With a booking that was `moved`, they keep its number if nobody else has it.
    """
    row, who, line = locked(db, session_id, person_id)
    if moved is None:
        rules.check_open(
            row.title or row.name, row.date, (row.opens_days, row.closes_days, row.closes_at),
            now=db.now.astimezone(ZoneInfo(row.zone)),
        )  # fmt: skip
    return _give(db, row, who, line, moved=moved)


def book_held(db: Db, *, session_id: int, person_id: int) -> Booked:
    """Give a place where this step has locked the session and the person already."""
    return _give(db, *_read(db, session_id, person_id))


def book_promised(db: Db, *, session_id: int, person_id: int) -> Booked:
    """Give somebody the place they were offered, whoever waits before them."""
    return _give(db, *locked(db, session_id, person_id), promised=True)


def _give(
    db: Db, row: Any, who: Any, line: Sequence[Waiter], *, moved: Held | None = None,
    promised: bool = False,
) -> Booked:  # fmt: skip
    facts = facts_for(row, line, who.id, promised=promised)
    asked = asked_by(db, row, who, waits=waiters.of_person(line, who.id) is not None)
    today = today_at(db, row)
    instead = None if rules.has_room(facts, db.now) else with_room.after(db, row)
    rules.check_can_book(facts, asked, now=db.now, today=today, instead=instead)
    number = claim_number(db, facts.held_on, today, moved.number if moved else None)
    return _add(db, facts, who, line, number=number, status=Mark.BOOKED, moved=moved)


def walk_in(db: Db, *, session_id: int, person_id: int) -> Booked:
    """Write down somebody who stands in the room without a booking, even when it is full."""
    row, who, line = locked(db, session_id, person_id)
    facts = _facts(row, kept=held_for_others(line, person_id))
    today = today_at(db, row)
    rules.check_can_walk_in(facts, asked_by(db, row, who), today=today)
    made = _add(db, facts, who, line, number=None, status=Mark.ARRIVED)
    _settle(db, made.booking_id, was=Mark.BOOKED, today=today)
    return made


def locked(db: Db, session_id: int, person_id: int) -> tuple[Any, Any, Sequence[Waiter]]:
    """Lock a session and a person; they come back with who waits for the session."""
    db.in_order("session")
    db.in_order("person")  # the session's row is first, and nothing of another kind follows
    return _read(db, session_id, person_id)


def _read(db: Db, session_id: int, person_id: int) -> tuple[Any, Any, Sequence[Waiter]]:
    row, who = row_of(db, session_id), person_of(db, person_id)
    return row, who, waiters.waiters(db, row.id, today_at(db, row)) if row.waiting else ()


def cancel(db: Db, *, booking_id: int, reason: str = "", cancelled_by: str = "") -> None:
    """Free the place of a booking; the booking stays, with when, by whom and why."""
    facts = held(db, booking_id=booking_id)
    rules.check_can_cancel(facts.called, facts.status)
    db.change(
        booking, booking_id, status=Mark.CANCELLED.value, cancelled_at=db.now,
        cancelled_by=cancelled_by, reason=clean(reason),
    )  # fmt: skip
    came = {"came": -1} if facts.status is Mark.ARRIVED else {}
    db.count(session, facts.session.id, **{"over" if facts.over else "booked": -1}, **came)
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
    status: Mark, moved: Held | None = None,
) -> Booked:  # fmt: skip
    walked_in = status is Mark.ARRIVED
    over = walked_in and facts.booked + facts.kept >= facts.places
    booking_id = db.add(
        booking, session=facts.id, person=who.id, number=number, status=status.value,
        walked_in=walked_in, over=over, over_reason="walked in" if over else "",
        booked_at=db.now, moved_from=moved.id if moved else None,
    )  # fmt: skip
    came = {"came": 1} if walked_in else {}
    db.count(session, facts.id, **{"over" if over else "booked": 1}, **came)
    mine = waiters.of_person(line, who.id)
    if mine is not None:
        waiters.end(db, facts.id, mine, status=waiters.PLACED, booking_id=booking_id)
    if not who.comes:
        now_comes(db, who.id)
    if not who.has_a_booking or (moved and moved.first_visit):
        from desktop.data import first_visits

        first_visits.follow(db, booking_id, moved.id if moved else None)
    return Booked(booking_id, number)


def _settle(db: Db, booking_id: int, *, was: Mark, today: date) -> None:
    from desktop.data import absences

    absences.settle(db, booking_id, was=was, today=today)


def facts_for(
    row: Any, line: Sequence[Waiter], person_id: int, *, promised: bool = False
) -> SessionFacts:
    """Say what a session has for a person, beside those who wait for it."""
    free = row.places - row.booked
    taken = held_for_others(line, person_id) if promised else kept(line, free, person_id)
    return _facts(row, kept=taken)


def _facts(row: Any, *, kept: int = 0) -> SessionFacts:
    return SessionFacts(
        id=row.id, title=row.title or row.name, held_on=row.date, starts=row.starts, ends=row.ends,
        ends_utc=row.ends_utc, places=row.places, booked=row.booked,
        cancelled=row.status == "cancelled", youngest=row.youngest, oldest=row.oldest,
        waiting=row.waiting, kept=kept,
    )  # fmt: skip


def asked_by(db: Db, row: Any, who: Any, *, waits: bool = False) -> Asked:
    """Say what has to be known of a person who asks for a place, or waits for one."""
    if who.merged_into is not None:
        raise merged_since(db, who.merged_into)
    found = sorted(overlapping(db, row, who.id), key=lambda clash: clash.id != row.id)
    first = found[0] if found else None
    return Asked(
        called=called(Name(who.title, who.first, who.last, who.preferred, who.former)),
        status=Status(who.status),
        status_until=who.status_until,
        born=who.born,
        person_id=who.id,
        waits=waits,
        clash=first and Clash(first.id, first.title, first.starts, first.ends),
        ask=_ask(db, row, who.id) if row.asks or who.asks else "",
    )


def _ask(db: Db, row: Any, person_id: int) -> str:
    here = {"session_id": row.id, "activity_id": row.activity, "today": today_at(db, row)}
    return ask_first.to_ask(db, person_id=person_id, **here)


def held(db: Db, *, booking_id: int) -> Held:
    """Read a booking and its session, locked for a decision."""
    # The session is locked first, and only then is the booking read: what was read
    # before the lock may be old.
    session_id = db.one(select(booking.c.session).where(booking.c.id == booking_id)).session
    db.in_order("session")
    return held_in(db, db.one(_SESSION, session_id=session_id), booking_id)


def held_in(db: Db, row: Any, booking_id: int) -> Held:
    """Read a booking of a session whose row is locked by this step."""
    found = db.one(_BOOKING, booking_id=booking_id)
    name = Name(found.person_title, found.first, found.last, found.preferred, found.former)
    return Held(
        id=booking_id, session=_facts(row), called=called(name), status=Mark(found.mark),
        walked_in=found.walked_in, over=found.is_over, number=found.number, zone=row.zone,
        stand=Stand(Mark(found.mark), told_us=found.told_us, late=found.late),
        first_visit=found.first_visit is not None,
    )  # fmt: skip


def today_at(db: Db, row: Any) -> date:
    """Say what day it is where a session is."""
    return db.now.astimezone(ZoneInfo(row.zone)).date()


def facts_of(db: Db, *, session_id: int) -> SessionFacts:
    """Read what has to be known of a session before anything is decided about it; it is locked."""
    return _facts(row_of(db, session_id))


def row_of(db: Db, session_id: int) -> Any:
    """Read a session's row as `held_in` wants it, locked; the order of locks is the caller's."""
    return db.one(_SESSION, session_id=session_id)


def person_of(db: Db, person_id: int) -> Any:
    """Read a person as the rules ask about them, locked; the order of locks is the caller's."""
    return db.one(_PERSON, person_id=person_id)
