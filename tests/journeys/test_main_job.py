"""The main job by keyboard alone: found, booked, refused, cancelled, undone, marked, made new."""

import pytest
from sqlalchemy import select

from desktop import console
from desktop.data.tables import booking, person, phone, session
from tests.makers import a_person

PATIENTS = """Family name,Forename,Title,DOB,NHS Number,Telephone
O’Connell-Núñez,Siobhán,Ms,14/03/1951,999 012 3055,07700 900160
Hume,Derek,Mr,8/2/1943,,
"""
BOOK = "Book Mrs Patel: Crafternoon, today 2pm"
BOOKED = "Booked. Mrs Patel: Crafternoon, Monday 23 November, 2pm to 4pm."
CANCELLED = "Cancelled. Mrs Patel: Crafternoon, Monday 23 November, 2pm to 4pm."
ALREADY = "Not booked. Mrs Patel is already booked on Crafternoon."

pytestmark = pytest.mark.usefixtures("crafternoon")


@pytest.fixture
def two_patels(store, mrs_patel):
    """Another Patel, before Meera in the list."""
    a_person(store, "Anil", "Patel", title="Mr")
    return mrs_patel


def test_from_ctrl_k_to_booked_is_a_name_an_arrow_and_two_enters(two_patels, sue, bookings):
    sue.find_anything("patel", "Patel, Anil (Mr)")
    sue.keys("Down", "Return")
    sue.offers(BOOK)
    assert bookings() == []
    sue.keys("Return")
    sue.says(BOOKED)
    sue.until(lambda: sue.lines() == [("Meera Patel", "Booked")])
    assert sue.pressed == ["Ctrl+K", "patel", "Down", "Return", "Return"]
    assert bookings() == [("Meera", "booked")]


def test_enters_that_come_before_the_answers_book_the_right_person_once(two_patels, sue, bookings):
    sue.keys("Ctrl+K")
    sue.type("patel m")
    sue.keys("Return")  # before the list belongs to all seven letters
    sue.until(lambda: sue.window.rooms.name() == "signups")
    sue.keys("Return", "Return")  # before her card is there
    sue.says(BOOKED)
    assert bookings() == [("Meera", "booked")]


def test_the_booking_is_there_when_the_window_is_opened_again(sue_with_a_booking, open_at, url):
    sue_with_a_booking.window.close()
    tomorrow = open_at(url)
    tomorrow.keys("Alt+2")
    tomorrow.until(lambda: tomorrow.lines() == [("Meera Patel", "Booked")])
    tomorrow.find_anything("900160", "Patel, Meera (Mrs)")
    tomorrow.keys("Return")
    tomorrow.offers("Mrs Patel is booked")


def test_a_second_booking_is_refused_in_a_sentence(sue_with_a_booking, bookings):
    sue = sue_with_a_booking
    sue.offers("Mrs Patel is booked")
    sue.keys("Return")
    sue.says(ALREADY)
    assert bookings() == [("Meera", "booked")]


def test_a_booking_is_cancelled_with_a_reason_and_undone(sue_with_a_booking, store, bookings):
    sue = sue_with_a_booking
    sue.leave_finder()
    sue.go_down_to("Meera Patel")
    sue.keys("Del")
    sue.type("Has a cold")
    sue.keys("Return")
    sue.says(CANCELLED)
    sue.until(lambda: sue.lines() == [])
    kept = store.read(lambda db: db.one(select(booking.c.status, booking.c.reason)))
    assert tuple(kept) == ("cancelled", "Has a cold")

    sue.keys("Ctrl+Z")
    sue.says("Undid: cancelled Mrs Patel on Crafternoon, today.")
    sue.until(lambda: sue.lines() == [("Meera Patel", "Booked")])
    assert bookings() == [("Meera", "booked")]


def test_a_booking_is_undone_in_words_and_the_place_is_free_again(sue_with_a_booking, store):
    sue = sue_with_a_booking
    sue.leave_finder()
    sue.keys("Ctrl+Z")
    sue.says("Undid: booked Mrs Patel on Crafternoon, today.")
    sue.until(lambda: sue.lines() == [])
    assert store.read(lambda db: db.value(select(session.c.booked))) == 0


def test_somebody_who_comes_is_marked_by_one_letter(sue_with_a_booking, bookings):
    sue = sue_with_a_booking
    sue.leave_finder()
    sue.go_down_to("Meera Patel")
    sue.type("a")
    sue.says("Meera Patel has arrived. Marked at 9:30am.")
    sue.until(lambda: sue.lines() == [("Meera Patel", "Arrived")])
    assert bookings() == [("Meera", "arrived")]


def test_somebody_new_is_made_of_what_was_typed_and_booked(sue, store, bookings):
    sue.keys("Ctrl+K")
    sue.type("Nadia Rahman")
    sue.keys("Return")
    sue.until(sue.dialog)
    sue.tab_to("Phone")
    sue.type("07700 900161")
    sue.keys("Ctrl+Return")
    sue.until(lambda: not sue.dialog())
    sue.offers("Book Nadia Rahman: Crafternoon, today 2pm")
    sue.keys("Return")
    sue.says("Booked. Nadia Rahman: Crafternoon, Monday 23 November, 2pm to 4pm.")
    assert bookings() == [("Nadia", "booked")]
    made = select(person.c.first, person.c.last, phone.c.number).join_from(phone, person)
    assert tuple(store.read(lambda db: db.one(made))) == ("Nadia", "Rahman", "+447700900161")


def test_somebody_from_an_imported_file_is_found_and_booked(open_at, url, tmp_path, bookings):
    file = tmp_path / "patients.csv"
    file.write_text(PATIENTS, encoding="utf-8")
    assert console.main(["import", "patients", str(file), "--database", url]) == console.DONE
    sue = open_at(url)
    for text in ("oconnell nunez", "14/3/51", "999 012 3055", "900160"):
        sue.find_anything(text, "O’Connell-Núñez, Siobhán (Ms)")
        sue.keys("Escape")
    sue.find_anything("siobhan", "O’Connell-Núñez, Siobhán (Ms)")
    sue.keys("Return", "Return")
    sue.says("Booked. Ms O’Connell-Núñez: Crafternoon, Monday 23 November, 2pm to 4pm.")
    assert bookings() == [("Siobhán", "booked")]
