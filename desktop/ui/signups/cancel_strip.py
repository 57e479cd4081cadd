"""The strip at the foot of the register that cancels one booking, with a reason if there is one."""

from datetime import date

from PySide6.QtCore import QEvent, QRectF, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop.data.activities import SessionCard
from desktop.data.registers import RegisterLine
from desktop.ui.look import current
from desktop.ui.signups.words import what_and_when
from desktop.ui.widgets.buttons import PlainButton
from desktop.ui.widgets.field import Box
from desktop.ui.widgets.label import Label
from desktop.ui.widgets.segments import Segments


class CancelStrip(QWidget):
    """Asks why and who cancels; both may be left as they are.

    Signals:
        agreed: cancel it (RegisterLine, str reason, str by whom).
        kept: leave the booking.
    """

    agreed = Signal(object, str, str)
    kept = Signal()

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
            ("practice", self.tr("The practice cancels")),
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
            self.updateGeometry()

    def paintEvent(self, _: QPaintEvent) -> None:
        look, painter = current(), QPainter(self)
        painter.fillRect(self.rect(), look.color("pane"))
        painter.fillRect(QRectF(0, 0, self.width(), 1), look.color("line2"))

    def _lay_out(self) -> None:
        upper = QHBoxLayout()
        upper.addWidget(self._title, 1)
        upper.addWidget(self.by_whom)
        lower = QHBoxLayout()
        lower.setSpacing(8)
        lower.addWidget(self.reason, 1)
        lower.addWidget(self._yes)
        lower.addWidget(self._no)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 12, 20, 14)
        column.setSpacing(10)
        column.addLayout(upper)
        column.addLayout(lower)

    @Slot()
    def _agree(self) -> None:
        self.hide()
        self.agreed.emit(self._line, self.reason.text().strip(), self.by_whom.choice())
