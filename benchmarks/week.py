"""A week and a month of the calendar, and the Sign-ups tab, with ten years of history against one.

Both take turns, so that a noisy machine is noisy for both.
"""

import statistics
import time
from contextlib import closing
from dataclasses import dataclass
from datetime import timedelta
from functools import partial

from benchmarks import filled
from desktop.data import activities, calendar, registers
from desktop.data.changes import Hand
from desktop.data.store import Store

ROUNDS = 200
GOAL = 1.2
MONDAY = filled.TODAY - timedelta(days=filled.TODAY.weekday())


@dataclass(frozen=True)
class Compared:
    """Median milliseconds for one read with one year of history and with ten."""

    what: str
    one_year: float
    ten_years: float

    @property
    def ratio(self):
        return self.ten_years / self.one_year


def measure(url, one_year_url):
    """Return Compared for the calendar's week and for the Sign-ups tab."""
    reads = {
        "a week of the calendar": partial(activities.week, first=MONDAY),
        "a month of the calendar": partial(
            calendar.days, first=MONDAY - timedelta(weeks=2), count=35
        ),
        "the Sign-ups tab": partial(
            registers.sign_ups, first=filled.TODAY, days=7, today=filled.TODAY
        ),
    }
    with (
        closing(Store(url, Hand("bench", "pc"))) as ten,
        closing(Store(one_year_url, Hand("bench", "pc"))) as one,
    ):
        return [_compared(what, read, one, ten) for what, read in reads.items()]


def _compared(what, read, one, ten):
    times = {one: [], ten: []}
    for n in range(ROUNDS * 2 + 20):
        store = (one, ten)[n % 2]
        started = time.perf_counter()
        store.read(read)
        times[store].append((time.perf_counter() - started) * 1000)
    return Compared(what, *(statistics.median(times[each][10:]) for each in (one, ten)))


if __name__ == "__main__":
    server = filled.postgres()
    for fill in (filled.on_sqlite, partial(filled.on_postgres, server)):
        for each in measure(fill(), fill(years=1)):
            print(f"{each.what:<24}{each.one_year:8.2f}{each.ten_years:8.2f}  × {each.ratio:.2f}")
