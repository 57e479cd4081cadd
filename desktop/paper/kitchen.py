"""The kitchen's sheet: how many to feed, what must not be on a plate, and who was not asked."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from desktop.data.kitchen import Kitchen
from desktop.paper.desk_list import stamp
from desktop.paper.how import How
from desktop.paper.press import Sheet
from desktop.rules.catering import FoodLine
from desktop.rules.days import full_date, when


def sheet(view: Kitchen, how: How) -> Sheet:
    """Lay out one session for the kitchen; first names only, where a plate is somebody's."""
    on, eats = view.session, view.food
    heads = "1 person eats." if eats.heads == 1 else f"{eats.heads} people eat."
    plain = {
        "title": f"Kitchen: {on.title}", "name": on.title, "patch": on.patch, "letters": on.code,
        "paper": how.paper, "colour": how.colour, "stamp": stamp(view.now),
        "when": when(on.date, on.starts, on.ends, view.now.date()), "place": on.place,
        "heads": heads if eats.heads else "Nobody is booked yet.",
        "chosen": [f"{name}: {number}" for name, number in view.chosen],
        "allergies": [_line(each) for each in eats.allergies],
        "diets": [_line(each) for each in eats.diets],
        "no_allergies": "" if eats.allergies else "No allergy is written down.",
        "no_diets": "" if eats.diets else "Nothing else is written down.",
        "not_asked": [*_not_asked("allergies", eats.allergies_not_asked),
                      *_not_asked("what they eat", eats.diet_not_asked)],
    }  # fmt: skip
    return Sheet("kitchen", plain, how.own)


def _line(of: FoodLine) -> dict[str, Any]:
    by_day: dict[date | None, list[str]] = {}
    for name, on in of.who:
        by_day.setdefault(on, []).append(name)
    said = [
        f"{', '.join(names)} (asked {full_date(on)})" if on else ", ".join(names)
        for on, names in by_day.items()
    ]
    return {"words": of.words, "number": str(len(of.who)), "who": "; ".join(said)}


def _not_asked(about: str, names: Sequence[str]) -> list[dict[str, str]]:
    if not names:
        return []
    people = "1 person" if len(names) == 1 else f"{len(names)} people"
    return [{"words": f"Not asked about {about}: {people}", "who": ", ".join(names)}]
