"""A freed place, from the register to the one who waits, by keyboard and with two desks."""

from functools import partial

import pytest

from desktop.data import signups, waiting
from tests.makers import TODAY, a_person, a_session, time


@pytest.fixture
def freed(store):
    """A session with one freed place and two who wait for it."""
    crafts = a_session(store, on=TODAY, starts=time(14), ends=time(16), places=1)
    first = store.write(partial(signups.book, session_id=crafts, person_id=a_person(store)))
    for name in ("Ivy", "Bill"):
        who = a_person(store, name, "Marsh", number="+447700900123")
        store.write(partial(waiting.wait, session_id=crafts, person_id=who))
    store.write(partial(signups.cancel, booking_id=first.value.booking_id))
    return crafts


@pytest.fixture
def desks(open_at, url, freed):
    return open_at(url, "desk 1"), open_at(url, "desk 2")


def heads(desk):
    model = desk.window.rooms.room("todo").middle.model
    return [str(model.data(model.index(n))) for n in range(model.rowCount())]


def to_do(desk):
    desk.keys("Alt+7")
    desk.until(lambda: heads(desk))
    return desk.window.rooms.room("todo")


def test_while_one_desk_rings_the_other_sees_it_and_offers_the_place_to_nobody(desks):
    sue, raj = desks
    to_do(sue)
    sue.until(lambda: "Held for you until" in heads(sue)[0])
    room = to_do(raj)
    raj.until(lambda: "Held by desk 1 until" in heads(raj)[0])
    raj.keys("1")
    assert room.call._acts == []
    sue.sit_down()
    sue.keys("3")
    sue.until(lambda: sue.window.rooms.room("todo").call._name.text() == "Bill Marsh")
    sue.until(lambda: "Held for you until" in heads(sue)[0])
    sue.keys("1")
    sue.until(lambda: sue.said().startswith("Booked Mrs Marsh: Crafternoon, Monday 23 November."))
    sue.until(lambda: not heads(sue))
    raj.until(lambda: not heads(raj))


def test_a_desk_that_goes_elsewhere_lets_the_place_go(desks):
    sue, raj = desks
    to_do(sue)
    sue.until(lambda: "Held for you until" in heads(sue)[0])
    sue.keys("Alt+1")
    to_do(raj)
    raj.until(lambda: "Held for you until" in heads(raj)[0])


def test_a_yes_is_taken_back_by_one_undo_and_the_turn_is_as_it_was(desks):
    sue, _raj = desks
    to_do(sue)
    sue.keys("1")
    sue.until(lambda: sue.said().startswith("Booked Mrs Marsh"))
    sue.keys("Ctrl+Z")
    sue.until(lambda: sue.said().startswith("Undid: wrote down what Mrs Marsh said"))
    sue.until(lambda: any("1st, Ivy Marsh" in each for each in heads(sue)))
