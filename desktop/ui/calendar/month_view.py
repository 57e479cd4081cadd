"""A month under the names of its weekdays, and the keys that move about in it."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime, timedelta
from typing import ClassVar

from PySide6.QtCore import QEvent, QRectF, QSize, Qt, Signal, Slot
from PySide6.QtGui import QFocusEvent, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop.data.activities import SessionCard
from desktop.data.calendar import Days
from desktop.rules.days import DAYS, day
from desktop.ui.calendar import month_moves
from desktop.ui.calendar.carried import Carried
from desktop.ui.calendar.month_drawing import DayShown
from desktop.ui.calendar.month_frame import by_day
from desktop.ui.calendar.month_grid import MonthGrid
from desktop.ui.calendar.spans import Span
from desktop.ui.calendar.view import HARMLESS, View
from desktop.ui.calendar.words import aloud, count_words, name_words
from desktop.ui.look import current
from desktop.ui.paint import words

CTRL = Qt.KeyboardModifier.ControlModifier


class WeekdayNames(QWidget):
    """Monday to Sunday, over their columns."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._edges: Sequence[int] = ()

    def show_edges(self, edges: Sequence[int]) -> None:
        """Stand over these columns."""
        self._edges = edges
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(0, current().px(28 if current().compact else 34))

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self.updateGeometry()

    def paintEvent(self, event: QPaintEvent) -> None:
        look, painter = current(), QPainter(self)
        painter.fillRect(event.rect(), look.color("card"))
        painter.fillRect(QRectF(0, 0, self.width(), 1), look.color("line"))
        painter.fillRect(QRectF(0, self.height() - 1, self.width(), 1), look.color("line2"))
        for n, left in enumerate(self._edges[:-1]):
            box = QRectF(left, 0, self._edges[n + 1] - left, self.height())
            painter.fillRect(QRectF(left, 0, 1, self.height()), look.color("line"))
            ink = look.color("ink3" if n > 4 else "ink2")
            said = DAYS[n] if box.width() > look.px(130) else DAYS[n][:3]
            words(painter, box.adjusted(look.px(9), 0, -2, 0), said, look.font("control"), ink)


