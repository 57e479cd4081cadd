from datetime import timedelta
from functools import partial

import pytest
from sqlalchemy import func, select

from desktop.data import signups
from desktop.data import store as store_module
from desktop.data.changes import Hand, Topic, new_key
from desktop.data.signups import Booked
from desktop.data.store import Store
from desktop.data.tables import booking, journal_value, person, place, session, step
from desktop.rules.refusal import Refused
from tests.makers import a_person, a_place, a_session


def count_of(store, table):
    return store.read(lambda db: db.value(select(func.count()).select_from(table)))


def test_a_step_says_what_it_changed_and_counts_the_topic_up(store):
    before = store.revisions()
    written = store.write(lambda db: db.add(place, name="Garden"))
    assert written.changes == {Topic.ACTIVITIES}
    assert store.revisions()[Topic.ACTIVITIES] == before[Topic.ACTIVITIES] + 1
    assert store.revisions()[Topic.SIGNUPS] == before[Topic.SIGNUPS]


def test_a_refused_step_leaves_no_trace(store):
    thursday, steps = a_session(store, places=0), count_of(store, step)
    mrs_patel = a_person(store)
    before = store.revisions()
    with pytest.raises(Refused):
        store.write(partial(signups.book, session_id=thursday, person_id=mrs_patel))
    assert count_of(store, booking) == 0
    assert count_of(store, step) == steps + 1  # only the one that made Mrs Patel
    assert store.revisions() == before


def test_the_same_key_is_done_once_and_answers_the_same(store):
    book = partial(signups.book, session_id=a_session(store), person_id=a_person(store))
    key = new_key()
    first = store.write(book, key=key)
    again = store.write(book, key=key)
    assert isinstance(again.value, Booked)
    assert again.value == first.value
    assert (first.again, again.again) == (False, True)
    assert again.changes == first.changes == {Topic.SIGNUPS}
    assert count_of(store, booking) == 1


def test_the_journal_knows_the_values_before_and_after(store):
    room = a_place(store)
    written = store.write(lambda db: db.change(place, room, name="Sun room"))
    rows = store.read(
        lambda db: db.all(select(journal_value).where(journal_value.c.step == written.key))
    )
    assert [(row.table, row.key, row.field, row.old, row.new) for row in rows] == [
        ("place", room, "name", '"Waiting room"', '"Sun room"')
    ]


def test_a_step_knows_who_did_what_at_which_pc(store, clock):
    written = store.write(
        partial(signups.book, session_id=a_session(store), person_id=a_person(store))
    )
    row = store.read(lambda db: db.one(select(step).where(step.c.id == written.key)))
    assert (row.os_user, row.pc, row.use_case) == ("tests", "desk 1", "signups.book")


def test_a_desk_with_a_wrong_clock_writes_the_servers_time_on_postgres(url, monkeypatch, clock):
    clock.now += timedelta(days=4000)
    monkeypatch.setattr(store_module, "pc_clock", clock)
    store = Store(url, Hand("tests", "desk 1"))
    written = store.write(lambda db: db.add(place, name="Garden"))
    row = store.read(lambda db: db.one(select(step.c.at).where(step.c.id == written.key)))
    assert (row.at == clock.now) == url.startswith("sqlite")
    store.close()


def test_a_change_on_an_old_version_is_refused(store):
    room = a_place(store)
    store.write(lambda db: db.change(place, room, version=1, name="Sun room"))
    with pytest.raises(Refused, match="tests changed this at 9:30am, at desk 1"):
        store.write(lambda db: db.change(place, room, version=1, name="Moon room"))


def test_locks_out_of_order_are_a_bug(store):
    def backwards(db):
        db.lock("person", person, [1])
        db.lock("session", session, [1])

    with pytest.raises(AssertionError, match="session must be locked before person"):
        store.write(backwards)


def test_a_step_says_how_often_its_topics_have_changed(open_store):
    here, there = open_store("desk 1"), open_store("desk 2")
    there.write(lambda db: db.add(place, name="Hall"))
    written = here.write(lambda db: db.add(place, name="Garden"))
    assert written.revisions == {Topic.ACTIVITIES: here.revisions()[Topic.ACTIVITIES]}
