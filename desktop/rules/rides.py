"""Rides: who needs one, in whose car there is a seat, and which taxi is booked."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, time
from enum import StrEnum

from desktop.rules.days import clock, day
from desktop.rules.refusal import Refused

MOST_SEATS = 20
LONGEST_FROM, LONGEST_NOTE = 200, 300
LEGS = ("there", "home")
WAY_WORDS = {"there": "There", "home": "Home", "both": "There and home"}
WANTED = ("there", "home", "both")
"""What a person's record says when they need a ride."""


TAXI_OUTCOMES = ("cancelled", "kept")
"""What comes of ringing a firm about a taxi nobody needs."""


class State(StrEnum):
    """How somebody gets a ride; `NEEDED` is nobody's yet."""

    NEEDED = "needed"
    CAR = "car"
    TAXI = "taxi"
    CANCELLED = "cancelled"


@dataclass(frozen=True, slots=True)
class Seated:
    """Seats that are taken in a car, and which way."""

    way: str
    seats: int


@dataclass(frozen=True, slots=True)
class CarFacts:
    """A car of one session: who drives, which way, and who sits in it."""

    driver: str
    way: str
    seats: int
    riders: Sequence[Seated] = ()

    def left(self, leg: str) -> int:
        """Count the seats left on the way there, or home; none where it does not go."""
        if leg not in legs(self.way):
            return 0
        return self.seats - sum(each.seats for each in self.riders if leg in legs(each.way))


@dataclass(frozen=True, slots=True)
class RideFacts:
    """A ride as it is said: who drives or which firm, and when."""

    way: str
    seats: int
    state: State
    driver: str = ""
    firm: str = ""
    reference: str = ""
    pays: str = ""
    leaves_from: str = ""
    leaves: time | None = None
    back: time | None = None


@dataclass(frozen=True, slots=True)
class TaxiOff:
    """A taxi that is booked and not needed any more."""

    firm: str
    reference: str
    way: str
    held_on: date
    leaves: time | None = None
    back: time | None = None


def legs(way: str) -> tuple[str, ...]:
    """Give the legs of a way: there, home, or both."""
    return LEGS if way == "both" else (way,)


def check_ride(way: str, seats: int, leaves_from: str, others: Sequence[str]) -> None:
    """Refuse a ride that cannot be, or that somebody has already; `others` are its other ways."""
    if way not in WAY_WORDS:
        raise Refused("Not saved. Choose there, home, or there and home.")
    check_seats(seats, 1)
    if len(leaves_from) > LONGEST_FROM:
        raise Refused(f"Not saved. Where from has up to {LONGEST_FROM} letters.")
    taken = {leg for each in others for leg in legs(each)} & set(legs(way))
    if taken:
        leg = "there" if "there" in taken else "home"
        raise Refused(f"Not saved. They have a ride {leg} already. Change that one.")


def check_seats(seats: int, least: int = 0) -> None:
    """Refuse a number of seats that nobody means."""
    if not least <= seats <= MOST_SEATS:
        raise Refused(f"Not saved. Seats must be a number from {least} to {MOST_SEATS}.")


def check_sits(car: CarFacts, way: str, seats: int) -> None:
    """Refuse somebody for whom a car does not go, or has too few seats left."""
    for leg in legs(way):
        if leg not in legs(car.way):
            raise Refused(f"Not changed. {car.driver} does not drive {leg}.")
        left = car.left(leg)
        if seats > left:
            raise Refused(f"Not changed. {car.driver}'s car has {_seats(left)} left {leg}.")


def check_car(car: CarFacts) -> None:
    """Refuse a car that would have fewer seats, or another way, than its people need."""
    check_seats(car.seats)
    if car.way not in WAY_WORDS:
        raise Refused("Not saved. Choose there, home, or there and home.")
    for leg in (leg for each in car.riders for leg in legs(each.way)):
        if leg not in legs(car.way):
            raise Refused(f"Not saved. Somebody rides {leg} with {car.driver}. Move them first.")
    if any(car.left(leg) < 0 for leg in legs(car.way)):
        raise Refused(f"Not saved. More people ride with {car.driver}. Move somebody first.")


def check_taxi(firm: str) -> None:
    """Refuse a taxi of nobody's."""
    if not firm:
        raise Refused("Not saved. Give the firm, so that the desk knows whom to ring.")


def check_taxi_outcome(outcome: str) -> None:
    """Refuse what is no answer about a taxi to cancel."""
    if outcome not in TAXI_OUTCOMES:
        raise Refused("That is no answer. Choose what came of ringing the firm.")


def taxi_off_words(taxi: TaxiOff) -> str:
    """Say which taxi is to be cancelled: "Ashby Cars, reference A12"."""
    return f"{taxi.firm}, reference {taxi.reference}" if taxi.reference else taxi.firm


def taxi_off_when(taxi: TaxiOff, today: date) -> str:
    """Say when it was to come: "Thursday 26 November, there and home, 1:30pm, back 4pm"."""
    times = (clock(taxi.leaves) if taxi.leaves else "",
             f"back {clock(taxi.back)}" if taxi.back else "")  # fmt: skip
    said = (day(taxi.held_on, today), WAY_WORDS[taxi.way].lower(), *times)
    return ", ".join(filter(None, said))


def fits(car: CarFacts, way: str, seats: int) -> bool:
    """Whether a car goes somebody's way with seats left."""
    return all(leg in legs(car.way) and car.left(leg) >= seats for leg in legs(way))


def ride_words(ride: RideFacts) -> str:
    """Say a ride as the register does: "Ride there: Ravi Shah's car, 1:30pm, 2 seats"."""
    way = WAY_WORDS[ride.way].lower()
    seats = f", {_seats(ride.seats)}" if ride.seats > 1 else ""
    if ride.state is State.CAR:
        return f"Ride {way}: {ride.driver}'s car{_times(ride)}{seats}"
    if ride.state is State.TAXI:
        known = (f"reference {ride.reference}" * bool(ride.reference),
                 f"{ride.pays} pays" * bool(ride.pays))  # fmt: skip
        more = "".join(f", {each}" for each in known if each)
        return f"Taxi {way}: {ride.firm}{more}{_times(ride)}{seats}"
    return f"Needs a ride {way}{seats}"


def car_words(car: CarFacts) -> str:
    """Say a car with its seats left: "Ravi Shah, there and home, 1 of 3 seats left"."""
    left = [car.left(leg) for leg in legs(car.way)]
    way = WAY_WORDS[car.way].lower()
    if len(set(left)) == 1:
        return f"{car.driver}, {way}, {left[0]} of {_seats(car.seats)} left"
    return f"{car.driver}, {way}, of {_seats(car.seats)} {left[0]} left there, {left[1]} home"


def _times(ride: RideFacts) -> str:
    leaves = f", {clock(ride.leaves)}" if ride.leaves else ""
    return f"{leaves}, back {clock(ride.back)}" if ride.back else leaves


def _seats(number: int) -> str:
    return "1 seat" if number == 1 else f"{number} seats"
