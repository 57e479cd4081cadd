"""Taking back and doing again: the steps of this desk, newest first."""

from functools import partial
from typing import Any

from PySide6.QtCore import QEvent, QObject, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget
from shiboken6 import isValid

from desktop.data.changes import Written
from desktop.ui.desk import Desk

MOST = 200
_CTRL = Qt.KeyboardModifier.ControlModifier
_KEYS = {
    (Qt.Key.Key_Z, _CTRL),
    (Qt.Key.Key_Z, _CTRL | Qt.KeyboardModifier.ShiftModifier),
    (Qt.Key.Key_Y, _CTRL),
}
Steps = list[Written[Any]]


class Undoing(QObject):
    """Keeps what was done at this desk and takes it back, one step at a time.

    In a box whose text has changed since the last step, the keys undo the typing instead.

    Signals:
        said: what was taken back or done again (str, a sentence).
    """

    said = Signal(str)

    def __init__(self, desk: Desk, window: QWidget) -> None:
        super().__init__(window)
        self._desk, self._window = desk, window
        self._done: Steps = []
        self._undone: Steps = []
        self._texts: dict[QLineEdit, str] = {}
        self._box: QLineEdit | None = None
        desk.done.connect(self._on_done)
        app = QApplication.instance()
        if isinstance(app, QApplication):
            app.focusChanged.connect(self._on_focus)

    @Slot()
    def undo(self) -> None:
        """Take back the last step."""
        self._take(self._done, self._undone, self.tr("There is nothing to undo."))

    @Slot()
    def redo(self) -> None:
        """Do again what was taken back last."""
        self._take(self._undone, self._done, self.tr("There is nothing to do again."))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() != QEvent.Type.ShortcutOverride or not isinstance(event, QKeyEvent):
            return False
        if (event.key(), event.modifiers()) not in _KEYS or not isinstance(watched, QLineEdit):
            return False
        if watched.text() != self._texts.get(watched, ""):
            return False
        event.ignore()  # a box would take the key; now it goes on to the window
        return True

    def _take(self, steps: Steps, others: Steps, nothing: str) -> None:
        if not steps:
            self.said.emit(nothing)
            return
        from desktop.data import undo

        written = steps.pop()
        action = partial(undo.undo, key=written.key.hex)
        self._desk.take_back(
            action, written.key, self._say, others.append, owner=self,
            lost=partial(self._on_lost, steps, written),
        )  # fmt: skip
        self._note_texts()

    def _say(self, undone: Any) -> None:
        self.said.emit(f"{undone.words[:1].upper()}{undone.words[1:]}.")

    def _on_lost(self, steps: Steps, written: Written[Any], sentence: str) -> None:
        steps.append(written)
        self._desk.not_confirmed.emit(sentence)

    @Slot(object)
    def _on_done(self, written: Written[Any]) -> None:
        if not written.changes:
            return
        self._done.append(written)
        del self._done[:-MOST]
        self._undone.clear()
        self._note_texts()

    def _note_texts(self) -> None:
        self._texts = {box: box.text() for box in self._window.findChildren(QLineEdit)}

    @Slot(QWidget, QWidget)
    def _on_focus(self, _: QWidget | None, now: QWidget | None) -> None:
        if self._box is not None and isValid(self._box):
            self._box.removeEventFilter(self)
        inside = isinstance(now, QLineEdit) and now.window() is self._window
        self._box = now if inside else None  # type: ignore[assignment]
        if self._box is not None:
            self._box.installEventFilter(self)
