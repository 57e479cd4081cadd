"""The week at the desk: what it shows, where the keys lead, and how sessions are added."""

from dataclasses import replace
from datetime import date, datetime, time, timedelta
from functools import partial
from zoneinfo import ZoneInfo

import pytest
from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPixmap
from PySide6.QtWidgets import QAbstractButton, QApplication, QDialog, QLineEdit

from desktop.data import activities, signups
from desktop.data.calendar import Days
from desktop.ui import look
from desktop.ui.calendar.drawing import Shown, draw_session, ends_of, is_past, wrapped
from desktop.ui.calendar.session_button import CrowdButton
from desktop.ui.calendar.words import aloud, count_words, until_words, week_words
from tests.makers import THURSDAY, TODAY, ZONE, a_person, a_place, an_activity

KEY = Qt.Key
FRIDAY = THURSDAY + timedelta(days=1)
MONDAY_MORNING = datetime(2026, 11, 23, 9, 30, tzinfo=ZoneInfo(ZONE))


def test_the_week_shows_its_sessions_and_counts_them(front, dated):
    dated("Crafternoon")
    dated("Garden group", FRIDAY, status="cancelled")
    dated("Another week", THURSDAY + timedelta(days=7))
    front.show()
    assert front.titles() == ["Crafternoon", "Garden group"]
    assert front.screen.bar.title.text() == "23 to 29 November 2026"
    assert front.screen.bar.count.text() == "2 sessions, 1 cancelled"


def test_what_comes_next_is_chosen_and_stands_in_the_panel(front, dated):
    dated("Morning tea", TODAY, 8, 9)
    dated("Crafternoon", TODAY, 10, 12, booked=9, places=12)
    front.show()
    assert front.chosen() == "Crafternoon"
    page = front.screen.panel.page
    assert page.title.text() == "Crafternoon"
    assert page.until.text() == "Starts in 30 minutes"
    assert page.booked.text() == "9 of 12 places booked"
    assert page.after.text() == "3 places left."


def test_arrows_lead_to_the_next_session_and_the_same_time_next_day(front, dated):
    dated("Coffee", THURSDAY, 10, 11)
    dated("Crafternoon", THURSDAY, 14, 16)
    dated("Walk", FRIDAY, 9, 11)
    dated("Lunch", FRIDAY, 13, 14)
    front.show()
    front.press(KEY.Key_Down)
    assert front.chosen() == "Crafternoon"
    front.press(KEY.Key_Right)
    assert front.chosen() == "Lunch"
    front.press(KEY.Key_Up, KEY.Key_Up)
    assert front.chosen() == "Walk"
    front.press(KEY.Key_Left)
    assert front.chosen() == "Coffee"
    assert QApplication.focusWidget() is front.button("Coffee")


def test_only_the_chosen_session_is_in_the_way_of_tab(front, dated):
    dated("Coffee", THURSDAY, 10, 11)
    dated("Crafternoon", THURSDAY, 14, 16)
    front.show()
    assert front.button("Coffee").focusPolicy() & Qt.FocusPolicy.TabFocus
    assert not front.button("Crafternoon").focusPolicy() & Qt.FocusPolicy.TabFocus


def test_page_down_stays_with_the_group_that_comes_every_week(front, dated):
    dated("Coffee", THURSDAY, 10, 11)
    dated("Crafternoon", THURSDAY, 14, 16)
    for weeks in (1, -1):
        dated("Other", THURSDAY + timedelta(weeks=weeks), 9, 10)
        dated("Crafternoon", THURSDAY + timedelta(weeks=weeks), 14, 16)
    front.show()
    front.press(KEY.Key_Down)
    front.turn(KEY.Key_PageDown)
    assert front.chosen() == "Crafternoon"
    assert front.screen.bar.title.text() == "30 November to 6 December 2026"
    front.turn(KEY.Key_PageUp)
    front.turn(KEY.Key_PageUp)
    assert front.screen.bar.title.text() == "16 to 22 November 2026"
    front.turn("t")
    assert front.screen.bar.title.text() == "23 to 29 November 2026"
    assert front.chosen() == "Coffee"


def test_enter_opens_the_register_and_b_books_someone(front, dated):
    session_id = dated("Crafternoon")
    front.show()
    front.press(KEY.Key_Return, "b")
    assert front.walks == [("session", session_id), ("book", session_id)]


