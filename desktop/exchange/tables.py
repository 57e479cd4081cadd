"""Tables of other programs, whichever way they are written: CSV, or a spreadsheet."""

from collections.abc import Iterator
from pathlib import Path

from desktop.exchange.delimited import Record, Sheet, open_sheet, records
from desktop.exchange.workbook import Workbook, is_workbook, open_workbook, workbook_records

Table = Sheet | Workbook


def open_table(path: Path) -> Table:
    """Find out what a file is and what its columns are; Refused with a sentence."""
    return open_workbook(path) if is_workbook(path) else open_sheet(path)


def records_of(table: Table) -> Iterator[Record]:
    """Read the lines after the header, one after the other; blank ones are left out."""
    return workbook_records(table) if isinstance(table, Workbook) else records(table)
