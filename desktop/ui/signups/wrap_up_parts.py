"""The parts of the wrap-up: numbers, who is not marked, what to buy, who needs a call."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from desktop.data.activities import SessionCard
from desktop.data.registers import RegisterLine
from desktop.data.to_buy import ToBuy
from desktop.data.unmarked import UnmarkedLine
from desktop.data.wrap_ups import Call
from desktop.rules.days import day, day_of_month, month_words
from desktop.ui.look import current
from desktop.ui.widgets.buttons import PlainButton
from desktop.ui.widgets.card import Card
from desktop.ui.widgets.check import Check
from desktop.ui.widgets.combo import Combo
from desktop.ui.widgets.field import Box, Field
from desktop.ui.widgets.label import Label
from desktop.ui.widgets.notice import Notice
from desktop.ui.widgets.patch_tile import PatchTile

MOST_TO_BUY = 8


@dataclass(frozen=True, slots=True)
class Typed:
    """What was typed and not saved: it is there again when the dialog opens again."""

    lovely: str = ""
    note: str = ""
    ran_out: str = ""


class Head(QWidget):
    """Which session it was, and the question."""

    def __init__(self, session: SessionCard, today: date, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(12)
        tile = PatchTile(session.patch, 44, name=session.title, code=session.code)
        row.addWidget(tile, 0, Qt.AlignmentFlag.AlignTop)
        names = QVBoxLayout()
        names.setSpacing(0)
        names.addWidget(Label(self.tr("How did it go?"), "title", wrap=True))
        on = self.tr("{0}, {1}.").format(session.title, day(session.date, today))
        names.addWidget(Label(on, "text", "ink2", wrap=True))
        names.addWidget(Label(self.tr("About 30 seconds."), "small", "ink3", wrap=True))
        row.addLayout(names, 1)


class Number(Card):
    """A large number with its words."""

    def __init__(self, words: str, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self._number = Label("", "display")
        self._second = Label("", "small", "ink2", wrap=True)
        self.beside = QHBoxLayout()
        self.beside.setSpacing(6)
        row = QHBoxLayout()
        row.setSpacing(12)
        row.addWidget(self._number)
        row.addWidget(Label(words, "strong"))
        row.addStretch(1)
        self.body.setSpacing(2)
        self.body.addLayout(row)
        self.body.addWidget(self._second)
        self.body.addLayout(self.beside)
        self.body.addStretch(1)

    def show_number(self, number: str, second: str = "") -> None:
        """Show a number, and more about it."""
        self._number.setText(number)
        self._second.setText(second)
        self._second.setVisible(bool(second))


class AskMark(QWidget):
    """Asks about people who are not marked, one after the other; nobody is guessed.

    Signals:
        marked: what became of a booking (int booking id, str).
    """

    marked = Signal(int, str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._first: UnmarkedLine | None = None
        self.notice = Notice("caution", "", "warning-circle")
        self.came = PlainButton(self.tr("Came"), key="A")
        self.missed = PlainButton(self.tr("Did not come"), key="X")
        self.notice.add(self.came)
        self.notice.add(self.missed)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.notice)
        self.came.clicked.connect(lambda: self.mark("arrived"))
        self.missed.clicked.connect(lambda: self.mark("missed"))

    def show_unmarked(self, lines: Sequence[UnmarkedLine]) -> None:
        """Ask about the first of these."""
        self._first = lines[0] if lines else None
        self.setVisible(bool(lines))
        if not lines:
            return
        more = self.tr(" And {0} more.").format(len(lines) - 1) if len(lines) > 1 else ""
        words = self.tr("{0} is not marked.").format(lines[0].name)
        self.notice.show_sentence("caution", words + more, "warning-circle")

    def mark(self, as_: str) -> None:
        """Mark who is asked about."""
        if self._first is not None:
            self.marked.emit(self._first.booking_id, as_)


class Shopping(QWidget):
    """What ran out, and the list it goes on; a line stays until somebody ticks it.

    Signals:
        added: something to buy (str).
        ticked: a line of the list (int id, bool bought).
    """

    added = Signal(str)
    ticked = Signal(int, bool)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.ran_out = Field(
            self.tr("Ran out of"), hint=self.tr("Enter puts each on the list below")
        )
        self.ran_out.box.setObjectName("ran_out_of")
        head = QHBoxLayout()
        head.setSpacing(5)
        head.addWidget(Label(self.tr("To buy"), "control"))
        head.addWidget(Label(self.tr("stays until somebody ticks it"), "small", "ink3"), 1)
        self._list = QVBoxLayout()
        self._list.setSpacing(2)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self.ran_out)
        column.addLayout(head)
        column.addLayout(self._list)
        self.ran_out.box.returnPressed.connect(self.take)

    def show_lines(self, lines: Sequence[ToBuy], today: date) -> None:
        """Show what is to be bought, the oldest first."""
        while item := self._list.takeAt(0):
            if widget := item.widget():
                widget.hide()
                widget.deleteLater()
        for line in lines[:MOST_TO_BUY]:
            self._list.addWidget(self._check(line, today))
        rest = len(lines) - MOST_TO_BUY
        if rest > 0:
            more = self.tr("And {0} more: all are in To do.").format(rest)
            self._list.addWidget(Label(more, "small", "ink3"))
        if not lines:
            self._list.addWidget(Label(self.tr("Nothing to buy."), "text", "ink3"))

    def _check(self, line: ToBuy, today: date) -> Check:
        words = line.what
        if line.bought_at:
            words = self.tr("{0}, bought by {1}").format(line.what, line.bought_by)
        elif line.since.date() < today:
            since = f"{day_of_month(line.since.date())} {month_words(line.since.date())}"
            words = self.tr("{0}, since {1}").format(line.what, since)
        check = Check(words)
        check.setObjectName(f"to_buy_{line.id}")
        check.setChecked(line.bought_at is not None)
        check.toggled.connect(lambda on, id_=line.id: self.ticked.emit(id_, on))
        return check

    @Slot()
    def take(self) -> None:
        """Put what stands in the box on the list."""
        if text := self.ran_out.text().strip():
            self.added.emit(text)
            self.ran_out.set_text("")


class Calls(QWidget):
    """Who needs a call, and about what.

    Signals:
        wanted: somebody is to be rung (int person id, str about).
    """

    wanted = Signal(int, str)

    def __init__(self, lines: Sequence[RegisterLine], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.who = Combo("user")
        self.who.setObjectName("needs_a_call")
        self.who.setAccessibleName(self.tr("Needs a call"))
        self.who.addItem(self.tr("Nobody"), 0)
        for line in lines:
            self.who.addItem(line.name, line.person_id)
        self.about = Box()
        self.about.setObjectName("call_about")
        self.about.setAccessibleName(self.tr("About what"))
        self.about.setPlaceholderText(self.tr("about what, such as: ring tomorrow"))
        self.add = PlainButton("", icon="plus")
        self.add.setAccessibleName(self.tr("Put this call on To do"))
        self._made = QVBoxLayout()
        self._made.setSpacing(2)
        row = QHBoxLayout()
        row.setSpacing(6)
        row.addWidget(self.who, 2)
        row.addWidget(self.about, 3)
        row.addWidget(self.add)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(Label(self.tr("Needs a call"), "control"))
        column.addLayout(row)
        column.addLayout(self._made)
        self.add.setAutoDefault(False)
        self.add.clicked.connect(self.take)
        self.about.returnPressed.connect(self.take)

    def show_calls(self, calls: Sequence[Call]) -> None:
        """Show whose calls are on To do already."""
        while item := self._made.takeAt(0):
            if widget := item.widget():
                widget.hide()
                widget.deleteLater()
        for call in calls:
            about = f"{call.name}: {call.about}" if call.about else call.name
            self._made.addWidget(Label(about, "text", "ink2", wrap=True))

    @Slot()
    def take(self) -> bool:
        """Put the call on the list, if somebody is chosen; whether there was one."""
        person_id = self.who.currentData()
        if not person_id:
            return False
        self.wanted.emit(person_id, self.about.text().strip())
        self.who.setCurrentIndex(0)
        self.about.clear()
        return True


def column_of_half() -> QVBoxLayout:
    """Make the column of a half."""
    column = QVBoxLayout()
    column.setContentsMargins(24, 20, 24, 20)
    column.setSpacing(12)
    return column


class Half(QFrame):
    """One half, with its ground."""

    def __init__(self, ground: str) -> None:
        super().__init__()
        self._ground = ground

    def paintEvent(self, _: QPaintEvent) -> None:
        QPainter(self).fillRect(self.rect(), current().color(self._ground))


def half(column: QVBoxLayout, ground: str) -> QWidget:
    """Make a half of the dialog."""
    made = Half(ground)
    made.setLayout(column)
    return made
