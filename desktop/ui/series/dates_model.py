"""A list of dates for the view."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from desktop.ui.series.rows import DateRow

Index = QModelIndex | QPersistentModelIndex
ROW = Qt.ItemDataRole.UserRole + 1


class DatesModel(QAbstractListModel):
    """Rows of dates, replaced as a whole."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._rows: tuple[DateRow, ...] = ()

    def show_rows(self, rows: Sequence[DateRow]) -> None:
        """Show these rows and no others."""
        self.beginResetModel()
        self._rows = tuple(rows)
        self.endResetModel()

    def row(self, number: int) -> DateRow | None:
        """Return a row, or None where there is none."""
        return self._rows[number] if 0 <= number < len(self._rows) else None

    def rows(self) -> tuple[DateRow, ...]:
        """Return all rows."""
        return self._rows

    def number_of(self, key: tuple[date, int | None] | None) -> int | None:
        """Return the row with this key, or None."""
        return next((n for n, row in enumerate(self._rows) if row.key == key), None)

    def first_open(self) -> int | None:
        """Return the first row that is still to be settled, or None."""
        return next((n for n, row in enumerate(self._rows) if row.is_open()), None)

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 -- Qt's signature
        return 0 if parent.isValid() else len(self._rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        row = self.row(index.row()) if index.isValid() else None
        if row is None:
            return None
        if role == ROW:
            return row
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return row.read_aloud()
        return None
