"""From a mark at the door to what it asks of the desk afterwards, by keyboard."""

from datetime import UTC, datetime
from functools import partial

import pytest
from sqlalchemy import select

from desktop.data import same_day, signups
from desktop.data.tables import booking, person, to_ring
from tests.makers import a_person

HALF_PAST_TWO = datetime(2026, 11, 23, 14, 30, tzinfo=UTC)
NUMBER = {"number": "+447700900160", "emergency_name": "Raj, son"}


@pytest.fixture
def anna(store, crafternoon):
    """Somebody booked who agreed to be rung the same day if not here."""
    who = a_person(store, "Anna", "Marsh", emergency_phone="+447700900161", **NUMBER)
    store.write(partial(signups.book, session_id=crafternoon, person_id=who))
    store.write(partial(same_day.agree, person_id=who))
    return who


def to_do(desk):
    desk.keys("Alt+7")
    model = desk.window.rooms.room("todo").middle.model
    return [str(model.data(model.index(n))) for n in range(model.rowCount())]


def test_who_agreed_and_is_not_here_is_on_to_do_until_she_comes(anna, open_at, url, store, clock):
    clock.now = HALF_PAST_TWO
    sue = open_at(url)  # a desk that was off until now

    def outcomes():
        calls = select(to_ring.c.outcome).where(to_ring.c.kind == "not here")
        return [row.outcome for row in store.read(lambda db: db.all(calls))]

    sue.until(lambda: outcomes() == [""])
    sue.until(lambda: any("Anna Marsh" in line for line in to_do(sue)))
    sue.keys("Alt+2")
    sue.leave_finder()
    sue.go_down_to("Anna Marsh")
    sue.keys("L")
    sue.until(lambda: sue.lines() == [("Anna Marsh", "Came late")])
    assert outcomes() == ["withdrawn"]
    sue.until(lambda: not any("not here" in line for line in to_do(sue)))


def test_the_session_is_marked_counted_and_wrapped_up_without_a_mouse(sue_with_a_booking, store):
    sue = sue_with_a_booking
    sue.keys("Escape", "Escape")
    sue.leave_finder()
    sue.keys("W")
    sue.until(sue.signups.foot._walk_in.isVisible)
    sue.type("joan smith")
    rows = sue.signups.finder.model
    sue.until(lambda: rows.rowCount() == 1 and rows.row(0).words.endswith("“joan smith”"))
    sue.keys("Down", "Return")
    sue.until(lambda: ("Joan Smith", "Walked in") in sue.lines())
    sue.leave_finder()
    sue.keys("H")
    sue.until(sue.dialog)
    sue.keys("+", "+", "Return")
    sue.until(lambda: sue.dialog() is None)
    sue.keys("U")
    sue.until(sue.dialog)
    sue.keys("X")
    sue.until(lambda: ("Meera Patel", "Did not come") in sue.lines())
    sue.keys("Ctrl+Return")
    sue.says("Wrapped up Crafternoon.")
    sue.keys("Ctrl+Z", "Ctrl+Z")
    sue.until(lambda: ("Meera Patel", "Booked") in sue.lines())
    names = select(person.c.first, booking.c.walked_in).join_from(booking, person)
    found = sorted(tuple(row) for row in store.read(lambda db: db.all(names)))
    assert found == [("Joan", True), ("Meera", False)]
