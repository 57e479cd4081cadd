"""Opening hours, whose bank holidays count, and school terms: in one dialog, by keyboard."""

from datetime import date, time
from functools import partial

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QWidget

from desktop.data import closures
from desktop.rules.closures import Opening
from desktop.ui import look as looks
from desktop.ui.look import Look
from desktop.ui.series.hours_dialog import HoursDialog
from tests.makers import TODAY

CONTROL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture(autouse=True)
def _plain_look(qapp):
    looks.apply(qapp, Look())
    yield
    looks.apply(qapp, Look())


@pytest.fixture
def window(qtbot):
    made = QWidget()
    made.resize(1366, 768)
    qtbot.addWidget(made)
    made.show()
    return made


@pytest.fixture
def open_hours(open_desk, clock, window, qtbot):
    def open_it():
        dialog = HoursDialog(open_desk(), clock, window)
        dialog.ask()
        qtbot.waitUntil(dialog.isActiveWindow)
        qtbot.waitUntil(lambda: dialog._known is not None)
        return dialog

    return open_it


def type_in(box, text, qtbot):
    box.setFocus()
    qtbot.keyClicks(box, text)
    qtbot.keyClick(box, Qt.Key.Key_Tab)


def known(file_store):
    read = partial(closures.open_between, first=TODAY, last=TODAY)
    return file_store.read(read)


def add_term(dialog, qtbot, name="Spring", first="5 January", last="26 March"):
    term = dialog.new_term
    for field, typed in ((term.name, name), (term.first, first), (term.last, last)):
        type_in(field.box, typed, qtbot)
    qtbot.keyClick(term.last.box, Qt.Key.Key_Return)


def test_mondays_hours_are_taken_until_friday_and_saved_by_keyboard(open_hours, file_store, qtbot):
    dialog = open_hours()
    type_in(dialog.form.boxes[0], "9am to 5pm", qtbot)
    assert [box.text() for box in dialog.form.boxes] == ["9am to 5pm"] * 5 + ["", ""]
    with qtbot.waitSignal(dialog.saved) as said:
        qtbot.keyClick(dialog, Qt.Key.Key_Return, CONTROL)
    assert said.args == ["Saved the opening hours."]
    assert known(file_store).openings == tuple(
        Opening(weekday, time(9), time(17)) for weekday in range(5)
    )


def test_what_is_typed_for_another_day_is_left_alone(open_hours, qtbot):
    dialog = open_hours()
    type_in(dialog.form.boxes[3], "10am to 2pm", qtbot)
    type_in(dialog.form.boxes[0], "9am to 5pm", qtbot)
    assert [box.text() for box in dialog.form.boxes] == ["9am to 5pm", "", "", "10am to 2pm"] + [
        ""
    ] * 3


def test_hours_nobody_can_read_are_refused_under_their_day(open_hours, file_store, qtbot):
    dialog = open_hours()
    type_in(dialog.form.boxes[2], "from nine", qtbot)
    qtbot.keyClick(dialog, Qt.Key.Key_Return, CONTROL)
    assert dialog.form.boxes[2].accessibleDescription().startswith("Those are not hours we know.")
    assert dialog.isVisible()
    assert known(file_store).openings == ()


def test_a_term_is_added_by_enter_and_taken_away_again(open_hours, file_store, qtbot):
    dialog = open_hours()
    add_term(dialog, qtbot)
    qtbot.waitUntil(lambda: bool(dialog.terms.texts()))
    assert dialog.terms.texts() == ["Spring: 5 January 2027 to 26 March 2027"]
    assert dialog.notice.sentence() == "Added Spring."
    assert dialog.new_term.name.box.hasFocus()
    (found,) = known(file_store).terms
    assert (found.name, found.first, found.last) == (
        "Spring", date(2027, 1, 5), date(2027, 3, 26),
    )  # fmt: skip
    buttons = dialog.terms.findChildren(QAbstractButton)
    qtbot.keyClick(buttons[0], Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: not dialog.terms.texts())
    assert known(file_store).terms == ()


def test_a_term_that_ends_before_it_begins_is_refused(open_hours, file_store, qtbot):
    dialog = open_hours()
    add_term(dialog, qtbot, last="20 December 2026")
    said = "The last day is before the first. Choose a later one."
    qtbot.waitUntil(lambda: dialog.notice.sentence() == said)
    assert known(file_store).terms == ()


def test_a_term_that_is_typed_is_added_before_the_dialog_goes(open_hours, file_store, qtbot):
    dialog = open_hours()
    type_in(dialog.new_term.name.box, "Spring", qtbot)
    qtbot.keyClick(dialog, Qt.Key.Key_Return, CONTROL)
    assert dialog.new_term.first.sentence().startswith("That is not a day we know.")
    assert dialog.isVisible()


def test_what_is_typed_is_not_lost_by_one_esc(open_hours, qtbot):
    dialog = open_hours()
    type_in(dialog.form.boxes[0], "9am to 5pm", qtbot)
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    assert dialog.isVisible()
    assert "Press Esc again" in dialog.notice.sentence()


def test_another_nation_has_other_bank_holidays(open_hours, file_store, qtbot):
    dialog = open_hours()
    dialog.form.nation.setFocus()
    qtbot.keyClicks(dialog.form.nation, "Sco")
    with qtbot.waitSignal(dialog.saved):
        qtbot.keyClick(dialog, Qt.Key.Key_Return, CONTROL)
    assert known(file_store).nation == "Scotland"


def test_a_closure_to_come_can_be_taken_away(open_hours, file_store, qtbot):
    shut = {"name": "Training", "first": date(2026, 12, 3), "last": date(2026, 12, 3)}
    file_store.write(partial(closures.add, **shut))
    dialog = open_hours()
    assert dialog.closed.texts() == ["Training: 3 December 2026"]
    dialog.closed.findChildren(QAbstractButton)[0].click()
    qtbot.waitUntil(lambda: not dialog.closed.texts())