def test_every_key_has_a_button(front, dated):
    session_id = dated("Crafternoon")
    front.show()
    panel, click = front.screen.panel, front.click
    click(panel.register)
    click(panel.book)
    assert front.walks == [("session", session_id), ("book", session_id)]
    title = front.screen.bar.title
    click(front.screen.bar.on)
    front.qtbot.waitUntil(lambda: title.text() == "30 November to 6 December 2026")
    click(front.screen.bar.today)
    front.qtbot.waitUntil(lambda: title.text() == "23 to 29 November 2026")
    front.qtbot.waitUntil(lambda: front.chosen() == "Crafternoon")
    front.walks.clear()
    click(panel.change)
    click(panel.off)
    click(front.screen.bar.series)
    assert front.walks == [
        ("change session", session_id), ("cancel session", session_id), ("new series", None)
    ]  # fmt: skip


def test_letters_do_nothing_outside_the_week(front, dated):
    dated("Crafternoon")
    front.show()
    front.screen.bar.today.setFocus()
    front.press("b", "e", "n")
    assert front.walks == []
    assert front.screen.findChild(QDialog) is None


def test_nobody_is_booked_on_what_is_cancelled_or_over(front, dated):
    dated("Garden group", TODAY, 8, 9)
    dated("Crafternoon", THURSDAY, status="cancelled")
    front.show()
    front.press("b")
    assert front.walks == []
    assert front.screen.messages.sentence() in (
        "Not booked. Crafternoon on Thursday 26 November is cancelled.",
        "Not booked. Garden group on Monday 23 November is over.",
    )


def test_a_double_click_opens_the_register(front, dated):
    dated("Coffee", THURSDAY, 10, 11)
    session_id = dated("Crafternoon")
    front.show()
    front.qtbot.mouseDClick(front.button("Crafternoon"), Qt.MouseButton.LeftButton)
    assert front.walks == [("session", session_id)]


def test_four_at_once_are_two_and_two_more(front, dated):
    for name in ("Chess", "Choir", "Crafternoon", "Yoga"):
        dated(name, THURSDAY, 14, 16)
    front.show()
    assert len(front.titles()) == 2
    crowd = next(b for b in front.screen.week.grid.buttons() if isinstance(b, CrowdButton))
    front.click(crowd)
    listed = QApplication.focusWidget()
    assert listed.session.title in {"Chess", "Choir", "Crafternoon", "Yoga"} - set(front.titles())
    front.press(KEY.Key_Return)
    assert front.chosen() == listed.session.title
    assert front.screen.panel.page.title.text() == listed.session.title
    assert crowd.isChecked()


def test_enter_on_two_more_lists_them(front, dated):
    for name in ("Chess", "Choir", "Crafternoon", "Yoga"):
        dated(name, THURSDAY, 14, 16)
    front.show()
    front.press(KEY.Key_Down, KEY.Key_Down)
    assert isinstance(QApplication.focusWidget(), CrowdButton)
    front.press(KEY.Key_Return)
    assert front.walks == []
    assert front.screen.panel.more.title.text() == "2 more"


def test_no_two_sessions_cover_each_other(front, dated):
    for hour in range(9, 15):
        for name in ("Long", "Short"):
            dated(name, THURSDAY, hour, hour + (3 if name == "Long" else 1))
    front.show()
    boxes = [button.geometry() for button in front.screen.week.grid.buttons()]
    assert not any(one.intersects(other) for n, one in enumerate(boxes) for other in boxes[n + 1 :])


def test_the_buttons_of_one_week_serve_the_next(front, dated):
    dated("Crafternoon")
    dated("Garden group", THURSDAY + timedelta(weeks=1))
    front.show()
    button = front.button("Crafternoon")
    front.turn(KEY.Key_PageDown)
    assert front.button("Garden group") is button


def test_an_answer_for_the_week_one_has_left_is_not_shown(front, dated):
    dated("Crafternoon")
    front.show()
    late = front.screen._shown
    front.screen.show_date(THURSDAY + timedelta(weeks=1))
    front.screen.paint(Days(replace(late, sessions=())))
    assert front.titles() == ["Crafternoon"]


def test_an_empty_week_offers_a_first_session(front):
    front.show()
    empty = front.screen.week.empty
    assert empty.isVisible()
    assert empty.accessibleName().startswith("No sessions this week")
    front.press("n")
    assert front.dialog("new_session")


