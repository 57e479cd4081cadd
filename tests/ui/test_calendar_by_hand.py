"""Moving one session by hand: Alt and arrows, or the mouse; Esc takes it back, Ctrl+Z undoes it."""

from datetime import date, time, timedelta
from functools import partial

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication

from desktop.data import activities, signups
from desktop.data.tables import session
from tests.makers import THURSDAY, TODAY, a_person, a_place, a_session, an_activity

KEY, LEFT = Qt.Key, Qt.MouseButton.LeftButton
FRIDAY = THURSDAY + timedelta(days=1)


def alt(front, *keys):
    for key in keys:
        front.qtbot.keyClick(QApplication.focusWidget(), key, Qt.KeyboardModifier.AltModifier)


def where(store, session_id):
    found = store.read(partial(activities.session_card, session_id=session_id))
    return found.date, found.starts, found.ends


def wait_until_at(front, store, session_id, *there):
    front.qtbot.waitUntil(lambda: where(store, session_id) == there)


def drag(front, widget, start, end):
    front.qtbot.mousePress(widget, LEFT, pos=start)
    front.qtbot.mouseMove(widget, start + (end - start) / 2)
    front.qtbot.mouseMove(widget, end)


def show_month(front):
    front.press("4")
    front.qtbot.waitUntil(lambda: front.screen.bar.kinds.choice() == "month")
    front.qtbot.waitUntil(lambda: front.screen.sides.month.session() is not None)
    return front.screen.sides.month.grid


def test_alt_and_arrows_hold_a_session_elsewhere_and_enter_puts_it_down(front, dated, file_store):
    session_id = dated("Crafternoon")
    people = [a_person(file_store, "Person", str(n)) for n in range(2)]
    for each in people:
        file_store.write(partial(signups.book, session_id=session_id, person_id=each))
    front.show()
    alt(front, KEY.Key_Down, KEY.Key_Right)
    assert front.screen.messages.sentence() == (
        "Crafternoon to Friday 27 November, 2:30pm to 4:30pm? "
        "2 people are booked and have to be told."
    )
    assert where(file_store, session_id) == (THURSDAY, time(14), time(16))
    front.press(KEY.Key_Return)
    wait_until_at(front, file_store, session_id, FRIDAY, time(14, 30), time(16, 30))
    moved = "Moved Crafternoon to Friday 27 November, 2:30pm to 4:30pm. 2 to tell."
    front.qtbot.waitUntil(lambda: front.screen.messages.sentence() == moved)
    assert front.walks == []


def test_esc_takes_a_held_session_back(front, dated, file_store):
    session_id = dated("Crafternoon")
    front.show()
    alt(front, KEY.Key_Up)
    assert front.screen.week.grid._ghost.isVisible()
    front.press(KEY.Key_Escape)
    assert not front.screen.week.grid._ghost.isVisible()
    assert front.screen.messages.sentence() == ""
    front.press(KEY.Key_Return)
    assert front.walks == [("session", session_id)]
    assert where(file_store, session_id) == (THURSDAY, time(14), time(16))


def test_put_down_where_it_stands_nothing_is_moved(front, dated):
    dated("Crafternoon")
    front.show()
    moved = []
    front.screen.sides.put_down.connect(moved.append)
    alt(front, KEY.Key_Up, KEY.Key_Down)
    front.press(KEY.Key_Return)
    assert moved == front.walks == []


def test_a_session_cannot_be_held_beyond_midnight(front, dated):
    dated("Late", THURSDAY, 22, 23)
    front.show()
    alt(front, *[KEY.Key_Down] * 4)
    assert front.screen.week.carried().starts == time(22, 30)


def test_held_over_the_edge_of_the_week_the_next_one_is_shown(front, dated, file_store):
    session_id = dated("Crafternoon", date(2026, 11, 29))
    front.show()
    alt(front, KEY.Key_Right)
    front.qtbot.waitUntil(lambda: front.screen.bar.title.text().startswith("30 November"))
    front.qtbot.waitUntil(lambda: front.screen.week.grid.frame.days[0] == date(2026, 11, 30))
    front.screen.week.setFocus()
    front.screen.week.drop()
    wait_until_at(front, file_store, session_id, date(2026, 11, 30), time(14), time(16))


