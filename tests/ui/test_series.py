"""Planning a series and changing one by keyboard, with every date on view before it is done."""

from datetime import date, time
from functools import partial

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QLabel, QWidget
from sqlalchemy import select

from desktop.data import activities, changeable, series, signups
from desktop.data.tables import closure, session
from desktop.rules.planning import Scope, SeriesPlan
from desktop.rules.series import weekly
from desktop.rules.telling import Kind, public_words
from desktop.ui.series.cancel_dialog import CancelDialog
from desktop.ui.series.change_dialog import ChangeDialog
from desktop.ui.series.closure_dialog import ClosureDialog
from desktop.ui.series.series_dialog import SeriesDialog
from tests.makers import THURSDAY, a_person, a_place, a_session, an_activity

CONTROL = Qt.KeyboardModifier.ControlModifier


pytestmark = pytest.mark.usefixtures("plain_look")


@pytest.fixture
def window(qtbot):
    made = QWidget()
    made.resize(1440, 900)
    qtbot.addWidget(made)
    made.show()
    return made


@pytest.fixture
def room(file_store):
    return a_place(file_store, "Waiting room")


@pytest.fixture
def planning(open_desk, clock, window, qtbot, file_store, room):
    an_activity(file_store, "Crafternoon", place=room)
    dialog = SeriesDialog(open_desk(), clock, None, window)
    dialog.ask()
    qtbot.waitUntil(dialog.isActiveWindow)
    qtbot.waitUntil(lambda: dialog.form.activity.completer().completionCount() > 0)
    return dialog


def dates(file_store):
    rows = select(session.c.date, session.c.starts).order_by(session.c.date)
    return [tuple(row) for row in file_store.read(lambda db: db.all(rows))]


def type_a_series(dialog, qtbot, times="4"):
    form = dialog.form
    form.activity.setText("Craf")  # typed letters would open the list, a window of its own
    form.activity.editingFinished.emit()
    for field, typed in ((form.first, "Thursday"), (form.until, times), (form.starts, "2pm")):
        field.setFocus()
        qtbot.keyClicks(field.box, typed)
        qtbot.keyClick(field.box, Qt.Key.Key_Tab)


def title(dialog):
    return dialog.right.title.text()


def test_a_series_is_typed_seen_and_added_by_keyboard(planning, file_store, qtbot):
    type_a_series(planning, qtbot)
    qtbot.waitUntil(lambda: title(planning) == "4 dates")
    assert planning.right.sentence.text() == "Every Thursday, 2pm to 4pm, 4 times"
    with qtbot.waitSignal(planning.made) as made:
        qtbot.keyClick(planning, Qt.Key.Key_Return, CONTROL)
    assert made.args[1] == 4
    assert [on.day for on, _starts in dates(file_store)] == [26, 3, 10, 17]


def test_what_is_added_in_a_hurry_waits_for_its_dates_and_says_them(planning, qtbot):
    type_a_series(planning, qtbot)
    with qtbot.waitSignal(planning.made) as made:
        qtbot.keyClick(planning, Qt.Key.Key_Return, CONTROL)
    assert made.args[1:] == [4, "Every Thursday, 2pm to 4pm, 4 times"]


def test_a_hurried_series_still_stops_at_a_clash(planning, file_store, room, qtbot):
    a_session(file_store, activity_id=an_activity(file_store, "Eye screening"), place=room)
    type_a_series(planning, qtbot)
    qtbot.keyClick(planning, Qt.Key.Key_Return, CONTROL)
    said = "Settle this one first: Thursday 26 November."
    qtbot.waitUntil(lambda: planning.notice.sentence() == said)
    assert len(dates(file_store)) == 1


def test_the_activity_suggests_its_length_places_and_room(planning, qtbot):
    type_a_series(planning, qtbot)
    form = planning.form
    assert (form.ends.text(), form.places.text()) == ("4pm", "12")
    assert form.place.text() == "Waiting room"


def test_one_date_is_left_out_and_brought_back_by_s(planning, qtbot):
    type_a_series(planning, qtbot)
    qtbot.waitUntil(lambda: title(planning) == "4 dates")
    view = planning.right.view
    view.setFocus()
    qtbot.keyClick(view, Qt.Key.Key_Down)
    qtbot.keyClick(view, "s")
    qtbot.waitUntil(lambda: title(planning) == "3 dates" and "Skipped" in view.row().said)
    qtbot.keyClick(view, "s")
    qtbot.waitUntil(lambda: "Skipped" not in view.row().said)


