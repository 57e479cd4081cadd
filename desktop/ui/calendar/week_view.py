"""A week under the names of its days, and the keys that move about in it."""

from datetime import date, datetime, time

from PySide6.QtCore import QEvent, QRectF, QSize, Qt, Signal, Slot
from PySide6.QtGui import QFocusEvent, QFontMetricsF, QKeyEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QScrollArea, QStackedWidget, QVBoxLayout, QWidget

from desktop.data.activities import SessionCard, Week
from desktop.rules.days import day, short_day
from desktop.ui.calendar import moves
from desktop.ui.calendar.frame import OPENS, Frame
from desktop.ui.calendar.session_button import CrowdButton
from desktop.ui.calendar.week_grid import WeekGrid
from desktop.ui.look import current
from desktop.ui.paint import filled, words
from desktop.ui.widgets.buttons import PlainButton
from desktop.ui.widgets.empty import Empty

AROUND = 24


class DayNames(QWidget):
    """The names of the days, which stay while the hours scroll."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._frame: Frame | None = None
        self._today: date | None = None

    def show_days(self, frame: Frame, today: date) -> None:
        """Show these days above their columns."""
        self._frame, self._today = frame, today
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(0, current().px(36 if current().compact else 44))

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self.updateGeometry()

    def paintEvent(self, event: QPaintEvent) -> None:
        look, painter = current(), QPainter(self)
        filled(painter, event.rect(), look.color("card"))
        for n, on in enumerate(self._frame.days if self._frame else ()):
            self._draw_day(painter, on, n)
        for edge in (0, self.height() - 1):
            filled(painter, QRectF(0, edge, self.width(), 1), look.color("line"))

    def _draw_day(self, painter: QPainter, on: date, n: int) -> None:
        if self._frame is None or self._today is None:
            return
        look, is_today = current(), on == self._today
        left, right = self._frame.edges[n], self._frame.edges[n + 1]
        place = QRectF(left, 0, right - left, self.height())
        if is_today:
            filled(painter, place, look.color("primaryT"))
        filled(painter, QRectF(left, 0, 1, self.height()), look.color("line"))
        line = place.adjusted(look.px(8), 0, -2, 0)
        font = look.font("tab_on" if is_today else "strong")
        ink = "primary" if is_today else "ink3" if on.weekday() > 4 else "ink2"
        said, wide = _day_name(on, QFontMetricsF(font), line.width())
        words(painter, line, said, font, look.color(ink))
        rest = line.adjusted(wide + look.px(6), 1, 0, 0)
        today = self.tr("Today")
        if is_today and QFontMetricsF(look.font("tag")).horizontalAdvance(today) < rest.width():
            words(painter, rest, today, look.font("tag"), look.color(ink))


class _Scroll(QScrollArea):
    """Scrolls by the wheel; its keys are the week's."""

    def __init__(self, grid: WeekGrid) -> None:
        super().__init__()
        # When Python meets a widget that Qt made itself, PySide6 first makes the classes of all
        # kinds of widgets: 10 ms of the start.
        page = QWidget()
        page.setObjectName("qt_scrollarea_viewport")
        self.setViewport(page)
        self.setWidget(grid)
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFrameShape(QScrollArea.Shape.NoFrame)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        event.ignore()

    def sizeHint(self) -> QSize:
        return QSize(600, 400)


