"""A sheet that comes back from the table, entered with the keyboard alone."""

from functools import partial

import pytest
from PySide6.QtCore import Qt

from desktop.data import sheets, signups
from desktop.ui.palette_model import Kind, PaletteModel
from tests.conftest import NOW
from tests.makers import THURSDAY, a_person, a_session
from tests.ui.test_signups import NOON, Key, open_room

__all__ = ["open_room"]


@pytest.fixture
def register(file_store, clock):
    """Ann, Derek and Ewa are booked today, and their register has been printed."""
    clock.now = NOON
    session_id = a_session(file_store, on=THURSDAY, places=3)
    for each in ("Ann", "Derek", "Ewa"):
        person_id = a_person(file_store, each)
        file_store.write(partial(signups.book, session_id=session_id, person_id=person_id))
    step = partial(sheets.print_register, session_id=session_id, now=NOW)
    return session_id, file_store.write(step).value.code


def typed(room, text):
    room.screen.focus_finder()
    room.box.setText("")
    room.qtbot.keyClicks(room.box, text)


def stands(room):
    return [status for _name, status in room.lines()]


def test_a_sheet_is_shown_entered_and_taken_back_without_leaving_the_box(
    open_room, register, file_store
):
    code = register[1]
    room = open_room()
    preview = room.screen.finder.sheet
    typed(room, f"{code.lower()}: 1-2 3d 5 Maria")
    words = "Crafternoon, Thursday 26 November: 2 came, 1 did not come, 1 new"
    room.until(lambda: preview.would.sentence() == f"{words}. Enter enters it.")
    assert preview.isVisible()
    assert room.screen.finder.model.rowCount() == 0
    with room.qtbot.waitSignal(room.desk.done):
        room.key(Key.Key_Return)
    room.says(f"Entered. {words}.")
    room.until(lambda: len(room.lines()) == 4)
    assert room.box.hasFocus()
    assert room.box.selectedText() == room.box.text()
    room.until(lambda: preview.would.sentence().startswith("Nothing to enter."))
    steps = room.steps()
    room.key(Key.Key_Return)
    room.says("Nothing to enter. All of this stands on the register already.")
    assert room.steps() == steps


def test_enter_pressed_at_once_is_held_until_it_is_known_what_it_does(open_room, register):
    room = open_room()
    room.screen.enter_sheet(f"{register[1]}: 1")
    room.says("Entered. Crafternoon, Thursday 26 November: 1 came.")


def test_what_cannot_be_entered_is_said_under_the_box_and_beside_the_work(open_room, register):
    code = register[1]
    room = open_room()
    preview = room.screen.finder.sheet
    typed(room, f"{code}: 1 15")
    said = f"Not entered. 15 is not on sheet {code}, which has 1 to 9."
    room.until(lambda: preview.would.sentence() == said)
    room.qtbot.keyClick(room.box, Qt.Key.Key_Enter)
    room.says(said)
    typed(room, "ann")
    room.until(lambda: room.screen.finder._answered == "ann")
    assert not preview.isVisible()


def test_who_came_after_all_is_said_before_enter(open_room, register, file_store):
    room = open_room()
    found = file_store.read(lambda db: db.all(signups.booking.select()))[1]
    file_store.write(partial(signups.cancel, booking_id=found.id))
    typed(room, f"{register[1]}: 2")
    notes = room.screen.finder.sheet.notes
    room.until(lambda: notes.sentence() == "2, Derek, had cancelled and came after all.")
    assert notes.isVisible()


def test_find_anything_offers_to_enter_a_sheet_and_nothing_else(register, file_store, qapp):
    from desktop.data import anything

    text = f"{register[1]}: 1 2"
    found = file_store.read(partial(anything.find, text=text, today=THURSDAY))
    model = PaletteModel()
    model.show_found(found, THURSDAY)
    entries = [model.entry(n) for n in range(model.rowCount())]
    (entry,) = (each for each in entries if each.kind is not Kind.HEADING)
    assert (entry.place, entry.about) == ("sheet", text)
    assert entry.words == f"Enter sheet {register[1]}: 2 came"
