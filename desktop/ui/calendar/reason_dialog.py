"""A small dialog for why a session is on all the same, though something stands in its way."""

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from desktop.ui.look import current
from desktop.ui.widgets.buttons import PlainButton
from desktop.ui.widgets.field import Field
from desktop.ui.widgets.focus_overlay import FocusOverlay
from desktop.ui.widgets.label import Label


class ReasonDialog(QDialog):
    """Asks why; without a reason there is no going on.

    Signals: given(str reason)
    """

    given = Signal(str)

    def __init__(self, title: str, clash: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(self.tr("All the same"))
        self.setObjectName("all_the_same")
        self.reason = Field(self.tr("Why all the same?"), icon="note-pencil")
        self.reason.box.setObjectName("reason")
        self.reason.box.setMaxLength(200)
        self.cancel = PlainButton(self.tr("Cancel"), key="Esc")
        self.go_on = PlainButton(self.tr("Bring it back"), icon="check", key="Enter", kind="main")
        self.go_on.setDefault(True)
        foot = QHBoxLayout()
        foot.setSpacing(10)
        foot.addStretch(1)
        foot.addWidget(self.cancel)
        foot.addWidget(self.go_on)
        column = QVBoxLayout(self)
        column.setContentsMargins(22, 18, 22, 15)
        column.setSpacing(6)
        column.addWidget(Label(title, "strong", wrap=True))
        column.addWidget(Label(clash, "text", "ink2", wrap=True))
        column.addSpacing(6)
        column.addWidget(self.reason)
        column.addStretch(1)
        column.addLayout(foot)
        self.setMinimumWidth(current().px(460))
        self.cancel.clicked.connect(self.reject)
        self.go_on.clicked.connect(self._on_go_on)
        self.reason.setFocus()
        self._ring = FocusOverlay(self)

    @Slot()
    def _on_go_on(self) -> None:
        reason = self.reason.text().strip()
        if reason:
            self.given.emit(reason)
            self.accept()
        else:
            self.reason.refuse(self.tr("Say why it may be there all the same."))
