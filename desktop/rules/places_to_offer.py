"""Places to offer: whom to ring about a free place, what to say, and what came of it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from enum import StrEnum

from desktop.rules.refusal import Refused, WayOn
from desktop.rules.waiting import Waiter

HELD_FOR = timedelta(minutes=15)
ASKED_LATELY = timedelta(hours=12)
"""For so long somebody who was rung in vain is passed over while others have not been asked."""
LONGEST_NOTE = 200


class Outcome(StrEnum):
    """What came of ringing somebody about a place."""

    OPEN = ""
    YES = "yes"
    NO = "no"
    NO_ANSWER = "no answer"
    MESSAGE = "message"
    SOMEONE_ELSE = "someone else"
    WRONG_NUMBER = "wrong number"
    RINGS_BACK = "rings back"
    LET_GO = "let go"
    LAPSED = "lapsed"


OUTCOME_WORDS = {
    Outcome.OPEN: "Being rung",
    Outcome.YES: "Yes",
    Outcome.NO: "No",
    Outcome.NO_ANSWER: "No answer",
    Outcome.MESSAGE: "Left a message",
    Outcome.SOMEONE_ELSE: "Someone else answered",
    Outcome.WRONG_NUMBER: "Wrong number",
    Outcome.RINGS_BACK: "Will ring back",
    Outcome.LET_GO: "Not rung",
    Outcome.LAPSED: "Nothing written down",
}
ANSWERS = tuple(each for each in Outcome if each not in (Outcome.OPEN, Outcome.LAPSED))
MAY_RING_BACK = frozenset({
    Outcome.OPEN, Outcome.NO_ANSWER, Outcome.MESSAGE, Outcome.SOMEONE_ELSE, Outcome.RINGS_BACK,
    Outcome.LAPSED,
})  # fmt: skip
"""After these somebody may ring the desk, who knows only that there was a call."""


@dataclass(frozen=True, slots=True)
class Tried:
    """The last time somebody was rung about a place, and what came of it."""

    outcome: Outcome
    at: datetime


@dataclass(frozen=True, slots=True)
class Asked:
    """Somebody who waits, as far as ringing them goes; `cannot` says why they cannot come."""

    waiter: Waiter
    tried: Tried | None = None
    cannot: str = ""


def next_to_ring(line: Sequence[Asked], free: int, now: datetime) -> Asked | None:
    """Find whom to ring: the first who fits and was not asked lately, else the longest ago.

    `line` is in its order, `free` the places neither taken nor held.
    """
    fit = [each for each in line if _fits(each, free)]
    fresh = (each for each in fit if not asked_lately(each, now))
    return next(fresh, None) or min(fit, key=_last, default=None)


def asked_lately(asked: Asked, now: datetime) -> bool:
    """Whether somebody was rung about a place within the last hours, in vain."""
    return asked.tried is not None and now - asked.tried.at < ASKED_LATELY


def check_can_ring(
    line: Sequence[Asked], who: Asked, called: str, free: int, now: datetime, reason: str
) -> None:
    """Refuse to hold a place for who does not fit, or before others without a reason."""
    if who.waiter.held:
        raise Refused(f"Not held. {called} is being rung already.")
    if who.cannot:
        raise Refused(f"Not held. {who.cannot}")
    if who.waiter.party > free:
        raise Refused("Not held. The place is taken, or is being offered to somebody else.")
    first = next_to_ring(line, free, now)
    if first is not who and not asked_lately(who, now) and not reason:
        raise Refused(f"Not held. Others are before {called}. Say why they are asked first.")


def not_taken_up(no: Refused, session_id: int) -> Refused:
    """Say that somebody who rang back was not booked, and where the list is."""
    said = no.sentence.replace("Not held.", "Not booked.", 1)
    said = said.partition(" Say why")[0]
    return Refused(said, WayOn("show_offer", "Places to offer", session_id))


def to_say(title: str, when: str, party: int = 1) -> str:
    """Return what to read out on the telephone."""
    if party > 1:
        return f"There are {party} places in {title} on {when}. Would you like them?"
    return f"There is a place in {title} on {when}. Would you like it?"


def ringing_about(title: str, day: str, outcome: Outcome, *, room: bool) -> str:
    """Say why somebody may be ringing back, and whether the place is still there."""
    still = "It is still free." if room else "It has been taken since."
    return f"Ringing about: a place in {title} on {day}. {OUTCOME_WORDS[outcome]}. {still}"


def _fits(asked: Asked, free: int) -> bool:
    waiter = asked.waiter
    return waiter.may_be_rung and not waiter.held and not asked.cannot and waiter.party <= free


def _last(asked: Asked) -> datetime:
    return asked.tried.at if asked.tried else datetime.min.replace(tzinfo=UTC)
