"""The other ways to look at the calendar: a day, a work week, a list, any date, only some."""

from datetime import date, time, timedelta
from functools import partial

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QFontMetricsF
from PySide6.QtWidgets import QApplication, QMenu

from desktop.data import closures
from desktop.data.calendar import Agenda, Only
from desktop.data.tables import closure, memo
from desktop.rules.closures import Opening
from desktop.ui import look
from desktop.ui.calendar.agenda_model import AgendaModel
from desktop.ui.calendar.day_names import _day_name
from desktop.ui.calendar.words import KIND_KEYS
from tests.makers import THURSDAY, TODAY, a_place

KEY = Qt.Key
FRIDAY = THURSDAY + timedelta(days=1)


def show_kind(front, key):
    front.press(key)
    front.qtbot.waitUntil(lambda: front.screen.bar.kinds.choice() == KIND_KEYS[key])


def go_to(front, text):
    front.press("g")
    assert QApplication.focusWidget() is front.screen.bar.go_to
    front.press(text, KEY.Key_Return)


def wait_for(front, title):
    front.qtbot.waitUntil(lambda: front.screen.bar.title.text() == title)


def test_digits_change_the_view_and_the_day_stays(front, dated):
    dated("Coffee", TODAY, 10, 11)
    dated("Crafternoon", FRIDAY)
    front.show()
    front.press(KEY.Key_Right)
    show_kind(front, "1")
    assert front.screen.bar.title.text() == "Friday 27 November"
    assert front.titles() == ["Crafternoon"]
    show_kind(front, "2")
    assert front.screen.bar.title.text() == "23 to 27 November 2026"
    assert front.titles() == ["Coffee", "Crafternoon"]
    assert front.chosen() == "Crafternoon"
    show_kind(front, "5")
    assert front.screen.bar.title.text() == "From Friday 27 November"
    show_kind(front, "4")
    show_kind(front, "3")
    assert front.screen.bar.title.text() == "23 to 29 November 2026"
    front.qtbot.waitUntil(lambda: front.chosen() == "Crafternoon")


def test_a_click_on_a_segment_changes_the_view_too(front, dated):
    dated("Coffee", TODAY, 10, 11)
    front.show()
    front.screen.bar.kinds.choose("day")
    wait_for(front, "Monday 23 November")
    front.click(front.screen.bar.on)
    wait_for(front, "Tuesday 24 November")
    assert front.screen.week.empty.accessibleName().startswith("No sessions on Tuesday 24")


def test_any_day_is_reached_by_typing_it(front, dated):
    dated("Coffee", TODAY, 10, 11)
    dated("Crafternoon", date(2026, 12, 3))
    dated("Lunch", date(2026, 12, 1), 12, 13)
    front.show()
    go_to(front, "3 Dec")
    wait_for(front, "30 November to 6 December 2026")
    front.qtbot.waitUntil(lambda: front.chosen() == "Crafternoon")
    assert QApplication.focusWidget() is front.button("Crafternoon")
    go_to(front, "next Tuesday")
    front.qtbot.waitUntil(lambda: front.chosen() == "Lunch")


def test_a_day_nobody_knows_is_refused_in_a_sentence(front, dated):
    dated("Coffee", TODAY, 10, 11)
    front.show()
    go_to(front, "3 Decembruary")
    sentence = "That is not a day we know. Try 26 November, next Tuesday or 26/11."
    assert front.screen.messages.sentence() == sentence
    assert front.screen.bar.go_to.accessibleDescription() == sentence
    assert front.screen.bar.title.text() == "23 to 29 November 2026"
    front.press(KEY.Key_Escape)
    assert QApplication.focusWidget() is front.button("Coffee")
    assert front.screen.messages.sentence() == ""


@pytest.mark.parametrize("far", ["1/1/0001", "31/12/9999"])
def test_a_day_too_far_away_is_refused(front, dated, far):
    front.show()
    front.screen.bar.day_typed.emit(far)
    assert front.screen.messages.sentence() == "That day is too far away. Check the year."


