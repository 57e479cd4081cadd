"""What this PC keeps for each document: its printer, tray, copies, paper and size."""

import json
import os
import tempfile
from contextlib import suppress
from dataclasses import asdict, dataclass, fields
from pathlib import Path
from typing import Any

FILE = "printing.json"


@dataclass(frozen=True, slots=True)
class Kept:
    """How a document was wanted last, at this PC."""

    printer: str = ""
    tray: str = ""
    copies: int = 1
    paper: str = ""
    across: bool = False
    points: int = 0
    colour: bool = False


def kept(folder: Path) -> dict[str, Kept]:
    """Read what was kept; what cannot be read is as if never kept."""
    with suppress(OSError, ValueError, TypeError, AttributeError):
        stored = json.loads((folder / FILE).read_text(encoding="utf-8"))
        return {name: _like(values) for name, values in stored.items()}
    return {}


def keep(folder: Path, name: str, choice: Kept) -> None:
    """Keep how one document is wanted; a disk that is full costs the memory alone."""
    every = {each: asdict(known) for each, known in (kept(folder) | {name: choice}).items()}
    with suppress(OSError):
        folder.mkdir(parents=True, exist_ok=True)
        handle, beside = tempfile.mkstemp(dir=folder, prefix=FILE)
        with os.fdopen(handle, "w", encoding="utf-8") as file:
            json.dump(every, file, indent=2)
        Path(beside).replace(folder / FILE)


def _like(values: dict[str, Any]) -> Kept:
    plain = Kept()
    right = {
        each.name: values[each.name]
        for each in fields(Kept)
        if type(values.get(each.name)) is type(getattr(plain, each.name))
    }
    return Kept(**right)
