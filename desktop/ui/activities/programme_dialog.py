"""Importing a programme from a calendar file or a table: every line before any is added."""

from collections.abc import Callable
from datetime import datetime
from functools import partial
from pathlib import Path

from PySide6.QtCore import QTimer, Signal, Slot
from PySide6.QtWidgets import QBoxLayout, QVBoxLayout, QWidget

from desktop.data import programme_trial
from desktop.data.programme_import import ImportedProgramme, ProgrammeCounts
from desktop.data.programme_lines import Wishes
from desktop.data.programme_trial import ProgrammeJob, TriedOut
from desktop.exchange.delimited import rejected_file
from desktop.exchange.programme import JOINED, WHEN
from desktop.rules.refusal import Refused
from desktop.ui.activities import programme_reading
from desktop.ui.activities.programme_lines_view import LinesView
from desktop.ui.activities.programme_reading import Looked, Opened, to_remember
from desktop.ui.desk import Desk
from desktop.ui.look import current
from desktop.ui.page_dialog import PageDialog
from desktop.ui.widgets.check import Check
from desktop.ui.widgets.columns_form import ColumnsForm
from desktop.ui.widgets.label import Label

SOON, LEFT, NARROW = 150, 400, 900


class ProgrammeDialog(PageDialog):
    """Tries the file out after every choice; what clashes or is doubtful stays out and is saved.

    Signals:
        told: what was added (str kind, str sentence).
    """

    wide, high = 1180, 720
    told = Signal(str, str)

    def __init__(
        self, desk: Desk, clock: Callable[[], datetime], file: Path, parent: QWidget
    ) -> None:
        super().__init__(
            desk, self.tr("Import a programme from {0}").format(file.name), "import_programme",
            self.tr("Nothing is added yet. One Ctrl+Z takes all of it back."), parent,
        )  # fmt: skip
        self._path, self._today = file, clock().date()
        self._looked: Looked | None = None
        self._opened: Opened | None = None
        self._found: ImportedProgramme | None = None
        self.accept_all = Check(self.tr("Take what is only proposed as well"))
        self.skip = Check(self.tr("Leave out the dates that clash, and take the others"))
        self.closures = Check(self.tr("What lasts all day closes the practice"))
        self.rejects = Check(self.tr("Save what is not taken to a file, with the reason"))
        self.rejects.setChecked(True)
        self.summary = Label(self.tr("Looking into the file."), "body", wrap=True)
        self.lines = LinesView(self.tr("Lines of the programme"))
        self.columns = ColumnsForm(self._words(), JOINED, fewest=False)
        self.columns.hide()
        self._soon = QTimer(self, singleShot=True, interval=SOON)
        self._soon.timeout.connect(self._read)
        self._lay_out_page()
        self.columns.changed.connect(self._on_changed)
        for check in (self.accept_all, self.skip, self.closures):
            check.toggled.connect(self._try_out)
        self._show()

    def ask(self) -> None:
        """Open, and look into the file."""
        self.open()
        look = partial(programme_reading.look, path=self._path)
        self._desk.read(look, self._on_looked, owner=self, refused=self._on_refused)

    def fit(self) -> None:
        super().fit()
        if layout := self.page.layout():
            across, down = QBoxLayout.Direction.LeftToRight, QBoxLayout.Direction.TopToBottom
            beside = self.width() >= current().px(NARROW)
            layout.setDirection(across if beside else down)  # type: ignore[attr-defined]
            self.columns.setMaximumWidth(current().px(LEFT) if beside else self.width())

    def go(self) -> None:
        """Add what was foreseen."""
        if self._opened is None or not self._number():
            return
        try:
            to = rejected_file(self._path) if self._leaves_out() else None
        except Refused as no:
            self._on_refused(no)
            return
        headers = to_remember(self._looked, self.columns.fields()) if self._looked else ()
        job = ProgrammeJob(self._opened.lines, self._wishes(), headers)
        self.write(partial(programme_trial.take_in, job=job), partial(self._on_added, to))

    def _lay_out_page(self) -> None:
        column = QVBoxLayout()
        column.setContentsMargins(22, 0, 22, 10)
        column.setSpacing(6)
        column.addWidget(self.summary)
        for check in (self.accept_all, self.skip, self.closures, self.rejects):
            column.addWidget(check)
        column.addWidget(self.lines, 1)
        halves = QBoxLayout(QBoxLayout.Direction.LeftToRight, self.page)
        halves.setContentsMargins(0, 0, 0, 0)
        halves.setSpacing(0)
        halves.addWidget(self.columns, 2)
        halves.addLayout(column, 3)
        self.fit()

    def _on_looked(self, looked: Looked) -> None:
        self._looked = looked
        self.columns.show_columns(looked.columns)
        self.columns.setVisible(looked.table is not None)
        known = looked.table is None or not self._missing(set(self.columns.fields()))
        if known:
            self.lines.setFocus()
        else:
            self.columns.take_focus()
        self._read()

    @Slot()
    def _on_changed(self) -> None:
        self._opened = self._found = None
        self.tell("refuse", "")
        self._show()
        self._soon.start()

    @Slot()
    def _read(self) -> None:
        if self._looked is None:
            return
        fields = self.columns.fields()
        if self._looked.table is not None and (no := self._missing(set(fields))):
            self.summary.setText(self.tr("Nothing is read before the columns are known."))
            self.lines.lines.show_lines(())
            self.tell("refuse", no)
            return
        read = partial(
            programme_reading.read, path=self._path, looked=self._looked, fields=fields,
            today=self._today,
        )  # fmt: skip
        self._desk.read(
            read, self._on_read, owner=self, latest="programme", refused=self._on_refused
        )  # fmt: skip

    def _missing(self, fields: set[str]) -> str:
        """Say which column is still to be explained, or is there twice; "" for none."""
        if "title" not in fields:
            return self.tr("No column is the activity yet. Say which one is.")
        if not fields & WHEN:
            return self.tr("No column says when yet. Say which one does.")
        if twice := self.columns.twice():
            return self.tr("Two columns are said to be “{0}”. Leave one out.").format(twice)
        return ""

    def _on_read(self, opened: Opened) -> None:
        self._opened = opened
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
        elif self._opened and (job.lines, job.wishes) == (self._opened.lines, self._wishes()):
            self._found = no.found
            self.lines.lines.show_lines(no.found.lines)
            self.lines.setCurrentIndex(self.lines.lines.index(0))
            self._show()

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

    def _words(self) -> dict[str, str]:
        return {
            "title": self.tr("Activity"), "when": self.tr("Day and time"),
            "day": self.tr("Day of the week"), "date": self.tr("Date"),
            "time": self.tr("From and to"), "starts": self.tr("Starts"),
            "ends": self.tr("Ends"), "minutes": self.tr("Length in minutes"),
            "first": self.tr("First date"), "last": self.tr("Last date"),
            "place": self.tr("Place"), "leader": self.tr("Leader"),
            "places": self.tr("Places"), "category": self.tr("Category"),
            "about": self.tr("About"), "price": self.tr("Price"),
            "bring": self.tr("What to bring"), "proposed": self.tr("Proposed"),
            "accept": self.tr("Accept: yes"),
        }  # fmt: skip

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
        write = partial(
            programme_reading.write, file=self._opened.file, rejected=self._found.rejected, to=to
        )
        self._desk.read(write, partial(self._end_with_file, sentence), owner=self,
                        refused=self._on_refused)  # fmt: skip

    def _end_with_file(self, sentence: str, to: Path) -> None:
        where = self.tr("What was not taken stands in {0}.").format(to.name)
        self._end(f"{sentence} {where}")

    def _end(self, sentence: str) -> None:
        self.accept()
        self.told.emit("good", sentence)
