"""The places of a session, drawn one box a place."""

from PySide6.QtCore import QEvent, QRectF, QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from desktop.ui.look import current
from desktop.ui.paint import seats, seats_height


class Seats(QWidget):
    """Taken places are solid, free ones stitched; more than fit stand in further rows."""

    def __init__(self, taken: int = 0, places: int = 0, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.show_seats(taken, places)

    def show_seats(self, taken: int, places: int) -> None:
        """Show other numbers."""
        self._taken, self._places = taken, places
        self.setAccessibleName(self.tr("{0} of {1} places taken").format(taken, places))
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        wide = current().px(240)
        return QSize(wide, self.heightForWidth(wide))

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return seats_height(width, self._places, current()) if self._places else 0

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self.updateGeometry()

    def paintEvent(self, _: QPaintEvent) -> None:
        if self._places:
            seats(QPainter(self), QRectF(self.rect()), self._taken, self._places)
