"""Two records side by side: one line for each fact that differs, and whose is kept."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QButtonGroup, QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from desktop.data.both_there import Meets
from desktop.data.merging import Comparison
from desktop.rules.merging import BOTH, FACTS, KEPT, OTHER, Record, merged, possible
from desktop.rules.people import status_words
from desktop.ui.people.breaking import breakable
from desktop.ui.people.said import Said
from desktop.ui.widgets.check import Choice
from desktop.ui.widgets.label import Label
from desktop.ui.widgets.stitch_line import StitchLine

COLUMNS = {KEPT: 1, OTHER: 2, BOTH: 3}


class Cell(QWidget):
    """A choice with as many lines as its fact needs; a click anywhere in it chooses it."""

    def __init__(self, name: str, words: str) -> None:
        super().__init__()
        self.choice = Choice("")
        self.choice.setAccessibleName(f"{name}: {words}")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 2, 0, 2)
        row.setSpacing(8)
        row.addWidget(self.choice, 0, Qt.AlignmentFlag.AlignTop)
        said = Label(breakable(words), "body", wrap=True)
        said.setMinimumWidth(1)
        row.addWidget(said, 1)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self.choice.click()
        event.accept()


class MergeTable(QWidget):
    """Lines of choices: facts, and bookings at the same time of which one can be kept.

    Signals:
        edited: something else was chosen.
    """

    edited = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("merge_table")
        self._said = Said(self)
        self._facts: dict[str, QButtonGroup] = {}
        self._meets: list[tuple[Meets, QButtonGroup]] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._body = QWidget()
        self._column.addWidget(self._body)

    def show_both(self, seen: Comparison) -> None:
        """Lay out two records; what is proposed is chosen."""
        self._column.removeWidget(self._body)
        self._body.deleteLater()
        self._body, self._facts, self._meets = QWidget(), {}, []
        self._column.addWidget(self._body)
        grid = QGridLayout(self._body)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(4)
        for column, stretch in enumerate((3, 5, 5, 5)):
            grid.setColumnStretch(column, stretch)
        self._head(grid)
        one, two = (Record(p.facts, p.status, p.status_until) for p in (seen.kept, seen.other))
        for meets in seen.meets:  # first, for somebody must choose
            self._add_meeting(grid, meets)
        for name, whose in seen.choices:
            self._add_fact(grid, name, whose, one, two)

    def choices(self) -> dict[str, str]:
        """Return whose is kept, for each fact that differs."""
        return {name: list(COLUMNS)[group.checkedId()] for name, group in self._facts.items()}

    def choose(self, name: str, whose: str) -> None:
        """Choose whose is kept for a fact."""
        self._facts[name].button(list(COLUMNS).index(whose)).setChecked(True)

    def cancels(self) -> tuple[int, ...]:
        """Return the bookings that end, because nobody can be in two rooms."""
        both = ((meets.second, meets.first) for meets, _group in self._meets)
        chosen = (group.checkedId() for _meets, group in self._meets)
        return tuple(pair[at].booking_id for pair, at in zip(both, chosen, strict=True))

    def labels(self) -> Mapping[str, str]:
        """Say what each fact is called."""
        return self._said.labels()

    def take_focus(self) -> None:
        """Give the keyboard to the first line."""
        groups = [*(group for _meets, group in self._meets), *self._facts.values()]
        chosen = next((group.checkedButton() for group in groups), None)
        if chosen:
            chosen.setFocus(Qt.FocusReason.OtherFocusReason)

    def _head(self, grid: QGridLayout) -> None:
        heads = (self.tr("This record stays"), self.tr("The other goes into it"), self.tr("Both"))
        for column, words in enumerate(heads, 1):
            grid.addWidget(Label(words, "small_strong", "ink2", wrap=True), 0, column)

    def _add_fact(self, grid: QGridLayout, name: str, whose: str, one: Record, two: Record) -> None:
        label = self._said.labels().get(name, self.tr("Status"))
        can = possible(one, two, name)
        sides = {each: self._words(name, merged(one, two, {name: each})) for each in can}
        self._facts[name] = self._add_line(grid, label, tuple(sides.values()), can.index(whose))

    def _add_meeting(self, grid: QGridLayout, meets: Meets) -> None:
        label = self.tr("At the same time: keep")
        today = min(meets.first.on, meets.second.on)
        sides = tuple(f"{each.title}. {each.when(today)}" for each in (meets.first, meets.second))
        self._meets.append((meets, self._add_line(grid, label, sides, 0)))

    def _add_line(
        self, grid: QGridLayout, label: str, sides: Sequence[str], chosen: int
    ) -> QButtonGroup:
        row, group = grid.rowCount(), QButtonGroup(self)
        grid.addWidget(StitchLine("line"), row, 0, 1, 4)
        name = Label(label, "control", "ink2", wrap=True)
        name.setContentsMargins(0, 5, 0, 0)
        grid.addWidget(name, row + 1, 0, Qt.AlignmentFlag.AlignTop)
        for place, words in enumerate(sides):
            cell = Cell(label, words)
            group.addButton(cell.choice, place)
            grid.addWidget(cell, row + 1, place + 1, Qt.AlignmentFlag.AlignTop)
        group.button(chosen).setChecked(True)
        group.idToggled.connect(self.edited)
        return group

    def _words(self, name: str, record: Record) -> str:
        if name in FACTS:
            return self._said.said(name, record.facts)
        return status_words(record.status, record.status_until)
