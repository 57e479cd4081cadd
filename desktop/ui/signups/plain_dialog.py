"""A dialog of a title, a body and a foot with buttons: what those about one person share."""

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QDialog,
    QFrame,
    QHBoxLayout,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from desktop.rules.refusal import Refused, WayOn
from desktop.ui.desk import Desk
from desktop.ui.look import current
from desktop.ui.widgets.buttons import PlainButton
from desktop.ui.widgets.label import Label
from desktop.ui.widgets.notice import Notice

WIDE, HIGH = 640, 700


class PlainDialog(QDialog):
    """Says a refusal over its foot, with the way on as a button, and stays open."""

    def __init__(self, desk: Desk, title: str, name: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(title)
        self.setObjectName(name)
        self._desk, self._busy = desk, False
        self._way: WayOn | None = None
        self.notice = Notice("refuse", "")
        self.notice.hide()
        self.way_on = PlainButton("")
        self.way_on.setObjectName("way_on")
        self.way_on.hide()
        self.notice.add(self.way_on)
        self.body, self.foot = QVBoxLayout(), QHBoxLayout()
        self._area = QScrollArea()
        self._lay_out(title)
        self.way_on.clicked.connect(self._on_way_on)

    def take(self, way: WayOn) -> None:
        """Do what the button beside a refusal says."""
        raise NotImplementedError

    def write(self, action: Callable[..., Any], then: Callable[[Any], None]) -> None:
        """Hand a step over the counter, one at a time."""
        if self._busy:
            return
        self._busy = True
        self._desk.write(
            action, lambda done: self._on_done(then, done), owner=self,
            refused=self.say_no, lost=self._on_lost,
        )  # fmt: skip

    def say_no(self, no: Refused) -> None:
        """Say why not, and what can be done instead."""
        self._tell("refuse", no.sentence)
        self._way = no.way_on
        self.way_on.setVisible(no.way_on is not None)
        if no.way_on:
            self.way_on.set_words(no.way_on.label)

    def fit(self) -> None:
        """Be as high as what stands in it needs, and no higher than there is room for."""
        look, parent = current(), self.parentWidget()
        window = parent.window() if parent else self
        wide = min(look.px(WIDE), window.width() - 40)
        inside = self._inside
        needed = inside.heightForWidth(wide) if inside.hasHeightForWidth() else 0
        high = max(needed, inside.sizeHint().height()) + look.px(130)
        self.setFixedSize(wide, min(high, look.px(HIGH), window.height() - 40))

    def paintEvent(self, event: QPaintEvent) -> None:
        look, painter = current(), QPainter(self)
        painter.fillRect(event.rect(), look.color("card"))
        foot = QRectF(0, self._below.y(), self.width(), self.height())
        painter.fillRect(foot, look.color("pane"))
        painter.fillRect(QRectF(0, foot.top(), self.width(), 1), look.color("line"))

    def _lay_out(self, title: str) -> None:
        inside = self._inside = QWidget()
        inside.setObjectName("contents")
        self.body.setContentsMargins(24, 20, 24, 16)
        self.body.setSpacing(10)
        self.body.addWidget(Label(title, "title", wrap=True))
        inside.setLayout(self.body)
        self._area.setFrameShape(QFrame.Shape.NoFrame)
        self._area.setWidget(inside)
        self._area.setWidgetResizable(True)
        self._area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        said = QVBoxLayout()
        said.setContentsMargins(22, 0, 22, 0)
        said.addWidget(self.notice)
        self._below = QWidget()
        self._below.setLayout(self.foot)
        self.foot.setContentsMargins(20, 15, 20, 15)
        self.foot.setSpacing(10)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self._area, 1)
        column.addLayout(said)
        column.addWidget(self._below)

    def _on_done(self, then: Callable[[Any], None], done: object) -> None:
        self._busy = False
        self.notice.hide()
        then(done)

    def _on_lost(self, sentence: str) -> None:
        self.way_on.hide()
        self._tell("caution", sentence)

    def _tell(self, kind: str, sentence: str) -> None:
        self._busy = False
        self.notice.show_sentence(kind, sentence)
        self.notice.show()

    def _on_way_on(self) -> None:
        self.notice.hide()
        if self._way:
            self.take(self._way)
