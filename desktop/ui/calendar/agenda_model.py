"""The sessions to come, each day under its heading; more are read as one comes to the end."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from itertools import groupby
from typing import Any

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    Signal,
)

from desktop.data.activities import SessionCard
from desktop.data.calendar import Agenda, Marks
from desktop.rules.days import day
from desktop.ui.calendar.words import aloud, headline

Index = QModelIndex | QPersistentModelIndex
ROW = Qt.ItemDataRole.UserRole + 1


@dataclass(frozen=True, slots=True)
class Heading:
    """A day, and what is said of it."""

    on: date
    words: str
    news: str = ""
    today: bool = False


Row = Heading | SessionCard


class AgendaModel(QAbstractListModel):
    """Headings of days that cannot be chosen, and sessions that can.

    Signals: more_wanted(last), the key of the last session that is here
    """

    more_wanted = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._rows: list[Row] = []
        self._now: datetime | None = None
        self._more = self._waiting = False

    def show_first(self, part: Agenda, now: datetime) -> None:
        """Begin anew with the first sessions."""
        self.beginResetModel()
        self._now, self._more, self._waiting = now, part.more, False
        self._rows = self._rows_of(part.sessions, part.marks, None)
        self.endResetModel()

    def show_more(self, part: Agenda) -> None:
        """Add the sessions after the last one."""
        last = self.last()
        rows = self._rows_of(part.sessions, part.marks, last.date if last else None)
        self._more, self._waiting = part.more, False
        if rows:
            self.beginInsertRows(QModelIndex(), len(self._rows), len(self._rows) + len(rows) - 1)
            self._rows += rows
            self.endInsertRows()

    def show_now(self, now: datetime) -> None:
        """Follow the clock."""
        self._now = now
        if self._rows:
            self.dataChanged.emit(self.index(0), self.index(len(self._rows) - 1))

    def now(self) -> datetime | None:
        """Return what the clock said last."""
        return self._now

    def last(self) -> SessionCard | None:
        """Return the last session that has been read."""
        row = self._rows[-1] if self._rows else None
        return row if isinstance(row, SessionCard) else None

    def sessions(self) -> Sequence[SessionCard]:
        """Return the sessions that have been read."""
        return [row for row in self._rows if isinstance(row, SessionCard)]

    def number_of(self, session_id: int | None) -> int | None:
        """Return the row of a session, or None."""
        those = enumerate(self._rows)
        return next(
            (n for n, row in those if isinstance(row, SessionCard) and row.id == session_id), None
        )

    def session_at(self, number: int) -> SessionCard | None:
        """Return the session of a row, or None for a heading."""
        row = self._rows[number] if 0 <= number < len(self._rows) else None
        return row if isinstance(row, SessionCard) else None

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 -- Qt's signature
        return 0 if parent.isValid() else len(self._rows)

    def canFetchMore(self, parent: Index) -> bool:  # noqa: N802
        return not parent.isValid() and self._more and not self._waiting

    def fetchMore(self, parent: Index) -> None:  # noqa: N802
        last = self.last()
        if last and self.canFetchMore(parent):
            self._waiting = True
            key: tuple[date, time, int] = (last.date, last.starts, last.id)
            self.more_wanted.emit(key)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid() or index.row() >= len(self._rows):
            return None
        row = self._rows[index.row()]
        if role == ROW:
            return row
        if role == Qt.ItemDataRole.AccessibleTextRole and self._now:
            if isinstance(row, Heading):
                return ", ".join(filter(None, (row.words, row.news)))
            return aloud(row, self._now)
        if role == Qt.ItemDataRole.DisplayRole:
            return row.words if isinstance(row, Heading) else row.title
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        if self.session_at(index.row()) is None:
            return Qt.ItemFlag.NoItemFlags
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable

    def _rows_of(
        self, sessions: Sequence[SessionCard], marks: Marks, going_on: date | None
    ) -> list[Row]:
        rows: list[Row] = []
        for on, of_day in groupby(sessions, lambda each: each.date):
            if on != going_on:
                rows.append(self._heading(on, marks))
            rows += of_day
        return rows

    def _heading(self, on: date, marks: Marks) -> Heading:
        today = self._now.date() if self._now else on
        near = {0: self.tr("Today, {0}"), 1: self.tr("Tomorrow, {0}")}
        said = near.get((on - today).days, "{0}").format(day(on, today))
        return Heading(on, said, headline(marks, on), on == today)
