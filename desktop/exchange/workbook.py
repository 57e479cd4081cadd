"""Tables as spreadsheets (.xlsx): what was last seen in each cell, and no formula is ever run."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any
from zipfile import BadZipFile, ZipFile

from desktop.exchange.delimited import Record, said_of
from desktop.rules.refusal import Refused

if TYPE_CHECKING:
    from python_calamine import CalamineSheet, CalamineWorkbook

MARK = b"PK\x03\x04"
_LARGEST = 600_000_000
"""Bytes of a sheet taken out of its envelope; a million lines of patients have fewer."""

_PIECE = 1 << 20
_MOST_OF_A_CELL = 70_000
_NO_RESULT = "A formula on this line has no result. Open the file in a spreadsheet and save it."
_ERROR = "A cell of this line holds an error of the spreadsheet. Mend it there first."
_MERGED = "A merged cell is on this line. Take it apart in the spreadsheet first."
_BROKEN = "{name} cannot be read as a spreadsheet. Open it, save it again, and try once more."
_LOCKED = "{name} has a password. Save it without one first."
_TOO_LARGE = "{name} is too large to be read. Save it as CSV first."
_EMPTY = "{name} is empty."
# A formula without a value, `<c r="B7"><f>…</f></c>`, and a cell that says #N/A, `<c … t="e">`.
_WITHOUT = re.compile(
    rb'<c r="[A-Z]+(\d+)"[^>]*>(?:<f[^>]*/>|<f[^>]*>[^<]*</f>)(?:<v ?/>|<v></v>)?</c>'
)
_SHEET, _PART = re.compile(rb'<sheet [^>]*r:id="([^"]+)"'), re.compile(rb"<Relationship [^>]*>")
_ID, _TARGET = re.compile(rb' Id="([^"]+)"'), re.compile(rb' Target="([^"]+)"')
_SPOILT = re.compile(rb'<c r="[A-Z]+(\d+)"[^>]* t="e"')


@dataclass(frozen=True, slots=True)
class Workbook:
    """A file whose first sheet with anything in it is the table; `others` are not read."""

    path: Path
    place: int
    header: tuple[str, ...]
    header_row: int
    others: tuple[str, ...]

    @property
    def separator(self) -> str:
        return ","


def is_workbook(path: Path) -> bool:
    """Say whether a file is a spreadsheet, whatever it is called."""
    try:
        with path.open("rb") as file:
            return file.read(len(MARK)) == MARK
    except OSError as error:
        raise Refused(said_of(path, error)) from error


def open_workbook(path: Path) -> Workbook:
    """Find the sheet with the table in it, and its columns; Refused with a sentence."""
    _check_size(path)
    book = _opened(path)
    for place, each in enumerate(book.sheets_metadata):
        sheet = book.get_sheet_by_index(place) if str(each.visible).endswith(".Visible") else None
        found = _header(sheet) if sheet else None
        if found:
            others = tuple(name for name in book.sheet_names if name != each.name)
            row, header = found
            return Workbook(path, place, header, row, others)
    raise Refused(_EMPTY.format(name=path.name))


def workbook_records(book: Workbook) -> Iterator[Record]:
    """Read the lines below the header by their numbers in the sheet; blank ones are left out."""
    sheet = _opened(book.path).get_sheet_by_index(book.place)
    broken = _broken_lines(book, sheet)
    for number, cells in _rows(sheet):
        if number > book.header_row and any(cells):
            record = Record(number, _fitted(cells, len(book.header)))
            yield Record(number, record.cells, broken[number]) if number in broken else record


def _opened(path: Path) -> "CalamineWorkbook":
    from python_calamine import CalamineError, CalamineWorkbook, PasswordError

    try:
        return CalamineWorkbook.from_path(path)
    except PasswordError as error:
        raise Refused(_LOCKED.format(name=path.name)) from error
    except OSError as error:
        raise Refused(said_of(path, error)) from error
    except CalamineError as error:
        raise Refused(_BROKEN.format(name=path.name)) from error


def _check_size(path: Path) -> None:
    """Refuse what would fill the memory when it is taken out of its envelope."""
    try:
        with ZipFile(path) as envelope:
            largest = max((each.file_size for each in envelope.infolist()), default=0)
    except BadZipFile as error:
        raise Refused(_BROKEN.format(name=path.name)) from error
    except OSError as error:
        raise Refused(said_of(path, error)) from error
    if largest > _LARGEST:
        raise Refused(_TOO_LARGE.format(name=path.name))


def _header(sheet: "CalamineSheet") -> tuple[int, tuple[str, ...]] | None:
    """Find the first row with two cells or more: above it may stand a title."""
    filled = ((n, cells) for n, cells in _rows(sheet) if sum(map(bool, cells)) > 1)
    found = next(filled, None)
    if found is None:
        return None
    last = max(place for place, cell in enumerate(found[1]) if cell)
    return found[0], tuple(found[1][: last + 1])


def _rows(sheet: "CalamineSheet") -> Iterator[tuple[int, tuple[str, ...]]]:
    """Give rows as text, with their numbers as the spreadsheet shows them."""
    start = sheet.start
    if start is None:
        return
    row, column = start
    before = ("",) * column
    for number, cells in enumerate(sheet.iter_rows(), row + 1):
        yield number, (*before, *map(_text, cells))


def _text(cell: Any) -> str:
    """Write a cell as text: whole numbers without a point, days as 1951-03-14."""
    kind = type(cell)
    if kind is str:
        return str(cell).strip()
    if kind is float:
        return str(int(cell)) if cell.is_integer() else repr(cell)
    if kind is datetime:
        midnight = cell.time() == time()
        return cell.date().isoformat() if midnight else str(cell.isoformat(sep=" "))
    if kind is date:
        return str(cell.isoformat())
    if kind is bool:
        return "yes" if cell else "no"
    return str(cell)


def _fitted(cells: Sequence[str], columns: int) -> tuple[str, ...]:
    """Give a line as many cells as there are columns; what stands beyond them is a note."""
    return tuple(cells[:columns]) + ("",) * (columns - len(cells))


def _broken_lines(book: Workbook, sheet: "CalamineSheet") -> Mapping[int, str]:
    """Say which lines cannot be trusted, and why."""
    found = {
        row + 1: _MERGED
        for first, last in sheet.merged_cell_ranges or ()
        for row in range(first[0], last[0] + 1)
    }
    return found | _spoilt_lines(book)


def _inside(envelope: ZipFile, place: int) -> str:
    """Name the part of the envelope that holds a sheet; "" when it cannot be told."""
    try:
        sheets = _SHEET.findall(envelope.read("xl/workbook.xml"))
        parts = _PART.findall(envelope.read("xl/_rels/workbook.xml.rels"))
    except KeyError:
        return ""
    targets = {
        name: target
        for part in parts
        for name, target in zip(_ID.findall(part), _TARGET.findall(part), strict=False)
    }
    target = targets.get(sheets[place], b"").decode() if place < len(sheets) else ""
    path = target.removeprefix("/") if target.startswith("/") else f"xl/{target}"
    return path if path in envelope.namelist() else ""


def _spoilt_lines(book: Workbook) -> dict[int, str]:
    """Look through the sheet itself for formulas without a result, and for errors."""
    found: dict[int, str] = {}
    with ZipFile(book.path) as envelope:
        name = _inside(envelope, book.place)
        if not name:
            return found
        with envelope.open(name) as sheet:
            before = b""
            for piece in iter(partial(sheet.read, _PIECE), b""):
                text = before + piece
                found.update((int(each[1]), _NO_RESULT) for each in _WITHOUT.finditer(text))
                found.update((int(each[1]), _ERROR) for each in _SPOILT.finditer(text))
                before = text[-_MOST_OF_A_CELL:]
    return found
