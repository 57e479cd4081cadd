"""The leader's slip: what helps today, and of nobody who has not agreed."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import time

from desktop.rules.days import clock
from desktop.rules.rides import RideFacts, State, legs


@dataclass(frozen=True, slots=True)
class Helps:
    """What helps somebody, as a symbol and words; several who have the same stand together."""

    icon: str
    names: tuple[str, ...]
    words: str


def coming_words(number: int, unnamed: int) -> str:
    """Say how many come: "10 people are coming."; `unnamed` come for the first time."""
    people = "1 person is" if number == 1 else f"{number or 'No'} people are"
    first = "Somebody comes" if unnamed == 1 else f"{unnamed} people come"
    said = f"{people} coming."
    return f"{said} {first} for the first time." if unnamed else said


def met_words(meets: str) -> str:
    """Say after a name that it is a first visit, and who is at the door."""
    return f"has not been before. {meets} is at the door." if meets else "has not been before."


def allergy_words(allergies: str) -> str:
    """Say what must not be on the table."""
    return f"Allergic: {allergies}."


def speech_words(language: str, interpreter: str, *, comes: bool) -> str:
    """Say which language somebody speaks, and who interprets if that is known."""
    if interpreter:
        said = f"{interpreter} interprets."
        return f"{language}. {said}" if language else said
    said = "An interpreter comes." if comes else "No interpreter is booked."
    return f"{language}. {said}" if language else said


def ride_home_words(ride: RideFacts, ends: time) -> str:
    """Say how somebody gets home; empty for a ride that is only there."""
    if "home" not in legs(ride.way) or ride.state is State.CANCELLED:
        return ""
    at = f" at {clock(ride.back or ends)}"
    if ride.state is State.CAR:
        return f"Ride home with {ride.driver.split(maxsplit=1)[0]}{at}." if ride.driver else ""
    if ride.state is State.TAXI:
        return f"A taxi home{at}."
    return "Still needs a ride home."


def together(lines: Sequence[tuple[str, str, str]]) -> tuple[Helps, ...]:
    """Put those together for whom the same helps: symbol, name and words of each line come in."""
    found: dict[tuple[str, str], list[str]] = {}
    for icon, name, words in lines:
        found.setdefault((icon, words), []).append(name)
    return tuple(Helps(icon, tuple(names), words) for (icon, words), names in found.items())
