"""In the building now: whom to look for when the alarm goes."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import bindparam, or_, select

from desktop.data import activities
from desktop.data.activities import SessionCard
from desktop.data.db import Db
from desktop.data.ready import Ready
from desktop.data.tables import booking, companion, need, person, session, wrap_up
from desktop.rules.building import LINGERS, think_of
from desktop.rules.names import Name, plain
from desktop.rules.signups import Mark


@dataclass(frozen=True, slots=True)
class Inside:
    """Somebody who is in the building, with whom, and what to think of on the way out."""

    booking_id: int
    person_id: int
    name: str
    companions: tuple[str, ...]
    think_of: str


@dataclass(frozen=True, slots=True)
class Room:
    """A session with the people who are there; `nameless` gave no name."""

    session: SessionCard
    people: tuple[Inside, ...]
    nameless: int

    def heads(self) -> int:
        """Return how many people are to be counted outside."""
        return self.nameless + sum(1 + len(each.companions) for each in self.people)


@dataclass(frozen=True, slots=True)
class Building:
    """Everybody the desk knows to be in the building, as it was at `at`."""

    rooms: tuple[Room, ...]
    at: datetime

    def heads(self) -> int:
        """Return how many people are to be counted outside."""
        return sum(each.heads() for each in self.rooms)


_ON_NOW = Ready(
    select(session.c.id, wrap_up.c.nameless)
    .select_from(session.outerjoin(wrap_up, wrap_up.c.session == session.c.id))
    .where(
        session.c.date == bindparam("today"), session.c.status == "planned",
        session.c.ends_utc > bindparam("since"),
        or_(session.c.came > 0, wrap_up.c.nameless > 0),
    )
    .order_by(session.c.starts_utc, session.c.id)
)  # fmt: skip
_INSIDE = Ready(
    select(
        booking.c.id.label("booking_id"), booking.c.session, person.c.id, person.c.title,
        person.c.first, person.c.last, person.c.preferred, person.c.former,
    )
    .select_from(booking.join(person, person.c.id == booking.c.person))
    .where(
        booking.c.session == bindparam("session_id"), booking.c.status == Mark.ARRIVED.value,
        booking.c.left_at.is_(None),
    )
    .order_by(person.c.sort_key, booking.c.id)
)  # fmt: skip
_COMPANIONS = Ready(
    select(companion.c.booking, companion.c.name, companion.c.kind)
    .select_from(companion.join(booking, booking.c.id == companion.c.booking))
    .where(
        booking.c.session == bindparam("session_id"),
        or_(companion.c.status == Mark.BOOKED.value, companion.c.status == Mark.ARRIVED.value),
    )
    .order_by(companion.c.id)
)
_NEEDS = Ready(
    select(need.c.person, need.c.kind)
    .select_from(need.join(booking, booking.c.person == need.c.person))
    .where(booking.c.session == bindparam("session_id"))
    .order_by(need.c.id)
)


def in_the_building(db: Db, *, today: date, now: datetime) -> Building:
    """Read who came today and has not gone; a session lingers half an hour after its end.

    Nobody is left out who may be inside: one looked for too many is better than one too few.
    """
    found = db.all(_ON_NOW, today=today, since=now - LINGERS)
    cards = activities.session_cards(db, session_ids=[row.id for row in found])
    rooms = (_room(db, cards[row.id], row.nameless or 0) for row in found)
    return Building(tuple(each for each in rooms if each.heads()), now)


def _room(db: Db, card: SessionCard, nameless: int) -> Room:
    companions = _by_booking(db, card.id)
    needs = defaultdict(list)
    for row in db.all(_NEEDS, session_id=card.id):
        needs[row.person].append(row.kind)
    rows = db.all(_INSIDE, session_id=card.id)
    people = tuple(_inside(row, companions, needs[row.id]) for row in rows)
    return Room(card, people, nameless)


def _inside(row: Any, companions: Mapping[int, list[str]], needs: list[str]) -> Inside:
    name = Name(row.title, row.first, row.last, row.preferred, row.former)
    return Inside(
        row.booking_id, row.id, plain(name), tuple(companions.get(row.booking_id, ())),
        think_of(needs),
    )  # fmt: skip


def _by_booking(db: Db, session_id: int) -> Mapping[int, list[str]]:
    found = defaultdict(list)
    for row in db.all(_COMPANIONS, session_id=session_id):
        found[row.booking].append(row.name or row.kind or "companion")
    return found
