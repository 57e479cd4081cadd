"""Worried about someone: the practice's own words and lead; what is kept is only whom was told."""

from desktop.rules.names import LONGEST, clean
from desktop.rules.refusal import Refused

LONGEST_WORDS = 600


def check_instructions(says: str, lead: str) -> tuple[str, str]:
    """Read what the practice says to do, and its named lead; Refused if it is too long to read."""
    words = "\n".join(line for each in says.splitlines() if (line := " ".join(each.split())))
    if len(words) > LONGEST_WORDS:
        raise Refused(f"Not saved. Keep the instructions under {LONGEST_WORDS} letters.")
    return words, _name(lead)


def check_told(to: str) -> str:
    """Read whom a worry was passed to; Refused without a name."""
    name = _name(to)
    if not name:
        raise Refused("Not written down. Say whom you told.")
    return name


def _name(text: str) -> str:
    name = clean(text)
    if len(name) > LONGEST:
        raise Refused(f"Not saved. A name has at most {LONGEST} letters.")
    return name
