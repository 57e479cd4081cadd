"""Tables as text (CSV) from anywhere; a broken line never takes the lines after it along."""

import codecs
import csv
import os
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from desktop.rules.refusal import Refused

_SEPARATORS = ",;\t"
_MOST_LINES = 40
"""Physical lines that one quoted cell may span; an open quote beyond them is a slip."""

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_LOOK_AT = 4096
_UNREADABLE = "\ufffd"
_NOT_CSV = "{name} is not a CSV file. Save it as CSV first."
_LOOSE_QUOTE = "A quotation mark on this line is in the wrong place."


@dataclass(frozen=True, slots=True)
class Sheet:
    """A file as a table: how it is written, and the names of its columns."""

    path: Path
    encoding: str
    separator: str
    header: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Record:
    """A line of a table, by the number of its first line in the file; `broken` says why."""

    number: int
    cells: tuple[str, ...]
    broken: str = ""


def open_sheet(path: Path) -> Sheet:
    """Find out how a file is written and what its columns are; Refused with a sentence."""
    try:
        encoding = _encoding(path)
        with path.open(encoding=encoding, errors="replace") as file:
            first = next((line for line in file if line.strip()), "")
    except OSError as error:
        raise Refused(said_of(path, error)) from error
    if not first:
        raise Refused(f"{path.name} is empty.")
    if "\0" in first or first.startswith("PK\x03\x04"):
        raise Refused(_NOT_CSV.format(name=path.name))
    parted = {each: _parted(first, each) for each in _SEPARATORS}
    separator = max(_SEPARATORS, key=lambda each: len(parted[each] or ()))
    header = parted[separator]
    if header is None:
        raise Refused(f"The first line of {path.name} has a quotation mark in the wrong place.")
    return Sheet(path, encoding, separator, tuple(each.strip() for each in header))


def records(sheet: Sheet) -> Iterator[Record]:
    """Read the lines after the header, one after the other; blank ones are left out."""
    try:
        with sheet.path.open(encoding=sheet.encoding, errors="replace") as file:
            numbered = enumerate(file, 1)
            next((line for _number, line in numbered if line.strip()), "")
            yield from _records(sheet, numbered)
    except OSError as error:
        raise Refused(said_of(sheet.path, error)) from error


def rejected_file(source: Path, chosen: str = "") -> Path:
    """Say where rejected lines go; Refused, before anything is done, when they cannot go there."""
    path = Path(chosen) if chosen else source.with_name(f"{source.name}.rejected.csv")
    if path.resolve() == source.resolve():
        raise Refused("The rejected lines cannot go into the file that is read. Choose another.")
    if not path.parent.is_dir():
        raise Refused(f"There is no folder {path.parent}.")
    if not os.access(path if path.exists() else path.parent, os.W_OK) or path.is_dir():
        raise Refused(f"{path} cannot be written. Choose another file with --rejected.")
    return path


def write_sheet(
    path: Path, header: Sequence[str], separator: str, rows: Iterable[Sequence[object]]
) -> None:
    """Write a table. Raises OSError."""
    # With the mark at the start, spreadsheets read the accents right.
    with path.open("w", encoding="utf-8-sig", newline="") as out:
        writer = csv.writer(out, delimiter=separator)
        writer.writerow(header)
        writer.writerows(rows)


def whole(cells: Sequence[str], header: Sequence[str]) -> list[str]:
    """Fill a line that is too short, so that what is added stands in its own column."""
    return [*cells, *[""] * (len(header) - len(cells))]


def _records(sheet: Sheet, numbered: Iterator[tuple[int, str]]) -> Iterator[Record]:
    ahead: deque[tuple[int, str]] = deque()
    while ahead or (ahead := deque(islice(numbered, 1))):
        number, line = ahead.popleft()
        if not line.strip():
            continue
        cells = _parted(line, sheet.separator)
        if cells is None:
            cells = _over_lines(sheet, line, ahead, numbered)
        if cells is None or len(cells) != len(sheet.header):
            cells = _parted_otherwise(sheet, line) or cells
        yield _record(sheet, number, line, cells)


def _over_lines(
    sheet: Sheet, line: str, ahead: deque[tuple[int, str]], numbered: Iterator[tuple[int, str]]
) -> list[str] | None:
    """Read a quoted cell that goes over several lines; None when its quote is never closed."""
    whole = line
    for used in range(1, _MOST_LINES):
        if len(ahead) < used:
            ahead.extend(islice(numbered, 1))
        if len(ahead) < used:
            return None
        whole += ahead[used - 1][1]
        cells = _parted(whole, sheet.separator) if whole.count('"') % 2 == 0 else None
        # The quote may close by chance in a later line, but then the columns hardly fit.
        if cells is not None and len(cells) == len(sheet.header):
            for _ in range(used):
                ahead.popleft()
            return cells
    return None


def _parted_otherwise(sheet: Sheet, line: str) -> list[str] | None:
    """Part a line by another separator, where two files were put together; None if none fits."""
    found = (_parted(line, each) for each in _SEPARATORS if each != sheet.separator)
    fitting = [each for each in found if each and len(each) == len(sheet.header)]
    return fitting[0] if len(fitting) == 1 and len(sheet.header) > 1 else None


def _record(sheet: Sheet, number: int, line: str, cells: list[str] | None) -> Record:
    if cells is None:
        return Record(number, (line.rstrip("\n"),), _LOOSE_QUOTE)
    columns = len(sheet.header)
    if not any(cells[columns:]):
        cells = cells[:columns]
    return Record(number, tuple(cells), _broken(cells, columns))


def _broken(cells: list[str], columns: int) -> str:
    if len(cells) != columns:
        return f"This line has {len(cells)} columns, not {columns}."
    if any("\0" in each for each in cells):
        return "This line holds characters that no text has."
    if any(_UNREADABLE in each for each in cells):
        return "A letter on this line cannot be read."
    return ""


def _parted(line: str, separator: str) -> list[str] | None:
    """Part a line into its cells; None when a quote in it is not closed."""
    if '"' not in line:
        return line.rstrip("\r\n").split(separator)
    try:
        return next(csv.reader([line], delimiter=separator, strict=True), [])
    except csv.Error:
        return None


def _encoding(path: Path) -> str:
    with path.open("rb") as file:
        start = file.read(_LOOK_AT)
    for mark, encoding in _MARKS:
        if start.startswith(mark):
            return encoding
    if start[1::2].count(0) > len(start) // 4:
        return "utf-16-le"
    if start[::2].count(0) > len(start) // 4:
        return "utf-16-be"
    return "utf-8" if _is_utf8(path) else "cp1252"


def _is_utf8(path: Path) -> bool:
    """Whether the lines with accents are UTF-8; one spoilt line does not make it another code."""
    right = wrong = 0
    with path.open("rb") as file:
        for line in file:
            if line.isascii():
                continue
            try:
                line.decode()
                right += 1
            except UnicodeDecodeError:
                wrong += 1
    return right > wrong or not wrong


def said_of(path: Path, error: OSError) -> str:
    """Say in a sentence why a file cannot be read."""
    if isinstance(error, FileNotFoundError):
        return f"There is no file {path}."
    if isinstance(error, IsADirectoryError) or path.is_dir():
        return f"{path} is a folder. Choose a file in it."
    if isinstance(error, PermissionError):
        return f"{path} may not be read. Ask for the right to read it."
    return f"{path} could not be read to its end."
