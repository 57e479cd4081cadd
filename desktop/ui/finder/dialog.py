"""A small dialog that finds one person: who leads, who suggested it, who would come."""

from collections.abc import Callable
from datetime import datetime

from PySide6.QtCore import QSize, Qt, Signal, Slot
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from desktop.data.finding import FoundPerson
from desktop.ui.desk import Desk
from desktop.ui.finder.finder import Finder
from desktop.ui.look import current
from desktop.ui.messages import MessageBar
from desktop.ui.widgets.buttons import PlainButton
from desktop.ui.widgets.focus_overlay import FocusOverlay
from desktop.ui.widgets.label import Label


class FindPersonDialog(QDialog):
    """The finder of the Sign-ups tab; Enter takes the person under the bar.

    Signals: taken(FoundPerson)
    """

    taken = Signal(object)

    def __init__(
        self, desk: Desk, clock: Callable[[], datetime], title: str, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setObjectName("find_person")
        self.setWindowTitle(title)
        self.setAccessibleName(title)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.finder, self.messages = Finder(desk, clock), MessageBar()
        self.leave = PlainButton(self.tr("Leave"), key="Esc")
        self.leave.setAutoDefault(False)
        foot = QHBoxLayout()
        foot.addStretch(1)
        foot.addWidget(self.leave)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 18, 20, 16)
        column.setSpacing(10)
        column.addWidget(Label(title, "title", wrap=True))
        column.addWidget(self.messages)
        column.addWidget(self.finder)
        column.addStretch(1)
        column.addLayout(foot)
        self.finder.accepted.connect(self._on_accepted)
        self.finder.new_person.connect(self._on_new)
        self.finder.left.connect(self.reject)
        self.leave.clicked.connect(self.reject)
        self.finder.take_focus()
        self._ring = FocusOverlay(self)

    def sizeHint(self) -> QSize:
        return QSize(current().px(460), current().px(520))

    def paintEvent(self, event: QPaintEvent) -> None:
        QPainter(self).fillRect(event.rect(), current().color("card"))

    @Slot(object)
    def _on_accepted(self, person: FoundPerson) -> None:
        self.accept()
        self.taken.emit(person)

    @Slot(str)
    def _on_new(self, _typed: str) -> None:
        self.messages.say("info", self.tr("Add them in the People tab first."))
