"""What stands in the window while its database cannot be opened."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop.ui.look import current
from desktop.ui.widgets.buttons import PlainButton
from desktop.ui.widgets.label import Label
from desktop.ui.widgets.notice import Notice
from desktop.ui.widgets.pane import Pane


class ShutPage(Pane):
    """Says why, and offers to try again or to open something else.

    Signals:
        again: try the same database again.
        other: choose another one.
    """

    again = Signal()
    other = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("shut")
        self.notice = Notice("caution")
        self._where = Label("", "text", "ink2", wrap=True)
        self._again = PlainButton(self.tr("Try again"), icon="arrows-clockwise", kind="main")
        self._other = PlainButton(self.tr("Choose another database"), icon="database")
        self._again.clicked.connect(self.again)
        self._other.clicked.connect(self.other)
        self._lay_out()

    def say(self, sentence: str, where: str) -> None:
        """Show the sentence, and which database it is about; the keyboard goes to Try again."""
        self.notice.show_sentence("caution", sentence)
        self._where.setText(where)
        self._again.setFocus(Qt.FocusReason.OtherFocusReason)

    def _lay_out(self) -> None:
        middle = QWidget()
        middle.setMaximumWidth(current().px(720))
        column = QVBoxLayout(middle)
        column.setSpacing(current().px(12))
        column.addWidget(Label(self.tr("The records cannot be opened"), "title", wrap=True))
        column.addWidget(self.notice)
        column.addWidget(self._where)
        row = QHBoxLayout()
        row.setSpacing(10)
        row.addWidget(self._again)
        row.addWidget(self._other)
        row.addStretch(1)
        column.addSpacing(4)
        column.addLayout(row)
        outer = QVBoxLayout(self)
        outer.addStretch(2)
        line = QHBoxLayout()
        line.addStretch(1)
        line.addWidget(middle, 6)
        line.addStretch(1)
        outer.addLayout(line)
        outer.addStretch(3)
