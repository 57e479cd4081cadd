"""The left pane: today's sessions, this week's, or those of any other date."""

from collections.abc import Callable
from datetime import date, datetime, timedelta

from PySide6.QtCore import QEvent, QModelIndex, QPersistentModelIndex, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QListView, QVBoxLayout, QWidget

from desktop.data.activities import Week
from desktop.rules.days import read_day
from desktop.rules.refusal import Refused
from desktop.ui.look import current
from desktop.ui.signups.session_drawing import SessionDelegate
from desktop.ui.signups.session_model import SessionListModel
from desktop.ui.widgets.buttons import PlainButton
from desktop.ui.widgets.field import Box
from desktop.ui.widgets.label import Label
from desktop.ui.widgets.pane import Pane
from desktop.ui.widgets.plain_list import PlainList
from desktop.ui.widgets.segments import Segments

WEEK = 7
Index = QModelIndex | QPersistentModelIndex


class SessionList(PlainList):
    """The sessions; Page Up and Page Down turn weeks.

    Signals:
        turned: to another week (int, how many weeks on).
        opened: Enter on a session.
        moved: another row is current.
    """

    turned = Signal(int)
    opened = Signal()
    moved = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setMouseTracking(True)
        self.setItemDelegate(SessionDelegate(self))
        self.setStyleSheet("QListView { background: transparent; }")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        weeks = {Qt.Key.Key_PageUp: -1, Qt.Key.Key_PageDown: 1}.get(Qt.Key(event.key()))
        if weeks:
            self.turned.emit(weeks)
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.opened.emit()
        else:
            super().keyPressEvent(event)

    def moveCursor(  # noqa: N802
        self, action: QListView.CursorAction, modifiers: Qt.KeyboardModifier
    ) -> QModelIndex:
        if action == QListView.CursorAction.MoveHome:  # Qt would go to the heading, or nowhere
            return self.model().index(min(1, self.model().rowCount() - 1), 0)
        return super().moveCursor(action, modifiers)

    def scrollTo(  # noqa: N802
        self, index: Index, hint: QListView.ScrollHint = QListView.ScrollHint.EnsureVisible
    ) -> None:
        model = self.model()  # there is none while the list is made
        above = model.index(index.row() - 1, 0) if model else QModelIndex()
        if above.isValid() and not above.flags() & Qt.ItemFlag.ItemIsSelectable:
            super().scrollTo(above)  # the day of the first session stands above it
        super().scrollTo(index, hint)

    def currentChanged(self, now: Index, before: Index) -> None:
        super().currentChanged(now, before)
        self.moved.emit()


