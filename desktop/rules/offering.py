"""What somebody can be offered: which sessions suit them, which best, and how that is said."""

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
    """What has to be known of a person to offer them something."""

    born: date | None = None
    status: Status = Status.CURRENT
    status_until: date | None = None
    needs: frozenset[str] = frozenset()
    ride: bool = False
    language: str = ""

    @property
    def no_steps(self) -> bool:
        return bool(self.needs & NO_STEPS)

    @property
    def loop(self) -> bool:
        return LOOP in self.needs


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
    seats: int = 0
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
    if who.born is None:
        return True
    return (held.youngest or 0) <= age(who.born, held.on) <= (held.oldest or 200)


def rank(who: Who, held: Held) -> tuple[object, ...]:
    """Order what suits: other dates of the same, what they know, no open question, sooner."""
    return (not held.same, not held.visits, len(_to_ask(who, held)), held.on, held.starts, held.id)


def tags(who: Who, held: Held) -> tuple[str, ...]:
    """Say in a word or two each why it suits."""
    found = {
        "Same thing": held.same,
        "Been before": held.visits > 0,
        "Step-free": who.no_steps and held.step_free,
        "Loop": who.loop and held.hearing_loop,
        "Ride": who.ride and held.seats > 0,
    }
    return (*(words for words, so in found.items() if so), *_read(who, held))


def sentence(who: Who, held: Held, today: date) -> str:
    """Say it to them: what, when, where, how many places, and what they would ask."""
    left = left_words(held.booked, held.places)
    where = ", ".join(filter(None, (held.title, when(held.on, held.starts, held.ends, today),
                                    held.place)))  # fmt: skip
    there = {
        "You have been before.": held.visits > 0,
        "It is step-free.": who.no_steps and held.step_free,
        "There is a hearing loop.": who.loop and held.hearing_loop,
        "There is a seat in a car.": who.ride and held.seats > 0,
    }
    said = (f"{where}.", f"{left}.", *(words for words, so in there.items() if so))
    return " ".join((*said, *_to_ask(who, held)))


def _to_ask(who: Who, held: Held) -> tuple[str, ...]:
    """Say what the desk has to find out first."""
    unknown = {
        "Ask whether it is step-free.": who.no_steps and held.step_free is None,
        "Ask about the hearing loop.": who.loop and held.hearing_loop is None,
        "A ride has to be found.": who.ride and held.seats <= 0,
    }
    return tuple(words for words, so in unknown.items() if so)


def _read(who: Who, held: Held) -> tuple[str, ...]:
    theirs = who.language.casefold()
    known = (each for each in held.languages if each != "English")
    return tuple(each for each in known if each.casefold() in theirs)
