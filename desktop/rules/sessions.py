"""When a session is: wall-clock times, their moments in UTC, and what cannot be."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo

from desktop.rules.days import clock, day
from desktop.rules.refusal import Refused

MOST_PLACES = 500


@dataclass(frozen=True, slots=True)
class Hours:
    """A session's place in time, on the wall and in UTC."""

    date: date
    starts: time
    ends: time
    zone: str
    starts_utc: datetime
    ends_utc: datetime


def hours_of(on: date, starts: time, ends: time, zone: str) -> Hours:
    """Place a session in time; Refused when the clock has no such hour, or has it twice."""
    if ends <= starts:
        raise Refused("The end must be after the start.")
    return Hours(on, starts, ends, zone, _moment(on, starts, zone), _moment(on, ends, zone))


def check_places(places: int) -> None:
    """Refuse a number of places that nobody means."""
    if not 0 < places <= MOST_PLACES:
        raise Refused(f"Places must be a number from 1 to {MOST_PLACES}.")


def places_words(booked: int, places: int, over: int = 0, waiting: int = 0) -> str:
    """Say how many places are taken: "9/12", "12/12 +1 over", "12/12 +2 waiting"."""
    more = (f" +{over} over" if over else "") + (f" +{waiting} waiting" if waiting else "")
    return f"{booked}/{places}{more}"


def left_words(booked: int, places: int, waiting: int = 0) -> str:
    """Say how many places are left: "Full", "1 place left", "3 places left".

    Free places that people wait for are not left: "1 place to offer".
    """
    free = places - booked
    left = free - waiting
    if free <= 0:
        return "Full"
    if left <= 0:
        return "1 place to offer" if free == 1 else f"{free} places to offer"
    return "1 place left" if left == 1 else f"{left} places left"


def overlap(starts: datetime, ends: datetime, other_starts: datetime, other_ends: datetime) -> bool:
    """Whether two spans share a moment; one may begin as the other ends."""
    return starts < other_ends and other_starts < ends


def _moment(on: date, at: time, zone: str) -> datetime:
    there = datetime.combine(on, at, ZoneInfo(zone))
    try:
        moment = there.astimezone(UTC)
    except OverflowError:
        raise Refused("That is not a day we know. Choose another.") from None
    if moment.astimezone(there.tzinfo).replace(fold=0) != there:
        raise Refused(f"There is no {clock(at)} on {day(on, on)}: the clocks go forward.")
    if there.replace(fold=1).utcoffset() != there.utcoffset():
        raise Refused(f"{clock(at)} comes twice on {day(on, on)}: the clocks go back.")
    return moment
