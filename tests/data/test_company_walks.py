"""Random walks with company: booked, waiting, moved, marked, driven, cancelled and taken back."""

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
    companions,
    one_companion,
    places_to_offer,
    rebooking,
    rides,
    signups,
    undo,
    waiting,
)
from desktop.data.changes import new_key
from desktop.data.tables import booking, car, companion, hold, ride, session
from desktop.data.tables import waiting as lines
from desktop.rules.companions import Brought
from desktop.rules.refusal import Refused
from desktop.rules.rides import legs
from tests.conftest import NOW
from tests.data.test_walks import _empty
from tests.makers import THURSDAY, TODAY, a_session, people

nth = st.integers(0, 30)
SAM, JO = Brought("Sam", "child", takes_place=False), Brought("Jo", "carer")
company = st.lists(
    st.sampled_from([JO, SAM, Brought("Kit", own_way=True), Brought("", "interpreter")]),
    min_size=1, max_size=2,
)  # fmt: skip


class Walk(RuleBasedStateMachine):
    """A session today and one on Thursday, five places together, five people and one car each."""

    def __init__(self, store, clock):
        super().__init__()
        self.store, self.clock, self.seen = store, clock, None
        clock.now = NOW

    @initialize()
    def an_empty_practice(self):
        self.store.write(_empty)
        self.seen = None
        self.people = people(self.store, 5)
        self.sessions = [
            a_session(self.store, on=on, starts=time(14), ends=time(16), places=places)
            for on, places in ((TODAY, 2), (THURSDAY, 3))
        ]
        self.keys = []
        for session_id in self.sessions:
            do = partial(rides.add_car, session_id=session_id, driver_id=self.people[4], seats=2)
            self.store.write(do)
        self.seen = None
        self.book(0, 0, [JO])
        self.wait(0, 1, [JO])
        self.need(0, "both")
        self.by_car(0)

    @rule(which=nth, who=nth, brought=company)
    def book(self, which, who, brought):
        self.attempt(companions.book, **self.on(which, who), brought=brought)

    @rule(which=nth, who=nth)
    def book_alone(self, which, who):
        self.attempt(signups.book, **self.on(which, who))

    @rule(which=nth, who=nth)
    def walk_in(self, which, who):
        self.attempt(signups.walk_in, **self.on(which, who))

    @rule(which=nth, who=nth, brought=company)
    def wait(self, which, who, brought):
        self.attempt(companions.wait, **self.on(which, who), brought=brought)

    @rule(which=nth, brought=company)
    def add(self, which, brought):
        self.attempt(companions.add, booking_id=self.one_of(booking, which), brought=brought)

    @rule(which=nth, brought=company)
    def add_waiting(self, which, brought):
        waiting_id = self.one_of(lines, which)
        self.attempt(companions.add_waiting, waiting_id=waiting_id, brought=brought)

    @rule(which=nth, person=nth)
    def bring_somebody_known(self, which, person):
        brought = [Brought(kind="partner", person_id=self.people[person % 5])]
        self.attempt(companions.add, booking_id=self.one_of(booking, which), brought=brought)

    @rule(which=nth, new=st.sampled_from([JO, SAM]))
    def change(self, which, new):
        companion_id = self.one_of(companion, which)
        row = self.rows(companion).get(companion_id)
        version = row["version"] if row else 1
        self.attempt(one_companion.change, companion_id=companion_id, version=version, brought=new)

    @rule(which=nth)
    def cancel_one(self, which):
        self.attempt(one_companion.cancel, companion_id=self.one_of(companion, which))

    @rule(which=nth)
    def stay(self, which):
        self.attempt(one_companion.stay, companion_id=self.one_of(companion, which))

    @rule(which=nth)
    def cancel(self, which):
        self.attempt(signups.cancel, booking_id=self.one_of(booking, which))

    @rule(which=nth)
    def leave(self, which):
        self.attempt(waiting.leave, waiting_id=self.one_of(lines, which))

    @rule(which=nth, to=nth, alone=st.booleans())
    def move(self, which, to, alone):
        self.attempt(
            rebooking.move_booking, booking_id=self.one_of(booking, which),
            session_id=self.sessions[to % 2], alone=alone,
        )  # fmt: skip

    @rule(which=nth, as_=st.sampled_from(["arrived", "missed", "booked"]), one=st.booleans())
    def mark(self, which, as_, one):
        if one:
            self.attempt(one_companion.mark, companion_id=self.one_of(companion, which), as_=as_)
        else:
            self.attempt(signups.mark, booking_id=self.one_of(booking, which), as_=as_)

    @rule(which=nth, outcome=st.sampled_from(["yes", "no", "no answer"]))
    def offer(self, which, outcome):
        rung = self.attempt(places_to_offer.ring, waiting_id=self.one_of(lines, which))
        if rung:
            self.attempt(places_to_offer.answer, hold_id=rung.hold_id, outcome=outcome)

    @rule(which=nth, way=st.sampled_from(["there", "home", "both"]))
    def need(self, which, way):
        self.attempt(rides.need, booking_id=self.one_of(booking, which), way=way)

    @rule(which=nth)
    def by_car(self, which):
        ride_id = self.one_of(ride, which)
        row = self.rows(ride).get(ride_id)
        cars = [
            each for each in self.rows(car).values() if row and each["session"] == row["session"]
        ]
        self.attempt(rides.by_car, ride_id=ride_id, car_id=cars[0]["id"] if cars else 0)

    @rule(which=nth)
    def no_ride(self, which):
        self.attempt(rides.no_ride, ride_id=self.one_of(ride, which))

    @rule(which=nth)
    def remove_car(self, which):
        self.attempt(rides.remove_car, car_id=self.one_of(car, which))

    @rule(back=st.integers(1, 4))
    def undo_or_redo(self, back):
        key = self.keys[-back] if back <= len(self.keys) else None
        if key is not None:
            self.attempt(undo.undo, key=key.hex, undoes=key)

    @rule()
    def time_passes(self):
        self.clock.now += timedelta(minutes=20)

    @invariant()
    def everything_holds(self):
        bookings, along, waits, rung = (
            self.rows(table) for table in (booking, companion, lines, hold)
        )
        live = [each for each in along.values() if each["status"] != "cancelled"]
        for session_id, row in self.rows(session).items():
            there = {n for n, each in bookings.items()
                     if each["session"] == session_id and each["status"] != "cancelled"}  # fmt: skip
            with_them = [each for each in live if each["booking"] in there and each["takes_place"]]
            everybody = [*(bookings[n] for n in there), *with_them]
            over = sum(each["over"] for each in everybody)
            came = sum(each["status"] == "arrived" for each in everybody)
            assert (row["booked"], row["over"], row["came"]) == (len(everybody) - over, over, came)
            asked = [each for each in waits.values()
                     if each["session"] == session_id and each["status"] == "waiting"]  # fmt: skip
            assert row["waiting"] == sum(each["party"] for each in asked)
            held = [each["places"] for each in rung.values() if each["session"] == session_id
                    and not each["outcome"] and each["until"] > self.clock.now]  # fmt: skip
            assert row["booked"] + sum(held) <= row["places"]
        for each in live:
            whose = bookings.get(each["booking"]) or waits[each["waiting"]]
            assert whose["status"] not in ("cancelled", "left", "placed")
        for n, each in waits.items():
            takers = [one for one in live if one["waiting"] == n and one["takes_place"]]
            assert each["status"] != "waiting" or each["party"] == 1 + len(takers)

    @invariant()
    def nobody_sits_in_a_full_car(self):
        bookings, seats = self.rows(booking), Counter()
        for each in self.rows(ride).values():
            if each["status"] == "cancelled":
                continue
            assert bookings[each["booking"]]["status"] != "cancelled"
            if each["status"] == "car":
                seats.update({(each["car"], leg): each["seats"] for leg in legs(each["way"])})
        cars = self.rows(car)
        assert all(taken <= cars[which]["seats"] for (which, _leg), taken in seats.items())

    def attempt(self, action, *, undoes=None, **values):
        """Do it, or be refused with a sentence; what it gave comes back, or True."""
        key = new_key()
        with suppress(Refused):
            done = self.store.write(partial(action, **values), key=key, undoes=undoes)
            self.keys.append(key)
            self.seen = None
            return True if done.value is None else done.value
        return None

    def on(self, which, who):
        return {"session_id": self.sessions[which % 2], "person_id": self.people[who % 4]}

    def one_of(self, table, which):
        ids = sorted(self.rows(table))
        return ids[which % len(ids)] if ids else 0

    def rows(self, table):
        if self.seen is None:
            self.seen = self.store.read(_all_rows)
        return self.seen[table]


def _all_rows(db):
    return {
        table: {row.id: row._mapping for row in db.all(select(table))}
        for table in (booking, session, companion, lines, hold, ride, car)
    }


def test_no_walk_with_company_sells_a_place_or_a_seat_twice(store, clock):
    walks = settings(max_examples=max(5, settings().max_examples // 6), stateful_step_count=40)
    run_state_machine_as_test(partial(Walk, store, clock), settings=walks)
