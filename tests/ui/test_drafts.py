"""Drafts of forms: back after a refusal, a lost database, a crash, a restart; gone when saved."""

import os
import signal
import subprocess
import sys
from datetime import datetime, timedelta
from functools import partial
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from PySide6.QtWidgets import QApplication, QDialog, QLineEdit, QWidget

from desktop.data import along
from desktop.ui.calendar.memo_dialog import MemoDialog
from desktop.ui.form_values import form_name
from desktop.ui.people.dialog import PersonDialog
from desktop.ui.series.hours_dialog import HoursDialog
from desktop.ui.series.hours_form import DayBox
from desktop.ui.signups.company_dialog import CompanyDialog
from desktop.ui.todo.wording_dialog import WordingDialog
from tests.makers import ZONE, a_person, a_session
from tests.ui.conftest import KEY

NOW = datetime(2026, 11, 23, 9, 30, tzinfo=ZoneInfo(ZONE))


@pytest.fixture
def new_person(qtbot, open_desk):
    def open_one(window, typed=""):
        dialog = PersonDialog(open_desk(), lambda: NOW, typed=typed, parent=window)
        dialog.open()
        dialog.activateWindow()
        qtbot.waitUntil(lambda: QApplication.focusWidget() is not None)
        qtbot.waitUntil(lambda: bool(window.drafts._forms))
        return dialog

    return open_one


def last_name(dialog):
    return dialog.findChild(QLineEdit, "last")


def type_into(qtbot, box, text):
    box.setFocus()
    qtbot.keyClicks(box, text)


def test_what_was_typed_is_back_after_the_program_ended(qtbot, opened, new_person, tmp_path):
    window = opened()
    dialog = new_person(window)
    type_into(qtbot, last_name(dialog), "Featherstonehaugh")
    qtbot.waitUntil(lambda: any((tmp_path / "drafts").glob("*.draft")))
    window.drafts.close()  # the program is gone before anything was saved
    held = b"".join(each.read_bytes() for each in (tmp_path / "drafts").iterdir())
    assert b"Feather" not in held

    again = opened()
    qtbot.waitUntil(lambda: bool(again.heard))
    assert again.heard == ["Not saved when the program ended: New person. Open it, and it is back."]
    back = new_person(again)
    assert last_name(back).text() == "Featherstonehaugh"
    assert back.dirty()
    back.findChild(QWidget, "forget_draft").click()
    assert last_name(back).text() == ""


def test_a_saved_form_leaves_no_draft(qtbot, opened, new_person, tmp_path):
    window = opened()
    dialog = new_person(window)
    type_into(qtbot, last_name(dialog), "Patel")
    qtbot.waitUntil(lambda: any((tmp_path / "drafts").glob("*.draft")))
    with qtbot.waitSignal(dialog.saved):
        dialog.on_save()
    qtbot.waitUntil(lambda: not any((tmp_path / "drafts").glob("*.draft")))
    assert last_name(new_person(window)).text() == ""


def test_a_refusal_keeps_the_form_and_its_draft(qtbot, opened, new_person, tmp_path):
    window = opened()
    dialog = new_person(window)
    type_into(qtbot, dialog.findChild(QLineEdit, "born"), "31/02/1948")
    qtbot.waitUntil(lambda: any((tmp_path / "drafts").glob("*.draft")))
    dialog.on_save()
    assert dialog.isVisible()
    assert any((tmp_path / "drafts").glob("*.draft"))


def test_a_form_is_not_called_after_what_was_refused_in_it(opened, new_person):
    dialog = new_person(opened())
    called = form_name(dialog)
    dialog.messages.say("refuse", "Not confirmed. The database does not answer.")
    assert form_name(dialog) == called


def test_the_words_of_reminders_are_called_the_same_before_and_after_they_are_read(
    qtbot, opened, open_desk
):
    window = opened()
    dialog = in_front(qtbot, window, WordingDialog(open_desk(), lambda: NOW, "pl", window))
    dialog._state.setText("")
    called = form_name(dialog)
    dialog._state.setText("A draft of 23 November.")
    assert form_name(dialog) == called


