"""A small dialog that asks for one thing: a heading, a sentence, what is asked, two buttons."""

from collections.abc import Sequence

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QDialog, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from desktop.ui.look import current
from desktop.ui.widgets.buttons import PlainButton
from desktop.ui.widgets.focus_overlay import FocusOverlay
from desktop.ui.widgets.label import Label


class SmallDialog(QDialog):
    """Its parts are laid out by `stand`; Esc and the first button leave it."""

    def __init__(self, title: str, name: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(title)
        self.setObjectName(name)

    def stand(
        self, heading: str, sentence: str, asked: Sequence[QWidget], leave: PlainButton,
        main: PlainButton, *, wide: int = 460,
    ) -> None:  # fmt: skip
        """Lay it out, `wide` pixels at the least, with the keyboard in the first that is asked."""
        self._main = main
        body = QVBoxLayout()
        body.setContentsMargins(22, 18, 22, 18)
        body.setSpacing(2)
        body.addWidget(Label(heading, "strong", wrap=True))
        if sentence:
            body.addWidget(Label(sentence, "text", "ink2", wrap=True))
        for part in asked:
            body.addSpacing(10)
            body.addWidget(part)
        asked[0].setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(body)
        column.addStretch(1)
        column.addLayout(_foot(leave, main))
        self.setMinimumWidth(current().px(wide))
        leave.clicked.connect(self.reject)
        asked[0].setFocus()
        self._ring = FocusOverlay(self)

    def paintEvent(self, event: QPaintEvent) -> None:
        look, painter = current(), QPainter(self)
        painter.fillRect(event.rect(), look.color("card"))
        foot = QRectF(0, self._main.y() - 15, self.width(), self.height())
        painter.fillRect(foot, look.color("pane"))
        painter.fillRect(QRectF(0, foot.top(), self.width(), 1), look.color("line"))


def _foot(*buttons: PlainButton) -> QHBoxLayout:
    foot = QHBoxLayout()
    foot.setContentsMargins(20, 15, 20, 15)
    foot.setSpacing(10)
    foot.addStretch(1)
    for button in buttons:
        foot.addWidget(button)
    return foot
