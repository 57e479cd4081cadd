"""From the work to paper by keyboard alone: a card with the booking, and what is on the screen."""

import pytest

from tests.makers import TODAY

pytestmark = pytest.mark.usefixtures("crafternoon")
MONDAY = TODAY  # the tests' today is one


def room_of_paper(desk):
    desk.until(lambda: desk.window.rooms.name() == "printroom")
    room = desk.window.rooms.open_room()
    desk.until(lambda: room.page.preview.place()[1] > 0)
    return room


def test_ctrl_enter_books_and_where_no_printer_is_kept_the_card_waits_in_print(
    mrs_patel, sue, bookings
):
    sue.find_anything("patel m", "Patel, Meera (Mrs)")
    sue.keys("Return", "Ctrl+Return")
    room = room_of_paper(sue)
    assert bookings() == [("Meera", "booked")]
    assert room.document().name == "card"
    sue.until(room.catalogue.buttons["card"].hasFocus)
    assert sue.said().startswith("Mrs Patel is booked. Choose the printer for cards")


def test_ctrl_p_prints_the_register_that_is_shown_and_from_the_calendar_the_week(sue, crafternoon):
    sue.keys("Alt+2")
    sue.until(sue.signups.middle.shown)
    sue.keys("Ctrl+P")
    room = room_of_paper(sue)
    assert (room.document().name, room.subject.session_id) == ("register", crafternoon)
    sue.keys("Alt+1", "Ctrl+P")
    sue.until(lambda: room.document().name == "timetable")
    assert (room.subject.first, room.subject.session_id) == (MONDAY, None)