def test_one_date_is_moved_to_another_day(planning, file_store, qtbot):
    type_a_series(planning, qtbot)
    qtbot.waitUntil(lambda: title(planning) == "4 dates")
    view, ask = planning.right.view, planning.right.ask
    view.setFocus()
    qtbot.keyClick(view, "d")
    qtbot.keyClicks(ask.box, "Friday")
    qtbot.keyClick(ask.box, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: "Friday 27 November" in view.row().said)
    with qtbot.waitSignal(planning.made):
        qtbot.keyClick(planning, Qt.Key.Key_Return, CONTROL)
    assert dates(file_store)[0] == (date(2026, 11, 27), time(14))


def test_a_clash_is_settled_in_its_row_before_anything_is_added(planning, file_store, room, qtbot):
    taken = an_activity(file_store, "Eye screening")
    a_session(file_store, activity_id=taken, on=date(2026, 12, 3), place=room)
    type_a_series(planning, qtbot)
    qtbot.waitUntil(lambda: planning.right.view.dates.first_open() == 1)
    qtbot.keyClick(planning, Qt.Key.Key_Return, CONTROL)
    assert planning.notice.sentence() == "Settle this one first: Thursday 3 December."
    assert len(dates(file_store)) == 1
    row = planning.right.view.row()
    skip = next(n for n, way in enumerate(row.ways, 1) if way.label == "Skip it")
    qtbot.keyClick(planning.right.view, str(skip))
    qtbot.waitUntil(lambda: planning.right.view.dates.first_open() is None)
    with qtbot.waitSignal(planning.made):
        qtbot.keyClick(planning, Qt.Key.Key_Return, CONTROL)


def test_a_clash_may_stand_for_a_reason(planning, file_store, room, qtbot):
    a_session(file_store, activity_id=an_activity(file_store, "Eye screening"), place=room)
    type_a_series(planning, qtbot)
    view, ask = planning.right.view, planning.right.ask
    qtbot.waitUntil(lambda: view.dates.first_open() == 0)
    view.setFocus()
    qtbot.keyClick(view, "a")
    qtbot.keyClick(ask.box, Qt.Key.Key_Return)
    assert ask.sentence() == "Say why, in a word or two."
    qtbot.keyClicks(ask.box, "They share the room")
    qtbot.keyClick(ask.box, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: view.dates.first_open() is None)


def test_what_is_missing_is_said_under_its_field(planning, file_store, qtbot):
    qtbot.keyClick(planning, Qt.Key.Key_Return, CONTROL)
    assert planning.form.activity_field.sentence().startswith("Choose one of the activities")
    assert planning.form.first.sentence() == "When is it for the first time?"
    assert dates(file_store) == []


def test_what_is_typed_is_not_lost_by_one_esc(planning, qtbot):
    type_a_series(planning, qtbot)
    qtbot.keyClick(planning, Qt.Key.Key_Escape)
    assert planning.isVisible()
    assert "Press Esc again" in planning.notice.sentence()


def test_too_many_dates_are_refused_in_a_sentence(planning, qtbot):
    type_a_series(planning, qtbot, times="until 1 January 2090")
    qtbot.waitUntil(lambda: bool(planning.notice.sentence()))
    assert "dates" in planning.notice.sentence()


def test_the_list_of_dates_keeps_qts_promises(planning, qtbot):
    mode = QAbstractItemModelTester.FailureReportingMode.Fatal
    tester = QAbstractItemModelTester(planning.right.view.dates, mode)
    type_a_series(planning, qtbot)
    qtbot.waitUntil(lambda: tester.model().rowCount() == 4)


@pytest.fixture
def craft(file_store, room):
    plan = SeriesPlan(an_activity(file_store), weekly([3]).text, THURSDAY, time(14), time(16), 12,
                      count=4, place_id=room)  # fmt: skip
    file_store.write(partial(series.make, plan=plan))
    first = file_store.read(lambda db: db.value(select(session.c.id).order_by(session.c.date)))
    file_store.write(partial(signups.book, session_id=first, person_id=a_person(file_store)))
    return first


