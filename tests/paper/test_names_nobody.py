"""Whoever reads what hangs on the wall learns nothing of who comes, and nothing private."""

from datetime import UTC, datetime, time
from functools import partial

import pytest

from desktop.data import signups, waiting
from desktop.paper import press
from desktop.paper.documents import documents
from desktop.paper.how import How
from tests.makers import TODAY, a_person, a_session, an_activity
from tests.paper.reading import words_of

NOW = datetime(2026, 11, 23, 9, 30, tzinfo=UTC)
NEVER = (
    "Meera", "Patel", "Bhanu", "Quirke", "Ottoline", "Gwendolen", "Marchbanks", "Quiet hour",
    "Interview", "trolley",
)  # fmt: skip


@pytest.fixture
def week(file_store):
    """One is booked and two wait; Gwendolen leads and did not agree to be named, Marian did."""
    gwendolen = a_person(file_store, "Gwendolen", "Marchbanks", leader_agreed=TODAY)
    marian = a_person(file_store, "Marian", "Marchbanks", wall_agreed=TODAY)
    craft = an_activity(file_store)
    facts = {"activity_id": craft, "places": 1, "note": "The wool is in the trolley."}
    session_id = a_session(file_store, leader=gwendolen, **facts)
    a_session(file_store, starts=time(16), ends=time(17), leader=marian, **facts)
    meera = partial(signups.book, session_id=session_id, person_id=a_person(file_store))
    booking_id = file_store.write(meera).value.booking_id
    for name in (("Bhanu", "Quirke"), ("Ottoline", "Patel")):
        who = a_person(file_store, *name)
        file_store.write(partial(waiting.wait, session_id=session_id, person_id=who))
    a_session(file_store, activity_id=an_activity(file_store, "Quiet hour", private=True))
    a_session(file_store, name="Interview", private=True)
    return {"activity": craft, "session": session_id, "booking": booking_id}


def printed(store, week, name):
    document = documents()[name]
    about = {"first": TODAY} if document.about == "week" else {
        f"{document.about}_id": week[document.about]
    }  # fmt: skip
    view = store.read(partial(document.read, now=NOW, **about))
    ways = [How(points=each) for each in document.points[:1]] or [How()]
    ways += [How(across=True)] if document.may_lie else []
    return " ".join(words_of(press.pdf(document.sheet(view, each)).data) for each in ways)


WALL = [name for name, each in documents().items() if each.about in ("week", "activity")]


@pytest.mark.parametrize("name", WALL)
def test_what_hangs_on_the_wall_names_nobody_who_did_not_agree(file_store, week, name):
    said = printed(file_store, week, name)
    assert "Crafternoon" in said
    assert "26 November" in said
    assert {"timetable", "large-print", "easy-read", "poster"} <= {*WALL}
    assert [each for each in NEVER if each in said] == []


def test_the_leader_who_agreed_is_there_to_be_found(file_store, week):
    assert "Marian" in printed(file_store, week, "timetable")


@pytest.mark.parametrize("name", ["card", "cards", "picture-card"])
def test_a_card_found_on_the_bus_says_nobodys_name(file_store, week, name):
    said = printed(file_store, week, name)
    assert "Crafternoon" in said
    assert [each for each in NEVER if each in said] == []
