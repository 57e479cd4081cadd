"""The panes of the Activities tab: list, editor or ideas, and the side."""

from collections.abc import Callable, Sequence
from datetime import datetime
from functools import partial

from PySide6.QtCore import QEvent
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from desktop.data import ideas
from desktop.data.offers import ActivitiesTab
from desktop.ui.activities.editor import Editor
from desktop.ui.activities.ideas_pane import IdeasPane
from desktop.ui.activities.list_pane import OffersPane
from desktop.ui.activities.side import SidePane
from desktop.ui.desk import Desk
from desktop.ui.look import current
from desktop.ui.widgets.pane import Pane

LEFT, RIGHT, LEAST_MIDDLE = 308, 372, 600
IDEAS = 860


class ActivityPanes(QWidget):
    """With less room the side's contents go under the form; ideas take the place of both.

    Where ideas have too little room beside the list, they take its place, too, until Esc.
    """

    def __init__(
        self, desk: Desk, clock: Callable[[], datetime], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._desk = desk
        self.left, self.middle, self.right = OffersPane(), Editor(), SidePane()
        self.ideas = IdeasPane(desk, clock, self.middle.messages)
        self.ideas.hide()
        self._beside: bool | None = None
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.left)
        row.addWidget(self.middle, 1)
        row.addWidget(self.ideas, 1)
        row.addWidget(self.right)

    def panes(self) -> Sequence[Pane]:
        """Return those in sight, from left to right."""
        if self.shows_ideas():
            return (self.left, self.ideas)
        return (self.left, self.middle, self.right)

    def shows_ideas(self) -> bool:
        """Whether the ideas are in front."""
        return not self.ideas.isHidden()

    def show_ideas(self, on: bool) -> None:
        """Bring the ideas to the front, or the editor again."""
        if on == self.shows_ideas():
            return
        self.ideas.setVisible(on)
        self.middle.setVisible(not on)
        (self.ideas if on else self.middle).hold(self.middle.messages)
        self.fit()

    def show_waiting(self, view: ActivitiesTab) -> None:
        """Read the ideas if they are in front."""
        self.fit()
        if self.shows_ideas():
            then = partial(self._on_ideas, view)
            self._desk.read(ideas.ideas, then, owner=self, latest="ideas")

    def is_beside(self) -> bool:
        """Whether the side has room beside the form."""
        return bool(self._beside)

    def fit(self) -> None:
        """Give everything its room; without an activity there is no side."""
        look, width = current(), self.width()
        beside = width - look.px(LEFT) - look.px(RIGHT) >= look.px(LEAST_MIDDLE)
        self.left.setFixedWidth(min(look.px(LEFT), int(width * 0.36)))
        self.right.setFixedWidth(look.px(RIGHT))
        if beside != self._beside:
            self._beside = beside
            side = self.middle.side
            (self.right.inside if beside else self.middle.below).addWidget(side)
            side.show()  # Qt hides what it gives to another parent
        self.left.setVisible(not self.shows_ideas() or width - self.left.width() >= look.px(IDEAS))
        shown = beside and self.middle.shows_activity() and not self.shows_ideas()
        self.right.setVisible(shown)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.fit()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self.fit()

    def _on_ideas(self, view: ActivitiesTab, waiting: tuple[ideas.IdeaPage, ...]) -> None:
        self.ideas.show_ideas(waiting, view)
