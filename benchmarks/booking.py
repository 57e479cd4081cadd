"""A booking through the house against the same statements on the raw driver.

Both do: insert the step, lock and read the session, lock and read the person, look for clashes,
insert the booking, claim its number, count the session up, write the journal, store the result,
count the revision up, commit. They take turns, so that a noisy machine is noisy for both.
"""

import gc
import json
import random
import statistics
import time
import uuid
from contextlib import closing
from datetime import UTC, date, datetime, timedelta
from functools import partial

from sqlalchemy import make_url

from desktop.data import signups
from desktop.data.changes import Hand, new_key
from desktop.data.engine import sqlite_driver
from desktop.data.store import Store
from tests.makers import a_session, an_activity, people

ROUNDS = 5
BOOKINGS = 300

STEP = (
    "INSERT INTO step (id, staff, os_user, pc, login, use_case, undoes, at) "
    "VALUES (?, NULL, 'bench', 'pc', '', 'signups.book', NULL, ?)"
)
KNOWN = "SELECT use_case, result FROM step WHERE id = ?"
SESSION = (
    "SELECT session.id, session.activity, session.title, session.date, session.starts, "
    "session.ends, session.starts_utc, session.ends_utc, session.zone, session.places, "
    "session.booked, session.waiting, session.status, activity.name, activity.youngest, "
    "activity.oldest, activity.opens_days, activity.closes_days, activity.closes_at, "
    "EXISTS (SELECT * FROM ask_first WHERE ended IS NULL AND ask_first.activity = activity.id "
    "AND person IS NULL) FROM session JOIN activity ON activity.id = session.activity "
    "WHERE session.id = ?"
)
PERSON = (
    "SELECT id, title, first, last, preferred, former, born, status, status_until, comes, "
    "merged_into, EXISTS (SELECT * FROM ask_first WHERE ended IS NULL "
    "AND (ask_first.person = person.id OR ask_first.other = person.id)), "
    "EXISTS (SELECT * FROM booking WHERE booking.person = person.id AND status <> 'cancelled') "
    "FROM person WHERE id = ?"
)
CLASHES = (
    "SELECT session.id, session.title, session.starts, session.ends, activity.name FROM booking "
    "JOIN session ON session.id = booking.session JOIN activity ON activity.id = session.activity "
    "WHERE booking.person = ? AND booking.status <> 'cancelled' AND session.status = 'planned' "
    "AND session.starts_utc < ? AND session.ends_utc > ? "
    "AND (session.id = ? OR booking.status <> 'missed') "
    "UNION ALL SELECT session.id, session.title, session.starts, session.ends, activity.name "
    "FROM booking JOIN session ON session.id = booking.session "
    "JOIN activity ON activity.id = session.activity "
    "JOIN companion ON companion.booking = booking.id "
    "WHERE companion.person = ? AND companion.status <> 'cancelled' "
    "AND companion.status <> 'missed' AND session.status = 'planned' "
    "AND session.starts_utc < ? AND session.ends_utc > ?"
)
NUMBER = (
    "INSERT INTO booking_number (number, until) VALUES (?, ?) ON CONFLICT (number) "
    "DO UPDATE SET until = excluded.until WHERE booking_number.until < ?"
)
BOOKING = (
    "INSERT INTO booking (session, person, number, status, walked_in, over, over_reason, booked_at)"
    " VALUES (?, ?, ?, 'booked', false, false, '', ?) RETURNING id"
)
COUNT = "UPDATE session SET booked = booked + 1 WHERE id = ? RETURNING booked"
JOURNAL = (
    'INSERT INTO journal_value (step, person, "table", "key", field, old, new) '
    "VALUES (?, ?, ?, ?, ?, ?, ?)"
)
RESULT = "UPDATE step SET result = ? WHERE id = ?"
REVISION = "UPDATE revision SET number = number + 1 WHERE topic = 'signups'"


