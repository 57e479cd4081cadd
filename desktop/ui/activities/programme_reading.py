"""What a programme's import does away from the window's thread: look, read, write what is left."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from desktop.data import programme
from desktop.data.db import Db
from desktop.data.known_headers import Known, known_headers
from desktop.data.opening import about
from desktop.data.programme_lines import ProgrammeFile, ProgrammeLine
from desktop.exchange.guessing import Column, Fields, guessed, places_of
from desktop.exchange.headers import plain
from desktop.exchange.programme import (
    FIELDS,
    JOINED,
    ProgrammeTable,
    is_calendar,
    read_programme,
    write_rejected,
)
from desktop.exchange.tables import Table, open_table
from desktop.rules.refusal import Refused

_FIELDS = Fields(FIELDS, FIELDS, JOINED)
_OURS = "programme: "  # before a header, which means something else in a list of people


@dataclass(frozen=True, slots=True, eq=False)
class Looked:
    """A file that was opened: a table and its columns, or a calendar, which has none."""

    table: Table | None
    columns: tuple[Column, ...]


@dataclass(frozen=True, slots=True, eq=False)
class Opened:
    """A programme that was read, and its lines."""

    file: ProgrammeFile
    lines: tuple[ProgrammeLine, ...]


def look(db: Db, *, path: Path) -> Looked:
    """Open a file and say what its columns are, as far as they are known."""
    if is_calendar(path):
        return Looked(None, ())
    table = open_table(path)
    said = [
        (header.removeprefix(_OURS), field)
        for header, field in known_headers(db)
        if header.startswith(_OURS)
    ]
    return Looked(table, guessed(table, said, _FIELDS))


def read(db: Db, *, path: Path, looked: Looked, fields: Sequence[str], today: date) -> Opened:
    """Read the lines of a file, the columns of its table being these fields."""
    if looked.table is None:
        zone, own = about(db).zone, programme.uid(db)
        file = read_programme(path, {}, today=today, zone=zone, own=own)
    else:
        file = ProgrammeTable(looked.table, places_of(fields), today)
    return Opened(file, tuple(file))


def to_remember(looked: Looked, fields: Sequence[str]) -> Known:
    """Give what is to be kept of the columns, for the next file."""
    said = zip(looked.columns, fields, strict=True)
    return tuple((_OURS + plain(each.header), field) for each, field in said if plain(each.header))


def write(_db: Db, *, file: ProgrammeFile, rejected: tuple[ProgrammeLine, ...], to: Path) -> Path:
    """Write what was not taken."""
    try:
        write_rejected(file, rejected, to)
    except OSError as error:
        raise Refused(f"{to.name} was not written. {error.strerror}.") from error
    return to
