"""Large text on a small screen: nothing lies over anything else, and no sentence is cut."""

from datetime import UTC, datetime
from itertools import combinations, pairwise

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop.ui import look as looks
from desktop.ui.look import Look
from desktop.ui.signups.cancel_strip import CancelStrip
from desktop.ui.signups.heading import Heading
from desktop.ui.signups.session_pane import SessionPane
from desktop.ui.top_bar import TopBar
from desktop.ui.widgets.field import Field
from desktop.ui.widgets.key_strip import KeyStrip

NOON = datetime(2026, 11, 26, 12, tzinfo=UTC)


@pytest.fixture
def shown(qapp, qtbot):
    """Return a function that shows a widget in twice the usual text."""
    looks.apply(qapp, Look(scale=2.0, compact=True))

    def show(widget, wide, high):
        qtbot.addWidget(widget)
        widget.resize(wide, high)
        widget.show()
        qtbot.waitUntil(widget.isVisible)
        return widget

    yield show
    looks.apply(qapp, Look())


@pytest.mark.parametrize("wide", [1366, 1440])
def test_the_find_box_and_the_saved_symbol_stand_side_by_side(shown, wide, qtbot):
    bar = shown(TopBar("Mina Shah", "desk 1", sample=True), wide, 110)
    row = [*bar.tabs.values(), bar.find_box, bar.saved, bar.person]

    def side_by_side():
        boxes = sorted((each.geometry() for each in row), key=lambda box: box.left())
        return all(first.right() < second.left() for first, second in pairwise(boxes))

    qtbot.waitUntil(side_by_side)
    assert row[-1].geometry().right() < bar.width()


def test_at_1024_pixels_the_tabs_that_are_not_open_are_symbols_and_nothing_overlaps(shown, qtbot):
    bar = shown(TopBar("Mina Shah", "desk 1", sample=True), 1024, 110)
    bar.show_tab("signups")
    row = [*bar.tabs.values(), bar.find_box, bar.saved, bar.person]

    def side_by_side():
        boxes = sorted((each.geometry() for each in row), key=lambda box: box.left())
        return all(first.right() < second.left() for first, second in pairwise(boxes))

    qtbot.waitUntil(side_by_side)
    assert bar.tabs["signups"].width() >= bar.tabs["signups"].sizeHint().width()
    assert bar.tabs["people"].width() < bar.tabs["signups"].width()


@pytest.mark.parametrize(("wide", "beside"), [(420, False), (700, True)])
def test_the_word_sessions_never_touches_today(shown, wide, beside):
    pane = shown(SessionPane(lambda: NOON), wide, 600)
    pane.layout().activate()
    title, choice = pane._title.geometry(), pane._range.geometry()
    if beside:
        assert choice.left() - title.left() - pane._title.sizeHint().width() >= 16
    else:
        assert title.bottom() < choice.top()


@pytest.mark.parametrize("wide", [430, 680, 1400])
def test_the_question_before_a_cancellation_is_whole(shown, wide, qtbot):
    strip = CancelStrip()
    strip.title.setText("Cancel the booking of Mrs Patel: Crafternoon, today 2pm?")
    shown(strip, wide, 500)
    whole = (strip.by_whom, strip.yes, strip.no)
    qtbot.waitUntil(lambda: all(each.width() >= each.sizeHint().width() for each in whole))
    assert strip.title.height() >= strip.title.heightForWidth(strip.title.width())
    boxes = [each.geometry() for each in (strip.title, strip.reason, *whole)]
    assert not any(one.intersects(two) for one, two in combinations(boxes, 2))


@pytest.mark.parametrize("wide", [430, 680, 1400])
def test_a_long_note_is_whole_or_says_that_it_goes_on(shown, wide):
    heading = Heading()
    heading._said = "Today, 2pm to 4pm. Waiting room. " + "Wool is in the trolley. " * 12
    shown(heading, wide, 700)
    heading._fit()
    heading.layout().activate()
    said = heading._when
    assert said.text().endswith("…") == (said.text() != heading._said)
    assert said.height() >= said.heightForWidth(said.width())
    assert said.heightForWidth(said.width()) <= 5 * said.fontMetrics().lineSpacing()
    assert said.accessibleName() == heading._said


def test_a_sentence_of_three_lines_is_whole(shown):
    page, field = QWidget(), Field("Date")
    column = QVBoxLayout(page)
    column.addWidget(field)
    column.addStretch(1)
    shown(page, 400, 700)
    field.refuse("That is not a day we know. Try 26 November, next Tuesday or 26/11.")
    page.layout().activate()
    field.layout().activate()
    words = field._wrong._words
    needed = words.heightForWidth(words.width())
    assert needed > 2 * words.fontMetrics().lineSpacing()
    assert words.height() >= needed


def test_a_key_strip_in_a_low_pane_keeps_to_one_line(shown):
    strip = KeyStrip("Keys")
    keys = [strip.add(key, "Something to do") for key in "AXBW"]
    shown(strip, 700, 60)
    tall = strip.heightForWidth(700)
    strip.keep_to_lines(1)
    assert strip.heightForWidth(700) < tall
    strip.layout().activate()
    assert keys[0].height() > 0
    assert not keys[-1].visibleRegion().boundingRect().isValid()
    strip.keep_to_lines(3)
    assert strip.heightForWidth(700) == tall


def test_the_box_says_its_key_only_where_there_is_room(shown):
    bar = shown(TopBar("Mina Shah", "desk 1", sample=True), 1366, 110)
    narrow = bar.find_box.textMargins().right()
    bar.resize(3000, 110)
    assert bar.find_box.textMargins().right() > narrow
    assert bar.find_box.focusPolicy() != Qt.FocusPolicy.NoFocus
