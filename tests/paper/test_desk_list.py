"""Paper for the desk, the kitchen and the drivers: whole, dated, and no more than each may know."""

import re
import shutil
from contextlib import closing
from functools import partial

import pytest

from desktop.data import desk_lists, kitchen, moves, ride_lists, signups, taken_out, waiting
from desktop.data.store import Store
from desktop.paper import desk_list, ride_list
from desktop.paper import kitchen as kitchen_sheet
from desktop.paper.documents import documents
from desktop.paper.how import How
from tests.conftest import HAND, Clock
from tests.makers import a_person, a_session
from tests.paper.hard import BORN, HINT, LAST, NOW, TITLE, an_afternoon
from tests.paper.proof import proved, words


@pytest.fixture(scope="module")
def hard(sqlite_template, tmp_path_factory):
    """The hard afternoon, made once and read by every test here."""
    file = shutil.copy(sqlite_template, tmp_path_factory.mktemp("hard") / "practice.db")
    with closing(Store(f"sqlite:///{file}", HAND, clock=Clock())) as store:
        yield store, an_afternoon(store)


@pytest.fixture
def proof(tmp_path):
    return partial(proved, tmp_path)


def read(hard, what, **values):
    store, _afternoon = hard
    return store.read(partial(what, now=NOW, **values))


def of_session(hard, what):
    return read(hard, what, session_id=hard[1].session_id)


def test_the_fire_list_has_everybody_in_the_building_and_a_box_for_each(hard, proof):
    view = read(hard, desk_lists.fire_list)
    said = words(proof(desk_list.fire_list(view, How())))
    assert all(f"Person{n:02}" in said for n in range(60))
    assert all(each in said for each in ("63 people to count outside.", "Jo22", "with Person22"))
    assert "Walking frame" in said
    assert "Printed 23 November 2026, 9:30am. Shred it when done." in said
    assert TITLE in said
    assert sum(len(each["rows"]) for each in desk_list.fire_list(view, How()).view["groups"]) == 63


def test_the_kitchen_counts_everybody_and_knows_what_must_not_be_on_a_plate(hard, proof):
    view = of_session(hard, kitchen.kitchen)
    made = proof(kitchen_sheet.sheet(view, How()))
    said = words(made)
    assert "63 people eat." in said
    assert "Person45 (asked 12 March 2026)" in said
    assert "Gluten-free" in said
    assert "Jo20" in said
    assert "#panic() $nuts$" in said
    assert "Not asked about allergies: 8 people" in said
    assert "Not asked about what they eat: 7 people" in said
    assert [each.words for each in view.food.allergies].count("Nuts") == 1
    asked = sum(len(each.who) for each in view.food.allergies)
    assert asked == 11


def test_the_kitchen_has_no_last_names_no_birthdays_and_no_addresses(hard, proof):
    said = words(proof(kitchen_sheet.sheet(of_session(hard, kitchen.kitchen), How())))
    assert not [
        each for each in (LAST, LAST[:7], "Bloggs", str(BORN.year), "Mill Lane") if each in said
    ]
    assert not re.search(r"0113 ?496", said)


def test_each_driver_has_a_page_with_their_own_passengers_alone(hard, proof):
    view = of_session(hard, ride_lists.ride_lists)
    made = proof(ride_list.sheet(view, How()))
    pages = [" ".join(page.get_text().split()) for page in made]
    assert len(pages) == 3
    for page, mine, other in ((pages[0], range(0, 10, 2), range(1, 10, 2)),
                              (pages[1], range(1, 10, 2), range(0, 10, 2))):  # fmt: skip
        assert all(f"Person{n:02}" in page for n in mine)
        assert not any(f"Person{n:02}" in page for n in (*other, *range(10, 60)))
        assert LAST[:7] not in page
    assert "Driver0 Wheel0" in pages[0]
    assert "Wheel1" not in pages[0]


def test_a_driver_learns_what_was_agreed_and_where_to_stop_and_no_more(hard):
    of = {
        e.name: e
        for each in of_session(hard, ride_lists.ride_lists).drivers
        for e in each.passengers
    }
    assert of["Person01"].helps == ("Walking frame", HINT)
    assert of["Person02"].helps == ()  # nobody asked them whether it may be told
    assert of["Person04"].pick_up == "4 Mill Lane\nLeeds"
    assert of["Person06"].pick_up == "Stop 6"


def test_taxis_and_rides_to_be_found_stay_on_the_page_of_the_desk(hard, proof):
    made = proof(ride_list.sheet(of_session(hard, ride_lists.ride_lists), How()))
    assert "Amber Cars" in made[2].get_text()
    assert not any("Amber" in page.get_text() for page in made.pages(0, 2))


def test_nobody_at_all_is_said_on_every_sheet(file_store, proof):
    empty = a_session(file_store)
    said = {}
    for name in ("kitchen", "rides", "fire-list", "tell-list", "offer-list"):
        document = documents()[name]
        about = {"session_id": empty} if document.about == "session" else {}
        view = file_store.read(partial(document.read, now=NOW, **about))
        said[name] = words(proof(document.sheet(view, How())))
    assert "Nobody is booked yet." in said["kitchen"]
    assert "Nobody rides with anybody to this." in said["rides"]
    assert "Nobody is marked as here." in said["fire-list"]
    assert "Everybody has been told." in said["tell-list"]
    assert "There is no free place that somebody waits for." in said["offer-list"]


def test_printing_names_is_written_down_before_the_paper_is_given_out(hard):
    store, afternoon = hard
    for name in ("kitchen", "rides", "fire-list", "tell-list", "offer-list", "slip"):
        document = documents()[name]
        assert document.names_people
        about = {"session_id": afternoon.session_id} if document.about == "session" else {}
        store.write(partial(document.before, now=NOW, **about))
    lines = store.read(taken_out.all_taken_out)
    assert [each.people for each in lines][1:] == [0, 0, 63, 12, 63]
    assert lines[0].what.startswith("Leader’s slip of ")
    assert lines[3].what == "In the building now, on paper"
    assert LAST not in repr(lines)


def test_whom_to_tell_and_whom_to_offer_a_place_stand_with_number_and_what_to_say(
    file_store, proof
):
    store, on = file_store, a_session(file_store, name="Crafternoon")
    full = a_session(store, name="Shared lunch", places=1)
    ivy = a_person(store, "Ivy", "Reed", title="Mrs", number="+441134960111", reach_by="text")
    joan = a_person(store, "Joan", "Bell", title="Mrs", number="+441134960122")
    store.write(partial(signups.book, session_id=on, person_id=ivy))
    store.write(partial(moves.cancel, session_ids=(on,)))
    taken = store.write(partial(signups.book, session_id=full, person_id=ivy)).value
    store.write(partial(waiting.wait, session_id=full, person_id=joan))
    store.write(partial(signups.cancel, booking_id=taken.booking_id))
    tell = store.read(partial(desk_lists.tell_list, now=NOW))
    said = words(proof(desk_list.tell_list(tell, How())))
    assert "Crafternoon: not on" in said
    assert all(each in said for each in ("Ivy Reed", "0113 496 0111", "Text first."))
    assert "Joan" not in said
    offer = store.read(partial(desk_lists.offer_list, now=NOW))
    said = words(proof(desk_list.offer_list(offer, How())))
    assert all(each in said for each in ("1 place is free.", "1. Joan Bell", "0113 496 0122"))
    assert "Ivy" not in said
