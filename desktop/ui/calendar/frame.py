"""Where things stand in a week: hours down, days across. Numbers only, nothing of Qt."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, time, timedelta
from itertools import accumulate

from desktop.data.activities import SessionCard, Week
from desktop.rules.overlaps import Crowd, Spot, arrange

OPENS, SHUTS = 9, 18
SHORTEST = 30  # minutes a card is high at least, so that its title can be read
WEEKDAY, WEEKEND, BESIDE, TODAY = 170, 114, 40, 14
GAP = 3


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle in whole pixels."""

    left: int
    top: int
    width: int
    height: int


@dataclass(frozen=True, slots=True)
class Placed:
    """One session in its box, or, with several, those that share "+2 more"."""

    sessions: tuple[SessionCard, ...]
    box: Box


@dataclass(frozen=True, slots=True)
class Frame:
    """The measures of a week as it is drawn now.

    `edges` are the left edges of the days and the right one of the last; `top` is where the
    `first` hour has its line, and `hour` how many pixels lie between two lines.
    """

    days: tuple[date, ...]
    edges: tuple[int, ...]
    first: int
    last: int
    hour: float
    top: int

    def y(self, at: time) -> int:
        """Return where a time is, in pixels from the top."""
        return self.top + round((_minutes(at) - 60 * self.first) * self.hour / 60)

    def height(self) -> int:
        """Return how high the whole is."""
        return self.top + round((self.last - self.first) * self.hour) + self.top

    def column(self, on: date) -> int | None:
        """Return which day of the week this is, None for another week's."""
        return self.days.index(on) if on in self.days else None


def hours_of(sessions: Iterable[SessionCard]) -> tuple[int, int]:
    """Return the first hour to draw and the last: the working day, and all that lies outside."""
    spans = [span_of(session) for session in sessions]
    first = min((start // 60 for start, _ in spans), default=OPENS)
    last = max((-(-end // 60) for _, end in spans), default=SHUTS)
    return min(first, OPENS), min(max(last, SHUTS), 24)


def make_frame(
    week: Week, today: date, *, left: int, width: int, hour: float, room: int, top: int
) -> Frame:
    """Measure a week: `hour` is the least height of one, `room` the height there is."""
    days = tuple(week.first + timedelta(days=n) for n in range(week.days))
    first, last = hours_of(week.sessions)
    fitting = (room - 2 * top) / (last - first)
    tall = max(hour, min(fitting, hour * 1.3))
    last = max(last, min(24, first + int((room - 2 * top) / tall)))
    edges = _edges([_weight(on, today, sessions_on(week, on)) for on in days], left, width)
    return Frame(days, edges, first, last, tall, top)


def sessions_on(week: Week, on: date) -> list[SessionCard]:
    """Return the sessions of one day, in order."""
    return [session for session in week.sessions if session.date == on]


def place_day(frame: Frame, column: int, sessions: Sequence[SessionCard], narrow: int) -> list[
    Placed
]:  # fmt: skip
    """Give the sessions of a day their boxes, none of them narrower than `narrow` if it can be."""
    left, right = frame.edges[column] + GAP, frame.edges[column + 1] - GAP - 2
    arranged = arrange(
        [span_of(session) for session in sessions], max(2, min(3, (right - left) // narrow))
    )
    placed = [
        Placed((session,), _box(frame, left, right, spot, session.starts, session.ends))
        for session, spot in zip(sessions, arranged.spots, strict=True)
        if spot
    ]
    return placed + [
        _crowd(frame, left, right, crowd, [sessions[n] for n in crowd.those])
        for crowd in arranged.crowds
    ]


def span_of(session: SessionCard) -> tuple[int, int]:
    """Return from when to when a session fills its column, in minutes of the day."""
    start = min(_minutes(session.starts), 24 * 60 - SHORTEST)
    return start, max(_minutes(session.ends), start + SHORTEST)


def _crowd(
    frame: Frame, left: int, right: int, crowd: Crowd, sessions: Sequence[SessionCard]
) -> Placed:
    starts = min(session.starts for session in sessions)
    ends = max(session.ends for session in sessions)
    return Placed(tuple(sessions), _box(frame, left, right, crowd.spot, starts, ends))


def _box(frame: Frame, left: int, right: int, spot: Spot, starts: time, ends: time) -> Box:
    step = (right - left + 1) / spot.columns
    start = left + round(spot.column * step)
    end = left + round((spot.column + 1) * step) - 1
    top = frame.y(starts) + 2
    least = round(SHORTEST * frame.hour / 60) - GAP
    return Box(start, top, end - start, max(least, frame.y(ends) - 1 - top))


def _weight(on: date, today: date, sessions: Sequence[SessionCard]) -> int:
    """Return how wide a day wants to be: weekends less, today and side by side more."""
    spots = arrange([span_of(session) for session in sessions]).spots
    beside = max((spot.columns for spot in spots if spot), default=1) - 1
    return (WEEKDAY if on.weekday() < 5 else WEEKEND) + BESIDE * beside + TODAY * (on == today)


def _edges(weights: Sequence[int], left: int, width: int) -> tuple[int, ...]:
    total = sum(weights)
    return (left, *(left + round(width * sum_ / total) for sum_ in accumulate(weights)))


def _minutes(at: time) -> int:
    return 60 * at.hour + at.minute
