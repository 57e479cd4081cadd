"""A box for a few lines of words."""

from PySide6.QtCore import QEvent, Signal
from PySide6.QtGui import QFocusEvent, QShowEvent
from PySide6.QtWidgets import QPlainTextEdit, QWidget

from desktop.ui.look import current


class NoteBox(QPlainTextEdit):
    """A box for a few lines. Tab leaves it; Enter begins a line, Ctrl+Enter is the dialog's.

    Signals:
        left: it has been left.
    """

    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setTabChangesFocus(True)
        self._dress()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.left.emit()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self._dress()

    def showEvent(self, event: QShowEvent) -> None:
        self._dress()
        super().showEvent(event)

    def _dress(self) -> None:
        look = current()
        self.setFont(look.font("body"))
        self.setFixedHeight(3 * look.line("body") + look.px(18))
