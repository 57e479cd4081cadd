"""Has the window's thread alone collect garbage: what Qt made must not die on another thread."""

import gc

from PySide6.QtCore import QObject, QTimer, Slot

EVERY_MS = 500


class Tidying(QObject):
    """Goes round when Python would have gone, and only here.

    Python collects on whichever thread makes the last straw. A worker that did so while it reads
    would destroy a dialog that was closed on this one, and that brings the program down.
    """

    def __init__(self, parent: QObject | None = None, *, every_ms: int = EVERY_MS) -> None:
        super().__init__(parent)
        gc.disable()
        timer = QTimer(self, interval=every_ms)
        timer.timeout.connect(self.tidy)
        timer.start()

    @Slot()
    def tidy(self) -> None:
        """Collect the oldest generation whose time has come."""
        counted = zip(gc.get_count(), gc.get_threshold(), strict=True)
        due = [generation for generation, (made, most) in enumerate(counted) if made > most > 0]
        if due:
            gc.collect(due[-1])
