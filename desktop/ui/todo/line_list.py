"""The list of what is to be done; digits say what came of the call."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from desktop.ui.todo.drawing import TodoDelegate
from desktop.ui.todo.model import Line, TodoModel
from desktop.ui.widgets.plain_list import PlainList

Index = QModelIndex | QPersistentModelIndex


class LineList(PlainList):
    """Lines under their headings.

    Signals:
        chosen: another line is current (Line or None).
        digit: a figure was pressed (int, 1 to 9).
        opened: Enter on a line.
        copied: C, the words to say are wanted.
    """

    chosen = Signal(object)
    digit = Signal(int)
    opened = Signal()
    copied = Signal()

    def __init__(self, model: TodoModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._todo = model
        self.setModel(model)
        self.setObjectName("todo_lines")
        self.setAccessibleName(self.tr("What is to be done"))
        self.setItemDelegate(TodoDelegate(self))
        self.setProperty("ring", "inside")

    def line(self) -> Line | None:
        """Return the current line."""
        return self._todo.line(self.currentIndex().row())

    def choose(self, number: int | None) -> None:
        """Make a row the current one, or none."""
        self.setCurrentIndex(self._todo.index(-1 if number is None else number))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        typed = event.text()
        if typed.isdigit() and typed != "0" and not event.isAutoRepeat():
            self.digit.emit(int(typed))
        elif typed.casefold() == "c":
            self.copied.emit()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.opened.emit()
        else:
            super().keyPressEvent(event)

    def currentChanged(self, now: Index, before: Index) -> None:
        super().currentChanged(now, before)
        self.chosen.emit(self._todo.line(now.row()))
