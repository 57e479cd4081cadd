"""The strip at the foot of the register that cancels one booking, with a reason if there is one."""

from datetime import date

from PySide6.QtCore import QEvent, QRectF, Qt, Signal, Slot
from PySide6.QtGui import QHideEvent, QKeyEvent, QPainter, QPaintEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QVBoxLayout, QWidget

from desktop.data.activities import SessionCard
from desktop.data.registers import RegisterLine
from desktop.ui.look import current
from desktop.ui.signups.words import what_and_when
from desktop.ui.widgets.buttons import PlainButton
from desktop.ui.widgets.field import Box
from desktop.ui.widgets.label import Label
from desktop.ui.widgets.segments import Segments

NARROW = 520


class CancelStrip(QWidget):
    """Asks why and who cancels; both may be left as they are.

    Signals:
        agreed: cancel it (RegisterLine, str reason, str by whom).
        kept: leave the booking.
        shown: the question is there, or gone (bool).
    """

    agreed = Signal(object, str, str)
    kept = Signal()
    shown = Signal(bool)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._line: RegisterLine | None = None
        self._title = Label("", "strong", wrap=True)
        self.reason = Box()
        self.reason.setObjectName("cancel_reason")
        self.reason.setMaxLength(300)
        self.reason.setPlaceholderText(self.tr("Reason, if there is one"))
        self.reason.setAccessibleName(self.tr("Reason, if there is one"))
        choices = (
            ("person", self.tr("They cancel")),
            ("practice", self.tr("We cancel")),
        )
        self.by_whom = Segments(self.tr("Who cancels"), choices)
        self._yes = PlainButton(self.tr("Cancel booking"), key="Enter", kind="danger")
        self._no = PlainButton(self.tr("Keep it"), key="Esc")
        self._lay_out()
        self.hide()

        self._yes.clicked.connect(self._agree)
        self._no.clicked.connect(self.keep)
        self.reason.returnPressed.connect(self._agree)

    def ask(self, session: SessionCard, line: RegisterLine, today: date) -> None:
        """Open for one booking, the cursor in the reason."""
        self._line = line
        words = self.tr("Cancel the booking of {0}: {1}?")
        self._title.setText(words.format(line.called, what_and_when(session, today)))
        self.setAccessibleName(self._title.text())
        self.reason.clear()
        self.by_whom.choose("person")
        self.show()
        self.reason.setFocus()

    @Slot()
    def keep(self) -> None:
        """Close and change nothing."""
        if self.isVisible():
            self.hide()
            self.kept.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.keep()
        else:
            super().keyPressEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.shown.emit(True)

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self.shown.emit(False)

    def paintEvent(self, _: QPaintEvent) -> None:
        look, painter = current(), QPainter(self)
        painter.fillRect(self.rect(), look.color("pane"))
        painter.fillRect(QRectF(0, 0, self.width(), 1), look.color("line2"))

    def _lay_out(self) -> None:
        self._upper = upper = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        upper.setSpacing(8)
        upper.addWidget(self._title, 1)
        upper.addWidget(self.by_whom)
        self._lower = lower = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        lower.setSpacing(8)
        lower.addWidget(self.reason, 1)
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        buttons.addStretch(1)
        buttons.addWidget(self._yes)
        buttons.addWidget(self._no)
        lower.addLayout(buttons)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 12, 20, 14)
        column.setSpacing(10)
        column.addLayout(upper)
        column.addLayout(lower)

    def _fit(self) -> None:
        """Put one thing under the other where they have no room side by side."""
        room = self.width() - 2 * 20
        self._show_keys(True)
        if self._buttons_width() > room:
            self._show_keys(False)
        direction = QBoxLayout.Direction
        narrow = room < current().px(NARROW)
        for layout in (self._upper, self._lower):
            layout.setDirection(direction.TopToBottom if narrow else direction.LeftToRight)

    def _buttons_width(self) -> int:
        return self._yes.sizeHint().width() + self._no.sizeHint().width() + 8

    def _show_keys(self, shown: bool) -> None:
        self._yes.set_key("Enter" if shown else "")
        self._no.set_key("Esc" if shown else "")

    @Slot()
    def _agree(self) -> None:
        self.hide()
        self.agreed.emit(self._line, self.reason.text().strip(), self.by_whom.choice())
