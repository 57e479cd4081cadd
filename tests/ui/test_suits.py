"""What else suits the person chosen, in the right pane: seen, read aloud and booked by key."""

from datetime import timedelta
from functools import partial

import pytest
from PySide6.QtCore import Qt
from sqlalchemy import select

from desktop.data import regulars
from desktop.data.tables import booking, companion, person
from desktop.rules.companions import Brought
from tests.makers import THURSDAY, a_person, a_session, an_activity, people
from tests.ui.test_signups import open_room  # noqa: F401 -- a fixture

Key, CTRL = Qt.Key, Qt.KeyboardModifier.ControlModifier
NEXT = THURSDAY + timedelta(days=7)


@pytest.fixture
def room(open_room, file_store):  # noqa: F811
    craft = an_activity(file_store)
    full = a_session(file_store, activity_id=craft, places=1)
    a_session(file_store, activity_id=craft, on=NEXT)
    a_session(file_store, name="Walking group", on=THURSDAY + timedelta(days=1))
    a_person(file_store)
    room = open_room()
    room.full = full
    return room


def ctrl(room, key):
    room.qtbot.keyClick(room.screen.window().focusWidget(), key, CTRL)


def listed(room):
    view = room.screen._suits.view
    return [each.text() for each in view.buttons if view.isVisible() and each.isVisible()]


def booked(store, person="Patel"):
    live = select(booking.c.session).where(booking.c.status == "booked")
    return store.read(lambda db: [row.session for row in db.all(live.order_by(booking.c.id))])


def test_where_it_is_tight_ctrl_o_shows_what_else_suits(room):
    room.find("patel")
    assert listed(room) == []
    assert room.screen.right.others.words() == "What else suits Mrs Patel"
    ctrl(room, Key.Key_O)
    room.until(lambda: listed(room) == ["Crafternoon", "Walking group"])
    assert not room.screen.right.others.isVisible()
    assert room.screen._suits.view.title.text() == "What else suits Mrs Patel"


def test_each_is_read_aloud_in_a_sentence(room):
    room.find("patel")
    ctrl(room, Key.Key_O)
    room.until(lambda: len(listed(room)) == 2)
    assert room.screen._suits.view.buttons[1].accessibleName() == (
        "Walking group, Friday 27 November, 2pm to 4pm. 12 places left."
    )


def test_ctrl_and_a_figure_book_that_one(room, file_store):
    room.find("patel")
    ctrl(room, Key.Key_O)
    room.until(lambda: len(listed(room)) == 2)
    ctrl(room, Key.Key_2)
    room.says("Booked. Mrs Patel: Walking group, Friday 27 November, 2pm to 4pm.")
    assert len(booked(file_store)) == 1
    room.until(lambda: listed(room) == ["Crafternoon"])


def test_a_figure_books_nothing_that_was_not_in_sight(room, file_store):
    room.find("patel")
    ctrl(room, Key.Key_1)
    room.until(lambda: len(listed(room)) == 2)
    assert booked(file_store) == []


def test_a_full_session_offers_others_by_itself(room, file_store):
    room.book(room.full, *people(file_store, 1))
    room.until(lambda: len(room.lines()) == 1)
    room.find("patel")
    room.until(lambda: listed(room) == ["Crafternoon", "Walking group"])
    assert room.screen._suits.view.title.text() == "Or offer Mrs Patel one of these"
    assert room.screen._suits.view.buttons[0].suited().tags == ("Same thing",)


def test_a_large_window_shows_them_below_the_card(room):
    room.screen.resize(1920, 1020)
    room.find("patel")
    room.until(lambda: len(listed(room)) == 2)
    assert room.screen._suits.view.y() > room.screen.right.card.y()


def test_somebody_else_is_not_shown_what_suits_the_one_before(room, file_store):
    a_person(file_store, "Derek", "Whitlow", title="Mr")
    room.find("patel")
    ctrl(room, Key.Key_O)
    room.until(lambda: len(listed(room)) == 2)
    room.screen.finder.box.clear()
    room.find("whitlow")
    room.until(lambda: listed(room) == [])
    assert room.screen.right.others.words() == "What else suits Mr Whitlow"


def test_who_comes_along_with_her_every_week_is_booked_with_her(room, file_store):
    its = a_session(file_store, name="Tea", on=THURSDAY + timedelta(days=21))
    patel = file_store.read(lambda db: db.value(select(person.c.id)))
    brought = (Brought("Jo Reid", "carer"),)
    file_store.write(partial(regulars.begin, session_id=its, person_id=patel, brought=brought))
    room.find("patel")
    ctrl(room, Key.Key_O)
    room.until(lambda: len(listed(room)) == 2)
    assert room.screen._suits.view.title.text() == "What else suits Mrs Patel and 1 more"
    ctrl(room, Key.Key_2)
    room.says(
        "Booked. Mrs Patel with Jo Reid, carer: Walking group, Friday 27 November, 2pm to 4pm."
    )
    assert file_store.read(lambda db: len(db.all(select(companion)))) == 2
