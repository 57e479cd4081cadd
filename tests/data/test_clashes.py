"""A room and a leader are only once there, however many desks want them at the same moment."""

from concurrent.futures import ThreadPoolExecutor
from datetime import time, timedelta
from functools import partial
from itertools import pairwise
from threading import Barrier, Event

import pytest
from sqlalchemy import select

from desktop.data import (
    activities,
    categories,
    closures,
    ending,
    offer_changes,
    places,
    series,
    series_change,
    signups,
)
from desktop.data.tables import session
from desktop.rules.activities import ActivityFacts
from desktop.rules.planning import Scope, SeriesChange, SeriesPlan
from desktop.rules.refusal import Refused
from desktop.rules.series import weekly
from tests.makers import THURSDAY, a_person, a_place, an_activity, people

WEEK = timedelta(weeks=1)


def at_once(*steps):
    """Do these steps on their desks at the same moment; what each said comes back."""
    together = Barrier(len(steps))

    def do(store, step):
        together.wait()
        try:
            return store.write(step).value
        except Refused as no:
            return no.sentence

    with ThreadPoolExecutor(len(steps)) as threads:
        return list(threads.map(do, *zip(*steps, strict=True)))


def a_step(activity_id, kind, at, **where):
    if kind == "session":
        return partial(activities.make_session, activity_id=activity_id, on=THURSDAY,
                       starts=time(at), ends=time(at + 2), places=8, **where)  # fmt: skip
    plan = SeriesPlan(
        activity_id, weekly([3]).text, THURSDAY, time(at), time(at + 2), 8, count=3, **where
    )
    return partial(series.make, plan=plan)


@pytest.mark.parametrize("what", ["place_id", "leader_id"])
@pytest.mark.parametrize(
    "kinds", [("session", "session"), ("session", "series"), ("series", "series")]
)
def test_two_desks_cannot_both_have_it(open_store, what, kinds):
    desks = open_store("desk 1"), open_store("desk 2")
    wanted = a_place(desks[0]) if what == "place_id" else a_person(desks[0])
    crafts = an_activity(desks[0])
    for n in range(3):
        at = 8 + 4 * n
        steps = [
            a_step(crafts, kind, at + late, **{what: wanted}) for late, kind in enumerate(kinds)
        ]
        said = at_once(*zip(desks, steps, strict=True))
        (no,) = [each for each in said if isinstance(each, str)]
        assert no.startswith("Not saved.")
    held = desks[0].read(
        lambda db: db.all(select(session).order_by(session.c.date, session.c.starts))
    )
    for one, other in pairwise(held):
        assert one.date < other.date or one.ends <= other.starts


def test_bookings_and_a_change_of_the_whole_series_do_not_get_in_each_others_way(open_store):
    desks = [open_store(f"desk {n}") for n in range(3)]
    crafts, everybody = an_activity(desks[0]), people(desks[0], 6)
    desks[0].write(a_step(crafts, "series", 14))
    held = desks[0].read(lambda db: db.all(select(session).order_by(session.c.date)))
    for n, starts in enumerate((time(15), time(16), time(14, 30))):
        asked = {
            "session_id": held[0].id,
            "change": SeriesChange(starts=starts),
            "scope": Scope.ALL,
        }
        version = desks[0].read(partial(series_change.consequences, **asked)).version
        books = [
            partial(signups.book, session_id=held[n].id, person_id=everybody[2 * n + m])
            for m in range(2)
        ]
        said = at_once(
            (desks[0], partial(series_change.change, **asked, version=version)),
            *zip(desks[1:], books, strict=True),
        )
        assert not [each for each in said if isinstance(each, str)]
    now = desks[0].read(lambda db: db.all(select(session).order_by(session.c.date)))
    assert [(each.starts, each.booked) for each in now] == [(time(14, 30), 2)] * 3


def test_nothing_without_a_place_is_planned_into_a_closure_another_desk_makes(open_store):
    desks = open_store("desk 1"), open_store("desk 2")
    walk = an_activity(desks[0], "Walking group")
    for n in range(3):
        day = THURSDAY + timedelta(weeks=n)
        shut = partial(closures.add, name="Training", first=day, last=day)
        held = partial(activities.make_session, activity_id=walk, on=day, starts=time(10),
                       ends=time(12), places=8)  # fmt: skip
        said = at_once(*zip(desks, (shut, held), strict=True))
        assert [isinstance(each, str) for each in said].count(True) == 1, said


def test_nothing_is_planned_after_the_end_that_another_desk_gives_a_group(open_store):
    desks = open_store("desk 1"), open_store("desk 2")
    for n in range(3):
        crafts = an_activity(desks[0], f"Crafts {n}")
        desks[0].write(a_step(crafts, "series", 14))
        end = partial(ending.end, activity_id=crafts, version=1, last=THURSDAY)
        planned = partial(activities.make_session, activity_id=crafts, on=THURSDAY + WEEK,
                          starts=time(9), ends=time(10), places=8)  # fmt: skip
        at_once(*zip(desks, (end, planned), strict=True))
        later = select(session).where(session.c.activity == crafts, session.c.date > THURSDAY)
        assert desks[0].read(lambda db, later=later: db.all(later)) == []


@pytest.mark.parametrize("what", ["place", "category"])
def test_what_an_activity_is_being_saved_with_is_not_removed_meanwhile(
    open_store, monkeypatch, what
):
    desks = open_store("desk 1"), open_store("desk 2")
    if what == "place":
        there = a_place(desks[0], "Annexe")
        remove = partial(places.remove, place_id=there)
    else:
        there = desks[0].write(partial(categories.add, name="Food")).value.id
        remove = partial(categories.remove, category_id=there)
    looked, removed, code = Event(), Event(), offer_changes._code

    def between(*asked):
        looked.set()
        removed.wait(0.4)  # the other desk has to wait for this step, and so this is never set
        return code(*asked)

    def take_away():
        looked.wait(5)
        try:
            desks[1].write(remove)
        except Refused as no:
            return no.sentence
        finally:
            removed.set()
        return "removed"

    monkeypatch.setattr(offer_changes, "_code", between)
    facts = ActivityFacts(name="Singing", **{f"{what}_id": there})
    with ThreadPoolExecutor(1) as other:
        said = other.submit(take_away)
        desks[0].write(partial(offer_changes.save, facts=facts))
        assert said.result().startswith("Not removed.")
