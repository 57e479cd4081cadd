"""What to think of when somebody is rung about a place, for them and who comes along."""

from collections.abc import Sequence
from typing import Any

from desktop.data.along import Along
from desktop.rules.companions import Brought

_FOOD = ("leaf", "warning-circle")


def think_of(
    each: Any, row: Any, along: Sequence[Along], needs: tuple[str, ...]
) -> tuple[str, ...]:
    """Say what matters for somebody in a session (row): food only where there is any."""
    speech = (row.language,) if row.interpreter and row.language else ()
    seats = 1 + sum(not (one.own_way or one.is_interpreter) for one in brought_of(along))
    words = "Needs a ride" if seats == 1 else f"Needs a ride for {seats}"
    ride = (words,) if row.ride in ("there", "home", "both") else ()
    return (*speech, *ride, *needs, *(_eats(row) if each.catered else ()))


def with_needs(each: Any, one: Along) -> str:
    """Say who comes along and what matters for them: "Jo Reid, carer (wheelchair)"."""
    needs = [need.words for need in one.needs if each.catered or need.icon not in _FOOD]
    return f"{one.words} ({', '.join(needs)})" if needs else one.words


def brought_of(along: Sequence[Along]) -> list[Brought]:
    """Give who comes along as the rules know them."""
    return [each.brought for each in along]


def _eats(row: Any) -> tuple[str, ...]:
    found = (row.allergies_state, row.allergies), (row.diet_state, row.diet)
    return tuple(words for state, words in found if state == "listed" and words)
