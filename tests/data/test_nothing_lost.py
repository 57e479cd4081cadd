"""Processes killed, servers gone, answers lost: what was acknowledged stays, and once."""

import random
import shutil
import subprocess
import sys
from contextlib import closing
from functools import partial
from itertools import count
from pathlib import Path

import psycopg
import pytest
from sqlalchemy import event, func, select

from desktop.data import finding, schema, signups, undo
from desktop.data.changes import Unreachable, new_key
from desktop.data.engine import make_engine
from desktop.data.store import Store
from desktop.data.tables import booking, booking_number, session, step
from tests.conftest import HAND, NOW
from tests.makers import THURSDAY, TODAY, a_person, a_session, days_from, people

ROOT = Path(__file__).parents[2]
KILLS = 4


def live_bookings(store):
    rows = store.read(lambda db: db.all(select(booking.c.id, booking.c.status)))
    return {row.id for row in rows if row.status != "cancelled"}


def counters_are_counts(store):
    live = select(func.count()).where(
        booking.c.session == session.c.id, booking.c.status != "cancelled"
    )
    sums = select(session.c.booked, live.scalar_subquery().label("live"))
    rows = store.read(lambda db: db.all(sums))
    numbers = store.read(lambda db: db.value(select(func.count()).select_from(booking_number)))
    return all(row.booked == row.live for row in rows) and numbers == sum(r.booked for r in rows)


def is_whole(store):
    check = store.read(lambda db: db.connection.exec_driver_sql("PRAGMA integrity_check").scalar())
    orphans = store.read(lambda db: db.connection.exec_driver_sql("PRAGMA foreign_key_check").all())
    return check == "ok" and not orphans


def done_once(store, key):
    """Whether the step with this key was done, and only once, with all that belongs to it."""
    steps = store.read(lambda db: db.all(select(step.c.result).where(step.c.id == key)))
    assert len(steps) <= 1
    assert len(steps) == len(live_bookings(store))
    assert counters_are_counts(store)
    return bool(steps)


# Kill -9 on a file.


def killed_after(acknowledgements, url, sessions, everybody):
    """Run a busy desk, kill it in the middle of a step, and give what it had acknowledged."""
    numbers = (",".join(map(str, ids)) for ids in (sessions, everybody))
    command = [sys.executable, "-m", "tests.data.busy_desk", url, *numbers]
    desk = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True)
    said = [desk.stdout.readline() for _ in range(acknowledgements)]
    desk.kill()
    said += desk.communicate()[0].splitlines(keepends=True)
    return [line.split() for line in said if line.endswith("\n")]


def test_a_desk_killed_in_the_middle_of_its_work_has_lost_nothing_it_acknowledged(
    sqlite_url, file_store
):
    sessions = [a_session(file_store, on=days_from(THURSDAY, 7 * n), places=500) for n in range(5)]
    chance, expected, unsure = random.Random(11), set(), 0
    for _ in range(KILLS):
        everybody = people(file_store, 60)
        said = killed_after(chance.randint(1, 12), sqlite_url, sessions, everybody)
        for what, number in said:
            (expected.add if what == "booked" else expected.remove)(int(number))
        live = live_bookings(file_store)
        # One step may have been committed with its word still on the way; no more than one.
        unsure = live ^ expected
        assert len(unsure) <= 1
        expected = live
        assert counters_are_counts(file_store)
        assert is_whole(file_store)
    assert len(expected) > KILLS


def snapshots(engine, folder):
    """Keep the file as it is before each statement: what a kill at that moment would leave."""
    numbers, kept = count(), []

    def keep(_statement):
        place = folder / f"at {next(numbers)}"
        place.mkdir()
        for file in folder.glob("practice.db*"):
            if not file.name.endswith("-shm"):
                shutil.copy(file, place)
        kept.append(f"sqlite:///{place / 'practice.db'}")

    event.listen(engine, "connect", lambda connection, _r: connection.set_trace_callback(keep))
    return kept, keep


def test_a_step_killed_between_any_two_statements_is_done_wholly_or_not_at_all(
    sqlite_url, file_store, tmp_path
):
    thursday, mrs_patel = a_session(file_store), a_person(file_store)
    book, key = partial(signups.book, session_id=thursday, person_id=mrs_patel), new_key()
    with closing(Store(sqlite_url, HAND, clock=lambda: NOW)) as desk:
        kept, keep = snapshots(desk.engine, tmp_path)
        desk.write(book, key=key)
        keep("after the answer")
    found = []
    for url in kept:
        with closing(Store(url, HAND, clock=lambda: NOW)) as after_the_crash:
            found.append(done_once(after_the_crash, key))
            again = after_the_crash.write(book, key=key)
            assert again.again == found[-1]
            assert done_once(after_the_crash, key)
            assert is_whole(after_the_crash)
    assert len(found) > 12
    assert found == [False] * (len(found) - 1) + [True]


