"""A dialog of one page: a title, contents that scroll, what is said, two buttons."""

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QEvent, QRectF, Qt, Slot
from PySide6.QtGui import QKeySequence, QPainter, QPaintEvent, QShortcut
from PySide6.QtWidgets import QDialog, QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from desktop.rules.refusal import Refused
from desktop.ui.desk import Desk
from desktop.ui.look import current
from desktop.ui.widgets.buttons import PlainButton
from desktop.ui.widgets.focus_overlay import FocusOverlay
from desktop.ui.widgets.label import Label
from desktop.ui.widgets.notice import Notice


class PageDialog(QDialog):
    """A subclass says in `go` what its green button does; Ctrl+Enter presses it."""

    wide, high = 900, 720

    def __init__(self, desk: Desk, title: str, name: str, foot: str, parent: QWidget) -> None:
        super().__init__(parent)
        self._desk, self._busy = desk, False
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(title)
        self.setObjectName(name)
        self.page, self.notice = QWidget(), Notice("refuse", "")
        self.leave = PlainButton(self.tr("Cancel"), key="Esc")
        self.act = PlainButton("", icon="check", key="Ctrl+Enter", kind="main")
        self.act.setObjectName("act")
        for button in (self.leave, self.act):  # Enter alone is for the box it is pressed in
            button.setAutoDefault(False)
        self._lay_out(title, foot)

        self.leave.clicked.connect(self.reject)
        self.act.clicked.connect(self._on_act)
        for key in ("Ctrl+Return", "Ctrl+Enter"):
            QShortcut(QKeySequence(key), self).activated.connect(self._on_act)
        self.fit()
        self._ring = FocusOverlay(self)

    def go(self) -> None:
        """Do what the green button says."""
        raise NotImplementedError

    def write(self, action: Callable[..., Any], then: Callable[[Any], None]) -> None:
        """Hand a step over the counter, once; its refusal is said over the foot."""
        self._busy = True
        self._desk.write(action, then, owner=self, refused=self._on_refused, lost=self._on_lost)

    def tell(self, kind: str, sentence: str) -> None:
        """Say something over the foot; "" takes it away. Another step may be taken now."""
        self._busy = False
        self.notice.show_sentence(kind, sentence)
        self._said.setVisible(bool(sentence))

    def fit(self) -> None:
        """Take as much room as the text size asks for and the window has."""
        look, parent = current(), self.parentWidget()
        window = parent.window() if parent else self
        wide, high = look.px(self.wide), look.px(self.high)
        self.setFixedSize(min(wide, window.width() - 40), min(high, window.height() - 40))

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self.fit()

    def paintEvent(self, event: QPaintEvent) -> None:
        look, painter = current(), QPainter(self)
        painter.fillRect(event.rect(), look.color("card"))
        foot = QRectF(0, self._foot.geometry().top(), self.width(), self.height())
        painter.fillRect(foot, look.color("pane"))
        painter.fillRect(QRectF(0, foot.top(), self.width(), 1), look.color("line"))

    def _lay_out(self, title: str, foot: str) -> None:
        self.page.setObjectName("contents")
        area = QScrollArea()
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setWidgetResizable(True)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setWidget(self.page)
        self.title = Label(title, "title", wrap=True)
        self._said, self._foot = QWidget(), QWidget()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 18, 0, 0)
        column.setSpacing(0)
        column.addLayout(_padded(self.title))
        column.addSpacing(10)
        column.addWidget(area, 1)
        said = QVBoxLayout(self._said)
        said.setContentsMargins(22, 10, 22, 12)
        said.addWidget(self.notice)
        self._said.hide()
        column.addWidget(self._said)
        row = QHBoxLayout(self._foot)
        row.setContentsMargins(20, 15, 20, 15)
        row.setSpacing(10)
        row.addWidget(Label(foot, "small", "ink2", wrap=True), 1)
        row.addWidget(self.leave)
        row.addWidget(self.act)
        column.addWidget(self._foot)

    @Slot()
    def _on_act(self) -> None:
        if not self._busy:
            self.go()

    def _on_refused(self, refusal: Refused) -> None:
        self.tell("refuse", refusal.sentence)

    def _on_lost(self, sentence: str) -> None:
        self.tell("caution", sentence)


def _padded(widget: QWidget) -> QHBoxLayout:
    row = QHBoxLayout()
    row.setContentsMargins(22, 0, 22, 0)
    row.addWidget(widget)
    return row