@pytest.mark.parametrize("facts", [{"status": "cancelled"}, {"on": TODAY, "starts": 8, "ends": 9}])
def test_a_refused_move_says_why_and_goes_back(front, dated, file_store, facts):
    session_id = dated("Crafternoon", **facts)
    before = where(file_store, session_id)
    front.show()
    alt(front, KEY.Key_Right)
    front.press(KEY.Key_Return)
    front.qtbot.waitUntil(lambda: front.screen.messages.sentence() != "")
    assert where(file_store, session_id) == before
    assert not front.screen.week.grid._ghost.isVisible()


def test_a_room_that_is_taken_refuses_the_move(front, file_store):
    room = a_place(file_store, "Room 2")
    crafts, choir = an_activity(file_store, "Crafts"), an_activity(file_store, "Choir")
    session_id = a_session(file_store, activity_id=crafts, place=room)
    a_session(file_store, activity_id=choir, place=room, on=FRIDAY)
    front.show()
    front.screen.week.choose(session_id)
    front.screen.week.setFocus()
    alt(front, KEY.Key_Right)
    front.press(KEY.Key_Return)
    front.qtbot.waitUntil(lambda: front.screen.messages.sentence().startswith("Not moved."))
    assert "Choir" in front.screen.messages.sentence()
    assert where(file_store, session_id)[0] == THURSDAY


def test_the_mouse_drags_a_session_to_another_day_and_hour(front, dated, file_store):
    session_id = dated("Crafternoon")
    front.show()
    grid, card = front.screen.week.grid, front.button("Crafternoon")
    over = QPoint(grid.frame.edges[5] - grid.frame.edges[4], -round(grid.frame.hour))
    start = card.rect().center()
    drag(front, card, start, start + over)
    assert grid._ghost.isVisible()
    front.qtbot.mouseRelease(card, LEFT, pos=start + over)
    wait_until_at(front, file_store, session_id, FRIDAY, time(13), time(15))


def test_esc_takes_a_drag_back_and_letting_go_does_nothing(front, dated, file_store):
    session_id = dated("Crafternoon")
    front.show()
    grid, card = front.screen.week.grid, front.button("Crafternoon")
    start, end = card.rect().center(), card.rect().center() + QPoint(0, 80)
    drag(front, card, start, end)
    front.press(KEY.Key_Escape)
    front.qtbot.mouseMove(card, end + QPoint(0, 20))
    assert not grid._ghost.isVisible()
    front.qtbot.mouseRelease(card, LEFT, pos=end)
    assert front.screen.week.carried() is None
    assert where(file_store, session_id) == (THURSDAY, time(14), time(16))


def test_a_click_that_trembles_drags_nothing(front, dated):
    dated("Crafternoon")
    front.show()
    card = front.button("Crafternoon")
    at = card.rect().center()
    drag(front, card, at, at + QPoint(2, 2))
    front.qtbot.mouseRelease(card, LEFT, pos=at)
    assert front.screen.week.carried() is None
    assert front.chosen() == "Crafternoon"


def test_in_the_month_alt_and_arrows_move_by_days_and_weeks(front, dated, file_store):
    session_id = dated("Crafternoon")
    front.show()
    show_month(front)
    alt(front, KEY.Key_Left, KEY.Key_Down)
    front.press(KEY.Key_Return)
    wait_until_at(front, file_store, session_id, date(2026, 12, 2), time(14), time(16))


def test_in_the_month_the_mouse_drags_to_another_day(front, dated, file_store):
    session_id = dated("Crafternoon")
    front.show()
    grid = show_month(front)
    start = grid.box_of(THURSDAY, session_id).center()
    end = grid.box_of(FRIDAY, None).center()
    drag(front, grid.viewport(), start, end)
    assert grid._held.on == FRIDAY
    grid.grab()
    front.qtbot.mouseRelease(grid.viewport(), LEFT, pos=end)
    wait_until_at(front, file_store, session_id, FRIDAY, time(14), time(16))


def test_what_somebody_else_moved_meanwhile_is_not_moved_again(front, dated, file_store):
    session_id = dated("Crafternoon")
    front.show()
    alt(front, KEY.Key_Right)
    file_store.write(lambda db: db.change(session, session_id, note="Bring wool."))
    front.press(KEY.Key_Return)
    front.qtbot.waitUntil(lambda: front.screen.messages.sentence() != "")
    assert where(file_store, session_id)[0] == THURSDAY
