"""Random walks round full sessions: book, wait, ring, answer, lapse, move, cancel and undo."""

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

from desktop.data import moves, places_to_offer, signups, undo, waiting
from desktop.data.changes import new_key
from desktop.data.tables import booking, hold, session
from desktop.data.tables import waiting as lines
from desktop.rules.refusal import Refused
from tests.conftest import NOW
from tests.data.test_walks import _empty
from tests.makers import THURSDAY, a_session, people
from tests.makers import places as more_places

OUTCOMES = ("yes", "no", "no answer", "message", "wrong number", "rings back", "let go")
nth = st.integers(0, 30)


class Walk(RuleBasedStateMachine):
    """Two sessions at one time with three places together, six people, and time that passes."""

    def __init__(self, store, clock):
        super().__init__()
        self.store, self.clock = store, clock
        clock.now = NOW

    @initialize()
    def an_empty_practice(self):
        self.store.write(_empty)
        self.people = people(self.store, 6)
        self.sessions = [
            a_session(self.store, on=THURSDAY, starts=time(14), ends=time(16), places=places)
            for places in (1, 2)
        ]
        self.keys = []
        # Full from the start, with people who wait: a walk of forty steps seldom gets there.
        for which, who in ((0, 0), (1, 1), (1, 2)):
            self.book(which, who)
        for who in (3, 4, 5):
            self.wait(0, who)
        self.cancel(0)

    @rule(which=nth, who=nth)
    def book(self, which, who):
        self.attempt(signups.book, **self.on(which, who))

    @rule(which=nth, who=nth)
    def wait(self, which, who):
        before = self.order(self.on(which, who)["session_id"])
        done = self.attempt(waiting.wait, **self.on(which, who))
        if done:
            after = self.order(self.on(which, who)["session_id"])
            assert after == [*before, done.waiting_id]
            assert done.place == len(after)

    @rule(which=nth, reason=st.sampled_from(["", "Is here"]))
    def ring(self, which, reason):
        self.attempt(places_to_offer.ring, waiting_id=self.one_of(lines, which), reason=reason)

    @rule(which=nth, outcome=st.sampled_from(OUTCOMES))
    def answer(self, which, outcome):
        hold_id = self.one_of(hold, which)
        self.attempt(places_to_offer.answer, hold_id=hold_id, outcome=outcome)

    @rule(which=nth)
    def ring_back(self, which):
        self.attempt(places_to_offer.take_up, waiting_id=self.one_of(lines, which))

    @rule(which=nth)
    def cancel(self, which):
        self.attempt(signups.cancel, booking_id=self.one_of(booking, which))

    @rule(which=nth)
    def leave(self, which):
        self.attempt(waiting.leave, waiting_id=self.one_of(lines, which))

    @rule(which=nth, place=st.integers(1, 3))
    def put(self, which, place):
        waiting_id = self.one_of(lines, which)
        row = self.rows(lines).get(waiting_id)
        before = self.order(row["session"]) if row else []
        if self.attempt(waiting.put, waiting_id=waiting_id, place=place, reason="Fair") is not None:
            others = [each for each in before if each != waiting_id]
            others.insert(place - 1, waiting_id)
            assert self.order(row["session"]) == others

    @rule(which=nth, places=st.integers(1, 3))
    def change_places(self, which, places):
        session_id = self.sessions[which % 2]
        version = self.rows(session)[session_id]["version"]
        self.attempt(more_places(session_id, places, version))

    @rule(which=nth, starts=st.sampled_from([10, 14]))
    def move(self, which, starts):
        session_id = self.sessions[which % 2]
        before, version = self.order(session_id), self.rows(session)[session_id]["version"]
        self.attempt(moves.move, session_id=session_id, version=version, starts=time(starts))
        assert self.order(session_id) == before

    @rule(back=st.integers(1, 4))
    def undo_or_redo(self, back):
        key = self.keys[-back] if back <= len(self.keys) else None
        if key is not None:
            self.attempt(undo.undo, key=key.hex, undoes=key)

    @rule(minutes=st.sampled_from([5, 20, 60 * 24]))
    def time_passes(self, minutes):
        self.clock.now += timedelta(minutes=minutes)

    @invariant()
    def everything_holds(self):
        bookings, waits, holds = (self.rows(each).values() for each in (booking, lines, hold))
        for session_id, row in self.rows(session).items():
            live = [each["person"] for each in bookings
                    if each["session"] == session_id and each["status"] != "cancelled"]  # fmt: skip
            there = [each for each in waits
                     if each["session"] == session_id and each["status"] == "waiting"]  # fmt: skip
            rung = [each for each in holds if each["session"] == session_id
                    and not each["outcome"] and each["until"] > self.clock.now]  # fmt: skip
            assert (row["booked"], row["waiting"]) == (len(live), len(there))
            assert row["booked"] + sum(each["places"] for each in rung) <= row["places"]
            assert {each["waiting"] for each in rung} <= {each["id"] for each in there}
            everybody = [*live, *(each["person"] for each in there)]
            assert len(everybody) == len(set(everybody))
        placed = {each["booking"] for each in waits if each["status"] == "placed"}
        assert placed <= {each["id"] for each in bookings}

    def attempt(self, action, *, undoes=None, **values):
        """Do it, or be refused with a sentence; what it gave comes back, or True."""
        key = new_key()
        with suppress(Refused):
            done = self.store.write(partial(action, **values), key=key, undoes=undoes)
            self.keys.append(key)
            return True if done.value is None else done.value
        return None

    def on(self, which, who):
        return {"session_id": self.sessions[which % 2], "person_id": self.people[who % 6]}

    def one_of(self, table, which):
        ids = sorted(self.rows(table))
        return ids[which % len(ids)] if ids else 0

    def rows(self, table):
        found = self.store.read(lambda db: db.all(select(table)))
        return {row.id: dict(row._mapping) for row in found}

    def order(self, session_id):
        shown = self.store.read(partial(waiting.waiting_list, session_id=session_id))
        return [each.waiting_id for each in shown]


def test_no_walk_sells_a_place_twice_or_loses_somebody_who_waits(store, clock):
    walks = settings(max_examples=max(5, settings().max_examples // 6), stateful_step_count=40)
    run_state_machine_as_test(partial(Walk, store, clock), settings=walks)
