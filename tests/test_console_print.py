"""Paper from the command line: whole files, the same bytes for the same day, nobody by name."""

from functools import partial

import pytest

from desktop.data import sheets, signups
from tests.makers import a_person, a_session

REGISTER = ("print", "register", "--activity", "Crafternoon", "--on", "2026-11-26")


@pytest.fixture
def booked(store):
    session, person = a_session(store, name="Crafternoon"), a_person(store, "Meera", "Patel")
    return store.write(partial(signups.book, session_id=session, person_id=person)).value


def test_a_register_is_written_with_a_code_that_is_kept(crafternoon, store, booked, tmp_path):
    to = tmp_path / "register.pdf"
    assert crafternoon(*REGISTER, "--to", to).stdout == f"Register written to {to}.\n"
    assert to.read_bytes().startswith(b"%PDF")
    assert store.read(partial(sheets.read_sheet, sheet_id=1)).code


def test_the_same_moment_prints_the_same_bytes(crafternoon, booked, tmp_path):
    one, two = tmp_path / "one.pdf", tmp_path / "two.pdf"
    card = ("print", "card", "--number", booked.number, "--now", "2026-11-23T09:30")
    crafternoon(*card, "--to", one)
    crafternoon(*card, "--to", two)
    assert one.read_bytes() == two.read_bytes()


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (("register", "--to", "{}/x.pdf"), "Say which session: --activity NAME --on DATE."),
        (("card", "--to", "{}/x.pdf"), "Say which booking: --number 40318."),
        (("card", "--number", "1", "--to", "{}/x.pdf"), "No booking has the number 1."),
        (("card", "--number", "1", "--paper", "a9", "--to", "{}/x.pdf"), "goes on A6"),
        (("card", "--number", "1", "--to", "{}/none/x.pdf"), "There is no folder"),
    ],
)
def test_what_cannot_be_printed_is_said_in_a_sentence(crafternoon, booked, tmp_path, words, says):
    done = crafternoon("print", *(each.format(tmp_path) for each in words))
    assert done.returncode == 1
    assert says in done.stderr
    assert not list(tmp_path.glob("*.pdf"))


def test_a_broken_template_of_the_practice_says_where_and_ours_is_used(
    crafternoon, booked, tmp_path
):
    own = tmp_path / "own"
    own.mkdir()
    (own / "register.typ").write_text("#nothing()\n", encoding="utf-8")
    to = tmp_path / "register.pdf"
    done = crafternoon(*REGISTER, "--to", to, "--templates", own)
    assert done.returncode == 0
    assert "own template was not used" in done.stdout
    assert "register.typ:1" in done.stdout
    assert to.read_bytes().startswith(b"%PDF")


def test_every_document_is_named(crafternoon):
    done = crafternoon("print", "list")
    assert done.returncode == 0
    assert "register" in done.stdout
    assert "card" in done.stdout
