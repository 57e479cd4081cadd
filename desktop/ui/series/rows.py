"""The dates of a preview, or of a change, as the rows of one list."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import QCoreApplication

from desktop.rules.days import day
from desktop.rules.planning import ChangeLine, PlannedDate, Settled, State, Way


@dataclass(frozen=True, slots=True)
class DateRow:
    """One date: its number, what was and what will be, what is said of it, and the ways on.

    `session_id` tells sessions of one day apart, where a list has several.
    """

    on: date
    number: str
    title: str
    state: State
    was: str = ""
    becomes: str = ""
    said: str = ""
    sentence: str = ""
    ways: tuple[Way, ...] = ()
    settled: Settled | None = None
    session_id: int | None = None

    @property
    def key(self) -> tuple[date, int | None]:
        return self.on, self.session_id

    def is_open(self) -> bool:
        """Whether it is still to be settled."""
        return self.state is State.CLASH

    def read_aloud(self) -> str:
        """Say the whole row."""
        change = f"{self.was}, {self.becomes}" if self.becomes else self.was
        number = self.number if self.number.isdigit() else ""
        parts = (number, self.title, change, self.said, self.sentence)
        return ". ".join(part.rstrip(".") for part in parts if part)


def planned_rows(dates: Sequence[PlannedDate], today: date) -> Iterator[DateRow]:
    """Give the rows of a series that is being planned."""
    for each in dates:
        yield DateRow(
            each.on, str(each.number) if each.number else "–", day(each.on, today), each.state,
            said=each.why, sentence=each.sentence if each.state is State.CLASH else "",
            ways=each.ways, settled=each.settled,
        )  # fmt: skip


def changed_rows(lines: Sequence[ChangeLine], today: date) -> Iterator[DateRow]:
    """Give the rows of a change."""
    for each in lines:
        clash = each.state is State.CLASH
        yield DateRow(
            each.on, "", day(each.on, today), each.state, was=each.was, becomes=each.becomes,
            said=each.why if each.why and not clash else _booked(each),
            sentence=each.why if clash else "", ways=each.ways, settled=each.settled,
        )  # fmt: skip


def _booked(line: ChangeLine) -> str:
    said = QCoreApplication.translate("DateRow", "{0} booked").format(line.booked)
    nobody = QCoreApplication.translate("DateRow", "Nobody yet")
    return said if line.booked else nobody
