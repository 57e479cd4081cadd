"""In the building now: how long people may still be there, and what to think of on the way out."""

from collections.abc import Iterable
from datetime import timedelta

from desktop.rules.people import NEEDS

LINGERS = timedelta(minutes=30)
_ON_THE_WAY_OUT = (
    "wheelchair", "walking frame", "step-free", "hearing loop", "bsl", "lip-speaking",
    "visual alert", "assistance dog",
)  # fmt: skip
"""Needs that matter when an alarm has to be heard, and stairs are the way out."""


def think_of(needs: Iterable[str]) -> str:
    """Say what matters on the way out: "Wheelchair, Hearing loop"; empty when nothing does."""
    theirs = set(needs)
    return ", ".join(NEEDS[each][0] for each in _ON_THE_WAY_OUT if each in theirs)
