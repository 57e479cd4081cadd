"""How many things wait for the desk, at the To do tab: kept current from the first picture on."""

from collections.abc import Callable
from datetime import datetime
from functools import partial

from PySide6.QtCore import QObject, QTimer, Slot

from desktop.data.changes import Changes, Topic
from desktop.rules.refusal import Refused
from desktop.ui.desk import Desk
from desktop.ui.tabs import Tab

TOPICS = frozenset({Topic.TELLING, Topic.ACTIVITIES, Topic.IDEAS, Topic.PEOPLE, Topic.SIGNUPS})
MINUTE, BREATH = 60_000, 400


class Due(QObject):
    """Asks again when something changes, and every minute: some things only wait for their hour."""

    def __init__(
        self, desk: Desk, clock: Callable[[], datetime], tab: Tab, parent: QObject
    ) -> None:
        super().__init__(parent)
        self._desk, self._clock, self._tab = desk, clock, tab
        # A booking is painted first: the number can wait for a breath, and counts several at once.
        self._soon = QTimer(self, singleShot=True, interval=BREATH)
        self._soon.timeout.connect(self.ask)
        desk.changed.connect(self._on_changed)
        every = QTimer(self, interval=MINUTE)
        every.timeout.connect(self.ask)
        every.start()
        self.ask()

    @Slot()
    def ask(self) -> None:
        """Count again."""
        from desktop.data import todo

        now = self._clock()
        count = partial(todo.due, today=now.date(), now=now)
        self._desk.read(count, self._tab.show_count, owner=self, latest="due", refused=_nothing)

    @Slot(object)
    def _on_changed(self, changes: Changes) -> None:
        if changes & TOPICS:
            self._soon.start()


def _nothing(_: Refused) -> None:
    """Keep still: a number is no place to say no."""
