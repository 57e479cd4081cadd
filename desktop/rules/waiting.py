"""The waiting list: who may join it, whose turn it is, and which free places are kept for it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Protocol

from desktop.rules.days import day, ordinal
from desktop.rules.people import Status
from desktop.rules.refusal import Refused, WayOn
from desktop.rules.signups import Asked, SessionFacts, check_asked, check_could_come

APART = 1000
"""How far apart two on a list are put, so that somebody fits between without moving them."""


@dataclass(frozen=True, slots=True)
class Waiter:
    """Somebody on a waiting list; `held`: a place is kept while they are being rung."""

    waiting_id: int
    person_id: int
    position: int
    party: int = 1
    may_be_rung: bool = True
    held: bool = False


class Turn(Protocol):
    """Somebody's turn on a waiting list, as far as free places are concerned."""

    @property
    def person_id(self) -> int: ...
    @property
    def party(self) -> int: ...
    @property
    def may_be_rung(self) -> bool: ...
    @property
    def held(self) -> object: ...


def kept(waiters: Sequence[Turn], free: int, person_id: int = 0) -> int:
    """Count the free places that somebody may not take: held for others, or theirs before.

    `waiters` are in their order. Who is being rung has a place held, and need not wait any more.
    """
    left = free - held_for_others(waiters, person_id)
    mine = next((each for each in waiters if each.person_id == person_id), None)
    if mine is None or not mine.held:
        for each in _before(waiters, mine):
            if each.may_be_rung and not each.held and each.party <= left:
                left -= each.party
    return free - left


def held_for_others(waiters: Sequence[Turn], person_id: int = 0) -> int:
    """Count the places that are held while somebody else is being rung."""
    return sum(each.party for each in waiters if each.held and each.person_id != person_id)


def check_can_wait(
    session: SessionFacts, asked: Asked, place: int | None, *, now: datetime, today: date
) -> None:
    """Refuse to put on the waiting list who cannot come, need not wait or could not be rung.

    `place` is where they stand on it already, if they do.
    """
    if place is not None:
        raise Refused(
            f"Not added. {asked.called} is {ordinal(place)} on the waiting list "
            f"for {session.title} already."
        )
    check_could_come(session, asked, now=now, today=today, not_done="Not added")
    if asked.status is Status.DO_NOT_CONTACT:
        raise Refused(
            f"Not added. {asked.called} is not to be contacted, so nobody could ring.",
            WayOn("show_person page", "Show their page", asked.person_id),
        )
    room = session.places - session.booked - session.kept - session.sent.number
    if room >= asked.party:
        places = "a place" if room == 1 else f"{room} places"
        sentence = f"Not added. There is room: {session.title} has {places} left."
        raise Refused(sentence, WayOn("book", "Book instead", session.id))
    check_asked(session, asked, "Not added")


def check_still_waits(called: str, status: str) -> None:
    """Refuse to do anything about somebody who does not wait any more."""
    if status == "placed":
        raise Refused(f"{called} has a place already.")
    if status != "waiting":
        raise Refused(f"{called} has left the waiting list.")


def check_can_put(place: int, waiting: int, reason: str) -> None:
    """Refuse to change the order of a waiting list without a reason, or to no place at all."""
    if not 1 <= place <= waiting:
        raise Refused(f"Not moved. Give a place from 1st to {ordinal(waiting)}.")
    if not reason:
        raise Refused("Not moved. Say why, so that everybody can see it was fair.")


def position_at(others: Sequence[int], place: int) -> int | None:
    """Find a position for the given place (1 is first) among others; None if there is no gap."""
    if place > len(others):
        return (others[-1] if others else 0) + APART
    after = others[place - 1]
    before = others[place - 2] if place > 1 else after - 2 * APART
    between = (before + after) // 2
    return between if before < between < after else None


def place_words(called: str, place: int, session: SessionFacts, today: date) -> str:
    """Say where somebody stands: "Mrs Patel is 3rd on the waiting list for Crafternoon, …"."""
    on = day(session.held_on, today)
    return f"{called} is {ordinal(place)} on the waiting list for {session.title}, {on}."


def _before(waiters: Sequence[Turn], mine: Turn | None) -> Sequence[Turn]:
    return waiters if mine is None else waiters[: waiters.index(mine)]
