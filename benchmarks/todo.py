"""The To do room of a busy practice: read whole, counted, and after a session of 60 is cancelled.

Behind it lie years of people told: 26,000 lines that are done.
"""

import statistics
import time
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from datetime import time as clock
from functools import partial

from sqlalchemy import select

from benchmarks import filled
from desktop.data import moves, telling, todo
from desktop.data.changes import Hand
from desktop.data.store import Store
from desktop.data.tables import (
    activity,
    booking,
    hold,
    news,
    person,
    phone,
    session,
    to_ring,
    waiting,
)
from desktop.data.tables import telling as lines
from desktop.data.telling import Changed
from desktop.rules.sessions import hours_of
from desktop.rules.telling import Kind, Known

ROUNDS = 15
READ_MS, TELL_MS = 20, 200
PEOPLE, DONE, OPEN, OFFERED, TOMORROW, CALLS = 2_000, 26_000, 150, 10, 100, 20
NOW = datetime.combine(filled.TODAY, clock(15, 30), UTC)
ZONE = "Europe/London"


@dataclass(frozen=True)
class Seen:
    """Median milliseconds: the room read, counted for the top bar, and 60 people put on a list."""

    read: float
    due: float
    told: float


def measure(url):
    """Fill the empty practice at this address and measure in it."""
    with closing(Store(url, Hand("bench", "pc"), clock=lambda: NOW)) as store:
        store.write(_fill)
        asked = {"today": filled.TODAY, "now": NOW}
        read = _median(store, partial(todo.todo, **asked))
        due = _median(store, partial(todo.due, **asked))
        return Seen(read, due, _cancel_sixty(store))


def _median(store, query):
    times = []
    for _ in range(ROUNDS):
        started = time.perf_counter()
        store.read(query)
        times.append((time.perf_counter() - started) * 1000)
    return statistics.median(times[3:])


def _cancel_sixty(store):
    """Cancel sessions of sixty people, and read who is to be told; both count."""
    times = []
    for each in store.write(_sixties).value.ids:
        started = time.perf_counter()
        store.write(partial(moves.cancel, session_ids=(each,), reason="The leader is not well"))
        rounds = store.read(partial(telling.people_to_tell, today=filled.TODAY))
        times.append((time.perf_counter() - started) * 1000)
        assert any(len(found.lines) == 60 for found in rounds)
    return statistics.median(times)


@dataclass(frozen=True)
class Ids:
    ids: tuple[int, ...]


def _sixties(db):
    made = tuple(_session(db, filled.TODAY + timedelta(days=20 + n), 60) for n in range(5))
    for each in made:
        _book(db, each, range(60))
    return Ids(made)


def _fill(db):
    _people(db)
    db.add(activity, name="Crafternoon", patch="craft")
    _done(db)
    for n in range(OPEN // 15):
        changed = _session(db, filled.TODAY + timedelta(days=3 + n), 15)
        _book(db, changed, range(n * 15, n * 15 + 15))
        row = db.one(select(session).where(session.c.id == changed))
        was = Known(row.date, clock(9), clock(11), None)
        telling.tell(db, changed=[Changed(changed, Kind.MOVED, was)])
    for n in range(OFFERED):
        _offered(db, n)
    for n in range(TOMORROW // 20):
        _book(db, _session(db, filled.TODAY + timedelta(days=1), 20), range(n * 20, n * 20 + 20))
    for n in range(CALLS):
        db.add(to_ring, kind="missed you", person=n + 1, session=1, due=NOW)


def _people(db):
    ids = list(db.ids(person, PEOPLE))
    db.add_many(person, [
        {"id": n, "first": "Person", "last": f"Number{n}", "sort_key": f"number{n}", "made": NOW}
        for n in ids
    ])  # fmt: skip
    numbers = [f"+447700{900000 + n}" for n in ids]
    db.add_many(phone, [
        {"id": n, "person": n, "place": 0, "number": each, "backwards": each[::-1]}
        for n, each in zip(ids, numbers, strict=True)
    ])  # fmt: skip


def _done(db):
    """Write down four years of people who were told."""
    past = [_session(db, filled.TODAY - timedelta(days=n + 1), 60) for n in range(DONE // 50)]
    news_ids, line_ids = list(db.ids(news, len(past))), iter(db.ids(lines, DONE))
    known = '{"date":"2026-01-01","starts":"09:00:00","ends":"11:00:00"}'
    db.add_many(news, [
        {"id": each, "session": held, "kind": "moved", "was": known, "made_at": NOW}
        for each, held in zip(news_ids, past, strict=True)
    ])  # fmt: skip
    db.add_many(lines, [
        {"id": next(line_ids), "news": each, "session": held, "person": (n * 50 + m) % PEOPLE + 1,
         "outcome": "told", "outcome_at": NOW}
        for n, (each, held) in enumerate(zip(news_ids, past, strict=True)) for m in range(50)
    ])  # fmt: skip


def _offered(db, n):
    offered = _session(db, filled.TODAY + timedelta(days=30 + n), 12)
    _book(db, offered, range(200, 211))
    first = 300 + n * 6
    for place in range(6):
        line = db.add(
            waiting, session=offered, person=first + place, position=place * 1000, since=NOW
        )
        if place == 0:
            db.add(hold, session=offered, waiting=line, person=first, since=NOW, until=NOW,
                   outcome="no answer", outcome_at=NOW)  # fmt: skip
    db.count(session, offered, waiting=6)


def _session(db, on, places):
    hours = hours_of(on, clock(14), clock(16), ZONE)
    return db.add(
        session, activity=1, date=on, starts=clock(14), ends=clock(16), zone=ZONE,
        starts_utc=hours.starts_utc, ends_utc=hours.ends_utc, places=places,
    )  # fmt: skip


def _book(db, session_id, people):
    for n in people:
        db.add(booking, session=session_id, person=n + 1, booked_at=NOW)
    db.count(session, session_id, booked=len(people))
