"""What stands under somebody's fingers never reads a whole table, however full the practice is."""

import re
from contextlib import closing
from functools import partial

import pytest
from sqlalchemy import event

from desktop.data import activities, finding, registers, signups
from desktop.data.engine import sqlite_driver
from desktop.data.store import Store
from tests.conftest import HAND, NOW
from tests.makers import THURSDAY, TODAY, a_person, a_session

# One row or a handful each, however long the practice has been open.
SMALL = {"practice", "revision", "activity", "place"}


@pytest.fixture
def watched(sqlite_url, file_store):
    """A practice, and every statement its desk sends from now on."""
    thursday, mrs_patel = a_session(file_store), a_person(file_store)
    sent = []
    with closing(Store(sqlite_url, HAND, clock=lambda: NOW)) as desk:
        event.listen(
            desk.engine,
            "connect",
            lambda connection, _r: connection.set_trace_callback(sent.append),
        )
        yield desk, sent, thursday, mrs_patel


def whole_tables_read(url, sent):
    """Name the tables a statement goes through from end to end, by SQLite's own plan."""
    with closing(sqlite_driver().connect(url.removeprefix("sqlite:///"))) as connection:
        plans = {
            each: connection.execute(f"EXPLAIN QUERY PLAN {each}").fetchall()
            for each in sent
            if re.match(r"SELECT|INSERT|UPDATE|DELETE", each)
        }
    assert plans
    lines = (row[3] for plan in plans.values() for row in plan)
    found = {line.split()[1] for line in lines if re.match(r"SCAN (?!CONSTANT|\d)", line)}
    return found - SMALL


@pytest.mark.parametrize(
    "text",
    ["p", "patel", "meera patel", "m p", "a b c d", "patel 1951", "patel 14/3/51", "14/3/51",
     "999 000 0018", "0142"],
)  # fmt: skip
def test_a_key_in_the_finder_reads_no_whole_table(watched, sqlite_url, text):
    desk, sent, _thursday, _mrs_patel = watched
    desk.read(partial(finding.find, text=text, today=TODAY))
    assert whole_tables_read(sqlite_url, sent) == set()


def test_a_guess_at_what_was_meant_reads_the_spellings_and_nothing_else(watched, sqlite_url):
    desk, sent, _thursday, _mrs_patel = watched
    desk.read(partial(finding.meant, text="meera pattel", today=TODAY))
    assert whole_tables_read(sqlite_url, sent) == {"spelling"}


def test_a_week_of_the_calendar_reads_no_whole_table(watched, sqlite_url):
    desk, sent, _thursday, _mrs_patel = watched
    desk.read(partial(activities.week, first=THURSDAY))
    assert whole_tables_read(sqlite_url, sent) == set()


def test_the_sign_ups_tab_reads_no_whole_table(watched, sqlite_url):
    desk, sent, thursday, mrs_patel = watched
    desk.read(
        partial(
            registers.sign_ups, first=TODAY, days=7, today=TODAY, session_id=thursday,
            person_id=mrs_patel,
        )
    )  # fmt: skip
    assert whole_tables_read(sqlite_url, sent) == set()


def test_a_booking_reads_no_whole_table(watched, sqlite_url):
    desk, sent, thursday, mrs_patel = watched
    booked = desk.write(partial(signups.book, session_id=thursday, person_id=mrs_patel)).value
    desk.write(partial(signups.cancel, booking_id=booked.booking_id))
    assert whole_tables_read(sqlite_url, sent) == set()
