"""A booking moved from the register: M, the sessions at the left, Enter."""

from datetime import timedelta
from functools import partial

import pytest
from PySide6.QtCore import Qt
from sqlalchemy import select

from desktop.data import options
from desktop.data.tables import activity_option, booking, session
from desktop.ui.signups.rows import Kind
from tests.makers import THURSDAY, a_person, a_session, people
from tests.ui.test_signups import open_room  # noqa: F401 -- a fixture

Key = Qt.Key


@pytest.fixture
def today(file_store):
    return a_session(file_store)


@pytest.fixture
def friday(file_store):
    return a_session(file_store, name="Walking group", on=THURSDAY + timedelta(days=1))


@pytest.fixture
def meera(file_store):
    return a_person(file_store)


@pytest.fixture
def room(open_room, today, friday, meera):  # noqa: F811
    room = open_room()
    room.book(today, meera)
    room.until(lambda: room.lines() == [("Meera Patel", "Booked")])
    return room


def asked_where(room, person_id):
    room.qtbot.keyClick(room.register_row(person_id), Key.Key_M)
    room.until(room.screen.sessions.list.hasFocus)
    return room.screen._moving.strip


def shows(room, title):
    room.until(lambda: room.screen.middle.heading.title.text() == title)


def previews(room):
    return [(row.name, row.status) for row in room.rows if row.kind is Kind.PREVIEW]


def on(store, session_id):
    live = select(booking.c.person).where(
        booking.c.session == session_id, booking.c.status == "booked"
    )
    return store.read(lambda db: [row.person for row in db.all(live)])


def test_m_an_arrow_and_enter_move_a_booking(room, file_store, today, friday, meera):
    strip = asked_where(room, meera)
    assert strip.isVisible()
    assert strip.words.text() == "Move Mrs Patel to …"
    room.key(Key.Key_Down)
    shows(room, "Walking group")
    room.until(lambda: previews(room) == [("Meera Patel", "Will be booked")])
    room.key(Key.Key_Return)
    room.says("Moved. Mrs Patel: Walking group, Friday 27 November, 2pm to 4pm.")
    assert (on(file_store, today), on(file_store, friday)) == ([], [meera])
    room.until(lambda: room.screen.register.hasFocus() and room.screen.register.line() is not None)
    assert room.screen.register.line().person_id == meera
    assert not strip.isVisible()
    assert previews(room) == []


def test_what_does_not_go_along_is_said(room, file_store, today, friday, meera):
    made = file_store.read(lambda db: db.value(select(session.c.activity)))
    add = {"activity": made, "name": "Lunch", "places": 4}
    lunch = file_store.write(lambda db: db.add(activity_option, **add)).value
    mine = file_store.read(lambda db: db.value(select(booking.c.id)))
    file_store.write(partial(options.choose, booking_id=mine, option_id=lunch))
    asked_where(room, meera)
    room.key(Key.Key_Down)
    shows(room, "Walking group")
    room.key(Key.Key_Return)
    room.says(
        "Moved. Mrs Patel: Walking group, Friday 27 November, 2pm to 4pm. "
        "Lunch did not go along: none is free there. Tell Mrs Patel."
    )


def test_esc_leaves_a_booking_where_it_is_and_goes_back_to_it(room, file_store, today, meera):
    strip = asked_where(room, meera)
    room.key(Key.Key_Down)
    shows(room, "Walking group")
    room.key(Key.Key_Escape)
    shows(room, "Crafternoon")
    room.until(room.screen.register.hasFocus)
    assert not strip.isVisible()
    assert on(file_store, today) == [meera]


def test_a_full_session_is_no_place_to_move_to(room, file_store, today, meera):
    full = a_session(file_store, name="Shared lunch", on=THURSDAY + timedelta(days=2), places=1)
    room.book(full, *people(file_store, 1))
    asked_where(room, meera)
    room.key(Key.Key_Down)
    shows(room, "Walking group")
    room.key(Key.Key_Down)
    shows(room, "Shared lunch")
    room.until(lambda: len(room.lines()) == 1)
    assert previews(room) == []
    room.key(Key.Key_Return)
    room.says("Not moved. Shared lunch is full: 1 of 1.")
    assert on(file_store, today) == [meera]


def test_who_has_arrived_is_not_asked_where_to(room, meera):
    room.qtbot.keyClick(room.register_row(meera), Key.Key_A)
    room.until(lambda: room.lines() == [("Meera Patel", "Arrived")])
    room.qtbot.keyClick(room.register_row(meera), Key.Key_M)
    room.says("Not moved. Mrs Patel has arrived.")
    assert not room.screen._moving.strip.isVisible()


def test_the_finder_ends_a_move(room, meera):
    strip = asked_where(room, meera)
    room.key(Key.Key_Down)
    shows(room, "Walking group")
    room.screen.focus_finder()
    room.until(lambda: not strip.isVisible() and previews(room) == [])
    room.screen.sessions.list.setFocus()
    steps = room.steps()
    room.key(Key.Key_Return)
    room.until(lambda: not room.screen.sessions.list.hasFocus() or room.screen.register.isHidden())
    assert room.steps() == steps
