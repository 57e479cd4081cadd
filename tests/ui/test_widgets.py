"""The small widgets: they say who they are, hold their words, and tell what was done."""

import pytest
import shiboken6
from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QAccessible, QFontMetrics
from PySide6.QtWidgets import QDialog, QLineEdit, QScrollArea, QVBoxLayout, QWidget

from desktop.ui import look as looks
from desktop.ui.look import TEXT_SCALES, Look
from desktop.ui.messages import Banner, MessageBar
from desktop.ui.widgets.buttons import MainButton, PlainButton
from desktop.ui.widgets.card import Card, Fact, Facts
from desktop.ui.widgets.check import Check, Choice
from desktop.ui.widgets.chip import Chip
from desktop.ui.widgets.combo import Combo
from desktop.ui.widgets.empty import Empty
from desktop.ui.widgets.field import Field, Labelled
from desktop.ui.widgets.find_box import FindBox
from desktop.ui.widgets.flow import Flow
from desktop.ui.widgets.focus_overlay import FocusOverlay
from desktop.ui.widgets.key_strip import KeyStrip
from desktop.ui.widgets.keycap import KeyCap, keys_of
from desktop.ui.widgets.label import Label
from desktop.ui.widgets.notice import Notice
from desktop.ui.widgets.patch_tile import PatchTile
from desktop.ui.widgets.quilt import Quilt
from desktop.ui.widgets.seats import Seats
from desktop.ui.widgets.segments import Segments
from desktop.ui.widgets.symbol import Logo


@pytest.fixture(autouse=True)
def _plain_look(qapp):
    looks.apply(qapp, Look())
    yield
    looks.apply(qapp, Look())


@pytest.fixture
def shown(qtbot):
    """Return a function that shows widgets under each other in a window."""

    kept = []

    def show(*widgets, wide=500, high=300):
        window = QWidget()
        kept.append(window)
        column = QVBoxLayout(window)
        for widget in widgets:
            column.addWidget(widget)
        qtbot.addWidget(window)
        window.resize(wide, high)
        window.show()
        window.activateWindow()
        qtbot.waitUntil(window.isActiveWindow)
        return window

    yield show
    kept.clear()


def named_widgets():
    """Return (what is spoken, its name, what keeps it alive) for each kind of widget."""
    strip = KeyStrip("Keys of the register")
    key = strip.add("A", "Arrived")
    segments = Segments("Show", [("day", "Today"), ("week", "This week")])
    field, day = Field("Ends", hint="like 2pm"), Labelled("Day", Combo())
    return [
        (PlainButton("Print", key="P"), "Print"),
        (
            MainButton("Book Mrs Patel:", "Crafternoon, today 2pm"),
            "Book Mrs Patel: Crafternoon, today 2pm",
        ),
        (segments, "Show"),
        (segments.findChildren(QWidget)[0], "Today", segments),
        (KeyCap("Ctrl+K"), "Ctrl+K"),
        (strip, "Keys of the register"),
        (key, "Arrived, key A", strip),
        (PatchTile("craft", name="Crafternoon"), "Crafternoon"),
        (Logo(), "Crafternoon"),
        (Chip("Full", "full"), "Full"),
        (Seats(9, 12), "9 of 12 places taken"),
        (field.box, "Ends", field),
        (FindBox("Find a person"), "Find a person"),
        (Check("Salt & pepper"), "Salt & pepper"),
        (Choice("This session only"), "This session only"),
        (day._control, "Day", day),
        (Notice("info", "Shared lunch is full."), "Shared lunch is full."),
        (Empty("Nobody is booked yet", "Find a person."), "Nobody is booked yet. Find a person."),
        (Card("How to reach"), "How to reach"),
    ]


def test_a_screen_reader_can_name_every_widget(qtbot):
    for widget, name, *_owner in named_widgets():
        qtbot.addWidget(widget.window())
        spoken = QAccessible.queryAccessibleInterface(widget)
        assert widget.accessibleName() == name
        assert spoken is not None


