"""Telling people that a session is not on, or is at another time: what to say, and what came."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, time
from enum import StrEnum

from desktop.rules.days import clock, day, hours


class Kind(StrEnum):
    """What there is to tell about a session."""

    NOT_ON = "not on"
    MOVED = "moved"
    ON_AGAIN = "on again"
    ENDED = "ended"
    STARTED = "started"


class Outcome(StrEnum):
    """What came of trying to tell somebody; overtaken: there was newer news before they heard."""

    TO_TELL = ""
    TOLD = "told"
    MESSAGE = "message"
    NO_ANSWER = "no answer"
    WRONG_NUMBER = "wrong number"
    TEXTED = "texted"
    LETTER = "letter"
    NEXT_VISIT = "next visit"
    OVERTAKEN = "overtaken"


class Shelf(StrEnum):
    """Where somebody stands whose session is not on."""

    NOT_THERE = ""
    WAITING = "waiting"
    PLACED = "placed"
    SAID_NO = "said no"


DONE = frozenset({Outcome.TOLD, Outcome.TEXTED, Outcome.LETTER, Outcome.OVERTAKEN})
"""With these a line is closed; every other one stays until the person has been told."""

TOGETHER = frozenset({Kind.MOVED, Kind.ON_AGAIN})
"""Of these, one call tells somebody of all their dates; each date that is not on is its own."""

OUTCOME_WORDS = {
    Outcome.TO_TELL: "To tell",
    Outcome.TOLD: "Told",
    Outcome.MESSAGE: "Left a message",
    Outcome.NO_ANSWER: "No answer",
    Outcome.WRONG_NUMBER: "Wrong number",
    Outcome.TEXTED: "Texted",
    Outcome.LETTER: "Letter by hand",
    Outcome.NEXT_VISIT: "At next visit",
    Outcome.OVERTAKEN: "Newer news",
}
_REACH_WORDS = {
    "": "Not asked how to reach.",
    "phone": "Phone.",
    "text": "Text first.",
    "letter": "Letter.",
    "email": "Email.",
    "in person": "Tell in person.",
}


@dataclass(frozen=True, slots=True)
class Known:
    """When and where a session was, as somebody who is booked last heard it."""

    date: date
    starts: time
    ends: time
    place_id: int | None
    on: bool = True


def is_at_another_time(was: Known, now: Known) -> bool:
    """Whether what was on is not on any more, or at another time: a taxi would come in vain."""
    return was.on and (not now.on or (was.date, was.starts) != (now.date, now.starts))


def public_words(kind: Kind, starts: time) -> str:
    """Return what the wall says; never why."""
    if kind is Kind.MOVED:
        return f"Now at {clock(starts)}"
    said = {Kind.ON_AGAIN: "On after all", Kind.STARTED: f"Starts at {clock(starts)}"}
    return said.get(kind, "Not on today")


def to_say(
    kind: Kind, title: str, was: Known, now: Known, place: str, today: date, *, waits: bool = False
) -> str:
    """Return what to read out on the telephone; who `waits` has no place to be told of."""
    then = f"{title} on {day(was.date, today)}"
    if kind is Kind.NOT_ON:
        return f"{then} is not on. Would you like another date?"
    if kind is Kind.ENDED:
        return f"{title} has come to an end. May I tell you what else there is?"
    if kind is Kind.STARTED:
        begins = f"{day(now.date, today)}, {hours(now.starts, now.ends)}"
        return f"{title}, which you asked for, begins on {begins}. Would you like to come?"
    if kind is Kind.ON_AGAIN:
        again = f"{title} on {day(now.date, today)} is on after all, {hours(now.starts, now.ends)}."
        return f"{again} You are still on the waiting list." if waits else again
    same_time = (was.date, was.starts, was.ends) == (now.date, now.starts, now.ends)
    if same_time:
        moved = f"{then} is now in {_the(place)}." if place else f"{then} is in another place."
        return f"{moved} You are still on the waiting list." if waits else moved
    when = f"{hours(now.starts, now.ends)}"
    if was.date != now.date:
        when = f"{day(now.date, today)}, {when}"
    suits = "Would you still like to wait for a place?" if waits else "Does that suit you?"
    return f"{then} is now {when}. {suits}"


def also_words(dates: Sequence[date], today: date) -> str:
    """Say for which other dates it is the same: "The same goes for 2 more dates, up to …."."""
    if not dates:
        return ""
    last = day(max(dates), today)
    if len(dates) == 1:
        return f"The same goes for {last}."
    return f"The same goes for {len(dates)} more dates, up to {last}."


def reach_words(reach_by: str, message_ok: str, *, say_surgery: bool) -> str:
    """Return how somebody likes to be reached, in short sentences."""
    said = [_REACH_WORDS.get(reach_by, _REACH_WORDS[""])]
    if reach_by in ("", "phone"):
        said += {"yes": ["You may leave a message."], "no": ["No messages."]}.get(message_ok, [])
    if not say_surgery:
        said.append("Do not say it is the surgery.")
    return " ".join(said)


def _the(place: str) -> str:
    return f"the {place[0].lower()}{place[1:]}" if place[:1].isupper() else place
