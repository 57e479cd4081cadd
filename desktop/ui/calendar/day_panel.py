"""The chosen day beside the month: its sessions, its memo, and the month in numbers."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from desktop.data.activities import SessionCard
from desktop.rules.days import day
from desktop.rules.signups import has_room
from desktop.ui.calendar.month_drawing import DayShown
from desktop.ui.calendar.panel import Panel
from desktop.ui.calendar.scrolled import scrolled
from desktop.ui.calendar.session_row import RowButton
from desktop.ui.calendar.words import count_words, translate
from desktop.ui.widgets.buttons import PlainButton
from desktop.ui.widgets.label import Label
from desktop.ui.widgets.stitch_line import StitchLine


@dataclass(frozen=True, slots=True)
class Numbers:
    """A month in numbers."""

    sessions: int
    with_room: int
    off: int


def numbers_of(sessions: Sequence[SessionCard], now: datetime) -> Numbers:
    """Count sessions: all, those to come that have room, and those that are not on."""
    off = sum(each.cancelled for each in sessions)
    room = sum(has_room(each, now) for each in sessions)
    return Numbers(len(sessions), room, off)


class DayPanel(Panel):
    """A day of the month, its buttons always in view below it.

    Signals:
        picked, opened: a session was clicked, once or twice (int session_id).
        register_wanted, week_wanted, memo_wanted, back_wanted: what the buttons say.
    """

    picked = Signal(int)
    opened = Signal(int)
    register_wanted = Signal()
    week_wanted = Signal()
    memo_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(self.tr("Chosen day"))
        self.title = Label("", "page", wrap=True)
        self.name = Label("", "control", "info", wrap=True)
        self.count = Label("", "text", "ink2", wrap=True)
        self.memo = Label("", "text", "ink2", wrap=True)
        self.figures = [Label("", "card") for _ in range(3)]
        self._rows: list[RowButton] = []
        self.back = PlainButton(self.tr("Back to the month"), icon="caret-left", key="Esc")
        self.register = PlainButton(
            self.tr("Open the register"), icon="list-checks", key="Enter", kind="main"
        )
        self.week = PlainButton(
            self.tr("Show this week"), icon="calendar-blank", key="Shift+Enter"
        )  # fmt: skip
        self.write = PlainButton(self.tr("Memo"), icon="note-pencil", key="M")
        self._lay_out()
        self.setFocusProxy(self.register)
        self.register.clicked.connect(self.register_wanted)
        self.week.clicked.connect(self.week_wanted)
        self.write.clicked.connect(self.memo_wanted)
        self.back.clicked.connect(self.back_wanted)

    def show_day(self, shown: DayShown, chosen: SessionCard | None, now: datetime) -> None:
        """Show a day and which of its sessions is chosen."""
        self.title.setText(day(shown.on, now.date()))
        self.name.setText(shown.name)
        self.name.setVisible(bool(shown.name))
        self.count.setText(_count(shown, now))
        self.memo.setText(shown.memo or self.tr("None. M writes one."))
        while len(self._rows) < len(shown.sessions):
            self._rows.append(self._make_row())
        for row in self._rows[len(shown.sessions) :]:
            row.hide()
        for row, each in zip(self._rows, shown.sessions, strict=False):
            row.show_row(each, now, chosen=chosen is not None and each.id == chosen.id)
        self.register.setEnabled(chosen is not None)

    def show_numbers(self, numbers: Numbers) -> None:
        """Show the month in numbers."""
        figures = (numbers.sessions, numbers.with_room, numbers.off)
        for label, number in zip(self.figures, figures, strict=True):
            label.setText(str(number))

    def show_alone(self, *, alone: bool) -> None:
        """Be a page of its own, with a way back, or a panel beside the month."""
        self.back.setVisible(alone)
        self._column.setContentsMargins(1, 16 if alone else 1, 0, 0)

    def rows(self) -> list[RowButton]:
        """Return the rows of the day."""
        return [row for row in self._rows if not row.isHidden()]

    @Slot()
    def _on_row(self) -> None:
        row = self.sender()
        if isinstance(row, RowButton):
            self.picked.emit(row.session.id)

    @Slot()
    def _on_row_opened(self) -> None:
        row = self.sender()
        if isinstance(row, RowButton):
            self.opened.emit(row.session.id)

    def _make_row(self) -> RowButton:
        row = RowButton(self)
        row.clicked.connect(self._on_row)
        row.opened.connect(self._on_row_opened)
        self._list.addWidget(row)
        return row

    def _lay_out(self) -> None:
        page = QWidget()
        column = QVBoxLayout(page)
        column.setContentsMargins(18, 14, 18, 14)
        column.setSpacing(6)
        for label in (self.title, self.name, self.count):
            column.addWidget(label)
        self._list = QVBoxLayout()
        self._list.setSpacing(2)
        self._list.setContentsMargins(-8, 4, -8, 0)
        column.addLayout(self._list)
        self._add_part(column, self.tr("Day memo"))
        column.addWidget(self.memo)
        self._add_part(column, self.tr("This month"))
        column.addLayout(self._figures())
        column.addStretch(1)
        self._column = QVBoxLayout(self)
        self._column.setSpacing(0)
        back = QHBoxLayout()
        back.setContentsMargins(18, 0, 18, 0)
        back.addWidget(self.back)
        back.addStretch(1)
        self._column.addLayout(back)
        self._column.addWidget(scrolled(page), 1)
        self._column.addLayout(self._foot())
        self.back.hide()

    def _add_part(self, column: QVBoxLayout, title: str) -> None:
        column.addSpacing(6)
        column.addWidget(StitchLine())
        column.addSpacing(4)
        column.addWidget(Label(title, "heading"))

    def _figures(self) -> QGridLayout:
        grid = QGridLayout()
        grid.setVerticalSpacing(4)
        grid.setColumnStretch(0, 1)
        said = (self.tr("Sessions"), self.tr("Still have room"), self.tr("Not on"))
        for row, (words, figure) in enumerate(zip(said, self.figures, strict=True)):
            grid.addWidget(Label(words, "text", "ink2"), row, 0)
            grid.addWidget(figure, row, 1)
        return grid

    def _foot(self) -> QVBoxLayout:
        foot = QVBoxLayout()
        foot.setContentsMargins(18, 8, 18, 16)
        foot.setSpacing(8)
        named = ("register", self.register), ("week", self.week), ("memo", self.write)
        for name, button in (*named, ("back", self.back)):
            button.setObjectName(f"day_{name}")
        for _, button in named:
            foot.addWidget(button)
        return foot


def _count(shown: DayShown, now: datetime) -> str:
    """Count a day's sessions: "4 sessions, 2 still to come"."""
    said = count_words(shown.sessions) or translate("calendar", "No sessions")
    coming = sum(not each.cancelled and each.starts_utc > now for each in shown.sessions)
    if not coming or shown.on != now.date():
        return said
    return translate("calendar", "{0}, {1} still to come").format(said, coming)