@pytest.mark.parametrize("scale", TEXT_SCALES)
def test_words_are_not_cut_off_at_any_text_size(qapp, qtbot, scale):
    looks.apply(qapp, Look(scale=scale))
    look = Look(scale=scale)
    strip = KeyStrip("Keys")
    qtbot.addWidget(strip)
    for widget, role, text in [
        (
            PlainButton("Read the dates out", icon="check", key="Ctrl+R"),
            "control",
            "Read the dates out",
        ),
        (
            MainButton("Add to the waiting list, 3rd", icon="hourglass", key="Enter"),
            "button_main",
            "Add to the waiting list, 3rd",
        ),
        (strip.add("A", "Back to booked"), "small", "Back to booked"),
        (Chip("Did not come", "did_not_come"), "status", "Did not come"),
        (Check("Skip bank holidays"), "body", "Skip bank holidays"),
        (Choice("This session only"), "body", "This session only"),
        (Label("Crafternoon", "title"), "title", "Crafternoon"),
    ]:
        qtbot.addWidget(widget.window())
        metrics = QFontMetrics(look.font(role))
        assert widget.sizeHint().width() >= metrics.horizontalAdvance(text)
        assert widget.sizeHint().height() >= metrics.height()


@pytest.mark.parametrize("scale", TEXT_SCALES)
def test_boxes_are_high_enough_for_their_letters(qapp, shown, scale):
    looks.apply(qapp, Look(scale=scale))
    field = Field("Ends")
    boxes = [FindBox("Find"), FindBox("Find", small=True), Combo()]
    shown(field, *boxes, high=600)
    for box in (field.box, *boxes):
        assert box.height() >= box.fontMetrics().height() + 8


def test_a_long_name_wraps_on_the_big_button(qtbot):
    button = MainButton("Book Ms Featherstonehaugh-Cholmondeley-Warner:", "today 2pm", key="Enter")
    qtbot.addWidget(button)
    assert button.heightForWidth(320) > button.heightForWidth(700) == 54


def test_an_ampersand_in_a_name_is_said_as_it_is(qtbot):
    button = PlainButton("Salt & pepper")
    qtbot.addWidget(button)
    assert button.words() == "Salt & pepper"
    assert button.shortcut().isEmpty()


def test_enter_presses_a_button_that_has_the_focus(qtbot, shown):
    button = PlainButton("Print")
    shown(button)
    button.setFocus()
    with qtbot.waitSignal(button.clicked):
        qtbot.keyClick(button, Qt.Key.Key_Return)


def test_the_big_button_says_the_new_person_at_once(qtbot):
    button = MainButton("Book Mrs Patel:", "Crafternoon, today 2pm")
    qtbot.addWidget(button)
    button.say("Book Mr Hume:", "Garden group, tomorrow 10am")
    assert button.accessibleName() == "Book Mr Hume: Garden group, tomorrow 10am"


def test_choosing_a_segment_says_which(qtbot, shown):
    segments = Segments("Show", [("day", "Today"), ("week", "This week")])
    shown(segments)
    today, week = segments._group.buttons()
    with qtbot.waitSignal(segments.chosen) as chosen:
        qtbot.mouseClick(week, Qt.MouseButton.LeftButton)
    assert chosen.args == ["week"]
    week.setFocus()
    qtbot.keyClick(week, Qt.Key.Key_Left)
    assert segments.choice() == "day"
    assert today.hasFocus()


def test_a_key_in_the_strip_can_be_clicked_and_takes_no_focus(qtbot, shown):
    box, strip = QLineEdit(), KeyStrip("Keys")
    key = strip.add("A", "Arrived")
    shown(box, strip)
    box.setFocus()
    with qtbot.waitSignal(key.clicked):
        qtbot.mouseClick(key, Qt.MouseButton.LeftButton)
    assert box.hasFocus()


def test_a_strip_too_narrow_for_its_keys_goes_on_below(qtbot):
    strip = KeyStrip("Keys")
    qtbot.addWidget(strip)
    for text in ("Arrived", "Did not come", "Back to booked", "Walk-in", "Offer place"):
        strip.add("A", text)
    assert strip.layout().heightForWidth(1000) == 44
    assert strip.layout().heightForWidth(300) > 70


def test_keys_pressed_together_are_two_caps_and_plus_is_one():
    assert keys_of("Ctrl+K") == ("Ctrl", "K")
    assert keys_of("+") == ("+",)
    assert keys_of("") == ()


