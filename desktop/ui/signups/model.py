"""The register as rows: the people booked, where the next one will stand, who walked in."""

from bisect import insort
from dataclasses import dataclass
from datetime import datetime
from enum import IntEnum, StrEnum
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from desktop.data.registers import Need, Register, RegisterLine
from desktop.rules.days import clock, short_date
from desktop.rules.signups import Mark
from desktop.ui.look import current
from desktop.ui.widgets.tip import tip

Index = QModelIndex | QPersistentModelIndex
ROW = Qt.ItemDataRole.UserRole + 1
PREVIEW = Qt.ItemDataRole.UserRole + 2
STATUS = {Mark.BOOKED: "booked", Mark.ARRIVED: "arrived", Mark.MISSED: "did_not_come"}


class Column(IntEnum):
    """The columns, from left to right."""

    NUMBER = 0
    NAME = 1
    NEEDS = 2
    BOOKED = 3
    STATUS = 4


class Kind(StrEnum):
    """What a row of the register is."""

    LINE = "line"
    SECTION = "section"
    PREVIEW = "preview"


@dataclass(frozen=True, slots=True)
class Preview:
    """Somebody who is not on the register yet but would be after the next Enter."""

    name: str
    sort_key: str
    needs: tuple[Need, ...]
    walks_in: bool = False


@dataclass(frozen=True, slots=True)
class Row:
    """One row as it is drawn."""

    kind: Kind
    name: str
    number: str = ""
    needs: tuple[Need, ...] = ()
    booked: str = ""
    status: str = ""
    chip: str = ""
    line: RegisterLine | None = None

    def needs_words(self) -> str:
        """Say all needs in a row."""
        return ", ".join(need.words for need in self.needs)


class RegisterModel(QAbstractTableModel):
    """Lines, section rows, and the stitched row of somebody who will be booked."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._rows: tuple[Row, ...] = ()

    def show_register(
        self, register: Register | None, preview: Preview | None, now: datetime
    ) -> None:
        """Show a register, and in it the place of `preview`; times are those of `now`'s zone."""
        self.beginResetModel()
        self._rows = tuple(self._build(register, preview, now)) if register else ()
        self.endResetModel()

    def row(self, number: int) -> Row | None:
        """Return a row, or None where there is none."""
        return self._rows[number] if 0 <= number < len(self._rows) else None

    def line(self, number: int) -> RegisterLine | None:
        """Return the booking of a row, or None for a section or the preview."""
        row = self.row(number)
        return row.line if row else None

    def number_of(self, person_id: int) -> int | None:
        """Return the row of a person, or None."""
        rows = enumerate(self._rows)
        return next((n for n, row in rows if row.line and row.line.person_id == person_id), None)

    def rows_of(self, kind: Kind) -> list[int]:
        """Return the numbers of the rows of a kind."""
        return [n for n, row in enumerate(self._rows) if row.kind is kind]

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 -- Qt's signature
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 -- Qt's signature
        return 0 if parent.isValid() else len(Column)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if orientation is not Qt.Orientation.Horizontal or not 0 <= section < len(Column):
            return None
        if role == Qt.ItemDataRole.TextAlignmentRole:
            right = section == Column.NUMBER
            side = Qt.AlignmentFlag.AlignRight if right else Qt.AlignmentFlag.AlignLeft
            return int(side | Qt.AlignmentFlag.AlignVCenter)
        if role == Qt.ItemDataRole.FontRole:
            return current().font("tag")
        if role != Qt.ItemDataRole.DisplayRole:
            return None
        names = (self.tr("No."), self.tr("Name"), self.tr("Needs"), self.tr("Booked"),
                 self.tr("Status"))  # fmt: skip
        return names[section]

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        row = self.row(index.row()) if index.isValid() else None
        if row is None:
            return None
        if role in (ROW, PREVIEW):
            return row if role == ROW else row.kind is Kind.PREVIEW
        if role == Qt.ItemDataRole.DisplayRole:
            return self._words(row, index.column())
        if role == Qt.ItemDataRole.ToolTipRole and row.kind is not Kind.SECTION:
            return tip(self._words(row, index.column()))
        if role == Qt.ItemDataRole.AccessibleTextRole:
            whole = index.column() in (Column.NAME, Column.NUMBER)
            return self._read_aloud(row) if whole else self._words(row, index.column())
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        row = self.row(index.row()) if index.isValid() else None
        if row is None or row.kind is Kind.SECTION:
            return Qt.ItemFlag.NoItemFlags
        if row.kind is Kind.PREVIEW:
            return Qt.ItemFlag.ItemIsEnabled
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable

    def _build(self, register: Register, preview: Preview | None, now: datetime) -> list[Row]:
        walking = preview if preview and preview.walks_in else None
        standing: list[RegisterLine | Preview] = [e for e in register.lines if not e.walked_in]
        walked: list[RegisterLine | Preview] = [e for e in register.lines if e.walked_in]
        if preview and not walking:
            insort(standing, preview, key=lambda each: each.sort_key)
        rows = [self._one(each, now, str(number)) for number, each in enumerate(standing, 1)]
        if walked or walking:
            rows.append(self._section(register, now))
            walked += [walking] if walking else []
            rows += [self._one(each, now, "–") for each in walked]
        return rows

    def _one(self, each: RegisterLine | Preview, now: datetime, number: str) -> Row:
        if isinstance(each, RegisterLine):
            return self._line(each, now, number)
        return self._preview(each, number)

    def _line(self, line: RegisterLine, now: datetime, number: str) -> Row:
        at = line.booked_at.astimezone(now.tzinfo)
        booked = clock(at.time()) if at.date() == now.date() else short_date(at.date())
        here = line.walked_in and line.mark is Mark.ARRIVED
        words = {Mark.BOOKED: self.tr("Booked"), Mark.ARRIVED: self.tr("Arrived"),
                 Mark.MISSED: self.tr("Did not come")}  # fmt: skip
        return Row(
            Kind.LINE, line.name, number, line.needs, booked,
            self.tr("Walked in") if here else words.get(line.mark, ""),
            "walked_in" if here else STATUS.get(line.mark, "cancelled"), line,
        )  # fmt: skip

    def _preview(self, preview: Preview, number: str) -> Row:
        words = self.tr("Will be added") if preview.walks_in else self.tr("Will be booked")
        return Row(Kind.PREVIEW, preview.name, number, preview.needs, self.tr("Now"), words,
                   "will_be_booked")  # fmt: skip

    def _section(self, register: Register, now: datetime) -> Row:
        session = register.session
        walked = [line for line in register.lines if line.walked_in]
        over = sum(line.over for line in walked)
        within = len(walked) - over
        parts = (
            self.tr("counts as {0} of the {1}").format(within, session.places) if within else "",
            self.tr("{0} over the {1} places").format(over, session.places) if over else "",
        )
        today = session.date == now.date()
        name = self.tr("Walked in today") if today else self.tr("Walked in")
        return Row(Kind.SECTION, name, booked=", ".join(filter(None, parts)))

    def _words(self, row: Row, column: int) -> str:
        if row.kind is Kind.SECTION:
            return f"{row.name} {row.booked}".strip() if column == Column.NUMBER else ""
        return (row.number, row.name, row.needs_words(), row.booked, row.status)[column]

    def _read_aloud(self, row: Row) -> str:
        if row.kind is Kind.SECTION:
            return f"{row.name} {row.booked}".strip()
        booked = self.tr("Booked {0}").format(row.booked) if row.line else ""
        name = f"{row.number}, {row.name}" if row.number != "–" else row.name
        return ". ".join(filter(None, (name, row.needs_words(), booked, row.status)))
