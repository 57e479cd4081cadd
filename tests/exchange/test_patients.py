"""Files of patients as other programs write them, whole and broken."""

import csv
from datetime import date

import pytest

from desktop.exchange.delimited import rejected_file
from desktop.exchange.patients import read_csv, write_rejected
from desktop.rules.people import Phone
from desktop.rules.refusal import Refused

TODAY = date(2026, 11, 23)
HEADER = "Title,Surname,Forename,DOB,NHS Number"
PATEL = "Mrs,Patel,Meera,14/03/1951,999 012 3055"
NOWAK = "Ms,Nowak,Ewa,1979-06-17,"


@pytest.fixture
def a_file(tmp_path):
    def write(*lines, encoding="utf-8", newline="\n", name="patients.csv"):
        file = tmp_path / name
        file.write_bytes(newline.join([*lines, ""]).encode(encoding))
        return file

    return write


def read(file, **mapping):
    return list(read_csv(file, mapping, today=TODAY))


def names(lines):
    return [f"{line.facts.first} {line.facts.last}" for line in lines if line.facts]


def reasons(lines):
    return {line.number: line.reason for line in lines if line.reason}


def test_a_patient_is_read_with_everything_the_file_says(a_file):
    file = a_file(
        "Title,Surname,Forename,Known as,Previous surname,Date of birth,NHS no.,Telephone,Mobile,"
        "E-mail,Address 1,Address 2,Postcode,Language,Usual GP",
        "Mrs,Patel,Meera,Mia,Shah,14/03/1951,999 012 3055,01632 960142,07700 900142,"
        "m@example.org,3 Elm Road,,EL1 2MT,Gujarati,Dr Ferris",
    )
    (line,) = read(file)
    facts = line.facts
    assert (facts.title, facts.first, facts.last) == ("Mrs", "Meera", "Patel")
    assert (facts.preferred, facts.former, facts.born) == ("Mia", "Shah", date(1951, 3, 14))
    assert facts.nhs_number == "9990123055"
    assert facts.phones == (Phone("+441632960142", "home"), Phone("+447700900142", "mobile"))
    assert (facts.email, facts.address) == ("m@example.org", "3 Elm Road, EL1 2MT")
    assert (facts.language, facts.registered) == ("Gujarati", "here")


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252"]
)
@pytest.mark.parametrize("separator", [",", ";", "\t"])
@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"])
def test_every_usual_way_of_writing_a_table_is_understood(a_file, encoding, separator, newline):
    lines = (HEADER, "Dr,Müller,Zoë,1.2.1960,", PATEL)
    file = a_file(
        *(each.replace(",", separator) for each in lines), encoding=encoding, newline=newline
    )
    assert names(read(file)) == ["Zoë Müller", "Meera Patel"]


def test_a_separator_inside_quotes_is_text(a_file):
    file = a_file(
        'Surname;"Street; town, county";Forename', '"O""Neill; the elder";"1, High St";Una'
    )
    assert names(read(file)) == ['Una O"Neill; the elder']


def test_a_quoted_cell_may_go_over_several_lines(a_file):
    file = a_file(
        "Surname,Address,Forename", 'Patel,"3 Elm Road\nElmtown\nEL1 2MT",Meera', "Nowak,,Ewa"
    )
    first, second = read(file)
    assert first.facts.address == "3 Elm Road, Elmtown, EL1 2MT"
    assert (first.number, second.number) == (2, 5)


