"""The counter with a real store and file: what is not confirmed, and asking for it again."""

from contextlib import contextmanager
from functools import partial

import pytest
from sqlalchemy import func, make_url, select

from desktop.data import activities, engine, people, signups, undo
from desktop.data.changes import Unreachable
from desktop.data.tables import activity, booking, person
from desktop.rules.people import PersonFacts
from desktop.ui.desk import Desk
from tests.makers import a_person, a_session

NADIA = partial(people.add, facts=PersonFacts(first="Nadia", last="Rahman"))
LOST = "Not confirmed. The server did not answer in time. You can safely do the same again."
LOCKED = "Not saved. Another program is using the records. Try again in a moment."


class Asking:
    """A desk, and what it heard of the steps it asked for."""

    def __init__(self, desk, qtbot):
        self.desk, self._qtbot = desk, qtbot
        self.answers, self.lost, self.refused, self.settled, self.done = [], [], [], [], []
        desk.settled.connect(self.settled.append)
        desk.done.connect(self.done.append)

    def ask(self, action):
        """Ask for a step and wait until something is heard of it."""
        before = self._heard()
        self.desk.write(
            action, self.answers.append, owner=self.desk, lost=self.lost.append,
            refused=lambda no: self.refused.append(no.sentence),
        )  # fmt: skip
        self._qtbot.waitUntil(lambda: self._heard() > before)

    def take_back(self, key):
        before = self._heard()
        action = partial(undo.undo, key=key.hex)
        self.desk.take_back(
            action, key, self.answers.append, self.done.append, owner=self.desk,
            lost=self.lost.append,
        )  # fmt: skip
        self._qtbot.waitUntil(lambda: self._heard() > before)

    def _heard(self):
        return len(self.answers) + len(self.lost) + len(self.refused)

    @contextmanager
    def answers_lost(self):
        """Have every step done, and its answer lost on the way back."""
        store = self.desk._store

        def done_but_lost(*what, **how):
            kept(*what, **how)
            raise Unreachable("The server did not answer in time.")

        store.write, kept = done_but_lost, store.write
        yield
        store.write = kept


@pytest.fixture
def sue(open_desk, qtbot):
    return Asking(open_desk(), qtbot)


def count_of(store, table):
    return store.read(lambda db: db.value(select(func.count()).select_from(table)))


def statuses(store):
    return [row.status for row in store.read(lambda db: db.all(select(booking)))]


def test_somebody_whose_saving_was_not_confirmed_is_added_once_when_saved_again(sue, file_store):
    with sue.answers_lost():
        sue.ask(NADIA)
    assert sue.lost == [LOST]
    sue.ask(NADIA)
    assert count_of(file_store, person) == 1
    assert [made.id for made in sue.answers] == [1]


def test_what_was_asked_for_again_is_heard_by_the_screens_and_can_be_undone(sue, file_store, qtbot):
    with sue.answers_lost():
        sue.ask(NADIA)
    with qtbot.waitSignal(sue.desk.changed, check_params_cb=lambda news: "people" in news):
        sue.ask(NADIA)
    sue.take_back(sue.done[0].key)
    assert count_of(file_store, person) == 0


def test_what_was_said_of_a_lost_step_is_over_once_it_is_answered(sue):
    with sue.answers_lost():
        sue.ask(NADIA)
        assert sue.settled == []
        sue.ask(NADIA)
    sue.ask(NADIA)
    assert sue.settled == [LOST, LOST]


def test_two_people_with_the_same_facts_can_be_added_when_both_are_confirmed(sue, file_store):
    sue.ask(NADIA)
    sue.ask(NADIA)
    assert count_of(file_store, person) == 2


def test_a_step_with_other_values_is_another_step(sue, file_store):
    with sue.answers_lost():
        sue.ask(partial(activities.make_activity, name="Choir", patch="music"))
    sue.ask(partial(activities.make_activity, name="Chorus", patch="music"))
    assert count_of(file_store, activity) == 2


