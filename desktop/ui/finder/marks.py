"""Which letters of a name were typed, for the yellow behind them."""

import re
from collections.abc import Sequence

from desktop.rules.names import fold

_WORD = re.compile(r"[^\s,()\-‐‑‒–—]+")
_MAC = re.compile(r"^mac")


def marks(name: str, typed: Sequence[str]) -> tuple[tuple[int, int], ...]:
    """Return (start, end) of every word of `name` that begins with a typed, folded word."""
    without_title = name.partition(" (")[0]
    found = (_mark(word, typed) for word in _WORD.finditer(without_title))
    return tuple(each for each in found if each)


def _mark(word: "re.Match[str]", typed: Sequence[str]) -> tuple[int, int] | None:
    hits = [each for each in typed if each and _begins(word[0], each)]
    longest = max(hits, key=len, default="")
    # Letters can vanish or double when they are folded ("O'Brien", "Strauß").
    for length in range(1, len(word[0]) + 1):
        if longest and _begins(word[0][:length], longest):
            return word.start(), word.start() + length
    return None


def _begins(word: str, typed: str) -> bool:
    folded = "".join(fold(word))
    return folded.startswith(typed) or _MAC.sub("mc", folded).startswith(_MAC.sub("mc", typed))
