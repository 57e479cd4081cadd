"""People to ring after a visit or an absence, and before one: why, what to say, what came."""

from datetime import date, time
from enum import StrEnum

from desktop.rules.calls import WITHDRAWN, Kind
from desktop.rules.days import clock, near
from desktop.rules.door import stand_words
from desktop.rules.refusal import Refused
from desktop.rules.signups import Mark, Stand


class Outcome(StrEnum):
    """What came of ringing somebody."""

    OPEN = ""
    SPOKE = "spoke"
    COMES = "comes"
    STOPS = "stops"
    CAME = "came"
    CONTACT = "contact"
    PASSED_ON = "passed on"
    LINK_WORKER = "link worker"
    TEXTED = "texted"
    CANNOT = "cannot come"
    NO_ANSWER = "no answer"
    MESSAGE = "message"
    RINGS_BACK = "rings back"
    SOMEONE_ELSE = "someone else"
    WRONG_NUMBER = "wrong number"
    WITHDRAWN = WITHDRAWN


OUTCOME_WORDS = {
    Outcome.OPEN: "To ring",
    Outcome.SPOKE: "Spoke to them",
    Outcome.COMES: "Coming again",
    Outcome.STOPS: "Not coming again",
    Outcome.CAME: "Came after all",
    Outcome.CONTACT: "Spoke to their contact",
    Outcome.PASSED_ON: "Passed on",
    Outcome.LINK_WORKER: "For the link worker",
    Outcome.TEXTED: "Texted",
    Outcome.CANNOT: "Cannot come",
    Outcome.NO_ANSWER: "No answer",
    Outcome.MESSAGE: "Left a message",
    Outcome.RINGS_BACK: "Will ring back",
    Outcome.SOMEONE_ELSE: "Someone else answered",
    Outcome.WRONG_NUMBER: "Wrong number",
    Outcome.WITHDRAWN: "Not needed",
}
_NOT_REACHED = (Outcome.NO_ANSWER, Outcome.MESSAGE, Outcome.RINGS_BACK, Outcome.SOMEONE_ELSE,
                Outcome.WRONG_NUMBER)  # fmt: skip
_UNREACHED_BUT_SAID = {Kind.REMINDER: frozenset({Outcome.MESSAGE})}
# The same figure for the same answer, whatever the call is about: hands learn it once.
OUTCOMES = {
    Kind.NOT_HERE: (
        Outcome.SPOKE, Outcome.PASSED_ON, Outcome.NO_ANSWER, Outcome.MESSAGE, Outcome.CONTACT,
        Outcome.SOMEONE_ELSE, Outcome.WRONG_NUMBER, Outcome.CAME,
    ),
    Kind.NEEDS_A_CALL: (
        Outcome.SPOKE, Outcome.LINK_WORKER, Outcome.NO_ANSWER, Outcome.MESSAGE,
        Outcome.RINGS_BACK, Outcome.SOMEONE_ELSE, Outcome.WRONG_NUMBER, Outcome.PASSED_ON,
    ),
    Kind.MISSED_YOU: (
        Outcome.COMES, Outcome.STOPS, Outcome.NO_ANSWER, Outcome.MESSAGE, Outcome.RINGS_BACK,
        Outcome.SOMEONE_ELSE, Outcome.WRONG_NUMBER, Outcome.LINK_WORKER, Outcome.CAME,
    ),
    Kind.FIRST_VISIT: (
        Outcome.COMES, Outcome.STOPS, Outcome.NO_ANSWER, Outcome.MESSAGE, Outcome.RINGS_BACK,
        Outcome.SOMEONE_ELSE, Outcome.WRONG_NUMBER, Outcome.LINK_WORKER,
    ),
    Kind.REMINDER: (
        Outcome.SPOKE, Outcome.TEXTED, Outcome.NO_ANSWER, Outcome.MESSAGE, Outcome.CANNOT,
        Outcome.SOMEONE_ELSE, Outcome.WRONG_NUMBER,
    ),
}  # fmt: skip
"""What may come of each kind of call, by the keys 1, 2, 3 …; the urgent kinds first."""
ORDER = tuple(OUTCOMES)
PASSED_TO = {Outcome.PASSED_ON: "the duty doctor", Outcome.LINK_WORKER: "the link worker"}


def closes(kind: Kind, outcome: Outcome) -> bool:
    """Whether a line is done with this; who was not reached stays to be rung."""
    said = _UNREACHED_BUT_SAID.get(kind, frozenset())
    return outcome in said or (outcome is not Outcome.OPEN and outcome not in _NOT_REACHED)


def check_came(stand: Stand, *, withdrawn: bool) -> None:
    """Refuse "came after all" where the register was changed since the call was asked for."""
    if withdrawn or stand.mark is Mark.CANCELLED:
        said = stand_words(stand.mark, told_us=stand.told_us, late=stand.late)
        raise Refused(f"Not written down. The register says “{said}” meanwhile.")


def came_words(outcome: Outcome, at: time | None, passed_to: str = "") -> str:
    """Say what came, and when: "Passed to the duty doctor, 2:35pm"."""
    words = f"Passed to {passed_to}" if passed_to else OUTCOME_WORDS[outcome]
    return f"{words}, {clock(at)}" if at and outcome is not Outcome.OPEN else words


def about(
    kind: Kind, title: str, on: date, today: date, *, met_by: str = "", note: str = ""
) -> str:
    """Say why somebody is to be rung, in one short line."""
    if note:
        return note
    if not title:
        return ""
    day = _when(on, today)
    if kind is Kind.FIRST_VISIT:
        return f"First time at {title} {day}" + (f", met by {met_by}." if met_by else ".")
    said = {
        Kind.MISSED_YOU: f"Missed {title} twice, the last time {day}.",
        Kind.NOT_HERE: f"Has not come to {title} {day}.",
    }
    return said.get(kind, f"At {title} {day}.")


def to_say(kind: Kind, title: str, on: date, starts: time, today: date) -> str:
    """Return what to read out on the telephone; nothing of why or of how they are."""
    if not title:
        return "I was asked to ring you. How are you?"
    day = _when(on, today)
    said = {
        Kind.FIRST_VISIT: f"You came to {title} {day}, for the first time. How was it?",
        Kind.MISSED_YOU: f"We missed you at {title}. How are you? Would you like to come again?",
        Kind.NOT_HERE: f"We expected you at {title} {day} at {clock(starts)}. Is all well?",
    }
    return said.get(kind, f"You were at {title} {day}. How are you?")


def _when(on: date, today: date) -> str:
    said = near(on, today)
    return f"on {said}" if " " in said else said
