"""What every view of the calendar has in common: its signals, and the keys they share."""

from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING, ClassVar

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from desktop.data.activities import SessionCard

if TYPE_CHECKING:
    from desktop.ui.calendar.carried import Carried

KEYS = {Qt.Key.Key_Delete: "del"}
"""Keys beyond letters and digits that do something with the chosen session."""
ALT = Qt.KeyboardModifier.AltModifier
HARMLESS = Qt.KeyboardModifier.KeypadModifier | Qt.KeyboardModifier.ShiftModifier


class View(QWidget):
    """Some days with one chosen session.

    Signals:
        chosen: another session is chosen (SessionCard, or None where there is none).
        opened: the chosen session is to be opened (int session_id).
        more_wanted: sessions without room are to be listed (tuple of SessionCard).
        turned: to other days (int, how many pages on).
        letter: a letter or a digit was typed here, Shift+N, or one of KEYS (str).
        new_wanted: a first session is to be made.
        held: a session is held elsewhere and not put down (Carried), or no longer (None).
        put_down: a session is to be moved (Carried).
    """

    chosen = Signal(object)
    opened = Signal(int)
    more_wanted = Signal(object)
    turned = Signal(int)
    letter = Signal(str)
    new_wanted = Signal()
    held = Signal(object)
    put_down = Signal(object)
    hand_steps: ClassVar[Mapping[Qt.Key, tuple[int, int]]] = {}

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)  # Tab goes to the chosen session itself
        self.setProperty("ring", "none")
        self._carried: Carried | None = None

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

    def show_carried(self, carried: "Carried | None") -> None:
        """Draw where a session is held, or nothing any more."""

    def shows(self, on: date) -> bool:
        """Whether a day is among those shown."""
        return True

    @Slot(object)
    def carry(self, carried: "Carried") -> None:
        """Hold a session over another day or hour."""
        if carried != self._carried:
            self._carried = carried
            self.show_carried(carried)

    def carried(self) -> "Carried | None":
        """Return what is held over another day or hour."""
        return self._carried

    @Slot()
    def drop(self) -> None:
        """Put down what is held, if it is anywhere else than before."""
        carried = self._carried
        self.take_back()
        if carried and carried.elsewhere:
            self.put_down.emit(carried)

    def take_back(self) -> bool:
        """Hold nothing any more; whether anything was held."""
        held, self._carried = self._carried, None
        if held:
            self.show_carried(None)
            self.held.emit(None)
        return held is not None

    def _carry_on(self, key: Qt.Key) -> None:
        from desktop.ui.calendar.carried import lift

        session = self.session()
        if session is None:
            return
        before = self._carried or lift(session)
        there = before.moved(*self.hand_steps[key])
        self.carry(there)
        self.held.emit(there)
        if not self.shows(there.on):
            self.turned.emit(1 if there.on > before.on else -1)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, keys = event.key(), Qt.Key
        alt = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier == ALT
        enter = key in (keys.Key_Return, keys.Key_Enter)
        if alt and key in self.hand_steps:
            self._carry_on(Qt.Key(key))
        elif self._carried and enter:
            self.drop()
        elif key == keys.Key_Escape and self.take_back():
            event.accept()
        elif event.modifiers() & ~HARMLESS:
            event.ignore()
        elif key in (keys.Key_PageUp, keys.Key_PageDown):
            self.turned.emit(1 if key == keys.Key_PageDown else -1)
        elif enter:
            self.open_chosen()
        elif letter := _letter(event):
            self.letter.emit(letter)
        else:
            event.ignore()

    def has_keyboard(self) -> bool:
        """Whether keys come here."""
        focus = self.focusWidget()
        return self.hasFocus() or (focus is not None and focus.hasFocus())


def _letter(event: QKeyEvent) -> str:
    """Return what a key means by its letter, digit or place in KEYS; "" for nothing."""
    if event.key() in KEYS:
        return KEYS[Qt.Key(event.key())]
    letter = event.text().casefold()
    if letter == "n" and event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
        return "shift+n"
    return letter if letter.isalnum() else ""
