"""The To do tab: people are told by one key each, and wait for another place until they have it."""

from datetime import date, time
from functools import partial

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QApplication
from sqlalchemy import select

from desktop.data import rides, signups
from desktop.data.rides import Taxi
from desktop.data.tables import booking, telling
from desktop.rules.telling import Outcome
from desktop.ui.todo.screen import TodoScreen
from tests.data.test_telling import a_booked, moved, not_on
from tests.makers import THURSDAY, TODAY, a_place, a_session, an_activity

pytestmark = pytest.mark.usefixtures("plain_look")


@pytest.fixture
def open_room(open_desk, clock, qtbot):
    def open_it():
        room = TodoScreen(open_desk(), clock)
        room.steps = []
        room.desk.done.connect(room.steps.append)
        qtbot.addWidget(room)
        room.resize(1440, 844)
        with qtbot.waitSignal(room.painted):
            room.show()
        room.activateWindow()
        qtbot.waitUntil(room.isActiveWindow)
        room.list.setFocus()
        return room

    return open_it


def the_round(file_store, *who):
    thursday = a_session(file_store, activity_id=an_activity(file_store, "Garden group"))
    a_booked(file_store, thursday, *who)
    moved(file_store, thursday, {"starts": time(15)})
    return thursday


def outcomes(file_store):
    rows = select(telling.c.outcome).order_by(telling.c.id)
    return [row.outcome for row in file_store.read(lambda db: db.all(rows))]


def shown_name(room):
    return room.call._name.text()


def test_an_empty_list_says_what_will_come_here(open_room):
    room = open_room()
    assert room.middle.model.rowCount() == 0
    assert not room.list.isVisible()


def test_the_first_line_is_ready_for_the_call(open_room, file_store):
    the_round(file_store, "Ivy", "Bill")
    room = open_room()
    assert shown_name(room) == "Bill Patel"
    assert room.call.words_to_say().endswith("is now 3pm to 4pm. Does that suit you?")


def test_one_key_says_what_came_and_goes_on_to_the_next(open_room, file_store, qtbot):
    the_round(file_store, "Ivy", "Bill")
    room = open_room()
    qtbot.keyClick(room.list, "1")
    qtbot.waitUntil(lambda: shown_name(room) == "Ivy Patel")
    assert outcomes(file_store) == ["", Outcome.TOLD]
    assert room.messages.sentence() == "Mrs Patel: told."
    qtbot.keyClick(room.list, "3")
    qtbot.waitUntil(lambda: outcomes(file_store) == [Outcome.NO_ANSWER, Outcome.TOLD])


def test_the_list_is_gone_when_the_last_has_heard(open_room, file_store, qtbot):
    the_round(file_store, "Ivy")
    room = open_room()
    qtbot.keyClick(room.list, "6")
    qtbot.waitUntil(lambda: not room.list.isVisible())


def test_letters_do_not_tell_anybody(open_room, file_store, qtbot):
    the_round(file_store, "Ivy")
    room = open_room()
    for key in "tx09":
        qtbot.keyClick(room.list, key)
    assert outcomes(file_store) == [""]
    assert room.steps == []


def test_c_copies_what_to_say_and_not_the_name(open_room, file_store, qtbot):
    the_round(file_store, "Ivy")
    room = open_room()
    qtbot.keyClick(room.list, "c")
    said = QApplication.clipboard().text()
    assert said.startswith("Garden group on Thursday 26 November is now 3pm")
    assert "Ivy" not in said


def test_another_date_is_one_key_away(open_room, file_store, qtbot):
    craft = an_activity(file_store)
    thursday = a_session(file_store, activity_id=craft)
    later = a_session(file_store, activity_id=craft, on=date(2026, 12, 3))
    a_booked(file_store, thursday, "Ivy")
    not_on(file_store, thursday)
    room = open_room()
    qtbot.waitUntil(lambda: len(room.call._offers) == 2)
    qtbot.keyClick(room.list, "1", Qt.KeyboardModifier.ControlModifier)
    live = select(booking.c.session).where(booking.c.status == "booked")
    qtbot.waitUntil(lambda: file_store.read(lambda db: db.all(live)) == [(later,)])
    qtbot.waitUntil(lambda: not room.list.isVisible())
    assert room.messages.sentence().startswith("Booked. Mrs Patel: Crafternoon, Thursday 3")


