"""Who is on it: the desk that rings somebody now, or the colleague a line was given to."""

from datetime import datetime, timedelta

from desktop.rules.names import clean
from desktop.rules.refusal import Refused

RINGS_FOR = timedelta(minutes=15)
"""So long a desk that opened a line counts as ringing, unless it has left the line before."""
GIVEN_FOR = timedelta(hours=12)
"""So long a line stays with the colleague it was given to: a working day, never a night."""
LONGEST = 60
NOT_GIVEN = {
    "offer": "Not given. The place is held for the desk that rings. Leave the line first.",
    "": "Not given. Any desk can go on with these where you stop.",
}


def at_desk(by: str, pc: str) -> str:
    """Name who is at which desk: "Sue Barrow, desk 1"."""
    return ", ".join(filter(None, (by, pc)))


def who_is_on_it(on_it: str, until: datetime | None, now: datetime) -> str:
    """Say who is on a line now; nobody once the time has passed."""
    return on_it if until is not None and now < until else ""


def is_at(on_it: str, pc: str) -> bool:
    """Whether it is this desk that is on a line."""
    return bool(pc) and (on_it == pc or on_it.endswith(f", {pc}"))


def check_colleague(typed: str) -> str:
    """Clean the name of who gets a line; Refused for none."""
    to = clean(typed)
    if not to:
        raise Refused("Not given. Say who takes it.")
    if len(to) > LONGEST:
        raise Refused(f"A name has no more than {LONGEST} letters here. Shorten it.")
    return to
