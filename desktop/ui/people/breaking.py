"""Where a very long word may be broken, so that it cannot widen a page."""

import re

LONG, PIECE = 20, 8
_LONG_WORD = re.compile(rf"\S{{{LONG},}}")
_PLACE_TO_BREAK = "\u200b"


def breakable(text: str) -> str:
    """Give the text with invisible places to break in words that are too long for a line."""
    return _LONG_WORD.sub(_broken, text)


def _broken(word: "re.Match[str]") -> str:
    letters = word[0]
    pieces = (letters[start : start + PIECE] for start in range(0, len(letters), PIECE))
    return _PLACE_TO_BREAK.join(pieces)
