"""Looks every minute for people who agreed to be rung the same day and are not here."""

from collections.abc import Callable
from datetime import datetime
from functools import partial

from PySide6.QtCore import QObject, QTimer, Slot

from desktop.ui.desk import Desk

MINUTE = 60_000


class NotHere(QObject):
    """Has their calls written down, by whichever PC looks first; nobody needs to think of it."""

    def __init__(self, desk: Desk, clock: Callable[[], datetime], parent: QObject) -> None:
        super().__init__(parent)
        self._desk, self._clock = desk, clock
        every = QTimer(self, interval=MINUTE)
        every.timeout.connect(self.look)
        every.start()
        self.look()

    @Slot()
    def look(self) -> None:
        """Ask whether somebody is missing; a no or a silence waits for next time."""
        from desktop.data import same_day

        now = self._clock()
        asked = partial(same_day.due, today=now.date(), now=now)
        self._desk.read(asked, self._on_due, owner=self, latest="not here", refused=_wait)

    def _on_due(self, due: bool) -> None:
        if not due:
            return
        from desktop.data import same_day

        step = partial(same_day.raise_calls, today=self._clock().date())
        self._desk.write(step, owner=self, refused=_wait, lost=_wait, quiet=True)


def _wait(_said: object) -> None:
    """Let it be until next time."""
