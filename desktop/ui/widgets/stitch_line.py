"""The thin grey stitch between two parts of a panel."""

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from desktop.ui.look import current
from desktop.ui.paint import stitch


class StitchLine(QWidget):
    """A divider; it means nothing, so a screen reader passes over it."""

    def __init__(self, colour: str = "line2", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._colour = colour
        self.setFixedHeight(2)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def paintEvent(self, _: QPaintEvent) -> None:
        stitch(QPainter(self), QRectF(self.rect()), current().color(self._colour))
