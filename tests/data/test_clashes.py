"""A room and a leader are only once there, however many desks want them at the same moment."""

from concurrent.futures import ThreadPoolExecutor
from datetime import time
from functools import partial
from itertools import pairwise
from threading import Barrier

import pytest
from sqlalchemy import select

from desktop.data import activities, series
from desktop.data.tables import session
from desktop.rules.planning import SeriesPlan
from desktop.rules.refusal import Refused
from desktop.rules.series import weekly
from tests.makers import THURSDAY, a_person, a_place, an_activity


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
