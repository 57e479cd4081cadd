"""What waits for the desk as rows of a list."""

from datetime import datetime
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from desktop.data.todo import Todo
from desktop.ui.todo.lines import CallRow, Line, Matter, Section
from desktop.ui.todo.rows import TodoRows

Index = QModelIndex | QPersistentModelIndex
ROW = Qt.ItemDataRole.UserRole + 1


class TodoModel(QAbstractListModel):
    """Headings and the lines under them; headings cannot be chosen."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._rows: tuple[Section | Line, ...] = ()

    def show_todo(self, view: Todo, now: datetime) -> None:
        """Show what is to be done; `now` is a moment in the practice's zone."""
        self.beginResetModel()
        self._rows = tuple(TodoRows(view, now).all())
        self.endResetModel()

    def line(self, number: int) -> Line | None:
        """Return the line of a row, or None for a heading."""
        row = self._rows[number] if 0 <= number < len(self._rows) else None
        return None if isinstance(row, Section) else row

    def lines(self) -> list[int]:
        """Return the numbers of the rows that can be chosen."""
        return [n for n, row in enumerate(self._rows) if not isinstance(row, Section)]

    def number_of(self, key: object) -> int | None:
        """Return the row with this key (see `key_of`), or None."""
        return next((n for n in self.lines() if key_of(self.line(n)) == key), None)

    def first_of(self, matter: Matter) -> int | None:
        """Return the first line of a kind, or None."""
        found = (n for n in self.lines() if getattr(self.line(n), "matter", None) is matter)
        return next(found, None)

    def head_of(self, number: int) -> int:
        """Return the row of the heading above a row; of a place to offer, the session's."""
        above = [n for n in range(number) if isinstance(self._rows[n], Section)]
        tall = [n for n in above if n + 1 in above]  # a session stands over who waits for it
        return max(tall or above, default=0)

    def next_list(self, number: int) -> int | None:
        """Return the first line under the next heading after a row, or None."""
        heads = [n for n, row in enumerate(self._rows) if isinstance(row, Section)]
        firsts = [n + 1 for n in heads if self.line(n + 1) is not None]
        return next((n for n in firsts if n > number), None)

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 -- Qt's signature
        return 0 if parent.isValid() else len(self._rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid() or index.row() >= len(self._rows):
            return None
        row = self._rows[index.row()]
        if role == ROW:
            return row
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return _read_aloud(row)
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        if self.line(index.row()) is None:
            return Qt.ItemFlag.NoItemFlags
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable


def key_of(line: Line | None) -> object:
    """Return what tells a line from all others, also after the next reading."""
    return line.key if line else None


def _read_aloud(row: Section | Line) -> str:
    if isinstance(row, Section):
        return " ".join(filter(None, (f"{row.title}. {row.words}", row.told, row.held)))
    if isinstance(row, CallRow):
        return f"{row.number}, {row.who.name}. {row.status}. {row.second} {row.who.phone}"
    return f"{row.title}. {row.words}"
