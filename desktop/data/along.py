"""Who comes along, as a register, a waiting list and a card show them."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import bindparam, select

from desktop.data import parties
from desktop.data.activities import SessionCard, session_card
from desktop.data.db import Db
from desktop.data.needs import Need, needs_of
from desktop.data.ready import Ready
from desktop.data.tables import booking, companion, patient, person, waiting
from desktop.rules.companions import OWN_WAY, Brought, named
from desktop.rules.names import Name, called, plain
from desktop.rules.signups import Mark


@dataclass(frozen=True, slots=True)
class Along:
    """Somebody who comes along: `words` as the register says it, `needs` what to think of."""

    id: int
    version: int
    brought: Brought
    name: str
    words: str
    over: bool
    mark: Mark
    needs: tuple[Need, ...]


@dataclass(frozen=True, slots=True)
class Company:
    """Somebody with who comes along; without a booking and a line they may still be booked."""

    session: SessionCard
    person_id: int
    called: str
    booking_id: int | None
    waiting_id: int | None
    along: tuple[Along, ...]


_BOOKED = select(booking.c.id).where(
    booking.c.session == bindparam("session_id"),
    booking.c.person == bindparam("person_id"),
    booking.c.status != Mark.CANCELLED.value,
)
_WAITS = select(waiting.c.id).where(
    waiting.c.session == bindparam("session_id"),
    waiting.c.person == bindparam("person_id"),
    waiting.c.status == "waiting",
)
_COLUMNS = (
    companion, person.c.title, person.c.first, person.c.last, person.c.preferred, person.c.former,
    person.c.language, person.c.interpreter, patient.c.diet_state, patient.c.diet.label("eats"),
    patient.c.allergies_state, patient.c.allergies,
)  # fmt: skip
_ALL = (
    select(*_COLUMNS)
    .select_from(
        companion.outerjoin(person, person.c.id == companion.c.person)
        .outerjoin(patient, patient.c.id == companion.c.person)
        .outerjoin(booking, booking.c.id == companion.c.booking)
        .outerjoin(waiting, waiting.c.id == companion.c.waiting)
    )
    .where(parties.LIVE)
    .order_by(companion.c.id)
)  # fmt: skip
_OF_SESSION = Ready(_ALL.where(booking.c.session == bindparam("session_id")))
_OF_LIST = Ready(_ALL.where(waiting.c.session == bindparam("session_id")))
_OF_LISTS = _ALL.where(waiting.c.session.in_(bindparam("sessions", expanding=True)))
_OF_BOOKING = Ready(_ALL.where(companion.c.booking == bindparam("booking_id")))
_OF_WAITING = Ready(_ALL.where(companion.c.waiting == bindparam("waiting_id")))


def of_session(db: Db, session_id: int) -> Mapping[int, tuple[Along, ...]]:
    """Read who comes along with the bookings of a session, by booking."""
    return _grouped(db, db.all(_OF_SESSION, session_id=session_id), "booking")


def of_list(db: Db, session_id: int) -> Mapping[int, tuple[Along, ...]]:
    """Read who would come along with those who wait for a session, by line."""
    return _grouped(db, db.all(_OF_LIST, session_id=session_id), "waiting")


def of_lists(db: Db, sessions: Sequence[int]) -> Mapping[int, tuple[Along, ...]]:
    """Read who would come along with those who wait for any of some sessions, by line."""
    return _grouped(db, db.all(_OF_LISTS, sessions=sessions), "waiting")


def company(db: Db, *, session_id: int, person_id: int) -> Company:
    """Read somebody with who comes along, to a session they are booked on, wait for or may be."""
    who = db.one(select(person).where(person.c.id == person_id))
    booked = db.value(_BOOKED, session_id=session_id, person_id=person_id)
    waits = db.value(_WAITS, session_id=session_id, person_id=person_id)
    along: tuple[Along, ...] = ()
    if booked:
        along = of_booking(db, booking_id=booked)
    elif waits:
        along = of_waiting(db, waiting_id=waits)
    shown = session_card(db, session_id=session_id)
    return Company(shown, person_id, called(_name(who)), booked, waits, along)


def of_booking(db: Db, *, booking_id: int) -> tuple[Along, ...]:
    """Read who comes along with one booking."""
    return _lines(db, db.all(_OF_BOOKING, booking_id=booking_id))


def of_waiting(db: Db, *, waiting_id: int) -> tuple[Along, ...]:
    """Read who would come along with somebody who waits."""
    return _lines(db, db.all(_OF_WAITING, waiting_id=waiting_id))


def _grouped(db: Db, rows: Sequence[Any], by: str) -> Mapping[int, tuple[Along, ...]]:
    found: dict[int, list[Along]] = defaultdict(list)
    for row, line in zip(rows, _lines(db, rows), strict=True):
        found[row._mapping[by]].append(line)
    return {each: tuple(lines) for each, lines in found.items()}


def _lines(db: Db, rows: Sequence[Any]) -> tuple[Along, ...]:
    needs = needs_of(db, [row.person for row in rows if row.person])
    return tuple(_line(row, needs.get(row.person, ())) for row in rows)


def _line(row: Any, needs: tuple[Need, ...]) -> Along:
    name = row.name if row.person is None else plain(_name(row))
    brought = Brought(
        name=row.name, kind=row.kind, person_id=row.person, diet=row.diet,
        takes_place=row.takes_place, own_way=row.ride == OWN_WAY, confirmed=row.confirmed,
    )  # fmt: skip
    return Along(
        id=row.id, version=row.version, brought=brought, name=name, words=named(name, row.kind),
        over=row.over, mark=Mark(row.status), needs=_to_think_of(row, needs),
    )  # fmt: skip


def _to_think_of(row: Any, needs: tuple[Need, ...]) -> tuple[Need, ...]:
    """Take what was said of them for this session, and else what their own record says."""
    allergy = (Need("warning-circle", row.allergies),) if row.allergies_state == "listed" else ()
    speech = (Need("translate", row.language),) if row.interpreter and row.language else ()
    eats = row.diet or (row.eats if row.diet_state == "listed" else "")
    return (*allergy, *speech, *needs, *((Need("leaf", eats),) if eats else ()))


def _name(row: Any) -> Name:
    return Name(row.title, row.first, row.last, row.preferred, row.former)
