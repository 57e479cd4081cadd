"""A full session, from the first who waits to the last who rings back, at two desks."""

from functools import partial

import pytest

from desktop.data import signups
from desktop.ui.signups.rows import Kind
from tests.makers import TODAY, a_person, a_session

IN_FULL = "Crafternoon, Monday 23 November"


def waiting_rows(desk):
    model = desk.signups.middle.model
    rows = [model.row(n) for n in model.rows_of(Kind.WAITING)]
    return [(row.number, row.name, row.status) for row in rows]


def find(desk, text, button):
    """Find somebody from the register, and wait for what the button says."""
    for _ in range(4):
        if not desk.signups.register.hasFocus():
            desk.keys("Escape")
    desk.type(text)
    desk.offers(button)


@pytest.fixture
def full(store):
    """A crafternoon this afternoon with its only place taken, and two people at home."""
    session = a_session(store, on=TODAY, places=1)
    ann = a_person(store, "Ann", "Bostock")
    store.write(partial(signups.book, session_id=session, person_id=ann))
    a_person(store, "Nora", "Pell", title="Ms", number="+447700900111")
    a_person(store, "Omar", "Said", title="Mr", number="+447700900120")
    return session


def test_a_place_is_waited_for_offered_and_taken_by_who_rings_back(open_at, url, full, bookings):
    sue, raj = open_at(url, "desk 1"), open_at(url, "desk 2")
    for desk in (sue, raj):
        desk.keys("Alt+2")
        desk.until(lambda desk=desk: desk.lines() == [("Ann Bostock", "Booked")])
    find(sue, "pell", "Add to the waiting list, 1st")
    sue.keys("Return")
    sue.says(f"Ms Pell is 1st on the waiting list for {IN_FULL}.")
    find(raj, "said", "Add to the waiting list, 2nd")
    raj.keys("Return")
    raj.says(f"Mr Said is 2nd on the waiting list for {IN_FULL}.")
    both = [("1st", "Nora Pell", "Waiting"), ("2nd", "Omar Said", "Waiting")]
    sue.until(lambda: waiting_rows(sue) == both)
    assert bookings() == [("Ann", "booked")]

    raj.leave_finder()
    raj.go_down_to("Ann Bostock")
    raj.keys("Del", "Return")
    raj.until(lambda: raj.signups.middle.heading.left.text() == "1 place to offer")
    raj.type("o")
    raj.until(lambda: raj.window.rooms.name() == "todo")
    sue.until(lambda: waiting_rows(sue)[0] == ("1st", "Nora Pell", "Held to 9:45am"))
    raj.type("4")  # left a message
    raj.until(lambda: "message" in raj.said())
    assert bookings() == [("Ann", "cancelled")]

    raj.keys("Alt+2")  # who leaves the line lets go of the place
    sue.until(lambda: waiting_rows(sue) == both)
    find(sue, "pell", "Book Ms Pell: Crafternoon, today 2pm")
    sue.until(sue.signups.foot.ringing.sentences)
    assert sue.signups.foot.ringing.sentences() == [
        "Ringing about: a place in Crafternoon on Monday 23 November. "
        "Left a message. It is still free."
    ]
    sue.keys("Alt+Y")
    sue.says("Booked. Ms Pell has the place.")
    assert bookings() == [("Ann", "cancelled"), ("Nora", "booked")]
    raj.until(lambda: waiting_rows(raj) == [("1st", "Omar Said", "Waiting")])

    sue.keys("Ctrl+Z")
    sue.until(lambda: sue.said().startswith("Undid: gave Ms Pell the place they were rung about"))
    raj.until(lambda: waiting_rows(raj) == both)
    assert bookings() == [("Ann", "cancelled")]
