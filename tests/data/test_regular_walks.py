"""Random walks: people come every week, alone or with company, are away and back, while their series changes."""

from collections import Counter
from contextlib import suppress
from datetime import timedelta
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
    closures,
    ending,
    moves,
    one_companion,
    regular_dates,
    regular_party,
    regulars,
    series_change,
    signups,
    undo,
    upkeep,
)
from desktop.data.changes import new_key
from desktop.data.closures import Answer
from desktop.data.tables import (
    activity,
    booking,
    companion,
    regular,
    regular_companion,
    series,
    session,
    skipped,
)
from desktop.data.tables import waiting as lines
from desktop.rules.companions import Brought
from desktop.rules.planning import How, Scope, SeriesChange
from desktop.rules.refusal import Refused
from tests.conftest import NOW
from tests.data.test_regulars import WEEK, a_group
from tests.data.test_walks import _empty
from tests.makers import THURSDAY, people

nth = st.integers(0, 30)
weeks = st.integers(0, 9)
party = st.sampled_from([(), (), (Brought("Jo"),), (Brought("Al"),),
                         (Brought(kind="interpreter"), Brought("Jo", diet="no nuts"))])  # fmt: skip


class Walk(RuleBasedStateMachine):
    """One group with two places on Thursdays, five people, and weeks that pass."""

    def __init__(self, store, clock):
        super().__init__()
        self.store, self.clock = store, clock
        clock.now = NOW

    @initialize(members=st.sampled_from([0, 4]))
    def a_group(self, members):
        self.store.write(_empty)
        self.keys = []
        self.people = people(self.store, 5)
        self.group, ids = a_group(self.store, places=2)
        if members:
            self.attempt(regulars.set_members, activity_id=self.group, members=members, version=1)
        for who in self.people[:3]:
            self.attempt(regulars.begin, session_id=ids[0], person_id=who)

    @rule(which=nth, who=nth, brought=party)
    def begin(self, which, who, brought):
        self.attempt(regulars.begin, session_id=self.one_of(session, which),
                     person_id=self.people[who % 5], brought=brought)  # fmt: skip

    @rule(which=nth, brought=party)
    def bring(self, which, brought):
        self.attempt(regular_party.bring, brought=brought, **self.of(which))

    @rule(which=nth)
    def one_stays_away(self, which):
        self.attempt(one_companion.cancel, companion_id=self.one_of(companion, which))

    @rule(which=nth, first=weeks, long=st.integers(1, 5), forever=st.booleans())
    def pause(self, which, first, long, forever):
        until = None if forever else THURSDAY + (first + long) * WEEK
        self.attempt(regulars.pause, first=THURSDAY + first * WEEK, until=until, **self.of(which))

    @rule(which=nth, on=weeks)
    def back(self, which, on):
        self.attempt(regulars.back, on=THURSDAY + on * WEEK, **self.of(which))

    @rule(which=nth, last=weeks)
    def end(self, which, last):
        self.attempt(regulars.end, last=THURSDAY + last * WEEK, **self.of(which))

    @rule(which=nth, who=nth)
    def book(self, which, who):
        self.attempt(signups.book, session_id=self.one_of(session, which),
                     person_id=self.people[who % 5])  # fmt: skip

    @rule(which=nth)
    def cancel(self, which):
        self.attempt(signups.cancel, booking_id=self.one_of(booking, which))

    @rule(
        which=nth,
        last=weeks,
        whole=st.booleans(),
        rule_text=st.sampled_from([None, "FREQ=WEEKLY;BYDAY=WE"]),
    )
    def change_the_series(self, which, last, whole, rule_text):
        held = self.rows(session).get(self.one_of(session, which))
        its = held and self.rows(series).get(held["series"])
        if its:
            change = SeriesChange(last=THURSDAY + last * WEEK, rule=rule_text)
            self.attempt(series_change.change, session_id=held["id"], change=change,
                         scope=Scope.ALL if whole else Scope.FOLLOWING, version=its["version"])  # fmt: skip

    @rule(which=nth)
    def skip(self, which):
        held = self.rows(session).get(self.one_of(session, which))
        if held and held["series"]:
            self.attempt(upkeep.skip, series_id=held["series"], on=held["original_date"])

    @rule(which=nth)
    def bring_back_a_date(self, which):
        left = self.rows(skipped).get(self.one_of(skipped, which))
        if left:
            self.attempt(upkeep.bring_back, series_id=left["series"], on=left["date"])

    @rule(which=nth)
    def call_off_or_on(self, which):
        held = self.rows(session).get(self.one_of(session, which))
        if held and held["status"] == "planned":
            self.attempt(moves.cancel, session_ids=(held["id"],))
        elif held:
            self.attempt(moves.bring_back, session_id=held["id"])

    @rule(on=weeks)
    def close(self, on):
        day = THURSDAY + on * WEEK
        there = self.store.read(partial(closures.standing, first=day, last=day))
        answers = tuple(Answer(each.session_id, How.SKIP) for each in there)
        self.attempt(closures.add, name="Training", first=day, last=day, answers=answers)

    @rule(last=weeks)
    def end_the_group(self, last):
        version = self.rows(activity)[self.group]["version"]
        self.attempt(ending.end, activity_id=self.group, version=version,
                     last=THURSDAY + last * WEEK)  # fmt: skip

    @rule(back=st.integers(1, 3))
    def undo_or_redo(self, back):
        key = self.keys[-back] if back <= len(self.keys) else None
        if key is not None:
            self.attempt(undo.undo, key=key.hex, undoes=key)

    @rule(days=st.sampled_from([1, 7]))
    def time_passes(self, days):
        self.clock.now += timedelta(days=days)
        self.attempt(upkeep.top_up, today=self.clock.now.date())

    @invariant()
    def everything_holds(self):
        bookings, waits = self.rows(booking), self.rows(lines)
        with_them, with_waits = Counter(), Counter()
        for each in self.rows(companion).values():
            if each["status"] != "cancelled":
                with_them[each["booking"]] += each["takes_place"]
                with_waits[each["waiting"]] += each["takes_place"]
        for session_id, row in self.rows(session).items():
            live = {n: each["person"] for n, each in bookings.items()
                    if each["session"] == session_id and each["status"] != "cancelled"}  # fmt: skip
            there = {n: each["person"] for n, each in waits.items()
                     if each["session"] == session_id and each["status"] == "waiting"}  # fmt: skip
            assert row["booked"] == sum(1 + with_them[n] for n in live)
            assert row["waiting"] == sum(waits[n]["party"] for n in there)
            assert all(waits[n]["party"] == 1 + with_waits[n] for n in there)
            assert row["booked"] <= row["places"]
            everybody = [*live.values(), *there.values()]
            assert len({*everybody}) == len(everybody)
        taken = Counter(each["regular"] for each in self.rows(regular_companion).values()
                        if each["takes_place"])  # fmt: skip
        for n, each in self.rows(regular).items():
            assert each["party"] == 1 + taken[n]

    def teardown(self):
        """After a last look every date has, or had, everybody who comes every week."""
        if not hasattr(self, "keys"):
            return
        self.store.write(regular_dates.keep_up)
        assert not self.store.read(regular_dates.due)
        self.everything_holds()
        before = len(self.rows(booking)), len(self.rows(lines))
        self.store.write(regular_dates.keep_up)
        assert (len(self.rows(booking)), len(self.rows(lines))) == before
        shares = self.rows(activity)[self.group]["members"] > 2
        known = {(row["session"], row["person"])
                 for table in (booking, lines) for row in self.rows(table).values()}  # fmt: skip
        for held in self.rows(session).values():
            near = held["date"] <= self.clock.now.date() + timedelta(weeks=6) or not shares
            if held["starts_utc"] > self.clock.now and held["status"] == "planned" and near:
                for each in self.rows(regular).values():
                    if comes(each, held["date"]):
                        assert (held["id"], each["person"]) in known

    def attempt(self, action, *, undoes=None, **values):
        """Do it, or be refused with a sentence."""
        key = new_key()
        with suppress(Refused):
            self.store.write(partial(action, **values), key=key, undoes=undoes)
            self.keys.append(key)

    def of(self, which):
        regular_id = self.one_of(regular, which)
        row = self.rows(regular).get(regular_id)
        return {"regular_id": regular_id, "version": row["version"] if row else 1}

    def one_of(self, table, which):
        ids = sorted(self.rows(table))
        return ids[which % len(ids)] if ids else 0

    def rows(self, table):
        found = self.store.read(lambda db: db.all(select(table)))
        return {row.id: dict(row._mapping) for row in found}


def comes(row, on):
    """Whether a regular comes on a day, said once more and otherwise than the rule does."""
    if on < row["since"] or on > (row["until"] or on):
        return False
    away = row["paused_from"] is not None and row["paused_from"] <= on
    return not (away and on < (row["paused_until"] or on + timedelta(days=1)))


def test_no_walk_oversells_a_date_or_forgets_who_comes_every_week(store, clock):
    walks = settings(max_examples=max(6, settings().max_examples // 8), stateful_step_count=25)
    run_state_machine_as_test(partial(Walk, store, clock), settings=walks)
