"""First visits: somebody who has not come before is met at the door by a person with a name."""

from desktop.rules.names import LONGEST, clean
from desktop.rules.refusal import Refused
from desktop.rules.signups import Mark


def check_can_be_first(called: str, mark: Mark) -> None:
    """Refuse a first visit that does not take place."""
    if mark is Mark.CANCELLED:
        raise Refused(f"{called} has cancelled. Book again first.")


def check_meets(name: str) -> str:
    """Read who meets somebody at the door; Refused if that is no name."""
    line = clean(name)
    if len(line) > LONGEST:
        raise Refused(f"The name is longer than {LONGEST} letters. Shorten it.")
    return line


def sign(meets_name: str) -> str:
    """Say it in the register: "First visit, met by Sue"."""
    return f"First visit, met by {meets_name}" if meets_name else "First visit"
