"""Taking along what is on screen: how many people it holds, why, and as which kind of file."""

import re
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QFileDialog,
    QSizePolicy,
    QWidget,
)

from desktop.data import taken_out
from desktop.data.db import Db
from desktop.exchange.table_out import TableOut
from desktop.rules.refusal import Refused
from desktop.rules.taking_out import LONGEST_REASON, needs_reason
from desktop.ui.desk import Desk
from desktop.ui.widgets.buttons import PlainButton
from desktop.ui.widgets.field import Field
from desktop.ui.widgets.segments import Segments
from desktop.ui.widgets.small_dialog import SmallDialog

_NOT_IN_A_NAME = re.compile(r'[\\/:*?"<>|]+')


class TakingOut(SmallDialog):
    """Asks why and where, notes it in the journal, and only then writes the file.

    Signals:
        told: what was written (str kind, str sentence).
    """

    told = Signal(str, str)

    def __init__(self, desk: Desk, table: TableOut, parent: QWidget) -> None:
        super().__init__(self.tr("Save what is on screen"), "taking_out", parent)
        self._desk, self._table = desk, table
        kinds = [("xlsx", self.tr("Spreadsheet")), ("csv", "CSV")]
        self.kind = Segments(self.tr("Kind of file"), kinds)
        self.kind.choose("xlsx")
        must = needs_reason(table.people)
        words = self.tr("Why?") if must else self.tr("Why? (may stay empty)")
        self.why = Field(words, icon="note-pencil")
        self.why.box.setObjectName("why")
        self.why.box.setMaxLength(LONGEST_REASON)
        self.leave = PlainButton(self.tr("Cancel"), key="Esc")
        self.save = PlainButton(
            self.tr("Choose where"), icon="floppy-disk", key="Ctrl+Enter", kind="main"
        )  # fmt: skip
        for button in (self.leave, self.save):
            button.setAutoDefault(False)
        self.save.clicked.connect(self._on_save)
        for key in ("Ctrl+Return", "Ctrl+Enter"):
            QShortcut(QKeySequence(key), self).activated.connect(self._on_save)
        self.kind.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        asked = [self.why, self.kind]
        self.stand(table.title, self._said(), asked, self.leave, self.save, wide=480)

    def _said(self) -> str:
        people = self._table.people
        if not people:
            return self.tr("It names no patients. That it was saved is written down.")
        one = self.tr("1 person leaves the program with it. That is written down.")
        several = self.tr("{0} people leave the program with it. That is written down.")
        return one if people == 1 else several.format(people)

    @Slot()
    def _on_save(self) -> None:
        if needs_reason(self._table.people) and not self.why.text().strip():
            self.why.refuse(self.tr("Say why so many people leave the program."))
            self.why.setFocus()
            return
        kind = self.kind.choice()
        dialog = QFileDialog(self, self.tr("Save what is on screen"), "", f"*.{kind}")
        dialog.setObjectName("file")
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix(kind)
        dialog.selectFile(_NOT_IN_A_NAME.sub(" ", self._table.title) + f".{kind}")
        dialog.fileSelected.connect(self._on_file)
        dialog.open()

    @Slot(str)
    def _on_file(self, file: str) -> None:
        note = partial(
            taken_out.take_out, what=self._table.title, people=self._table.people,
            reason=self.why.text(),
        )  # fmt: skip
        self._desk.write(
            note, partial(self._write, Path(file)), owner=self, refused=self._on_refused,
            lost=self.why.refuse, quiet=True,
        )  # fmt: skip

    def _write(self, path: Path, _nothing: None) -> None:
        write = partial(_written, table=self._table, path=path)
        self._desk.read(write, self._on_written, owner=self, refused=self._on_refused)

    def _on_written(self, path: Path) -> None:
        self.accept()
        self.told.emit("good", self.tr("Saved as {0}. That is written down.").format(path.name))

    @Slot(object)
    def _on_refused(self, refusal: Refused) -> None:
        self.why.refuse(refusal.sentence)


def _written(_db: Db, *, table: TableOut, path: Path) -> Path:
    """Write the file on a worker's thread."""
    from desktop.exchange.table_out import write_table

    write_table(table, path)
    return path
