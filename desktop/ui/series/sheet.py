"""A dialog in two halves: at the left what is wanted, at the right the dates it means."""

from PySide6.QtCore import QEvent, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QDialog, QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from desktop.ui.look import current
from desktop.ui.series.dates_pane import DatesPane
from desktop.ui.widgets.buttons import PlainButton
from desktop.ui.widgets.focus_overlay import FocusOverlay
from desktop.ui.widgets.label import Label
from desktop.ui.widgets.notice import Notice
from desktop.ui.widgets.pane import Pane, PaneKeys

WIDE, HIGH, NARROW = 1020, 860, 800


class Sheet(QDialog):
    """Holds both halves and the foot; with little room the halves are two pages of F6."""

    def __init__(self, title: str, name: str, left: QWidget, foot: str, parent: QWidget) -> None:
        super().__init__(parent)
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
        PaneKeys(self, lambda: (self.left, self.right), self._bring)
        self._fit()
        self._ring = FocusOverlay(self)

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

    def _bring(self, pane: Pane) -> None:
        self._shown = pane
        self.left.setVisible(not self._narrow or pane is self.left)
        self.right.setVisible(not self._narrow or pane is self.right)
