"""The bell: one desk's commit is heard by another, and no desk has too many connections."""

from functools import partial
from threading import Event

import psycopg
import pytest

from desktop.data import people
from desktop.rules.people import PersonFacts

PATIENCE = 5
NADIA = partial(people.add, facts=PersonFacts(first="Nadia", last="Rahman"))


@pytest.fixture
def rung():
    return Event()


def settled(rung, store):
    """Listen, and let the first ring of a new listener go by."""
    store.listen(rung.set)
    if store.engine.dialect.name == "postgresql":
        assert rung.wait(PATIENCE)
        rung.clear()
    while not store._bell.looks:
        rung.wait(0.01)


def test_what_one_desk_commits_rings_at_the_other(open_store, rung):
    here, there = open_store("desk 1"), open_store("desk 2")
    settled(rung, here)
    there.write(NADIA)
    assert rung.wait(PATIENCE)


@pytest.mark.parametrize("url", ["postgres"], indirect=True)
def test_a_desk_does_not_hear_itself(open_store, rung):
    here, there = open_store("desk 1"), open_store("desk 2")
    heard = Event()
    settled(rung, here)
    settled(heard, there)
    here.write(NADIA)
    assert heard.wait(PATIENCE)
    assert not rung.wait(0.05)


@pytest.mark.parametrize("url", ["postgres"], indirect=True)
def test_a_desk_that_was_cut_off_listens_again_and_looks_at_once(open_store, rung, url):
    settled(rung, open_store())
    with psycopg.connect(url, autocommit=True) as server:
        ends = (
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name LIKE %s"
        )
        server.execute(ends + " AND datname = current_database()", ["crafternoon bell%"])
    assert rung.wait(PATIENCE)


@pytest.mark.parametrize("url", ["postgres"], indirect=True)
def test_a_busy_desk_has_four_connections_at_most(open_store, rung, url):
    desk = open_store()
    settled(rung, desk)
    count = (
        "SELECT count(*) FROM pg_stat_activity "
        "WHERE datname = current_database() AND pid <> pg_backend_pid()"
    )

    def with_all_in_use(db):
        return desk.read(lambda _a: desk.read(lambda _b: counted(url, count)))

    assert desk.write(lambda db: {"n": with_all_in_use(db)}).value == {"n": 4}


def counted(url, question):
    with psycopg.connect(url) as server:
        return server.execute(question).fetchone()[0]
