"""Head count: people who are there and give no name are counted, never written down."""

from functools import partial

from PySide6.QtCore import QRectF, Qt, Slot
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from desktop.data import wrap_ups
from desktop.data.activities import SessionCard
from desktop.data.wrap_ups import Heads
from desktop.rules.refusal import Refused
from desktop.ui.desk import Desk
from desktop.ui.look import current
from desktop.ui.widgets.buttons import PlainButton
from desktop.ui.widgets.focus_overlay import FocusOverlay
from desktop.ui.widgets.label import Label

MORE = {"+": 1, "=": 1, "-": -1, "−": -1}


class HeadsDialog(QDialog):
    """Counts up and down; each press is saved at once, and seen on all desks."""

    def __init__(self, desk: Desk, session: SessionCard, nameless: int, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(self.tr("Head count"))
        self.setObjectName("head_count")
        self._desk, self._session = desk, session

        self.number = Label("", "display")
        self.more = PlainButton(self.tr("One more"), icon="plus", key="+")
        self.fewer = PlainButton(self.tr("One fewer"), icon="minus", key="-")
        self.close_ = PlainButton(self.tr("Done"), icon="check", key="Enter", kind="main")
        self.close_.setDefault(True)
        self._no = Label("", "text", "refuse", wrap=True)
        self._lay_out()

        self.more.clicked.connect(partial(self.count, 1))
        self.fewer.clicked.connect(partial(self.count, -1))
        self.close_.clicked.connect(self.accept)
        self._show(Heads(nameless))
        self._no.hide()
        self._ring = FocusOverlay(self)

    @Slot(int)
    def count(self, by: int) -> None:
        """Count so many more, or fewer with a number below none."""
        step = partial(wrap_ups.head_count, session_id=self._session.id, by=by)
        self._desk.write(
            step, self._show, owner=self, refused=self._on_refused, lost=self._say_no
        )  # fmt: skip

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.text() in MORE:
            self.count(MORE[event.text()])
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        look, painter = current(), QPainter(self)
        painter.fillRect(event.rect(), look.color("card"))
        foot = QRectF(0, self.close_.y() - 15, self.width(), self.height())
        painter.fillRect(foot, look.color("pane"))
        painter.fillRect(QRectF(0, foot.top(), self.width(), 1), look.color("line"))

    def _lay_out(self) -> None:
        body = QVBoxLayout()
        body.setContentsMargins(22, 18, 22, 18)
        body.setSpacing(8)
        body.addWidget(Label(self.tr("How many are here who gave no name?"), "strong", wrap=True))
        explained = self.tr("They are counted and never written down. Saved at each press.")
        body.addWidget(Label(explained, "text", "ink2", wrap=True))
        count = QHBoxLayout()
        count.setSpacing(12)
        count.addWidget(self.number)
        count.addStretch(1)
        count.addWidget(self.fewer)
        count.addWidget(self.more)
        body.addLayout(count)
        body.addWidget(self._no)
        foot = QHBoxLayout()
        foot.setContentsMargins(20, 15, 20, 15)
        foot.addStretch(1)
        foot.addWidget(self.close_)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(body)
        column.addStretch(1)
        column.addLayout(foot)
        self.setMinimumWidth(current().px(460))

    def _show(self, heads: Heads) -> None:
        self._no.hide()
        self.number.setText(str(heads.nameless))
        self.number.setAccessibleName(self.tr("{0} without a name").format(heads.nameless))

    def _say_no(self, sentence: str) -> None:
        self._no.setText(sentence)
        self._no.show()

    @Slot(object)
    def _on_refused(self, no: Refused) -> None:
        self._say_no(no.sentence)
