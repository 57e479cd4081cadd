"""The list of what is to be done; digits say what came of the call."""

from collections.abc import Callable

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from desktop.ui.todo.drawing import TodoDelegate
from desktop.ui.todo.lines import Line
from desktop.ui.todo.model import TodoModel
from desktop.ui.widgets.plain_list import PlainList

Index = QModelIndex | QPersistentModelIndex


class LineList(PlainList):
    """Lines under their headings.

    Signals:
        chosen: another line is current (Line or None).
        digit: a figure was pressed (int, 1 to 9).
        opened: Enter on a line.
        copied: C, the words to say are wanted.
        given: G, a colleague is to take the line.
        worded: W, the words of reminders are wanted.
    """

    chosen = Signal(object)
    digit = Signal(int)
    opened = Signal()
    copied = Signal()
    given = Signal()
    worded = Signal()

    def __init__(self, model: TodoModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._todo = model
        self.setModel(model)
        self.setObjectName("todo_lines")
        self.setAccessibleName(self.tr("What is to be done"))
        self.setItemDelegate(TodoDelegate(self))
        self.setProperty("ring", "inside")
        self._letters: dict[str, Callable[[], None]] = {
            "c": self.copied.emit, "g": self.given.emit, "w": self.worded.emit,
        }  # fmt: skip

    def line(self) -> Line | None:
        """Return the current line."""
        return self._todo.line(self.currentIndex().row())

    def next_list(self) -> None:
        """Go to the first line under the next heading, from the last to the first."""
        row = self.currentIndex().row()
        self.choose(self._todo.next_list(row) or self._todo.next_list(-1))

    def focusNextPrevChild(self, next: bool) -> bool:  # noqa: N802 -- Qt's signature
        following = self._todo.next_list(self.currentIndex().row()) if next else None
        if following is None:
            return super().focusNextPrevChild(next)
        self.choose(following)
        return True

    def choose(self, number: int | None) -> None:
        """Make a row the current one, or none."""
        self.setCurrentIndex(self._todo.index(-1 if number is None else number))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        typed = event.text()
        if typed.isdigit() and typed != "0" and not event.isAutoRepeat():
            self.digit.emit(int(typed))
        elif typed.casefold() in self._letters:
            self._letters[typed.casefold()]()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.opened.emit()
        else:
            super().keyPressEvent(event)

    def currentChanged(self, now: Index, before: Index) -> None:
        super().currentChanged(now, before)
        self.chosen.emit(self._todo.line(now.row()))
