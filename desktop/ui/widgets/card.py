"""A panel with rounded corners, and the rows of facts that stand on one."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from desktop.ui.look import current
from desktop.ui.paint import rounded
from desktop.ui.widgets.label import Label
from desktop.ui.widgets.symbol import Symbol

TOP = Qt.AlignmentFlag.AlignTop


@dataclass(frozen=True, slots=True)
class Fact:
    """One row: what it is, what it says, a symbol for it; `strong` for what must be seen."""

    label: str
    value: str
    icon: str = ""
    strong: bool = False


class Card(QFrame):
    """A panel; put things into `body`. With a title it has a heading and a green symbol."""

    def __init__(self, title: str = "", icon: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(title)
        self.body = QVBoxLayout(self)
        self.body.setSpacing(8)
        if title:
            head = QHBoxLayout()
            head.setSpacing(8)
            if icon:
                head.addWidget(Symbol(icon, "bold", "primary", 18))
            head.addWidget(Label(title, "heading"), 1)
            self.body.addLayout(head)
        self._dress()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self._dress()

    def paintEvent(self, _: QPaintEvent) -> None:
        look, painter = current(), QPainter(self)
        edge, fill = look.color("line"), look.color("card")
        rounded(painter, QRectF(self.rect()), look.radius("panel"), fill=fill, edge=edge)

    def _dress(self) -> None:
        close = current().compact
        self.body.setContentsMargins(16, 10 if close else 14, 16, 10 if close else 14)


class Facts(QWidget):
    """Rows of facts under each other, their labels in one column. Rows are used again."""

    def __init__(self, label_width: int = 92, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._label_width = label_width
        self._rows: list[tuple[Label, Symbol, Label]] = []
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(6)
        self._grid.setColumnStretch(2, 1)
        self._dress()

    def show_facts(self, facts: Sequence[Fact]) -> None:
        """Show these facts and no others."""
        while len(self._rows) < len(facts):
            self._add_row()
        for row, fact in zip(self._rows, facts, strict=False):
            self._fill(row, fact)
        for label, symbol, value in self._rows[len(facts) :]:
            label.hide()
            symbol.hide()
            value.hide()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self._dress()

    def _add_row(self) -> None:
        row = len(self._rows)
        parts = (Label("", "small_strong", "ink3"), Symbol("", size=17), Label(wrap=True))
        self._grid.addWidget(parts[0], row, 0, TOP)
        self._grid.addWidget(parts[1], row, 1, TOP)
        self._grid.addWidget(parts[2], row, 2)
        self._rows.append(parts)

    def _fill(self, row: tuple[Label, Symbol, Label], fact: Fact) -> None:
        label, symbol, value = row
        label.setText(fact.label)
        value.setText(fact.value)
        value.set_role("control" if fact.strong else "text")
        value.setAccessibleName(f"{fact.label}: {fact.value}")
        symbol.show_icon(fact.icon, "bold", "ink2")
        label.show()
        symbol.setVisible(bool(fact.icon))
        value.show()
        index = self._rows.index(row)
        self._grid.addWidget(value, index, 2 if fact.icon else 1, 1, 1 if fact.icon else 2)

    def _dress(self) -> None:
        look = current()
        self._grid.setVerticalSpacing(3 if look.compact else 5)
        self._grid.setColumnMinimumWidth(0, look.px(self._label_width))
