"""The frame of the dialogs that change a list of the practice's: rows, and a box for one more."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

from PySide6.QtCore import QRectF, Qt, Signal, Slot
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QDialog,
    QFrame,
    QHBoxLayout,
    QLineEdit,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from desktop.rules.refusal import Refused
from desktop.ui.desk import Desk
from desktop.ui.look import current
from desktop.ui.messages import MessageBar
from desktop.ui.widgets.buttons import PlainButton
from desktop.ui.widgets.field import Box
from desktop.ui.widgets.focus_overlay import FocusOverlay
from desktop.ui.widgets.label import Label


class ListDialog(QDialog):
    """Every change is a step of its own, done at once.

    Signals: added(int id), when one more is in the list
    """

    added = Signal(int)

    def __init__(self, desk: Desk, title: str, new: str, parent: QWidget | None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(title)
        self.setAccessibleName(title)
        self._desk = desk
        self._widgets: list[QWidget] = []
        self.messages = MessageBar()
        self.new = Box("plus")
        self.new.setObjectName("new_entry")
        self.new.setPlaceholderText(new)
        self.new.setAccessibleName(new)
        self.add = PlainButton(self.tr("Add"), key="Enter")
        self.add.setObjectName("add_entry")
        self.close_button = PlainButton(self.tr("Done"), key="Esc", kind="main")
        self.close_button.setAutoDefault(False)
        self.add.setAutoDefault(False)
        self._lay_out(title)
        self.new.returnPressed.connect(self._on_add)
        self.add.clicked.connect(self._on_add)
        self.close_button.clicked.connect(self.accept)
        self.new.setFocus(Qt.FocusReason.OtherFocusReason)
        self._ring = FocusOverlay(self)
        self.reload()

    def query(self) -> Callable[..., Any]:
        """Say what to read."""
        raise NotImplementedError

    def row(self, entry: Any) -> QWidget:
        """Make a row for an entry."""
        raise NotImplementedError

    def adding(self, name: str) -> Callable[..., Any]:
        """Say how to add an entry of this name."""
        raise NotImplementedError

    def reload(self) -> None:
        """Read the list again and show it."""
        self._desk.read(self.query(), self._show_entries, owner=self, latest="entries")

    def write(self, action: Callable[..., Any], said: str = "") -> None:
        """Do a step, and show the list again whatever became of it."""
        self._desk.write(action, partial(self._on_done, said), owner=self, refused=self._on_no)

    def keyPressEvent(self, event: Any) -> None:
        enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if enter or (event.key() == Qt.Key.Key_Escape and self.messages.dismiss()):
            return  # Enter belongs to the box it is pressed in
        super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        look, painter = current(), QPainter(self)
        painter.fillRect(event.rect(), look.color("card"))
        foot = QRectF(0, self.close_button.y() - 12, self.width(), self.height())
        painter.fillRect(foot, look.color("pane"))
        painter.fillRect(QRectF(0, foot.top(), self.width(), 1), look.color("line"))

    def name_box(self, name: str, said: str, changed: Callable[[str], None]) -> Box:
        """Make a box for the name of an entry; leaving it changes the name."""
        box = Box()
        box.setText(name)
        box.setAccessibleName(said)

        def leave() -> None:
            if box.text().strip() != name and box.isModified():
                box.setModified(False)
                changed(box.text())

        box.editingFinished.connect(leave)
        return box

    def _show_entries(self, entries: Sequence[Any]) -> None:
        for widget in self._widgets:
            self._rows.removeWidget(widget)
            widget.hide()
            widget.deleteLater()
        self._widgets = [self.row(each) for each in entries]
        for widget in self._widgets:
            self._rows.addWidget(widget)
        self._nothing.setVisible(not entries)

    def _lay_out(self, title: str) -> None:
        self._rows, page = QVBoxLayout(), QWidget()
        self._rows.setSpacing(8)
        self._nothing = Label(self.tr("Nothing is in this list yet."), "text", "ink2")
        page.setObjectName("contents")
        inside = QVBoxLayout(page)
        inside.setContentsMargins(22, 4, 22, 4)
        inside.addWidget(self._nothing)
        inside.addLayout(self._rows)
        inside.addStretch(1)
        area = QScrollArea()
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setWidgetResizable(True)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setAccessibleName(title)
        area.setWidget(page)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 18, 0, 12)
        column.setSpacing(12)
        head = _padded(Label(title, "title"))
        column.addLayout(head)
        column.addLayout(_padded(self.messages))
        column.addWidget(area, 1)
        column.addLayout(_padded(self.new, self.add))
        column.addSpacing(12)
        foot = _padded()
        foot.addStretch(1)
        foot.addWidget(self.close_button)
        column.addLayout(foot)
        self.resize(current().px(620), current().px(520))

    @Slot()
    def _on_add(self) -> None:
        if self.new.text().strip():
            action = self.adding(self.new.text())
            self._desk.write(action, self._on_added, owner=self, refused=self._on_no)

    def _on_added(self, made: Any) -> None:
        self.new.clear()
        self.reload()
        self.added.emit(made.id)

    def _on_done(self, said: str, _nothing: Any) -> None:
        if said:
            self.messages.say("good", said)
        self.reload()

    def _on_no(self, no: Refused) -> None:
        self.messages.say("refuse", no.sentence)
        focus = self.focusWidget()
        if not (isinstance(focus, QLineEdit) and focus is self.new):
            self.reload()


def _padded(*widgets: QWidget) -> QHBoxLayout:
    row = QHBoxLayout()
    row.setContentsMargins(22, 0, 22, 0)
    row.setSpacing(8)
    for n, each in enumerate(widgets):
        row.addWidget(each, 0 if n else 1)
    return row
