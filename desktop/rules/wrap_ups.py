"""Wrap-up: how a session went, in thirty seconds; every box may stay empty."""

from desktop.rules.refusal import Refused

LONGEST = 500
_CALLED = {"ran_out_of": "What ran out", "lovely": "The lovely moment"}


def check_words(name: str, text: str) -> str:
    """Read what was typed about a session; Refused if it is too long."""
    lines = "\n".join(line for each in text.splitlines() if (line := " ".join(each.split())))
    if len(lines) > LONGEST:
        raise Refused(f"{_CALLED[name]} is longer than {LONGEST} letters. Shorten it.")
    return lines


def heads_words(came: int, nameless: int) -> str:
    """Say how many were there: "12 came, 2 of them gave no name"."""
    if not nameless:
        return f"{came} came"
    return f"{came + nameless} came, {nameless} of them gave no name"


def check_still(now: str, was: str | None, new: str, by: str) -> None:
    """Refuse to write over a lovely moment that somebody else has written down meanwhile."""
    if was is not None and now not in (was, new):
        who = by or "Somebody"
        raise Refused(f"Not saved. {who} wrote meanwhile: “{now}” Add yours to it.")
