"""The waiting list of a session: putting people on it, taking them off, and its order."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import bindparam, select

from desktop.data import booking_terms, signups, waiters
from desktop.data.db import Db
from desktop.data.needs import Need, needs_of, to_think_of
from desktop.data.tables import activity, patient, person, session
from desktop.data.tables import waiting as table
from desktop.data.waiters import Held
from desktop.rules import waiting as rules
from desktop.rules.names import Name, called, clean, plain
from desktop.rules.people import Status, may_be_contacted

LONGEST_REASON = 200


@dataclass(frozen=True, slots=True)
class Waits:
    """Somebody put on a waiting list, where they stand, and that in words."""

    waiting_id: int
    place: int
    words: str


@dataclass(frozen=True, slots=True)
class WaitingLine:
    """One line of a waiting list; `place` 1 is first, `order_reason` says why not by time.

    `held`: a place is kept, for a moment, while a desk rings them.
    """

    waiting_id: int
    version: int
    person_id: int
    name: str
    called: str
    place: int
    party: int
    since: datetime
    order_reason: str
    may_be_rung: bool
    held: Held | None
    needs: tuple[Need, ...]
    sort_key: str


@dataclass(frozen=True, slots=True)
class WaitingFor:
    """A session somebody waits for, and where they stand."""

    waiting_id: int
    session_id: int
    title: str
    date: date
    place: int


_LINES = (
    select(
        table, person.c.title, person.c.first, person.c.last, person.c.preferred,
        person.c.former, person.c.sort_key, person.c.language, person.c.interpreter,
        person.c.status.label("standing"), person.c.status_until, session.c.zone, patient.c.ride,
        patient.c.diet_state, patient.c.diet, patient.c.allergies_state, patient.c.allergies,
    )
    .select_from(
        table.join(person, person.c.id == table.c.person)
        .join(session, session.c.id == table.c.session)
        .outerjoin(patient, patient.c.id == person.c.id)
    )
    .where(table.c.session == bindparam("session_id"), table.c.status == waiters.WAITS)
    .order_by(table.c.position, table.c.id)
)  # fmt: skip
_OF_PERSON = (
    select(table.c.id, table.c.session, session.c.title, session.c.date, activity.c.name)
    .select_from(
        table.join(session, session.c.id == table.c.session)
        .join(activity, activity.c.id == session.c.activity)
    )
    .where(
        table.c.person == bindparam("person_id"), table.c.status == waiters.WAITS,
        session.c.ends_utc > bindparam("now"), session.c.status == "planned",
    )
    .order_by(session.c.starts_utc)
)  # fmt: skip


def wait(db: Db, *, session_id: int, person_id: int, party: int = 1) -> Waits:
    """Put somebody at the end of a waiting list; Refused where there is room or no use.

    A `party` waits for as many places; whoever calls it writes down who comes along.
    """
    return _wait(db, *signups.locked(db, session_id, person_id), party)


def wait_held(db: Db, *, session_id: int, person_id: int, party: int = 1) -> Waits:
    """Put somebody on the list where this step has locked the session and the person already."""
    return _wait(db, *signups.at_hand(db, session_id, person_id), party)


def _wait(db: Db, row: Any, who: Any, line: Any, party: int) -> Waits:
    session_id, person_id = row.id, who.id
    sent = booking_terms.kept_from(db, row, person_id)
    facts = signups.facts_for(row, line, person_id, sent=sent)
    asked = signups.asked_by(db, row, who, party=party)
    today = signups.today_at(db, row)
    place = waiters.place_of(line, person_id)
    rules.check_can_wait(facts, asked, place, now=db.now, today=today)
    position = (line[-1].position if line else 0) + rules.APART
    waiting_id = db.add(
        table, session=session_id, person=person_id, position=position, party=party, since=db.now,
        status=waiters.WAITS,
    )  # fmt: skip
    db.count(session, session_id, waiting=party)
    stands = len(line) + 1
    return Waits(waiting_id, stands, rules.place_words(asked.called, stands, facts, today))


def leave(db: Db, *, waiting_id: int, reason: str = "") -> None:
    """Take somebody off a waiting list; the line stays, with when, by whom and why."""
    row, who, line = _held(db, waiting_id)
    rules.check_still_waits(called(_name(who)), row.status)
    if waiters.of_person(line, row.person) is not None:
        waiters.leave(db, waiting_id, reason=clean(reason))


def put(db: Db, *, waiting_id: int, place: int, reason: str) -> None:
    """Give somebody another place on the list (1 is first), with a reason that all can see."""
    row, who, line = _held(db, waiting_id)
    rules.check_still_waits(called(_name(who)), row.status)
    why = clean(reason)[:LONGEST_REASON]
    rules.check_can_put(place, len(line), why)
    others = [each for each in line if each.waiting_id != waiting_id]
    position = rules.position_at([each.position for each in others], place)
    if position is None:
        position = place * rules.APART
        for number, each in enumerate(others, 1):
            db.change(table, each.waiting_id, position=(number + (number >= place)) * rules.APART)
    db.change(table, waiting_id, position=position, order_reason=why)


def waiting_list(db: Db, *, session_id: int) -> tuple[WaitingLine, ...]:
    """Read who waits for a session, in order."""
    rows = db.all(_LINES, session_id=session_id)
    held = waiters.being_rung(db, session_id)
    needs = needs_of(db, [row.person for row in rows])
    return tuple(
        _line(row, place, held.get(row.id), needs.get(row.person, ()), signups.today_at(db, row))
        for place, row in enumerate(rows, 1)
    )


def waiting_for(db: Db, *, person_id: int) -> tuple[WaitingFor, ...]:
    """Read what somebody waits for, the soonest first."""
    rows = db.all(_OF_PERSON, person_id=person_id, now=db.now)
    return tuple(
        WaitingFor(row.id, row.session, row.title or row.name, row.date, _stands(db, row))
        for row in rows
    )


def _line(
    row: Any, place: int, held: Held | None, needs: tuple[Need, ...], today: date
) -> WaitingLine:
    name = _name(row)
    return WaitingLine(
        waiting_id=row.id, version=row.version, person_id=row.person, name=plain(name),
        called=called(name), place=place, party=row.party, since=row.since,
        order_reason=row.order_reason,
        may_be_rung=may_be_contacted(Status(row.standing), row.status_until, today),
        held=held, needs=to_think_of(row, needs), sort_key=row.sort_key,
    )  # fmt: skip


def _held(db: Db, waiting_id: int) -> tuple[Any, Any, Any]:
    """Lock the session and the person of a line; what the line was before the lock may be old."""
    line = select(table).where(table.c.id == waiting_id)
    first = db.one(line)
    _session, who, others = signups.locked(db, first.session, first.person)
    return db.one(line), who, others


def _stands(db: Db, row: Any) -> int:
    ids = [each.waiting_id for each in waiters.waiters(db, row.session, row.date)]
    return ids.index(row.id) + 1


def _name(row: Any) -> Name:
    return Name(row.title, row.first, row.last, row.preferred, row.former)
