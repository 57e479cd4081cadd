"""Saving what is on screen: a register, a person, To do, the calendar."""

from datetime import datetime
from functools import partial
from zoneinfo import ZoneInfo

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QWidget
from python_calamine import CalamineWorkbook

from desktop.data import calendar, finding, people, registers, signups
from desktop.data.taken_out import all_taken_out
from desktop.exchange.table_out import TableOut
from desktop.ui.dialogs import Dialogs
from desktop.ui.on_screen import on_screen, whole
from desktop.ui.people.screen import PeopleScreen
from desktop.ui.rooms import Rooms
from desktop.ui.taking_out import TakingOut
from tests.makers import THURSDAY, ZONE, a_person, a_session

NOW = datetime(2026, 11, 23, 9, 30, tzinfo=ZoneInfo(ZONE))


class Hall(QWidget):
    """A window with the calendar open in it."""

    def __init__(self, desk):
        super().__init__()
        self.rooms = Rooms(desk, self)
        self.rooms.get_ready(lambda: NOW)


def test_a_register_is_taken_along_as_it_stands(file_store):
    session_id = a_session(file_store, name="Crafternoon")
    meera = a_person(file_store, first="Meera", last="Patel")
    file_store.write(partial(signups.book, session_id=session_id, person_id=meera))
    view = file_store.read(
        partial(registers.sign_ups, first=THURSDAY, days=7, today=THURSDAY, session_id=session_id)
    )
    table = on_screen(view, NOW)
    assert table.people == 1
    assert table.title.startswith("Crafternoon, ")
    assert table.rows[0][2] == "Booked"
    assert "Patel" in table.rows[0][0]


def test_one_person_is_one_person(file_store):
    meera = a_person(file_store, first="Meera", last="Patel")
    table = on_screen(file_store.read(partial(people.people_tab, person_id=meera)), NOW)
    assert (table.title, table.people) == ("Meera Patel", 1)
    assert on_screen(file_store.read(people.people_tab), NOW) is None


def test_people_are_saved_as_they_were_found(file_store):
    for first in ("Meera", "Raj"):
        a_person(file_store, first=first, last="Patel", number="+447700900142")
    a_person(file_store, first="Ann", last="Bostock")
    table = on_screen(file_store.read(partial(finding.find, text="patel", today=THURSDAY)), NOW)
    assert (table.title, table.people) == ("People found by “patel”", 2)
    assert [row[0] for row in table.rows] == ["Patel, Meera (Mrs)", "Patel, Raj (Mrs)"]


def test_the_people_room_saves_its_list_and_not_only_who_is_on_show(open_desk, qtbot):
    room = PeopleScreen(open_desk(), lambda: NOW)
    qtbot.addWidget(room)
    assert room.listed().func is people.people_tab
    room.finder.box.setText("patel")
    assert (room.listed().func, room.listed().keywords["text"]) == (finding.find, "patel")


def test_the_calendar_holds_no_people(file_store):
    a_session(file_store, name="Crafternoon")
    table = on_screen(file_store.read(partial(calendar.days, first=THURSDAY, count=7)), NOW)
    assert table.people == 0
    assert [row[0] for row in table.rows] == ["Crafternoon"]


@pytest.fixture
def asked(qtbot, open_desk):
    window = QWidget()
    qtbot.addWidget(window)
    window.show()

    def ask(people):
        rows = tuple((f"Person {n}",) for n in range(people))
        dialog = TakingOut(open_desk(), TableOut("Tea: all", ("Name",), rows, people), window)
        dialog.open()
        return dialog

    return ask


def press(qtbot, dialog):
    qtbot.mouseClick(dialog.save, Qt.MouseButton.LeftButton)
    return dialog.findChild(QFileDialog, "file")


def test_over_twenty_people_leave_only_when_somebody_says_why(qtbot, asked, tmp_path, file_store):
    dialog = asked(21)
    assert press(qtbot, dialog) is None
    assert "Say why" in dialog.why.sentence()
    dialog.why.set_text("Fire drill")
    chooser = press(qtbot, dialog)
    with qtbot.waitSignal(dialog.told):
        chooser.fileSelected.emit(str(tmp_path / "tea.xlsx"))
    sheet = CalamineWorkbook.from_path(str(tmp_path / "tea.xlsx")).get_sheet_by_index(0)
    assert len(sheet.to_python()) == 22
    (taken,) = file_store.read(all_taken_out)
    assert (taken.people, taken.reason) == (21, "Fire drill")


def test_a_file_that_cannot_be_written_is_said_and_the_dialog_stays(qtbot, asked, tmp_path):
    dialog = asked(1)
    press(qtbot, dialog).fileSelected.emit(str(tmp_path / "gone" / "tea.csv"))
    qtbot.waitUntil(lambda: bool(dialog.why.sentence()))
    assert "There is no folder" in dialog.why.sentence()
    assert dialog.isVisible()


def test_the_list_takes_along_all_of_it_and_not_only_its_first_page(file_store):
    for _ in range(3):
        a_session(file_store, name="Crafternoon")
    first_page = partial(calendar.agenda, first=THURSDAY, most=1)
    table = on_screen(file_store.read(whole(first_page)), NOW)
    assert len(table.rows) == 3


def test_what_the_open_room_shows_is_offered_as_a_file(qtbot, open_desk, file_store):
    a_session(file_store, name="Crafternoon")
    window = Hall(open_desk())
    qtbot.addWidget(window)
    dialogs = Dialogs(window.rooms.open_room().desk, lambda: NOW, window)
    dialogs.open("take out", None)
    qtbot.waitUntil(lambda: window.findChild(TakingOut) is not None)
    dialog = window.findChild(TakingOut)
    assert dialog.windowTitle() == "Save what is on screen"
    assert dialog._table.rows[0][0] == "Crafternoon"
    dialog.reject()
