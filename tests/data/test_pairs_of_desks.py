"""Every two things two desks may do to one person's booking at once: neither waits for ever."""

import time as clocks
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, suppress
from dataclasses import replace
from datetime import time
from functools import partial
from itertools import combinations_with_replacement

import psycopg
import pytest
from sqlalchemy import text

from desktop.data import marking, merging, moves, people, same_day, signups, undo
from desktop.data.db import Db
from desktop.data.store import Store
from desktop.rules.people import PersonFacts
from desktop.rules.refusal import Refused
from tests.conftest import HAND
from tests.makers import TODAY, a_session, places

MRS_PATEL = PersonFacts(title="Mrs", first="Meera", last="Patel")
LONG_ENOUGH = 1.0  # seconds; the other has its first lock, waits for one, or is done, well before
_WAITS = """
    SELECT EXISTS (SELECT FROM pg_stat_activity
    WHERE wait_event_type = 'Lock' AND datname = current_database())
"""


def what_can_be_done(store):
    """Make a session, a person and her booking, and give every step that locks one of them."""
    session_id = a_session(store, on=TODAY, starts=time(9), ends=time(17))
    person_id = store.write(partial(people.add, facts=MRS_PATEL)).value.id
    other = store.write(partial(people.add, facts=replace(MRS_PATEL, first="Mira"))).value.id
    on_it = {"session_id": session_id, "person_id": person_id}
    booked = store.write(partial(signups.book, **on_it))
    booking = {"booking_id": booked.value.booking_id}
    store.write(partial(same_day.agree, person_id=person_id))
    other_name = replace(MRS_PATEL, last="Shah")
    return {
        "book": (partial(signups.book, **on_it), None),
        "walk in": (partial(signups.walk_in, **on_it), None),
        "cancel": (partial(signups.cancel, **booking), None),
        "did not come": (partial(signups.mark, **booking, as_="missed"), None),
        "mark all": (partial(marking.mark_all, session_id=session_id), None),
        "not here": (partial(same_day.raise_calls, today=TODAY), None),
        "undo": (partial(undo.undo, key=booked.key.hex), booked.key),
        "call it off": (partial(moves.cancel, session_ids=(session_id,)), None),
        "more places": (places(session_id, 30), None),
        "change her": (
            partial(people.change, person_id=person_id, version=2, facts=other_name), None
        ),
        "merge her": (
            partial(merging.merge, kept_id=other, other_id=person_id, versions=(1, 2), choices=()),
            None,
        ),
        "set status": (
            partial(people.set_status, person_id=person_id, version=2, status="moved"), None
        ),
    }  # fmt: skip


@pytest.fixture
def desks(postgres_url, clock):
    stores = [Store(postgres_url, HAND, clock=clock) for _ in range(2)]
    yield stores
    for store in stores:
        store.close()


class Meeting:
    """Where a desk that has its first lock stays until the other has one, waits, or is done."""

    def __init__(self, watcher):
        self._watcher, self.there, self.done = watcher, set(), []

    def stay(self, desk):
        self.there.add(desk)
        ends = clocks.monotonic() + LONG_ENOUGH
        while len(self.there) < 2 and not any(each.done() for each in self.done):
            if self._watcher.execute(_WAITS).fetchone()[0] or clocks.monotonic() > ends:
                break


@pytest.fixture
def meeting(monkeypatch, postgres_url):
    """Hold a desk that has its first lock until the other has one too, or waits for it."""
    really = Db.all
    with closing(psycopg.connect(postgres_url, autocommit=True)) as watcher:
        meeting = Meeting(watcher)

        def all_and_meet(db, statement, **values):
            rows = really(db, statement, **values)
            locks = " FOR UPDATE" in str(getattr(statement, "statement", statement))
            if locks and db.step not in meeting.there:
                meeting.stay(db.step)
            return rows

        monkeypatch.setattr(Db, "all", all_and_meet)
        yield meeting


def deadlocks(store):
    counted = text("SELECT deadlocks FROM pg_stat_database WHERE datname = current_database()")
    return store.read(lambda db: db.value(counted))


def do(store, step):
    action, undoes = step
    with suppress(Refused):
        store.write(action, undoes=undoes)


def test_no_two_desks_lock_each_other_out(desks, meeting):
    kinds = [*what_can_be_done(desks[0])]
    with ThreadPoolExecutor(2) as threads:
        for pair in combinations_with_replacement(kinds, 2):
            meeting.there, meeting.done = {"nobody", "makes what they need"}, []
            steps = what_can_be_done(desks[0])
            meeting.there = set()
            meeting.done = [
                threads.submit(do, desk, steps[kind])
                for desk, kind in zip(desks, pair, strict=True)
            ]
            for each in meeting.done:
                each.result()
            assert deadlocks(desks[0]) == 0, pair
