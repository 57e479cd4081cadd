"""Who is about to be added, as text out of sight, so that a draft of the form keeps them."""

import json
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import asdict

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QPlainTextEdit, QWidget

from desktop.rules.companions import Brought


class SoFar(QPlainTextEdit):
    """Never seen and never reached; what a draft puts back into it is told.

    Signals:
        put_back: a draft has brought people back (list of Brought).
    """

    put_back = Signal(list)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("so_far")
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.hide()
        self._known: list[Brought] = []
        self.textChanged.connect(self._on_text)

    def note(self, people: Sequence[Brought]) -> None:
        """Note who is about to be added now."""
        self._known = list(people)
        self.setPlainText(json.dumps([asdict(each) for each in people]) if people else "")
        self.document().setModified(True)

    @Slot()
    def _on_text(self) -> None:
        with suppress(ValueError, TypeError):  # an older draft may know them otherwise
            people = [Brought(**each) for each in json.loads(self.toPlainText() or "[]")]
            if people != self._known:
                self._known = people
                self.put_back.emit(people)
