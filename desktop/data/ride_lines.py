"""The rides of a session as they are shown: who needs one, the cars with seats left, taxis."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import time
from typing import Any

from sqlalchemy import and_, bindparam, or_, select

from desktop.data.activities import SessionCard, session_card
from desktop.data.along import of_session as along_of_session
from desktop.data.columns import Id
from desktop.data.db import Db
from desktop.data.ready import Ready
from desktop.data.tables import booking, car, patient, person, ride
from desktop.rules import rides as rules
from desktop.rules.names import Name, called, plain
from desktop.rules.refusal import Refused
from desktop.rules.rides import CarFacts, RideFacts, Seated, State


@dataclass(frozen=True, slots=True)
class RideLine:
    """One ride of somebody; `facts` say it, `words` are that in a sentence's length."""

    id: int
    version: int
    booking_id: int
    person_id: int
    facts: RideFacts
    car_id: int | None
    note: str
    words: str

    @property
    def open(self) -> bool:
        """Whether it is still to be found."""
        return self.facts.state is State.NEEDED


@dataclass(frozen=True, slots=True)
class Rider:
    """Somebody of a register who needs a ride, or whose record says so.

    `wants` is the way their record says, `address` where they live, `seats` how many they are.
    """

    booking_id: int
    person_id: int
    name: str
    called: str
    wants: str
    address: str
    seats: int
    rides: tuple[RideLine, ...]

    @property
    def open(self) -> bool:
        """Whether a ride is still to be found."""
        if not self.rides:
            return self.wants in rules.WANTED
        return any(each.open for each in self.rides)


@dataclass(frozen=True, slots=True)
class CarLine:
    """A car of a session, with its seats left."""

    id: int
    version: int
    driver_id: int
    facts: CarFacts
    leaves_from: str
    leaves: time | None
    note: str
    words: str
    riders: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Rides:
    """Everything about getting to a session and home again."""

    session: SessionCard
    riders: tuple[Rider, ...]
    cars: tuple[CarLine, ...]

    @property
    def to_find(self) -> int:
        """How many people still need a ride."""
        return sum(each.open for each in self.riders)


@dataclass(frozen=True, slots=True)
class RideOf:
    """One person's way to a session, beside everybody's."""

    rides: Rides
    rider: Rider


_DRIVER = person.alias("driver")
_NAMES = ("title", "first", "last", "preferred", "former")
_RIDES = Ready(
    select(
        ride, car.c.leaves.label("car_leaves"),
        *(_DRIVER.c[name].label(f"driver_{name}") for name in _NAMES),
    )
    .select_from(
        ride.outerjoin(car, and_(car.c.id == ride.c.car, ride.c.status == State.CAR.value))
        .outerjoin(_DRIVER, _DRIVER.c.id == car.c.driver)
    )
    .where(ride.c.session == bindparam("session_id"), ride.c.status != State.CANCELLED.value)
    .order_by(ride.c.id)
)  # fmt: skip
_CARS = Ready(
    select(car, *(_DRIVER.c[name].label(f"driver_{name}") for name in _NAMES))
    .join(_DRIVER, _DRIVER.c.id == car.c.driver)
    .where(car.c.session == bindparam("session_id"))
    .order_by(car.c.id)
)
_GOING = select(
    booking.c.id.label("booking_id"), booking.c.person, person.c.address, patient.c.ride,
    *(person.c[name] for name in _NAMES),
).select_from(
    booking.join(person, person.c.id == booking.c.person)
    .outerjoin(patient, patient.c.id == booking.c.person)
).where(
    booking.c.session == bindparam("session_id"), booking.c.status != "cancelled",
    or_(
        booking.c.id.in_(bindparam("with_rides", expanding=True)),
        booking.c.person == bindparam("asked", type_=Id),
        patient.c.ride.in_(rules.WANTED),
    ),
).order_by(person.c.sort_key, booking.c.id)  # fmt: skip


