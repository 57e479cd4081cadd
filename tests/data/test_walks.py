"""Random walks of a desk's day against a model in memory, on both databases.

`pytest tests/data/test_walks.py --hypothesis-profile=long` walks for minutes.
"""

import json
from collections import defaultdict
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import date, time, timedelta
from functools import partial
from random import Random
from uuid import UUID

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)
from sqlalchemy import delete, func, select, text

from desktop.data import activities, signups, undo
from desktop.data.changes import new_key
from desktop.data.db import WHOLE
from desktop.data.journal_text import as_text
from desktop.data.tables import booking, booking_number, journal_value, metadata, session, step
from desktop.rules.refusal import Refused
from desktop.rules.signups import Mark
from tests.conftest import NOW
from tests.makers import THURSDAY, TODAY, a_session, people

KEPT = ("release", "revision")
NUMBER_OF_PEOPLE = 3
DESKS, STEPS_OF_A_DESK = 4, 40
HOURS = (
    (TODAY, time(10), time(12), 2),
    (TODAY, time(11), time(13), 1),
    (THURSDAY, time(14), time(16), 2),
    (THURSDAY, time(15), time(17), 3),
)
OF_A_NEW_BOOKING = ("session", "person", "number", "status", "walked_in", "over", "booked_at")
THAT_CHANGE = ("status", "marked_at", "cancelled_at", "reason")


def resize(db, *, session_id, places, version):
    """Change places and nothing else, so that the model need not know what a change dialog does."""
    db.lock("session", session, [session_id])
    if places < db.one(select(session.c.booked).where(session.c.id == session_id)).booked:
        raise Refused("Not changed. More are booked.")
    db.change(session, session_id, version=version, places=places)


@dataclass
class Sitting:
    """A session as the model knows it; its counters are counted, never kept."""

    on: date
    starts: time
    ends: time
    places: int

    def meets(self, other):
        return self.on == other.on and self.starts < other.ends and other.starts < self.ends


@dataclass
class Done:
    """A step that was done: how to ask for it again, and what it changed."""

    key: UUID
    action: Callable
    value: object
    changes: list = field(default_factory=list)
    undoes: UUID | None = None
    undone: bool = False


