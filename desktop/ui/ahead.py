"""Keeps the series made ahead of time: looked at a minute after the start, then twice a day."""

from collections.abc import Callable
from datetime import datetime
from functools import partial

from PySide6.QtCore import QObject, QTimer, Slot

from desktop.ui.desk import Desk

SOON_MS, AGAIN_MS = 60_000, 12 * 60 * 60 * 1000


class Ahead(QObject):
    """Has dates made 18 months ahead, by whichever PC comes first; nobody needs to think of it."""

    def __init__(
        self, desk: Desk, clock: Callable[[], datetime], parent: QObject, *, soon_ms: int = SOON_MS
    ) -> None:
        super().__init__(parent)
        self._desk, self._clock = desk, clock
        self._timer = QTimer(self, interval=soon_ms)
        self._timer.timeout.connect(self.look)
        desk.opened.connect(self._timer.start)

    @Slot()
    def look(self) -> None:
        """Ask whether dates are due, and have them made; a no or a silence waits for next time."""
        from desktop.data import upkeep

        self._timer.setInterval(AGAIN_MS)
        asked = partial(upkeep.due, today=self._clock().date())
        self._desk.read(asked, self._on_due, owner=self, refused=_wait)

    def _on_due(self, due: bool) -> None:
        if not due:
            return
        from desktop.data import upkeep

        step = partial(upkeep.top_up, today=self._clock().date())
        self._desk.write(step, owner=self, refused=_wait, lost=_wait, quiet=True)


def _wait(_said: object) -> None:
    """Let it be until next time."""