@pytest.mark.parametrize(
    ("broken", "reason"),
    [
        ('Mr,"Hume,Derek,8/2/43,', "A quotation mark on this line is in the wrong place."),
        ('Mr,"Hume"s,Derek,8/2/43,', "A quotation mark on this line is in the wrong place."),
        ("Mr,Hume,Derek", "This line has 3 columns, not 5."),
        ("Mr,Hume,Derek,8/2/43,,too,many", "This line has 7 columns, not 5."),
        ("Mr,Hu\0me,Derek,8/2/43,", "This line holds characters that no text has."),
        ("Mr,Hume,Derek,8/2/43,999 012 3056", "That NHS number has a digit wrong. Check it with the patient."),
        ("Mr,Hume,Derek,31/2/43,", None),
        ("Mr,Hume,Derek,8/2/2043,", None),
        ("Mr,,,8/2/43,", None),
        ("Mr," + "Hume" * 80 + ",Derek,8/2/43,", None),
    ],
)  # fmt: skip
def test_a_broken_line_in_the_middle_is_rejected_and_the_rest_goes_on(a_file, broken, reason):
    lines = read(a_file(HEADER, PATEL, broken, NOWAK, "Mr,Mensah,Kofi,,"))
    assert names(lines) == ["Meera Patel", "Ewa Nowak", "Kofi Mensah"]
    (said,) = reasons(lines).values()
    assert list(reasons(lines)) == [3]
    assert said == reason or (reason is None and said.endswith("."))


def test_a_quote_left_open_never_swallows_the_lines_after_it(a_file):
    later = [f'Mr,"Number, {number}",Person,,' for number in range(200)]
    lines = read(a_file(HEADER, 'Mr,"Hume,Derek,,', *later))
    assert len(names(lines)) == 200
    assert list(reasons(lines)) == [2]


def test_a_quote_that_closes_by_chance_in_a_later_line_does_not_join_them(a_file):
    lines = read(a_file(HEADER, 'Mr,"Hume,Derek,,', 'Mr,Cole",Femi', PATEL))
    assert list(reasons(lines)) == [2, 3]
    assert names(lines) == ["Meera Patel"]


def test_many_open_quotes_are_each_rejected(a_file):
    lines = read(a_file(HEADER, *(f'Mr,"Hume,{number},,' for number in range(500)), PATEL))
    assert len(reasons(lines)) == 500
    assert names(lines) == ["Meera Patel"]


def test_one_spoilt_byte_spoils_one_line(tmp_path):
    file = tmp_path / "spoilt.csv"
    good = "Dr,Müller,Zoë,,\n".encode()
    file.write_bytes(HEADER.encode() + b"\n" + good + b"Mr,H\xfcme,Derek,,\n" + good)
    lines = read(file)
    assert names(lines) == ["Zoë Müller", "Zoë Müller"]
    assert reasons(lines) == {3: "A letter on this line cannot be read."}


def test_what_looks_like_a_formula_is_text(a_file):
    (line,) = read(a_file("Surname,Forename", '"=HYPERLINK(""x"")",@Ann'))
    assert line.facts.last == '=HYPERLINK("x")'
    assert line.facts.first == "@Ann"


def test_blank_lines_and_empty_columns_at_the_end_are_nothing(a_file):
    lines = read(a_file(HEADER, "", PATEL + ",,", "   ", NOWAK, ""))
    assert names(lines) == ["Meera Patel", "Ewa Nowak"]


def test_a_spreadsheets_midnight_is_no_part_of_a_birthday(a_file):
    lines = read(
        a_file(HEADER, "Mrs,Patel,Meera,14/03/1951 00:00,", "Mrs,Pell,Nora,1945-10-11 00:00:00,")
    )
    assert [line.facts.born for line in lines] == [date(1951, 3, 14), date(1945, 10, 11)]


def test_the_same_number_in_two_columns_is_one_phone(a_file):
    (line,) = read(a_file("Surname,Telephone,Mobile", "Patel,07700 900142,+44 7700 900142"))
    assert line.facts.phones == (Phone("+447700900142", "home"),)


def test_map_says_what_a_column_is_that_nobody_knows(a_file):
    file = a_file("Nachname,Vorname,Surname", "Patel,Meera,other")
    mapping = {"Nachname": "last_name", "vorname": "first_name"}
    assert names(list(read_csv(file, mapping, today=TODAY))) == ["Meera Patel"]


