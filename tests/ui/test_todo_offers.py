"""Places to offer in the To do tab: held while this desk rings, seen by the other, one key each."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QWidget
from sqlalchemy import select

from desktop.data import companions, signups, wording
from desktop.data.tables import booking, hold, session, telling, to_ring
from desktop.data.tables import waiting as lines
from desktop.rules.companions import Brought
from desktop.ui.todo.screen import TodoScreen
from desktop.ui.todo.wording_dialog import WordingDialog
from tests.data.test_places_to_offer import a_freed_place
from tests.data.test_telling import a_booked, moved
from tests.data.test_waiting import a_full_session, do
from tests.makers import TODAY, a_person, a_session, time

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


def heading(room):
    return room.middle.model.data(room.middle.model.index(0))


def shown_name(room):
    return room.call._name.text()


def holds(file_store):
    return [row.outcome for row in file_store.read(lambda db: db.all(select(hold)))]


def test_an_opened_line_holds_the_place_and_a_left_one_lets_it_go(open_room, file_store, qtbot):
    a_freed_place(file_store, "Ivy", "Bill")
    room = open_room()
    assert shown_name(room) == "Ivy Patel"
    qtbot.waitUntil(lambda: "Held for you until 9:45am" in heading(room))
    assert room.steps == []  # a hold is nobody's doing: Ctrl+Z leaves it alone
    room.hide()
    qtbot.waitUntil(lambda: holds(file_store) == ["let go"])


def test_lines_the_arrow_keys_run_over_are_not_held(open_room, file_store, qtbot):
    a_freed_place(file_store, "Ivy", "Bill", "Cat")
    room = open_room()
    qtbot.keyClick(room.list, Qt.Key.Key_Down)
    qtbot.keyClick(room.list, Qt.Key.Key_Down)
    qtbot.waitUntil(lambda: shown_name(room) == "Cat Patel")
    qtbot.waitUntil(lambda: room.call._question.text() == "Others are before Mrs Patel.")
    assert holds(file_store) == []


def test_leaving_who_is_first_does_not_ring_the_second_before_them(open_room, file_store, qtbot):
    thursday, _ids = a_freed_place(file_store, "Ivy", "Bill")
    file_store.write(lambda db: db.change(session, thursday, places=3))
    room = open_room()
    qtbot.waitUntil(lambda: "Held for you" in heading(room))
    qtbot.keyClick(room.list, Qt.Key.Key_Down)
    qtbot.waitUntil(lambda: holds(file_store) == ["let go"])
    qtbot.waitUntil(lambda: room.call._question.text() == "Others are before Mrs Patel.")
    qtbot.waitUntil(lambda: not room.opened._soon.isActive())
    assert holds(file_store) == ["let go"]
    assert room.messages.sentence() == ""


def test_yes_books_with_the_number_said_and_the_line_is_gone(open_room, file_store, qtbot):
    a_freed_place(file_store, "Ivy")
    room = open_room()
    qtbot.keyClick(room.list, "1")
    qtbot.waitUntil(lambda: not room.list.isVisible())
    said = "Booked Mrs Patel: Crafternoon, Thursday 26 November. Booking number "
    assert room.messages.sentence().startswith(said)
    live = select(booking.c.id).where(booking.c.status == "booked")
    assert len(file_store.read(lambda db: db.all(live))) == 1
    assert len(room.steps) == 1


def test_an_answer_given_while_the_hold_is_on_its_way_is_not_refused(open_room, file_store, qtbot):
    a_freed_place(file_store, "Ivy")
    room = open_room()
    room.opened._take()
    qtbot.keyClick(room.list, "1")
    qtbot.waitUntil(lambda: room.messages.sentence().startswith("Booked Mrs Patel"))
    assert holds(file_store) == ["yes"]


def test_after_no_answer_the_next_is_ready_to_be_rung(open_room, file_store, qtbot):
    a_freed_place(file_store, "Ivy", "Bill")
    room = open_room()
    qtbot.waitUntil(lambda: "Held for you" in heading(room))
    qtbot.keyClick(room.list, "3")
    qtbot.waitUntil(lambda: shown_name(room) == "Bill Patel")
    qtbot.waitUntil(lambda: holds(file_store) == ["no answer", ""])


def test_no_takes_them_off_the_list(open_room, file_store, qtbot):
    a_freed_place(file_store, "Ivy", "Bill")
    room = open_room()
    qtbot.keyClick(room.list, "2")
    qtbot.waitUntil(lambda: shown_name(room) == "Bill Patel")
    waits = select(lines.c.status).order_by(lines.c.id)
    assert [row.status for row in file_store.read(lambda db: db.all(waits))] == ["left", "waiting"]


def test_two_desks_dial_for_the_same_place(open_room, file_store, qtbot):
    a_freed_place(file_store, "Ivy", "Bill")
    here = open_room()
    qtbot.waitUntil(lambda: "Held for you" in heading(here))
    there = open_room()
    qtbot.waitUntil(lambda: shown_name(there) == "Ivy Patel")
    held = file_store.read(lambda db: db.one(select(hold)))
    file_store.write(lambda db: db.change(hold, held.id, pc="desk 9", by="mina"))
    qtbot.waitUntil(lambda: "Held by desk 9" in heading(there))
    qtbot.waitUntil(lambda: "mina, desk 9 is ringing" in there.call._question.text())
    qtbot.keyClick(there.list, "1")
    assert there.call._acts == []


def test_somebody_is_rung_before_others_only_with_a_reason(open_room, file_store, qtbot):
    a_freed_place(file_store, "Ivy", "Bill")
    room = open_room()
    qtbot.keyClick(room.list, Qt.Key.Key_Down)
    qtbot.waitUntil(lambda: len(room.call._acts) == 1)
    qtbot.keyClick(room.list, "1")
    qtbot.waitUntil(lambda: "Say why they are asked first." in room.messages.sentence())
    qtbot.keyClicks(room.call.reason.box, "Stands here")
    qtbot.keyClick(room.call.reason.box, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: "Held for you" in heading(room))
    qtbot.waitUntil(lambda: len(room.call._acts) == 7)
    note = file_store.read(lambda db: db.value(select(hold.c.note).where(hold.c.outcome == "")))
    assert note == "Stands here"


def test_other_desks_see_who_is_on_it_until_the_line_is_left(open_room, file_store, qtbot):
    thursday = a_session(file_store)
    a_booked(file_store, thursday, "Ivy", "Bill")
    moved(file_store, thursday, {"starts": time(15)})
    room = open_room()

    def who():
        rows = select(telling.c.on_it).order_by(telling.c.id)
        return [row.on_it for row in file_store.read(lambda db: db.all(rows))]

    qtbot.waitUntil(lambda: who() == ["", "tests, desk 1"])
    qtbot.waitUntil(lambda: room.matters._who.text() == "You: People to tell")
    qtbot.keyClick(room.list, Qt.Key.Key_Down)
    qtbot.waitUntil(lambda: who() == ["tests, desk 1", ""])
    room.hide()
    qtbot.waitUntil(lambda: who() == ["", ""])


def test_g_gives_the_list_to_a_colleague(open_room, file_store, qtbot):
    thursday = a_session(file_store)
    a_booked(file_store, thursday, "Ivy", "Bill")
    moved(file_store, thursday, {"starts": time(15)})
    room = open_room()
    qtbot.keyClick(room.list, "g")
    dialog = room.findChild(object, "give")
    qtbot.keyClicks(dialog.to.box, "Mina")
    qtbot.keyClick(dialog.to.box, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: room.messages.sentence() == "Mina has 2 lines now.")
    qtbot.waitUntil(lambda: heading(room).endswith("0 of 2 told. Mina is on it"))


def test_who_is_not_here_is_passed_to_the_duty_doctor_by_one_key(open_room, file_store, qtbot):
    ivy = a_person(file_store, "Ivy", emergency_name="Ann", emergency_phone="+447700900001")
    today = a_session(file_store, on=TODAY)
    file_store.write(lambda db: db.add(to_ring, kind="not here", person=ivy, session=today,
                                       due=db.now))  # fmt: skip
    room = open_room()
    assert "Emergency contact: Ann, 07700 900001." in room.call._reach.text()
    qtbot.keyClick(room.list, "2")
    qtbot.waitUntil(lambda: "Passed to the duty doctor, 9:30am" in room.call._question.text())
    assert room.call._acts == []
    assert room.messages.sentence() == "Mrs Patel: passed to the duty doctor."


def test_the_button_with_the_keyboard_stays_while_another_desk_writes(open_room, file_store, qtbot):
    a_freed_place(file_store, "Ivy")
    room = open_room()
    qtbot.waitUntil(lambda: "Held for you" in heading(room))
    button = room.call._ways.findChildren(QAbstractButton)[2]
    button.setFocus()
    with qtbot.waitSignal(room.painted):
        a_person(file_store, "Zoe")
    assert button.hasFocus()
    qtbot.keyClick(button, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: room.messages.sentence() == "Mrs Patel: no answer.")


def test_tab_goes_to_the_next_list_and_from_the_last_one_on(open_room, file_store, qtbot):
    a_freed_place(file_store, "Ivy")
    friday = a_session(file_store, on=TODAY.replace(day=27))
    a_booked(file_store, friday, "Zoe")
    moved(file_store, friday, {"starts": time(15)})
    room = open_room()
    assert shown_name(room) == "Ivy Patel"
    qtbot.keyClick(room.list, Qt.Key.Key_Tab)
    qtbot.waitUntil(lambda: shown_name(room) == "Zoe Patel")


def test_c_copies_the_reminder_and_2_says_it_was_sent(open_room, file_store, qtbot):
    from PySide6.QtWidgets import QApplication

    tomorrow = a_session(file_store, on=TODAY.replace(day=24))
    ewa = a_person(file_store, "Ewa", language="Polish")
    do(file_store, signups.book, session_id=tomorrow, person_id=ewa)
    room = open_room()
    assert "In English: nobody has checked a text in Polish." in room.call._reach.text()
    qtbot.keyClick(room.list, "c")
    assert QApplication.clipboard().text().startswith("Tomorrow, Tuesday 24 November, 2pm: Craft")
    qtbot.keyClick(room.list, "2")
    qtbot.waitUntil(lambda: not room.list.isVisible())
    assert room.messages.sentence() == "Mrs Patel: texted."


def test_who_comes_twice_tomorrow_is_one_line_given_to_a_colleague_by_g(
    open_room, file_store, qtbot
):
    from desktop.ui.todo.give_dialog import GiveDialog

    ewa = a_person(file_store, "Ewa")
    for hour in (10, 14):
        tomorrow = a_session(
            file_store, on=TODAY.replace(day=24), starts=time(hour), ends=time(hour + 1)
        )
        do(file_store, signups.book, session_id=tomorrow, person_id=ewa)
    room = open_room()
    (line,) = [room.middle.model.line(n) for n in room.middle.model.lines()]
    assert line.second.startswith("Tomorrow, 10am: Crafternoon, and 2pm: Crafternoon.")
    qtbot.keyClick(room.list, "g")
    (dialog,) = room.findChildren(GiveDialog)
    qtbot.waitUntil(dialog.isActiveWindow)
    dialog.to.set_text("Mina")
    qtbot.keyClick(dialog, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: room.list.line().on_it == "Mina")
    qtbot.keyClick(room.list, "8")
    qtbot.waitUntil(lambda: room.messages.sentence() == "Mrs Patel: cannot come.")
    qtbot.waitUntil(lambda: room.list.line().second.startswith("Tomorrow, 2pm: Crafternoon."))


def test_the_words_of_a_reminder_are_written_and_checked_in_the_language_of_the_line(
    open_desk, clock, qtbot, file_store
):
    window = QWidget()
    qtbot.addWidget(window)
    window.resize(1366, 768)
    window.show()
    dialog = WordingDialog(open_desk(), clock, "pl", window)
    dialog.ask()
    qtbot.waitUntil(dialog.isActiveWindow)
    qtbot.waitUntil(lambda: dialog._state.text() == "Nobody has written this yet.")
    dialog.words.setPlainText("Jutro, {day}, {tim}: {activity}.")
    qtbot.keyClick(dialog, Qt.Key.Key_R, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(dialog.notice.isVisible)
    assert file_store.read(wording.checked) == {}
    dialog.words.setPlainText("Jutro, {day}, {time}: {activity}.")
    assert dialog._reads.text() == "It reads: Jutro, 23/11, 14:00: Crafternoon."
    qtbot.keyClick(dialog, Qt.Key.Key_R, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: dialog._state.text() == "Checked by tests, 23 November.")
    assert file_store.read(wording.checked) == {"pl": "Jutro, {day}, {time}: {activity}."}


def test_the_line_names_who_comes_along(open_room, file_store, qtbot):
    thursday, booked = a_full_session(file_store, places=2)
    who = {"session_id": thursday, "person_id": a_person(file_store)}
    do(file_store, companions.wait, **who, brought=[Brought("Jo Reid", "carer", diet="no nuts")])
    for each in booked:
        do(file_store, signups.cancel, booking_id=each)
    room = open_room()
    assert room.call._reach.text().startswith("Asks for 2 places. With Jo Reid, carer.")
