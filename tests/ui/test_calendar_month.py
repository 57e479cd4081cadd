"""The month at the desk: what stands on a day, where the keys lead, what the panel says."""

from datetime import date, timedelta

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication

from desktop.data.tables import closure, memo
from desktop.ui import look
from desktop.ui.calendar.month_frame import Measures, make_month
from desktop.ui.calendar.spans import Span, months_on
from tests.makers import THURSDAY, TODAY

KEY = Qt.Key
CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
FRIDAY = THURSDAY + timedelta(days=1)
ROOMY, CLOSE = Measures(24, 26, 30, 122), Measures(23, 24, 22, 122)


@pytest.fixture
def month(front, dated):
    """Show the month of November 2026, the keyboard in it."""

    def show(**size):
        front.show(**size)
        kind(front, "4", lambda: front.screen.sides.month is not None)
        front.qtbot.waitUntil(lambda: front.screen.sides.month.day() is not None)
        return front.screen.sides.month

    return show


def kind(front, key, there):
    front.screen.sides.view().letter.emit(key)
    front.qtbot.waitUntil(there)
    front.screen.sides.view().setFocus()


def press(front, key, modifiers):
    front.qtbot.keyClick(QApplication.focusWidget(), key, modifiers)


def stands(front):
    """Say where the keyboard is, as a screen reader does."""
    return QApplication.focusWidget().accessibleName()


def test_the_month_shows_whole_weeks_and_counts_its_own_sessions(front, dated, month):
    dated("Crafternoon")
    dated("Of October", date(2026, 10, 30))
    view = month()
    first = view.grid._days[0]
    assert (first.on, first.outside) == (date(2026, 10, 26), True)
    assert len(view.grid._days) == 42
    assert [each.title for day in view.grid._days for each in day.sessions] == [
        "Of October", "Crafternoon",
    ]  # fmt: skip
    assert front.screen.bar.title.text() == "November 2026"
    assert front.screen.bar.count.text() == "1 session"
    assert [figure.text() for figure in front.screen.sides.day.figures] == ["1", "1", "0"]


def test_arrows_lead_from_session_to_session_through_the_month(front, dated, month):
    dated("Coffee", TODAY, 10, 11)
    dated("Lunch", TODAY, 12, 13)
    dated("Walk", THURSDAY, 12, 13)
    dated("Next Monday", TODAY + timedelta(days=7), 9, 10)
    month()
    assert stands(front).startswith("Coffee, Monday 23 November")
    front.press(KEY.Key_Down)
    assert stands(front).startswith("Lunch")
    assert stands(front).endswith("2 of 2 that day")
    front.press(KEY.Key_Right)
    assert stands(front).startswith("Walk")
    front.press(KEY.Key_Left, KEY.Key_Down, KEY.Key_Down)
    assert stands(front).startswith("Next Monday")
    front.press(KEY.Key_Up)
    assert stands(front).startswith("Lunch")


def test_ctrl_and_an_arrow_go_to_days_without_sessions_too(front, dated, month):
    dated("Coffee", TODAY, 10, 11)
    view = month()
    press(front, KEY.Key_Right, CTRL)
    assert stands(front) == "Tuesday 24 November, no sessions"
    assert front.screen.sides.day.title.text() == "Tuesday 24 November"
    assert not front.screen.sides.day.register.isEnabled()
    press(front, KEY.Key_Down, CTRL)
    assert view.day().on == date(2026, 12, 1)
    front.press("n")
    assert front.dialog("new_session").form.date.text() == "Tuesday 1 December"


def test_ctrl_and_an_arrow_leave_the_month_for_the_next(front, dated, month):
    dated("Coffee", TODAY, 10, 11)
    view = month()
    for _ in range(3):
        press(front, KEY.Key_Down, CTRL)
    front.qtbot.waitUntil(lambda: front.screen.bar.title.text() == "December 2026")
    assert view.day().on == date(2026, 12, 14)


def test_page_down_turns_months_and_t_comes_back(front, dated, month):
    dated("Coffee", TODAY, 10, 11)
    month()
    front.turn(KEY.Key_PageDown)
    assert front.screen.bar.title.text() == "December 2026"
    front.turn(KEY.Key_PageUp)
    front.turn(KEY.Key_PageUp)
    assert front.screen.bar.title.text() == "October 2026"
    front.turn("t")
    assert stands(front).startswith("Coffee, Monday 23 November")


def test_enter_opens_the_register_and_shift_enter_shows_the_week(front, dated, month):
    session_id = dated("Crafternoon")
    month()
    front.press(KEY.Key_Right, KEY.Key_Return)
    assert front.walks == [("session", session_id)]
    press(front, KEY.Key_Return, SHIFT)
    front.qtbot.waitUntil(lambda: front.screen.kind() == "week")
    front.qtbot.waitUntil(lambda: front.chosen() == "Crafternoon")


