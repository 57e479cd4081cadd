"""Ride lists: each driver's own passengers alone; taxis and open rides for the desk."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import bindparam, select

from desktop.data import printed
from desktop.data.activities import SessionCard
from desktop.data.db import Db
from desktop.data.reached import phones
from desktop.data.ride_lines import CarLine, RideLine, Rider, rides
from desktop.data.tables import need, person
from desktop.rules.names import Name
from desktop.rules.people import need_words
from desktop.rules.phones import show_phone
from desktop.rules.rides import State, legs
from desktop.rules.sheets import Names, names_on_sheet

IN_A_CAR = ("wheelchair", "walking frame", "assistance dog", "hearing loop", "lip-speaking")
"""What helps somebody in a car; said only of who agreed that what helps may be told."""


@dataclass(frozen=True, slots=True)
class Passenger:
    """Somebody in one car, by first name; a number to ring only where they are picked up."""

    name: str
    way: str
    seats: int
    pick_up: str
    phone: str
    helps: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Driver:
    """One driver with their own passengers."""

    name: str
    car: CarLine
    passengers: tuple[Passenger, ...]


@dataclass(frozen=True, slots=True)
class OnDesk:
    """A ride the desk looks after: a taxi, or one still to be found (`words` says which)."""

    name: str
    words: str
    found: bool


@dataclass(frozen=True, slots=True)
class RideLists:
    """All who are driven to a session, driver by driver, and what is the desk's."""

    session: SessionCard
    drivers: tuple[Driver, ...]
    desk: tuple[OnDesk, ...]
    now: datetime


_PEOPLE = select(
    person.c.id, person.c.title, person.c.first, person.c.last, person.c.preferred,
    person.c.leader_agreed,
).where(person.c.id.in_(bindparam("people", expanding=True)))  # fmt: skip
_NEEDS = select(need.c.person, need.c.kind, need.c.detail).where(
    need.c.person.in_(bindparam("people", expanding=True)), need.c.kind.in_(IN_A_CAR)
)


def ride_lists(db: Db, *, session_id: int, now: datetime) -> RideLists:
    """Read who rides with whom; whoever drives themselves and nobody else has no page."""
    shown = rides(db, session_id=session_id)
    known = _Known.of(db, [each.person_id for each in shown.riders])
    seated: dict[int, list[Passenger]] = defaultdict(list)
    for rider in shown.riders:
        for line in rider.rides:
            if line.car_id is not None:
                seated[line.car_id].append(known.passenger(rider, line))
    drivers = tuple(
        Driver(each.facts.driver, each, tuple(seated[each.id]))
        for each in shown.cars if seated[each.id]
    )  # fmt: skip
    desk = tuple(each for rider in shown.riders for each in _of_desk(rider))
    return RideLists(shown.session, drivers, desk, now)


def print_ride_lists(db: Db, *, session_id: int, now: datetime) -> None:
    """Write down that the ride lists of a session are printed."""
    shown = ride_lists(db, session_id=session_id, now=now)
    people = sum(len(each.passengers) for each in shown.drivers) + len(shown.desk)
    what = f"Ride lists of {shown.session.title} on {shown.session.date:%d %B %Y}, on paper"
    printed.note(db, what=what, people=people)


def _of_desk(rider: Rider) -> list[OnDesk]:
    taken = [line for line in rider.rides if line.facts.state is State.TAXI or line.open]
    if not rider.rides and rider.open:
        return [OnDesk(rider.name, "Needs a ride, nothing is arranged.", found=False)]
    return [OnDesk(rider.name, line.words, found=not line.open) for line in taken]


@dataclass(frozen=True, slots=True)
class _Known:
    """What is read at once of all who ride."""

    names: Mapping[int, str]
    agreed: frozenset[int]
    needs: Mapping[int, list[str]]
    phones: Mapping[int, Any]

    @classmethod
    def of(cls, db: Db, people: list[int]) -> "_Known":
        rows = db.all(_PEOPLE, people=people) if people else []
        needs: dict[int, list[str]] = defaultdict(list)
        for row in db.all(_NEEDS, people=people) if people else ():
            needs[row.person].append(need_words(row.kind, row.detail))
        names = [Name(row.title, row.first, row.last, row.preferred) for row in rows]
        firsts = names_on_sheet(names, Names.FIRST)
        return cls(
            {row.id: first for row, first in zip(rows, firsts, strict=True)},
            frozenset(row.id for row in rows if row.leader_agreed), needs, phones(db, people),
        )  # fmt: skip

    def passenger(self, rider: Rider, line: RideLine) -> Passenger:
        who, fetched = rider.person_id, "there" in legs(line.facts.way)
        needs = self.needs.get(who, []) if who in self.agreed else []
        row = self.phones.get(who)
        number = show_phone(row.number) if row and fetched else ""
        return Passenger(
            self.names[who], line.facts.way, line.facts.seats,
            line.facts.leaves_from or rider.address, number,
            tuple(filter(None, (*needs, line.note))),
        )  # fmt: skip
