"""What waits for the desk as rows: people to tell, the shelf, the weather, ripe ideas."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from desktop.data.activities import SessionCard
from desktop.data.telling import Round, ToTell
from desktop.data.todo import Ripe, Todo, on_the_shelf, untold
from desktop.rules.days import clock, hours, near
from desktop.rules.telling import OUTCOME_WORDS, Kind, Outcome

Index = QModelIndex | QPersistentModelIndex
ROW = Qt.ItemDataRole.UserRole + 1


class Matter(StrEnum):
    """The kinds of things to do, in the order they stand."""

    TELL = "tell"
    SHELF = "shelf"
    WEATHER = "weather"
    IDEAS = "ideas"


@dataclass(frozen=True, slots=True)
class Section:
    """A heading: what it is about, and how far it has come, which is never cut short."""

    matter: Matter
    title: str
    words: str
    told: str = ""


@dataclass(frozen=True, slots=True)
class PersonRow:
    """Somebody to ring, and what came of it."""

    matter: Matter
    number: int
    line: ToTell
    round: Round
    chip: str
    status: str

    def icon(self) -> str | None:
        """Return the symbol of what came, None for the chip's own."""
        return None if self.matter is Matter.SHELF else ICONS.get(self.line.outcome)


@dataclass(frozen=True, slots=True)
class WeatherRow:
    """A session of today that depends on the weather."""

    session: SessionCard
    words: str
    matter: Matter = Matter.WEATHER


@dataclass(frozen=True, slots=True)
class IdeaRow:
    """An idea with enough people to begin."""

    idea: Ripe
    words: str
    matter: Matter = Matter.IDEAS


Line = PersonRow | WeatherRow | IdeaRow
CHIPS = {
    Outcome.TO_TELL: "booked",
    Outcome.TOLD: "arrived",
    Outcome.TEXTED: "arrived",
    Outcome.LETTER: "did_not_come",
    Outcome.NEXT_VISIT: "walked_in",
    Outcome.MESSAGE: "waiting",
    Outcome.NO_ANSWER: "waiting",
    Outcome.WRONG_NUMBER: "unconfirmed",
}
ICONS = {
    Outcome.LETTER: "envelope-simple",
    Outcome.MESSAGE: "voicemail",
    Outcome.NO_ANSWER: "phone-x",
    Outcome.WRONG_NUMBER: "warning",
}


class TodoModel(QAbstractListModel):
    """Headings that cannot be chosen, and lines that can."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._rows: tuple[Section | Line, ...] = ()

    def show_todo(self, view: Todo, now: datetime) -> None:
        """Show what is to be done; `now` is a moment in the practice's zone."""
        self.beginResetModel()
        self._rows = tuple(self._all(view, now))
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

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 -- Qt's signature
        return 0 if parent.isValid() else len(self._rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid() or index.row() >= len(self._rows):
            return None
        row = self._rows[index.row()]
        if role == ROW:
            return row
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return self._read_aloud(row)
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        if self.line(index.row()) is None:
            return Qt.ItemFlag.NoItemFlags
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable

    def _all(self, view: Todo, now: datetime) -> Iterator[Section | Line]:
        for session in view.weather:
            yield from self._weather(session)
        for each in view.rounds:
            if untold(each):
                yield self._round(each, now)
                yield from self._people(Matter.TELL, each, each.lines, now)
        for each in view.rounds:
            waiting = () if untold(each) else on_the_shelf(each)
            if waiting:
                was = f"{each.session.title}, {near(each.was.date, now.date())}"
                yield Section(Matter.SHELF, self.tr("On the shelf"), self._from(was))
                yield from self._people(Matter.SHELF, each, waiting, now)
        if view.ripe:
            yield Section(Matter.IDEAS, self.tr("Ideas"), self.tr("enough people to begin"))
            yield from (self._idea(each) for each in view.ripe)

    def _from(self, session: str) -> str:
        return self.tr("from {0}: who would like another date?").format(session)

    def _weather(self, session: SessionCard) -> Iterator[Section | Line]:
        title = self.tr("{0} today?").format(session.title)
        yield Section(Matter.WEATHER, title, self.tr("It depends on the weather."))
        where = ", ".join(filter(None, (hours(session.starts, session.ends), session.place)))
        yield WeatherRow(session, where)

    def _round(self, each: Round, now: datetime) -> Section:
        told = self.tr("{0} of {1} told.").format(each.told, len(each.lines))
        return Section(Matter.TELL, self.tr("People to tell"), self._news(each, now), told)

    def _news(self, each: Round, now: datetime) -> str:
        day = near(each.was.date, now.date())
        then = f"{day}{',' if ' ' in day else ''} {clock(each.was.starts)}"
        said = {
            Kind.NOT_ON: self.tr("{0}, {1}, is not on."),
            Kind.ENDED: self.tr("{0}, {1}, has ended."),
            Kind.ON_AGAIN: self.tr("{0}, {1}, is on after all."),
            Kind.STARTED: self.tr("{0} begins {1}."),
        }.get(each.kind, self.tr("{0}, {1}, has moved."))
        return said.format(each.session.title, then)

    def _people(
        self, matter: Matter, each: Round, lines: tuple[ToTell, ...], now: datetime
    ) -> Iterator[PersonRow]:
        for number, line in enumerate(lines, 1):
            yield PersonRow(
                matter, number, line, each, self._chip(matter, line), self._status(line, now)
            )

    def _chip(self, matter: Matter, line: ToTell) -> str:
        return "waiting" if matter is Matter.SHELF else CHIPS[line.outcome]

    def _status(self, line: ToTell, now: datetime) -> str:
        words = OUTCOME_WORDS[line.outcome]
        if line.outcome in (Outcome.TOLD, Outcome.TEXTED) and line.outcome_at:
            at = line.outcome_at.astimezone(now.tzinfo)
            if at.date() == now.date():
                return f"{words}, {clock(at.time())}"
        return words

    def _idea(self, idea: Ripe) -> IdeaRow:
        said = self.tr("{0} people would come, {1} are enough.")
        return IdeaRow(idea, said.format(idea.people, idea.smallest))

    def _read_aloud(self, row: Section | Line) -> str:
        if isinstance(row, Section):
            return f"{row.title}. {row.words} {row.told}".strip()
        if isinstance(row, PersonRow):
            return f"{row.number}, {row.line.name}. {row.status}. {row.line.reach} {row.line.phone}"
        title = row.session.title if isinstance(row, WeatherRow) else row.idea.title
        return f"{title}. {row.words}"


def key_of(line: Line | None) -> object:
    """Return what tells a line from all others, also after the next reading."""
    if isinstance(line, PersonRow):
        return line.line.id
    if isinstance(line, WeatherRow):
        return ("weather", line.session.id)
    return ("idea", line.idea.id) if line else None
