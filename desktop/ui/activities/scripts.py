"""Letters of other scripts, for the languages people read: this PC may have no font for them."""

from functools import cache
from pathlib import Path

from PySide6.QtGui import QFontDatabase

_FONTS = Path(__file__).parents[3] / "resources" / "fonts"
_Script = QFontDatabase.WritingSystem
SCRIPTS = {
    _Script.Arabic: "NotoSansArabic", _Script.Bengali: "NotoSansBengali",
    _Script.Devanagari: "NotoSansDevanagari", _Script.Gujarati: "NotoSansGujarati",
    _Script.Gurmukhi: "NotoSansGurmukhi", _Script.Tamil: "NotoSansTamil",
}  # fmt: skip


@cache
def lend_letters() -> tuple[str, ...]:
    """Lend the window the fonts that paper is printed with, where this PC has none of its own.

    Returns the names of those that were lent.
    """
    missing = [name for script, name in SCRIPTS.items() if not QFontDatabase.families(script)]
    for name in missing:
        for weight in ("400", "700"):
            QFontDatabase.addApplicationFont(str(_FONTS / f"{name}-{weight}.ttf"))
    return tuple(missing)
