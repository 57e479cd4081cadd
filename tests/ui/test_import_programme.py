"""Importing a programme by hand: every line before any is added."""

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from sqlalchemy import func, select

from desktop.data import known_headers
from desktop.data.tables import activity, session
from desktop.ui.activities.programme_dialog import ProgrammeDialog
from tests.makers import ZONE

NOW = datetime(2026, 11, 23, 9, 30, tzinfo=ZoneInfo(ZONE))
TABLE = """\
Group,When,Room
Singing,Tuesdays 2pm-4pm,Hall
Knit and natter,Wednesdays 10-12ish,Hall
Chess,31 February 2pm,
"""
ICS = """\
BEGIN:VCALENDAR
VERSION:2.0
PRODID:-//elsewhere//EN
BEGIN:VEVENT
UID:1@elsewhere
DTSTART:20261201T140000Z
DTEND:20261201T160000Z
SUMMARY:Christmas singing
END:VEVENT
END:VCALENDAR
"""


@pytest.fixture
def opened(qtbot, open_desk, tmp_path):
    window = QWidget()
    window.resize(1366, 768)
    qtbot.addWidget(window)
    window.show()

    def open_one(text, name):
        file = tmp_path / name
        file.write_bytes(text.replace("\n", "\r\n").encode())
        dialog = ProgrammeDialog(open_desk(), lambda: NOW, file, window)
        dialog.said = []
        dialog.told.connect(lambda _kind, sentence: dialog.said.append(sentence))
        dialog.ask()
        qtbot.waitUntil(lambda: dialog._found is not None or dialog.notice.isVisible())
        return dialog

    return open_one


def kinds(dialog):
    return [(each.title, each.kind) for each in dialog._found.lines]


def how_many(store, table):
    return store.read(lambda db: db.value(select(func.count()).select_from(table)))


def test_a_table_is_seen_line_by_line_before_anything_is_added(qtbot, opened, file_store):
    dialog = opened(TABLE, "groups.csv")
    assert kinds(dialog) == [
        ("Singing", "series"), ("Knit and natter", "proposed"), ("Chess", "rejected"),
    ]  # fmt: skip
    assert how_many(file_store, activity) == 0
    assert dialog.act.words() == "Add 1 line"
    dialog.accept_all.setChecked(True)
    qtbot.waitUntil(lambda: dialog.act.words() == "Add 2 lines")
    with qtbot.waitSignal(dialog.told):
        qtbot.mouseClick(dialog.act, Qt.MouseButton.LeftButton)
    assert how_many(file_store, activity) == 2
    assert dialog.said[0].startswith("Added: 2 series, 0 single sessions, ")
    assert "What was not taken stands in groups.csv.rejected.csv." in dialog.said[0]


def test_a_calendar_file_of_another_program_is_added(qtbot, opened, file_store):
    dialog = opened(ICS, "elsewhere.ics")
    assert kinds(dialog) == [("Christmas singing", "session")]
    with qtbot.waitSignal(dialog.told):
        qtbot.mouseClick(dialog.act, Qt.MouseButton.LeftButton)
    assert how_many(file_store, session) == 1
    assert kinds(opened(ICS, "elsewhere.ics")) == [("Christmas singing", "known")]


FOREIGN = """\
Gruppe,Wann,Status
Singing,Tuesdays 2pm-4pm,Hall
"""


def choose(dialog, place, field):
    choice = dialog.columns.choices[place]
    choice.setCurrentIndex(choice.findData(field))


def test_a_column_is_explained_once_and_known_the_next_time(qtbot, opened, file_store):
    dialog = opened(FOREIGN, "gruppen.csv")
    assert dialog.notice.sentence() == "No column is the activity yet. Say which one is."
    assert not dialog.act.isEnabled()
    choose(dialog, 0, "title")
    says = "No column says when yet. Say which one does."
    qtbot.waitUntil(lambda: dialog.notice.sentence() == says)
    choose(dialog, 1, "when")
    choose(dialog, 2, "when")
    twice = "Two columns are said to be “Day and time”. Leave one out."
    qtbot.waitUntil(lambda: dialog.notice.sentence() == twice)
    choose(dialog, 2, "place")
    qtbot.waitUntil(lambda: dialog._found is not None)
    assert kinds(dialog) == [("Singing", "series")]
    with qtbot.waitSignal(dialog.told):
        qtbot.mouseClick(dialog.act, Qt.MouseButton.LeftButton)
    again = opened(FOREIGN, "gruppen.csv")
    assert again.columns.fields() == ("title", "when", "place")
    assert kinds(again) == [("Singing", "known")]
    # A list of people may have such a column, too, and there it is something else.
    kept = file_store.read(known_headers.known_headers)
    assert "status" not in dict(kept)


def test_a_calendar_has_no_columns_to_explain(opened):
    assert not opened(ICS, "elsewhere.ics").columns.isVisible()
