"""Which letters our fonts have: what none of them has is never handed to the press."""

import re
import struct
from collections.abc import Iterator
from functools import cache
from pathlib import Path

FONTS = Path(__file__).parents[2] / "resources" / "fonts"
_ELSEWHERE = ("YoungSerif", "NotoNastaliqUrdu")
"""Never the last resort: every page falls back to the others."""
MISSING = "…"
_SIGNS = re.compile("[\u2190-\u2bff\ufe00-\ufe0f\U0001f000-\U0001faff\U000e0000-\U000e01ef]+")
_NOT_ASCII = re.compile(r"[^\x00-\x7f]+")


def printable(text: str) -> str:
    """Leave out pictures and signs that no font has; a word in letters without one becomes "…"."""
    return text if text.isascii() else _NOT_ASCII.sub(_run, text)


def can_print(text: str) -> bool:
    """Whether every letter of a text is in our fonts."""
    return all(ord(each) in _letters() for each in text if not each.isascii())


def _run(found: "re.Match[str]") -> str:
    letters, text = _letters(), found[0]
    if all(ord(each) in letters for each in text):
        return text
    kept = "".join(e if ord(e) in letters else _SIGNS.sub("", e) for e in text)
    marked = (each if ord(each) in letters else MISSING for each in kept)
    return re.sub(f"{MISSING}+", MISSING, "".join(marked))


@cache
def _letters() -> frozenset[int]:
    files = (file for file in FONTS.glob("*-400.ttf") if not file.name.startswith(_ELSEWHERE))
    return frozenset(each for file in files for each in letters_of(file.read_bytes()))


def letters_of(font: bytes) -> Iterator[int]:
    """Read the characters of a TrueType font from its cmap (ISO/IEC 14496-22, formats 4, 12)."""
    (tables,) = struct.unpack_from(">H", font, 4)
    places = {font[at : at + 4]: struct.unpack_from(">I", font, at + 8)[0]
              for at in range(12, 12 + 16 * tables, 16)}  # fmt: skip
    cmap = places[b"cmap"]
    (number,) = struct.unpack_from(">H", font, cmap + 2)
    for n in range(number):
        at = cmap + struct.unpack_from(">I", font, cmap + 4 + 8 * n + 4)[0]
        (kind,) = struct.unpack_from(">H", font, at)
        if kind == 12:
            yield from _groups(font, at)
        elif kind == 4:
            yield from _segments(font, at)


def _groups(font: bytes, at: int) -> Iterator[int]:
    (number,) = struct.unpack_from(">I", font, at + 12)
    for n in range(number):
        first, last, _glyph = struct.unpack_from(">III", font, at + 16 + 12 * n)
        yield from range(first, last + 1)


def _segments(font: bytes, at: int) -> Iterator[int]:
    (double,) = struct.unpack_from(">H", font, at + 6)
    ends, starts = at + 14, at + 16 + double
    for n in range(0, double, 2):
        first, last = (struct.unpack_from(">H", font, each + n)[0] for each in (starts, ends))
        (delta,) = struct.unpack_from(">H", font, starts + double + n)
        where = starts + 2 * double + n
        (offset,) = struct.unpack_from(">H", font, where)
        for letter in range(first, min(last, 0xFFFE) + 1):
            glyph = letter
            if offset:
                (glyph,) = struct.unpack_from(">H", font, where + offset + 2 * (letter - first))
            if glyph and (glyph + delta) & 0xFFFF:
                yield letter