class WeekView(QWidget):
    """The week with one chosen session, moved by the arrow keys.

    Signals:
        chosen: another session is chosen (SessionCard, or None in an empty week).
        opened: the chosen session is to be opened (int session_id).
        more_wanted: sessions without room are to be listed (tuple of SessionCard).
        week_wanted: another week (int weeks from this one).
        letter: a letter was typed in the week (str).
        new_wanted: a first session is to be made.
    """

    chosen = Signal(object)
    opened = Signal(int)
    more_wanted = Signal(object)
    week_wanted = Signal(int)
    letter = Signal(str)
    new_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)  # Tab goes to the chosen session itself
        self.setProperty("ring", "none")
        self.setAccessibleName(self.tr("Week"))
        self._week: Week | None = None
        self._at: SessionCard | None = None
        self._now: datetime | None = None

        self.names = DayNames()
        self.grid = WeekGrid()
        self._scroll = _Scroll(self.grid)
        make = PlainButton(self.tr("New session"), icon="plus", key="N", kind="main")
        make.setObjectName("first_session")
        self._first = make
        self.empty = Empty(
            self.tr("No sessions this week"),
            self.tr("Add one, or look at another week."),
            make,
            patches=("craft", "lunch"),
        )
        self.pages = QStackedWidget()
        self.pages.addWidget(self._scroll)
        self.pages.addWidget(self.empty)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self._column.addWidget(self.names)
        self._column.addWidget(self.pages, 1)

        make.clicked.connect(self.new_wanted)
        self.grid.picked.connect(self.choose)
        self.grid.opened.connect(self.opened)
        self.grid.more_wanted.connect(self.more_wanted)
        self.grid.framed.connect(self._on_framed)

    def show_week(self, week: Week, now: datetime, wanted: int | None) -> None:
        """Show a week; `wanted` is chosen if it is there, else what lies where we were."""
        first_time = self._week is None or self._week.first != week.first
        had_focus = self._has_keyboard()
        self._at = moves.choice(week, self._at, wanted, now)
        self._week, self._now = week, now
        self.pages.setCurrentWidget(self._scroll if week.sessions else self.empty)
        self.names.setVisible(bool(week.sessions))
        self.grid.show_week(week, now, self._at.id if self._at else None)
        if first_time:
            self._scroll_to_work()
        if had_focus:
            self._take_keyboard()
        self.chosen.emit(self._at)

    def show_now(self, now: datetime) -> None:
        """Follow the clock."""
        self._now = now
        self.grid.show_now(now)

    def session(self) -> SessionCard | None:
        """Return the chosen session."""
        return self._at

    def forget(self) -> None:
        """Let the next week that is shown choose what comes next, not what was chosen here."""
        self._at = None

    @Slot(int)
    def choose(self, session_id: int) -> None:
        """Choose a session of this week."""
        sessions = self._week.sessions if self._week else ()
        found = next((each for each in sessions if each.id == session_id), None)
        if found:
            self._at = found
            self.grid.show_chosen(session_id)
            self._show_chosen()
            self.chosen.emit(found)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self._take_keyboard()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, keys = event.key(), Qt.Key
        if event.modifiers() & ~(
            Qt.KeyboardModifier.KeypadModifier | Qt.KeyboardModifier.ShiftModifier
        ):
            event.ignore()
        elif key in moves.STEPS:
            self._move(moves.STEPS[Qt.Key(key)])
        elif key in (keys.Key_PageUp, keys.Key_PageDown):
            self.week_wanted.emit(1 if key == keys.Key_PageDown else -1)
        elif key in (keys.Key_Return, keys.Key_Enter):
            self._open()
        elif event.text().isalpha():
            self.letter.emit(event.text().casefold())
        else:
            event.ignore()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        filled(painter, event.rect(), current().color("card"))
        filled(painter, QRectF(0, 0, self.width(), 1), current().color("line"))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._column.activate()
        self.grid.fit(self._scroll.viewport().height())
        self._show_chosen()

    def _move(self, step: tuple[int, int]) -> None:
        if self._week is None or self._at is None:
            return
        there = moves.moved(self._week.sessions, self._at, step)
        self.choose(there.id)
        self._take_keyboard()

    def _open(self) -> None:
        button = self.grid.button_of(self._at.id if self._at else None)
        if isinstance(button, CrowdButton):
            self.more_wanted.emit(button.sessions)
        elif self._at:
            self.opened.emit(self._at.id)

    def _has_keyboard(self) -> bool:
        focus = self.focusWidget()
        return self.hasFocus() or (focus is not None and focus.hasFocus())

    def _take_keyboard(self) -> None:
        empty = self.pages.currentWidget() is self.empty
        button = self.grid.button_of(self._at.id) if self._at else None
        if empty or button:
            (button or self._first).setFocus(Qt.FocusReason.OtherFocusReason)

    def _show_chosen(self) -> None:
        button = self.grid.button_of(self._at.id if self._at else None)
        if button:
            self._scroll.ensureWidgetVisible(button, 0, AROUND)

    def _scroll_to_work(self) -> None:
        """Start at the working hours, or higher if the chosen session is earlier."""
        self._column.activate()
        frame = self.grid.frame
        if frame:
            self.grid.resize(self.grid.width(), frame.height())
            self._scroll.verticalScrollBar().setValue(frame.y(time(OPENS)) - frame.top)
            self._show_chosen()

    @Slot()
    def _on_framed(self) -> None:
        if self.grid.frame and self._now:
            self.names.show_days(self.grid.frame, self._now.date())


def _day_name(on: date, metrics: QFontMetricsF, room: float) -> tuple[str, float]:
    """Name a day as fully as its column allows, and say how wide that is; weekends are short."""
    said = short_day(on) if on.weekday() > 4 else day(on, on).rpartition(" ")[0]
    if metrics.horizontalAdvance(said) > room:
        said = short_day(on)
    return said, metrics.horizontalAdvance(said)
