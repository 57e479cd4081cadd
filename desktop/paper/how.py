"""How a document is wanted: its paper, its letters, its language, in colour or not."""

from dataclasses import dataclass
from pathlib import Path

from desktop.rules.languages import ENGLISH


@dataclass(frozen=True, slots=True)
class How:
    """What somebody chose for one document; each document says what it can be asked for.

    `paper` is a3, a4, a5 or a6, lying on its side where `across`; `points` is the size of the
    running text, 0 for the document's own; `own` is the practice's folder of templates.
    """

    paper: str = "a4"
    across: bool = False
    points: int = 0
    language: str = ENGLISH
    colour: bool = False
    own: Path | None = None