def test_who_was_added_and_not_booked_yet_is_back_too(
    qtbot, opened, open_desk, file_store, tmp_path
):
    session, person = a_session(file_store), a_person(file_store)
    found = file_store.read(partial(along.company, session_id=session, person_id=person))

    def company(window):
        dialog = CompanyDialog(open_desk(), lambda: NOW, found, window)
        dialog.open()
        dialog.activateWindow()
        qtbot.waitUntil(lambda: bool(window.drafts._forms))
        return dialog

    def type_two(dialog):
        for name in ("Amir", "Leila"):
            dialog.form.name.set_text(name)
            dialog.another.click()

    back = reopened(qtbot, opened, company, tmp_path)(type_two)
    qtbot.waitUntil(lambda: [each.name for each in back._new] == ["Amir", "Leila"])
    assert "Mrs Patel and 2" in back.act.words()


def test_another_practice_has_drafts_of_its_own(qtbot, opened, new_person, tmp_path):
    window = opened("practice")
    type_into(qtbot, last_name(new_person(window)), "Patel")
    qtbot.waitUntil(lambda: any((tmp_path / "drafts").glob("*.draft")))
    window.drafts.close()
    other = opened("sample")
    qtbot.waitUntil(lambda: other.drafts._unlocked)
    assert last_name(new_person(other)).text() == ""


def test_without_a_keyring_a_draft_is_in_memory_only_and_that_is_said(
    qtbot, opened, new_person, keyring, tmp_path
):
    keyring.clear()
    window = opened()
    dialog = new_person(window)
    type_into(qtbot, last_name(dialog), "Patel")
    qtbot.waitUntil(lambda: bool(window.heard))
    assert window.heard == ["This PC has no keyring: drafts last until Crafternoon is closed."]
    assert not (tmp_path / "drafts").exists()


def test_what_was_typed_about_one_day_is_not_put_into_another(qtbot, opened, open_desk, tmp_path):
    def memo_of(window, on):
        dialog = MemoDialog(open_desk(), on, None, NOW.date(), window)
        dialog.open()
        dialog.activateWindow()
        qtbot.waitUntil(lambda: bool(window.drafts._forms))
        return dialog

    window = opened()
    type_into(qtbot, memo_of(window, NOW.date()).memo.box, "Boiler off")
    qtbot.waitUntil(lambda: any((tmp_path / "drafts").glob("*.draft")))
    window.drafts.close()
    again = opened()
    qtbot.waitUntil(lambda: again.drafts._unlocked)
    tomorrow = memo_of(again, NOW.date() + timedelta(days=1))
    assert tomorrow.memo.text() == ""
    with qtbot.waitSignal(tomorrow.finished):
        tomorrow.reject()
    assert memo_of(again, NOW.date()).memo.text() == "Boiler off"


def reopened(qtbot, opened, make, tmp_path):
    """Type into a form, end the program, open it and the form again."""

    def go(type_something):
        window = opened()
        dialog = make(window)
        type_something(dialog)
        qtbot.waitUntil(lambda: any((tmp_path / "drafts").glob("*.draft")))
        window.drafts.close()
        again = opened()
        qtbot.waitUntil(lambda: again.drafts._unlocked)
        return make(again)

    return go


def in_front(qtbot, window, dialog):
    dialog.ask()
    dialog.activateWindow()
    qtbot.waitUntil(lambda: bool(window.drafts._forms))
    return dialog


def test_a_second_phone_is_back_in_a_row_that_can_be_seen(qtbot, opened, new_person, tmp_path):
    def type_two(dialog):
        dialog.findChild(QWidget, "another_phone").click()
        type_into(qtbot, dialog.findChild(QLineEdit, "phone1"), "07700 900162")
        type_into(qtbot, dialog.findChild(QLineEdit, "label1"), "her son")

    back = reopened(qtbot, opened, new_person, tmp_path)(type_two)
    assert back.findChild(QLineEdit, "phone1").text() == "07700 900162"
    assert back.findChild(QLineEdit, "label1").isVisible()
    assert not back.findChild(QLineEdit, "label2").isVisible()


