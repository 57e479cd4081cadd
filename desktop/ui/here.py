"""Who sits where, and before what."""

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Here:
    """Who sits where, before which database, and where this PC keeps drafts."""

    person: str
    pc: str
    database: str = ""
    sample: bool = False
    theme: str = "system"
    drafts: Path | None = None
