"""Fifty registers of one day in one PDF: their sheets written, read, and set.

`python -m benchmarks.registers` makes a practice of its own on both databases.
"""

import time
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, date, datetime
from datetime import time as clock_time
from functools import partial
from zoneinfo import ZoneInfo

from desktop.data import paper_register, signups
from desktop.data.changes import Hand
from desktop.data.store import Store
from desktop.data.tables import activity, person, session
from desktop.paper import press, register
from desktop.paper.how import How
from desktop.rules.names import Name, sort_key
from desktop.rules.sessions import hours_of

REGISTERS, PEOPLE = 50, 20
GOAL_MS = 1_000
ZONE = "Europe/London"
ON = date(2026, 11, 26)
NOW = datetime(2026, 11, 23, 9, 30, tzinfo=ZoneInfo(ZONE))


@dataclass(frozen=True, slots=True)
class Seen:
    """Milliseconds of each part, and how large the file is in kB."""

    written: float
    read: float
    made: float
    size: float

    @property
    def whole(self) -> float:
        return self.written + self.read + self.made


def measure(url):
    """Print all the registers of a day in a practice that is empty, and has no fonts loaded."""
    with closing(Store(url, Hand("bench", "pc"), clock=lambda: NOW.astimezone(UTC))) as store:
        store.write(_fill)
        started = time.perf_counter()
        store.write(partial(paper_register.print_all, on=ON, now=NOW))
        written = time.perf_counter()
        view = store.read(partial(paper_register.registers_of_day, on=ON, now=NOW))
        read = time.perf_counter()
        data = press.pdf(register.sheet(view, How())).data
        made = time.perf_counter()
    return Seen(
        (written - started) * 1000, (read - written) * 1000, (made - read) * 1000, len(data) / 1000
    )


def _fill(db):
    offered = db.add(activity, name="Crafternoon", patch="craft", places=40, minutes=120)
    hours = hours_of(ON, clock_time(14), clock_time(16), ZONE)
    for n in range(REGISTERS):
        of = db.add(
            session, activity=offered, date=ON, starts=clock_time(14), ends=clock_time(16),
            zone=ZONE, starts_utc=hours.starts_utc, ends_utc=hours.ends_utc, places=40,
        )  # fmt: skip
        for each in range(PEOPLE):
            name = Name("", f"Person{each}", f"Number{n}")
            who = db.add(
                person, first=name.first, last=name.last, sort_key=sort_key(name), made=db.now
            )
            signups.book_held(db, session_id=of, person_id=who)


if __name__ == "__main__":
    from benchmarks import __main__ as bench
    from benchmarks import filled

    filled.FOLDER.mkdir(parents=True, exist_ok=True)
    for address in (bench.empty_file(), bench.empty_on(filled.postgres())):
        print(address.partition(":")[0], measure(address))
