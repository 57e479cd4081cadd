"""A row that goes on in the next line when it is full."""

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtWidgets import QLayout, QLayoutItem, QWidget, QWidgetItem
from shiboken6 import isValid


class Flow(QLayout):
    """Lays things out like words in a paragraph, each line centred on its tallest.

    What comes after `most_lines` has no room and is out of sight.
    """

    def __init__(self, across: int = 8, down: int = 6, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._across, self._down = across, down
        self._items: list[QLayoutItem] = []
        self._taken: list[QLayoutItem] = []
        self.most_lines = 1000
        self.setContentsMargins(0, 0, 0, 0)

    def addWidget(self, widget: QWidget) -> None:  # noqa: N802
        """Add a widget. Its item is made here: one made by Qt may go while it is still in use."""
        self.addChildWidget(widget)
        self.addItem(QWidgetItem(widget))

    def addItem(self, item: QLayoutItem) -> None:
        self._items.append(item)

    def count(self) -> int:
        return len(self._items)

    def itemAt(self, index: int) -> QLayoutItem | None:
        return self._items[index] if 0 <= index < len(self._items) else None

    def takeAt(self, index: int) -> QLayoutItem | None:
        if not 0 <= index < len(self._items):
            return None
        # Qt deletes what it is given here: Python must not do so first, as it lets go of it.
        self._taken.append(self._items.pop(index))
        return self._taken[-1]

    def expandingDirections(self) -> Qt.Orientation:
        return Qt.Orientation(0)

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return self._place(QRect(0, 0, width, 0), move=False)

    def setGeometry(self, rect: QRect) -> None:
        super().setGeometry(rect)
        self._place(rect, move=True)

    def sizeHint(self) -> QSize:
        hints = [item.sizeHint() for item in self._shown()]
        wide = sum(hint.width() for hint in hints) + self._across * max(0, len(hints) - 1)
        return QSize(wide, max((hint.height() for hint in hints), default=0))

    def minimumSize(self) -> QSize:  # noqa: N802
        hints = [item.sizeHint() for item in self._shown()]
        return QSize(max((hint.width() for hint in hints), default=0), self.sizeHint().height())

    def _place(self, rect: QRect, *, move: bool) -> int:
        top = rect.top()
        lines = self._lines(rect.width())
        for item in (item for line in lines[self.most_lines :] for item in line if move):
            item.setGeometry(QRect())
        for line in lines[: self.most_lines]:
            high = max(item.sizeHint().height() for item in line)
            left = rect.left()
            for item in line:
                hint = item.sizeHint()
                if move:
                    corner = QPoint(left, top + (high - hint.height()) // 2)
                    item.setGeometry(QRect(corner, hint))
                left += hint.width() + self._across
            top += high + self._down
        return max(0, top - self._down - rect.top())

    def _shown(self) -> list[QLayoutItem]:
        # A dialog on its way out is asked for its height once more, when its parts are gone.
        return [item for item in self._items if isValid(item) and not item.isEmpty()]

    def _lines(self, width: int) -> list[list[QLayoutItem]]:
        lines: list[list[QLayoutItem]] = []
        used = 0
        for item in self._shown():
            wide = item.sizeHint().width()
            if not lines or used + wide > width:
                lines.append([])
                used = 0
            lines[-1].append(item)
            used += wide + self._across
        return lines
