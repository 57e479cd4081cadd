"""A small dialog for what the desk should know of a day: "Boiler off. Use Room 2."."""

from datetime import date
from functools import partial

from PySide6.QtCore import QRectF, Qt, Signal, Slot
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QDialog, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from desktop.data import calendar
from desktop.data.marks import Memo
from desktop.rules.days import day
from desktop.rules.refusal import Refused
from desktop.ui.desk import Desk
from desktop.ui.look import current
from desktop.ui.widgets.buttons import PlainButton
from desktop.ui.widgets.field import Field
from desktop.ui.widgets.focus_overlay import FocusOverlay
from desktop.ui.widgets.label import Label


class MemoDialog(QDialog):
    """Asks for one line about a day; an empty one takes the memo away.

    Signals: saved(date, str text), once it is in the records
    """

    saved = Signal(object, str)

    def __init__(
        self, desk: Desk, on: date, memo: Memo | None, today: date, parent: QWidget
    ) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(self.tr("Day memo"))
        self.setObjectName("day_memo")
        self._desk, self._on, self._memo, self._today = desk, on, memo, today

        self.memo = Field(self.tr("Day memo"), icon="note-pencil", text=memo.text if memo else "")
        self.memo.box.setObjectName("memo")
        self.memo.box.setPlaceholderText(self.tr("Boiler off. Use Room 2."))
        self.memo.box.setMaxLength(calendar.LONGEST_MEMO)
        self.cancel = PlainButton(self.tr("Cancel"), key="Esc")
        self.save = PlainButton(self.tr("Save the memo"), icon="check", key="Enter", kind="main")
        self.save.setDefault(True)
        self._lay_out(day(on, today))

        self.save.clicked.connect(self._on_save)
        self.cancel.clicked.connect(self.reject)
        self.memo.setFocus()
        self._ring = FocusOverlay(self)

    def paintEvent(self, event: QPaintEvent) -> None:
        look, painter = current(), QPainter(self)
        painter.fillRect(event.rect(), look.color("card"))
        foot = QRectF(0, self.save.y() - 15, self.width(), self.height())
        painter.fillRect(foot, look.color("pane"))
        painter.fillRect(QRectF(0, foot.top(), self.width(), 1), look.color("line"))

    def _lay_out(self, name: str) -> None:
        body = QVBoxLayout()
        body.setContentsMargins(22, 18, 22, 18)
        body.setSpacing(2)
        body.addWidget(Label(name, "strong", wrap=True))
        everybody = self.tr("Everybody at the desk sees it. Leave out patients' names.")
        body.addWidget(Label(everybody, "text", "ink2", wrap=True))
        body.addSpacing(12)
        body.addWidget(self.memo)
        self.memo.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        foot = QHBoxLayout()
        foot.setContentsMargins(20, 15, 20, 15)
        foot.setSpacing(10)
        foot.addStretch(1)
        foot.addWidget(self.cancel)
        foot.addWidget(self.save)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(body)
        column.addStretch(1)
        column.addLayout(foot)
        self.setMinimumWidth(current().px(460))

    @Slot()
    def _on_save(self) -> None:
        text = self.memo.text()
        version = self._memo.version if self._memo else None
        write = partial(
            calendar.write_memo, on=self._on, text=text, version=version, today=self._today
        )
        self._desk.write(
            write, partial(self._on_written, text), owner=self, refused=self._on_refused,
            lost=self.memo.refuse,
        )  # fmt: skip

    def _on_written(self, text: str, _nothing: None) -> None:
        self.saved.emit(self._on, text)
        self.accept()

    @Slot(object)
    def _on_refused(self, refusal: Refused) -> None:
        self.memo.refuse(refusal.sentence)