class Walk(RuleBasedStateMachine):
    """One desk, four sessions that overlap in pairs, three people, and time that passes."""

    def __init__(self, store, clock):
        super().__init__()
        self.store, self.clock = store, clock
        clock.now = NOW

    @initialize()
    def an_empty_practice(self):
        self.store.write(_empty)
        self.people = people(self.store, NUMBER_OF_PEOPLE)
        self.sittings = {
            a_session(self.store, on=on, starts=starts, ends=ends, places=places): Sitting(
                on, starts, ends, places
            )
            for on, starts, ends, places in HOURS
        }
        self.bookings, self.steps = {}, []
        self.steps_before = self.trace()[0]

    # What can be done at a desk.

    @rule(which=st.integers(0, 3), who=st.integers(0, 2))
    def book(self, which, who):
        self.book_one([*self.sittings][which], self.people[who])

    @precondition(lambda self: self.bookings)
    @rule(which=st.integers(0, 20))
    def book_the_same_again(self, which):
        row = self.bookings[self.nth_booking(which)]
        self.book_one(row["session"], row["person"])

    def book_one(self, session_id, person_id):
        allowed = (
            self.clock.now < self.end_of(session_id)
            and not self.live(session_id, person_id)
            and not self.elsewhere(session_id, person_id)
            and self.count(session_id)["booked"] < self.sittings[session_id].places
        )
        action = partial(signups.book, session_id=session_id, person_id=person_id)
        done = self.attempt(action, allowed)
        if done:
            self.add(done, session_id, person_id, status="booked", walked_in=False, over=False)

    @rule(which=st.integers(0, 3), who=st.integers(0, 2))
    def walk_in(self, which, who):
        session_id, person_id = [*self.sittings][which], self.people[who]
        sitting = self.sittings[session_id]
        allowed = sitting.on <= self.clock.now.date() and not self.live(session_id, person_id)
        over = self.count(session_id)["booked"] >= sitting.places
        action = partial(signups.walk_in, session_id=session_id, person_id=person_id)
        done = self.attempt(action, allowed)
        if done:
            self.add(done, session_id, person_id, status="arrived", walked_in=True, over=over)

    @precondition(lambda self: self.bookings)
    @rule(which=st.integers(0, 20), reason=st.sampled_from(["", "Has a cold"]))
    def cancel(self, which, reason):
        booking_id = self.nth_booking(which)
        allowed = self.bookings[booking_id]["status"] != "cancelled"
        done = self.attempt(partial(signups.cancel, booking_id=booking_id, reason=reason), allowed)
        if done:
            self.change(
                done, booking_id, status="cancelled", cancelled_at=self.clock.now, reason=reason
            )

    @precondition(lambda self: self.bookings)
    @rule(which=st.integers(0, 20), as_=st.sampled_from(["arrived", "missed", "booked"]))
    def mark(self, which, as_):
        booking_id = self.nth_booking(which)
        row = self.bookings[booking_id]
        come = self.sittings[row["session"]].on <= self.clock.now.date()
        possible = not row["walked_in"] if as_ == "booked" else come
        allowed = row["status"] != "cancelled" and possible
        done = self.attempt(partial(signups.mark, booking_id=booking_id, as_=as_), allowed)
        if done and row["status"] != as_:
            self.change(done, booking_id, status=as_, marked_at=self.clock.now)

    @rule(which=st.integers(0, 3), places=st.integers(1, 4))
    def change_places(self, which, places):
        session_id = [*self.sittings][which]
        sitting = self.sittings[session_id]
        version = self.store.read(partial(activities.session_card, session_id=session_id)).version
        action = partial(resize, session_id=session_id, places=places, version=version)
        done = self.attempt(action, places >= self.count(session_id)["booked"])
        if done and sitting.places != places:
            done.changes.append(("session", session_id, "places", sitting.places, places))
            sitting.places = places

    @precondition(lambda self: self.steps)
    @rule(back=st.integers(0, 3))
    def undo_or_redo(self, back):
        """Take back one of the last steps; taking back an undo does it again."""
        before = self.steps[-1 - min(back, len(self.steps) - 1)]
        allowed = not before.undone and bool(before.changes) and self.still_as_left(before)
        backwards = [self.taken_back(*change) for change in reversed(before.changes)]
        now = self.bookings, self.sittings
        if allowed:
            self.bookings, self.sittings = self.as_if(backwards)
            allowed = self.possible(key for table, key, *_ in backwards if table == "booking")
        then = self.bookings, self.sittings
        self.bookings, self.sittings = now
        done = self.attempt(partial(undo.undo, key=before.key.hex), allowed, before.key)
        if done:
            self.bookings, self.sittings = then
            done.changes, before.undone = backwards, True

    @precondition(lambda self: self.steps)
    @rule(back=st.integers(0, 5))
    def try_again_with_the_same_key(self, back):
        before = self.steps[-1 - min(back, len(self.steps) - 1)]
        trace = self.trace()
        again = self.store.write(before.action, key=before.key, undoes=before.undoes)
        assert again.again
        assert again.value == before.value
        assert self.trace() == trace

    @rule(hours=st.sampled_from([1, 3, 24, 72]))
    def time_passes(self, hours):
        self.clock.now += timedelta(hours=hours)

    # What must hold after each of them.

    @invariant()
    def everything_holds(self):
        there = self.store.read(_everything)
        self.the_bookings_are_those_of_the_model(there[booking])
        self.counters_are_counts_and_nothing_is_oversold(there[session])
        nobody_is_on_a_register_twice_and_no_number_is(there[booking], there[booking_number])
        the_journal_gives_the_present_rows(there)
        assert len(there[step]) == self.steps_before + len(self.steps)

    def the_bookings_are_those_of_the_model(self, rows):
        assert rows.keys() == self.bookings.keys()
        for booking_id, row in rows.items():
            expected = self.bookings[booking_id]
            assert {name: row[name] for name in expected} == expected

    def counters_are_counts_and_nothing_is_oversold(self, rows):
        for session_id, row in rows.items():
            counters = {name: row[name] for name in ("booked", "over", "came")}
            assert counters == self.count(session_id)
            assert row["places"] == self.sittings[session_id].places
            assert row["booked"] <= row["places"]

    # The model.

    def attempt(self, action, allowed, undoes=None):
        """Do it, and see that it is refused exactly when the model says so, without a trace."""
        before, key, said = self.trace(), new_key(), None
        try:
            value = self.store.write(action, key=key, undoes=undoes).value
        except Refused as no:
            said = no.sentence
        assert (said is None) == allowed, said
        if said:
            assert self.trace() == before
            return None
        self.steps.append(Done(key, action, value, undoes=undoes))
        return self.steps[-1]

    def add(self, done, session_id, person_id, **facts):
        row = {
            "session": session_id, "person": person_id, "number": done.value.number,
            "booked_at": self.clock.now, **dict.fromkeys(("marked_at", "cancelled_at")),
            "reason": "", **facts,
        }  # fmt: skip
        self.bookings[done.value.booking_id] = row
        as_new = {name: row[name] for name in OF_A_NEW_BOOKING}
        done.changes.append(("booking", done.value.booking_id, WHOLE, None, as_new))

    def change(self, done, booking_id, **values):
        row = self.bookings[booking_id]
        for name, new in values.items():
            if row[name] != new:
                done.changes.append(("booking", booking_id, name, row[name], new))
        row |= values

    def taken_back(self, table, key, name, old, new):
        """Turn a change round; a row that goes is remembered as it is now, marks and all."""
        if name == WHOLE and new is not None and key in self.bookings:
            new = {each: value for each, value in self.bookings[key].items() if value is not None}
        return table, key, name, new, old

    def still_as_left(self, done):
        return all(self.is_as(*change) for change in done.changes)

    def is_as(self, table, key, name, _old, new):
        if table == "session":
            return self.sittings[key].places == new
        row = self.bookings.get(key)
        if name != WHOLE:
            return row is not None and row[name] == new
        return row is None if new is None else row is not None and row | new == row

    def as_if(self, changes):
        """Give bookings and sittings as they would be after changes."""
        bookings = {key: dict(row) for key, row in self.bookings.items()}
        sittings = dict(self.sittings)
        for table, key, name, _old, new in changes:
            if table == "session":
                was = sittings[key]
                sittings[key] = Sitting(was.on, was.starts, was.ends, new)
            elif name != WHOLE:
                bookings[key][name] = new
            elif new is None:
                del bookings[key]
            else:
                blank = dict.fromkeys(THAT_CHANGE) | {"reason": ""}
                bookings[key] = blank | new
        return bookings, sittings

    def possible(self, touched):
        for session_id, sitting in self.sittings.items():
            if self.count(session_id)["booked"] > sitting.places:
                return False
        alive = (self.bookings[key] for key in touched if key in self.bookings)
        return all(
            len(self.live(row["session"], row["person"])) == 1
            and not self.elsewhere(row["session"], row["person"])
            for row in alive
            if row["status"] != "cancelled"
        )

    def live(self, session_id, person_id):
        return [
            row
            for row in self.bookings.values()
            if (row["session"], row["person"]) == (session_id, person_id)
            and row["status"] != "cancelled"
        ]

    def elsewhere(self, session_id, person_id):
        mine = self.sittings[session_id]
        return [
            row
            for row in self.bookings.values()
            if row["person"] == person_id
            and row["session"] != session_id
            and row["status"] not in ("cancelled", "missed")
            and self.sittings[row["session"]].meets(mine)
        ]

    def count(self, session_id):
        here = [row for row in self.bookings.values() if row["session"] == session_id]
        live = [row for row in here if row["status"] != "cancelled"]
        return {
            "booked": sum(not row["over"] for row in live),
            "over": sum(row["over"] for row in live),
            "came": sum(row["status"] == Mark.ARRIVED for row in live),
        }

    def end_of(self, session_id):
        sitting = self.sittings[session_id]
        return NOW.replace(
            month=sitting.on.month, day=sitting.on.day, hour=sitting.ends.hour, minute=0
        )

    def nth_booking(self, n):
        return [*self.bookings][n % len(self.bookings)]

    # The database.

    def trace(self):
        counted = [select(func.count()).select_from(table) for table in (step, journal_value)]
        counts = self.store.read(lambda db: [db.value(each) for each in counted])
        return *counts, dict(self.store.revisions())