def test_a_lost_step_somebody_has_changed_since_is_not_said_to_be_done(sue, file_store):
    """She is cancelled at another PC; "Booked." would be a promise that nobody keeps."""
    where = {"session_id": a_session(file_store), "person_id": a_person(file_store)}
    book = partial(signups.book, **where)
    with sue.answers_lost():
        sue.ask(book)
    (booked,) = file_store.read(lambda db: db.all(select(booking.c.id)))
    file_store.write(partial(signups.cancel, booking_id=booked.id))
    sue.ask(book)
    assert sue.refused == [
        "That was saved before, but somebody has changed it since. Look at it first."
    ]
    sue.ask(book)
    assert statuses(file_store) == ["cancelled", "booked"]


def test_an_undo_that_was_not_confirmed_is_done_once_when_pressed_again(sue, file_store):
    where = {"session_id": a_session(file_store), "person_id": a_person(file_store)}
    sue.ask(partial(signups.book, **where))
    with sue.answers_lost():
        sue.take_back(sue.done[0].key)
    sue.take_back(sue.done[0].key)
    assert sue.answers[-1].words == "undid: booked Mrs Patel on Crafternoon, Thursday 26 November"
    assert sue.refused == []
    assert statuses(file_store) == []


@pytest.fixture
def other_program(sqlite_url, monkeypatch):
    """Another program with the same file, which can keep it to itself."""
    monkeypatch.setattr(engine, "_SQLITE_WAIT_MS", 50)
    made = engine.sqlite_driver().connect(make_url(sqlite_url).database, isolation_level=None)
    yield made
    made.close()


def test_a_step_while_another_program_has_the_file_is_said_not_to_be_saved(
    other_program, open_desk, qtbot, file_store
):
    sue, heard = Asking(open_desk(), qtbot), []
    sue.desk.reachable.connect(lambda reachable, _why: heard.append(reachable))
    other_program.execute("BEGIN IMMEDIATE")
    sue.ask(NADIA)
    assert sue.lost == [LOCKED]
    assert False not in heard  # it is there, and can be read
    other_program.execute("ROLLBACK")
    assert count_of(file_store, person) == 0
    sue.ask(NADIA)
    assert sue.settled == [LOCKED]
    assert count_of(file_store, person) == 1


def test_no_key_is_made_before_somebody_does_something(open_desk, monkeypatch):
    def too_soon():
        raise AssertionError("a key was made")

    monkeypatch.setattr("desktop.ui.desk.new_key", too_soon)
    assert isinstance(open_desk(), Desk)


def test_what_another_pc_did_is_heard_by_the_bell_without_waiting_for_the_next_look(
    qtbot, open_desk, file_store, monkeypatch
):
    monkeypatch.setattr("desktop.ui.desk.LISTENS_AFTER_MS", 0)
    desk = open_desk(poll_ms=3_600_000)
    qtbot.waitUntil(lambda: desk._store._bell is not None)
    qtbot.waitUntil(lambda: desk._store._bell.looks)
    with qtbot.waitSignal(desk.changed, check_params_cb=lambda news: "people" in news):
        file_store.write(NADIA)


@pytest.fixture
def told(open_desk, qtbot):
    """A desk that looks only when it is asked to, and what its screens were told."""
    desk, told = open_desk(poll_ms=3_600_000), []
    desk.changed.connect(told.append)

    def look():
        desk.look_for_changes()
        qtbot.waitUntil(lambda: not desk.waiting())
        return told

    look.desk = desk
    return look


def test_what_a_desk_did_itself_is_told_once(told, qtbot):
    Asking(told.desk, qtbot).ask(NADIA)
    assert told() == [{"people"}]


def test_what_a_look_has_told_already_is_not_told_again_by_the_step(told, file_store):
    written = file_store.write(NADIA)
    assert told() == [{"people"}]
    told.desk._tell(written)
    assert told() == [{"people"}]


def test_a_look_from_before_a_step_does_not_take_its_news_back(told, file_store, qtbot):
    written = file_store.write(NADIA)
    told.desk.look_for_changes()
    told.desk._tell(written)
    qtbot.waitUntil(lambda: not told.desk.waiting())
    assert told() == [{"people"}]


def test_of_two_changes_at_once_none_is_missed(told, file_store, qtbot):
    told.desk.look_for_changes()
    file_store.write(NADIA)
    told.desk.look_for_changes()  # one look is on its way, from before or after that
    qtbot.waitUntil(lambda: not told.desk.waiting())
    assert {"people"} in told()