class RawSqlite:
    """The statements on SQLite's own driver."""

    def __init__(self, url):
        self.connection = sqlite_driver().connect(make_url(url).database)
        self.connection.isolation_level = None
        for pragma in ("foreign_keys = ON", "synchronous = FULL", "mmap_size = 268435456"):
            self.connection.execute(f"PRAGMA {pragma}")

    def book(self, session_id, person_id):
        run = self.connection.execute
        run("BEGIN IMMEDIATE")
        _statements(run, session_id, person_id, key=lambda key: key.bytes, when=_text, lock="")
        run("COMMIT")

    def close(self):
        self.connection.close()


class RawPostgres:
    """The statements on psycopg."""

    def __init__(self, url):
        import psycopg

        self.connection = psycopg.connect(make_url(url).render_as_string(hide_password=False))

    def book(self, session_id, person_id):
        cursor = self.connection.cursor()

        def run(statement, values=()):
            return cursor.execute(statement.replace("?", "%s"), values)

        _statements(
            run, session_id, person_id, key=lambda key: key, when=lambda at: at,
            lock=" FOR NO KEY UPDATE",
        )  # fmt: skip
        self.connection.commit()

    def close(self):
        self.connection.close()


def _statements(run, session_id, person_id, *, key, when, lock):
    now, step = datetime.now(UTC), new_key()
    number = random.randint(10_000, 99_999)
    run(KNOWN, (key(step),)).fetchone()
    run(STEP, (key(step), when(now)))
    row = run(SESSION + (lock and f"{lock} OF session"), (session_id,)).fetchone()
    run(PERSON + lock, (person_id,)).fetchone()
    starts, ends = row[6], row[7]
    run(CLASHES, (person_id, ends, starts, session_id, person_id, ends, starts)).fetchall()
    day = date(2030, 1, 1)
    day = day.isoformat() if when is _text else day
    run(NUMBER, (number, day, day))
    (booking_id,) = run(BOOKING, (session_id, person_id, number, when(now))).fetchone()
    (booked,) = run(COUNT, (session_id,)).fetchone()
    whole = json.dumps(
        {"session": session_id, "person": person_id, "number": number, "status": "booked",
         "walked_in": False, "over": False, "over_reason": "", "booked_at": now.isoformat(),
         "id": booking_id}
    )  # fmt: skip
    run(JOURNAL, (key(step), person_id, "booking", booking_id, "*", None, whole))
    run(JOURNAL, (key(step), None, "session", session_id, "booked", str(booked - 1), str(booked)))
    run(RESULT, (json.dumps({"booking_id": booking_id, "number": number}), key(step)))
    run(REVISION)


def _text(moment):
    return moment.isoformat(timespec="microseconds")


def measure(url):
    """Return (median raw seconds, median house seconds, their ratio) for one booking."""
    store = Store(url, Hand("bench", "pc"))
    gc.collect()
    gc.freeze()  # as the program does once its first picture is there
    raw = RawSqlite(url) if url.startswith("sqlite") else RawPostgres(url)
    with closing(store), closing(raw):
        everybody = people(store, BOOKINGS)
        craft = an_activity(store, f"Bench {uuid.uuid4()}")
        on = datetime.now(UTC).date() + timedelta(days=3000)
        times = {"raw": [], "house": []}
        for n in range(-2, ROUNDS * 2):  # the first two are not counted: everybody's first visit
            session_id = a_session(
                store, activity_id=craft, on=on + timedelta(days=n + 2), places=BOOKINGS
            )
            who = "raw" if n % 2 else "house"
            took = [_timed(who, raw, store, session_id, person_id) for person_id in everybody]
            times[who] += took if n >= 0 else []
    raw_time, house = (statistics.median(times[who]) for who in ("raw", "house"))
    return raw_time, house, raw_time / house


def _timed(who, raw, store, session_id, person_id):
    book = partial(signups.book, session_id=session_id, person_id=person_id)
    started = time.perf_counter()
    if who == "raw":
        raw.book(session_id, person_id)
    else:
        store.write(book)
    return time.perf_counter() - started