def _empty(db):
    for table in reversed(metadata.sorted_tables):
        if table.name not in KEPT and table is not step:
            db.derived(delete(table))
    db.derived(delete(step).where(step.c.id != db.step))


def _everything(db):
    """Read whole tables, each row under its first column."""
    tables = booking, session, booking_number, step, journal_value
    rows = {table: db.all(select(table).order_by(*table.primary_key)) for table in tables}
    return {table: {row[0]: dict(row._mapping) for row in found} for table, found in rows.items()}


def nobody_is_on_a_register_twice_and_no_number_is(bookings, numbers):
    live = [row for row in bookings.values() if row["status"] != "cancelled"]
    assert len({(row["session"], row["person"]) for row in live}) == len(live)
    assert sorted(row["number"] for row in live if row["number"]) == sorted(numbers)


def the_journal_gives_the_present_rows(there):
    told = _replayed(there[journal_value].values())
    for table in (booking, session):
        assert told[table.name].keys() == there[table].keys()
        for key, row in there[table].items():
            mine = told[table.name][key]
            mine.pop("version", None)  # counts up with every change, and is no fact
            assert mine == _as_told(table, row, mine)


def _replayed(journal):
    """Build rows from nothing by what the journal says was done, in order."""
    told = defaultdict(dict)
    for value in journal:
        new = None if value["new"] is None else json.loads(value["new"])
        key, name = value["key"], value["field"]
        if name != WHOLE:
            told[value["table"]][key][name] = new
        elif new is None:
            del told[value["table"]][key]
        else:
            told[value["table"]][key] = new
    return told


