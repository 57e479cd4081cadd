"""What lies over the sessions of a time grid: the line of now, and a session held elsewhere."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from desktop.ui.calendar.frame import Placed
from desktop.ui.look import current
from desktop.ui.paint import NOW_STITCH, stitch

if TYPE_CHECKING:
    from desktop.ui.calendar.carried import Carried


class NowLine(QWidget):
    """The running stitch across today: what is live. It lies over the sessions."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.hide()

    def paintEvent(self, _: QPaintEvent) -> None:
        stitch(QPainter(self), QRectF(self.rect()), current().color("now"), NOW_STITCH)


class Ghost(QWidget):
    """Where a session is held and not put down yet: stitched, as all that is not settled."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._carried: Carried | None = None

    def hold(self, placed: Placed, carried: "Carried") -> None:
        """Stand where the session would."""
        box, self._carried = placed.box, carried
        self.setGeometry(box.left, box.top, box.width, box.height)
        self.show()
        self.raise_()
        self.update()

    def paintEvent(self, _: QPaintEvent) -> None:
        if self._carried:
            from desktop.ui.calendar.held_drawing import draw_held

            draw_held(QPainter(self), QRectF(self.rect()), self._carried)
