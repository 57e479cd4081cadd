"""Several dates at once, from Sign-ups by keyboard: Ctrl+D, Space, Enter."""

from datetime import timedelta
from functools import partial

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from sqlalchemy import select

from desktop.data import asking, waiting
from desktop.data.tables import booking
from tests.makers import THURSDAY, a_person, a_session, an_activity, people
from tests.ui.test_signups import open_room  # noqa: F401 -- a fixture

Key, CTRL = Qt.Key, Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def weeks(file_store):
    craft = an_activity(file_store)
    on = [THURSDAY + timedelta(days=7 * week) for week in range(6)]
    return [a_session(file_store, activity_id=craft, on=each, places=1) for each in on]


@pytest.fixture
def dialog(open_room, file_store, weeks):  # noqa: F811
    a_person(file_store)
    room = open_room()
    room.book(weeks[1], *people(file_store, 1))
    room.find("patel")
    room.qtbot.keyClick(room.box, Key.Key_D, CTRL)
    room.until(lambda: QApplication.activeModalWidget() is not None)
    dialog = QApplication.activeModalWidget()
    dialog.room = room
    return dialog


def ticked(dialog):
    return [number for number, each in enumerate(dialog.checks) if each.isChecked()]


def sessions_of(store, status="booked"):
    live = select(booking.c.session).where(booking.c.status == status).order_by(booking.c.id)
    return store.read(lambda db: [row.session for row in db.all(live)])


def test_the_next_four_with_room_are_ticked_and_a_full_one_is_said(dialog):
    assert ticked(dialog) == [0, 2, 3, 4]
    assert dialog.checks[1].accessibleName() == (
        "Thursday 3 December, 2pm to 4pm. Full. Will wait, 1st"
    )
    assert dialog.act.words() == "Book 4 dates"
    dialog.reject()


def test_space_an_arrow_and_enter_book_what_is_ticked(dialog, file_store, weeks):
    room = dialog.room
    room.qtbot.keyClick(dialog.checks[0], Key.Key_Space)
    room.qtbot.keyClick(dialog.checks[0], Key.Key_Down)
    assert dialog.checks[1].hasFocus()
    room.qtbot.keyClick(dialog.checks[1], Key.Key_Down)
    room.qtbot.keyClick(dialog.checks[2], Key.Key_Return)
    room.says("Booked. Mrs Patel: Crafternoon, 3 dates.")
    assert sessions_of(file_store) == [weeks[1], *weeks[2:5]]


def test_who_is_to_be_asked_about_is_booked_by_a_button_that_says_so(
    open_room, file_store, weeks  # noqa: F811
):  # fmt: skip
    meera = a_person(file_store)
    file_store.write(partial(asking.add, ask="Sam Oduya", person_id=meera))
    room = open_room()
    room.find("patel")
    room.qtbot.keyClick(room.box, Key.Key_D, CTRL)
    room.until(lambda: QApplication.activeModalWidget() is not None)
    dialog = QApplication.activeModalWidget()
    assert ticked(dialog) == []
    assert dialog.checks[0].accessibleName().endswith("Ask Sam Oduya first.")
    room.qtbot.keyClick(dialog.checks[0], Key.Key_Space)
    assert dialog.act.words() == "Asked. Book 1 date"
    room.qtbot.keyClick(dialog.checks[0], Key.Key_Return)
    room.says("Booked. Mrs Patel: Crafternoon, 1 date.")
    assert sessions_of(file_store) == [weeks[0]]


def test_a_date_that_has_filled_up_books_none_and_says_why(dialog, file_store, weeks):
    dialog.room.book(weeks[3], *people(file_store, 1))
    before = sessions_of(file_store)
    dialog.room.qtbot.keyClick(dialog.checks[0], Key.Key_Return)
    dialog.room.until(dialog.notice.isVisible)
    assert sessions_of(file_store) == before
    dialog.reject()


def test_a_full_date_that_is_ticked_is_waited_for_in_the_same_step(dialog, file_store, weeks):
    room = dialog.room
    room.qtbot.keyClick(dialog.checks[1], Key.Key_Space)
    assert dialog.act.words() == "Book 4 dates, wait for 1"
    room.qtbot.keyClick(dialog.checks[1], Key.Key_Return)
    room.says("Booked. Mrs Patel: Crafternoon, 4 dates. On the waiting list of 1.")
    read = partial(waiting.waiting_list, session_id=weeks[1])
    assert [line.called for line in file_store.read(read)] == ["Mrs Patel"]
