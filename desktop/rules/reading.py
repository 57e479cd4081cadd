"""In which language and how large somebody reads, as their record says."""

import re
from collections.abc import Iterable

from desktop.rules.languages import ENGLISH, LANGUAGES

SIZES = (16, 18, 20, 24, 28)
LARGE, LARGEST = SIZES[0], SIZES[-1]
"""Points of large print where the record says no size (UK Association for Accessible Formats)."""


def reads_in(language: str, *, interpreter: bool) -> str:
    """Give the code of the language somebody reads, English where it is one of them.

    Who needs an interpreter reads the first one named.
    """
    said = re.findall(r"[^\W\d_]+", language.casefold())
    known = {each.name.casefold(): each.code for each in LANGUAGES}
    codes = [known[each] for each in said if each in known]
    if not codes or (ENGLISH in codes and not interpreter):
        return ENGLISH
    return next((each for each in codes if each != ENGLISH), ENGLISH)


def points_of(needs: Iterable[tuple[str, str]]) -> int:
    """Give the points of the large print among somebody's needs, 0 where none is written down."""
    for kind, detail in needs:
        if kind == "large print":
            said = re.search(r"\d+", detail)
            return min(max(int(said[0]), LARGE), LARGEST) if said else LARGE
    return 0