def _as_told(table, row, told):
    """Give a row as the journal would: what has a default it may leave out."""
    given = {name for name in row if name in told or table.c[name].server_default is None}
    texts = {name: as_text(row[name]) for name in given if row[name] is not None or name in told}
    return {name: None if text is None else json.loads(text) for name, text in texts.items()}


def test_no_walk_of_a_desk_oversells_or_loses_or_doubles_a_booking(store, clock):
    # A walk is worth dozens of plain examples: the suite takes few, the long profile many.
    walks = settings(max_examples=max(5, settings().max_examples // 3), stateful_step_count=40)
    run_state_machine_as_test(partial(Walk, store, clock), settings=walks)


# Many desks at once: nothing is predicted, everything must still hold.


def a_busy_hour(store, chance, sessions, everybody):
    """Do what comes to mind at one desk, with what other desks have done in view."""
    done = []
    for _ in range(STEPS_OF_A_DESK):
        bookings = [*store.read(_everything)[booking]] or [0]
        session_id, person_id = chance.choice(sessions), chance.choice(everybody)
        booking_id = chance.choice(bookings)
        action, undoes = chance.choice(
            [
                (partial(signups.book, session_id=session_id, person_id=person_id), None),
                (partial(signups.walk_in, session_id=session_id, person_id=person_id), None),
                (partial(signups.cancel, booking_id=booking_id), None),
                (partial(signups.mark, booking_id=booking_id, as_="arrived"), None),
                *((partial(undo.undo, key=key.hex), key) for key in done[-1:]),
            ]
        )
        with suppress(Refused):
            done.append(store.write(action, undoes=undoes).key)
    return len(done)


def test_desks_that_all_work_at_once_never_oversell_or_lock_each_other_out(open_store):
    store = open_store()
    everybody = people(store, 6)
    hours = [*HOURS[:2], (TODAY, time(14), time(16), 2)]
    sessions = [
        a_session(store, on=on, starts=starts, ends=ends, places=places)
        for on, starts, ends, places in hours
    ]
    with ThreadPoolExecutor(DESKS) as threads:
        desks = [
            threads.submit(a_busy_hour, open_store(f"desk {n}"), Random(n), sessions, everybody)
            for n in range(DESKS)
        ]
        assert sum(desk.result() for desk in desks) > STEPS_OF_A_DESK
    there = store.read(_everything)
    nobody_is_on_a_register_twice_and_no_number_is(there[booking], there[booking_number])
    the_journal_gives_the_present_rows(there)
    for session_id, row in there[session].items():
        here = [each for each in there[booking].values() if each["session"] == session_id]
        live = [each for each in here if each["status"] != "cancelled"]
        assert row["booked"] == sum(not each["over"] for each in live) <= row["places"]
        assert row["over"] == sum(each["over"] for each in live)
        assert row["came"] == sum(each["status"] == "arrived" for each in live)
    assert deadlocks(store) == 0


def deadlocks(store):
    """Count what Postgres had to break up; on SQLite there is one writer at a time."""
    if store.engine.dialect.name == "sqlite":
        return 0
    counted = text("SELECT deadlocks FROM pg_stat_database WHERE datname = current_database()")
    return store.read(lambda db: db.value(counted))
