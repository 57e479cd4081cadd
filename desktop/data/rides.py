"""Rides to a session and home: written down as needed, given a seat in a car, or a taxi."""

from dataclasses import dataclass
from datetime import time
from typing import Any

from sqlalchemy import select

from desktop.data import along, ask_first, signups, taxis
from desktop.data.db import Db
from desktop.data.ride_lines import CarLine, cars, seats_for
from desktop.data.tables import car, person, ride, session
from desktop.rules import rides as rules
from desktop.rules.names import clean
from desktop.rules.refusal import Refused, WayOn
from desktop.rules.rides import CarFacts, State
from desktop.rules.signups import Mark


@dataclass(frozen=True, slots=True)
class Taxi:
    """A taxi: the firm, its reference, who pays, when it comes and when it takes them home."""

    firm: str
    reference: str = ""
    pays: str = ""
    leaves: time | None = None
    back: time | None = None


@dataclass(frozen=True, slots=True)
class _Wanted:
    """A ride as it is to be; `old` is its row, if there is one."""

    session: int
    person: int
    way: str
    seats: int
    old: Any


def need(
    db: Db, *, booking_id: int, way: str, seats: int | None = None, leaves_from: str = "",
    note: str = "", ride_id: int | None = None, version: int | None = None,
    car_id: int | None = None, taxi: Taxi | None = None, asked: bool = False,
) -> int:  # fmt: skip
    """Write down that somebody needs a ride, and how they get it if that is known; its id is back.

    Without `seats` it is for them and all who come along. With a `ride_id` that ride is changed.
    """
    held = signups.held(db, booking_id=booking_id)
    if held.status is Mark.CANCELLED:
        raise Refused(f"Not saved. {held.called} has cancelled.")
    number = seats_for(along.of_booking(db, booking_id=booking_id)) if seats is None else seats
    theirs = _live(db, booking_id)
    where = clean(leaves_from)
    rules.check_ride(way, number, where, [row.way for row in theirs if row.id != ride_id])
    old = next((row for row in theirs if row.id == ride_id), None)
    if ride_id is not None and old is None:
        raise Refused("Not changed. That ride is not needed any more.")
    wanted = _Wanted(held.session.id, held.person_id, way, number, old)
    values: dict[str, Any] = {
        "way": way, "seats": number, "leaves_from": where, "note": clean(note),
        **_how(db, wanted, car_id, taxi, asked=asked),
    }  # fmt: skip
    if old is not None:
        db.change(ride, old.id, version=version, **values)
        return int(old.id)
    return db.add(
        ride, session=wanted.session, booking=booking_id, person=wanted.person, **values
    )  # fmt: skip


def by_car(db: Db, *, ride_id: int, car_id: int, asked: bool = False) -> None:
    """Give somebody a seat in a car; `asked`: a colleague was asked about sharing it."""
    row = _held(db, ride_id)
    db.change(ride, ride_id, **_how(db, _as_it_is(row), car_id, None, asked=asked))


def by_taxi(
    db: Db, *, ride_id: int, firm: str, reference: str = "", pays: str = "",
    leaves: time | None = None, back: time | None = None,
) -> None:  # fmt: skip
    """Write down the taxi somebody comes with: the firm, its reference, who pays, and when."""
    row, taxi = _held(db, ride_id), Taxi(firm, reference, pays, leaves, back)
    db.change(ride, ride_id, **_how(db, _as_it_is(row), None, taxi))


def still_needed(db: Db, *, ride_id: int) -> None:
    """Let a ride be looked for again: not that car, not that taxi."""
    row = _held(db, ride_id)
    db.change(ride, ride_id, **_how(db, _as_it_is(row), None, None))


def no_ride(db: Db, *, ride_id: int) -> None:
    """Write down that somebody needs no ride after all."""
    row = _held(db, ride_id)
    taxis.let_go(db, row)
    db.change(ride, row.id, status=State.CANCELLED.value)


def add_car(
    db: Db, *, session_id: int, driver_id: int, seats: int, way: str = "both",
    leaves_from: str = "", leaves: time | None = None, note: str = "",
) -> int:  # fmt: skip
    """Write down who drives to a session, and how many seats they have; its id comes back."""
    db.lock("session", session, [session_id])
    driver = db.one(select(person).where(person.c.id == driver_id))
    rules.check_car(CarFacts("They", way, seats))
    if any(each.driver_id == driver_id for each in cars(db, session_id)):
        raise Refused("Not added. They drive already. Change their car instead.")
    if driver.status in ("died", "moved"):
        raise Refused("Not added. They are recorded as not here any more.")
    return db.add(
        car, session=session_id, driver=driver_id, way=way, seats=seats,
        leaves_from=clean(leaves_from), leaves=leaves, note=clean(note),
    )  # fmt: skip