def of_session(db: Db, session_id: int) -> Mapping[int, tuple[RideLine, ...]]:
    """Read the rides of a session, by booking."""
    found: dict[int, list[RideLine]] = defaultdict(list)
    for row in db.all(_RIDES, session_id=session_id):
        found[row.booking].append(_ride(row))
    return {each: tuple(lines) for each, lines in found.items()}


def cars(db: Db, session_id: int) -> tuple[CarLine, ...]:
    """Read the cars of a session, with who sits in each."""
    rows = [row for row in db.all(_RIDES, session_id=session_id) if row.status == State.CAR]
    return tuple(_car(row, rows) for row in db.all(_CARS, session_id=session_id))


def ride_of(db: Db, *, session_id: int, person_id: int) -> RideOf:
    """Read how somebody booked gets to a session, beside its cars; Refused without a booking."""
    shown = rides(db, session_id=session_id, asked=person_id)
    rider = next((each for each in shown.riders if each.person_id == person_id), None)
    if rider is None:
        raise Refused("They have no booking here. Book them first.")
    others = tuple(e for e in shown.riders if e is not rider or e.rides or e.open)
    return RideOf(replace(shown, riders=others), rider)


def rides(db: Db, *, session_id: int, asked: int | None = None) -> Rides:
    """Read who needs a ride to a session and who has one, its cars and its taxis.

    Whoever is `asked` about stands among the riders if they are booked, with a ride or without.
    """
    theirs = of_session(db, session_id)
    rows = db.all(_GOING, session_id=session_id, with_rides=sorted(theirs), asked=asked)
    along = along_of_session(db, session_id)
    riders = tuple(_rider(row, theirs, along) for row in rows)
    names = {each.booking_id: each.name for each in riders}
    sitting: dict[int | None, list[str]] = defaultdict(list)
    for line in (line for those in theirs.values() for line in those):
        sitting[line.car_id].append(names.get(line.booking_id, ""))
    shown = (replace(each, riders=tuple(sitting[each.id])) for each in cars(db, session_id))
    return Rides(session_card(db, session_id=session_id), riders, tuple(shown))


def seats_for(along: Sequence[Any]) -> int:
    """Count the seats of somebody with who comes along, but for those who make their own way."""
    return 1 + sum(not each.brought.own_way and not each.brought.is_interpreter for each in along)


def _rider(row: Any, theirs: Mapping[int, tuple[RideLine, ...]], along: Mapping[int, Any]) -> Rider:
    name = Name(*(getattr(row, each) for each in _NAMES))
    return Rider(
        booking_id=row.booking_id, person_id=row.person, name=plain(name), called=called(name),
        wants=row.ride or "not asked", address=row.address,
        seats=seats_for(along.get(row.booking_id, ())), rides=theirs.get(row.booking_id, ()),
    )  # fmt: skip


def _ride(row: Any) -> RideLine:
    facts = RideFacts(
        way=row.way, seats=row.seats, state=State(row.status), driver=_driver(row), firm=row.firm,
        reference=row.reference, pays=row.pays, leaves_from=row.leaves_from,
        leaves=row.leaves or row.car_leaves, back=row.back,
    )  # fmt: skip
    return RideLine(
        row.id, row.version, row.booking, row.person, facts,
        row.car if row.status == State.CAR else None, row.note, rules.ride_words(facts),
    )  # fmt: skip


def _car(row: Any, rows: Sequence[Any]) -> CarLine:
    riders = [Seated(each.way, each.seats) for each in rows if each.car == row.id]
    facts = CarFacts(_driver(row), row.way, row.seats, riders)
    return CarLine(
        row.id, row.version, row.driver, facts, row.leaves_from, row.leaves, row.note,
        rules.car_words(facts), (),
    )  # fmt: skip


def _driver(row: Any) -> str:
    if row.driver_last is None:
        return ""
    return plain(Name(*(getattr(row, f"driver_{each}") for each in _NAMES)))