def test_a_wrong_field_says_so_below_and_to_a_screen_reader(shown):
    field = Field("Ends", hint="like 2pm")
    shown(field)
    low = field.sizeHint().height()
    field.set_text("1pm")
    field.refuse("The end must be after 2pm.")
    assert field.box.accessibleDescription() == "The end must be after 2pm."
    assert field.sizeHint().height() > low
    assert field.text() == "1pm"
    field.accept()
    assert field.box.accessibleDescription() == "like 2pm"
    assert field.sentence() == ""


def test_a_wrong_field_has_a_red_edge(shown):
    field = Field("Ends")
    shown(field)
    field.refuse("The end must be after 2pm.")
    box = field.box
    assert box.grab().toImage().pixelColor(box.width() // 2, 0) == Look().color("refuse")


def test_the_found_count_leaves_the_typed_words_room(qtbot):
    box = FindBox("Find a person")
    qtbot.addWidget(box)
    box.show_found("3 found")
    assert box.accessibleDescription() == "3 found"
    assert box.textMargins().right() > QFontMetrics(Look().font("small")).horizontalAdvance(
        "3 found"
    )


def test_facts_are_replaced_not_added(shown):
    facts = Facts()
    shown(facts)
    facts.show_facts([Fact("Food", "Vegetarian", "leaf"), Fact("Speaks", "Gujarati")])
    before = len(facts.findChildren(Label))
    facts.show_facts([Fact("Food", "No needs recorded")])
    visible = [label.text() for label in facts.findChildren(Label) if label.isVisible()]
    assert visible == ["Food", "No needs recorded"]
    assert len(facts.findChildren(Label)) == before


def test_names_are_never_read_as_markup(qtbot):
    label = Label("<b>Mrs</b> Patel")
    qtbot.addWidget(label)
    assert label.textFormat() == Qt.TextFormat.PlainText


def test_a_combo_shows_the_tile_of_an_activity(shown):
    combo = Combo()
    combo.add_patch("Gentle movement", "move", 7)
    shown(combo)
    assert combo.currentData() == 7
    assert not combo.itemIcon(0).isNull()


def test_the_quilt_fills_the_whole_height(qtbot):
    quilt = Quilt()
    qtbot.addWidget(quilt)
    quilt.resize(450, 905)
    dots = quilt.grab().toImage()
    assert dots.pixelColor(40, 902) != Look().color("window")


class TestFocusRing:
    def test_it_follows_the_focus(self, qtbot, shown):
        first, second = QLineEdit(), PlainButton("Print")
        window = shown(first, second)
        ring = FocusOverlay(window)
        first.setFocus()
        qtbot.waitUntil(lambda: ring.geometry() == _around(first, window))
        second.setFocus()
        qtbot.waitUntil(lambda: ring.geometry() == _around(second, window))
        assert ring.testAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)

    def test_it_moves_with_its_control(self, qtbot, shown):
        box = QLineEdit()
        window = shown(box)
        ring = FocusOverlay(window)
        box.setFocus()
        window.resize(700, 400)
        qtbot.waitUntil(lambda: ring.geometry() == _around(box, window))

    def test_it_scrolls_with_its_control_and_stays_inside_the_page(self, qtbot, shown):
        page, area = QWidget(), QScrollArea()
        column = QVBoxLayout(page)
        boxes = [QLineEdit() for _ in range(20)]
        for box in boxes:
            column.addWidget(box)
        area.setWidget(page)
        area.setWidgetResizable(True)
        window = shown(area, high=200)
        ring = FocusOverlay(window)
        boxes[0].setFocus()
        qtbot.waitUntil(ring.isVisible)
        area.verticalScrollBar().setValue(20)
        viewport = QRect(
            area.viewport().mapTo(window, area.viewport().rect().topLeft()), area.viewport().size()
        )
        qtbot.waitUntil(lambda: viewport.contains(ring.geometry()) and ring.isVisible())
        area.verticalScrollBar().setValue(300)
        qtbot.waitUntil(lambda: not ring.isVisible())

    def test_it_goes_when_nothing_in_the_window_has_the_focus(self, qtbot, shown):
        box = QLineEdit()
        window = shown(box)
        ring = FocusOverlay(window)
        box.setFocus()
        qtbot.waitUntil(ring.isVisible)
        box.clearFocus()
        qtbot.waitUntil(lambda: not ring.isVisible())

    def test_a_dialog_has_its_own(self, qtbot, shown):
        window = shown(QLineEdit())
        dialog = QDialog(window)
        box = QLineEdit(dialog)
        outer, inner = FocusOverlay(window), FocusOverlay(dialog)
        dialog.show()
        dialog.activateWindow()
        box.setFocus()
        qtbot.waitUntil(inner.isVisible)
        assert not outer.isVisible()

    def test_deleting_the_control_takes_the_ring_away(self, qtbot, shown):
        box = QLineEdit()
        window = shown(box)
        ring = FocusOverlay(window)
        box.setFocus()
        qtbot.waitUntil(ring.isVisible)
        box.deleteLater()
        qtbot.waitUntil(lambda: not ring.isVisible())

    def test_one_the_garbage_collector_has_emptied_is_left_in_peace(self, qtbot, shown):
        first, second = QLineEdit(), QLineEdit()
        window = shown(first, second)
        ring = FocusOverlay(window)
        first.setFocus()
        qtbot.waitUntil(ring.isVisible)
        ring.hide()
        vars(ring).clear()
        second.setFocus()
        window.resize(700, 400)
        assert second.hasFocus()


