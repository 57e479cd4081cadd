"""A group ends by keyboard: its last date, a next step for each, and nothing done before."""

from datetime import date, time
from functools import partial

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from sqlalchemy import select

from desktop.data import ending, series, signups
from desktop.data.tables import activity, next_step, session
from desktop.rules.planning import SeriesPlan
from desktop.rules.series import weekly
from desktop.ui import look as looks
from desktop.ui.look import Look
from desktop.ui.series.end_dialog import EndDialog
from tests.makers import THURSDAY, TODAY, a_person, an_activity

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
def craft(file_store):
    """Crafternoon on four Thursdays; Ivy Marsh comes to the first and the last."""
    craft, ivy = an_activity(file_store), a_person(file_store, "Ivy", "Marsh")
    plan = SeriesPlan(craft, weekly([3]).text, THURSDAY, time(14), time(16), 12, count=4)
    file_store.write(partial(series.make, plan=plan))
    rows = file_store.read(lambda db: db.all(select(session.c.id).order_by(session.c.date)))
    for row in (rows[0], rows[-1]):
        file_store.write(partial(signups.book, session_id=row.id, person_id=ivy))
    return craft


@pytest.fixture
def ending_it(open_desk, clock, window, craft, file_store, qtbot):
    group = file_store.read(partial(ending.group, activity_id=craft, today=TODAY))
    dialog = EndDialog(open_desk(), clock, group, window)
    dialog.open()
    qtbot.waitUntil(dialog.isActiveWindow)
    return dialog


def type_last(dialog, qtbot, text):
    dialog.last.box.clear()
    qtbot.keyClicks(dialog.last.box, text)


def will(dialog):
    return [each.words() for each in dialog.will if each.words()]


def test_what_the_end_will_do_is_said_before_it_is_done(ending_it, file_store, qtbot):
    type_last(ending_it, qtbot, "3 December")
    assert ending_it.act.words() == "End it after Thursday 3 December"
    assert will(ending_it) == [
        "Take out 2 dates after Thursday 3 December",
        "Put 1 person on People to tell",
        "Keep their bookings in the records, marked not on",
        "Offer it no more after that day: not on the wall, not in any list",
    ]
    assert file_store.read(lambda db: db.value(select(activity.c.ended))) is None


def test_a_group_ends_with_a_next_step_for_each_by_keyboard(ending_it, file_store, qtbot):
    type_last(ending_it, qtbot, "3 December")
    (step,) = ending_it.steps.values()
    assert step.box.accessibleName() == "Next step for Ivy Marsh"
    step.setFocus()
    qtbot.keyClicks(step.box, "Garden group, Tuesdays")
    with qtbot.waitSignal(ending_it.ended) as done:
        qtbot.keyClick(ending_it, Qt.Key.Key_Return, CONTROL)
    assert done.args == ["Crafternoon ends after Thursday 3 December. 1 person to tell."]
    assert file_store.read(lambda db: db.value(select(activity.c.ended))) == date(2026, 12, 3)
    assert file_store.read(lambda db: db.value(select(next_step.c.text))) == (
        "Garden group, Tuesdays"
    )


def test_without_a_last_date_nothing_ends(ending_it, file_store, qtbot):
    qtbot.keyClick(ending_it, Qt.Key.Key_Return, CONTROL)
    assert ending_it.last.sentence() == "Which day is the last?"
    type_last(ending_it, qtbot, "20 November")
    qtbot.keyClick(ending_it, Qt.Key.Key_Return, CONTROL)
    assert ending_it.last.sentence() == "That is over. Choose today or a later day."
    assert file_store.read(lambda db: db.value(select(activity.c.ended))) is None


def test_a_last_date_after_all_others_takes_none_out(ending_it, qtbot):
    type_last(ending_it, qtbot, "31 December")
    assert will(ending_it)[:2] == [
        "Take out no date: nothing is planned after Thursday 31 December",
        "Tell nobody: nobody is booked after it",
    ]


def test_next_steps_that_are_typed_are_not_lost_by_one_esc(ending_it, qtbot):
    (step,) = ending_it.steps.values()
    qtbot.keyClicks(step.box, "A call in a month")
    qtbot.keyClick(ending_it, Qt.Key.Key_Escape)
    assert ending_it.isVisible()
    assert "Press Esc again" in ending_it.notice.sentence()
