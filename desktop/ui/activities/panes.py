"""The panes of the Activities tab: list, editor or ideas, and the side."""

from PySide6.QtCore import QEvent
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from desktop.ui.activities.editor import Editor
from desktop.ui.activities.list_pane import OffersPane
from desktop.ui.activities.side import SidePane
from desktop.ui.look import current

LEFT, RIGHT, LEAST_MIDDLE = 308, 372, 600


class ActivityPanes(QWidget):
    """With less room the side's contents go under the form."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.left, self.middle, self.right = OffersPane(), Editor(), SidePane()
        self._beside: bool | None = None
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.left)
        row.addWidget(self.middle, 1)
        row.addWidget(self.right)

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
        self.right.setVisible(beside and self.middle.shows_activity())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.fit()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self.fit()
