"""Random days of a programme, on both databases: no booking, exception or wall-clock time is lost.

`pytest tests/data/test_series_walks.py --hypothesis-profile=long` walks for minutes.
"""

from collections import defaultdict
from dataclasses import replace
from datetime import time, timedelta
from functools import partial
from itertools import combinations
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import delete, select

from desktop.data import closures, moves, series, series_change, signups, undo, upkeep
from desktop.data.closures import Answer
from desktop.data.tables import booking, metadata, place, session, step
from desktop.data.tables import series as series_table
from desktop.data.tables import skipped as skipped_table
from desktop.rules.planning import NONE, How, Scope, SeriesChange, SeriesPlan, State
from desktop.rules.refusal import Refused
from desktop.rules.series import monthly, weekdays, weekly
from desktop.rules.sessions import hours_of
from tests.conftest import NOW
from tests.makers import TODAY, an_activity, people

STEPS, FIRST_BOOKINGS = 30, 8
KEPT = ("release", "revision")
STARTS = tuple(time(hour, minute) for hour in (1, 9, 10, 14) for minute in (0, 30))
NOT_COMPARED = {"version"}


class Walk:
    """One programme and its desk; every step is asked, done or refused, and then looked over."""

    def __init__(self, store, clock, chance):
        clock.now = NOW
        self.store, self.clock, self.chance = store, clock, chance
        store.write(_empty)
        self.rooms = [
            store.write(lambda db, n=n: db.add(place, name=f"Room {n}")).value for n in range(2)
        ]
        self.crafts = an_activity(store)
        self.people = people(store, 6)
        self.exceptions = {}
        self.live = set()
        self.settled = set()
        self.done = []

    def step(self, act=None):
        before, was, out = self.sessions(), self.everything(), self.left_out()
        self.settled = set()
        steps = (self.make, self.book, self.book, self.change, self.change, self.change, self.except_one, self.except_one,
                 self.cancel, self.bring_back, self.skip, self.close, self.top_up, self.take_back,
                 self.a_week_later)  # fmt: skip
        act = act or self.chance.choice(steps)
        said = self.said(act)
        assert not said or said.endswith(".")
        if said:
            assert self.everything() == was, f"{act.__name__} was refused and yet did something"
        self.look(before, act.__name__)
        _what_is_booked_stays(before, self.sessions(), act.__name__, self.settled)
        if act not in (self.change, self.take_back):
            assert out <= self.left_out(), f"{act.__name__} made again what was left out"

    def said(self, act):
        try:
            act()
        except Refused as no:
            return no.sentence
        return ""

    def make(self):
        ends = {"last": TODAY + timedelta(self.chance.randrange(200))}
        rule = self.chance.choice(
            (weekly([3]), weekly([0, 4], 2), monthly(1, 1), weekdays(), weekly([6]))
        )
        starts = self.chance.choice(STARTS)
        plan = SeriesPlan(
            self.crafts, rule.text, TODAY + timedelta(self.chance.randrange(30)), starts,
            time(starts.hour + 1, starts.minute), 3, place_id=self.chance.choice((*self.rooms, None)),
            **self.chance.choice((ends, {"count": self.chance.randint(1, 12)})),
        )  # fmt: skip
        shown = self.store.read(partial(series.preview, plan=plan))
        self.write(partial(series.make, plan=plan, settled=self.settle(shown.dates)))

    def book(self):
        coming = [each for each in self.sessions().values() if each.starts_utc > self.clock.now]
        if not coming:
            return
        soonest = sorted(coming, key=lambda each: each.starts_utc)[:3]  # so that some are full
        chosen, who = self.chance.choice(soonest), self.chance.choice(self.people)
        made = self.write(partial(signups.book, session_id=chosen.id, person_id=who)).value
        self.live.add(made.booking_id)

    def change(self):
        chosen = self.one_of_a_series()
        if chosen is None:
            return
        wish = {
            "session_id": chosen.id,
            "change": self.a_change(),
            "scope": self.chance.choice(list(Scope)[1:]),
        }
        shown = self.store.read(partial(series_change.consequences, **wish))
        settled = self.settle(shown.lines)
        before = self.sessions()
        self.write(partial(series_change.change, **wish, settled=settled, version=shown.version))
        for each in shown.lines:
            if each.settled is None and each.state is State.STAYS:
                assert _seen(before[each.session_id]) == _seen(self.sessions()[each.session_id])
        answered = {each.on for each in settled}
        self.settled = {each.session_id for each in shown.lines if each.on in answered}
        for each in settled:
            self.exceptions.pop(
                next((n.session_id for n in shown.lines if n.on == each.on), None), None
            )

    def except_one(self):
        chosen = self.one_of_a_series()
        if chosen is None:
            return
        change = replace(self.a_change(), rule=None, last=None, weekday=None,
                         on=chosen.date + timedelta(self.chance.randint(-2, 2)))  # fmt: skip
        wish = {"session_id": chosen.id, "change": change, "scope": Scope.ONE}
        version = self.store.read(partial(series_change.consequences, **wish)).version
        self.write(partial(series_change.change, **wish, version=version))
        self.exceptions[chosen.id] = _seen(self.sessions()[chosen.id])

    def cancel(self):
        chosen = self.one_of_a_series()
        if chosen:
            self.write(partial(moves.cancel, session_ids=(chosen.id,), reason="Unwell"))

    def bring_back(self):
        chosen = self.one_of_a_series()
        if chosen:
            self.write(partial(moves.bring_back, session_id=chosen.id))

    def skip(self):
        chosen = self.one_of_a_series()
        if chosen:
            self.write(partial(upkeep.skip, series_id=chosen.series, on=chosen.original_date))
            self.exceptions.pop(chosen.id, None)

    def close(self):
        first = self.clock.now.date() + timedelta(self.chance.randrange(40))
        days = {"first": first, "last": first + timedelta(self.chance.randrange(4))}
        found = self.store.read(partial(closures.standing, **days))
        hows = (How.SKIP, How.AS_IT_IS)
        answers = tuple(Answer(each.session_id, self.chance.choice(hows)) for each in found)
        if answers:
            with pytest.raises(Refused):
                self.store.write(
                    partial(closures.add, name="Training", **days, answers=answers[1:])
                )
        self.write(partial(closures.add, name="Training", **days, answers=answers))

    def top_up(self):
        self.write(partial(upkeep.top_up, today=self.clock.now.date() + timedelta(400)))

    def take_back(self):
        """Take the last step back and look whether all is as it was before it."""
        if not self.done:
            return
        key, was, exceptions, live = self.done.pop()
        self.store.write(partial(undo.undo, key=key.hex))
        assert self.everything() == was
        self.exceptions, self.live = exceptions, live

    def a_week_later(self):
        self.clock.now += timedelta(days=self.chance.randint(1, 9))

    def write(self, action):
        was = self.everything()
        kept = was, dict(self.exceptions), set(self.live)
        written = self.store.write(action)
        self.done = [(written.key, *kept)]
        return written

    def settle(self, dates):
        """Settle every clash by one of its ready answers."""
        clashes = [each for each in dates if each.state is State.CLASH]
        if any(not each.ways for each in clashes):
            raise Refused("There is no way on.")
        return tuple(self.chance.choice(each.ways).settled(each.on) for each in clashes)

    def a_change(self):
        return self.chance.choice((
            SeriesChange(starts=self.chance.choice(STARTS)),
            SeriesChange(weekday=self.chance.randrange(7)),
            SeriesChange(rule=self.chance.choice((weekly([1]), weekly([2, 3]), monthly(-1, 4), weekly([0], 2))).text),
            SeriesChange(place_id=self.chance.choice((*self.rooms, NONE))),
            SeriesChange(places=self.chance.randint(1, 5)),
            SeriesChange(last=self.clock.now.date() + timedelta(self.chance.randrange(150))),
        ))  # fmt: skip

    def one_of_a_series(self):
        those = [each for each in self.sessions().values() if each.series is not None]
        return self.chance.choice(those) if those else None

    def sessions(self):
        rows = self.store.read(lambda db: db.all(select(session).order_by(session.c.id)))
        return {each.id: each for each in rows}

    def left_out(self):
        out = select(skipped_table.c.series, skipped_table.c.date)
        return {tuple(each) for each in self.store.read(lambda db: db.all(out))}

    def everything(self):
        return self.store.read(_everything)

    def look(self, before, act):
        now = self.sessions()
        self._bookings_live_on(now)
        self._exceptions_stand(now, act)
        self._the_past_stands(before, now, act)
        for each in now.values():
            there = hours_of(each.date, each.starts, each.ends, each.zone)
            assert (each.starts_utc, each.ends_utc) == (there.starts_utc, there.ends_utc)
        _nobody_is_in_two_places(now)
        self._each_is_when_its_series_says(now)
        _each_date_once(self.store)

    def _bookings_live_on(self, now):
        rows = self.store.read(lambda db: db.all(select(booking)))
        assert {each.id for each in rows if each.status == "booked"} == self.live
        booked = defaultdict(int)
        for each in rows:
            assert each.session in now
            booked[each.session] += 1
        assert all(each.booked == booked[each.id] <= each.places for each in now.values())

    def _exceptions_stand(self, now, act):
        for key, seen in self.exceptions.items():
            assert key in now, f"{act} lost what was changed by hand"
            assert _seen(now[key]) == seen, f"{act} moved what was changed by hand"

    def _each_is_when_its_series_says(self, now):
        rows = self.store.read(lambda db: db.all(select(series_table)))
        hours = {row.id: (row.starts, row.ends) for row in rows}
        for each in now.values():
            by_itself = each.series is not None and not each.by_hand and each.status == "planned"
            if by_itself and each.starts_utc > self.clock.now:
                assert (each.starts, each.ends) == hours[each.series]

    def _the_past_stands(self, before, now, act):
        if act in ("take_back", "a_week_later"):
            return
        for key, row in before.items():
            if row.starts_utc <= self.clock.now:
                assert _seen(now[key]) == _seen(row), f"{act} changed what has begun"