def _around(control, window):
    corner = control.mapTo(window, control.rect().topLeft())
    return QRect(corner, control.size()).adjusted(-5, -5, 5, 5) & window.rect()


class TestMessageBar:
    def test_good_news_goes_by_itself(self, qtbot, shown):
        bar = MessageBar(linger_ms=30)
        shown(bar)
        bar.say("good", "Booked. Mrs Patel: Crafternoon, today 2pm.", "Undo", "Ctrl+Z")
        assert bar.isVisible()
        qtbot.waitUntil(lambda: not bar.isVisible())
        assert bar.sentence() == ""

    def test_a_refusal_stays_until_it_is_dealt_with(self, qtbot, shown):
        bar = MessageBar(linger_ms=1)
        shown(bar)
        bar.say("refuse", "Not booked. Crafternoon is full: 12 of 12.")
        bar.say("good", "Jean Tully has arrived.")
        qtbot.waitUntil(lambda: bar.sentence().startswith("Not booked"))
        assert not bar._timer.isActive()
        assert bar.dismiss()
        assert not bar.isVisible()
        assert not bar.dismiss()

    def test_the_newest_is_shown_and_the_others_are_counted(self, shown):
        bar = MessageBar()
        shown(bar)
        bar.say("good", "Booked.")
        bar.say("refuse", "Not booked. Mr Whitlow is already at Shared lunch.")
        assert not bar._more.isVisible()
        bar.say("caution", "Booked, but there is no ride home left.")
        assert bar.sentence() == "Booked, but there is no ride home left."
        assert bar._more.text() == "and 1 more"
        bar.dismiss()
        assert bar.sentence().startswith("Not booked")

    def test_the_same_refusal_twice_is_one(self, shown):
        bar = MessageBar()
        shown(bar)
        for _ in range(3):
            bar.say("refuse", "Not booked. Crafternoon is full.")
        assert not bar._more.isVisible()

    def test_its_button_does_what_it_says_and_the_message_is_dealt_with(self, qtbot, shown):
        done = []
        bar = MessageBar()
        shown(bar)
        bar.say("refuse", "Not booked.", "Show it", on_action=lambda: done.append("shown"))
        with qtbot.waitSignal(bar.dealt_with):
            qtbot.mouseClick(bar._action, Qt.MouseButton.LeftButton)
        assert done == ["shown"]
        assert bar.sentence() == ""

    def test_a_caution_without_an_action_can_be_dismissed(self, qtbot, shown):
        bar = MessageBar()
        shown(bar)
        bar.say("caution", "Booked, but there is no ride home left.")
        assert bar._close.words() == "Dismiss"
        qtbot.mouseClick(bar._close, Qt.MouseButton.LeftButton)
        assert not bar.isVisible()

    def test_a_refusal_with_a_way_on_can_be_closed_without_taking_it(self, qtbot, shown):
        walked = []
        bar = MessageBar()
        shown(bar)
        bar.say("caution", "The database file is damaged.")
        bar.say("refuse", "Not booked.", "Show it", "Alt+S", lambda: walked.append(1), about=7)
        assert bar._more.text() == "and 1 more"
        assert bar._close.accessibleName() == "Dismiss"
        qtbot.mouseClick(bar._close, Qt.MouseButton.LeftButton)
        assert walked == []
        assert bar.sentence() == "The database file is damaged."
        assert not bar._more.isVisible()

    def test_refused_again_about_the_same_person_only_the_last_answer_stands(self, shown):
        bar = MessageBar()
        shown(bar)
        bar.say("refuse", "Not booked. Mrs Patel is in hospital.", about=7)
        bar.say("refuse", "Not booked. Crafternoon is full: 12 of 12.", about=7)
        assert bar.sentence() == "Not booked. Crafternoon is full: 12 of 12."
        assert not bar._more.isVisible()

    def test_refused_about_somebody_else_both_are_kept_one_at_a_time(self, shown):
        bar = MessageBar()
        shown(bar)
        bar.say("refuse", "Not booked. Mrs Patel is in hospital.", about=7)
        bar.say("refuse", "Not booked. Mr Hume is booked already.", about=8)
        assert bar.sentence() == "Not booked. Mr Hume is booked already."
        assert bar._more.text() == "and 1 more"
        bar.dismiss()
        assert bar.sentence() == "Not booked. Mrs Patel is in hospital."

    def test_the_next_success_answers_what_was_refused_but_no_other_warning(self, qtbot, shown):
        bar = MessageBar(linger_ms=30)
        shown(bar)
        bar.say("caution", "The database file is damaged.")
        bar.say("refuse", "Not booked. Crafternoon is full: 12 of 12.", about=7)
        bar.say("good", "Booked. Mrs Patel: Garden group, today 2pm.")
        assert bar._more.text() == "and 1 more"
        qtbot.waitUntil(lambda: bar.sentence() == "The database file is damaged.")

    def test_another_session_takes_its_refusals_away_but_no_other_warning(self, shown):
        bar = MessageBar()
        shown(bar)
        bar.say("caution", "The database file is damaged.")
        bar.say("refuse", "Not booked. Crafternoon is full: 12 of 12.", about=7)
        bar.clear()
        assert bar.sentence() == "The database file is damaged."

    def test_it_never_takes_the_focus(self, shown):
        box, bar = QLineEdit(), MessageBar()
        shown(box, bar)
        box.setFocus()
        bar.say("refuse", "Not booked.", "Show it")
        assert box.hasFocus()

    def test_a_long_sentence_wraps_instead_of_widening_the_window(self, qtbot, shown):
        bar = MessageBar()
        window = shown(bar, wide=400)
        bar.say("caution", "Booked, but there is no ride home left. " * 4)
        qtbot.waitUntil(lambda: bar.height() > 60)
        assert window.width() == 400


