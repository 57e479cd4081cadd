"""Which days each view of the calendar shows, and what they are called."""

from dataclasses import dataclass
from datetime import date, timedelta

from PySide6.QtCore import QCoreApplication

from desktop.rules.days import day, month_words, short_date
from desktop.ui.calendar.words import week_words

KINDS = ("day", "work", "week", "month", "list")
WEEK = 7
_LENGTHS = {"day": 1, "work": 5, "week": WEEK, "list": 0}


@dataclass(frozen=True, slots=True)
class Span:
    """The days on show: a kind of view and the date it was turned to."""

    kind: str
    on: date

    @property
    def first(self) -> date:
        """The first day on show; a month begins with the Monday of its first week."""
        if self.kind == "month":
            return monday(self.on.replace(day=1))
        return self.on if self.kind in ("day", "list") else monday(self.on)

    @property
    def days(self) -> int:
        """How many days are on show; a list has no end of its own."""
        if self.kind != "month":
            return _LENGTHS[self.kind]
        first = self.on.replace(day=1)
        whole = first.weekday() + _length_of(first)
        return WEEK * -(-whole // WEEK)

    @property
    def key(self) -> tuple[str, date]:
        """What two spans have in common that show the same days."""
        return self.kind, self.first

    def turned(self, steps: int) -> "Span":
        """Return the span before or after."""
        if self.kind == "month":
            return Span(self.kind, months_on(self.on, steps))
        days = 1 if self.kind == "day" else WEEK
        return Span(self.kind, self.on + timedelta(days=days * steps))

    def holds(self, on: date) -> bool:
        """Whether a day belongs here; days of its neighbours are shown in a month, too."""
        if self.kind == "month":
            return (on.year, on.month) == (self.on.year, self.on.month)
        return self.first <= on and (not self.days or on < self.first + timedelta(days=self.days))

    def words(self, today: date) -> str:
        """Name it: "3 to 9 May 2027", "May 2027", "Thursday 6 May"."""
        if self.kind == "month":
            return month_words(self.on)
        if self.kind == "day":
            return day(self.on, today)
        if self.kind == "list":
            return QCoreApplication.translate("calendar", "From {0}").format(day(self.on, today))
        return week_words(self.first, self.days)

    def short(self) -> str:
        """Name it where there is little room: "3 May to 9 May", "May 2027", "6 May"."""
        if self.kind == "month":
            return month_words(self.on)
        if self.kind in ("day", "list"):
            return short_date(self.on)
        last = self.first + timedelta(days=self.days - 1)
        said = QCoreApplication.translate("calendar", "{0} to {1}")
        return said.format(short_date(self.first), short_date(last))


def monday(on: date) -> date:
    """Return the Monday of a day's week."""
    return on - timedelta(days=on.weekday())


def months_on(on: date, months: int) -> date:
    """Return the same day of another month, or its last if it is shorter."""
    year, month = divmod(12 * on.year + on.month - 1 + months, 12)
    first = date(year, month + 1, 1)
    return first.replace(day=min(on.day, _length_of(first)))


def _length_of(first: date) -> int:
    """Count the days of a month, given its first one."""
    return ((first + timedelta(days=31)).replace(day=1) - first).days
