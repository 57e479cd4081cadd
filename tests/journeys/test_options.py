"""Lunch at the desk, by keyboard alone: ticked, counted in the heading, refused when it is full."""

from datetime import time
from functools import partial

import pytest

from desktop.data import companions, options, signups, waiting
from desktop.data.tables import activity_option, session
from desktop.rules.companions import Brought
from tests.makers import TODAY, a_person, a_session, an_activity, people


@pytest.fixture
def store(file_store):
    return file_store


@pytest.fixture
def club(store):
    """Lunch club this afternoon with 2 lunches, 1 of them taken, and Mrs Patel without."""
    made = an_activity(store, "Lunch club")
    lunch = store.write(
        lambda db: db.add(activity_option, activity=made, name="Lunch", places=2)
    ).value
    today = a_session(store, activity_id=made, on=TODAY, starts=time(14), ends=time(16))
    for who, takes in ((people(store, 1)[0], True), (a_person(store), False)):
        booked = store.write(partial(signups.book, session_id=today, person_id=who)).value
        if takes:
            step = partial(options.choose, booking_id=booked.booking_id, option_id=lunch)
            store.write(step)
    return today, lunch, booked.booking_id


@pytest.fixture
def sue(club, open_at, sqlite_url):
    sue = open_at(sqlite_url)
    sue.keys("Alt+2")
    sue.leave_finder()
    return sue


def heading(sue):
    return sue.signups.middle.heading._when.accessibleName()


def needs(sue, name):
    lines = sue.signups.middle.shown().lines
    return next([each.words for each in line.needs] for line in lines if line.name == name)


def test_lunch_is_ticked_counted_and_taken_back(sue):
    assert "Lunch 1 of 2." in heading(sue)
    sue.go_down_to("Meera Patel")
    sue.keys("P")
    sue.until(lambda: sue.dialog() and sue.focus().accessibleName() == "Lunch, 1 of 2 taken")
    sue.keys("Space", "Return")
    sue.says("Saved. Mrs Patel: Lunch.")
    sue.until(lambda: "Lunch 2 of 2." in heading(sue))
    assert needs(sue, "Meera Patel") == ["First visit", "Lunch"]
    sue.keys("Ctrl+Z")
    sue.until(lambda: needs(sue, "Meera Patel") == ["First visit"])
    assert sue.said().startswith("Undid: changed what Mrs Patel takes on Lunch club")


def test_the_last_lunch_another_desk_took_is_refused_and_the_dialog_stays(sue, store, club):
    today, lunch, _mine = club
    sue.go_down_to("Meera Patel")
    sue.keys("P")
    sue.until(lambda: sue.dialog() and sue.focus().accessibleName() == "Lunch, 1 of 2 taken")
    ivy = a_person(store, "Ivy", "Cole")
    theirs = store.write(partial(signups.book, session_id=today, person_id=ivy)).value.booking_id
    store.write(partial(options.choose, booking_id=theirs, option_id=lunch))
    sue.keys("Space", "Return")
    sue.until(lambda: sue.dialog() and sue.dialog().notice.isVisible())
    assert sue.dialog().notice.sentence() == "Not added. Lunch is full: 2 of 2."
    sue.keys("Escape")
    sue.until(lambda: sue.dialog() is None)


def test_lunch_for_who_comes_along_is_asked_with_how_many(sue, store, club):
    _today, _lunch, mine = club
    store.write(partial(companions.add, booking_id=mine, brought=[Brought("Jo Reid")]))
    sue.until(lambda: any(line.along for line in sue.signups.middle.shown().lines))
    sue.go_down_to("Meera Patel")
    sue.keys("P")
    sue.until(lambda: sue.dialog() and sue.focus().accessibleName() == "Lunch, 1 of 2 taken")
    sue.keys("Space")
    sue.tab_to("How many take Lunch")
    sue.keys("Down", "Return")
    sue.until(lambda: sue.dialog() and sue.dialog().notice.isVisible())
    assert sue.dialog().notice.sentence() == "Not added. Lunch has 1 left: 1 of 2."


def test_nothing_is_asked_where_the_activity_has_no_options(store, open_at, sqlite_url):
    today = a_session(store, on=TODAY, starts=time(14), ends=time(16))
    store.write(partial(signups.book, session_id=today, person_id=a_person(store)))
    sue = open_at(sqlite_url)
    sue.keys("Alt+2")
    sue.leave_finder()
    sue.go_down_to("Meera Patel")
    assert sue.signups.middle.key_buttons["P"].isHidden()
    sue.keys("P")
    sue.until(lambda: sue.said() == "Crafternoon has no options. They are written in Activities.")


def test_who_waits_wants_lunch_and_it_stands_with_their_turn(sue, store, club):
    today, _lunch, _mine = club
    store.write(lambda db: db.change(session, today, places=2))
    ivy = a_person(store, "Ivy", "Cole")
    store.write(partial(waiting.wait, session_id=today, person_id=ivy))
    sue.until(lambda: sue.signups.middle.shown().waiting)
    sue.go_down_to("Ivy Cole")
    sue.keys("P")
    sue.until(lambda: sue.dialog() and sue.focus().accessibleName() == "Lunch, 1 of 2 taken")
    sue.keys("Space", "Return")
    sue.says("Saved. Mrs Cole with a place: Lunch, if there is any then.")
    sue.until(lambda: sue.signups.middle.shown().waiting[0].needs)
    assert sue.signups.middle.shown().waiting[0].needs[-1].words == "Lunch"