def test_who_wants_no_other_date_is_let_go(open_room, file_store, qtbot):
    thursday = a_session(file_store)
    a_booked(file_store, thursday, "Ivy")
    not_on(file_store, thursday)
    room = open_room()
    qtbot.waitUntil(lambda: len(room.call._offers) == 1)
    room.call.offer(1)
    live = select(booking.c.id).where(booking.c.status == "booked")
    qtbot.waitUntil(lambda: file_store.read(lambda db: db.all(live)) == [])


def test_the_keyboard_stays_where_it_is_while_another_desk_tells(open_room, file_store, qtbot):
    the_round(file_store, "Ivy", "Bill", "Cat")
    room = open_room()
    qtbot.keyClick(room.list, Qt.Key.Key_Down)
    assert shown_name(room) == "Cat Patel"
    first = file_store.read(lambda db: db.value(select(telling.c.id).order_by(telling.c.id)))
    file_store.write(lambda db: db.change(telling, first, outcome="told"))
    model = room.middle.model
    qtbot.waitUntil(lambda: model.data(model.index(0)).endswith("1 of 3 told."))
    assert shown_name(room) == "Cat Patel"


def test_the_model_keeps_qts_promises(open_room, file_store):
    the_round(file_store, "Ivy", "Bill")
    room = open_room()
    mode = QAbstractItemModelTester.FailureReportingMode.Fatal
    tester = QAbstractItemModelTester(room.middle.model, mode)
    room.refresh()
    assert tester.model() is room.middle.model
    assert room.middle.model.line(0) is None


def test_a_session_on_thursday_is_said_with_its_day(open_room, file_store):
    the_round(file_store, "Ivy")
    room = open_room()
    section = room.middle.model.data(room.middle.model.index(0))
    assert (
        section
        == "People to tell. Garden group, Thursday 26 November, 2pm, has moved. 0 of 1 told."
    )
    assert THURSDAY.weekday() == 3


def test_the_garden_is_called_off_by_one_key(open_room, file_store, qtbot):
    garden = an_activity(file_store, "Garden group", weather=True)
    today = a_session(file_store, activity_id=garden, on=TODAY)
    a_booked(file_store, today, "Ivy")
    room = open_room()
    assert shown_name(room) == "Garden group"
    qtbot.keyClick(room.list, "2")
    qtbot.waitUntil(lambda: shown_name(room) == "Ivy Patel")
    assert room.messages.sentence() == "Garden group is not on today."


def test_the_garden_goes_to_a_free_room_by_one_key(open_room, file_store, qtbot):
    a_place(file_store, "Annexe")
    garden = an_activity(file_store, "Garden group", weather=True)
    a_session(file_store, activity_id=garden, on=TODAY)
    room = open_room()
    qtbot.waitUntil(lambda: len(room.call._acts) == 3)
    qtbot.keyClick(room.list, "3")
    qtbot.waitUntil(lambda: not room.list.isVisible())
    assert room.messages.sentence() == "Garden group is in Annexe today."


def test_a_taxi_nobody_needs_is_cancelled_by_one_key(open_room, file_store, qtbot):
    a_booked(file_store, a_session(file_store), "Meera")
    booking_id = file_store.read(lambda db: db.value(select(booking.c.id)))
    need = partial(rides.need, booking_id=booking_id, way="both", taxi=Taxi("Ashby Cars"))
    file_store.write(need)
    file_store.write(partial(signups.cancel, booking_id=booking_id))
    room = open_room()
    assert room.list.line().title == "Cancel the taxi: Ashby Cars"
    assert room.list.line().words.startswith("Mrs Patel, Crafternoon. Thursday 26 November")
    qtbot.keyClick(room.list, "1")
    qtbot.waitUntil(lambda: room.messages.sentence() == "Ashby Cars: cancelled.")
    qtbot.waitUntil(lambda: not room.list.isVisible())
