"""Somebody is here twice: one desk makes one of them while the other has them in hand."""

from datetime import time

import pytest
from PySide6.QtWidgets import QDialog

from tests.makers import TODAY, a_person, a_session


@pytest.fixture
def desks(open_at, url, store):
    a_person(store, number="+447700900142")
    a_person(store, "Mira", title="")
    a_session(store, on=TODAY, starts=time(14), ends=time(16))
    return open_at(url, "desk 1"), open_at(url, "desk 2")


def merge(sue):
    """Open Mrs Patel's page, find the other record with M, and make one of them."""
    sue.find_anything("meera", "Patel, Meera (Mrs)")
    sue.keys("F2")
    room = sue.window.rooms.room("people")
    sue.until(room.page.area.hasFocus)
    sue.keys("M")
    sue.until(lambda: room.merging is not None and room.merging.finder.box.hasFocus())
    sue.type("mira")
    sue.keys("Return")
    sue.until(room.merging.compares)
    sue.keys("Ctrl+Return")
    sue.says("Two records of Mrs Meera Patel are one.")
    sue.until(lambda: not any(d.isVisible() for d in sue.window.findChildren(QDialog)))


def test_who_is_merged_while_another_desk_books_them_is_booked_under_the_name_that_stays(
    desks, bookings
):
    sue, raj = desks
    raj.find_anything("mira", "Patel, Mira")
    raj.keys("Return")
    raj.offers("Book Mira Patel: Crafternoon, today 2pm")
    merge(sue)
    raj.offers("Book Mrs Patel: Crafternoon, today 2pm")
    raj.keys("Return")
    raj.until(raj.said)
    assert raj.said() == "Booked. Mrs Patel: Crafternoon, Monday 23 November, 2pm to 4pm."
    assert bookings() == [("Meera", "booked")]
    sue.keys("Ctrl+K")
    sue.type("mira")
    sue.until(lambda: sue.found()[:1] == ["Patel, Meera (Mrs)"])