def test_an_undo_killed_between_any_two_statements_is_done_wholly_or_not_at_all(
    sqlite_url, file_store, tmp_path
):
    thursday, mrs_patel = a_session(file_store), a_person(file_store)
    book = partial(signups.book, session_id=thursday, person_id=mrs_patel)
    booked, key = file_store.write(book), new_key()
    take_back = partial(undo.undo, key=booked.key.hex)
    with closing(Store(sqlite_url, HAND, clock=lambda: NOW)) as desk:
        kept, keep = snapshots(desk.engine, tmp_path)
        desk.write(take_back, key=key, undoes=booked.key)
        keep("after the answer")
    for url in kept:
        with closing(Store(url, HAND, clock=lambda: NOW)) as after_the_crash:
            assert counters_are_counts(after_the_crash)
            after_the_crash.write(take_back, key=key, undoes=booked.key)
            assert live_bookings(after_the_crash) == set()
            assert counters_are_counts(after_the_crash)


def test_a_first_start_killed_at_any_moment_starts_cleanly_the_next_time(tmp_path):
    engine = make_engine(f"sqlite:///{tmp_path / 'practice.db'}")
    kept, _keep = snapshots(engine, tmp_path)
    schema.prepare(engine, now=NOW)
    engine.dispose()
    assert len(kept) > 40
    for url in kept[::6]:
        again = make_engine(url)
        assert schema.prepare(again, now=NOW) is True
        again.dispose()
        with closing(Store(url, HAND, clock=lambda: NOW)) as store:
            store.write(
                partial(signups.book, session_id=a_session(store), person_id=a_person(store))
            )
            assert counters_are_counts(store)


# A server that goes away.


@pytest.fixture
def desk(postgres_url, clock):
    """A desk on Postgres."""
    store = Store(postgres_url, HAND, clock=clock)
    yield store
    store.close()


@pytest.fixture
def end_all(postgres_url):
    """End every connection to the practice's database, as a restarted server would."""
    server = psycopg.connect(postgres_url, autocommit=True)

    def end():
        ended = server.execute(
            "SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity "
            "WHERE datname = current_database() AND pid <> pg_backend_pid()"
        )
        return len(ended.fetchall())

    yield end
    server.close()


def a_booking(store):
    return partial(signups.book, session_id=a_session(store), person_id=a_person(store))


def test_a_read_on_connections_that_have_died_answers_all_the_same(desk, end_all):
    a_person(desk)
    find = partial(finding.find, text="patel", today=TODAY)

    assert desk.read(lambda _db: desk.read(find)).people
    assert end_all() == 3  # the two, and the one that steps are written by
    assert desk.read(find).people


def test_a_step_on_a_connection_that_has_died_is_done_all_the_same(desk, end_all):
    book, key = a_booking(desk), new_key()
    assert end_all() >= 1
    assert desk.write(book, key=key).again is False
    assert done_once(desk, key)


def test_a_step_cut_short_by_the_server_is_done_once(desk, end_all):
    book, key, ends = a_booking(desk), new_key(), iter([end_all])

    def book_while_the_server_goes_away(db):
        booked = book(db)
        next(ends, lambda: None)()
        return booked

    desk.write(book_while_the_server_goes_away, key=key)
    assert done_once(desk, key)


def test_a_step_cut_short_before_its_commit_is_done_once(desk, end_all, monkeypatch):
    book, key, ends = a_booking(desk), new_key(), iter([end_all])
    # The last thing a step does before its commit is to see that the file is still there.
    monkeypatch.setattr(
        "desktop.data.store.is_in_place", lambda _connection: bool(next(ends, lambda: True)())
    )
    desk.write(book, key=key)
    assert next(ends, None) is None
    assert done_once(desk, key)


def test_a_server_that_goes_away_again_and_again_is_said_and_the_same_key_is_done_once(
    desk, end_all
):
    book, key = a_booking(desk), new_key()

    def never_done(db):
        booked = book(db)
        end_all()
        return booked

    with pytest.raises(Unreachable):
        desk.write(never_done, key=key)
    assert not done_once(desk, key)
    desk.write(book, key=key)
    assert done_once(desk, key)


def test_a_read_sees_one_moment_however_many_questions_it_asks(open_store):
    here, there = open_store("desk 1"), open_store("desk 2")
    book = a_booking(here)

    def look_twice(db):
        before = db.value(select(func.count()).select_from(booking))
        there.write(book)
        return before, db.value(select(func.count()).select_from(booking))

    assert here.read(look_twice) == (0, 0)
    assert len(live_bookings(here)) == 1
