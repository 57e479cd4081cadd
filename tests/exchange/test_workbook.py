"""Spreadsheets as other programs write them: formulas, merged cells, dates as numbers."""

from datetime import date

import pytest
import xlsxwriter

from desktop.exchange.patients import read_csv
from desktop.exchange.workbook import open_workbook
from desktop.rules.people import Phone, Status
from desktop.rules.refusal import Refused

TODAY = date(2026, 11, 23)
HEADER = ("Surname", "Forename", "DOB", "NHS No", "Mobile", "Status")


@pytest.fixture
def a_book(tmp_path):
    def write(fill, name="patients.xlsx"):
        file = tmp_path / name
        with xlsxwriter.Workbook(str(file)) as book:
            fill(book, book.add_worksheet())
        return file

    return write


def read(file, **mapping):
    return list(read_csv(file, mapping, today=TODAY))


def reasons(lines):
    return {line.number: line.reason for line in lines if line.reason}


def test_numbers_dates_and_text_of_a_spreadsheet_are_read_as_they_were_meant(a_book):
    def fill(book, sheet):
        as_date = book.add_format({"num_format": "dd/mm/yyyy"})
        sheet.write_row(0, 0, HEADER)
        sheet.write_row(1, 0, ["Patel", "Meera"])
        sheet.write_datetime(1, 2, date(1951, 3, 14), as_date)
        sheet.write_number(1, 3, 9990123055)
        sheet.write_number(1, 4, 7700900142)
        sheet.write_string(1, 5, "Deceased")
        sheet.write_row(2, 0, ["Nowak", "Ewa"])
        sheet.write_number(2, 2, 18_701)  # a day as the spreadsheet counts them, not dressed as one

    meera, ewa = read(a_book(fill))
    assert (meera.facts.born, meera.facts.nhs_number) == (date(1951, 3, 14), "9990123055")
    assert meera.facts.phones == (Phone("+447700900142", "mobile"),)
    assert (meera.number, meera.status) == (2, Status.DIED)
    assert ewa.facts.born == date(1951, 3, 14)
    assert ewa.status is None


def test_a_formula_is_never_run_and_one_without_a_result_is_said(a_book):
    def fill(_book, sheet):
        sheet.write_row(0, 0, HEADER)
        sheet.write_formula(1, 0, '=UPPER("patel")', None, "PATEL")
        sheet.write_string(1, 1, "Meera")
        sheet.write_formula(2, 0, '=UPPER("nowak")', None, "")
        sheet.write_string(2, 1, "Ewa")
        sheet.write_string(3, 0, "Hume")
        sheet.write_formula(3, 1, "=1/0", None, "#DIV/0!")
        sheet.write_string(4, 0, '=HYPERLINK("http://example.org")')

    lines = read(a_book(fill))
    assert lines[0].facts.last == "PATEL"
    assert reasons(lines) == {
        3: "A formula on this line has no result. Open the file in a spreadsheet and save it.",
        4: "A cell of this line holds an error of the spreadsheet. Mend it there first.",
    }
    assert lines[3].facts.last.startswith("=HYPERLINK")


def test_a_title_above_the_header_is_passed_over_and_merged_lines_are_said(a_book):
    def fill(_book, sheet):
        sheet.merge_range(0, 0, 0, 5, "Patients of Elm Road, May 2026")
        sheet.write_row(2, 0, HEADER)
        sheet.write_row(3, 0, ["Patel", "Meera"])
        sheet.merge_range(4, 0, 5, 0, "Hume")
        sheet.write_string(4, 1, "Derek")
        sheet.write_string(5, 1, "Ann")

    lines = read(a_book(fill))
    merged = "A merged cell is on this line. Take it apart in the spreadsheet first."
    assert reasons(lines) == {5: merged, 6: merged}
    assert lines[0].facts.first == "Meera"


def test_the_first_sheet_with_a_table_is_read_and_the_others_are_named(a_book):
    def fill(book, sheet):
        sheet.write_string(0, 0, "Cover")
        hidden = book.add_worksheet("Old")
        hidden.write_row(0, 0, HEADER)
        hidden.hide()
        shown = book.add_worksheet("Patients")
        shown.write_row(0, 0, HEADER)
        shown.write_row(1, 0, ["Patel", "Meera"])
        shown.write_formula(2, 0, "=A1", None, "")
        shown.write_string(2, 1, "Ann")

    file = a_book(fill)
    assert open_workbook(file).others == ("Sheet1", "Old")
    lines = read(file)
    assert [line.facts.last for line in lines if line.facts] == ["Patel"]
    assert list(reasons(lines)) == [3]


@pytest.mark.parametrize("content", [b"PK\x03\x04", b"PK\x03\x04 and much else"])
def test_a_broken_spreadsheet_is_refused_in_a_sentence(tmp_path, content):
    file = tmp_path / "list.xlsx"
    file.write_bytes(content)
    with pytest.raises(Refused, match=r"list.xlsx cannot be read as a spreadsheet\."):
        read(file)


def test_an_empty_spreadsheet_is_refused_in_a_sentence(a_book):
    with pytest.raises(Refused, match=r"patients.xlsx is empty\."):
        read(a_book(lambda _book, _sheet: None))