def change_car(
    db: Db, *, car_id: int, version: int, seats: int, way: str = "both", leaves_from: str = "",
    leaves: time | None = None, note: str = "",
) -> None:  # fmt: skip
    """Change a car; Refused while more people sit in it than it would have seats."""
    chosen = _held_car(db, car_id)
    rules.check_car(CarFacts(chosen.facts.driver, way, seats, chosen.facts.riders))
    db.change(
        car, car_id, version=version, way=way, seats=seats, leaves_from=clean(leaves_from),
        leaves=leaves, note=clean(note),
    )  # fmt: skip


def remove_car(db: Db, *, car_id: int) -> int:
    """Take a car off; whoever sat in it needs a ride again. How many, comes back."""
    _held_car(db, car_id)
    sat = db.all(select(ride).where(ride.c.car == car_id).order_by(ride.c.id))
    for row in sat:
        status = State.NEEDED.value if row.status == State.CAR else row.status
        db.change(ride, row.id, status=status, car=None)
    db.remove(car, car_id)
    return sum(row.status == State.CAR for row in sat)


def reseat(db: Db, booking_id: int, more: int) -> None:
    """Count somebody more, or less, in the rides of a booking; too full a car is left again."""
    for row in _live(db, booking_id):
        seats = max(row.seats + more, 1)
        if row.status == State.CAR and not rules.fits(
            _facts(_car_of(db, row), but=row), row.way, seats
        ):
            db.change(ride, row.id, seats=seats, car=None, status=State.NEEDED.value)
        else:
            db.change(ride, row.id, seats=seats)


def _live(db: Db, booking_id: int) -> Any:
    theirs = select(ride).where(
        ride.c.booking == booking_id, ride.c.status != State.CANCELLED.value
    )
    return db.all(theirs.order_by(ride.c.id))


def _held(db: Db, ride_id: int) -> Any:
    """Read a ride whose session is locked; Refused where nobody needs it any more."""
    found = select(ride).where(ride.c.id == ride_id)
    db.lock("session", session, [db.one(found).session])
    row = db.one(found)
    if row.status == State.CANCELLED:
        raise Refused("Not changed. That ride is not needed any more.")
    return row


def _held_car(db: Db, car_id: int) -> CarLine:
    session_id = db.one(select(car.c.session).where(car.c.id == car_id)).session
    db.lock("session", session, [session_id])
    return _one_car(db, session_id, car_id)


def _one_car(db: Db, session_id: int, car_id: int) -> CarLine:
    found = next((each for each in cars(db, session_id) if each.id == car_id), None)
    if found is None:
        raise Refused("Not changed. That car does not come to this session any more.")
    return found


def _car_of(db: Db, row: Any) -> CarLine:
    return _one_car(db, row.session, row.car)


def _facts(chosen: CarLine, but: Any) -> CarFacts:
    """Say what a car has for a ride, which may sit in it already."""
    riders = list(chosen.facts.riders)
    if but is not None and but.car == chosen.id and but.status == State.CAR:
        riders.remove(rules.Seated(but.way, but.seats))
    return CarFacts(chosen.facts.driver, chosen.facts.way, chosen.facts.seats, riders)


def _as_it_is(row: Any) -> _Wanted:
    return _Wanted(row.session, row.person, row.way, row.seats, row)


def _how(
    db: Db, wanted: _Wanted, car_id: int | None, taxi: Taxi | None, *, asked: bool = False
) -> dict[str, Any]:
    """Say what a ride's row holds of how they get it; Refused where that cannot be."""
    if taxi is not None:
        rules.check_taxi(clean(taxi.firm))
        if wanted.old is not None and wanted.old.firm != clean(taxi.firm):
            taxis.let_go(db, wanted.old)
        return {
            "status": State.TAXI.value, "car": None, "firm": clean(taxi.firm),
            "reference": clean(taxi.reference), "pays": clean(taxi.pays),
            "leaves": taxi.leaves, "back": taxi.back,
        }  # fmt: skip
    if wanted.old is not None:
        taxis.let_go(db, wanted.old)
    if car_id is None:
        return {"status": State.NEEDED.value, "car": None, **taxis.NO_TAXI}
    chosen = _one_car(db, wanted.session, car_id)
    if chosen.driver_id == wanted.person:
        raise Refused("Not changed. That is their own car.")
    rules.check_sits(_facts(chosen, but=wanted.old), wanted.way, wanted.seats)
    _check_may_share(db, wanted, chosen, asked=asked)
    return {"status": State.CAR.value, "car": car_id, **taxis.NO_TAXI}


def _check_may_share(db: Db, wanted: _Wanted, chosen: CarLine, *, asked: bool) -> None:
    """Refuse two people in one car while a colleague is to be asked first."""
    here = {"session_id": wanted.session, "person_id": wanted.person}
    if asked:
        ask_first.write_down(db, **here, about=ask_first.RIDE)
    sitting = select(ride.c.person).where(ride.c.car == chosen.id, ride.c.status == State.CAR.value)
    others = {each.person for each in db.all(sitting)} - {wanted.person}
    ask = ask_first.to_share(db, **here, others=others | {chosen.driver_id})
    if ask:
        raise Refused(f"Not changed. {ask}", WayOn("asked", "Asked, go on", wanted.session))