def test_records_that_come_after_the_draft_do_not_write_over_it(qtbot, opened, open_desk, tmp_path):
    def hours(window):
        window.resize(1366, 768)
        return in_front(qtbot, window, HoursDialog(open_desk(), lambda: NOW, window))

    def type_hours(dialog):
        qtbot.waitUntil(lambda: dialog._known is not None)
        type_into(qtbot, dialog.new_term.name.box, "Autumn, first half")
        box = dialog.findChild(DayBox)
        box.selectAll()
        type_into(qtbot, box, "7am to 4pm")

    back = reopened(qtbot, opened, hours, tmp_path)(type_hours)
    qtbot.waitUntil(lambda: back._known is not None)
    qtbot.waitUntil(lambda: back.findChild(DayBox).text() == "7am to 4pm")
    assert back.new_term.name.text() == "Autumn, first half"
    assert back._is_different()


def test_the_words_of_one_language_come_back_in_that_language(qtbot, opened, open_desk, tmp_path):
    def words(window, code="pl"):
        return in_front(qtbot, window, WordingDialog(open_desk(), lambda: NOW, code, window))

    def type_words(dialog):
        qtbot.waitUntil(lambda: bool(dialog._state.text()))
        type_into(qtbot, dialog.words, "Jutro")
        for name in ("Welsh", "Polish"):  # what is typed stays while another is looked at
            dialog.languages.setCurrentIndex(dialog.languages.findText(name))
        assert dialog.words.toPlainText() == "Jutro"

    made = iter(("pl", None))
    back = reopened(qtbot, opened, lambda window: words(window, next(made)), tmp_path)(type_words)
    qtbot.waitUntil(lambda: bool(back._state.text()))
    assert "Jutro" not in back.words.toPlainText()
    back.languages.setCurrentIndex(back.languages.findText("Polish"))
    qtbot.waitUntil(lambda: back.words.toPlainText() == "Jutro")


def test_a_password_is_never_in_a_draft(qtbot, opened, tmp_path):
    window = opened()
    dialog = QDialog(window)
    dialog.setObjectName("connect")
    box = QLineEdit(dialog)
    box.setEchoMode(QLineEdit.EchoMode.Password)
    other = QLineEdit(dialog)
    dialog.open()
    dialog.activateWindow()
    other.setFocus()
    qtbot.waitUntil(lambda: bool(window.drafts._forms))
    qtbot.keyClicks(box, "secret")
    qtbot.keyClicks(other, "open")
    qtbot.waitUntil(lambda: bool(window.drafts._kept))
    (draft,) = window.drafts._kept.values()
    assert list(draft.values.values()) == ["open"]


KILLED = """
import os, signal, sys
from datetime import UTC, datetime
from pathlib import Path
from desktop.data.draft_shelf import Draft, DraftShelf
shelf = DraftShelf(Path(sys.argv[1]), bytes(range(32)))
for n in range(50):
    shelf.put(Draft("New person", "New person", datetime.now(UTC).isoformat(), {"last": "Patel" * n}))
os.kill(os.getpid(), signal.SIGKILL)
"""


@pytest.mark.skipif(os.name == "nt", reason="there is no kill -9 there")
def test_a_draft_outlives_a_program_that_is_killed(tmp_path):
    from desktop.data.draft_shelf import DraftShelf

    root = Path(__file__).parents[2]
    done = subprocess.run(
        [sys.executable, "-c", KILLED, str(tmp_path)], cwd=root, check=False, capture_output=True
    )
    assert done.returncode == -signal.SIGKILL
    found = DraftShelf(tmp_path, KEY).read(datetime.now(ZoneInfo(ZONE)))
    assert found["New person"].values == {"last": "Patel" * 49}
