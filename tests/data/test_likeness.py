"""Who is perhaps here already, while somebody is written down."""

from datetime import date
from functools import partial

import pytest

from desktop.data import likeness, merging
from desktop.rules.likeness import Traits, Why
from desktop.rules.names import Name
from tests.makers import TODAY, a_person

BORN = date(1951, 3, 14)


@pytest.fixture(scope="module")
def desk(kept_store):
    store = kept_store
    meera = a_person(store, number="+447700900142", nhs="9990123055", born=BORN)
    raj = a_person(store, "Raj", number="+447700900142", title="Mr", born=date(1975, 7, 19))
    a_person(store, "Meera", "Shah", born=date(1980, 1, 1))
    return store, meera, raj


def found(desk, first="", last="", *, born=None, nhs="", phones=(), but=None):
    traits = Traits(Name("", first, last), born, nhs, frozenset(phones))
    asked = partial(likeness.alike, traits=traits, today=TODAY, but=but)
    return [(each.id, each.why) for each in desk[0].read(asked)]


def test_the_surest_comes_first(desk):
    _store, meera, raj = desk
    assert found(desk, nhs="9990123055", phones=["+447700900142"]) == [
        (meera, Why.NHS), (raj, Why.PHONE),
    ]  # fmt: skip
    assert found(desk, "Mira", "Patel", born=BORN) == [(meera, Why.SAME)]
    assert found(desk, "Meera", "Pattel") == [(meera, Why.NEAR)]


def test_nobody_is_like_themselves_and_nothing_typed_is_like_nobody(desk):
    _store, meera, _raj = desk
    assert found(desk, "Meera", "Patel", born=BORN, but=meera) == []
    assert found(desk) == []
    assert found(desk, "Jack", "Jones", born=BORN) == []


def test_the_other_record_is_shown_with_what_they_have_in_common(desk):
    store, meera, _raj = desk
    traits = Traits(Name("", "Meera", "Patel"), BORN, "", frozenset({"+447700900142"}))
    first, *_rest = store.read(partial(likeness.alike, traits=traits, today=TODAY))
    assert first.words == "Meera Patel, born 14 March 1951, is here already."
    assert (first.id, first.name, first.phone) == (meera, "Mrs Meera Patel", "07700 900142")
    assert (first.nhs_number, first.same) == ("999 012 3055", ("born", "phone"))


def test_who_is_here_twice_is_found_until_they_are_merged(store):
    meera = a_person(store, number="+447700900142", born=BORN)
    mira = a_person(store, "Mira", born=BORN)
    a_person(store, "Raj", number="+447700900142")
    here = partial(likeness.twice, person_id=meera, today=TODAY)
    assert [each.id for each in store.read(here)] == [mira]
    store.write(partial(merging.merge, kept_id=meera, other_id=mira, versions=(1, 1), choices=()))
    assert store.read(here) == ()