@pytest.fixture
def open_change(open_desk, clock, window, file_store, qtbot):
    def open_it(session_id):
        found = file_store.read(partial(changeable.changeable, session_id=session_id))
        dialog = ChangeDialog(open_desk(), clock, found, window)
        dialog.open()
        qtbot.waitUntil(dialog.isActiveWindow)
        return dialog

    return open_it


def retype(field, typed, qtbot):
    field.box.selectAll()
    qtbot.keyClicks(field.box, typed)


def test_the_narrowest_reach_is_chosen_and_each_says_its_cost(open_change, craft, qtbot):
    dialog = open_change(craft)
    retype(dialog.form.starts, "2:30pm", qtbot)
    qtbot.waitUntil(lambda: dialog.act.words() == "Change 1 date")
    said = [each.accessibleName() for each in dialog.scopes._buttons.values()]
    assert said[0] == "Only this one. 1 person to tell"
    assert said[1] == "This and following, 4 dates. 1 person to tell"


def test_a_change_made_in_a_hurry_waits_for_what_it_costs(open_change, craft, qtbot):
    dialog = open_change(craft)
    retype(dialog.form.starts, "2:30pm", qtbot)
    with qtbot.waitSignal(dialog.changed) as done:
        qtbot.keyClick(dialog, Qt.Key.Key_Return, CONTROL)
    assert done.args == ["Changed 1 date of Crafternoon. 1 person to tell."]


def test_this_and_following_moves_by_two_keys(open_change, craft, file_store, qtbot):
    dialog = open_change(craft)
    retype(dialog.form.starts, "2:30pm", qtbot)
    dialog.scopes.setFocus()
    qtbot.keyClick(dialog.scopes, "2")
    qtbot.waitUntil(lambda: dialog.act.words() == "Change 4 dates")
    with qtbot.waitSignal(dialog.changed) as done:
        qtbot.keyClick(dialog, Qt.Key.Key_Return, CONTROL)
    assert done.args == ["Changed 4 dates of Crafternoon. 1 person to tell."]
    assert {starts for _on, starts in dates(file_store)} == {time(14, 30)}


def test_nothing_is_written_before_it_is_asked_for(open_change, craft, file_store, qtbot):
    dialog = open_change(craft)
    retype(dialog.form.starts, "2:30pm", qtbot)
    qtbot.waitUntil(lambda: dialog.act.words() == "Change 1 date")
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    assert {starts for _on, starts in dates(file_store)} == {time(14)}


def test_a_change_of_nothing_is_said_to_be_none(open_change, craft, qtbot):
    dialog = open_change(craft)
    qtbot.keyClick(dialog, Qt.Key.Key_Return, CONTROL)
    assert dialog.notice.sentence() == "Nothing is different yet."


def test_an_end_before_the_start_is_refused_under_its_field(open_change, craft, qtbot):
    dialog = open_change(craft)
    retype(dialog.form.ends, "1pm", qtbot)
    qtbot.keyClick(dialog, Qt.Key.Key_Return, CONTROL)
    assert dialog.form.ends.sentence() == "The end must be after the start."


def test_a_date_changed_by_hand_moves_only_when_it_is_chosen(open_change, craft, file_store, qtbot):
    second = file_store.read(lambda db: db.all(select(session.c.id).order_by(session.c.date))[1].id)
    file_store.write(lambda db: db.change(session, second, by_hand=True, changed_by="Marian"))
    dialog = open_change(craft)
    retype(dialog.form.starts, "2:30pm", qtbot)
    dialog.scopes.choose(Scope.FOLLOWING)
    qtbot.waitUntil(lambda: dialog.act.words() == "Change 3 dates")
    view = dialog.right.view
    view.setFocus()
    view.setCurrentIndex(view.dates.index(1))
    qtbot.keyClick(view, "m")
    qtbot.waitUntil(lambda: dialog.act.words() == "Change 4 dates")


def test_a_session_outside_any_series_has_no_reach_to_choose(open_change, file_store):
    dialog = open_change(a_session(file_store))
    assert not dialog.scopes.isVisible()


@pytest.fixture
def open_cancel(open_desk, window, file_store, qtbot):
    def open_it(session_id):
        card = file_store.read(partial(activities.session_card, session_id=session_id))
        dialog = CancelDialog(open_desk(), card, window)
        dialog.open()
        qtbot.waitUntil(dialog.isActiveWindow)
        return dialog

    return open_it


