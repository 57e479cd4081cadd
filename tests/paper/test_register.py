"""The register on paper: whole, readable by everybody, and without what is nobody's business."""

from datetime import date, datetime, time
from functools import partial
from zoneinfo import ZoneInfo

import outloud
import pdfua
import pymupdf
import pytest

from desktop.data import companions, paper_register, sheets, signups
from desktop.data.tables import need, patient
from desktop.paper import press, register
from desktop.paper.documents import documents
from desktop.paper.how import How
from desktop.rules.companions import Brought
from desktop.rules.refusal import Refused
from tests.makers import TODAY, ZONE, a_person, a_place, a_session

NOW = datetime(2026, 11, 23, 13, 45, tzinfo=ZoneInfo(ZONE))
TITLE = (
    "Knitting, crochet and a cup of tea for everybody who has ever dropped a stitch in their life"
)
TYPED = "#pagebreak() $x$ *bold*"


def do(store, action, **values):
    return store.write(partial(action, **values)).value


def book(store, session_id, *who, **facts):
    person_id = a_person(store, *who, **facts)
    do(store, signups.book, session_id=session_id, person_id=person_id)
    return person_id


def printed(store, session_id):
    do(store, sheets.print_register, session_id=session_id, now=NOW)
    return store.read(partial(paper_register.register_page, session_id=session_id, now=NOW))


def made(tmp_path, view):
    return looked_through(tmp_path, register.sheet(view, How()))


def looked_through(tmp_path, sheet):
    """Make the PDF and look it through as a machine that reads aloud would."""
    file = tmp_path / f"{sheet.template}.pdf"
    file.write_bytes(press.pdf(sheet).data)
    assert not list(pdfua.validate(str(file)).findings)
    heard = outloud.check(str(file))
    assert heard.error is None
    assert [each for each in heard.findings if each.severity == "error"] == []
    return pymupdf.open(file)


def words(document):
    return " ".join("".join(page.get_text() for page in document).split())


def smallest(document):
    return min(
        span["size"]
        for page in document
        for block in page.get_text("dict")["blocks"]
        for line in block.get("lines", ())
        for span in line["spans"]
        if span["text"].strip()
    )


@pytest.fixture
def full(file_store):
    """A session with sixty people, a carer, and titles and names that are hard to set."""
    session_id = a_session(
        file_store, on=TODAY, name=TITLE, places=61, place=a_place(file_store, "Waiting room")
    )
    with_carer = a_person(file_store, "Zofia", "Łukaszewicz-Brzęczyszczykiewicz")
    brought = [Brought(name="Jo Reid", kind="carer")]
    do(file_store, companions.book, session_id=session_id, person_id=with_carer, brought=brought)
    book(file_store, session_id, TYPED, "Patel")
    for n in range(58):
        book(file_store, session_id, f"Person{n:02}", "Patel", note="Cries easily.",
             born=date(1951, 3, 14))  # fmt: skip
    return session_id


def test_sixty_people_with_the_hardest_names_are_all_there_and_nothing_is_small(
    file_store, full, tmp_path
):
    view = printed(file_store, full)
    document = made(tmp_path, view)
    read = words(document)
    assert all(f"Person{n:02}" in read for n in range(58))
    assert "Zofia" in read
    assert "Jo" in read
    assert TYPED in read
    assert TITLE in read
    assert view.pages[0].sheet.code in read
    assert "Monday 23 November 2026, 2pm to 4pm. Waiting room." in read
    assert len(document) == 4
    assert smallest(document) >= 11
    assert all(font[1] != "n/a" for page in document for font in page.get_fonts())


def test_a_register_tells_nobody_what_is_nobodys_business(file_store, tmp_path):
    session_id = a_session(file_store, on=TODAY)
    who = book(file_store, session_id, "Ann", "Patel", nhs="9434765919", born=date(1951, 3, 14),
               note="Cries easily.", number="+447700900123")  # fmt: skip
    file_store.write(lambda db: db.add(need, person=who, kind="hearing", detail="Loud voice"))
    file_store.write(lambda db: db.change(patient, who, allergies="Nuts", allergies_state="listed"))
    read = words(made(tmp_path, printed(file_store, session_id)))
    assert " Ann " in read
    for private in ("Patel", "9434", "943 476", "1951", "Cries", "Loud", "Nuts", "900123"):
        assert private not in read


def test_a_name_in_letters_without_a_font_is_left_to_be_written(file_store, tmp_path):
    session_id = a_session(file_store, on=TODAY, name="Tea 🌻 and চা")
    for first in ("王小明", "ኣበበ", "Ann 🌻", "রহিমা", "فاطمة", "שרה"):
        book(file_store, session_id, first, "")
    read = words(made(tmp_path, printed(file_store, session_id)))
    assert read.count("(please write your name)") == 3
    assert " Ann " in read
    assert "চা" in read


def test_a_register_with_nobody_on_it_is_one_page_of_lines(file_store, tmp_path):
    document = made(tmp_path, printed(file_store, a_session(file_store, on=TODAY)))
    assert len(document) == 1
    assert "12 " in words(document)


def test_what_was_only_looked_at_has_no_code_and_what_was_printed_keeps_it(file_store, tmp_path):
    session_id = a_session(file_store, on=TODAY)
    look = partial(paper_register.register_page, session_id=session_id, now=NOW)
    assert file_store.read(look).pages[0].sheet.code == ""
    code = printed(file_store, session_id).pages[0].sheet.code
    assert file_store.read(look).pages[0].sheet.code == code
    assert "The code comes" not in words(made(tmp_path, file_store.read(look)))


def test_every_register_of_a_day_comes_in_one_go_each_with_its_own_code(file_store, tmp_path):
    for n in range(3):
        book(file_store, a_session(file_store, on=TODAY, starts=time(9 + n), name=f"Group {n}"),
             "Ann", f"Number{n}")  # fmt: skip
    a_session(file_store, on=TODAY, name="Yoga", status="cancelled")
    one = documents()["registers"]
    file_store.write(partial(one.before, on=TODAY, now=NOW))
    view = file_store.read(partial(one.read, on=TODAY, now=NOW))
    assert len({each.sheet.code for each in view.pages}) == 3
    document = made(tmp_path, view)
    assert len(document) == 3
    assert words(document).count("Page 1 of 1") == 3
    assert "Yoga" not in words(document)


def test_a_day_with_nothing_on_is_a_sentence(file_store):
    with pytest.raises(Refused, match="Nothing is on"):
        file_store.write(partial(paper_register.print_all, on=TODAY, now=NOW))


def test_two_who_share_a_first_name_are_told_apart(file_store, tmp_path):
    session_id = a_session(file_store, on=TODAY)
    for last in ("Patel", "Lee"):
        book(file_store, session_id, "Ann", last)
    read = words(made(tmp_path, printed(file_store, session_id)))
    assert "Ann L." in read
    assert "Ann P." in read
