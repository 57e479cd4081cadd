"""Single letters on the register: one alone is a mark, two typed quickly are a name."""

from PySide6.QtCore import QObject, QTimer, Signal, Slot

WAIT_MS = 250


class Letters(QObject):
    """Waits a moment after a letter that means something, in case a name is being typed.

    Signals:
        meant: a letter stood alone (str, small).
        typed: letters for the finder (str, as typed).
    """

    meant = Signal(str)
    typed = Signal(str)

    def __init__(self, known: str, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._known = known
        self._waiting = ""
        self._timer = QTimer(self, singleShot=True, interval=WAIT_MS)
        self._timer.timeout.connect(self.flush)

    def waits(self) -> bool:
        """Whether a letter waits to be meant."""
        return bool(self._waiting)

    def take(self, text: str) -> bool:
        """Take what a key typed; False if it is nothing that can be read."""
        if not text.isprintable() or not text.strip():
            return False
        if self._waiting or text.casefold() not in self._known:
            whole, self._waiting = self._waiting + text, ""
            self._timer.stop()
            self.typed.emit(whole)
        else:
            self._waiting = text
            self._timer.start()
        return True

    @Slot()
    def flush(self) -> None:
        """Do now what waits: another key shows that no name is being typed."""
        self._timer.stop()
        letter, self._waiting = self._waiting.casefold(), ""
        if letter:
            self.meant.emit(letter)