def _nobody_is_in_two_places(now):
    rooms = defaultdict(list)
    for each in now.values():
        if each.status == "planned" and each.place and not each.clash_reason:
            rooms[each.place, each.date].append(each)
    for those in rooms.values():
        for one, other in combinations(those, 2):
            assert one.ends <= other.starts or other.ends <= one.starts


def _what_is_booked_stays(before, now, act, settled):
    """Only who was asked about a date, or takes a step back, takes away what is booked."""
    if act in ("cancel", "close", "take_back", "bring_back"):
        return
    for key, row in before.items():
        if row.booked and key not in settled:
            assert key in now, f"{act} dropped a date that is booked"
            assert now[key].status == row.status, f"{act} called off a date that is booked"


def _each_date_once(store):
    its = store.read(lambda db: db.all(select(session.c.series, session.c.original_date)))
    out = store.read(lambda db: db.all(select(skipped_table.c.series, skipped_table.c.date)))
    assert not {tuple(each) for each in its} & {tuple(each) for each in out}


def _seen(row):
    return row.date, row.starts, row.ends, row.place, row.places


def _everything(db):
    tables = session, series_table, skipped_table, booking, metadata.tables["closure"]
    tables += metadata.tables["news"], metadata.tables["telling"]
    found = []
    for table in tables:
        columns = [each for each in table.c if each.name not in NOT_COMPARED]
        found.append([tuple(row) for row in db.all(select(*columns).order_by(table.c.id))])
    return found


def _empty(db):
    for table in reversed(metadata.sorted_tables):
        if table.name not in KEPT and table is not step:
            db.derived(delete(table))
    db.derived(delete(step).where(step.c.id != db.step))


def test_no_walk_loses_a_booking_an_exception_or_the_time_on_the_wall(store, clock):
    walks = max(6, settings().max_examples // 8)

    @settings(max_examples=walks)
    @given(st.randoms(use_true_random=True))
    def walk(chance):
        day = Walk(store, clock, chance)
        day.said(day.make)
        for _ in range(FIRST_BOOKINGS):
            day.said(day.book)
        for act in (day.close, day.close, day.change, day.skip):  # seldom met by chance alone
            day.step(act)
        for _ in range(STEPS - 6):
            day.step()

    walk()


def test_the_walk_itself_notices_a_lost_booking(store, clock):
    day = Walk(store, clock, Random(1))
    day.make()
    day.live.add(1)
    with pytest.raises(AssertionError):
        day.look(day.sessions(), "nothing")
