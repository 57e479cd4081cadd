"""Handover: a note to colleagues that lapses, and that the person it is about may ask to read."""

from collections.abc import Iterable
from datetime import timedelta

from desktop.rules.names import fold
from desktop.rules.refusal import Refused

LASTS = timedelta(days=7)
LONGEST = 500


def check_text(text: str) -> str:
    """Read a note; Refused if it is empty or too long to be read in passing."""
    lines = "\n".join(line for each in text.splitlines() if (line := " ".join(each.split())))
    if not lines:
        raise Refused("Not written down. Write what a colleague should know.")
    if len(lines) > LONGEST:
        raise Refused(f"Not written down. A note has at most {LONGEST} letters. Shorten it.")
    return lines


def may_read(called: str) -> str:
    """Say who may read a note: "Mrs Patel may ask to read this. Write it with that in mind."."""
    whom = called or "Whoever this is about"
    return f"{whom} may ask to read this. Write it with that in mind."


def about_whom(text: str, names: Iterable[tuple[int, str]]) -> int | None:
    """Find the one person a note names, by a first or a whole name; None if it is not one."""
    said = set(fold(text))
    found = {who for who, name in names if (words := fold(name)) and words[0] in said}
    return found.pop() if len(found) == 1 else None