@pytest.mark.parametrize("width", [1024, 1366, 1920])
@pytest.mark.parametrize("scale", [1.0, 1.5])
def test_the_bar_gives_way_and_nothing_in_it_is_cut_off(front, dated, width, scale):
    dated("Coffee", TODAY, 10, 11)
    look.apply(QApplication.instance(), look.Look(scale=scale))
    front.show(width=width)
    bar = front.screen.bar
    shown = [each for each in bar.findChildren(type(bar.new)) if each.isVisibleTo(bar)]
    assert all(each.width() >= each.sizeHint().width() for each in shown)
    assert bar.kinds.isVisibleTo(bar) != bar.kind.isVisibleTo(bar)
    assert front.screen.minimumSizeHint().width() <= width
    front.press("g")
    assert bar.go_to.isVisible()


def test_where_there_is_no_room_the_views_are_a_menu(front, dated):
    dated("Coffee", TODAY, 10, 11)
    look.apply(QApplication.instance(), look.Look(scale=1.5))
    front.show(width=1024)
    front.click(front.screen.bar.kind)
    menu = front.screen.bar.findChild(QMenu, "kinds")
    next(each for each in menu.actions() if each.data() == "day").trigger()
    front.qtbot.waitUntil(lambda: front.screen.kind() == "day")
    menu.close()


