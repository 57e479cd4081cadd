"""What every tab has in common."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING, Any, ClassVar

from PySide6.QtCore import Qt, QTimer, Signal, Slot
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut, QShowEvent
from PySide6.QtWidgets import QWidget

from desktop.data.changes import Changes
from desktop.rules.refusal import Refused, WayOn
from desktop.ui.desk import Desk
from desktop.ui.widgets.pane import Pane

if TYPE_CHECKING:
    from desktop.ui.drafts import Drafts
    from desktop.ui.messages import MessageBar

WAY_ON = "Alt+S"


class Screen(Pane):
    """One tab: it asks for a view of the records and paints it.

    A subclass has a message bar, names the topics it shows, and gives `query` (what to ask) and
    `paint` (how to show the answer). It is repainted when a topic changes, at once if it can be
    seen, otherwise when it is next shown.

    Signals:
        go_to: somebody wants to be elsewhere (str place, object id); the window walks.
        painted: an answer has been shown.
    """

    messages: "MessageBar"
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
        self.on_paper: Callable[[], tuple[str, Any] | None] = _nothing
        self.add_key(WAY_ON, self.take_way_on)
        self.add_key("Ctrl+P", self.print_it)

    def query(self) -> Callable[..., Any] | None:
        """Say what to read: a data function and plain values, nothing of Qt; None for nothing."""
        raise NotImplementedError

    def listed(self) -> Callable[..., Any] | None:
        """Say what to read to save what is on screen."""
        return self.query()

    def paint(self, view: Any) -> None:
        """Show what was read."""
        raise NotImplementedError

    @Slot(object)
    def say_no(self, refusal: Refused, about: object = 0) -> None:
        """Show a refusal beside the work, with the way on; `about` whom or what it is."""
        way = refusal.way_on
        if way is None:
            self.messages.say("refuse", refusal.sentence, about=about)
        else:
            walk = partial(self.walk, way)
            self.messages.say("refuse", refusal.sentence, way.label, WAY_ON, walk, about)

    def walk(self, way: WayOn) -> None:
        """Go on from a refusal."""
        about = (way.id, way.person) if way.person else way.id
        self.go_to.emit(way.kind.removeprefix("show_"), about)

    @Slot()
    def take_way_on(self) -> None:
        """Go on from the refusal that is shown."""
        self.messages.act(WAY_ON)

    @Slot()
    def print_it(self) -> None:
        """Go to the Print tab with what is looked at here, as `on_paper` says."""
        self.go_to.emit("print", self.on_paper())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() != Qt.Key.Key_Escape or not self.messages.dismiss():
            super().keyPressEvent(event)

    def add_key(self, key: str, act: Callable[[], object]) -> QShortcut:
        """Give the tab a key, wherever in it the keyboard is."""
        shortcut = QShortcut(QKeySequence(key), self, act)
        shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        return shortcut

    def panes(self) -> Sequence[Pane]:
        """Return the panes F6 goes through, from left to right."""
        return (self,)

    def bring(self, pane: Pane) -> None:
        """Bring a pane into sight that has no room now."""

    def keep_drafts(self, drafts: "Drafts") -> None:
        """Take the place where drafts are kept; a room without forms of its own needs none."""

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


def _nothing() -> None:
    """Name nothing to print: the Print tab shows what it showed."""