class MonthView(View):
    """The month with one chosen day, and one chosen session if it has any.

    Signals: those of View, and
        day_chosen: another day is chosen (date).
        date_wanted: a day that is not shown (date).
        week_wanted: the week of the chosen day.
    """

    hand_steps: ClassVar = {key: (days, 0) for key, days in month_moves.DAY_STEPS.items()}
    day_chosen = Signal(object)
    date_wanted = Signal(object)
    week_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(self.tr("Month"))
        self._span: Span | None = None
        self._days: Mapping[date, Sequence[SessionCard]] = {}
        self._page: Days | None = None
        self._now: datetime | None = None
        self._on: date | None = None
        self._at: SessionCard | None = None
        self.names, self.grid = WeekdayNames(), MonthGrid()
        self.grid.setObjectName("month")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.names)
        column.addWidget(self.grid, 1)
        self.grid.picked.connect(self.choose)
        self.grid.opened.connect(self.opened)
        self.grid.day_picked.connect(self.choose_day)
        self.grid.framed.connect(self._on_framed)
        self.grid.dragged.connect(self.carry)
        self.grid.dropped.connect(self.drop)

    def show_days(self, page: Days, span: Span, now: datetime, wanted: int | None) -> None:
        """Show a month; `wanted` is chosen if it is there, else the day the span was turned to."""
        held = self.has_keyboard()
        self._span, self._page, self._days = span, page, by_day(page.week.sessions)
        self._now = now
        self._on, self._at = month_moves.choice(self._days, span.on, self._at, wanted, now)
        self._draw(now)
        self._stand(held=held)

    def show_now(self, now: datetime) -> None:
        """Follow the clock."""
        self._now = now
        self._draw(now)

    def session(self) -> SessionCard | None:
        """Return the chosen session."""
        return self._at

    def day(self) -> DayShown | None:
        """Return the chosen day with all its sessions."""
        return self._shown(self._on) if self._on else None

    def forget(self) -> None:
        """Let the next month that is shown choose what comes next."""
        self._at = None

    @Slot(int)
    def choose(self, session_id: int) -> None:
        """Choose a session of this month."""
        found = next(
            (each for those in self._days.values() for each in those if each.id == session_id), None
        )
        if found:
            self._go((found.date, found))

    @Slot(object)
    def choose_day(self, on: date) -> None:
        """Choose a day, and its first session."""
        self._go((on, next(iter(self._days.get(on, ())), None)))

    def show_carried(self, carried: Carried | None) -> None:
        self.grid.show_carried(carried)

    def shows(self, on: date) -> bool:
        return self.grid.frame is None or self.grid.frame.place(on) is not None

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.grid.here.setFocus(Qt.FocusReason.OtherFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, modifiers = event.key(), event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        arrow = key in month_moves.DAY_STEPS
        enter = key in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if arrow and modifiers == CTRL:
            self._turn_day(month_moves.DAY_STEPS[Qt.Key(key)])
        elif arrow and not modifiers & ~HARMLESS and self._on:
            self._go(month_moves.moved(self._days, (self._on, self._at), Qt.Key(key)))
        elif enter and modifiers == Qt.KeyboardModifier.ShiftModifier:
            self.week_wanted.emit()
        else:
            super().keyPressEvent(event)

    @Slot()
    def _on_framed(self) -> None:
        if self.grid.frame:
            self.names.show_edges(self.grid.frame.edges)

    def _draw(self, now: datetime) -> None:
        if self._page is None:
            return
        first, count = self._page.week.first, self._page.week.days
        self.grid.show_days(
            [self._shown(first + timedelta(days=n)) for n in range(count)], now
        )  # fmt: skip

    def _shown(self, on: date) -> DayShown:
        marks = self._page.marks if self._page else None
        memo = marks.memo(on) if marks else None
        bands = marks.of(on) if marks else ()
        return DayShown(
            on,
            self._days.get(on, ()),
            name=name_words(marks, on) if marks else "",
            short=bands[0].short if bands else "",
            memo=memo.text if memo else "",
            closed=bool(marks and marks.closed(on)),
            shut=bool(marks and marks.shut(on)),
            today=bool(self._now and on == self._now.date()),
            outside=bool(self._span and not self._span.holds(on)),
        )

    def _turn_day(self, days: int) -> None:
        if self._on is None or self._page is None:
            return
        there = self._on + timedelta(days=days)
        ahead = (there - self._page.week.first).days
        if 0 <= ahead < self._page.week.days:
            self.choose_day(there)
        else:
            self._on, self._at = there, None
            self.date_wanted.emit(there)

    def _go(self, where: month_moves.Where) -> None:
        self.take_back()
        held = self.has_keyboard()
        self._on, self._at = where
        self._stand(held=held)

    def _stand(self, *, held: bool) -> None:
        if self._on is None or self._now is None:
            return
        self.grid.show_chosen(self._on, self._at, self._words(self._on), held=held)
        self.grid.show_at(self._on, self._at.id if self._at else None)
        if held:
            self.grid.here.setFocus(Qt.FocusReason.OtherFocusReason)
        self.day_chosen.emit(self._on)
        self.chosen.emit(self._at)

    def _words(self, on: date) -> str:
        """Say where the keyboard stands: the session and its place in the day, or the day."""
        if self._now is None:
            return ""
        shown = self._shown(on)
        if self._at:
            place = [each.id for each in shown.sessions].index(self._at.id) + 1
            of = self.tr("{0} of {1} that day").format(place, len(shown.sessions))
            return f"{aloud(self._at, self._now)}, {of}"
        counted = count_words(shown.sessions) or self.tr("no sessions")
        said = (day(on, self._now.date()), counted, shown.name, shown.memo)
        return ", ".join(filter(None, said))
