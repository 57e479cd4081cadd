"""Random walks at the door: marked, counted, walked in, wrapped up, rung, and taken back."""

from collections import Counter
from contextlib import suppress
from datetime import time, timedelta
from functools import partial

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    rule,
    run_state_machine_as_test,
)
from sqlalchemy import select

from desktop.data import (
    calls,
    marking,
    people,
    regulars,
    same_day,
    signups,
    to_ring,
    undo,
    unmarked,
    walking_in,
    wrap_ups,
)
from desktop.data.changes import new_key
from desktop.data.tables import booking, person, session, wrap_up
from desktop.data.tables import to_ring as ring_table
from desktop.rules.refusal import Refused
from tests.conftest import NOW
from tests.data.test_regulars import WEEK, a_group
from tests.data.test_walks import _empty
from tests.makers import TODAY, a_session
from tests.makers import people as some_people

nth = st.integers(0, 30)
OUTCOMES = ("comes", "stops", "came", "no answer", "message", "passed on", "spoke")
MARKED = ("arrived", "missed")


class Walk(RuleBasedStateMachine):
    """A session today, a group of regulars on Thursdays, five people, and time that passes."""

    def __init__(self, store, clock):
        super().__init__()
        self.store, self.clock = store, clock
        clock.now = NOW

    @initialize()
    def a_practice(self):
        self.store.write(_empty)
        self.keys, self.nameless = [], {}
        self.stood = {}
        self.people = some_people(self.store, 5)
        today = a_session(self.store, on=TODAY, starts=time(10), ends=time(12), places=3)
        self.group, ids = a_group(self.store, places=3)
        self.sessions = [today, *sorted(ids)[:3]]
        for who in self.people:
            self.attempt(calls.needs_a_call, person_id=who, about="The bus")
        for who in self.people[:2]:
            self.attempt(same_day.agree, person_id=who)
            self.attempt(regulars.begin, session_id=self.sessions[1], person_id=who)
            self.attempt(signups.book, session_id=today, person_id=who)
        rows = self.rows(booking)
        first = min(n for n in rows if rows[n]["session"] == today)
        for as_ in ("arrived", "missed", "arrived", "booked"):  # a short walk seldom does
            assert self.attempt(signups.mark, booking_id=first, as_=as_)
            self.stood[first] = as_

    @rule(which=nth, who=nth)
    def book(self, which, who):
        self.attempt(signups.book, **self.on(which, who))

    @rule(which=nth, as_=st.sampled_from((*MARKED, "missed", "booked")), how=st.booleans())
    def mark(self, which, as_, how):
        told_us, late = how and as_ == "missed", how and as_ == "arrived"
        booking_id = self.one_of(booking, which)
        if self.attempt(signups.mark, booking_id=booking_id, as_=as_, told_us=told_us, late=late):
            self.stood[booking_id] = as_

    @rule(which=nth, as_=st.sampled_from(MARKED))
    def mark_all(self, which, as_):
        session_id = self.sessions[which % 4]
        if self.attempt(marking.mark_all, session_id=session_id, as_=as_):
            assert not self.unmarked_on(session_id)
            for n in self.rows(booking):
                if n in self.was and self.was[n]["session"] == session_id:
                    row = self.was[n]
                    self.stood[n] = as_ if row["status"] == "booked" else row["status"]

    @rule(which=nth, who=nth)
    def walk_in(self, which, who):
        self.walked_in(signups.walk_in, **self.on(which, who))

    @rule(which=nth, name=st.sampled_from(["Ann", "Bea"]))
    def walk_in_new(self, which, name):
        self.walked_in(walking_in.walk_in_new, session_id=self.sessions[which % 4], first=name)

    def walked_in(self, action, **values):
        done = self.attempt(action, **values)
        if done:
            self.stood[done.booking_id] = "arrived"

    @rule(which=nth)
    def cancel(self, which):
        booking_id = self.one_of(booking, which)
        if self.attempt(signups.cancel, booking_id=booking_id):
            self.stood[booking_id] = "cancelled"

    @rule(which=nth, gone=st.booleans())
    def leave(self, which, gone):
        self.attempt(marking.left, booking_id=self.one_of(booking, which), gone=gone)

    @rule(which=nth, by=st.sampled_from([1, 1, -1]))
    def count_heads(self, which, by):
        session_id = self.sessions[which % 4]
        done = self.attempt(wrap_ups.head_count, session_id=session_id, by=by)
        if done:
            self.nameless[session_id] = self.nameless.get(session_id, 0) + by

    @rule(which=nth, lovely=st.sampled_from(["", "They sang"]))
    def wrap_up(self, which, lovely):
        session_id = self.sessions[which % 4]
        if self.attempt(wrap_ups.save, session_id=session_id, lovely=lovely):
            (row,) = [r for r in self.rows(wrap_up).values() if r["session"] == session_id]
            came = self.rows(session)[session_id]["came"]
            assert row["heads"] == came + self.nameless.get(session_id, 0)

    @rule()
    def look_who_is_not_here(self):
        self.attempt(same_day.raise_calls, today=self.today())
        assert not self.store.read(
            partial(same_day.due, today=self.today(), now=self.clock.now)
        )  # fmt: skip

    @rule(which=nth, outcome=st.sampled_from(OUTCOMES))
    def ring(self, which, outcome):
        self.attempt(to_ring.answer, ring_id=self.one_of(ring_table, which), outcome=outcome)

    @rule(who=nth, status=st.sampled_from(["died", "moved", "do_not_contact", "current"]))
    def something_happens(self, who, status):
        person_id = self.people[who % 5]
        version = self.rows(person)[person_id]["version"]
        self.attempt(people.set_status, person_id=person_id, version=version, status=status)
        # What becomes of their bookings then is another walk's: here they stand as they do now.
        self.stood = {n: row["status"] for n, row in self.rows(booking).items()}

    @rule()
    def undo_the_last(self):
        key = self.keys[-1] if self.keys else None
        if key is not None and self.attempt(undo.undo, key=key.hex, undoes=key):
            self.keys = []
            self.stood = {n: row["status"] for n, row in self.rows(booking).items()}
            rows = self.rows(wrap_up).values()
            self.nameless = {row["session"]: row["nameless"] for row in rows}

    @rule(hours=st.sampled_from([1, 3, 24, 24 * 7]))
    def time_passes(self, hours):
        self.clock.now += timedelta(hours=hours)

    @invariant()
    def counters_are_counts(self):
        rows = self.rows(booking).values()
        live = [each for each in rows if each["status"] != "cancelled"]
        booked = Counter(each["session"] for each in live if not each["over"])
        over = Counter(each["session"] for each in live if each["over"])
        came = Counter(each["session"] for each in live if each["status"] == "arrived")
        for n, row in self.rows(session).items():
            assert (row["booked"], row["over"], row["came"]) == (booked[n], over[n], came[n])
            assert row["booked"] <= row["places"]

    @invariant()
    def nothing_is_lost_and_no_mark_is_guessed(self):
        """Whoever was marked stands as marked; whoever was not stands unmarked, also afterwards."""
        rows = self.rows(booking)
        for n, mark in self.stood.items():
            assert n in rows
            assert rows[n]["status"] == mark
        marked = {n for n, row in rows.items() if row["status"] in MARKED}
        assert marked <= self.stood.keys()
        counted = {r["session"]: r["nameless"] for r in self.rows(wrap_up).values()}
        for session_id, number in self.nameless.items():
            assert counted.get(session_id, 0) == number

    @invariant()
    def only_who_may_be_rung_is_listed(self):
        now = self.clock.now
        listed = self.store.read(partial(to_ring.to_ring_now, today=self.today(), now=now))
        who, lines = self.rows(person), self.rows(ring_table)
        for each in listed:
            assert who[lines[each.id]["person"]]["status"] == "current"
        for row in lines.values():
            stands = self.rows(booking)[row["booking"]]["status"] if row["booking"] else ""
            if row["kind"] in ("missed you", "not here") and row["outcome"] == "":
                assert (
                    stands
                    in {"missed you": ("missed",), "not here": ("booked", "missed")}[row["kind"]]
                )

    @invariant()
    def who_is_not_marked_is_said_after_the_end(self):
        self.was, over = self.rows(booking), self.rows(session)
        asked = partial(unmarked.unmarked, today=self.today(), now=self.clock.now)
        said = {line.booking_id for each in self.store.read(asked) for line in each.lines}
        for n, row in self.was.items():
            ended = over[row["session"]]["ends_utc"]
            if row["status"] == "booked" and ended <= self.clock.now < ended + WEEK:
                assert n in said
        assert all(self.was[n]["status"] == "booked" for n in said)

    def unmarked_on(self, session_id):
        rows = self.rows(booking).values()
        return [r for r in rows if r["session"] == session_id and r["status"] == "booked"]

    def attempt(self, action, *, undoes=None, **values):
        """Do it, or be refused with a sentence; what it gave comes back, or True."""
        key = new_key()
        with suppress(Refused):
            done = self.store.write(partial(action, **values), key=key, undoes=undoes)
            self.keys.append(key)
            return True if done.value is None else done.value
        return None

    def today(self):
        return self.clock.now.date()

    def on(self, which, who):
        return {"session_id": self.sessions[which % 4], "person_id": self.people[who % 5]}

    def one_of(self, table, which):
        ids = sorted(self.rows(table))
        return ids[which % len(ids)] if ids else 0

    def rows(self, table):
        found = self.store.read(lambda db: db.all(select(table)))
        return {row.id: dict(row._mapping) for row in found}


def test_no_walk_at_the_door_miscounts_guesses_a_mark_or_rings_who_must_not_be_rung(store, clock):
    walks = settings(max_examples=max(4, settings().max_examples // 10), stateful_step_count=25)
    run_state_machine_as_test(partial(Walk, store, clock), settings=walks)