def status(file_store, session_id):
    found = select(session.c.status, session.c.reason).where(session.c.id == session_id)
    return tuple(file_store.read(lambda db: db.one(found)))


def test_keep_it_has_the_keyboard_so_that_enter_cancels_nothing(
    open_cancel, craft, file_store, qtbot
):
    dialog = open_cancel(craft)
    assert dialog.keep.hasFocus()
    qtbot.keyClick(dialog.keep, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: not dialog.isVisible())
    assert status(file_store, craft) == ("planned", "")


def test_a_session_is_called_off_with_a_reason_for_staff(open_cancel, craft, file_store, qtbot):
    dialog = open_cancel(craft)
    qtbot.keyClicks(dialog.reason.box, "The leader is not well")
    with qtbot.waitSignal(dialog.cancelled) as done:
        dialog.act.click()
    assert done.args == ["Cancelled Crafternoon on Thursday 26 November. 1 person to tell."]
    assert status(file_store, craft) == ("cancelled", "The leader is not well")


@pytest.fixture
def closing(open_desk, clock, window, qtbot):
    dialog = ClosureDialog(open_desk(), clock, window)
    dialog.ask()
    qtbot.waitUntil(dialog.isActiveWindow)
    return dialog


def type_a_closure(dialog, qtbot, first="Thursday"):
    for field, typed in ((dialog.form.name, "Staff training"), (dialog.form.first, first)):
        field.setFocus()
        qtbot.keyClicks(field.box, typed)


def test_a_closure_lists_what_stands_there_and_each_is_decided(closing, craft, file_store, qtbot):
    a_session(file_store, name="Coffee and chat", starts=time(10), ends=time(11))
    type_a_closure(closing, qtbot)
    qtbot.waitUntil(lambda: title(closing) == "2 sessions stand there")
    qtbot.keyClick(closing, Qt.Key.Key_Return, CONTROL)
    assert closing.notice.sentence().startswith("Decide about this one first: Coffee and chat")
    view = closing.right.view
    qtbot.keyClick(view, "2")
    view.setCurrentIndex(view.dates.index(1))
    qtbot.keyClick(view, "1")
    with qtbot.waitSignal(closing.shut) as done:
        qtbot.keyClick(closing, Qt.Key.Key_Return, CONTROL)
    assert done.args == ["Closed: Staff training. 1 person to tell."]
    assert status(file_store, craft)[0] == "cancelled"


def test_a_closure_of_an_empty_day_is_one_line_and_a_key(closing, file_store, qtbot):
    type_a_closure(closing, qtbot, "1 December")
    qtbot.waitUntil(lambda: closing.right.sentence.text() == "Nothing stands in the way.")
    with qtbot.waitSignal(closing.shut):
        qtbot.keyClick(closing, Qt.Key.Key_Return, CONTROL)
    assert file_store.read(lambda db: db.value(select(closure.c.name))) == "Staff training"


def test_a_closure_without_a_name_is_asked_for_one(closing, file_store, qtbot):
    qtbot.keyClick(closing, Qt.Key.Key_Return, CONTROL)
    assert closing.form.name.sentence() == "Say what it is, so that everybody sees why."
    assert closing.form.first.sentence() == "Which day is the first?"


def test_a_time_is_said_as_it_was_understood(planning, qtbot):
    field = planning.form.starts
    field.setFocus()
    qtbot.keyClicks(field.box, "9")
    qtbot.keyClick(field.box, Qt.Key.Key_Tab)
    assert field.text() == "9am"


def test_one_is_counted_as_one(open_change, craft, qtbot):
    dialog = open_change(craft)
    retype(dialog.form.starts, "2:30pm", qtbot)
    qtbot.waitUntil(dialog.numbers.isVisible)
    lines = [line.accessibleName() for line in dialog.numbers._lines]
    assert lines[0].startswith("1 date changes.")
    assert lines[2].startswith("1 booking goes with it.")


def test_the_public_hears_no_more_than_the_rules_say(open_cancel, craft):
    dialog = open_cancel(craft)
    said = [label.text() for label in dialog.findChildren(QLabel)]
    assert f"Say “{public_words(Kind.NOT_ON, time(14))}” to the public, nothing more" in said
