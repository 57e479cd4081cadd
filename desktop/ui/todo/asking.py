"""A small dialog of the To do room: a question, what is asked, and what Enter does."""

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from desktop.ui.look import current
from desktop.ui.widgets.buttons import PlainButton
from desktop.ui.widgets.focus_overlay import FocusOverlay
from desktop.ui.widgets.label import Label


class Asking(QDialog):
    """A title, a sentence, the `body` of a subclass, and two buttons at the foot."""

    def __init__(self, name: str, keep: str, act: PlainButton, wide: int, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setObjectName(name)
        self.keep, self.act = PlainButton(keep, key="Esc"), act
        self.keep.setAutoDefault(False)
        self._title = Label("", "title", wrap=True)
        self._about = Label("", "text", "ink2", wrap=True)
        self.body = QVBoxLayout()
        self.body.setContentsMargins(24, 20, 24, 16)
        self.body.setSpacing(12)
        self.body.addWidget(self._title)
        self.body.addWidget(self._about)
        self.foot = QHBoxLayout()
        self.foot.setContentsMargins(20, 15, 20, 15)
        self.foot.setSpacing(10)
        self.foot.addStretch(1)
        self.foot.addWidget(self.keep)
        self.foot.addWidget(self.act)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(self.body, 1)
        column.addLayout(self.foot)
        self.keep.clicked.connect(self.reject)
        self.setFixedWidth(min(current().px(wide), max(360, parent.window().width() - 40)))
        self._ring = FocusOverlay(self)

    def ask_about(self, title: str, sentence: str) -> None:
        """Say what is asked."""
        self.setWindowTitle(title)
        self._title.setText(title)
        self._about.setText(sentence)

    def paintEvent(self, event: QPaintEvent) -> None:
        look, painter = current(), QPainter(self)
        painter.fillRect(event.rect(), look.color("card"))
        foot = QRectF(0, self.act.y() - 15, self.width(), self.height())
        painter.fillRect(foot, look.color("pane"))
        painter.fillRect(QRectF(0, foot.top(), self.width(), 1), look.color("line"))
