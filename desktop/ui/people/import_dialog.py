"""Importing people from a file: its columns, what would become of each line, then all or none."""

from collections.abc import Callable, Sequence
from datetime import datetime
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt, QTimer, Signal, Slot
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QDialog, QFileDialog, QWidget

from desktop.data import patient_import, patient_preview
from desktop.data.patient_import import Job
from desktop.data.patient_lines import Counts, Watch, Wishes
from desktop.data.patient_preview import Foreseen, LinePreview
from desktop.exchange.delimited import rejected_file
from desktop.exchange.headers import plain
from desktop.exchange.patients import PatientFile
from desktop.rules.refusal import Refused
from desktop.ui.desk import Desk
from desktop.ui.people import import_reading
from desktop.ui.people.import_frame import ImportFrame
from desktop.ui.people.import_reading import Looked

SOON, LOOK_AGAIN = 150, 100
_SHOWN = {"": "lines", "rejected": "rejected", "gone": "gone", "leaving": "leaving"}


class ImportDialog(ImportFrame):
    """Looks into a file, tries it out after every choice, and stores all of it or nothing.

    Signals:
        told: what was done (str kind, str sentence).
    """

    told = Signal(str, str)

    def __init__(
        self, desk: Desk, clock: Callable[[], datetime], file: Path, parent: QWidget
    ) -> None:
        super().__init__(self.tr("Import people from {0}").format(file.name), parent)
        self._desk, self._today, self._path = desk, clock().date(), file
        self._looked: Looked | None = None
        self._file: PatientFile | None = None
        self._found: Foreseen | None = None
        self._watch, self._storing = Watch(), False
        self._soon = QTimer(self, singleShot=True, interval=SOON)
        self._soon.timeout.connect(self._try_out)
        self._progress = QTimer(self, interval=LOOK_AGAIN)
        self._progress.timeout.connect(self._show_progress)

        self.columns.changed.connect(self._on_changed)
        self.lines.narrowed.connect(self._narrow)
        self.lines.dry_run.connect(self._on_dry_run)
        self.statuses.toggled.connect(self._show_act)
        self.dry.clicked.connect(self._on_dry_run)
        self.leave.clicked.connect(self.reject)
        self.act.clicked.connect(self._on_act)
        for key in ("Ctrl+Return", "Ctrl+Enter"):
            QShortcut(QKeySequence(key), self).activated.connect(self._on_act)

    def ask(self) -> None:
        """Open, and look into the file."""
        self.open()
        look = partial(import_reading.look, path=self._path)
        self._desk.read(look, self._on_looked, owner=self, refused=self._on_refused)

    @Slot()
    def reject(self) -> None:
        """Stop what is under way; leave when nothing is being stored."""
        self._watch.stop = True
        if not self._storing:
            super().reject()

    def _on_looked(self, looked: Looked) -> None:
        self._looked = looked
        self.columns.show_columns(looked.columns)
        self.columns.take_focus()
        others = getattr(looked.table, "others", ())
        if others:
            said = self.tr("Only the first table of this file is read. Other sheets: {0}.")
            self.tell("info", said.format(", ".join(others[:3])))
        self._try_out()

    @Slot()
    def _on_changed(self) -> None:
        self._watch.stop = True
        self._found = None
        self.tell("refuse", "")
        self._show()
        self._soon.start()

    @Slot()
    def _try_out(self) -> None:
        fields = self.columns.fields()
        if not {"first_name", "last_name"} & set(fields):
            self.tell("refuse", self.tr("No column is a name yet. Say which one is."))
            return
        if twice := self.columns.twice():
            said = self.tr("Two columns are said to be “{0}”. Leave one out.")
            self.tell("refuse", said.format(twice))
            return
        assert self._looked
        self._file = import_reading.patients(self._looked, fields, self._today)
        self._watch = Watch()
        self._progress.start()
        go = partial(patient_preview.foresee, lines=self._file, watch=self._watch)
        self._desk.read(
            go, self._on_foreseen, owner=self, latest="foreseen", refused=self._on_refused
        )  # fmt: skip

    def _on_foreseen(self, found: Foreseen) -> None:
        if self._watch.stop:
            return
        self._progress.stop()
        self._found = found
        self._show()

    @Slot()
    def _show_progress(self) -> None:
        reading, storing = self.tr("Looked at {0} lines."), self.tr("Storing: {0} lines.")
        self.status.setText((storing if self._storing else reading).format(f"{self._watch.read:,}"))

    def _show(self) -> None:
        found = self._found
        self.figures.show_counts(found.counts if found else None)
        if found:
            self._narrow("")
            self.show_options(found)
            self.status.setText(self.tr("Nothing is stored yet. All of it or none of it."))
        self._show_act()

    @Slot(str)
    def _narrow(self, only: str) -> None:
        if self._found and self._file:
            self.lines.lines.show_lines(self._found, only, self._file.said)
            self.show_caption(self._found, only, len(self.lines.lines.rows()))

    @Slot()
    def _show_act(self) -> None:
        number = self._people()
        one, several = self.tr("Import 1 person"), self.tr("Import {0} people")
        self.act.set_words(one if number == 1 else several.format(f"{number:,}"))
        self.act.setEnabled(number > 0 and not self._storing)
        self.dry.setEnabled(self._found is not None)

    def _people(self) -> int:
        counts = self._found.counts if self._found else None
        if counts is None:
            return 0
        left = counts.statuses if self.statuses.isChecked() else 0
        return counts.new + max(counts.changed, left)

    @Slot()
    def _on_act(self) -> None:
        if not self._found or self._storing or not self.act.isEnabled():
            return
        try:
            to = rejected_file(self._path) if self._rejects() else None
        except Refused as no:
            self._on_refused(no)
            return
        self._storing, self._watch = True, Watch()
        self._show_act()
        self._progress.start()
        lines = [each.line for each in self._found.lines]
        step = partial(patient_import.import_all, job=Job(lines, self._wishes(), self._watch))
        self._desk.write(
            step, partial(self._on_stored, to), owner=self, refused=self._on_refused,
            lost=self._on_lost,
        )  # fmt: skip

    def _rejects(self) -> bool:
        return bool(self._found and self._found.counts.rejected and self.rejects.isChecked())

    def _wishes(self) -> Wishes:
        assert self._looked
        said = zip(self._looked.columns, self.columns.fields(), strict=True)
        headers = {plain(each.header): field for each, field in said if plain(each.header)}
        return Wishes(self.statuses.isChecked(), tuple(headers.items()))

    def _on_stored(self, to: Path | None, counts: Counts) -> None:
        self._progress.stop()
        said = self.tr("Imported: {0} new, {1} changed, {2} the same, {3} rejected.")
        sentence = said.format(counts.new, counts.changed, counts.same, counts.rejected)
        if to is None or self._found is None:
            self._end(sentence)
            return
        no = tuple(each for each in self._found.lines if each.became == "rejected")
        self._write(no, to, partial(self._end_with_file, sentence, to))

    def _end_with_file(self, sentence: str, to: Path, _number: int) -> None:
        where = self.tr("Why each was rejected stands in {0}.").format(to.name)
        self._end(f"{sentence} {where}")

    def _end(self, sentence: str) -> None:
        self.done(QDialog.DialogCode.Accepted)
        self.told.emit("good", sentence)

    @Slot()
    def _on_dry_run(self) -> None:
        if not self._found:
            return
        name = self.tr("{0} dry run.csv").format(self._path.stem)
        dialog = QFileDialog(self, self.tr("Dry run to a file"), str(self._path.parent), "*.csv")
        dialog.setObjectName("file")
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix("csv")
        dialog.selectFile(name)
        dialog.fileSelected.connect(self._write_dry_run)
        dialog.open()

    @Slot(str)
    def _write_dry_run(self, file: str) -> None:
        if self._found:
            self._write(self._found.lines, Path(file), self._on_written)

    def _write(self, lines: Sequence[LinePreview], to: Path, then: Callable[[int], None]) -> None:
        assert self._looked
        header = self._looked.table.header
        write = partial(import_reading.write_preview, header=header, lines=lines, to=to)
        self._desk.read(write, then, owner=self, refused=self._on_refused)

    def _on_written(self, number: int) -> None:
        said = self.tr("Written: {0} lines, and what would become of each. Nothing is stored.")
        self.tell("good", said.format(f"{number:,}"))

    def _on_refused(self, refusal: Refused) -> None:
        if self._storing or not self._watch.stop:
            self._stop_storing()
            self.tell("refuse", refusal.sentence)

    def _on_lost(self, sentence: str) -> None:
        self._stop_storing()
        self.tell("caution", sentence)

    def _stop_storing(self) -> None:
        self._storing = False
        self._progress.stop()
        self._show_act()
        self.status.setText(self.tr("Nothing is stored yet. All of it or none of it."))