class SessionPane(Pane):
    """The list with its choice of days.

    Signals:
        picked: a session was chosen (int id).
        opened: Enter on the chosen session.
        days_changed: other days are wanted.
        refused: a date that cannot be read (Refused).
    """

    picked = Signal(int)
    opened = Signal()
    days_changed = Signal()
    refused = Signal(object)

    def __init__(self, clock: Callable[[], datetime], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._clock = clock
        self._first: date | None = None
        self._days = WEEK
        self._shown: int | None = None

        choices = (("today", self.tr("Today")), ("week", self.tr("This week")))
        self._range = Segments(self.tr("Days to show"), choices, small=True)
        self._range.choose("week")
        self._nothing = Label(self.tr("No sessions on these days."), "text", "ink2", wrap=True)
        self.model = SessionListModel(self)
        self.list = SessionList()
        self.list.setModel(self.model)
        self.list.setObjectName("sessions")
        self.list.setAccessibleName(self.tr("Sessions"))
        self.date_box = Box("calendar-blank")
        self.date_box.setObjectName("any_date")
        self.date_box.setPlaceholderText(self.tr("Any date"))
        self.date_box.setAccessibleName(self.tr("Any date: show the week from this day on"))
        self._back = self._turn("caret-left", self.tr("Week back"), self.tr("Page Up"))
        self._on = self._turn("caret-right", self.tr("Week on"), self.tr("Page Down"))
        self._lay_out()
        self.setFocusProxy(self.list)

        self._range.chosen.connect(self._on_range)
        self.list.moved.connect(self._on_moved)
        self.list.opened.connect(self.opened)
        self.list.turned.connect(self.turn)
        self._back.clicked.connect(lambda: self.turn(-1))
        self._on.clicked.connect(lambda: self.turn(1))
        self.date_box.returnPressed.connect(self._on_date)

    def show_above(self, widget: QWidget) -> None:
        """Put something between the heading and the list."""
        self._column.insertWidget(1, widget)

    def first(self) -> date:
        """Return the first day wanted."""
        return self._first or self._clock().date()

    def days(self) -> int:
        """Return how many days are wanted."""
        return self._days

    def show_week(self, week: Week, session_id: int | None) -> None:
        """Show the sessions of these days, one of them chosen; scrolling stays where it was."""
        self._shown = session_id
        self._take_days(week)
        bar = self.list.verticalScrollBar()
        at, moved = bar.value(), self.model.number_of(session_id) is None
        self.model.show_sessions(week.sessions, self._clock())
        number = self.model.number_of(session_id)
        self.list.setCurrentIndex(self.model.index(-1 if number is None else number))
        if not moved:
            bar.setValue(at)
        self._nothing.setVisible(not week.sessions)
        self.list.setVisible(bool(week.sessions))

    @Slot(int)
    def turn(self, weeks: int) -> None:
        """Show the week before or after."""
        self._go(self.first() + timedelta(days=weeks * WEEK))

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self.list.doItemsLayout()
            self._dress()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._dress()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._dress()  # only now do the words have their fonts

    def paintEvent(self, _: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), current().color("pane"))

    def _turn(self, icon: str, name: str, key: str) -> PlainButton:
        button = PlainButton("", icon=icon)
        button.setAccessibleName(name)
        button.setToolTip(f"{name}  {key}")
        return button

    def _lay_out(self) -> None:
        self._head = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._title = Label(self.tr("Sessions"), "pane")
        self._head.addWidget(self._title, 1)
        self._head.addWidget(self._range)
        self._foot = QHBoxLayout()
        self._foot.setSpacing(6)
        for widget, stretch in ((self._back, 0), (self.date_box, 1), (self._on, 0)):
            self._foot.addWidget(widget, stretch)
        self._nothing.hide()
        self._column = column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(self._head)
        column.addWidget(self._nothing)
        column.addWidget(self.list, 1)
        column.addStretch(0)
        column.addLayout(self._foot)
        self._dress()

    def _dress(self) -> None:
        look = current()
        around = look.px(7 if look.compact else 12)
        self._head.setContentsMargins(16, around, 10, around - 4)
        both = self._title.sizeHint().width() + self._range.sizeHint().width()
        direction = QBoxLayout.Direction
        beside = both + 16 + 10 + look.px(8) <= self.width()
        self._head.setDirection(direction.LeftToRight if beside else direction.TopToBottom)
        self._foot.setContentsMargins(10, 4, 10, 4)
        self._nothing.setContentsMargins(16, 12, 16, 0)

    def _take_days(self, week: Week) -> None:
        today = self._clock().date()
        near = week.first == today
        self._first, self._days = None if near else week.first, week.days
        self._range.blockSignals(True)
        if near:
            self._range.choose("today" if week.days == 1 else "week")
        else:
            self._range.choose_none()
        self._range.blockSignals(False)

    def _go(self, first: date | None, days: int = WEEK) -> None:
        self._first = None if first == self._clock().date() else first
        self._days = days
        self.days_changed.emit()

    @Slot(str)
    def _on_range(self, key: str) -> None:
        self._go(None, 1 if key == "today" else WEEK)

    @Slot()
    def _on_date(self) -> None:
        try:
            first = read_day(self.date_box.text(), self._clock().date())
        except Refused as no:
            self.refused.emit(no)
            return
        self.date_box.clear()
        self._go(first)
        self.list.setFocus()

    @Slot()
    def _on_moved(self) -> None:
        session = self.model.session_at(self.list.currentIndex().row())
        if session and session.id != self._shown:
            self._shown = session.id
            self.picked.emit(session.id)
