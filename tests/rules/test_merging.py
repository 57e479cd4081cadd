"""Two records of one person: what is proposed, what is possible, what speaks against it."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.rules.merging import (
    BOTH,
    FACTS,
    KEPT,
    OTHER,
    Record,
    check_can_merge,
    differences,
    doubts,
    merged,
    possible,
    proposed,
)
from desktop.rules.people import Asked, PersonFacts, Phone, Status
from desktop.rules.refusal import Refused

MEERA = PersonFacts(
    title="Mrs", first="Meera", last="Patel", born=date(1951, 3, 14),
    phones=(Phone("+447700900142", "mornings"),), nhs_number="9990123055",
)  # fmt: skip
MIRA = PersonFacts(first="Mira", last="Patel", address="3 Mill Lane", phones=(Phone("+44123"),))


def both(mine, theirs):
    return Record(mine), Record(theirs)


def one_of(mine, theirs, **choices):
    return merged(*both(mine, theirs), choices).facts


def test_what_only_one_record_knows_is_kept():
    facts = one_of(MEERA, MIRA)
    assert (facts.first, facts.born, facts.address) == ("Meera", MEERA.born, "3 Mill Lane")
    assert facts.nhs_number == "9990123055"
    assert one_of(MIRA, MEERA).nhs_number == "9990123055"


def test_what_is_chosen_is_taken():
    mira = one_of(MEERA, MIRA, first=OTHER)
    assert (mira.first, mira.former) == ("Mira", "Meera"), "she is still found as Meera"
    assert one_of(MEERA, MIRA, phones=OTHER).phones == MIRA.phones


def test_phones_needs_and_notes_are_joined_and_nothing_is_said_twice():
    mine = replace(MEERA, needs=(("large print", ""),), note="Sits by the window.")
    theirs = replace(MIRA, needs=(("large print", "20 point"), ("bsl", "")), note="Knits.")
    facts = one_of(mine, theirs)
    assert facts.phones == (*MEERA.phones, *MIRA.phones)
    assert facts.needs == (("large print", "20 point"), ("bsl", ""))
    assert facts.note == "Sits by the window.\nKnits."
    alike = replace(mine, note="Knits.")
    assert one_of(alike, theirs).note == "Knits."
    assert possible(*both(alike, theirs), "note") == (KEPT, OTHER)


def test_more_phones_than_the_form_has_cannot_be_joined():
    many = replace(MIRA, phones=tuple(Phone(f"+4477009001{n}") for n in range(10, 13)))
    assert possible(*both(MEERA, many), "phones") == (KEPT, OTHER)
    assert one_of(MEERA, many).phones == MEERA.phones
    assert one_of(MEERA, many, phones=BOTH).phones == MEERA.phones


def test_an_allergy_in_either_record_stays():
    nuts = Asked("listed", "Nuts", date(2026, 1, 2))
    none = Asked("none", "", date(2026, 5, 6))
    for mine, theirs in ((nuts, none), (none, nuts), (nuts, Asked()), (Asked(), nuts)):
        facts = one_of(replace(MEERA, allergies=mine), replace(MIRA, allergies=theirs))
        assert facts.allergies.words == "Nuts"
    eggs = Asked("listed", "Eggs", date(2026, 3, 4))
    facts = one_of(replace(MEERA, allergies=nuts), replace(MIRA, allergies=eggs))
    assert facts.allergies == Asked("listed", "Nuts; Eggs", date(2026, 3, 4))


def test_the_careful_answer_is_proposed():
    bold = replace(MEERA, message_ok="yes", say_surgery=True, interpreter=False)
    careful = replace(MIRA, message_ok="no", say_surgery=False, interpreter=True)
    for facts in (one_of(bold, careful), one_of(careful, bold)):
        assert (facts.message_ok, facts.say_surgery, facts.interpreter) == ("no", False, True)


@pytest.mark.parametrize("status", [Status.DIED, Status.DO_NOT_CONTACT, Status.MOVED])
def test_nobody_is_rung_again_because_another_record_of_them_was_current(status):
    current, other = Record(MEERA), Record(MIRA, status)
    assert merged(current, other, {}).status is status
    assert merged(other, current, {}).status is status
    assert merged(current, other, {"status": KEPT}).status is Status.CURRENT


def test_a_stay_without_an_end_goes_before_one_that_ends():
    ends = Record(MEERA, Status.HOSPITAL, date(2026, 12, 1))
    stays = Record(MIRA, Status.HOSPITAL)
    assert merged(ends, stays, {}).status_until is None
    assert merged(stays, ends, {}).status_until is None


def test_two_nhs_numbers_are_two_people():
    other = replace(MIRA, nhs_number="9990123063")
    with pytest.raises(Refused) as no:
        check_can_merge(*both(MEERA, other), same=False, gone=False)
    assert no.value.sentence == (
        "Not merged. They have two NHS numbers. If one is wrong, take it out first."
    )
    check_can_merge(*both(MEERA, MIRA), same=False, gone=False)


@pytest.mark.parametrize(("same", "gone"), [(True, False), (False, True)])
def test_a_record_is_not_merged_with_itself_or_twice(same, gone):
    with pytest.raises(Refused):
        check_can_merge(*both(MEERA, MIRA), same=same, gone=gone)


def test_what_speaks_against_it_is_said():
    stranger = PersonFacts(
        first="Jack", last="Shah", born=date(1980, 1, 1), phones=(Phone("+441"),)
    )
    assert doubts(*both(MEERA, stranger)) == (
        "They have different dates of birth.", "They have no name in common.",
        "They have different phone numbers.",
    )  # fmt: skip
    assert doubts(*both(MEERA, replace(MEERA, first="Mira"))) == ()


a_text = st.sampled_from(["", "A", "B"])
asked = st.builds(
    lambda state, words: Asked(state, words if state == "listed" else ""),
    st.sampled_from(["not asked", "none", "listed"]), st.sampled_from(["Nuts", "Eggs"]),
)  # fmt: skip
records = st.builds(
    Record,
    st.builds(
        PersonFacts,
        first=a_text, last=a_text, note=a_text, email=a_text, allergies=asked, diet=asked,
        interpreter=st.booleans(), say_surgery=st.booleans(),
        born=st.sampled_from([None, date(1951, 3, 14), date(1960, 1, 1)]),
        phones=st.lists(st.sampled_from([Phone("1"), Phone("2"), Phone("3")]), unique=True).map(
            tuple
        ),
        needs=st.lists(st.sampled_from([("bsl", ""), ("braille", "")]), unique=True).map(tuple),
    ),
    st.sampled_from(Status),
)  # fmt: skip


@given(records, records)
def test_nothing_known_is_lost_where_it_can_be_kept_and_the_order_decides_no_status(one, two):
    made, turned = merged(one, two, {}), merged(two, one, {})
    for name in FACTS:
        ours, theirs = getattr(one.facts, name), getattr(two.facts, name)
        empty = getattr(PersonFacts(), name)
        if empty in (ours, theirs):
            assert getattr(made.facts, name) == (theirs if ours == empty else ours)
        if ours == theirs:
            assert getattr(made.facts, name) == ours
    assert {*made.facts.needs} == {*one.facts.needs, *two.facts.needs}
    assert made.status is turned.status
    assert set(proposed(one, two)) == set(differences(one, two))
    assert merged(made, one, dict.fromkeys(FACTS, KEPT)).facts == made.facts
