"""Importing a list of patients by hand: its columns, what would become of each line, then all."""

from datetime import date, datetime
from functools import partial
from zoneinfo import ZoneInfo

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QWidget

from desktop.data import finding
from desktop.data.known_headers import known_headers
from desktop.data.patient_import import import_patients
from desktop.exchange.patients import read_csv
from desktop.ui.people.import_dialog import ImportDialog
from tests.makers import ZONE

TODAY = date(2026, 11, 23)
NOW = datetime(2026, 11, 23, 9, 30, tzinfo=ZoneInfo(ZONE))
HEADER = "Family name,Forenames,Salut,NHS No,D.O.B.,Mobile,Email address,Status,Usual GP"
BOSTOCK = "Bostock,Ann,Mrs,9990000018,07/11/1946,07700 900163,ann@example.org,Registered,Dr F"
HUME = "Hume,Derek,Mr,9990000026,02/03/1950,07700 900121,,Registered,Dr F"
TULLY = "Tully,Jean,,,31/02/1948,,,Registered,Dr F"


@pytest.fixture
def a_list(tmp_path):
    def write(*lines, name="patients-may.csv"):
        file = tmp_path / name
        file.write_text("\n".join([HEADER, *lines, ""]), encoding="utf-8")
        return file

    return write


@pytest.fixture
def opened(qtbot, open_desk):
    window = QWidget()
    window.resize(1366, 768)
    qtbot.addWidget(window)
    window.show()

    def open_one(file):
        dialog = ImportDialog(open_desk(), lambda: NOW, file, window)
        dialog.said = []
        dialog.told.connect(lambda kind, sentence: dialog.said.append((kind, sentence)))
        dialog.ask()
        qtbot.waitUntil(lambda: dialog._found is not None or dialog.notice.isVisible())
        return dialog

    return open_one


def rows(dialog):
    return [(row.cells[2], row.cells[6]) for row in dialog.lines.lines.rows()]


def found(store, text):
    return store.read(partial(finding.find, text=text, today=TODAY)).people


def import_it(qtbot, dialog):
    assert dialog.act.isEnabled()
    with qtbot.waitSignal(dialog.told):
        qtbot.mouseClick(dialog.act, Qt.MouseButton.LeftButton)


def test_a_list_is_seen_as_it_will_be_stored_and_only_then_stored(
    qtbot, opened, a_list, file_store
):
    dialog = opened(a_list(BOSTOCK, HUME, TULLY))
    assert rows(dialog) == [("Bostock", "New"), ("Hume", "New"), ("Tully", "Rejected")]
    assert dialog.act.words() == "Import 2 people"
    assert found(file_store, "bostock") == ()
    import_it(qtbot, dialog)
    assert len(found(file_store, "bostock")) == 1
    assert dialog.said[0][1].startswith("Imported: 2 new, 0 changed, 0 the same, 1 rejected.")


def test_the_rejected_lines_are_saved_with_the_reason_beside_each(qtbot, opened, a_list):
    file = a_list(BOSTOCK, TULLY)
    import_it(qtbot, opened(file))
    saved = file.with_name("patients-may.csv.rejected.csv").read_text(encoding="utf-8-sig")
    assert "Tully" in saved
    assert "Bostock" not in saved
    assert "That is not a date we know." in saved


def test_a_column_is_explained_once_and_known_the_next_time(qtbot, opened, a_list, file_store):
    dialog = opened(a_list(BOSTOCK))
    titled = dialog.columns.choices[2]
    assert titled.currentData() == ""
    titled.setCurrentIndex(titled.findData("title"))
    qtbot.waitUntil(lambda: dialog.lines.lines.rows()[0].cells[1] == "Mrs")
    import_it(qtbot, dialog)
    assert ("salut", "title") in file_store.read(known_headers)
    again = opened(a_list(HUME, name="june.csv"))
    assert again.columns.choices[2].currentData() == "title"
    assert again.lines.lines.rows()[0].cells[1] == "Mr"


def test_only_the_fewest_columns_are_taken_unless_somebody_chooses_more(opened, a_list):
    dialog = opened(a_list(BOSTOCK))
    email, usual_gp = dialog.columns.choices[6], dialog.columns.choices[8]
    assert (email.currentData(), usual_gp.currentData()) == ("", "")
    assert dialog._found.lines[0].line.facts.email == ""
    assert not email.isHidden()
    assert usual_gp.isHidden() or usual_gp.parentWidget().isHidden()


def test_who_is_gone_from_the_list_is_shown_and_stays(qtbot, opened, a_list, file_store):
    before = read_csv(a_list(BOSTOCK, HUME), {}, today=TODAY)
    import_patients(file_store, before)
    dialog = opened(a_list(BOSTOCK, name="june.csv"))
    assert rows(dialog) == [("Bostock", "The same")]
    qtbot.keyClicks(dialog.lines, "g")
    assert rows(dialog) == [("Hume, Derek (Mr)", "Gone")] or rows(dialog) == [
        ("Hume, Derek", "Gone")
    ]
    assert not dialog.act.isEnabled()
    assert len(found(file_store, "hume")) == 1


def test_x_shows_only_the_rejected_and_then_all_again(qtbot, opened, a_list):
    dialog = opened(a_list(BOSTOCK, TULLY))
    qtbot.keyClicks(dialog.lines, "x")
    assert rows(dialog) == [("Tully", "Rejected")]
    qtbot.keyClicks(dialog.lines, "x")
    assert len(rows(dialog)) == 2


def test_a_file_that_is_no_list_is_said_in_a_sentence(opened, tmp_path):
    file = tmp_path / "broken.xlsx"
    file.write_bytes(b"PK\x03\x04 broken")
    dialog = opened(file)
    assert dialog.notice.accessibleName().startswith("broken.xlsx cannot be read")
    assert not dialog.act.isEnabled()


def test_two_columns_cannot_both_be_the_last_name(qtbot, opened, a_list):
    dialog = opened(a_list(BOSTOCK))
    second = dialog.columns.choices[1]
    second.setCurrentIndex(second.findData("last_name"))
    qtbot.waitUntil(dialog.notice.isVisible)
    assert "Two columns are said to be “Last name”." in dialog.notice.accessibleName()
    assert not dialog.act.isEnabled()


def test_stopping_while_it_stores_leaves_nothing_behind(qtbot, opened, a_list, file_store):
    dialog = opened(a_list(BOSTOCK, HUME))
    dialog._on_act()
    dialog.reject()
    qtbot.waitUntil(dialog.notice.isVisible)
    assert "Stopped. Nothing was stored." in dialog.notice.accessibleName()
    assert found(file_store, "bostock") == ()


def test_a_dry_run_goes_into_a_file_and_stores_nothing(qtbot, opened, a_list, tmp_path, file_store):
    dialog = opened(a_list(BOSTOCK, TULLY))
    qtbot.keyClicks(dialog.lines, "d")
    chooser = dialog.findChild(QFileDialog, "file")
    chooser.fileSelected.emit(str(tmp_path / "dry.csv"))
    chooser.close()
    qtbot.waitUntil(dialog.notice.isVisible)
    text = (tmp_path / "dry.csv").read_text(encoding="utf-8-sig")
    assert "New" in text
    assert "Rejected" in text
    assert found(file_store, "bostock") == ()