def test_another_desks_booking_shows_by_itself(front, file_store, dated):
    session_id = dated("Crafternoon", places=2)
    front.show()
    person_id = a_person(file_store)
    file_store.write(partial(signups.book, session_id=session_id, person_id=person_id))
    front.qtbot.waitUntil(lambda: front.screen.panel.page.booked.text() == "1 of 2 places booked")
    assert "1 of 2 booked" in front.button("Crafternoon").accessibleName()


def test_the_line_of_now_moves_and_what_is_over_goes_pale(front, dated):
    dated("Crafternoon", TODAY, 10, 12)
    front.show()
    line = front.screen.week.grid._line
    before = line.y()
    front.now = MONDAY_MORNING.replace(hour=12, minute=1)
    front.screen._on_minute()
    assert line.y() > before
    assert front.button("Crafternoon")._shown.past
    assert front.screen.panel.page.until.text() == "Finished at 12pm"


def test_another_week_has_no_line_of_now(front, dated):
    dated("Crafternoon", THURSDAY + timedelta(weeks=1))
    front.show()
    front.turn(KEY.Key_PageDown)
    assert front.screen.week.grid._line.isHidden()


def test_an_early_session_is_drawn_but_the_week_opens_at_work(front, dated):
    dated("Early walk", THURSDAY, 6, 7)
    dated("Crafternoon", TODAY, 14, 16)
    front.show()
    grid, bar = front.screen.week.grid, front.screen.week._scroll.verticalScrollBar()
    assert grid.frame.first == 6
    assert bar.value() >= grid.frame.y(time(8))


def test_at_large_text_the_panel_is_a_page_of_its_own(front, dated):
    dated("Crafternoon")
    look.apply(QApplication.instance(), look.Look(scale=1.5))
    front.show()
    screen = front.screen
    assert screen.week.isVisible()
    assert not screen.panel.isVisible()
    screen.bring(screen.panel)
    screen.panel.take_focus()
    assert screen.panel.isVisible()
    assert not screen.week.isVisible()
    front.press(KEY.Key_Escape)
    assert screen.week.isVisible()


@pytest.mark.parametrize("scale", look.TEXT_SCALES)
@pytest.mark.parametrize("theme", ["light", "dark"])
def test_every_look_can_be_painted(front, dated, scale, theme):
    for starts, ends in ((9, 10), (10, 14), (10, 11), (10, 11), (10, 11)):
        dated("A very long name of an activity for everybody", THURSDAY, starts, ends)
    dated("Cancelled", FRIDAY, status="cancelled")
    dated("Full", FRIDAY, 16, 17, places=3, booked=3)
    look.apply(QApplication.instance(), look.Look(theme, scale, compact=True))
    front.show()
    assert not front.screen.grab().isNull()


def test_a_card_is_read_aloud_in_full(front, file_store, dated):
    place = a_place(file_store)
    dated("Crafternoon", place=place, places=12, booked=9)
    front.show()
    assert front.button("Crafternoon").accessibleName() == (
        "Crafternoon, Thursday 26 November, 2pm to 4pm, waiting room, 9 of 12 booked, "
        "nobody leads it"
    )


def test_that_nobody_leads_a_session_is_said_until_it_is_over():
    before, after = at(2026, 11, 26, 9), at(2026, 11, 26, 17)
    nobody, led = a_card(), a_card(leader="Marian Hughes")
    assert aloud(nobody, before).endswith("nobody leads it")
    assert "nobody" not in aloud(led, before) + aloud(nobody, after)
    said = {each: Shown(each, past=is_past(each, before)).unstaffed for each in (nobody, led)}
    assert said == {nobody: True, led: False}
    assert not Shown(a_card(cancelled=True)).unstaffed


@pytest.mark.parametrize(("wide", "high"), [(80, 120), (160, 120), (160, 55), (300, 55), (600, 55)])
def test_that_nobody_leads_it_is_drawn_on_every_card(qapp, wide, high):
    look.apply(qapp, look.Look())
    drawn = []
    for leader in ("", "Marian Hughes"):
        picture = QPixmap(wide, high)
        picture.fill(look.current().color("card"))
        painter = QPainter(picture)
        draw_session(painter, QRectF(0, 0, wide, high), Shown(a_card(leader=leader)))
        painter.end()
        image = picture.toImage()
        amber = {look.current().color(each).name() for each in ("caution", "cautionT")}
        spots = ((x, y) for x in range(wide) for y in range(high))
        drawn.append(any(image.pixelColor(x, y).name() in amber for x, y in spots))
    assert drawn == [True, False]


