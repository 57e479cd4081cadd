"""What a person can be offered: one read as the card beside the register asks for it.

`python -m benchmarks.offering` fills both databases first.
"""

import random
import statistics
import time
from contextlib import closing
from datetime import datetime
from functools import partial
from zoneinfo import ZoneInfo

from sqlalchemy import func, select

from benchmarks import filled
from desktop.data import offering
from desktop.data.changes import Hand
from desktop.data.store import Store
from desktop.data.tables import booking, person

PEOPLE = 150
GOAL_MS = 100
NOW = datetime(2026, 11, 23, 9, 30, tzinfo=ZoneInfo("Europe/London"))


def measure(url, *, seed=1):
    """Return p50, p95 and max in milliseconds; half the people are those who come most often."""
    with closing(Store(url, Hand("bench", "pc"))) as store:
        chosen = store.read(partial(_some_people, chance=random.Random(seed)))
        for person_id in chosen[:10]:
            _timed(store, person_id)
        taken = sorted(_timed(store, person_id) for person_id in chosen)
    return {
        "p50": statistics.median(taken), "p95": taken[int(len(taken) * 0.95)], "max": taken[-1],
    }  # fmt: skip


def _some_people(db, *, chance):
    last = db.value(select(func.max(person.c.id)))
    anybody = [row.id for row in db.all(select(person.c.id).where(
        person.c.id.in_([chance.randint(1, last) for _ in range(PEOPLE)])))]  # fmt: skip
    often = select(booking.c.person).group_by(booking.c.person).order_by(func.count().desc())
    return [*anybody[: PEOPLE // 2], *(row.person for row in db.all(often.limit(PEOPLE // 2)))]


def _timed(store, person_id):
    started = time.perf_counter()
    store.read(partial(offering.what_suits, person_id=person_id, now=NOW))
    return (time.perf_counter() - started) * 1000


if __name__ == "__main__":
    for address in (filled.on_sqlite(), filled.on_postgres(filled.postgres())):
        print(address.partition(":")[0], measure(address))