def test_more_than_fits_is_listed_in_the_panel(front, dated, month):
    for hour in range(9, 17):
        dated(f"At {hour}", THURSDAY, hour, hour + 1)
    view = month()
    grid = view.grid
    row, column = grid.frame.place(THURSDAY)
    spots = grid.frame.spots(column, grid._shown(row, column).sessions)
    assert [each.session is None for each in spots] == [False] * (len(spots) - 1) + [True]
    assert spots[-1].more == 8 - len(spots) + 1
    front.qtbot.mouseClick(
        grid.viewport(), Qt.MouseButton.LeftButton,
        pos=QPoint(spots[-1].left + 5, row * grid.frame.week + spots[-1].top + 5),
    )  # fmt: skip
    assert len(front.screen.sides.day.rows()) == 8
    front.press(*[KEY.Key_Down] * 7)
    assert stands(front).startswith("At 16")
    assert front.screen.sides.day.rows()[-1].isChecked()


def test_a_click_chooses_and_two_open(front, dated, month):
    session_id = dated("Crafternoon")
    view = month()
    at = view.grid.box_of(THURSDAY, session_id).center()
    front.qtbot.mouseClick(view.grid.viewport(), Qt.MouseButton.LeftButton, pos=at)
    assert view.session().title == "Crafternoon"
    front.qtbot.mouseDClick(view.grid.viewport(), Qt.MouseButton.LeftButton, pos=at)
    assert front.walks == [("session", session_id)]


def test_what_is_closed_and_the_memo_stand_on_their_days(front, dated, file_store, month):
    dated("Crafternoon")
    file_store.write(lambda db: db.add(closure, name="Training", first=FRIDAY, last=FRIDAY))
    file_store.write(lambda db: db.add(memo, date=THURSDAY, text="Boiler off."))
    view = month()
    shown = lambda on: next(each for each in view.grid._days if each.on == on)  # noqa: E731
    front.qtbot.waitUntil(lambda: shown(FRIDAY).closed)
    assert shown(FRIDAY).name == "Training"
    assert shown(THURSDAY).memo == "Boiler off."
    front.press(KEY.Key_Right)
    assert front.screen.sides.day.memo.text() == "Boiler off."


def test_m_writes_the_memo_of_the_chosen_day(front, dated, month):
    dated("Crafternoon")
    month()
    press(front, KEY.Key_Right, CTRL)
    front.press("m")
    dialog = front.dialog("day_memo")
    front.qtbot.keyClicks(dialog.memo.box, "Boiler off. Use Room 2.")
    front.qtbot.keyClick(dialog.memo.box, KEY.Key_Return)
    panel = front.screen.sides.day
    front.qtbot.waitUntil(lambda: panel.memo.text() == "Boiler off. Use Room 2.")
    assert front.screen.messages.sentence() == "Saved the memo for Friday 27 November."


def test_only_one_button_stands_in_the_month_however_many_sessions_it_has(front, dated, month):
    for n in range(40):
        dated(f"Session {n}", TODAY + timedelta(days=n % 7), 9, 10)
    view = month()
    shown = [each for each in view.grid.viewport().children() if each.isVisible()]
    assert shown == [view.grid.here]


def test_a_week_that_looks_the_same_is_not_drawn_again(front, dated, month):
    dated("Crafternoon")
    view = month()
    view.grid.grab()
    drawn = dict(view.grid._drawn)
    front.press(KEY.Key_Right)
    view.grid.grab()
    assert {row: id(each) for row, each in view.grid._drawn.items()} == {
        row: id(each) for row, each in drawn.items()
    }


@pytest.mark.parametrize("scale", [1.0, 1.5, 2.0])
@pytest.mark.parametrize("theme", ["light", "dark"])
def test_every_look_of_the_month_can_be_painted(front, dated, month, scale, theme):
    for name in ("A very long name for everybody", "Full", "Over"):
        dated(name, THURSDAY, places=2, booked=2, over=1)
    dated("Off", FRIDAY, status="cancelled")
    dated("Gone", TODAY, 8, 9, booked=3, came=2)
    look.apply(QApplication.instance(), look.Look(theme, scale))
    view = month()
    assert not view.grid.grab().isNull()
    assert view.names._edges == view.grid.frame.edges


@pytest.mark.parametrize(("width", "room"), [(1100, 700), (700, 300), (300, 2000)])
def test_days_fill_the_width_and_weekends_are_never_wider(width, room):
    frame = make_month(date(2026, 10, 26), 6, width, room, ROOMY, CLOSE)
    wide = [b - a for a, b in zip(frame.edges, frame.edges[1:], strict=False)]
    assert sum(wide) == width
    assert len(set(wide[:5])) == 1
    assert max(wide[5:]) <= wide[0] + 4
    assert frame.day_at(0, 0) == date(2026, 10, 26)
    assert frame.day_at(width - 1, frame.height() - 1) == date(2026, 12, 6)
    assert frame.day_at(-1, 0) is frame.day_at(0, frame.height()) is None


def test_close_lines_are_used_only_where_they_show_more():
    assert make_month(TODAY, 5, 1100, 800, ROOMY, CLOSE).measures is ROOMY
    assert make_month(TODAY, 6, 1100, 724, ROOMY, CLOSE).measures is CLOSE
    assert make_month(TODAY, 6, 1100, 724, ROOMY, CLOSE).lines() == 4


def test_the_last_day_of_a_month_turns_to_the_last_of_a_shorter_one():
    assert months_on(date(2027, 1, 31), 1) == date(2027, 2, 28)
    assert months_on(date(2027, 1, 31), -2) == date(2026, 11, 30)
    assert Span("month", date(2027, 5, 6)).first == date(2027, 4, 26)
    assert Span("month", date(2027, 2, 6)).days == 28