def test_the_list_shows_days_with_their_news_and_reads_on_by_itself(front, dated, file_store):
    for n in range(90):
        dated(f"Session {n}", TODAY + timedelta(days=n // 2), 10 + 4 * (n % 2), 11 + 4 * (n % 2))
    file_store.write(lambda db: db.add(closure, name="Training", first=FRIDAY, last=FRIDAY))
    file_store.write(lambda db: db.add(memo, date=FRIDAY, text="Boiler off."))
    front.show()
    show_kind(front, "5")
    agenda = front.screen.sides.agenda
    front.qtbot.waitUntil(lambda: agenda.count() >= 60)
    heads = [agenda.model.data(agenda.model.index(n)) for n in range(0, 15, 3)]
    assert heads[:2] == ["Today, Monday 23 November", "Tomorrow, Tuesday 24 November"]
    assert agenda.model._rows[12].news == "Training. Boiler off."
    front.press(KEY.Key_End)
    front.qtbot.waitUntil(lambda: agenda.count() == 90)
    days = [row.words for row in agenda.model._rows if hasattr(row, "news")]
    assert len(days) == len(set(days)) == 45


def test_the_list_keeps_its_place_when_somebody_books(front, dated):
    for n in range(70):
        dated(f"Session {n}", TODAY + timedelta(days=n), 10, 11)
    front.show()
    show_kind(front, "5")
    agenda = front.screen.sides.agenda
    front.qtbot.waitUntil(lambda: agenda.count() == 60)
    front.press(KEY.Key_End)
    front.qtbot.waitUntil(lambda: agenda.count() == 70)
    front.press(KEY.Key_End)
    at = agenda.list.verticalScrollBar().value()
    with front.qtbot.waitSignal(agenda.model.modelReset):
        dated("Another", TODAY + timedelta(days=200), 10, 11)
    assert agenda.session().title == "Session 69"
    assert agenda.list.verticalScrollBar().value() == at


def test_enter_in_the_list_opens_the_register(front, dated):
    dated("Coffee", TODAY, 10, 11)
    session_id = dated("Crafternoon")
    front.show()
    show_kind(front, "5")
    front.press(KEY.Key_Down, KEY.Key_Return)
    assert front.walks == [("session", session_id)]


def test_the_model_of_the_list_is_a_good_one(front, dated, qtmodeltester):
    dated("Coffee", TODAY, 10, 11)
    dated("Crafternoon")
    front.show()
    show_kind(front, "5")
    qtmodeltester.check(front.screen.sides.agenda.model)


def test_an_empty_list_is_a_good_model_too(qtmodeltester):
    model = AgendaModel()
    model.show_first(Agenda(TODAY, (), more=False), None)
    qtmodeltester.check(model)


def test_the_calendar_is_narrowed_to_a_place_and_says_what_it_hides(front, dated, file_store):
    hall = a_place(file_store, "Hall")
    dated("Choir", place=hall)
    dated("Walk")
    front.show()
    front.press("f")
    front.qtbot.waitUntil(lambda: front.screen.findChild(QMenu, "place_id") is not None)
    menu = front.screen.findChild(QMenu, "place_id")
    menu.actions()[0].trigger()
    front.screen.findChild(QMenu, "narrow").close()
    front.qtbot.waitUntil(lambda: front.titles() == ["Choir"])
    assert front.screen.chips.chips() == ["Hall"]
    assert front.screen.chips.hidden.text() == "1 is hidden."
    front.qtbot.waitUntil(lambda: QApplication.activePopupWidget() is None)
    front.screen.setFocus()
    front.press(KEY.Key_Escape)
    front.qtbot.waitUntil(lambda: front.titles() == ["Choir", "Walk"])
    assert not front.screen.chips.isVisible()


def test_what_is_narrowed_away_is_not_said_to_be_missing(front, dated):
    dated("Full", places=1, booked=1)
    front.show()
    front.screen.narrow_to(Only(with_room=True))
    empty = front.screen.week.empty
    front.qtbot.waitUntil(empty.isVisible)
    assert "1 session is hidden. Esc shows everything." in empty.accessibleName()
    show_by_chip = front.screen.chips._chips[0]
    assert show_by_chip.words() == "With room"
    front.click(show_by_chip)
    front.qtbot.waitUntil(lambda: front.titles() == ["Full"])


def test_a_narrowed_list_does_not_say_that_nothing_is_hidden(front, dated):
    dated("Crafternoon")
    dated("Full", places=1, booked=1)
    front.show()
    show_kind(front, "5")
    front.screen.narrow_to(Only(with_room=True))
    agenda = front.screen.sides.agenda
    front.qtbot.waitUntil(lambda: agenda.count() == 1)
    assert front.screen.chips.hidden.text() == ""


def test_hours_outside_the_practices_own_are_shaded(front, dated, file_store):
    dated("Crafternoon")
    hours = tuple(Opening(weekday, time(10), time(17)) for weekday in (0, 1, 3))
    file_store.write(partial(closures.set_hours, hours=hours))
    front.show()
    grid = front.screen.week.grid
    front.qtbot.waitUntil(lambda: bool(grid._marks.openings))
    image, shade = grid.grab().toImage(), look.current().color("pane").name()

    def shaded(weekday, hour):
        there = grid.frame.edges[weekday] + 5, grid.frame.y(time(hour, 20))
        return image.pixelColor(*there).name() == shade

    thursday = [shaded(3, 9), shaded(3, 11), shaded(3, 17)]
    assert (thursday, shaded(2, 11), shaded(4, 11)) == ([True, False, True], True, True)
    show_kind(front, "4")
    month = front.screen.sides.month
    front.qtbot.waitUntil(lambda: month._page is not None)
    days = {
        weekday: month._shown(THURSDAY + timedelta(days=weekday - 3)).shut for weekday in (2, 3)
    }
    assert days == {2: True, 3: False}


def test_bank_holidays_and_memos_stand_under_the_names_of_the_days(front, dated, file_store):
    dated("Crafternoon")
    file_store.write(lambda db: db.add(memo, date=THURSDAY, text="Boiler off."))
    file_store.write(lambda db: db.add(closure, name="Training", first=FRIDAY, last=FRIDAY))
    front.show()
    names = front.screen.week.names
    front.qtbot.waitUntil(lambda: names._marks.closed(FRIDAY))
    assert names._marks.memo(THURSDAY).text == "Boiler off."
    assert not front.screen.week.grab().isNull()


def test_a_narrow_day_still_says_which_it_is(qapp):
    look.apply(qapp, look.Look("light", 1.5))
    metrics = QFontMetricsF(look.current().font("strong"))
    saturday, ways = date(2026, 11, 28), ["Sat 28", "Sa 28", "28"]
    rooms = [metrics.horizontalAdvance(each) for each in ways]
    assert [_day_name(saturday, metrics, room)[0] for room in rooms] == ways
    look.apply(qapp, look.Look())
