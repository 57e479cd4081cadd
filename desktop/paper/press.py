"""The press: a template and plain values become a PDF or pictures of pages, in memory alone."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from desktop.paper.letters import printable

if TYPE_CHECKING:
    from typst import Fonts

RESOURCES = Path(__file__).parents[2] / "resources"
STANDARD = "ua-1"
"""PDF/UA-1, ISO 14289-1: tagged, titled, every picture with words or marked as ornament."""
A_PICTURE = 96.0
"""Dots per inch of a page on screen at 100 %."""

Plain = Mapping[str, Any]
"""What a template is given: text, whole numbers, yes or no, and lists and mappings of those."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """A document to be made: a template's name, and the values it shows.

    `own` is the practice's folder of templates, where it has one.
    """

    template: str
    view: Plain
    own: Path | None = None


@dataclass(frozen=True, slots=True)
class Pdf:
    """A finished document. `trouble` says why the practice's own template was not used."""

    data: bytes
    trouble: str = ""


@dataclass(frozen=True, slots=True)
class Pictures:
    """The pages as PNG, first page first. `trouble` as with Pdf."""

    pages: tuple[bytes, ...]
    trouble: str = ""


def pdf(sheet: Sheet) -> Pdf:
    """Make the PDF, tagged as PDF/UA-1. The same sheet gives the same bytes every time."""
    data, trouble = _made(sheet, format="pdf", pdf_standards=[STANDARD])
    return Pdf(data, trouble)


def pictures(sheet: Sheet, *, dots_per_inch: float = A_PICTURE) -> Pictures:
    """Draw every page, for the screen or for a printer that wants dots."""
    made, trouble = _made(sheet, format="png", ppi=dots_per_inch)
    return Pictures(tuple(made) if isinstance(made, list) else (made,), trouble)


def _made(sheet: Sheet, **wanted: Any) -> tuple[Any, str]:
    """Compile with the practice's own templates; if they are broken, with ours."""
    from typst import TypstError

    own = _own_files(sheet.own)
    if not own:
        return _compiled(sheet, _bundled(), wanted), ""
    try:
        return _compiled(sheet, _bundled() | own, wanted), ""
    except TypstError as error:
        if f"paper/{sheet.template}.typ" not in _bundled():
            raise
        return _compiled(sheet, _bundled(), wanted), _where(error)


def _compiled(sheet: Sheet, files: dict[str, bytes], wanted: dict[str, Any]) -> Any:
    """Compile in memory: no page and no value ever lies on a disk on its way."""
    from typst import Compiler

    compiler = Compiler(font_paths=_fonts())
    # A letter that no font has would stop the press: such names are known by their other parts.
    view = printable(json.dumps(sheet.view, ensure_ascii=False))
    # The values travel as one text that the template reads as data: they are never code.
    main = f'#include "paper/{sheet.template}.typ"\n'.encode()
    return compiler.compile(input={"main.typ": main} | files, sys_inputs={"view": view}, **wanted)


def _where(error: Exception) -> str:
    """Give typst's own message, with the file and the line."""
    return str(getattr(error, "diagnostic", "") or error).strip()


def _own_files(folder: Path | None) -> dict[str, bytes]:
    """Read the practice's templates and pictures; what cannot be read is as if not there."""
    if folder is None or not folder.is_dir():
        return {}
    found = (file for file in folder.iterdir() if file.suffix in {".typ", ".svg", ".png", ".jpg"})
    return {f"paper/{file.name}": file.read_bytes() for file in sorted(found)}


@cache
def _fonts() -> "Fonts":
    from typst import Fonts

    folder = str(RESOURCES / "fonts")
    return Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[folder])


@cache
def _bundled() -> dict[str, bytes]:
    """Read templates, symbols and the look's tokens once: 300 kB at most."""
    kinds = (("paper", "*.typ"), ("icons", "[bf]*/*.svg"), ("style", "*.json"))
    files = (file for folder, kind in kinds for file in (RESOURCES / folder).glob(kind))
    return {file.relative_to(RESOURCES).as_posix(): file.read_bytes() for file in sorted(files)}