def fill(form, **texts):
    for name, text in texts.items():
        part = getattr(form, name)
        box = part if hasattr(part, "choice") else part.box
        box.setFocus()
        box.setText(text)
        box.textEdited.emit(text)


def ask(front):
    front.press("n")
    return front.dialog("new_session")


def choices_came(dialog):
    return bool(dialog.form.activity._choices)


def test_the_dialog_grows_with_what_a_new_activity_asks_instead_of_scrolling(front):
    front.show()
    dialog = ask(front)
    room = dialog.screen().availableSize().height() - 60
    low = dialog.height()
    fill(dialog.form, activity="Bread making", starts="2pm")
    assert dialog.form.patch_field.isVisible()
    front.qtbot.waitUntil(lambda: dialog.height() > low)
    bar = dialog._body.verticalScrollBar()
    front.qtbot.waitUntil(lambda: bar.maximum() == 0 or dialog.height() == room)


def test_the_list_of_activities_has_an_edge(front, file_store):
    an_activity(file_store, "Crafternoon")
    front.show()
    dialog = ask(front)
    front.qtbot.waitUntil(lambda: choices_came(dialog))
    front.qtbot.keyClick(dialog.form.activity, KEY.Key_Down)
    popup = dialog.form.activity._popup
    front.qtbot.waitUntil(popup.isVisible)
    edge = popup.grab().toImage().pixelColor(0, popup.height() // 2)
    assert edge == look.current().color("line2")
    popup.hide()


def test_a_session_is_added_by_keyboard_and_then_chosen(front, file_store):
    an_activity(file_store, "Crafternoon", minutes=120, places=10)
    front.show()
    dialog = ask(front)
    front.qtbot.waitUntil(lambda: choices_came(dialog))
    fill(dialog.form, activity="Crafternoon", date="thursday", starts="14:00")
    assert dialog.form.date_words.text() == "Thursday 26 November"
    assert dialog.form.ends.text() == "4pm"
    assert dialog.form.places.text() == "10"
    assert dialog.preview.words() == "Crafternoon, Thursday 26 November, 2pm to 4pm"
    front.qtbot.keyClick(dialog.form.starts.box, KEY.Key_Return)
    front.qtbot.waitUntil(lambda: front.titles() == ["Crafternoon"])
    assert front.chosen() == "Crafternoon"
    assert front.screen.messages.sentence() == (
        "Added Crafternoon, Thursday 26 November, 2pm to 4pm."
    )


def test_a_new_activity_and_a_new_place_come_with_the_session(front, file_store):
    front.show()
    dialog = ask(front)
    fill(
        dialog.form,
        activity="Origami",
        starts="10am",
        ends="11am",
        place="The annexe",
        date="5 dec",
    )
    front.qtbot.keyClick(dialog.form.date.box, KEY.Key_Return)
    front.qtbot.waitUntil(lambda: front.titles() == ["Origami"])
    chosen = front.screen.week.session()
    assert (chosen.date, chosen.place, chosen.patch) == (date(2026, 12, 5), "The annexe", "craft")
    made = file_store.read(activities.choices)
    assert [choice.name for choice in made.activities] == ["Origami"]


def test_what_is_wrong_stands_under_its_field_and_nothing_is_lost(front):
    front.show()
    dialog = ask(front)
    fill(dialog.form, activity="Origami", date="32 may", starts="4pm", ends="2pm", places="0")
    front.qtbot.keyClick(dialog.form.date.box, KEY.Key_Return)
    form = dialog.form
    assert form.date.sentence().startswith("That is not a day we know.")
    assert form.ends.sentence() == "The end must be after the start."
    assert form.places.sentence() == "Places must be a number from 1 to 500."
    assert dialog.isVisible()
    assert form.activity.text() == "Origami"
    fill(form, date="thursday")
    assert form.date.sentence() == ""


def test_a_refusal_keeps_all_that_was_typed_and_makes_nothing_twice(front, file_store):
    front.show()
    dialog = ask(front)
    # The clocks go forward in the early hours of 28 March 2027.
    fill(dialog.form, activity="Night walk", date="28/3/2027", starts="01:30", ends="5am")
    front.qtbot.keyClick(dialog.form.date.box, KEY.Key_Return)
    front.qtbot.waitUntil(lambda: "clocks go forward" in dialog.notice.sentence())
    assert dialog.form.starts.text() == "01:30"
    fill(dialog.form, starts="3am")
    front.qtbot.keyClick(dialog.form.date.box, KEY.Key_Return)
    front.qtbot.waitUntil(lambda: front.titles() == ["Night walk"])
    assert len(file_store.read(activities.choices).activities) == 1


def test_a_list_that_comes_late_does_not_lose_what_was_made(front):
    front.show()
    form = ask(front).form
    fill(form, activity="Origami", starts="2pm")
    form.know_activity(7, form.draft())
    form.offer(activities.Choices((), (), ()))
    assert form.draft().activity_id == 7


def test_half_a_word_means_the_activity_it_begins(front, file_store):
    an_activity(file_store, "Crafternoon")
    front.show()
    dialog = ask(front)
    front.qtbot.waitUntil(lambda: choices_came(dialog))
    fill(dialog.form, activity="craf", starts="2pm")
    dialog.form.activity.editingFinished.emit()
    assert dialog.form.activity.text() == "Crafternoon"
    assert not dialog.form.patch_field.isVisible()


def test_a_name_that_ends_with_its_word_stays_a_name_of_its_own(front, file_store):
    an_activity(file_store, "Garden group")
    front.show()
    dialog = ask(front)
    front.qtbot.waitUntil(lambda: choices_came(dialog))
    fill(dialog.form, activity="Garden", starts="2pm")
    dialog.form.activity.editingFinished.emit()
    assert dialog.form.activity.text() == "Garden"


def test_escape_leaves_an_empty_form_at_once(front):
    front.show()
    dialog = ask(front)
    front.qtbot.keyClick(dialog, KEY.Key_Escape)
    assert not dialog.isVisible()


def test_escape_asks_once_before_it_drops_what_was_typed(front, file_store):
    front.show()
    dialog = ask(front)
    fill(dialog.form, activity="Origami")
    front.qtbot.keyClick(dialog, KEY.Key_Escape)
    assert dialog.isVisible()
    front.qtbot.keyClick(dialog, KEY.Key_Escape)
    assert not dialog.isVisible()
    assert file_store.read(activities.choices).activities == ()


def test_e_changes_the_chosen_session_and_del_asks_before_it_is_called_off(front, dated):
    session_id = dated("Crafternoon")
    front.show()
    front.press("e", KEY.Key_Delete)
    assert front.walks == [("change session", session_id), ("cancel session", session_id)]


def test_a_series_begins_with_shift_and_n_and_a_closure_with_c_on_the_chosen_day(front, dated):
    dated("Crafternoon")
    front.show()
    shift = Qt.KeyboardModifier.ShiftModifier
    front.qtbot.keyClick(QApplication.focusWidget(), KEY.Key_N, shift)
    front.press("c")
    assert front.walks == [("new series", None), ("closure", THURSDAY)]


def test_nothing_is_changed_or_called_off_that_is_over(front, dated):
    dated("Garden group", TODAY, 8, 9)
    front.show()
    front.press("e")
    said = front.screen.messages.sentence()
    assert said == "Not changed. Garden group on Monday 23 November is over."
    front.press(KEY.Key_Delete)
    said = front.screen.messages.sentence()
    assert said == "Not cancelled. Garden group on Monday 23 November is over."
    assert front.walks == []


def test_a_session_that_is_not_on_is_brought_back_by_r(front, dated):
    dated("Crafternoon", status="cancelled")
    front.show()
    front.press("e")
    said = front.screen.messages.sentence()
    assert said == "Not changed. Crafternoon on Thursday 26 November is not on. R brings it back."
    assert front.screen.panel.off.words() == "Bring it back"
    front.press("r")
    front.qtbot.waitUntil(lambda: front.screen.panel.off.words() == "Cancel it")
    said = front.screen.messages.sentence()
    assert said == "Brought back Crafternoon, Thursday 26 November, 2pm to 4pm."


def test_every_control_of_the_room_has_a_name(front, dated):
    dated("Crafternoon")
    front.show()
    dialog = ask(front)
    for part in (front.screen, dialog):
        controls = part.findChildren(QAbstractButton) + part.findChildren(QLineEdit)
        assert [each for each in controls if each.isVisible() and not each.accessibleName()] == []


def a_card(**facts):
    zone = ZoneInfo(ZONE)
    starts = datetime(2026, 11, 26, 14, tzinfo=zone)
    base = {
        "id": 1, "title": "Crafternoon", "patch": "craft", "code": "", "date": THURSDAY,
        "starts": time(14), "ends": time(16), "starts_utc": starts,
        "ends_utc": starts + timedelta(hours=2), "place": "", "leader": "", "places": 12,
        "booked": 9, "over": 0, "came": 0, "cancelled": False, "reason": "", "private": False,
        "step_free": None, "hearing_loop": None, "note": "", "activity_id": 1, "version": 1,
    }  # fmt: skip
    return activities.SessionCard(**base | facts)


def at(*when):
    return datetime(*when, tzinfo=ZoneInfo(ZONE))


@pytest.mark.parametrize(
    ("now", "said"),
    [
        (at(2026, 11, 26, 13, 42), "Starts in 18 minutes"),
        (at(2026, 11, 26, 13, 59, 30), "Starts in 1 minute"),
        (at(2026, 11, 26, 9), "Today at 2pm"),
        (at(2026, 11, 25, 23), "Tomorrow at 2pm"),
        (at(2026, 11, 23, 9), "In 3 days"),
        (at(2026, 10, 29, 9), "In 4 weeks"),
        (at(2026, 11, 26, 14), "On now, until 4pm"),
        (at(2026, 11, 26, 16), "Finished at 4pm"),
        (at(2026, 11, 27, 9), "Finished yesterday"),
        (at(2026, 11, 30, 9), "Finished 4 days ago"),
    ],
)
def test_how_far_off_a_session_is(now, said):
    assert until_words(a_card(), now) == said


@pytest.mark.parametrize(
    ("first", "said"),
    [
        (date(2027, 5, 3), "3 to 9 May 2027"),
        (date(2027, 5, 31), "31 May to 6 June 2027"),
        (date(2026, 12, 28), "28 December 2026 to 3 January 2027"),
    ],
)
def test_a_week_is_named_as_one_would(first, said):
    assert week_words(first) == said


def test_one_session_is_counted_as_one():
    assert count_words([a_card()]) == "1 session"


@pytest.mark.parametrize(
    ("card", "past", "said"),
    [
        (a_card(), False, "9/12"),
        (a_card(booked=12), False, "Full 12/12"),
        (a_card(booked=12, over=1), False, "Full 12/12 +1 over"),
        (a_card(came=7), True, "7 came"),
        (a_card(booked=12), True, "12/12"),
        (a_card(cancelled=True), True, "Cancelled"),
    ],
)
def test_a_card_says_how_its_session_stands(card, past, said):
    assert ends_of(Shown(card, past=past))[0].text == said


def test_a_place_keeps_the_capitals_that_belong_to_it():
    now = at(2026, 11, 23, 9)
    assert "GP corridor" in aloud(a_card(place="GP corridor"), now)
    assert "St John" in aloud(a_card(place="St John’s hall"), now)


def test_a_long_title_breaks_between_words(qapp):
    font = look.current().font("card")
    assert wrapped("Young people’s hub", font, 80, 2) == ["Young", "people’s hub"]
    assert wrapped("Crafternoon", font, 10, 2) == ["Crafternoon"]


def test_a_dialog_that_grows_stays_on_the_screen(front, qapp):
    front.show()
    dialog = ask(front)
    front.qtbot.waitUntil(dialog.isVisible)
    low = dialog.screen().availableGeometry().bottom()
    dialog.move(0, low - dialog.frameGeometry().height())
    high = dialog.height()
    try:
        look.apply(qapp, look.Look(scale=1.3))
        front.qtbot.waitUntil(lambda: dialog.height() > high)
        front.qtbot.waitUntil(lambda: dialog.frameGeometry().bottom() <= low)
    finally:
        look.apply(qapp, look.Look())


def test_what_clashes_by_now_is_brought_back_for_a_reason(front, file_store, dated):
    room = a_place(file_store, "Annexe")
    dated("Crafternoon", place=room, status="cancelled")
    dated("Choir", place=room)
    front.show()
    front.screen.week.choose(front.button("Crafternoon").session.id)
    front.press("r")
    messages = front.screen.messages
    front.qtbot.waitUntil(lambda: messages.sentence() == "Not saved. Annexe has Choir, 2pm to 4pm.")
    front.screen.take_way_on()
    dialog = front.dialog("all_the_same")
    front.qtbot.waitUntil(dialog.reason.box.hasFocus)
    front.press(KEY.Key_Return)
    assert dialog.reason.sentence() == "Say why it may be there all the same."
    front.press("They are in the garden", KEY.Key_Return)
    front.qtbot.waitUntil(lambda: messages.sentence().startswith("Brought back Crafternoon"))
    front.qtbot.waitUntil(lambda: not front.button("Crafternoon").session.cancelled)
