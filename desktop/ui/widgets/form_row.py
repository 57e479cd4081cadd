"""Controls of a form side by side; with less room they go on below each other."""

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QWidget

from desktop.ui.look import current

ALL = 12
WIDE, HALF = 520, 280


class FormRow(QWidget):
    """Each control takes some of twelve columns: twice as many below 520 pixels, all below 280."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._items: list[tuple[QWidget, int]] = []
        self._times = 0
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(12)
        self._grid.setVerticalSpacing(10)
        for column in range(ALL):
            self._grid.setColumnStretch(column, 1)

    def add(self, widget: QWidget, columns: int) -> None:
        """Add a control behind the others; the keyboard goes through them in this order."""
        self._items.append((widget, columns))
        self._arrange(1)

    def minimumSizeHint(self) -> QSize:
        # The grid would keep the room of one line for ever, and never become two.
        wide = max((each.minimumSizeHint().width() for each, _columns in self._items), default=0)
        return QSize(wide, super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self._fit()

    def _fit(self) -> None:
        look, width = current(), self.width()
        times = 1 if width >= look.px(WIDE) else 2 if width >= look.px(HALF) else ALL
        if times != self._times:
            self._arrange(times)

    def _arrange(self, times: int) -> None:
        self._times = times
        while self._grid.takeAt(0):
            pass
        row, at = 0, 0
        for widget, columns in self._items:
            span = min(ALL, columns * times)
            if at + span > ALL:
                row, at = row + 1, 0
            self._grid.addWidget(widget, row, at, 1, span, Qt.AlignmentFlag.AlignTop)
            at += span
