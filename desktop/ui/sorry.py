"""What is shown when the program is wrong: calm, with a way on."""

from pathlib import Path

from PySide6.QtCore import Qt, QUrl, Signal, Slot
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from desktop.ui.look import current
from desktop.ui.widgets.buttons import PlainButton
from desktop.ui.widgets.focus_overlay import FocusOverlay
from desktop.ui.widgets.label import Label


class Sorry(QDialog):
    """Says that something went wrong, where the report is, and that nothing saved is lost.

    Signals:
        close_wanted: the program had better be closed.
    """

    close_wanted = Signal()

    def __init__(self, file: Path | None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._file = file
        self.setWindowTitle(self.tr("Crafternoon"))
        self.setObjectName("sorry")
        self._on = PlainButton(self.tr("Carry on"), kind="main")
        self._folder = PlainButton(self.tr("Open report folder"), icon="folder-open")
        self._close = PlainButton(self.tr("Close Crafternoon"))
        self._lay_out()

        self._on.clicked.connect(self.accept)
        self._folder.clicked.connect(self._on_folder)
        self._close.clicked.connect(self._on_close)
        self._folder.setVisible(file is not None)
        self._on.setFocus(Qt.FocusReason.OtherFocusReason)
        self._ring = FocusOverlay(self)

    def _lay_out(self) -> None:
        look = current()
        said = self.tr("Nothing that was saved is lost. Look whether your last change is there.")
        title = Label(self.tr("Something went wrong"), "title")
        column = QVBoxLayout(self)
        column.setContentsMargins(*[look.px(24)] * 4)
        column.setSpacing(look.px(8))
        column.addWidget(title)
        column.addWidget(Label(said, "body", wrap=True))
        column.addWidget(Label(self._about_report(), "text", "ink2", wrap=True))
        column.addSpacing(look.px(12))
        row = QHBoxLayout()
        row.setSpacing(10)
        row.addWidget(self._folder)
        row.addStretch(1)
        row.addWidget(self._close)
        row.addWidget(self._on)
        column.addLayout(row)
        self.setMinimumWidth(look.px(560))

    def _about_report(self) -> str:
        if self._file is None:
            return self.tr("A report could not be written.")
        said = self.tr("A report was written: {0}. It says where, and names nobody.")
        return said.format(self._file.name)

    @Slot()
    def _on_folder(self) -> None:
        if self._file:
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._file.parent)))

    @Slot()
    def _on_close(self) -> None:
        self.reject()
        self.close_wanted.emit()
