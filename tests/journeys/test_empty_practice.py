"""The first quarter of an hour: an activity, a session, a person and a booking, from nothing."""

import pytest
from sqlalchemy import select

from desktop.data.tables import activity, place, session


@pytest.fixture
def url(nothing):
    return nothing


def add_session(desk):
    """Fill in the dialog of a new session from its first box to its last, with Tab."""
    desk.until(desk.dialog)
    desk.until(lambda: desk.focus().accessibleName() == "Activity")
    desk.type("Crafternoon")
    desk.tab_to("Places")
    desk.type("9")
    desk.tab_to("Starts")
    desk.type("2pm")
    desk.tab_to("Place")
    desk.type("Waiting room")
    desk.keys("Return")
    desk.until(lambda: not desk.dialog())


def test_an_empty_practice_has_its_first_booking_by_keyboard_alone(open_at, url, request):
    sue = open_at(url)
    sue.keys("N")
    add_session(sue)
    sue.says("Added Crafternoon, Monday 23 November, 2pm to 3pm.")

    sue.keys("Ctrl+K")
    sue.type("Meera Patel")
    sue.keys("Return")
    sue.until(sue.dialog)
    sue.tab_to("Date of birth")
    sue.type("14/3/51")
    sue.keys("Ctrl+Return")
    sue.offers("Book Meera Patel: Crafternoon, today 2pm")
    sue.keys("Return")
    sue.says("Booked. Meera Patel: Crafternoon, Monday 23 November, 2pm to 3pm.")
    sue.until(lambda: sue.lines() == [("Meera Patel", "Booked")])

    store = request.getfixturevalue("store")
    rows = select(activity.c.name, place.c.name, session.c.booked, session.c.places)
    joined = rows.select_from(session.join(activity).join(place, session.c.place == place.c.id))
    assert tuple(store.read(lambda db: db.one(joined))) == ("Crafternoon", "Waiting room", 1, 9)
