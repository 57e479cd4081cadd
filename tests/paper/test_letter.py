"""The letter: several dates in one, an address only where there is one, large where it is needed."""

from datetime import date, time
from functools import partial

import pytest

from desktop.data.appointments import Letter
from desktop.paper import appointment_letter
from desktop.paper.how import How
from tests.conftest import NOW
from tests.paper.proof import proved, smallest, words
from tests.paper.test_card import LONG, PRACTICE, a_card, a_session


@pytest.fixture
def proof(tmp_path):
    return partial(proved, tmp_path)


def a_letter(*dates, address="12 Mill Lane\nLeeds LS1 4AP", language="en", points=0):
    name = ("Mrs Meera Patel", "Mrs Patel")
    return Letter(PRACTICE, *name, address, language, points, dates, NOW)


def a_date(title="Crafternoon", **facts):
    return a_card(a_session(title, **facts), bring="An apron").appointment


def made(proof, letter, **how):
    return proof(appointment_letter.sheet(letter, How(**how)))


def test_a_letter_has_every_next_date_with_its_number(proof):
    later = a_date("Shared lunch", on=date(2027, 1, 5), starts=time(12, 30))
    said = words(made(proof, a_letter(a_date(), later)))
    for each in (
        "Mrs Meera Patel 12 Mill Lane Leeds LS1 4AP", "Dear Mrs Patel", "Your next dates",
        "Thursday 26 November", "Tuesday 5 January 2027", "12:30pm to 4pm", "40318",
        "Marian meets you at the door.", "Ride home, 4:15pm", "Please bring: An apron",
        "If you cannot come", "0113 496 0150",
    ):  # fmt: skip
        assert each in said


def test_without_an_address_the_letter_has_the_name_alone(proof):
    said = words(made(proof, a_letter(a_date(), address="")))
    assert "Mrs Meera Patel 23 November 2026" in said


@pytest.mark.parametrize("language", ["ar", "bn", "pl", "ur"])
def test_twelve_long_dates_in_large_print_are_whole_on_as_many_pages_as_it_takes(proof, language):
    dates = [a_date(LONG, on=date(2026, 12, 1 + n)) for n in range(12)]
    letter = made(proof, a_letter(*dates, language=language, points=24))
    assert smallest(letter) >= 24 * 0.85
    assert words(letter).count("40318") == 12
