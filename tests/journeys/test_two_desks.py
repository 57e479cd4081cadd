"""Two desks at once: the last place, what the other sees, and one person changed by both."""

import getpass
from datetime import time

import pytest
from sqlalchemy import func, select

from desktop.data.tables import person, step
from tests.makers import TODAY, a_person, a_session

FULL = "Not booked. Crafternoon is full: 1 of 1."
BECAME_FULL = "Not added. Crafternoon has become full. Enter adds Mr Hume to the waiting list."
BOOKED = "Booked. {0}: Crafternoon, Monday 23 November, 2pm to 4pm."


@pytest.fixture
def people(store):
    """Everybody the two desks have to do with."""
    return [a_person(store), a_person(store, "Derek", "Hume", title="Mr")]


@pytest.fixture
def desks(open_at, url, people):
    return open_at(url, "desk 1"), open_at(url, "desk 2")


def bring(desk, text, first):
    """Find somebody and take them to Sign-ups, one Enter before the booking."""
    desk.find_anything(text, first)
    desk.keys("Return")
    called = {"Patel, Meera (Mrs)": "Mrs Patel", "Hume, Derek (Mr)": "Mr Hume"}[first]
    desk.offers(f"Book {called}: Crafternoon, today 2pm")


def change_person(desk, text, first):
    desk.find_anything(text, first)
    desk.keys("F2")
    desk.until(desk.window.rooms.room("people").page.shows_person)
    desk.keys("E")
    desk.until(desk.dialog)


@pytest.fixture
def last_place(store):
    return a_session(store, on=TODAY, starts=time(14), ends=time(16), places=1)


@pytest.mark.usefixtures("last_place")
def test_of_two_enters_for_the_last_place_one_is_refused_and_does_nothing(desks, store, bookings):
    sue, raj = desks
    bring(sue, "patel", "Patel, Meera (Mrs)")
    bring(raj, "hume", "Hume, Derek (Mr)")
    books = select(func.count()).where(step.c.use_case == "signups.book")
    before = store.read(lambda db: db.value(books))
    sue.keys("Return")
    raj.keys("Return")
    sue.until(lambda: sue.said() and raj.said())
    said = {"Meera": sue.said(), "Derek": raj.said()}
    ((first, status),) = bookings()
    loser = next(name for name in said if name != first)
    assert status == "booked"
    assert said[first] == BOOKED.format({"Meera": "Mrs Patel", "Derek": "Mr Hume"}[first])
    assert said[loser] == FULL
    assert store.read(lambda db: db.value(books)) == before + 1


@pytest.mark.usefixtures("last_place")
def test_the_one_who_is_refused_keeps_the_person_and_sees_who_has_the_place(desks, bookings):
    sue, raj = desks
    bring(sue, "patel", "Patel, Meera (Mrs)")
    bring(raj, "hume", "Hume, Derek (Mr)")
    sue.keys("Return")
    sue.says(BOOKED.format("Mrs Patel"))
    raj.keys("Return")
    raj.until(lambda: raj.said() in (FULL, BECAME_FULL))
    raj.offers("Add to the waiting list, 1st")
    raj.until(lambda: raj.lines() == [("Meera Patel", "Booked")])
    assert raj.signups.finder.box.text() == "Derek Hume"
    assert raj.signups.finder.box.hasFocus()
    raj.keys("Return")
    assert bookings() == [("Meera", "booked")]


def test_what_one_desk_does_the_other_paints_by_itself(desks, store):
    sue, raj = desks
    a_session(store, on=TODAY, starts=time(14), ends=time(16))
    raj.keys("Alt+2")
    raj.until(lambda: raj.signups.middle.heading.title.text() == "Crafternoon")
    bring(sue, "patel", "Patel, Meera (Mrs)")
    sue.keys("Return")
    raj.until(lambda: raj.lines() == [("Meera Patel", "Booked")])
    sue.says(BOOKED.format("Mrs Patel"))
    sue.leave_finder()
    sue.go_down_to("Meera Patel")
    sue.type("a")
    sue.says("Meera Patel has arrived. Marked at 9:30am.")
    raj.until(lambda: raj.lines() == [("Meera Patel", "Arrived")])
    sue.keys("Ctrl+Z")
    raj.until(lambda: raj.lines() == [("Meera Patel", "Booked")])
    assert raj.said() == ""


def test_an_undo_of_what_another_desk_has_changed_since_takes_nothing_from_them(
    desks, store, bookings
):
    sue, raj = desks
    a_session(store, on=TODAY, starts=time(14), ends=time(16))
    bring(sue, "patel", "Patel, Meera (Mrs)")
    sue.keys("Return")
    sue.says(BOOKED.format("Mrs Patel"))
    raj.keys("Alt+2")
    raj.until(lambda: raj.lines() == [("Meera Patel", "Booked")])
    raj.leave_finder()
    raj.go_down_to("Meera Patel")
    raj.type("a")
    raj.says("Meera Patel has arrived. Marked at 9:30am.")
    sue.leave_finder()
    sue.keys("Ctrl+Z")
    sue.until(lambda: sue.said().startswith("Not undone."))
    assert bookings() == [("Meera", "arrived")]


def test_two_desks_change_one_person_and_the_second_loses_nothing(desks, people, store):
    sue, raj = desks
    for desk in desks:
        change_person(desk, "patel", "Patel, Meera (Mrs)")
    sue.tab_to("Email")
    sue.type("meera@example.org")
    raj.tab_to("Likes to be called")
    raj.type("Mimi")
    sue.keys("Ctrl+Return")
    sue.until(lambda: not sue.dialog())
    raj.keys("Ctrl+Return")
    raj.until(lambda: raj.dialog() and not raj.dialog().shows_form())
    assert raj.dialog().messages.sentence() == (
        f"Not changed. {getpass.getuser()} changed this at 9:30am, at desk 1. "
        "Here is theirs, and yours."
    )
    raj.keys("Ctrl+Return")  # theirs and yours are chosen as each was typed
    raj.until(lambda: not raj.dialog())
    columns = select(person.c.email, person.c.preferred).where(person.c.id == people[0])
    assert tuple(store.read(lambda db: db.one(columns))) == ("meera@example.org", "Mimi")


def test_two_desks_type_different_words_and_the_second_chooses(desks, people, store):
    sue, raj = desks
    for desk, name in ((sue, "Mimi"), (raj, "Meeru")):
        change_person(desk, "patel", "Patel, Meera (Mrs)")
        desk.tab_to("Likes to be called")
        desk.type(name)
    sue.keys("Ctrl+Return")
    sue.until(lambda: not sue.dialog())
    raj.keys("Ctrl+Return")
    raj.until(lambda: raj.dialog() and not raj.dialog().shows_form())
    mine = "Likes to be called. Use mine: Meeru"
    raj.until(lambda: raj.focus().accessibleName() == mine)
    raj.keys("Up")
    assert raj.focus().accessibleName() == "Likes to be called. Use theirs: Mimi"
    raj.keys("Ctrl+Return")
    raj.until(lambda: not raj.dialog())
    kept = select(person.c.preferred).where(person.c.id == people[0])
    assert store.read(lambda db: db.value(kept)) == "Mimi"
