"""The leader's slip: what helps today, of those who agreed, and of nobody else."""

from functools import partial

import pytest

from desktop.data import companions, first_visits, paper_slip, people, rides, signups, worries
from desktop.data.tables import need, patient, person
from desktop.paper import slip
from desktop.paper.how import How
from desktop.rules.companions import Brought
from tests.makers import TODAY, a_person, a_session
from tests.paper.test_register import NOW, TITLE, looked_through, smallest, words

PRIVATE = ("Patel", "Khan", "Reid", "Hill", "Nuts", "Loop at the front", "Omar")


@pytest.fixture
def full(file_store):
    """Ann agreed that the leader may be told; Omar, who is new, did not."""
    session_id = a_session(file_store, on=TODAY, name=TITLE, note="The wool is in the trolley.",
                           leader=a_person(file_store, "Marian", "Hill"))  # fmt: skip
    for first, last in (("Ann", "Patel"), ("Omar", "Khan")):
        who = a_person(file_store, first, last, nhs="9434765919" if first == "Ann" else None)
        brought = [Brought(name="Jo Reid", kind="carer")] if first == "Ann" else []
        book = (
            partial(companions.book, session_id=session_id, person_id=who, brought=brought)
            if brought
            else partial(signups.book, session_id=session_id, person_id=who)
        )
        booking_id = file_store.write(book).value.booking_id
        if first == "Ann":
            file_store.write(partial(first_visits.not_the_first, booking_id=booking_id))
            agreed = partial(_agrees, who=who)
            file_store.write(agreed)
            file_store.write(partial(rides.need, booking_id=booking_id, way="home", seats=2))
        else:
            file_store.write(lambda db, who=who: db.add(
                need, person=who, kind="hearing loop", detail="Loop at the front"))  # fmt: skip
    file_store.write(partial(worries.write_instructions, says="Tell Dan.", lead="Dan Reeve"))
    return session_id


def _agrees(db, *, who):
    db.change(person, who, leader_agreed=TODAY)
    db.change(patient, who, allergies="Wool", allergies_state="listed")
    db.add(need, person=who, kind="wheelchair")


def read(store, session_id):
    return store.read(partial(paper_slip.slip, session_id=session_id, now=NOW))


@pytest.mark.parametrize(("paper", "pages"), [("a4", 2), ("a5", 1)])
def test_a_slip_tells_what_helps_and_only_of_who_agreed(file_store, full, tmp_path, paper, pages):
    document = looked_through(tmp_path, slip.sheet(read(file_store, full), How(paper=paper)))
    said = words(document)
    assert len(document) == pages
    assert smallest(document) >= 11
    assert "For Marian" in said
    assert (
        "3 people are coming. Somebody comes for the first time. The wool is in the trolley."
        in said
    )
    for helps in ("Ann", "Allergic: Wool.", "Wheelchair.", "With Jo, carer.", "Still needs a ride"):
        assert helps in said
    assert "tell Dan Reeve the same day" in said
    for private in PRIVATE:
        assert private not in said


def test_outside_the_folded_slip_stands_only_what_it_is_called(file_store, full, tmp_path):
    document = looked_through(tmp_path, slip.sheet(read(file_store, full), How(paper="a4")))
    assert " ".join(document[0].get_text().split()) == TITLE


def test_a_first_visit_is_named_when_they_agreed(file_store):
    session_id = a_session(file_store, on=TODAY)
    omar = a_person(file_store, "Omar", "Khan", leader_agreed=TODAY)
    step = partial(signups.book, session_id=session_id, person_id=omar)
    booked = file_store.write(step).value.booking_id
    file_store.write(partial(first_visits.welcome, booking_id=booked, meets_name="Joan"))
    view = read(file_store, session_id)
    assert view.first == (("Omar", "has not been before. Joan is at the door."),)
    assert view.coming == "1 person is coming."


def test_a_slip_for_nobody_is_a_slip(file_store, tmp_path):
    session_id = a_session(file_store, on=TODAY)
    said = words(looked_through(tmp_path, slip.sheet(read(file_store, session_id), How())))
    assert "No people are coming." in said
    assert "Nobody has asked us to tell you anything." in said


def test_who_agrees_is_written_on_their_page(file_store):
    ann = a_person(file_store, "Ann")
    page = file_store.read(partial(people.page, person_id=ann))
    assert page.facts.leader_agreed is None
