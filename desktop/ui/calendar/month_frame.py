"""Where things stand in a month: weeks down, days across. Numbers only, nothing of Qt."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import groupby

from desktop.data.activities import SessionCard

DAYS = 7
AROUND = 3  # between a day's edge and its sessions
BELOW = 2
FEW = 4


@dataclass(frozen=True, slots=True)
class Measures:
    """What the look says: a session's line, the step to the next, a day's head, a weekend day."""

    line: int
    step: int
    head: int
    weekend: int
    fewest: int = 3  # lines a day has at least, before the month scrolls

    def least(self) -> int:
        """Return how high a week is at least."""
        return self.head + self.fewest * self.step + BELOW


@dataclass(frozen=True, slots=True)
class Spot:
    """A line of a day: a session, or, with `more`, how many have no line of their own."""

    left: int
    top: int
    width: int
    session: SessionCard | None
    more: int = 0


@dataclass(frozen=True, slots=True)
class MonthFrame:
    """The measures of a month as it is drawn now; `edges` are the days' left edges and the end."""

    first: date
    weeks: int
    edges: tuple[int, ...]
    week: int
    measures: Measures

    def height(self) -> int:
        """Return how high all weeks are."""
        return self.weeks * self.week

    def day_at(self, x: int, y: int) -> date | None:
        """Return the day under a point, None outside."""
        column = next((n for n in range(DAYS) if self.edges[n] <= x < self.edges[n + 1]), None)
        row = y // self.week
        if column is None or not 0 <= row < self.weeks:
            return None
        return self.first + timedelta(days=DAYS * row + column)

    def place(self, on: date) -> tuple[int, int] | None:
        """Return week and column of a day, None for a day that is not shown."""
        ahead = (on - self.first).days
        return divmod(ahead, DAYS) if 0 <= ahead < DAYS * self.weeks else None

    def lines(self) -> int:
        """Return how many lines a day has room for."""
        return max(1, (self.week - self.measures.head - BELOW) // self.measures.step)

    def spots(self, column: int, sessions: Sequence[SessionCard]) -> list[Spot]:
        """Give the sessions of a day their lines, measured from the top of the week."""
        room = self.lines()
        shown = sessions if len(sessions) <= room else sessions[: room - 1]
        left = self.edges[column] + AROUND
        width = self.edges[column + 1] - left - AROUND + 1
        tops = [self.measures.head + n * self.measures.step for n in range(room)]
        spots = [Spot(left, top, width, each) for top, each in zip(tops, shown, strict=False)]
        rest = len(sessions) - len(shown)
        return [*spots, Spot(left, tops[len(shown)], width, None, rest)] if rest else spots


def make_month(
    first: date, weeks: int, width: int, room: int, roomy: Measures, close: Measures
) -> MonthFrame:
    """Measure a month: the weeks share the height there is, or scroll; weekends are narrower.

    Where a day has few lines it is drawn close together, if that gives it more of them.
    """
    weekend = min(roomy.weekend, width // DAYS)
    weekday = (width - 2 * weekend) // 5
    weekend = (width - 5 * weekday) // 2
    edges = (*(n * weekday for n in range(6)), 5 * weekday + weekend, width)
    made = [
        MonthFrame(first, weeks, edges, max(measures.least(), room // weeks), measures)
        for measures in (roomy, close)
    ]
    few = made[0].lines() < FEW and made[1].lines() > made[0].lines()
    return made[1] if few or made[0].height() > room >= made[1].height() else made[0]


def by_day(sessions: Iterable[SessionCard]) -> Mapping[date, tuple[SessionCard, ...]]:
    """Sort sessions, which come in order, under their days."""
    return {on: tuple(those) for on, those in groupby(sessions, lambda each: each.date)}
