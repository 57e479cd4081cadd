"""What somebody can be offered: which sessions suit them, which best, and how that is said."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, time

from desktop.rules.days import when
from desktop.rules.people import Status, age
from desktop.rules.sessions import left_words

DAYS = 14
NO_STEPS = frozenset({"wheelchair", "walking frame", "step-free"})
"""Needs that steps stand in the way of."""
LOOP = "hearing loop"


@dataclass(frozen=True, slots=True)
class Who:
    """What has to be known of a person, and who comes along, to offer them something.

    They take as many places as they are `heads`, and `seats` in a car the way they need a `ride`;
    `company`: when those of them were born who are in the records.
    """

    born: date | None = None
    status: Status = Status.CURRENT
    status_until: date | None = None
    needs: frozenset[str] = frozenset()
    ride: str = ""
    language: str = ""
    heads: int = 1
    seats: int = 1
    company: tuple[date | None, ...] = ()

    @property
    def no_steps(self) -> bool:
        return bool(self.needs & NO_STEPS)

    @property
    def loop(self) -> bool:
        return LOOP in self.needs


@dataclass(frozen=True, slots=True)
class Seats:
    """The most seats left in one car, on the way there and on the way home."""

    there: int = 0
    home: int = 0

    def and_in(self, left: Mapping[str, int]) -> "Seats":
        """Say the most with one car more, in which so many are left."""
        most = (max(self.there, left.get("there", 0)), max(self.home, left.get("home", 0)))
        return Seats(*most)

    def carry(self, way: str, number: int) -> bool:
        """Whether so many can sit together, on every leg they need."""
        left = {"there": self.there, "home": self.home}
        return bool(way) and all(left[leg] >= number for leg in legs_of(way))


def legs_of(way: str) -> tuple[str, ...]:
    """Say which legs a way has."""
    return ("there", "home") if way == "both" else (way,)


@dataclass(frozen=True, slots=True)
class Held:
    """A session with room, and what there is; None where nobody has said.

    `booked` are the places that are taken, or kept for people who wait.
    """

    id: int
    title: str
    on: date
    starts: time
    ends: time
    place: str
    booked: int
    places: int
    youngest: int | None = None
    oldest: int | None = None
    step_free: bool | None = None
    hearing_loop: bool | None = None
    languages: tuple[str, ...] = ()
    seats: Seats = Seats()
    visits: int = 0
    same: bool = False


def can_be_offered(who: Who, today: date) -> bool:
    """Whether somebody is to be offered anything at all."""
    if who.status in (Status.DIED, Status.MOVED):
        return False
    return who.status is not Status.HOSPITAL or who.status_until is not None


def suits(who: Who, held: Held) -> bool:
    """Whether a person can come to a session; what nobody has said may still suit."""
    if who.status is Status.HOSPITAL and (who.status_until or date.max) >= held.on:
        return False
    if who.no_steps and held.step_free is False:
        return False
    if who.loop and held.hearing_loop is False:
        return False
    return all(
        born is None or (held.youngest or 0) <= age(born, held.on) <= (held.oldest or 200)
        for born in (who.born, *who.company)
    )


def rank(who: Who, held: Held) -> tuple[object, ...]:
    """Order what suits: other dates of the same, what they know, no open question, sooner."""
    return (not held.same, not held.visits, len(_to_ask(who, held)), held.on, held.starts, held.id)


def tags(who: Who, held: Held) -> tuple[str, ...]:
    """Say in a word or two each why it suits."""
    found = {
        f"Room for {who.heads}": who.heads > 1,
        "Same thing": held.same,
        "Been before": held.visits > 0,
        "Step-free": who.no_steps and held.step_free,
        "Loop": who.loop and held.hearing_loop,
        "Ride": held.seats.carry(who.ride, who.seats),
    }
    return (*(words for words, so in found.items() if so), *_read(who, held))


def sentence(who: Who, held: Held, today: date) -> str:
    """Say it to them: what, when, where, how many places, and what they would ask."""
    left = left_words(held.booked, held.places)
    where = ", ".join(filter(None, (held.title, when(held.on, held.starts, held.ends, today),
                                    held.place)))  # fmt: skip
    there = {
        "There is room for both.": who.heads == 2,
        f"There is room for all {who.heads}.": who.heads > 2,
        "You have been before.": held.visits > 0,
        "It is step-free.": who.no_steps and held.step_free,
        "There is a hearing loop.": who.loop and held.hearing_loop,
        _seat_words(who): held.seats.carry(who.ride, who.seats),
    }
    said = (f"{where}.", f"{left}.", *(words for words, so in there.items() if so))
    return " ".join((*said, *_to_ask(who, held)))


def _seat_words(who: Who) -> str:
    seats = "is a seat" if who.seats == 1 else f"are {who.seats} seats"
    way = {"there": " on the way there", "home": " on the way home"}.get(who.ride, "")
    return f"There {seats} in a car{way}."


def _to_ask(who: Who, held: Held) -> tuple[str, ...]:
    """Say what the desk has to find out first."""
    unknown = {
        "Ask whether it is step-free.": who.no_steps and held.step_free is None,
        "Ask about the hearing loop.": who.loop and held.hearing_loop is None,
        "A ride has to be found.": who.ride and not held.seats.carry(who.ride, who.seats),
    }
    return tuple(words for words, so in unknown.items() if so)


def _read(who: Who, held: Held) -> tuple[str, ...]:
    theirs = who.language.casefold()
    known = (each for each in held.languages if each != "English")
    return tuple(each for each in known if each.casefold() in theirs)
