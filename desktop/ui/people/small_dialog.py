"""A small dialog about somebody: a title, what is asked, and a foot with two buttons."""

from collections.abc import Callable
from functools import partial
from typing import Any

from PySide6.QtCore import QRectF, Qt, Signal, Slot
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from desktop.rules.refusal import Refused
from desktop.ui.desk import Desk
from desktop.ui.look import current
from desktop.ui.widgets.buttons import PlainButton
from desktop.ui.widgets.focus_overlay import FocusOverlay
from desktop.ui.widgets.label import Label
from desktop.ui.widgets.notice import Notice

WIDE = 560


class SmallDialog(QDialog):
    """Its body is filled from outside; a step is handed over once, and a no is said in it.

    Signals:
        said: it is done (str, what to say).
    """

    said = Signal(str)

    def __init__(self, desk: Desk, title: str, name: str, parent: QWidget) -> None:
        super().__init__(parent)
        self._desk, self._busy = desk, False
        self._way: Callable[[], object] | None = None
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(title)
        self.setObjectName(name)
        self.notice = Notice("refuse", "")
        self.way_on = PlainButton("", key="Alt+S", kind="bar")
        self.way_on.setObjectName("way_on")
        self.notice.add(self.way_on)
        self.notice.hide()
        self.leave = PlainButton(self.tr("Leave it"), key="Esc")
        self.leave.setAutoDefault(False)
        self.act = PlainButton("", kind="main", key="Enter")
        self.act.setObjectName("act")
        self.act.setDefault(True)
        self.body = QVBoxLayout()
        self._lay_out(title)
        self.leave.clicked.connect(self.reject)
        self.way_on.clicked.connect(self._on_way_on)
        self.way_on.setShortcut("Alt+S")
        self.setFixedWidth(min(current().px(WIDE), max(parent.width() - 40, 320)))
        self._ring = FocusOverlay(self)

    def write(self, action: Callable[..., Any], then: Callable[[Any], None]) -> None:
        """Hand a step over the counter, once."""
        if not self._busy:
            self._busy = True
            done = partial(self._on_done, then)
            self._desk.write(
                action, done, owner=self, refused=self.refuse, lost=partial(self.tell, "caution")
            )

    def refuse(self, no: Refused) -> None:
        """Say no, with the way on if there is one here."""
        self.tell("refuse", no.sentence)
        self._way = self.way_after(no)
        self.way_on.setVisible(self._way is not None)
        if self._way is not None and no.way_on is not None:
            self.way_on.set_words(no.way_on.label)
            self.way_on.setFocus()

    def way_after(self, _no: Refused) -> Callable[[], object] | None:
        """Say what the dialog can do after a refusal."""
        return None

    def tell(self, kind: str, sentence: str) -> None:
        """Say something over the foot; "" takes it away."""
        self._busy = False
        self.way_on.hide()
        self.notice.show_sentence(kind, sentence)
        self.notice.setVisible(bool(sentence))
        self.fit()

    def fit(self) -> None:
        """Take the height that is needed, and no more than the window has."""
        self._column.activate()
        high = self._column.totalHeightForWidth(self.width())
        parent = self.parentWidget()
        self.resize(self.width(), min(high, parent.height() - 40) if parent else high)

    def paintEvent(self, event: QPaintEvent) -> None:
        look, painter = current(), QPainter(self)
        painter.fillRect(event.rect(), look.color("card"))
        foot = QRectF(0, self.act.y() - 15, self.width(), self.height())
        painter.fillRect(foot, look.color("pane"))
        painter.fillRect(QRectF(0, foot.top(), self.width(), 1), look.color("line"))

    def _lay_out(self, title: str) -> None:
        upper = QVBoxLayout()
        upper.setContentsMargins(24, 20, 24, 16)
        upper.setSpacing(10)
        upper.addWidget(Label(title, "title", wrap=True))
        self.body.setSpacing(10)
        upper.addLayout(self.body)
        upper.addWidget(self.notice)
        foot = QHBoxLayout()
        foot.setContentsMargins(20, 15, 20, 15)
        foot.setSpacing(10)
        foot.addStretch(1)
        foot.addWidget(self.leave)
        foot.addWidget(self.act)
        self._column = column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(upper)
        column.addStretch(1)
        column.addLayout(foot)

    def _on_done(self, then: Callable[[Any], None], answer: object) -> None:
        self._busy = False
        then(answer)

    @Slot()
    def _on_way_on(self) -> None:
        if self._way is not None:
            self._way()
