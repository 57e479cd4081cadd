"""Who comes along and how they get here, by keyboard alone: booked, added, driven, taken back."""

from functools import partial

import pytest
from sqlalchemy import select

from desktop.data import signups
from desktop.data.tables import companion, ride, session
from desktop.ui.signups.kinds import Kind
from tests.makers import a_person, places


@pytest.fixture
def sue(open_at, sqlite_url):
    """A receptionist at the practice's only desk."""
    return open_at(sqlite_url)


@pytest.fixture
def store(file_store):
    return file_store


def under(sue):
    """What stands under the bookings on the register."""
    model = sue.signups.middle.model
    rows = [model.row(n) for n in range(model.rowCount())]
    return [(row.name, row.status) for row in rows if row.kind in (Kind.ALONG, Kind.RIDE)]


def name_box(sue):
    sue.until(lambda: sue.dialog() and sue.focus().objectName() == "companion_name")


def test_two_are_booked_together_and_an_interpreter_comes_too(crafternoon, mrs_patel, sue, store):
    sue.find_anything("patel m", "Patel, Meera (Mrs)")
    sue.keys("Return")
    sue.offers("Book Mrs Patel: Crafternoon, today 2pm")
    sue.keys("Ctrl+G")
    name_box(sue)
    sue.type("Jo Reid")
    sue.until(lambda: sue.dialog().act.words() == "Book Mrs Patel and 1 more")
    sue.keys("Return")
    sue.says("Booked. Mrs Patel with Jo Reid.")
    sue.until(lambda: under(sue) == [("Jo Reid", "Comes along")])
    assert store.read(lambda db: db.value(select(session.c.booked))) == 2

    sue.leave_finder()
    sue.go_down_to("Meera Patel")
    sue.keys("G")
    name_box(sue)
    sue.tab_to("Comes as")
    sue.keys("End")  # an interpreter is the last of the list
    sue.tab_to("Confirmed")
    sue.keys("Space", "Return")
    sue.says("Added. Interpreter with Mrs Patel.")
    sue.until(lambda: under(sue)[1:] == [("Interpreter", "Confirmed")])
    sue.keys("Ctrl+Z")
    sue.until(lambda: len(under(sue)) == 1)
    assert sue.said().startswith("Undid: added who comes along with Mrs Patel to Crafternoon")


def test_a_companion_without_a_name_is_refused_in_a_sentence(sue_with_a_booking):
    sue = sue_with_a_booking
    sue.keys("Ctrl+G")
    name_box(sue)
    sue.keys("Return")
    assert sue.dialog().form.name.sentence() == (
        "Give a name, so that the register says who comes."
    )
    sue.keys("Escape")
    sue.until(lambda: sue.dialog() is None)


def test_one_of_two_is_cancelled_by_a_key_on_their_line(sue_with_a_booking, store):
    sue = sue_with_a_booking
    sue.keys("Ctrl+G")
    name_box(sue)
    sue.type("Jo Reid")
    sue.keys("Return")
    sue.until(lambda: under(sue) == [("Jo Reid", "Comes along")])
    sue.leave_finder()
    sue.go_down_to("Jo Reid")
    sue.keys("Delete")
    sue.says("Cancelled. Jo Reid does not come along with Mrs Patel.")
    sue.until(lambda: under(sue) == [])
    assert store.read(lambda db: db.value(select(companion.c.status))) == "cancelled"


def test_a_ride_is_written_down_and_a_taxi_booked_and_its_cancelling_is_said(
    sue_with_a_booking, store
):
    sue = sue_with_a_booking
    sue.leave_finder()
    sue.go_down_to("Meera Patel")
    sue.keys("I")
    sue.until(lambda: sue.dialog() and sue.focus().objectName() == "ride_from")
    sue.type("12 Elm Road")
    sue.keys("Return")
    sue.says("Saved. The ride of Mrs Patel.")
    sue.until(lambda: under(sue) == [("Needs a ride there and home", "To find")])

    sue.keys("I")
    sue.until(lambda: sue.dialog() and sue.focus().objectName() == "ride_from")
    sue.tab_to("Still to be found")
    sue.keys("Down")
    sue.tab_to("Firm")
    sue.type("Ace Cars")
    sue.tab_to("Reference")
    sue.type("4411")
    sue.keys("Return")
    sue.until(lambda: under(sue) == [("Taxi there and home: Ace Cars, reference 4411", "")])

    sue.keys("Delete", "Return")
    sue.says(
        "Cancelled. Mrs Patel: Crafternoon, Monday 23 November, 2pm to 4pm. "
        "Cancel the taxi, too: Ace Cars, reference 4411."
    )
    assert store.read(lambda db: db.value(select(ride.c.status))) == "cancelled"


def test_a_seat_in_a_car_is_given(sue_with_a_booking, store):
    a_person(store, "Ravi", "Shah", title="Mr")
    sue = sue_with_a_booking
    sue.keys("Ctrl+I")
    sue.until(lambda: sue.dialog() and sue.focus().objectName() == "ride_from")
    sue.tab_to("Add a car")
    sue.keys("Space")
    sue.until(lambda: sue.dialog().objectName() == "car")
    sue.keys("Space")
    sue.until(lambda: sue.dialog().objectName() == "find_person")
    sue.type("shah")
    sue.until(lambda: sue.dialog().finder.person() is not None)
    sue.keys("Return")
    sue.until(lambda: sue.dialog() and sue.dialog().objectName() == "car")
    sue.keys("Return")
    sue.until(lambda: sue.dialog() and sue.dialog().objectName() == "ride")
    sue.until(lambda: [each.text() for each in sue.dialog().form.cars] == [
        "Ravi Shah, there and home, 3 of 3 seats left"])  # fmt: skip
    assert sue.dialog().form.cars[0].isChecked()
    sue.keys("Return")
    sue.until(lambda: under(sue) == [("Ride there and home: Ravi Shah's car", "")])


def test_both_wait_where_it_is_full(crafternoon, mrs_patel, sue, store):
    store.write(places(crafternoon, 1))
    other = a_person(store, "Zoe")
    store.write(partial(signups.book, session_id=crafternoon, person_id=other))
    sue.find_anything("patel m", "Patel, Meera (Mrs)")
    sue.keys("Return")
    sue.offers("Add to the waiting list, 1st")
    sue.keys("Ctrl+G")
    name_box(sue)
    sue.type("Jo Reid")
    assert sue.dialog().act.words() == "Mrs Patel and 1 more: add to the waiting list"
    sue.keys("Return")
    sue.says(
        "Mrs Patel is 1st on the waiting list for Crafternoon, Monday 23 November. With Jo Reid."
    )
    assert store.read(lambda db: db.value(select(session.c.waiting))) == 2
