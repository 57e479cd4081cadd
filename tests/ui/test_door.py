"""At the door in the real Sign-ups tab: marks by letters, head count, wrap-up, worries, the menu."""

from datetime import timedelta
from functools import partial

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMenu

from desktop.data import (
    building,
    first_visits,
    handovers,
    same_day,
    signups,
    to_buy,
    worries,
    wrap_ups,
)
from desktop.data.tables import passed_on, to_ring
from desktop.ui.building_dialog import BuildingDialog
from desktop.ui.not_here import NotHere
from desktop.ui.signups.rows import Kind
from desktop.ui.widgets.label import Label
from tests.makers import THURSDAY, a_person, a_session
from tests.ui.test_signups import NOON, open_room

__all__ = ["open_room"]
Key, Shift = Qt.Key, Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def room(open_room, file_store):
    """Open a register of today with Anna, Bob and Cleo on it."""
    session_id = a_session(file_store, places=8)
    made = open_room()
    made.session_id = session_id
    made.people = [a_person(file_store, name, "Okafor") for name in ("Anna", "Bob", "Cleo")]
    made.bookings = [made.book(session_id, each) for each in made.people]
    made.until(lambda: len(made.lines()) == 3)
    return made


def statuses(room):
    return [row.status for row in room.rows if row.kind is Kind.LINE]


def press(room, person, key, modifier=Qt.KeyboardModifier.NoModifier):
    room.qtbot.keyClick(room.register_row(person), key, modifier)


def dialog(room):
    room.until(lambda: room.screen.door.dialog is not None)
    return room.screen.door.dialog


def stored_calls(room):
    return room.store.read(lambda db: [(row.kind, row.note) for row in db.all(to_ring.select())])


def chosen(room, person, name):
    """Choose something in the menu of somebody's row."""
    room.register_row(person)
    room.screen.middle.key_buttons["Menu"].click()
    menu = room.screen.middle.findChild(QMenu, "door_menu")
    room.until(menu.isVisible)
    next(each for each in menu.actions() if each.objectName() == name).trigger()
    menu.close()


def test_t_says_that_they_told_us_and_l_that_they_came_late(room):
    anna, bob, _cleo = room.people
    press(room, anna, Key.Key_T)
    room.says("Anna Okafor told us, and does not come. Marked at 12pm.")
    press(room, bob, Key.Key_L)
    room.until(lambda: statuses(room) == ["Told us", "Came late", "Booked"])
    press(room, bob, Key.Key_A)
    room.until(lambda: statuses(room) == ["Told us", "Arrived", "Booked"])


def test_shift_a_marks_all_who_are_not_marked_and_undo_takes_it_back(room):
    press(room, room.people[0], Key.Key_T)
    room.until(lambda: statuses(room)[0] == "Told us")
    press(room, room.people[0], Key.Key_A, Shift)
    room.says("2 people have arrived.")
    room.until(lambda: statuses(room) == ["Told us", "Arrived", "Arrived"])


def test_a_name_that_begins_with_a_large_a_marks_nobody(room):
    view = room.register_row(room.people[0])
    room.qtbot.keyClick(view, Key.Key_A, Shift)
    room.qtbot.keyClick(view, Key.Key_N)
    room.until(lambda: room.box.text().casefold() == "an")
    assert statuses(room) == ["Booked"] * 3


def test_heads_without_a_name_are_counted_by_plus_and_minus(room):
    press(room, room.people[0], Key.Key_H)
    heads = dialog(room)
    for key in (Key.Key_Plus, Key.Key_Plus, Key.Key_Minus):
        room.qtbot.keyClick(heads, key)
    room.until(lambda: heads.number.text() == "1")
    room.qtbot.keyClick(heads, Key.Key_Minus)
    room.qtbot.keyClick(heads, Key.Key_Minus)
    room.until(lambda: heads._no.text() == "Not counted. There is nobody without a name.")
    assert heads.number.text() == "0"


