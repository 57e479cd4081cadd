"""The sessions of some days, each day under its heading."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import IntEnum
from itertools import groupby
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from desktop.data.activities import SessionCard
from desktop.rules.days import day, hours, hours_short
from desktop.rules.sessions import places_words

Index = QModelIndex | QPersistentModelIndex
ROW = Qt.ItemDataRole.UserRole + 1


class Tag(IntEnum):
    """What stands at the end of a session's row."""

    PLACES = 0
    FULL = 1
    CAME = 2
    CANCELLED = 3


@dataclass(frozen=True, slots=True)
class DayRow:
    """The heading of a day, shorter where there is little room, and how many sessions it has."""

    words: str
    short: str
    count: int


@dataclass(frozen=True, slots=True)
class SessionRow:
    """One session: its hours, and what is said about its places; `more` stands below that."""

    session: SessionCard
    hours: str
    tag: Tag
    words: str
    more: str = ""


class SessionListModel(QAbstractListModel):
    """Headings of days that cannot be chosen, and sessions that can."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._rows: tuple[DayRow | SessionRow, ...] = ()

    def show_sessions(self, sessions: Sequence[SessionCard], now: datetime) -> None:
        """Show sessions that are in order of day and start."""
        self.beginResetModel()
        rows: list[DayRow | SessionRow] = []
        for on, of_day in groupby(sessions, lambda each: each.date):
            group = [self._session(each, now) for each in of_day]
            rows += [self._day(on, now.date(), len(group)), *group]
        self._rows = tuple(rows)
        self.endResetModel()

    def number_of(self, session_id: int | None) -> int | None:
        """Return the row of a session, or None."""
        rows = enumerate(self._rows)
        return next(
            (n for n, row in rows if isinstance(row, SessionRow) and row.session.id == session_id),
            None,
        )

    def session_at(self, number: int) -> SessionCard | None:
        """Return the session of a row, or None for a heading."""
        row = self._rows[number] if 0 <= number < len(self._rows) else None
        return row.session if isinstance(row, SessionRow) else None

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 -- Qt's signature
        return 0 if parent.isValid() else len(self._rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid() or index.row() >= len(self._rows):
            return None
        row = self._rows[index.row()]
        if role == ROW:
            return row
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return self._read_aloud(row)
        words = row.words if isinstance(row, DayRow) else row.session.title
        if role == Qt.ItemDataRole.DisplayRole:
            return words
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        if self.session_at(index.row()) is None:
            return Qt.ItemFlag.NoItemFlags
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable

    def _day(self, on: date, today: date, count: int) -> DayRow:
        said = day(on, today)
        near = {0: self.tr("Today, {0}"), 1: self.tr("Tomorrow, {0}")}
        words = near.get((on - today).days, "{0}")
        short = said.partition(" ")[2] if "," in words else said
        return DayRow(words.format(said), words.format(short), count)

    def _session(self, session: SessionCard, now: datetime) -> SessionRow:
        tag, words = self._tag(session, now)
        over = self.tr("+{0} over").format(session.over) if session.over else ""
        waiting = self.tr("+{0} waiting").format(session.waiting) if session.waiting else ""
        more = " ".join(filter(None, (over, waiting)))
        span = hours_short(session.starts, session.ends)
        return SessionRow(session, span, tag, words, "" if tag >= Tag.CAME else more)

    def _tag(self, session: SessionCard, now: datetime) -> tuple[Tag, str]:
        if session.cancelled:
            return Tag.CANCELLED, self.tr("Cancelled")
        if session.ends_utc <= now:
            return Tag.CAME, self.tr("{0} came").format(session.came)
        if session.booked >= session.places:
            return Tag.FULL, self.tr("Full")
        return Tag.PLACES, places_words(session.booked, session.places)

    def _read_aloud(self, row: DayRow | SessionRow) -> str:
        if isinstance(row, DayRow):
            several = self.tr("{0} sessions").format(row.count)
            return f"{row.words}, {self.tr('1 session') if row.count == 1 else several}"
        span = hours(row.session.starts, row.session.ends)
        taken = self.tr("{0} of {1} booked").format(row.session.booked, row.session.places)
        waiting = self.tr("{0} waiting").format(row.session.waiting) if row.session.waiting else ""
        taken = ", ".join(filter(None, (taken, waiting)))
        said = row.words if row.tag in (Tag.CAME, Tag.CANCELLED) else taken
        return ", ".join(filter(None, (row.session.title, span, row.session.place, said)))
