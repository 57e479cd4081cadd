"""A dialog in two halves: at the left what is wanted, at the right the dates it means."""

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QEvent, QRectF, QSize, Qt, Slot
from PySide6.QtGui import QKeySequence, QPainter, QPaintEvent, QShortcut
from PySide6.QtWidgets import QDialog, QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from desktop.rules.refusal import Refused
from desktop.ui.desk import Desk
from desktop.ui.look import current
from desktop.ui.series.dates_pane import DatesPane
from desktop.ui.widgets.buttons import PlainButton
from desktop.ui.widgets.focus_overlay import FocusOverlay
from desktop.ui.widgets.label import Label
from desktop.ui.widgets.notice import Notice
from desktop.ui.widgets.pane import Pane, PaneKeys

WIDE, HIGH, NARROW = 1020, 860, 800


class Sheet(QDialog):
    """Holds both halves and the foot; with little room the halves are two pages of F6.

    A subclass says in `go` what its green button does; Ctrl+Enter presses it.
    """

    def __init__(
        self, desk: Desk, title: str, name: str, left: QWidget, foot: str, parent: QWidget
    ) -> None:
        super().__init__(parent)
        self._desk, self._busy = desk, False
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(title)
        self.setObjectName(name)
        self.left, self.right = Pane(), DatesPane()
        self.notice = Notice("refuse", "")
        self.leave = PlainButton(self.tr("Cancel"), key="Esc")
        self.act = PlainButton("", icon="plus", key="Ctrl+Enter", kind="main")
        self.act.setObjectName("act")
        for button in (self.leave, self.act):  # Enter alone is for the box it is pressed in
            button.setAutoDefault(False)
        self._shown: Pane = self.left
        self._lay_out(left, foot)

        self.leave.clicked.connect(self.reject)
        self.act.clicked.connect(self._on_act)
        for key in ("Ctrl+Return", "Ctrl+Enter"):
            QShortcut(QKeySequence(key), self).activated.connect(self._on_act)
        PaneKeys(self, lambda: (self.left, self.right), self._bring)
        self._fit()
        self._ring = FocusOverlay(self)

    def go(self) -> None:
        """Do what the green button says, or go to what must be settled first."""
        raise NotImplementedError

    def go_to_open(self, sentence: str) -> bool:
        """Go to the first date still to be settled and say so; whether there is one."""
        row = self.right.view.go_to_open()
        if row is not None:
            self.tell("caution", sentence.format(row.title))
        return row is not None

    def write(self, action: Callable[..., Any], then: Callable[[Any], None]) -> None:
        """Hand a step over the counter, once; its refusal is said over the foot."""
        self._busy = True
        self._desk.write(
            action, then, owner=self, refused=self._on_refused, lost=self._on_lost
        )  # fmt: skip

    def reject(self) -> None:
        """Leave; a question at the foot of the dates goes first."""
        if not self.right.cancel_asking():
            super().reject()

    def tell(self, kind: str, sentence: str) -> None:
        """Say something over the foot; "" takes it away."""
        self.notice.show_sentence(kind, sentence)
        self._said.setVisible(bool(sentence))

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self._fit()

    def paintEvent(self, event: QPaintEvent) -> None:
        look, painter = current(), QPainter(self)
        painter.fillRect(event.rect(), look.color("card"))
        foot = QRectF(0, self._foot.geometry().top(), self.width(), self.height())
        painter.fillRect(foot, look.color("pane"))
        painter.fillRect(QRectF(0, foot.top(), self.width(), 1), look.color("line"))

    def _lay_out(self, left: QWidget, foot: str) -> None:
        left.setObjectName("contents")
        area = QScrollArea()
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setWidget(left)
        area.setWidgetResizable(True)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        inside = QVBoxLayout(self.left)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.addWidget(area)
        self.left.setFocusProxy(left)
        halves = QHBoxLayout()
        halves.setSpacing(0)
        halves.addWidget(self.left, 1)
        halves.addWidget(self.right, 1)
        self._foot = QWidget()
        row = QHBoxLayout(self._foot)
        row.setContentsMargins(20, 15, 20, 15)
        row.setSpacing(10)
        row.addWidget(Label(foot, "small", "ink2", wrap=True), 1)
        row.addWidget(self.leave)
        row.addWidget(self.act)
        self._said = QWidget()
        said = QVBoxLayout(self._said)
        said.setContentsMargins(22, 10, 22, 12)
        said.addWidget(self.notice)
        self._said.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(halves, 1)
        column.addWidget(self._said)
        column.addWidget(self._foot)

    def _fit(self) -> None:
        look, parent = current(), self.parentWidget()
        window = parent.window() if parent else self
        wide = min(look.px(WIDE), window.width() - 40)
        high = min(look.px(HIGH), window.height() - 40)
        self._narrow = wide < look.px(NARROW)
        if self.size() != QSize(wide, high):
            self.setFixedSize(wide, high)
        self._bring(self._shown)

    @Slot()
    def _on_act(self) -> None:
        if not self.right.answer() and not self._busy:
            self.go()

    def _on_refused(self, refusal: Refused) -> None:
        self._busy = False
        self.tell("refuse", refusal.sentence)

    def _on_lost(self, sentence: str) -> None:
        self._busy = False
        self.tell("caution", sentence)

    def _bring(self, pane: Pane) -> None:
        self._shown = pane
        self.left.setVisible(not self._narrow or pane is self.left)
        self.right.setVisible(not self._narrow or pane is self.right)
