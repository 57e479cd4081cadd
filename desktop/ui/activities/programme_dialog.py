"""Importing a programme from a calendar file or a table: every line before any is added."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from functools import partial
from pathlib import Path

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop.data import programme, programme_trial
from desktop.data.db import Db
from desktop.data.opening import about
from desktop.data.programme_import import ImportedProgramme, ProgrammeCounts
from desktop.data.programme_lines import ProgrammeFile, ProgrammeLine, Wishes
from desktop.data.programme_trial import ProgrammeJob, TriedOut
from desktop.exchange.delimited import rejected_file
from desktop.exchange.programme import read_programme, write_rejected
from desktop.rules.refusal import Refused
from desktop.ui.activities.programme_lines_view import LinesView
from desktop.ui.desk import Desk
from desktop.ui.page_dialog import PageDialog
from desktop.ui.widgets.check import Check
from desktop.ui.widgets.label import Label


@dataclass(frozen=True, slots=True, eq=False)
class Opened:
    """A programme that was read, and its lines."""

    file: ProgrammeFile
    lines: tuple[ProgrammeLine, ...]


class ProgrammeDialog(PageDialog):
    """Tries the file out after every choice; what clashes or is doubtful stays out and is saved.

    Signals:
        told: what was added (str kind, str sentence).
    """

    told = Signal(str, str)

    def __init__(
        self, desk: Desk, clock: Callable[[], datetime], file: Path, parent: QWidget
    ) -> None:
        super().__init__(
            desk, self.tr("Import a programme from {0}").format(file.name), "import_programme",
            self.tr("Nothing is added yet. One Ctrl+Z takes all of it back."), parent,
        )  # fmt: skip
        self._path, self._today = file, clock().date()
        self._opened: Opened | None = None
        self._found: ImportedProgramme | None = None
        self.accept_all = Check(self.tr("Take what is only proposed as well"))
        self.skip = Check(self.tr("Leave out the dates that clash, and take the others"))
        self.closures = Check(self.tr("What lasts all day closes the practice"))
        self.rejects = Check(self.tr("Save what is not taken to a file, with the reason"))
        self.rejects.setChecked(True)
        self.summary = Label(self.tr("Looking into the file."), "body", wrap=True)
        self.lines = LinesView(self.tr("Lines of the programme"))
        column = QVBoxLayout(self.page)
        column.setContentsMargins(22, 0, 22, 10)
        column.setSpacing(6)
        column.addWidget(self.summary)
        for check in (self.accept_all, self.skip, self.closures, self.rejects):
            column.addWidget(check)
        column.addWidget(self.lines, 1)
        for check in (self.accept_all, self.skip, self.closures):
            check.toggled.connect(self._try_out)
        self._show()

    def ask(self) -> None:
        """Open, and look into the file."""
        self.open()
        look = partial(_look, path=self._path, today=self._today)
        self._desk.read(look, self._on_looked, owner=self, refused=self._on_refused)

    def go(self) -> None:
        """Add what was foreseen."""
        if self._opened is None or not self._number():
            return
        try:
            to = rejected_file(self._path) if self._leaves_out() else None
        except Refused as no:
            self._on_refused(no)
            return
        job = ProgrammeJob(self._opened.lines, self._wishes())
        self.write(partial(programme_trial.take_in, job=job), partial(self._on_added, to))

    def _on_looked(self, opened: Opened) -> None:
        self._opened = opened
        self.lines.setFocus()
        self._try_out()

    @Slot()
    def _try_out(self) -> None:
        if self._opened is None:
            return
        self._found = None
        self._show()
        job = ProgrammeJob(self._opened.lines, self._wishes())
        self._desk.write(
            partial(programme_trial.try_out, job=job), owner=self, quiet=True,
            refused=partial(self._on_tried, job), lost=self._on_lost,
        )  # fmt: skip

    def _on_tried(self, job: ProgrammeJob, no: Refused) -> None:
        if not isinstance(no, TriedOut):
            self._on_refused(no)
        elif job.wishes == self._wishes():
            self._found = no.found
            self.lines.lines.show_lines(no.found.lines)
            self.lines.setCurrentIndex(self.lines.lines.index(0))
            self._show()

    def _on_refused(self, refusal: Refused) -> None:
        """Say no in the words of the desk, not of the command line."""
        first, command, _rest = refusal.sentence.partition(" Say which")
        mend = self.tr("Name the columns Activity and When in the file, and try again.")
        self.tell("refuse", f"{first} {mend}" if command else refusal.sentence)

    def _wishes(self) -> Wishes:
        return Wishes(
            self.accept_all.isChecked(), self.skip.isChecked(), self.closures.isChecked()
        )  # fmt: skip

    def _number(self) -> int:
        counts = self._found.counts if self._found else None
        return counts.series + counts.sessions + counts.closed if counts else 0

    def _leaves_out(self) -> bool:
        return bool(self._found and self._found.rejected and self.rejects.isChecked())

    def _show(self) -> None:
        number = self._number()
        one, several = self.tr("Add 1 line"), self.tr("Add {0} lines")
        self.act.set_words(one if number == 1 else several.format(number))
        self.act.setEnabled(number > 0)
        if self._found:
            self.summary.setText(self.in_words(self._found.counts))
            self.rejects.setVisible(bool(self._found.rejected))

    def in_words(self, counts: ProgrammeCounts) -> str:
        """Say what the file holds, and what would become of it."""
        said = self.tr(
            "{0} lines: {1} series and {2} single sessions, {3} dates in all; {4} closures, "
            "{5} here already, {6} to settle, {7} rejected."
        )
        return said.format(
            counts.read, counts.series, counts.sessions, counts.dates, counts.closed,
            counts.known, counts.proposed, counts.rejected,
        )  # fmt: skip

    def _on_added(self, to: Path | None, counts: ProgrammeCounts) -> None:
        said = self.tr("Added: {0} series, {1} single sessions, {2} dates in all.")
        sentence = said.format(counts.series, counts.sessions, counts.dates)
        if to is None or self._opened is None or self._found is None:
            self._end(sentence)
            return
        write = partial(_write, file=self._opened.file, rejected=self._found.rejected, to=to)
        self._desk.read(write, partial(self._end_with_file, sentence), owner=self,
                        refused=self._on_refused)  # fmt: skip

    def _end_with_file(self, sentence: str, to: Path) -> None:
        where = self.tr("What was not taken stands in {0}.").format(to.name)
        self._end(f"{sentence} {where}")

    def _end(self, sentence: str) -> None:
        self.accept()
        self.told.emit("good", sentence)


def _look(db: Db, *, path: Path, today: date) -> Opened:
    """Read a programme on a worker's thread."""
    zone, own = about(db).zone, programme.uid(db)
    file = read_programme(path, {}, today=today, zone=zone, own=own)
    return Opened(file, tuple(file))


def _write(_db: Db, *, file: ProgrammeFile, rejected: tuple[ProgrammeLine, ...], to: Path) -> Path:
    """Write what was not taken on a worker's thread."""
    try:
        write_rejected(file, rejected, to)
    except OSError as error:
        raise Refused(f"{to.name} was not written. {error.strerror}.") from error
    return to
