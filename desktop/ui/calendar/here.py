"""The button that stands where the keyboard is in the painted month."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QWidget

from desktop.ui.calendar.month_pens import RADIUS


class Here(QAbstractButton):
    """Where the keyboard stands: a place over the painted month, read aloud and ringed.

    Two of them take turns, so that a screen reader hears of every step as a new focus.
    """

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setProperty("ring_radius", RADIUS)
        self.hide()

    def paintEvent(self, _: QPaintEvent) -> None:
        """Paint nothing: the month below is painted."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        event.ignore()

    def keyReleaseEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        event.ignore()
