"""What the kitchen and the drivers are told, read from the records of both databases."""

from datetime import date, datetime
from functools import partial
from zoneinfo import ZoneInfo

import pytest

from desktop.data import companions, kitchen, ride_lists, rides, signups, taken_out
from desktop.data.tables import need, patient
from desktop.rules.companions import Brought
from tests.makers import TODAY, ZONE, a_person, a_session

NOW = datetime(2026, 11, 23, 9, 30, tzinfo=ZoneInfo(ZONE))
ASKED = {"allergies_state": "listed", "allergies": "Nuts", "allergies_asked": date(2026, 3, 12)}


@pytest.fixture
def lunch(store):
    return a_session(store, name="Shared lunch")


def book(store, session_id, first, **facts):
    who = a_person(store, first, "Reed", title="", **facts)
    step = partial(signups.book, session_id=session_id, person_id=who)
    return who, store.write(step).value.booking_id


def test_the_kitchen_hears_of_companions_and_of_nobody_who_cancelled(store, lunch):
    ivy, booked = book(store, lunch, "Ivy")
    _joan, gone = book(store, lunch, "Joan")
    store.write(lambda db: db.add(patient, id=ivy, **ASKED))
    along = (Brought(name="Jo Bloggs", diet="Vegan"), Brought(name="Al Bloggs"))
    store.write(partial(companions.add, booking_id=booked, brought=along))
    store.write(partial(signups.cancel, booking_id=gone))
    shown = store.read(partial(kitchen.kitchen, session_id=lunch, now=NOW)).food
    assert shown.heads == 3
    assert [(each.words, each.who) for each in shown.allergies] == [
        ("Nuts", (("Ivy", date(2026, 3, 12)),))
    ]
    assert [each.words for each in shown.diets] == ["Vegan"]
    assert shown.allergies_not_asked == ("Jo", "Al")
    assert shown.diet_not_asked == ("Ivy", "Al")


def test_a_driver_has_their_own_passengers_and_what_helps_only_if_it_may_be_told(store, lunch):
    found = {}
    for first, agreed in (("Ivy", TODAY), ("Joan", None)):
        who, booked = book(store, lunch, first, address=f"{first}'s house", leader_agreed=agreed)
        store.write(lambda db, who=who: db.add(need, person=who, kind="walking frame"))
        driver = a_person(store, f"Driver of {first}", "Shah")
        car = store.write(partial(rides.add_car, session_id=lunch, driver_id=driver, seats=3)).value
        store.write(partial(rides.need, booking_id=booked, way="home", car_id=car))
    view = store.read(partial(ride_lists.ride_lists, session_id=lunch, now=NOW))
    for each in view.drivers:
        (one,) = each.passengers
        found[one.name] = (each.name, one.helps, one.phone, one.pick_up)
    assert found == {
        "Ivy": ("Driver of Ivy Shah", ("Walking frame",), "", "Ivy's house"),
        "Joan": ("Driver of Joan Shah", (), "", "Joan's house"),
    }


def test_printing_the_kitchen_sheet_is_written_down_without_a_name(store, lunch):
    book(store, lunch, "Ivy")
    store.write(partial(kitchen.print_kitchen, session_id=lunch, now=NOW))
    (line,) = store.read(taken_out.all_taken_out)
    assert (line.what, line.people) == (
        "Kitchen sheet of Shared lunch on 26 November 2026, on paper", 1
    )  # fmt: skip
