"""What an import does away from the window's thread: look into the file, write what is left."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from desktop.data.db import Db
from desktop.data.known_headers import known_headers
from desktop.data.patient_preview import LinePreview
from desktop.exchange.delimited import whole, write_sheet
from desktop.exchange.guessing import Column, Fields, guessed, places_of
from desktop.exchange.patients import FIELDS, PatientFile
from desktop.exchange.tables import Table, open_table
from desktop.rules.refusal import Refused

USUAL = ("title", "first_name", "last_name", "born", "nhs_number", "phone", "mobile", "status")
"""The fewest columns that find somebody again and reach them; others are left out until chosen."""

_FIELDS = Fields(FIELDS, USUAL, joined=("address",))


@dataclass(frozen=True, slots=True, eq=False)
class Looked:
    """A file that was opened, and its columns."""

    table: Table
    columns: tuple[Column, ...]


def look(db: Db, *, path: Path) -> Looked:
    """Open a file and say what its columns are, as far as they are known."""
    table = open_table(path)
    return Looked(table, guessed(table, known_headers(db), _FIELDS))


def patients(looked: Looked, fields: Sequence[str], today: date) -> PatientFile:
    """Read the table as patients, its columns being these fields; "" is left out."""
    return PatientFile(looked.table, places_of(fields), today)


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
