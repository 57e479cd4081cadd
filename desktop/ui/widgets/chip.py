"""A small fact on a coloured ground, such as Full, Cancelled or Arrived."""

from math import ceil

from PySide6.QtCore import QEvent, QRectF, QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from desktop.ui.paint import chip, chip_size


class Chip(QWidget):
    """A chip of one of the kinds in `paint.CHIPS`."""

    def __init__(
        self, text: str, kind: str, icon: str | None = None, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.say(text, kind, icon)

    def say(self, text: str, kind: str, icon: str | None = None) -> None:
        """Show something else."""
        self._text, self._kind, self._icon = text, kind, icon
        self.setAccessibleName(text)
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        size = chip_size(self._text, self._kind, self._icon)
        return QSize(ceil(size.width()), ceil(size.height()))

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self.updateGeometry()

    def paintEvent(self, _: QPaintEvent) -> None:
        chip(QPainter(self), QRectF(self.rect()), self._text, self._kind, self._icon)
