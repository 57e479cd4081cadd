"""The middle pane: what is to be done, line by line."""

from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from desktop.ui.look import current
from desktop.ui.messages import MessageBar
from desktop.ui.todo.line_list import LineList
from desktop.ui.todo.model import TodoModel
from desktop.ui.widgets.empty import Empty
from desktop.ui.widgets.key_strip import KeyStrip
from desktop.ui.widgets.pane import Pane


class LinesPane(Pane):
    """Messages, the list, and the strip of its keys."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.messages = MessageBar()
        self.messages.setObjectName("messages")
        self.messages.setContentsMargins(20, 10, 20, 10)
        self.model = TodoModel(self)
        self.list = LineList(self.model)
        nothing = self.tr("People to tell, places to find and questions of the day come here.")
        self._nothing = Empty(self.tr("Nothing waits for you"), nothing)
        self._pages = QStackedWidget()
        self._pages.addWidget(self.list)
        self._pages.addWidget(self._nothing)
        self.keys = KeyStrip(self.tr("Keys for what is to be done"))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.messages)
        column.addWidget(self._pages, 1)
        column.addWidget(self.keys)
        self.setFocusProxy(self.list)

    def settle(self) -> None:
        """Show the list, or that there is nothing in it."""
        self._pages.setCurrentWidget(self.list if self.model.lines() else self._nothing)

    def paintEvent(self, _: QPaintEvent) -> None:
        QPainter(self).fillRect(self.rect(), current().color("card"))
