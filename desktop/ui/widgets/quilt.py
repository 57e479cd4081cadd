"""The quilt beside the first question: every activity's patch, sewn together."""

from math import ceil

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from desktop.ui.look import current
from desktop.ui.paint import patch_fill

ORDER = (
    "garden", "lunch", "craft", "walk", "young", "chat",
    "move", "workshop", "music", "kitchen", "family", "advice",
)  # fmt: skip
SIDE, SEAM = 90, 3


class Quilt(QWidget):
    """Five columns of patches, as many rows as the window is high."""

    def __init__(self, columns: int = 5, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._columns = columns
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Expanding)

    def sizeHint(self) -> QSize:
        return QSize(self._columns * SIDE, 4 * SIDE)

    def paintEvent(self, _: QPaintEvent) -> None:
        look, painter = current(), QPainter(self)
        painter.fillRect(self.rect(), look.color("window"))
        for number in range(self._columns * ceil(self.height() / SIDE)):
            row, column = divmod(number, self._columns)
            place = QRectF(column * SIDE, row * SIDE, SIDE - SEAM, SIDE - SEAM)
            patch_fill(painter, place, look.patch(ORDER[number % len(ORDER)]), 30)
