"""What every view of the calendar has in common: its signals, and the keys they share."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from desktop.data.activities import SessionCard

HARMLESS = Qt.KeyboardModifier.KeypadModifier | Qt.KeyboardModifier.ShiftModifier


class View(QWidget):
    """Some days with one chosen session.

    Signals:
        chosen: another session is chosen (SessionCard, or None where there is none).
        opened: the chosen session is to be opened (int session_id).
        more_wanted: sessions without room are to be listed (tuple of SessionCard).
        turned: to other days (int, how many pages on).
        letter: a letter or a digit was typed here (str).
        new_wanted: a first session is to be made.
    """

    chosen = Signal(object)
    opened = Signal(int)
    more_wanted = Signal(object)
    turned = Signal(int)
    letter = Signal(str)
    new_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)  # Tab goes to the chosen session itself
        self.setProperty("ring", "none")

    def session(self) -> SessionCard | None:
        """Return the chosen session."""
        raise NotImplementedError

    def forget(self) -> None:
        """Let the days shown next choose what comes next, not what was chosen here."""
        raise NotImplementedError

    def open_chosen(self) -> None:
        """Do what Enter does."""
        session = self.session()
        if session:
            self.opened.emit(session.id)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, keys = event.key(), Qt.Key
        if event.modifiers() & ~HARMLESS:
            event.ignore()
        elif key in (keys.Key_PageUp, keys.Key_PageDown):
            self.turned.emit(1 if key == keys.Key_PageDown else -1)
        elif key in (keys.Key_Return, keys.Key_Enter):
            self.open_chosen()
        elif event.text().isalnum():
            self.letter.emit(event.text().casefold())
        else:
            event.ignore()

    def has_keyboard(self) -> bool:
        """Whether keys come here."""
        focus = self.focusWidget()
        return self.hasFocus() or (focus is not None and focus.hasFocus())
