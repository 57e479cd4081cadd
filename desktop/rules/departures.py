"""Somebody who comes no more: everything that was still to come, listed once."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from desktop.rules.days import clock, day
from desktop.rules.lives import ToCome
from desktop.rules.people import Status
from desktop.rules.refusal import Refused

ENDS_ALL = frozenset({Status.DIED, Status.MOVED})
"""After these nobody comes any more; in hospital, or not to be contacted, they may."""
MOST_LISTED = 12


@dataclass(frozen=True, slots=True)
class Follows:
    """What is still to come for somebody, and what others have to do with it.

    `along` are dates on which they come along with somebody; `rides` are dates on which they
    drive, each with how many people sit with them; `leads` are dates they lead: these stay.
    """

    dates: tuple[ToCome, ...] = ()
    waits: tuple[ToCome, ...] = ()
    weekly: tuple[str, ...] = ()
    along: tuple[ToCome, ...] = ()
    rides: tuple[tuple[ToCome, int], ...] = ()
    leads: tuple[ToCome, ...] = ()

    def ends(self) -> int:
        """Count what would end: the leading of sessions does not, somebody must take it on."""
        there = (self.dates, self.waits, self.weekly, self.along, self.rides)
        return sum(map(len, there))


def lines(follows: Follows, today: date) -> tuple[str, ...]:
    """Say what follows, a line for each date, each kind of thing under its own words."""
    found = [
        *_listed("Booked", follows.dates, today),
        *_listed("Waiting", follows.waits, today),
        *(f"Every week: {each}." for each in follows.weekly),
        *_listed("Comes along", follows.along, today),
        *(f"{_when('Drives', each, today)} {_riders(number)}" for each, number in follows.rides),
        *_listed("Leads", follows.leads, today),
    ]
    if follows.leads:
        found.append("Somebody else must lead these.")
    return tuple(found)


def ended_words(bookings: int, waits: int) -> str:
    """Say what has ended: "9 bookings cancelled, off 2 waiting lists"."""
    said = []
    if bookings:
        said.append("1 booking cancelled" if bookings == 1 else f"{bookings} bookings cancelled")
    if waits:
        said.append("off 1 waiting list" if waits == 1 else f"off {waits} waiting lists")
    return ", ".join(said)


def check_ends_all(status: Status) -> None:
    """Refuse to end everything for somebody who may come again."""
    if status not in ENDS_ALL:
        raise Refused("Not changed. Only after a death or a move does everything end at once.")


def _listed(verb: str, dates: Sequence[ToCome], today: date) -> list[str]:
    more = len(dates) - MOST_LISTED
    said = [_when(verb, each, today) for each in dates[:MOST_LISTED]]
    return [*said, f"{verb}: {more} more."] if more > 0 else said


def _when(verb: str, each: ToCome, today: date) -> str:
    return f"{verb}: {each.title}, {day(each.on, today)}, {clock(each.starts)}."


def _riders(number: int) -> str:
    if not number:
        return "Nobody sits with them."
    return "1 person needs another ride." if number == 1 else f"{number} people need another ride."
