"""What is taken out: a spreadsheet runs none of it."""

import csv
from zipfile import ZipFile

import pytest
from python_calamine import CalamineWorkbook

from desktop.exchange.table_out import TableOut, harmless, write_table
from desktop.rules.refusal import Refused

NASTY = ("=1+1", "+44 7700", "-2", "@SUM(A1)", "\t=1", "\r=1", " =1", '=HYPERLINK("http://x")')


def a_table(*cells):
    return TableOut("Crafternoon", ("Name", "Note"), tuple((each, "Łęcka") for each in cells), 1)


@pytest.mark.parametrize("cell", NASTY)
def test_no_cell_of_a_csv_can_become_a_formula(cell, tmp_path):
    write_table(a_table(cell), tmp_path / "out.csv")
    with (tmp_path / "out.csv").open(encoding="utf-8-sig", newline="") as file:
        header, (written, note) = csv.reader(file)
    assert header == ["Name", "Note"]
    assert written == f"'{cell}"
    assert note == "Łęcka"


def test_what_is_harmless_stays_as_it_is():
    assert [harmless(each) for each in ("Patel", "07700 900142", "O’Brien", "")] == [
        "Patel", "07700 900142", "O’Brien", "",
    ]  # fmt: skip


def test_every_cell_of_a_spreadsheet_is_text(tmp_path):
    file = tmp_path / "out.xlsx"
    write_table(a_table(*NASTY[:4], "http://example.org", "0123"), file)
    sheet = CalamineWorkbook.from_path(str(file)).get_sheet_by_index(0).to_python()
    assert [row[0] for row in sheet[1:]] == [*NASTY[:4], "http://example.org", "0123"]
    with ZipFile(file) as envelope:
        inside = envelope.read("xl/worksheets/sheet1.xml")
    assert b"<f>" not in inside
    assert b"hyperlink" not in inside


def test_a_file_that_cannot_be_written_is_said_in_a_sentence(tmp_path):
    with pytest.raises(Refused, match="There is no folder"):
        write_table(a_table("x"), tmp_path / "gone" / "out.csv")
