"""The register as a model for Qt; what its rows say is made in `rows`."""

from collections.abc import Sequence
from datetime import datetime
from enum import IntEnum
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from desktop.data.registers import Register
from desktop.ui.look import current
from desktop.ui.signups.kinds import Kind, Row
from desktop.ui.signups.rows import Line, Preview, rows_of
from desktop.ui.signups.unconfirmed import with_unconfirmed
from desktop.ui.signups.under import AlongLine
from desktop.ui.widgets.tip import tip

Index = QModelIndex | QPersistentModelIndex
ROW = Qt.ItemDataRole.UserRole + 1
PREVIEW = Qt.ItemDataRole.UserRole + 2


class Column(IntEnum):
    """The columns, from left to right."""

    NUMBER = 0
    NAME = 1
    NEEDS = 2
    BOOKED = 3
    STATUS = 4


class RegisterModel(QAbstractTableModel):
    """Lines, section rows, and the stitched row of somebody who will be booked."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._rows: tuple[Row, ...] = ()

    def show_register(
        self, register: Register | None, preview: Preview | None, now: datetime,
        unconfirmed: Sequence[object] = (),
    ) -> None:  # fmt: skip
        """Show a register, and in it the place of `preview`; times are those of `now`'s zone."""
        self.beginResetModel()
        rows = rows_of(register, preview, now) if register else []
        if register and unconfirmed:
            rows = with_unconfirmed(rows, register.session.id, unconfirmed)
        self._rows = tuple(rows)
        self.endResetModel()

    def row(self, number: int) -> Row | None:
        """Return a row, or None where there is none."""
        return self._rows[number] if 0 <= number < len(self._rows) else None

    def line(self, number: int) -> Line | None:
        """Return the booking of a row, or of who waits; None for a section or the preview."""
        row = self.row(number)
        return row.line if row else None

    def number_of(self, person_id: int) -> int | None:
        """Return the row of a person, or None."""
        rows = enumerate(self._rows)
        return next((n for n, row in rows if row.line and row.line.person_id == person_id), None)

    def number_of_line(self, line: Line | None) -> int | None:
        """Return the row where a companion stands by now, or None."""
        if not isinstance(line, AlongLine):
            return None
        found = (row.line for row in self._rows)
        along = [each.along.id if isinstance(each, AlongLine) else None for each in found]
        return along.index(line.along.id) if line.along.id in along else None

    def lines(self) -> list[int]:
        """Return the numbers of the rows that can be the current one."""
        return [n for n, row in enumerate(self._rows) if row.line]

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
        if row.line is None:
            return Qt.ItemFlag.ItemIsEnabled
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable

    def _words(self, row: Row, column: int) -> str:
        if row.kind is Kind.SECTION:
            return f"{row.name} {row.booked}".strip() if column == Column.NUMBER else ""
        return (row.number, row.name, row.needs_words(), row.booked, row.status)[column]

    def _read_aloud(self, row: Row) -> str:
        if row.kind is Kind.SECTION:
            return f"{row.name} {row.booked}".strip()
        said = self.tr("Waiting since {0}") if row.kind is Kind.WAITING else self.tr("Booked {0}")
        if row.kind is Kind.CANCELLED:
            said = "{0}"
        shown = row.booked and row.kind is not Kind.PREVIEW
        booked = said.format(row.booked) if shown else ""
        name = f"{row.number}, {row.name}" if row.number not in ("–", "+", "") else row.name
        return ". ".join(filter(None, (name, row.needs_words(), booked, row.status)))
