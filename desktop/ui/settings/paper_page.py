"""What the practice says on paper, and how its paper looks."""

from typing import Any

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QWidget

from desktop.data.own_paper import OwnPaper
from desktop.rules.own_paper import OnPaper, Order
from desktop.ui.settings.page import SettingsPage, refresh
from desktop.ui.widgets.buttons import PlainButton
from desktop.ui.widgets.check import Check
from desktop.ui.widgets.combo import StillCombo
from desktop.ui.widgets.field import Field, Labelled
from desktop.ui.widgets.label import Label


class PaperPage(SettingsPage):
    """Its own lines, the order of the timetable, and a folder of its own templates.

    Signals:
        said: the practice wants to say it so (OnPaper).
        named: people are to stand on sheets so (str).
        templates_chosen: a folder of its own templates for this PC, "" for none (str).
    """

    said = Signal(object)
    named = Signal(str)
    templates_chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.call(self.tr("Paper"), self.tr("The words on every wall and every card."))
        self._shown: OwnPaper | None = None
        self._templates = ""
        self.invitation = _line("invitation", self.tr("Below the heading"), "megaphone")
        self.closing = _line("closing_line", self.tr("At the end of the timetable"), "chat-text")
        self.address = _line("page_address", self.tr("Your page"), "hash")
        self.address.say(self.tr("Your page"), self.tr("printed as a code to scan"))
        self.order = _chosen("paper_order", "clock", (
            (Order.TIME, self.tr("By time")), (Order.CATEGORY, self.tr("By category")),
            (Order.PLACE, self.tr("By place")),
        ))  # fmt: skip
        self.names = _chosen("sheet_names", "users", (
            ("first", self.tr("First names")), ("initial", self.tr("First names and an initial")),
            ("full", self.tr("Full names")),
        ))  # fmt: skip
        self.colour = Check(self.tr("Colour in the symbols"))
        self.colour.setObjectName("paper_colour")
        self.folder = PlainButton(self.tr("Choose a folder"), icon="folder-open")
        self.ours = PlainButton(self.tr("Use the ones that came with Crafternoon"))
        self._where = Label("", "body", "ink2", wrap=True)
        self._lay_out()
        self._connect()

    def show_paper(self, shown: OwnPaper, templates: str) -> None:
        """Show what is in the records; what somebody is typing stays."""
        before, said = (self._shown or OwnPaper()).said, shown.said
        self._shown, self._templates = shown, templates
        refresh(self.invitation, before.invitation, said.invitation)
        refresh(self.closing, before.closing_line, said.closing_line)
        refresh(self.address, before.page_address, said.page_address)
        for combo, value in ((self.order, said.order), (self.names, shown.names)):
            combo.blockSignals(True)
            combo.setCurrentIndex(combo.findData(value))
            combo.blockSignals(False)
        self.colour.blockSignals(True)
        self.colour.setChecked(said.colour)
        self.colour.blockSignals(False)
        self._where.setText(templates or self.tr("Crafternoon’s own templates are used."))
        self.ours.setVisible(bool(templates))

    def refuse(self, sentence: str) -> None:
        """Say what is wrong below the line that was typed last."""
        address = "page" in sentence
        (self.address if address else self.closing).refuse(sentence)

    @Slot()
    def _on_changed(self) -> None:
        said = OnPaper(
            self.invitation.text().strip(), self.closing.text().strip(),
            self.address.text().strip(), self.colour.isChecked(), self.order.currentData(),
        )  # fmt: skip
        if self._shown and said != self._shown.said:
            self.said.emit(said)

    @Slot()
    def _on_folder(self) -> None:
        dialog = QFileDialog(self, self.tr("The practice’s own templates"), self._templates)
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.setOption(QFileDialog.Option.ShowDirsOnly)
        dialog.fileSelected.connect(self.templates_chosen)
        dialog.open()

    def _connect(self) -> None:
        for field in (self.invitation, self.closing, self.address):
            field.box.editingFinished.connect(self._on_changed)
        self.order.currentIndexChanged.connect(self._on_changed)
        self.colour.toggled.connect(self._on_changed)
        self.names.currentIndexChanged.connect(
            lambda _row: self.named.emit(self.names.currentData())
        )
        self.folder.clicked.connect(self._on_folder)
        self.ours.clicked.connect(lambda: self.templates_chosen.emit(""))

    def _lay_out(self) -> None:
        for each in (self.invitation, self.closing, self.address):
            self.body.addWidget(each)
        row = QHBoxLayout()
        row.setSpacing(16)
        row.addWidget(Labelled(self.tr("Order within a day"), self.order), 1)
        row.addWidget(Labelled(self.tr("On registers"), self.names), 1)
        self.body.addLayout(row)
        self.body.addWidget(self.colour)
        self.body.addWidget(Label(self.tr("Templates of your own, on this PC"), "control"))
        self.body.addWidget(self._where)
        last = QHBoxLayout()
        last.setSpacing(8)
        last.addWidget(self.folder)
        last.addWidget(self.ours)
        last.addStretch(1)
        self.body.addLayout(last)
        self.body.addStretch(1)
        self.setFocusProxy(self.invitation.box)


def _line(name: str, label: str, icon: str) -> Field:
    field = Field(label, icon=icon)
    field.box.setObjectName(name)
    return field


def _chosen(name: str, icon: str, choices: tuple[tuple[Any, str], ...]) -> StillCombo:
    combo = StillCombo(icon)
    combo.setObjectName(name)
    for value, words in choices:
        combo.addItem(words, value)
    return combo
