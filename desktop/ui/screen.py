"""What every tab has in common."""

from collections.abc import Callable
from typing import Any, ClassVar

from PySide6.QtCore import QTimer, Signal, Slot
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QWidget

from desktop.data.changes import Changes
from desktop.rules.refusal import Refused
from desktop.ui.desk import Desk


class Screen(QWidget):
    """One tab: it asks for a view of the records and paints it.

    A subclass names the topics it shows, and gives `query` (what to ask) and `paint` (how to
    show the answer). It is repainted when a topic changes, at once if it can be seen, otherwise
    when it is next shown.

    Signals:
        go_to: somebody wants to be elsewhere (str place, object id); the window walks.
        painted: an answer has been shown.
    """

    topics: ClassVar[Changes] = frozenset()
    go_to = Signal(str, object)
    painted = Signal()

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.desk = desk
        self._stale = True
        self._soon = QTimer(self, singleShot=True, interval=0)
        self._soon.timeout.connect(self._reload)
        desk.changed.connect(self._on_changed)

    def query(self) -> Callable[..., Any] | None:
        """Say what to read: a data function and plain values, nothing of Qt; None for nothing."""
        raise NotImplementedError

    def paint(self, view: Any) -> None:
        """Show what was read."""
        raise NotImplementedError

    def say_no(self, refusal: Refused) -> None:
        """Show a refusal beside the work; a tab with a message bar shows it there."""
        raise NotImplementedError

    def refresh(self) -> None:
        """Read and paint again, once, however often this is called."""
        self._stale = True
        if self.isVisible():
            self._soon.start()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._stale:
            self.refresh()

    @Slot(object)
    def _on_changed(self, changes: Changes) -> None:
        if changes & self.topics:
            self.refresh()

    @Slot()
    def _reload(self) -> None:
        self._stale = False
        query = self.query()
        if query is not None:
            self.desk.read(query, self._show, owner=self, latest="view", refused=self.say_no)

    def _show(self, view: Any) -> None:
        self.paint(view)
        self.painted.emit()
