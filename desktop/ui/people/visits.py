"""What somebody comes to, comes to every week, waits for, came to and cancelled."""

from collections.abc import Callable, Sequence
from datetime import date
from typing import Any

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop.data.lives import CalledOff, Life
from desktop.data.registers import PersonCard
from desktop.data.visits import Attended
from desktop.ui.people.visit_line import VisitLine
from desktop.ui.widgets.buttons import PlainButton
from desktop.ui.widgets.flow import Flow
from desktop.ui.widgets.label import Label
from desktop.ui.widgets.stitch_line import StitchLine

MOST_COMING, MOST_PAST, MOST_OTHER = 8, 12, 4


class Part(QWidget):
    """A heading and lines under it; hidden, if it may be, while there is nothing to show.

    Signals:
        session_wanted: a session is to be shown (int id).
        regular_wanted: what they come to every week is to be changed (int id).
    """

    session_wanted = Signal(int)
    regular_wanted = Signal(int)

    def __init__(
        self, title: str, most: int, *, coming: bool = True, none: str = "", stitched: bool = True
    ) -> None:
        super().__init__()
        self.right = Label("", "small", "ink2")
        self.lines = [VisitLine(coming=coming) for _ in range(most)]
        self._none = Label(none, "text", "ink3", wrap=True)
        head = QHBoxLayout()
        head.setContentsMargins(0, 0, 0, 4)
        head.addWidget(Label(title, "heading"), 1)
        head.addWidget(self.right)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 6, 0, 6)
        column.setSpacing(2)
        if stitched:
            column.addWidget(StitchLine())
            column.addSpacing(6)
        column.addLayout(head)
        column.addWidget(self._none)
        for line in self.lines:
            line.clicked.connect(self._on_clicked)
            column.addWidget(line)

    def show_lines(self, rows: Sequence[Any], show: Callable[[VisitLine, Any], None]) -> None:
        """Show as many of these as there is room for."""
        for line, row in zip(self.lines, rows, strict=False):
            show(line, row)
        for place, line in enumerate(self.lines):
            line.setVisible(place < len(rows))
        self._none.setVisible(not rows)
        self.setVisible(bool(rows or self._none.text()))

    @Slot()
    def _on_clicked(self) -> None:
        line = self.sender()
        if isinstance(line, VisitLine) and line.session_id:
            self.session_wanted.emit(line.session_id)
        elif isinstance(line, VisitLine) and line.regular_id:
            self.regular_wanted.emit(line.regular_id)


class Visits(QWidget):
    """Coming up, every week, waiting, past and cancelled.

    Signals:
        session_wanted: a session is to be shown (int id).
        regular_wanted: what they come to every week is to be changed (int id).
    """

    session_wanted = Signal(int)
    regular_wanted = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        nothing = self.tr("Nothing is booked.")
        self._coming = Part(self.tr("Coming up"), MOST_COMING, none=nothing, stitched=False)
        self._weekly = Part(self.tr("Every week"), MOST_OTHER)
        self._waits = Part(self.tr("Waiting"), MOST_OTHER)
        self._past = Part(
            self.tr("Past and cancelled"), MOST_PAST, coming=False, none=self.tr("No visits yet.")
        )
        self.coming, self.past = self._coming.lines, self._past.lines
        self._more = Label("", "small", "ink2")
        self.coming[0].set_key("Del")
        self._weekly.lines[0].set_key("Z")
        self.read = PlainButton(self.tr("Read the dates out"), icon="chat-text", key="R")
        self.read.setObjectName("read_dates")
        self.print = PlainButton(self.tr("Print the card"), icon="printer", key="P")
        self.print.setObjectName("print_card")
        self._lay_out()

    def show_person(self, card: PersonCard, life: Life, today: date) -> None:
        """Show a person's dates."""
        self._coming.show_lines(card.coming, lambda line, each: line.show_visit(each, today))
        self._weekly.show_lines(life.every_week, VisitLine.show_every_week)
        self._waits.show_lines(life.waits, lambda line, each: line.show_turn(each, today))
        gone: list[Attended | CalledOff] = [*card.past, *life.cancelled]
        gone.sort(key=lambda each: (each.date, each.starts), reverse=True)
        self._past.show_lines(gone, lambda line, each: _show_gone(line, each, today))
        more = len(card.coming) - MOST_COMING
        self._more.setText(self.tr("and {0} more").format(more))
        self._more.setVisible(more > 0)
        self._coming.right.setText(str(len(card.coming) or ""))
        self._past.right.setText(self._came(card))
        self.read.setVisible(bool(card.coming or life.waits))
        self.print.setVisible(bool(card.coming))

    def chosen_coming(self) -> int:
        """Say which coming booking has the keyboard; the next one if none has."""
        return next((n for n, line in enumerate(self.coming) if line.hasFocus()), 0)

    def chosen_regular(self) -> int:
        """Give the id of what has the keyboard of what they come to every week; else 0."""
        return next((line.regular_id for line in self._weekly.lines if line.hasFocus()), 0)

    def _came(self, card: PersonCard) -> str:
        if not card.past:
            return ""
        words = self.tr("came {0}, did not come {1}")
        return words.format(card.number_of_visits, card.number_missed)

    def _lay_out(self) -> None:
        column, paper = QVBoxLayout(self), Flow(8, 6)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        paper.addWidget(self.read)
        paper.addWidget(self.print)
        column.addWidget(self._coming)
        column.addWidget(self._more)
        column.addLayout(paper)
        column.addSpacing(4)
        for part in (self._weekly, self._waits, self._past):
            column.addWidget(part)
        for part in (self._coming, self._waits, self._past):
            part.session_wanted.connect(self.session_wanted)
        self._weekly.regular_wanted.connect(self.regular_wanted)


def _show_gone(line: VisitLine, each: Attended | CalledOff, today: date) -> None:
    if isinstance(each, CalledOff):
        line.show_called_off(each, today)
    else:
        line.show_visit(each, today)
