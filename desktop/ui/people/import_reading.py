"""What an import does away from the window's thread: look into the file, write what is left."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import islice
from pathlib import Path

from desktop.data.db import Db
from desktop.data.known_headers import Known, known_headers
from desktop.data.patient_preview import LinePreview
from desktop.exchange.delimited import whole, write_sheet
from desktop.exchange.headers import plain
from desktop.exchange.patients import FIELDS, PatientFile
from desktop.exchange.tables import Table, open_table, records_of
from desktop.rules.refusal import Refused

USUAL = ("title", "first_name", "last_name", "born", "nhs_number", "phone", "mobile", "status")
"""The fewest columns that find somebody again and reach them; others are left out until chosen."""

_SAMPLES = 20


@dataclass(frozen=True, slots=True)
class Column:
    """A column of the file, the first thing that stands in it, and what it is here."""

    place: int
    header: str
    sample: str
    field: str
    recognised: bool


@dataclass(frozen=True, slots=True, eq=False)
class Looked:
    """A file that was opened, and its columns."""

    table: Table
    columns: tuple[Column, ...]


def look(db: Db, *, path: Path) -> Looked:
    """Open a file and say what its columns are, as far as they are known."""
    table = open_table(path)
    first = list(islice(records_of(table), _SAMPLES))
    known = known_headers(db)
    field_of = {name: field for field, names in FIELDS.items() for name in names}
    taken: set[str] = set()
    columns = []
    for place, header in enumerate(table.header):
        sample = next((each.cells[place] for each in first if any(each.cells[place:])), "")
        field, recognised = _field(plain(header), known, field_of)
        if field in taken and field != "address":
            field = ""
        taken.add(field)
        columns.append(Column(place, header, sample, field, recognised))
    return Looked(table, tuple(columns))


def _field(header: str, known: Known, field_of: dict[str, str]) -> tuple[str, bool]:
    """Say what a column is: as somebody said last time, or by its name when it is a usual one."""
    said = dict(known)
    if header in said:
        field = said[header]
        return field if field in FIELDS else "", True
    guess = field_of.get(header, "")
    return guess if guess in USUAL else "", bool(guess)


def patients(looked: Looked, fields: Sequence[str], today: date) -> PatientFile:
    """Read the table as patients, its columns being these fields; "" is left out."""
    columns: dict[str, tuple[int, ...]] = {}
    for place, field in enumerate(fields):
        if field:
            columns[field] = (*columns.get(field, ()), place)
    return PatientFile(looked.table, columns, today)


def write_preview(_db: Db, *, header: Sequence[str], lines: Sequence[LinePreview], to: Path) -> int:
    """Write lines with what becomes of each; how many there are, comes back."""
    words = {"new": "New", "changed": "Changed", "same": "The same", "rejected": "Rejected"}
    try:
        write_sheet(
            to, (*header, "Line", "Will be", "Why"), ",",
            ((*whole(each.line.cells, header), each.line.number, words[each.became], each.note)
             for each in lines),
        )  # fmt: skip
    except OSError as error:
        raise Refused(f"{to.name} was not written. {error.strerror}. Choose another.") from error
    return len(lines)
