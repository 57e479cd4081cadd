"""Days side by side under their names, and the keys that move about in them."""

from datetime import date, datetime, time
from typing import TYPE_CHECKING, ClassVar

from PySide6.QtCore import QRectF, QSize, Qt, Slot
from PySide6.QtGui import QFocusEvent, QKeyEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QScrollArea, QStackedWidget, QVBoxLayout, QWidget

from desktop.data.activities import SessionCard, Week
from desktop.data.calendar import Days
from desktop.ui.calendar import moves
from desktop.ui.calendar.day_names import DayNames
from desktop.ui.calendar.frame import OPENS
from desktop.ui.calendar.session_button import CrowdButton
from desktop.ui.calendar.spans import Span
from desktop.ui.calendar.view import HARMLESS, View
from desktop.ui.calendar.week_grid import WeekGrid
from desktop.ui.calendar.words import kind_words
from desktop.ui.look import current
from desktop.ui.paint import filled
from desktop.ui.widgets.buttons import PlainButton
from desktop.ui.widgets.empty import Empty

if TYPE_CHECKING:
    from desktop.ui.calendar.carried import Carried

AROUND = 24
HALF_AN_HOUR = 30


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


class WeekView(View):
    """Days side by side with one chosen session, moved by the arrow keys."""

    hand_steps: ClassVar = {
        Qt.Key.Key_Up: (0, -HALF_AN_HOUR),
        Qt.Key.Key_Down: (0, HALF_AN_HOUR),
        Qt.Key.Key_Left: (-1, 0),
        Qt.Key.Key_Right: (1, 0),
    }

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
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
            self.tr("Add one, or look at other days."),
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
        self.grid.dragged.connect(self.carry)
        self.grid.dropped.connect(self.drop)

    def show_days(self, page: Days, span: Span, now: datetime, wanted: int | None) -> None:
        """Show some days; `wanted` is chosen if it is there, else what lies where we were."""
        week, before = page.week, self._week
        first_time = before is None or (before.first, before.days) != (week.first, week.days)
        had_focus = self.has_keyboard()
        self._at = moves.choice(week, self._at, wanted, now, span.on)
        self._week, self._now = week, now
        self.setAccessibleName(kind_words(span.kind))
        self.pages.setCurrentWidget(self._scroll if week.sessions else self.empty)
        self.names.setVisible(bool(week.sessions))
        self.names.show_marks(page.marks)
        self.grid.show_week(week, page.marks, now, self._at.id if self._at else None)
        if first_time:
            self._scroll_to_work()
        if self._carried:
            self.show_carried(self._carried)
        if had_focus:
            self._take_keyboard()
        self.chosen.emit(self._at)

    def show_now(self, now: datetime) -> None:
        """Follow the clock."""
        self._now = now
        self.grid.show_now(now)

    def say_empty(self, title: str, sentence: str) -> None:
        """Say this where there are no sessions."""
        self.empty.say(title, sentence)

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

    def show_carried(self, carried: "Carried | None") -> None:
        self.grid.show_carried(carried)

    def shows(self, on: date) -> bool:
        return self.grid.frame is None or self.grid.frame.column(on) is not None

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self._take_keyboard()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = event.key()
        if key in moves.STEPS and not event.modifiers() & ~HARMLESS:
            self._move(moves.STEPS[Qt.Key(key)])
        else:
            super().keyPressEvent(event)

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
        self.take_back()
        if self._week is None or self._at is None:
            return
        there = moves.moved(self._week.sessions, self._at, step)
        self.choose(there.id)
        self._take_keyboard()

    def _take_keyboard(self) -> None:
        empty = self.pages.currentWidget() is self.empty
        button = self.grid.button_of(self._at.id) if self._at else None
        if empty or button:
            (button or self._first).setFocus(Qt.FocusReason.OtherFocusReason)

    def open_chosen(self) -> None:
        """Open the chosen session, or the list of those that have no room."""
        button = self.grid.button_of(self._at.id if self._at else None)
        if isinstance(button, CrowdButton):
            self.more_wanted.emit(button.sessions)
        else:
            super().open_chosen()

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
