"""Tables for spreadsheets, in which no cell can become a formula."""

import csv
import io
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from desktop.exchange.whole_file import write_whole

_DANGEROUS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
_NARROWEST, _WIDEST = 8, 60


@dataclass(frozen=True, slots=True)
class TableOut:
    """A table to be written: what it is, its columns, its lines, and how many people it holds."""

    title: str
    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    people: int


def write_table(table: TableOut, path: Path) -> None:
    """Write a table as what the file's name says: .xlsx, otherwise CSV. Refused with a sentence."""
    book = path.suffix.casefold() == ".xlsx"
    write_whole(path, to_workbook(table) if book else to_csv(table))


def to_csv(table: TableOut) -> bytes:
    """Write a table as CSV that spreadsheets read with its accents and without running anything."""
    out = io.StringIO(newline="")
    rows = csv.writer(out)
    rows.writerow(map(harmless, table.header))
    rows.writerows(map(harmless, row) for row in table.rows)
    return out.getvalue().encode("utf-8-sig")


def harmless(cell: str) -> str:
    """Put an apostrophe before what a spreadsheet would run as a formula (OWASP, CSV injection)."""
    return f"'{cell}" if cell.lstrip(" ").startswith(_DANGEROUS) else cell


def to_workbook(table: TableOut) -> bytes:
    """Write a table as a spreadsheet: every cell is text, whatever it looks like."""
    from xlsxwriter import Workbook

    out = io.BytesIO()
    # In memory: otherwise its parts lie in temporary files, and names in them.
    with Workbook(out, {"in_memory": True}) as book:
        sheet = book.add_worksheet()
        bold = book.add_format({"bold": True})
        for column, (words, width) in enumerate(zip(table.header, _widths(table), strict=True)):
            sheet.write_string(0, column, words, bold)
            sheet.set_column(column, column, width)
        for line, row in enumerate(table.rows, 1):
            for column, words in enumerate(row):
                sheet.write_string(line, column, words)
        sheet.freeze_panes(1, 0)
    return out.getvalue()


def _widths(table: TableOut) -> Sequence[int]:
    columns = zip(table.header, *table.rows, strict=True)
    longest = (max(map(len, column)) + 2 for column in columns)
    return [min(max(each, _NARROWEST), _WIDEST) for each in longest]
