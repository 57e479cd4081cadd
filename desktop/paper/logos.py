"""The practice's logo, as typst takes it."""

from functools import lru_cache
from typing import Any

from desktop.paper.press import Sheet, pictures
from desktop.rules.own_paper import kind_of


@lru_cache(maxsize=4)
def drawn(logo: bytes) -> dict[str, Any]:
    """Give a logo's kind and bytes; nothing when it cannot be drawn, so that the page still is."""
    from typst import TypstError

    if not kind_of(logo):
        return {}
    found = {"kind": kind_of(logo), "bytes": list(logo)}
    try:
        pictures(Sheet("logo", {"logo": found}), dots_per_inch=8)
    except TypstError:
        return {}
    return found