class TestBanner:
    def test_it_says_what_can_be_done(self, qtbot, shown):
        pressed = []
        banner = Banner()
        shown(banner, wide=1000)
        banner.say(
            "No connection since 1:38pm.",
            "You can carry on.",
            [("See the 2", "F8", lambda: pressed.append(2))],
        )
        assert banner.accessibleName() == "No connection since 1:38pm. You can carry on."
        qtbot.mouseClick(banner.findChildren(PlainButton)[0], Qt.MouseButton.LeftButton)
        assert pressed == [2]

    def test_saying_it_again_keeps_one_set_of_buttons(self, qtbot, shown):
        banner = Banner()
        shown(banner, wide=1000)
        for number in (2, 3):
            banner.say("No connection.", "", [(f"See the {number}", "F8", lambda: None)])
        qtbot.waitUntil(lambda: len(banner.findChildren(PlainButton)) == 1)
        assert banner.findChildren(PlainButton)[0].words() == "See the 3"


def test_a_row_on_its_way_out_is_left_in_peace(qtbot):
    holder, row = QWidget(), Flow()
    holder.setLayout(row)
    qtbot.addWidget(holder)
    row.addWidget(PlainButton("Keep"))
    row.addWidget(PlainButton("Go"))
    whole = row.sizeHint().width()
    shiboken6.delete(row.itemAt(1))
    assert row.sizeHint().width() < whole
    assert row.heightForWidth(500) > 0
