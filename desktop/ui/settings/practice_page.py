"""The practice itself: its name, its telephone, its logo."""

from pathlib import Path

from PySide6.QtCore import QSize, Qt, Signal, Slot
from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QLabel, QWidget

from desktop.data.own_paper import OwnPaper
from desktop.ui.look import current
from desktop.ui.settings.page import SettingsPage, refresh
from desktop.ui.widgets.buttons import PlainButton
from desktop.ui.widgets.field import Field
from desktop.ui.widgets.label import Label

LOGO = QSize(220, 90)


class PracticePage(SettingsPage):
    """What stands on every page.

    Signals:
        called: the name or the telephone was changed (str name, str phone).
        drawn: a logo was chosen, b"" for none (bytes).
        unread: a file could not be read (str sentence).
    """

    called = Signal(str, str)
    drawn = Signal(bytes)
    unread = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.call(self.tr("Practice"), self.tr("It stands on every page that is printed."))
        self._shown: OwnPaper | None = None
        self.name = Field(self.tr("Name"), icon="house")
        self.phone = Field(self.tr("Telephone"), icon="phone", hint=self.tr("as people dial it"))
        for field, named in ((self.name, "practice_name"), (self.phone, "practice_phone")):
            field.box.setObjectName(named)
            field.box.editingFinished.connect(self._on_left)
            self.body.addWidget(field)
        self._logo, self._none = QLabel(), Label(self.tr("No logo yet."), "body", "ink2")
        self._logo.setAlignment(Qt.AlignmentFlag.AlignLeft)
        self._logo.setAccessibleName(self.tr("Logo"))
        self.choose = PlainButton(self.tr("Choose a logo"), icon="folder-open")
        self.take = PlainButton(self.tr("Take it away"), icon="trash")
        self.choose.setObjectName("choose_logo")
        self.take.setObjectName("remove_logo")
        self.choose.clicked.connect(self._on_choose)
        self.take.clicked.connect(lambda: self.drawn.emit(b""))
        self._lay_out()

    def show_practice(self, shown: OwnPaper) -> None:
        """Show what is in the records; what somebody is typing stays."""
        before, self._shown = self._shown or OwnPaper(), shown
        refresh(self.name, before.name, shown.name)
        refresh(self.phone, before.phone, shown.phone)
        pixmap = QPixmap()
        pixmap.loadFromData(shown.logo)
        there = not pixmap.isNull()
        self._logo.setVisible(there)
        self._none.setVisible(not shown.logo)
        self.take.setVisible(bool(shown.logo))
        if there:
            wanted = LOGO * current().scale
            keep = Qt.AspectRatioMode.KeepAspectRatio
            smooth = Qt.TransformationMode.SmoothTransformation
            self._logo.setPixmap(pixmap.scaled(wanted, keep, smooth))

    def take_logo(self, file: str) -> None:
        """Read a picture for the logo."""
        try:
            picture = Path(file).read_bytes()
        except OSError:
            self.unread.emit(self.tr("Not saved. That file cannot be read. Choose another one."))
            return
        self.drawn.emit(picture)

    def refuse(self, sentence: str) -> None:
        """Say below the name what is wrong with it."""
        self.name.refuse(sentence)

    @Slot()
    def _on_left(self) -> None:
        shown, said = self._shown, (self.name.text().strip(), self.phone.text().strip())
        if shown and said != (shown.name, shown.phone):
            self.called.emit(*said)

    @Slot()
    def _on_choose(self) -> None:
        kinds = self.tr("Pictures (*.png *.jpg *.jpeg *.svg)")
        dialog = QFileDialog(self, self.tr("Choose a logo"), "", kinds)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.fileSelected.connect(self.take_logo)
        dialog.open()

    def _lay_out(self) -> None:
        self.body.addWidget(Label(self.tr("Logo"), "control"))
        self.body.addWidget(self._logo)
        self.body.addWidget(self._none)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.choose)
        row.addWidget(self.take)
        row.addStretch(1)
        self.body.addLayout(row)
        self.body.addStretch(1)
        self.setFocusProxy(self.name.box)
