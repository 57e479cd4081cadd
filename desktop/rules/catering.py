"""What the kitchen and the drivers have to know of a session: how many of each."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date


def tally(words: Iterable[str]) -> str:
    """Count what people eat, the most first: "2 vegetarian, 1 no nuts"; capitals do not matter."""
    counts: Counter[str] = Counter()
    for each in words:
        said = each.strip().rstrip(".").casefold()
        if said:
            counts[said] += 1
    ordered = sorted(counts.items(), key=lambda one: (-one[1], one[0]))
    return ", ".join(f"{number} {said}" for said, number in ordered)


@dataclass(frozen=True, slots=True)
class Eater:
    """Somebody who eats, by first name, with what their record says and when it was asked."""

    name: str
    allergies_state: str
    allergies: str
    allergies_asked: date | None
    diet_state: str
    diet: str


@dataclass(frozen=True, slots=True)
class FoodLine:
    """What some of them cannot or do not eat, in the words first used, and who they are."""

    words: str
    who: tuple[tuple[str, date | None], ...]


@dataclass(frozen=True, slots=True)
class Food:
    """How many eat, and everything the kitchen must know; `not_asked` are first names."""

    heads: int
    allergies: tuple[FoodLine, ...]
    diets: tuple[FoodLine, ...]
    allergies_not_asked: tuple[str, ...]
    diet_not_asked: tuple[str, ...]


def food(eaters: Sequence[Eater]) -> Food:
    """Gather what the kitchen must know, the most first; capitals do not matter."""
    return Food(
        len(eaters),
        _gathered([(e.allergies, e.name, e.allergies_asked) for e in eaters
                   if e.allergies_state == "listed"]),
        _gathered([(e.diet, e.name, None) for e in eaters if e.diet_state == "listed"]),
        tuple(each.name for each in eaters if each.allergies_state == "not asked"),
        tuple(each.name for each in eaters if each.diet_state == "not asked"),
    )  # fmt: skip


def _gathered(said: Iterable[tuple[str, str, date | None]]) -> tuple[FoodLine, ...]:
    found: dict[str, tuple[str, list[tuple[str, date | None]]]] = {}
    for words, name, on in said:
        shown = words.strip().rstrip(".")
        key = shown.casefold() or "?"
        found.setdefault(key, (shown or "Not said what", []))[1].append((name, on))
    lines = [FoodLine(words, tuple(who)) for words, who in found.values()]
    return tuple(sorted(lines, key=lambda each: (-len(each.who), each.words.casefold())))
