"""What the panels beside the calendar's views share: their ground, their width, the way back."""

from PySide6.QtCore import QEvent, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent

from desktop.ui.look import current
from desktop.ui.paint import filled
from desktop.ui.widgets.pane import Pane


class Panel(Pane):
    """A panel at the right, or a page of its own; Esc leads back to the view.

    Signals:
        back_wanted: back to the view, where there is no room for both.
    """

    back_wanted = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.back_wanted.emit()
        else:
            super().keyPressEvent(event)

    def sizeHint(self) -> QSize:
        return QSize(current().px(294), 400)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self.updateGeometry()

    def paintEvent(self, event: QPaintEvent) -> None:
        look, painter = current(), QPainter(self)
        filled(painter, QRectF(event.rect()), look.color("pane"))
        filled(painter, QRectF(0, 0, 1, self.height()), look.color("line"))
        filled(painter, QRectF(0, 0, self.width(), 1), look.color("line"))
