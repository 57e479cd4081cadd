"""Whether somebody is perhaps here already."""

from datetime import date

import pytest

from desktop.rules.likeness import Traits, Why, alike, why_words
from desktop.rules.names import Name

BORN = date(1951, 3, 14)
PHONE = frozenset({"+447700900142"})
MEERA = Traits(Name("Mrs", "Meera", "Patel"), BORN, "9990123055", PHONE)


def typed(first="Meera", last="Patel", born=None, nhs="", phones=frozenset()):
    return Traits(Name("", first, last), born, nhs, phones)


def test_the_same_nhs_number_is_the_same_person_whatever_the_name():
    assert alike(typed("Jack", "Shah", nhs="9990123055"), MEERA) is Why.NHS
    assert why_words(Why.NHS, MEERA) == "This NHS number is Meera Patel’s."


def test_two_nhs_numbers_are_two_people():
    assert alike(typed(born=BORN, nhs="9990123063"), MEERA) is None


@pytest.mark.parametrize(
    "name", [("Meera", "Patel"), ("Mira", "Patel"), ("Meera", "Pattel"), ("Patel", "Meera")]
)
def test_a_name_like_theirs_and_their_birthday_is_here_already(name):
    assert alike(typed(*name, born=BORN), MEERA) is Why.SAME


def test_the_same_name_and_phone_is_here_already_and_another_name_shares_the_phone():
    assert alike(typed(phones=PHONE), MEERA) is Why.SAME
    assert alike(typed("Raj", phones=PHONE), MEERA) is Why.PHONE
    assert alike(typed("", "", phones=PHONE), MEERA) is Why.PHONE


@pytest.mark.parametrize("name", [("Meera", "Patel"), ("Mera", "Patel"), ("Meera", "Patil")])
def test_a_near_name_without_a_birthday_is_worth_a_look(name):
    assert alike(typed(*name), MEERA) is Why.NEAR
    assert why_words(Why.NEAR, MEERA) == (
        "Meera Patel, born 14 March 1951, is here: a similar name."
    )


@pytest.mark.parametrize(
    "born", [date(1951, 3, 15), date(1951, 4, 14), date(1915, 3, 14), date(1951, 3, 4)]
)
def test_a_birthday_with_one_slip_is_worth_a_look(born):
    assert alike(typed(born=born), MEERA) is Why.NEAR


def test_day_and_month_turned_round_is_worth_a_look():
    other = Traits(Name("", "Meera", "Patel"), date(1951, 3, 4))
    assert alike(typed(born=date(1951, 4, 3)), other) is Why.NEAR


def test_a_short_name_and_a_former_name_are_hers():
    william = Traits(Name("Mr", "William", "Shaw", "", "Smith"))
    assert alike(typed("Bill", "Shaw"), william) is Why.NEAR
    assert alike(typed("William", "Smith"), william) is Why.NEAR


@pytest.mark.parametrize(
    "other",
    [
        typed("Meera", "Patel", born=date(1980, 6, 1)),
        typed("Amit", "Patel", born=BORN),
        typed("Meera", "Shah"),
        typed("", "Patel", born=BORN),
        typed("M", "Patel"),
    ],
)
def test_nobody_is_warned_of_somebody_else(other):
    assert alike(other, MEERA) is None
