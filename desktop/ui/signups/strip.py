"""A strip at the foot of the register that asks something before it is done."""

from PySide6.QtCore import QEvent, QRectF, Qt, Signal, Slot
from PySide6.QtGui import QHideEvent, QKeyEvent, QPainter, QPaintEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QVBoxLayout, QWidget

from desktop.ui.look import current
from desktop.ui.widgets.buttons import PlainButton
from desktop.ui.widgets.field import Box
from desktop.ui.widgets.label import Label

NARROW = 520


class Strip(QWidget):
    """A question, what may be chosen or typed, and the two ways out; Esc leaves.

    Signals:
        kept: leave it all as it is.
        shown: the question is there, or gone (bool).
    """

    kept = Signal()
    shown = Signal(bool)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.title = Label("", "strong", wrap=True)
        self.reason = Box()
        self.yes = PlainButton("", key="Enter", kind="danger")
        self.no = PlainButton(self.tr("Keep it"), key="Esc")
        self._upper = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._lower = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self.hide()

        self.yes.clicked.connect(self.agree)
        self.no.clicked.connect(self.keep)
        self.reason.returnPressed.connect(self.agree)

    def open_for(self, question: str) -> None:
        """Ask it, the cursor in the reason."""
        self.title.setText(question)
        self.setAccessibleName(question)
        self.reason.clear()
        self.show()
        self.reason.setFocus()

    @Slot()
    def agree(self) -> None:
        """Do it."""
        raise NotImplementedError

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

    def lay_out(self, beside: QWidget) -> None:
        """Put the question above with `beside` at its end, and the reason below."""
        self._upper.setSpacing(8)
        self._upper.addWidget(self.title, 1)
        self._upper.addWidget(beside)
        self._lower.setSpacing(8)
        self._lower.addWidget(self.reason, 1)
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        buttons.addStretch(1)
        buttons.addWidget(self.yes)
        buttons.addWidget(self.no)
        self._lower.addLayout(buttons)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 12, 20, 14)
        column.setSpacing(10)
        column.addLayout(self._upper)
        column.addLayout(self._lower)

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
        return self.yes.sizeHint().width() + self.no.sizeHint().width() + 8

    def _show_keys(self, shown: bool) -> None:
        self.yes.set_key("Enter" if shown else "")
        self.no.set_key("Esc" if shown else "")
