"""Files for others: the programme as a calendar file, and starter packs out and in."""

from collections.abc import Callable
from datetime import date, datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QFileDialog, QWidget

from desktop.data import programme, starter_pack
from desktop.data.db import Db
from desktop.data.starter_pack import PackCounts
from desktop.rules.refusal import Refused
from desktop.ui.desk import Desk

if TYPE_CHECKING:
    from desktop.rules.starter_packs import StarterPack


class Files(QObject):
    """Asks where, and says what was written or added.

    Signals:
        said: what was done, or not (str kind, str sentence).
    """

    said = Signal(str, str)

    def __init__(self, desk: Desk, clock: Callable[[], datetime], window: QWidget) -> None:
        super().__init__(window)
        self._desk, self._today, self._window = desk, clock().date(), window

    def save_calendar(self) -> None:
        """Write the programme to come as a calendar file."""
        name = self.tr("Our programme.ics")
        self._ask(self.tr("Save the programme as a calendar file"), "*.ics", self._write_calendar,
                  name)  # fmt: skip

    def save_pack(self) -> None:
        """Write what is offered here, without people, for the practice next door."""
        self._ask(self.tr("Save a starter pack"), "*.json", self._write_pack,
                  self.tr("Starter pack.json"))  # fmt: skip

    def open_pack(self) -> None:
        """Add what another practice offers."""
        self._ask(self.tr("Open a starter pack"), "*.json", self._read_pack)

    def open_programme(self, then: Callable[[str], None]) -> None:
        """Choose a programme of another program."""
        kinds = self.tr("Programmes (*.ics *.csv *.xlsx *.txt)")
        self._ask(self.tr("Import a programme"), kinds, then)

    def open_people(self, then: Callable[[str], None]) -> None:
        """Choose a list of patients."""
        self._ask(self.tr("Import people"), self.tr("Lists (*.csv *.xlsx *.txt)"), then)

    def _ask(self, title: str, kind: str, then: Callable[[str], None], name: str = "") -> None:
        dialog = QFileDialog(self._window, title, "", kind)
        dialog.setObjectName("file")
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        if name:
            dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
            dialog.setDefaultSuffix(kind.removeprefix("*."))
            dialog.selectFile(name)
        else:
            dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.fileSelected.connect(then)
        dialog.open()

    def _write_calendar(self, file: str) -> None:
        write = partial(calendar_file, to=Path(file), first=self._today)
        self._desk.read(write, self._on_calendar, owner=self, refused=self._on_refused)

    def _write_pack(self, file: str) -> None:
        write = partial(pack_file, to=Path(file), today=self._today)
        self._desk.read(write, self._on_pack, owner=self, refused=self._on_refused)

    def _read_pack(self, file: str) -> None:
        from desktop.exchange.starter_pack import read_pack

        try:
            pack: StarterPack = read_pack(Path(file))
        except Refused as no:
            self._on_refused(no)
            return
        add = partial(starter_pack.add_pack, pack=pack, first=self._today)
        self._desk.write(add, self._on_added, owner=self, refused=self._on_refused)

    def _on_calendar(self, sessions: int) -> None:
        number = self.tr("1 session") if sessions == 1 else self.tr("{0} sessions").format(sessions)
        said = self.tr("Written: {0}, without any names of patients.")
        self.said.emit("good", said.format(number))

    def _on_pack(self, activities: int) -> None:
        said = self.tr("Written: {0}. Read the texts once before you hand it on.")
        self.said.emit("good", said.format(self._activities(activities)))

    def _on_added(self, counts: PackCounts) -> None:
        said = self.tr("Added {0}, dates: {1}. Here already: {2}.")
        added = self._activities(counts.new)
        self.said.emit("good", said.format(added, counts.dates, counts.known))

    def _activities(self, number: int) -> str:
        return self.tr("1 activity") if number == 1 else self.tr("{0} activities").format(number)

    def _on_refused(self, refusal: Refused) -> None:
        self.said.emit("refuse", refusal.sentence)


def calendar_file(db: Db, *, to: Path, first: date) -> int:
    """Write a calendar file; how many sessions it has, comes back."""
    from desktop.exchange.ics import to_ics
    from desktop.exchange.whole_file import write_whole

    found = programme.programme(db, first=first)
    write_whole(to, to_ics(found))
    return len(found.entries)


def pack_file(db: Db, *, to: Path, today: date) -> int:
    """Write a starter pack; how many activities it has, comes back."""
    from desktop.exchange.starter_pack import to_json
    from desktop.exchange.whole_file import write_whole

    packed = starter_pack.pack(db, today=today).pack
    write_whole(to, to_json(packed))
    return len(packed.activities)