@pytest.mark.parametrize(
    ("mapping", "sentence"),
    [
        ({"Nachname": "last_name"}, "The file has no column “Nachname”. It has Who, What."),
        ({"Who": "shoe_size"}, "“shoe_size” is not a field. The fields are title, first_name"),
        ({}, 'No column of patients.csv is known as a name. Say which one is: --map "Who=last_name".'),
        ({"Who": "last_name", "What": "last_name"}, "Two columns are a last_name: “Who” and “What”."),
    ],
)  # fmt: skip
def test_a_mapping_that_cannot_be_is_refused(a_file, mapping, sentence):
    with pytest.raises(Refused, match="^" + sentence.replace(".", r"\.")):
        read_csv(a_file("Who,What", "Patel,Meera"), mapping, today=TODAY)


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"", "patients.csv is empty."),
        (b"\n \n", "patients.csv is empty."),
        (b"PK\x03\x04 a spreadsheet", "patients.csv cannot be read as a spreadsheet. Open it, save it again, and try once more."),
        (b"\x89PNG\0\0\0\0 a picture", "patients.csv is not a CSV file. Save it as CSV first."),
        (b'"Surname,Forename\nPatel,Meera\n', "The first line of patients.csv has a quotation mark in the wrong place."),
    ],
)  # fmt: skip
def test_a_file_that_is_no_table_is_refused(tmp_path, content, sentence):
    file = tmp_path / "patients.csv"
    file.write_bytes(content)
    with pytest.raises(Refused) as no:
        read_csv(file, {}, today=TODAY)
    assert no.value.sentence == sentence


def test_a_missing_file_and_a_folder_are_refused(tmp_path):
    with pytest.raises(Refused, match="There is no file"):
        read_csv(tmp_path / "none.csv", {}, today=TODAY)
    with pytest.raises(Refused, match="is a folder"):
        read_csv(tmp_path, {}, today=TODAY)


def test_a_file_may_be_gone_through_again(a_file):
    file = read_csv(a_file(HEADER, PATEL, NOWAK), {}, today=TODAY)
    assert list(file) == list(file)


def test_rejected_lines_keep_their_columns_and_can_be_read_again(a_file, tmp_path):
    file = read_csv(
        a_file(HEADER, "Mrs,Patel,Meera,14/3/51,999 012 3056", "Mr,Hume", 'Mr,"Cole,Femi,,'),
        {}, today=TODAY,
    )  # fmt: skip
    out = rejected_file(file.sheet.path)
    write_rejected(file, list(file), out)
    assert out.name == "patients.csv.rejected.csv"
    with out.open(encoding="utf-8-sig", newline="") as written:
        header, patel, short, torn = list(csv.reader(written))
    assert header == [*HEADER.split(","), "Line", "Why not"]
    assert patel[:5] == ["Mrs", "Patel", "Meera", "14/3/51", "999 012 3056"]
    assert patel[5:] == ["2", "That NHS number has a digit wrong. Check it with the patient."]
    assert short[:2] == ["Mr", "Hume"]
    assert torn[0] == 'Mr,"Cole,Femi,,'
    assert [line.number for line in read(out)] == [2, 3, 4]


def test_rejected_lines_never_go_into_the_file_they_come_from(a_file, tmp_path):
    file = read_csv(a_file(HEADER, PATEL), {}, today=TODAY)
    for wrong in (file.sheet.path, tmp_path / "nowhere" / "x.csv", tmp_path):
        with pytest.raises(Refused):
            rejected_file(file.sheet.path, str(wrong))


def test_two_files_put_together_with_different_separators_are_both_read(a_file):
    file = a_file(HEADER, PATEL, NOWAK.replace(",", ";"), "Mr;Hume;Derek;08/02/1943;")
    assert names(read(file)) == ["Meera Patel", "Ewa Nowak", "Derek Hume"]


def test_a_column_that_is_said_to_be_nothing_is_left_out(a_file):
    (line,) = read(a_file(HEADER, PATEL), Title="")
    assert line.facts.title == ""


def test_what_the_file_says_of_their_status_is_known_by_its_usual_words(a_file):
    file = a_file("Surname,Status", "Patel,Deceased", "Nowak,Left", "Hume,Registered", "Bell,Temp")
    assert [line.status for line in read(file)] == ["died", "moved", "current", None]