def test_a_session_is_wrapped_up_in_one_sitting(room, clock):
    clock.now = NOON + timedelta(hours=4)
    anna, _bob, _cleo = room.people
    press(room, anna, Key.Key_A)
    room.until(lambda: statuses(room)[0] == "Arrived")
    press(room, anna, Key.Key_U)
    wrap = dialog(room)
    assert wrap.ask.notice.sentence().startswith("Bob Okafor is not marked.")
    room.qtbot.keyClick(wrap, Key.Key_A)
    room.until(lambda: wrap.ask.notice.sentence().startswith("Cleo Okafor"))
    room.qtbot.keyClick(wrap, Key.Key_X)
    room.until(lambda: not wrap.ask.isVisible())
    room.qtbot.keyClick(wrap, Key.Key_Plus)
    room.qtbot.keyClicks(wrap.shopping.ran_out.box, "Lavender")
    room.qtbot.keyClick(wrap.shopping.ran_out.box, Key.Key_Return)
    room.until(lambda: bool(wrap._found.to_buy) and wrap._found.nameless == 1)
    wrap.lovely.setPlainText("They sang.")
    wrap.note.setPlainText("Cleo would like to sit away from the radio.")
    assert wrap._may_read.text().startswith("Mrs Okafor may ask to read this.")
    wrap.calls.who.setCurrentIndex(2)
    room.qtbot.keyClicks(wrap.calls.about, "first visit")
    room.qtbot.keyClick(wrap, Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    room.says("Wrapped up Crafternoon.")
    found = room.store.read(partial(wrap_ups.wrap_up, session_id=room.session_id))
    assert (found.booked_came, found.nameless, found.lovely) == (2, 1, "They sang.")
    assert (found.ran_out_of, found.done_by) == ("Lavender", "tests")
    assert [each.what for each in room.store.read(to_buy.to_buy)] == ["Lavender"]
    (note,) = room.store.read(handovers.notes)
    assert note.person_id == room.people[2]
    assert ("needs a call", "first visit") in stored_calls(room)


def test_what_was_typed_is_still_there_after_later(room):
    press(room, room.people[0], Key.Key_U)
    wrap = dialog(room)
    wrap.lovely.setPlainText("They sang.")
    wrap.later.click()
    room.until(lambda: room.screen.door.dialog is None)
    press(room, room.people[0], Key.Key_U)
    assert dialog(room).lovely.toPlainText() == "They sang."


def test_a_worry_shows_the_practices_words_and_keeps_only_whom_was_told(room):
    write = partial(worries.write_instructions, says="Speak to Dan today.", lead="Dan Reeve")
    room.store.write(write)
    chosen(room, room.people[1], "worried")
    from desktop.ui.signups.worry_dialog import WorryDialog

    worry = room.screen.findChild(WorryDialog)
    room.until(lambda: worry.says.sentence() == "Speak to Dan today.")
    assert worry.who.currentText() == "Bob Okafor"
    room.qtbot.keyClick(worry.to.box, Key.Key_Return)
    room.says("Written down: passed to Dan Reeve, 12pm.")
    (row,) = room.store.read(lambda db: db.all(passed_on.select()))
    assert (row.person, row.to) == (room.people[1], "Dan Reeve")


def test_a_worry_may_be_about_somebody_who_is_not_on_this_register(room):
    from desktop.ui.finder.dialog import FindPersonDialog
    from desktop.ui.signups.worry_dialog import WorryDialog

    write = partial(worries.write_instructions, says="Speak to Dan today.", lead="Dan Reeve")
    room.store.write(write)
    zoe = a_person(room.store, "Zoe", "Quill")
    chosen(room, room.people[1], "worried")
    worry = room.screen.findChild(WorryDialog)
    room.until(lambda: worry.says.sentence() == "Speak to Dan today.")
    worry.search.click()
    find = worry.findChild(FindPersonDialog)
    room.until(find.isActiveWindow)
    room.qtbot.keyClicks(find.finder.box, "quill")
    room.until(lambda: find.finder.person() is not None)
    room.qtbot.keyClick(find.finder.box, Key.Key_Return)
    room.until(lambda: worry.who.currentText() == "Zoe Quill")
    room.qtbot.keyClick(worry.to.box, Key.Key_Return)
    room.says("Written down: passed to Dan Reeve, 12pm.")
    (row,) = room.store.read(lambda db: db.all(passed_on.select()))
    assert row.person == zoe


def test_without_words_of_the_practice_a_worry_asks_for_them(room):
    chosen(room, room.people[0], "worried")
    from desktop.ui.signups.worry_dialog import WorryDialog

    worry = room.screen.findChild(WorryDialog)
    room.until(worry.words.isVisible)
    assert "has not written yet what to do" in worry.says.sentence()
    worry.words.setPlainText("Speak to Dan today.")
    room.qtbot.keyClicks(worry.name.box, "Dan Reeve")
    worry.act.click()
    room.until(lambda: worry.says.sentence() == "Speak to Dan today.")
    assert worry.to.text() == "Dan Reeve"


def test_who_meets_somebody_on_their_first_visit_stands_in_their_row(room):
    chosen(room, room.people[0], "first_visit")
    ask = dialog(room)
    ask.answer.set_text("Sue")
    room.qtbot.keyClick(ask.answer.box, Key.Key_Return)
    room.until(lambda: room.rows[0].needs_words() == "First visit, met by Sue")
    chosen(room, room.people[0], "been_before")
    room.until(lambda: room.rows[0].needs_words() == "")
    read = partial(first_visits.of_booking, booking_id=room.bookings[0])
    assert room.store.read(read) is None


def test_who_went_home_is_not_looked_for(room, qtbot, clock):
    anna = room.people[0]
    press(room, anna, Key.Key_A)
    room.until(lambda: statuses(room)[0] == "Arrived")
    fire = BuildingDialog(room.desk, room.screen._clock, room.screen)
    room.until(lambda: fire.heads.text() == "1 person is in the building")
    chosen(room, anna, "left")
    room.until(lambda: statuses(room)[0] == "Went home")
    room.until(lambda: fire.heads.text() == "Nobody is in the building")
    read = partial(building.in_the_building, today=THURSDAY, now=clock.now)
    assert room.store.read(read).rooms == ()


def test_an_agreement_to_be_rung_is_one_choice_and_another_takes_it_back(room):
    for agreed in (True, False):
        chosen(room, room.people[0], "agreed")
        room.until(lambda on=agreed: room.rows[0].line.rung_if_not_here == on)


def test_a_note_and_a_call_are_one_line_each(room):
    chosen(room, room.people[0], "call")
    dialog(room).answer.set_text("how is the knee?")
    dialog(room).main.click()
    room.until(lambda: room.screen.door.dialog is None)
    assert stored_calls(room) == [("needs a call", "how is the knee?")]
    chosen(room, room.people[0], "note")
    note = dialog(room)
    note.main.click()
    room.until(lambda: note.answer.sentence() != "")
    assert note.answer.sentence() == "Not written down. Write what a colleague should know."


def test_a_name_is_enough_for_somebody_new_who_stands_there(room):
    press(room, room.people[0], Key.Key_W)
    room.until(room.box.hasFocus)
    room.qtbot.keyClicks(room.box, "joan smith")
    row = room.screen.finder.model
    room.until(lambda: row.rowCount() == 1 and row.row(0).words == "Here, and new: “joan smith”")
    room.key(Key.Key_Down)
    room.key(Key.Key_Return)
    room.says("Joan Smith is here, without a booking. Written down at 12pm.")
    room.until(lambda: room.lines()[-1] == ("Joan Smith", "Walked in"))
    assert not room.screen.foot._walk_in.isVisible()


def test_whoever_is_not_here_is_a_new_person_with_a_form(room):
    asked = []
    room.screen.go_to.connect(lambda place, about: asked.append((place, about)))
    room.screen.focus_finder()
    room.qtbot.keyClicks(room.box, "joan smith")
    row = room.screen.finder.model
    room.until(lambda: row.rowCount() == 1 and row.row(0).words == "New person: “joan smith”")
    room.key(Key.Key_Down)
    room.key(Key.Key_Return)
    assert asked == [("new person", "joan smith")]


def test_whose_booking_ended_stands_apart_with_by_whom_and_why(room):
    cancel = partial(signups.cancel, reason="has a cold", cancelled_by="person")
    room.store.write(partial(cancel, booking_id=room.bookings[0]))
    room.until(lambda: len(room.lines()) == 2)
    row = room.rows[-1]
    assert (row.kind, row.name, row.status) == (Kind.CANCELLED, "Anna Okafor", "Cancelled")
    assert row.needs_words() == "By them: has a cold"
    aloud = room.screen.middle.model.index(len(room.rows) - 1, 1)
    said = aloud.data(Qt.ItemDataRole.AccessibleTextRole)
    assert said == "Anna Okafor. By them: has a cold. 12pm. Cancelled"


def test_after_the_end_the_heading_counts_who_is_not_marked(room, clock):
    press(room, room.people[0], Key.Key_A)
    room.until(lambda: statuses(room)[0] == "Arrived")
    clock.now = NOON + timedelta(hours=5)
    room.store.write(partial(wrap_ups.head_count, session_id=room.session_id, by=2))
    taken = room.screen.middle.heading._taken
    room.until(lambda: taken.text() == "3 booked of 8, 2 without a name, 2 not marked")


def test_a_desk_that_looks_makes_the_call_and_undo_leaves_it_alone(room, clock):
    done = []
    room.desk.done.connect(done.append)
    room.store.write(partial(same_day.agree, person_id=room.people[0]))
    clock.now = NOON + timedelta(hours=2, minutes=20)
    watch = NotHere(room.desk, lambda: clock.now, room.screen)
    room.until(lambda: stored_calls(room) == [("not here", "")])
    watch.look()
    room.until(lambda: "not here" not in {each.latest for each in room.desk._waiting.values()})
    assert (len(stored_calls(room)), done) == (1, [])


def test_a_wrap_up_broken_off_is_known_again_whatever_has_been_counted_since(room):
    press(room, room.people[0], Key.Key_U)
    first = [each.text() for each in dialog(room).findChildren(Label)[:3]]
    assert first == ["How did it go?", "Crafternoon, Thursday 26 November.", "About 30 seconds."]
