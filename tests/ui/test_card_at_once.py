"""Ctrl+Enter in Sign-ups and P on a person's page: booked, and the card printed at once."""

from functools import partial

import pytest
from PySide6.QtCore import Qt

from desktop.data import signups
from desktop.data.tables import booking
from desktop.ui.people.screen import PeopleScreen
from desktop.ui.printing.kept import Kept, keep
from desktop.ui.printroom.screen import PrintScreen
from tests.makers import a_person, a_session, people
from tests.ui.test_printroom import FakePrinters, home  # noqa: F401 -- a fixture
from tests.ui.test_signups import open_room  # noqa: F401 -- a fixture

Key, CTRL = Qt.Key, Qt.KeyboardModifier.ControlModifier
BOOKED = "Booked. Mrs Patel: Crafternoon, Thursday 26 November, 2pm to 4pm."
pytestmark = pytest.mark.usefixtures("plain_look", "home")


@pytest.fixture
def session(file_store):
    return a_session(file_store, places=1)


@pytest.fixture
def patel(file_store):
    return a_person(file_store, "Meera")


@pytest.fixture
def card_printer(home):  # noqa: F811
    """This PC keeps a printer and a tray for cards."""
    keep(home, "card", Kept("Desk printer", "Lower", copies=2, paper="a6"))
    return FakePrinters("Desk printer")


@pytest.fixture
def desk(session, patel, open_room):  # noqa: F811
    """Return a function that opens Sign-ups at a desk with a printer, found somebody to book."""

    def open_it(printers=None, text="patel"):
        room = open_room()
        room.walks = []
        room.screen.go_to.connect(lambda place, about: room.walks.append((place, about)))
        room.screen.cards.at_once().printers = printers or FakePrinters()
        room.find(text)
        return room

    return open_it


def book_with_card(room, key=Key.Key_Return):
    room.qtbot.keyClick(room.screen.window().focusWidget(), key, CTRL)


def test_ctrl_enter_books_and_the_card_goes_to_the_tray_kept_for_cards(desk, card_printer):
    room = desk(card_printer)
    book_with_card(room)
    room.says(f"{BOOKED} The card is printing.")
    room.until(lambda: bool(card_printer.pdfs))
    order = card_printer.orders[0]
    assert (order.printer, order.tray, order.copies, order.paper) == (
        "Desk printer", "Lower", 2, "a6",
    )  # fmt: skip
    assert order.title == "Appointment card"
    assert [status for _who, status in room.stored()] == ["booked"]
    assert room.walks == []


def test_pressed_before_the_answer_is_there_it_waits_for_it_and_enter_alone_prints_no_card(
    desk, card_printer
):
    room = desk(card_printer, "p")
    room.screen.focus_finder()
    room.qtbot.keyClicks(room.box, "patel")
    book_with_card(room)
    room.until(lambda: bool(card_printer.pdfs))
    a_person(room.store, "Nora", "Webb", title="Ms")
    other = a_session(room.store, name="Bread")
    room.screen.show_session(other)
    room.until(lambda: room.screen.middle.shown().session.id == other)
    room.find("webb")
    room.key(Key.Key_Return)
    room.says("Booked. Ms Webb: Bread, Thursday 26 November, 2pm to 4pm.")
    assert len(card_printer.orders) == 1


def test_with_no_printer_kept_the_print_tab_opens_with_the_card(desk, file_store):
    room = desk()
    book_with_card(room)
    room.until(lambda: bool(room.walks))
    assert room.walks == [("card", (file_store.read(the_booking), "Mrs Patel"))]
    assert room.screen.messages.sentence() == BOOKED


def test_a_printer_that_is_gone_leaves_the_booking_and_shows_a_way_on(
    desk, card_printer, file_store
):
    card_printer.gone = True
    room = desk(card_printer)
    book_with_card(room)
    room.until(room.screen.messages.stays)
    assert room.screen.messages.sentence().startswith(
        "The booking of Mrs Patel stands. Not printed. Desk printer is not answering."
    )
    assert [status for _who, status in room.stored()] == ["booked"]
    room.qtbot.keyClick(room.box, Key.Key_S, Qt.KeyboardModifier.AltModifier)
    assert room.walks == [("card", (file_store.read(the_booking), "Mrs Patel"))]


def test_a_refused_booking_prints_nothing(desk, card_printer, session, file_store):
    room = desk(card_printer)
    room.desk._poll.stop()  # the other desk's booking is not seen yet
    other = people(file_store, 1)[0]
    file_store.write(partial(signups.book, session_id=session, person_id=other))
    book_with_card(room)
    room.until(room.screen.messages.stays)
    assert room.screen.messages.sentence().startswith("Not booked.")
    assert room.screen.cards.at_once().printing == set()
    assert room.walks == []


def test_who_goes_on_the_waiting_list_has_no_card_yet_and_it_says_so(
    desk, card_printer, session, file_store
):
    other = people(file_store, 1)[0]
    file_store.write(partial(signups.book, session_id=session, person_id=other))
    room = desk(card_printer)
    book_with_card(room)
    room.until(lambda: "waiting list" in room.screen.messages.sentence())
    assert room.screen.messages.sentence().endswith("No card: it is printed with a place.")
    assert card_printer.orders == []


def test_who_is_booked_already_gets_the_card_again(desk, card_printer, session, patel):
    room = desk(card_printer)
    room.book(session, patel)
    room.until(lambda: room.lines() == [("Meera Patel", "Booked")])
    book_with_card(room)
    room.says("Mrs Patel is booked. The card is printing.")
    room.until(lambda: bool(card_printer.pdfs))
    assert len(room.stored()) == 1


@pytest.fixture
def page(open_desk, clock, patel, qtbot, card_printer):
    """Show Mrs Patel's page at a desk with a printer for cards."""
    made = PeopleScreen(open_desk(), clock)
    made.begin.at_once().printers = card_printer
    qtbot.addWidget(made)
    made.resize(1440, 844)
    made.show()
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)

    def show():
        made.show_person(patel)
        qtbot.waitUntil(made.page.area.hasFocus)
        return made

    return show


def test_p_on_a_page_prints_the_card_of_the_next_booking(
    page, card_printer, session, patel, file_store, qtbot
):
    file_store.write(partial(signups.book, session_id=session, person_id=patel))
    room = page()
    qtbot.keyClick(room.page.area, "p")
    assert room.messages.sentence() == "The card of Mrs Patel is printing."
    qtbot.waitUntil(lambda: bool(card_printer.pdfs))


def test_p_says_so_where_nothing_is_booked(page, card_printer, qtbot):
    room = page()
    qtbot.keyClick(room.page.area, "p")
    assert room.messages.sentence() == "No card to print: nothing is booked for Mrs Patel."
    assert card_printer.orders == []


def test_the_print_tab_shows_that_card_and_says_what_to_do(
    open_desk, clock, session, patel, file_store, qtbot
):
    given = file_store.write(partial(signups.book, session_id=session, person_id=patel)).value
    room = PrintScreen(open_desk(), clock)
    room.printers = FakePrinters("Desk printer")
    qtbot.addWidget(room)
    room.show_card((given.booking_id, "Mrs Patel"))
    room.show()
    qtbot.waitUntil(lambda: room.page.preview.place()[1] > 0)
    assert room.document().name == "card"
    assert room.subject.booking_id == given.booking_id
    assert room.messages.sentence().startswith("Mrs Patel is booked. Choose the printer for cards")


def the_booking(db):
    return db.value(booking.select().with_only_columns(booking.c.id))
