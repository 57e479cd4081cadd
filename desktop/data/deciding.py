"""What is read, and locked, before anything about a place in a session is decided."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import bindparam, exists, select

from desktop.data import ask_first, booking_terms, parties, waiters
from desktop.data.db import Db
from desktop.data.kept import merged_since
from desktop.data.overlapping import overlapping
from desktop.data.ready import Ready
from desktop.data.tables import activity, booking, first_visit, person, session
from desktop.rules.names import Name, called
from desktop.rules.people import Status
from desktop.rules.referrals import NONE, Kept
from desktop.rules.signups import Asked, Clash, Mark, SessionFacts, Stand
from desktop.rules.waiting import Waiter, held_for_others, kept


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
    person_id: int = 0
    party: bool = False
    rides: bool = False
    options: bool = False


_OF_ACTIVITY = session.join(activity, activity.c.id == session.c.activity)
_SESSION = Ready(
    select(
        *(session.c[name] for name in (
            "id", "activity", "title", "date", "starts", "ends", "starts_utc", "ends_utc", "zone",
            "places", "booked", "waiting", "status",
        )),
        *(activity.c[name] for name in (
            "name", "youngest", "oldest",
        )),
        *booking_terms.OF_ACTIVITY,
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
        person.c.preferred, person.c.former, booking.c.person,
        parties.HAS.label("party"), parties.HAS_RIDE.label("rides"),
        parties.HAS_OPTIONS.label("options"),
    )
    .select_from(
        booking.join(person, person.c.id == booking.c.person)
        .outerjoin(first_visit, first_visit.c.booking == booking.c.id)
    )
    .where(booking.c.id == bindparam("booking_id"))
)  # fmt: skip


def locked(db: Db, session_id: int, person_id: int) -> tuple[Any, Any, Sequence[Waiter]]:
    """Lock a session and a person; they come back with who waits for the session."""
    db.in_order("session")
    db.in_order("person")  # the session's row is first, and nothing of another kind follows
    return at_hand(db, session_id, person_id)


def at_hand(db: Db, session_id: int, person_id: int) -> tuple[Any, Any, Sequence[Waiter]]:
    """Read a session this step has locked, a person, and who waits."""
    row, who = row_of(db, session_id), person_of(db, person_id)
    return row, who, waiters.waiters(db, row.id, today_at(db, row)) if row.waiting else ()


def facts_for(
    row: Any, line: Sequence[Waiter], person_id: int, *, promised: bool = False, sent: Kept = NONE
) -> SessionFacts:
    """Say what a session has for a person, beside those who wait for it or are `sent`."""
    free = row.places - row.booked - sent.number
    taken = held_for_others(line, person_id) if promised else kept(line, free, person_id)
    return plain_facts(row, kept=taken, sent=sent)


def plain_facts(row: Any, *, kept: int = 0, sent: Kept = NONE) -> SessionFacts:
    """Say what a session has, whoever asks."""
    return SessionFacts(
        id=row.id, title=row.title or row.name, held_on=row.date, starts=row.starts, ends=row.ends,
        ends_utc=row.ends_utc, places=row.places, booked=row.booked,
        cancelled=row.status == "cancelled", youngest=row.youngest, oldest=row.oldest,
        waiting=row.waiting, kept=kept, sent=sent,
    )  # fmt: skip


def asked_by(db: Db, row: Any, who: Any, *, waits: bool = False, party: int = 1) -> Asked:
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
        party=party,
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
    db.in_order("session", session_id)
    return held_in(db, db.one(_SESSION, session_id=session_id), booking_id)


def held_in(db: Db, row: Any, booking_id: int) -> Held:
    """Read a booking of a session whose row is locked by this step."""
    found = db.one(_BOOKING, booking_id=booking_id)
    name = Name(found.person_title, found.first, found.last, found.preferred, found.former)
    return Held(
        id=booking_id, session=plain_facts(row), called=called(name), status=Mark(found.mark),
        walked_in=found.walked_in, over=found.is_over, number=found.number, zone=row.zone,
        stand=Stand(Mark(found.mark), told_us=found.told_us, late=found.late),
        first_visit=found.first_visit is not None,
        person_id=found.person, party=bool(found.party), rides=bool(found.rides),
        options=bool(found.options),
    )  # fmt: skip


def today_at(db: Db, row: Any) -> date:
    """Say what day it is where a session is."""
    return db.now.astimezone(ZoneInfo(row.zone)).date()


def facts_of(db: Db, *, session_id: int) -> SessionFacts:
    """Read what has to be known of a session before anything is decided about it; it is locked."""
    return plain_facts(row_of(db, session_id))


def row_of(db: Db, session_id: int) -> Any:
    """Read a session's row as `held_in` wants it, locked; the order of locks is the caller's."""
    return db.one(_SESSION, session_id=session_id)


def person_of(db: Db, person_id: int) -> Any:
    """Read a person as the rules ask about them, locked; the order of locks is the caller's."""
    return db.one(_PERSON, person_id=person_id)
