"""A series looked at before it is made, moved with everybody booked on it, and moved back.

The practice around it is busy: forty other sessions a week for two years.
"""

import random
import statistics
import time
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from datetime import time as clock
from functools import partial

from benchmarks import filled
from desktop.data import series, series_change, undo
from desktop.data.changes import Hand
from desktop.data.store import Store
from desktop.data.tables import activity, booking, person, place, session
from desktop.rules.planning import Scope, SeriesChange, SeriesPlan
from desktop.rules.series import weekly
from desktop.rules.sessions import hours_of

ROUNDS = 9
DATES, PEOPLE = 100, 10
MONDAY = filled.TODAY + timedelta(days=7 - filled.TODAY.weekday())
NOW = datetime.combine(filled.TODAY, clock(9), UTC)
ZONE = "Europe/London"


@dataclass(frozen=True)
class Seen:
    """Median milliseconds: a preview of two years, its consequences, the move, and its undo."""

    clashes: int
    preview: float
    asked: float
    moved: float
    undone: float


def measure(url):
    """Fill the empty practice at this address and measure in it."""
    with closing(Store(url, Hand("bench", "pc"), clock=lambda: NOW)) as store:
        rooms, activity_id = store.write(_busy).value
        preview, clashes = _previews(store, rooms[0], activity_id)
        series_id = _booked(store, activity_id)
        return Seen(clashes, preview, *_moves(store, series_id))


def _previews(store, room, activity_id):
    last = MONDAY + timedelta(weeks=104)
    plan = SeriesPlan(activity_id, weekly([0]).text, MONDAY, clock(10), clock(11), 12, last=last,
                      place_id=room)  # fmt: skip
    times = []
    for _ in range(ROUNDS):
        started = time.perf_counter()
        shown = store.read(partial(series.preview, plan=plan))
        times.append((time.perf_counter() - started) * 1000)
    return statistics.median(times), shown.clashes


def _moves(store, first_session):
    asked, moved, undone = [], [], []
    for starts in (clock(10, 30), clock(11), clock(9, 30)):
        wish = {"session_id": first_session, "change": SeriesChange(starts=starts),
                "scope": Scope.ALL}  # fmt: skip
        seen, spent = _timed(
            lambda wish=wish: store.read(partial(series_change.consequences, **wish))
        )
        assert (seen.dates_move, seen.booked) == (DATES, DATES * PEOPLE), seen
        asked.append(spent)
        step = partial(series_change.change, **wish, version=seen.version)
        done, spent = _timed(lambda step=step: store.write(step))
        moved.append(spent)
        _back, spent = _timed(lambda key=done.key.hex: store.write(partial(undo.undo, key=key)))
        undone.append(spent)
    return [statistics.median(each) for each in (asked, moved, undone)]


def _timed(act):
    started = time.perf_counter()
    value = act()
    return value, (time.perf_counter() - started) * 1000


def _busy(db):
    """Give rooms, and an activity; in the first room there is something every fourth Monday."""
    chance = random.Random(1)
    rooms = [db.add(place, name=f"Room {n}") for n in range(8)]
    activity_id = db.add(activity, name="Gentle movement", patch="movement")
    rows = []
    for week in range(110):
        for n in range(40):
            on = MONDAY + timedelta(weeks=week, days=n % 5)
            room = rooms[1 + chance.randrange(7)]
            rows.append(_row(activity_id, on, clock(9 + n // 5), room))
        if week % 4 == 0:
            rows.append(_row(activity_id, MONDAY + timedelta(weeks=week), clock(9, 30), rooms[0]))
    db.add_many(
        session,
        [{"id": key, **row} for key, row in zip(db.ids(session, len(rows)), rows, strict=True)],
    )
    return rooms, activity_id


def _row(activity_id, on, starts, room):
    ends = clock(starts.hour + 1, starts.minute)
    hours = hours_of(on, starts, ends, ZONE)
    return {
        "activity": activity_id, "date": on, "starts": starts, "ends": ends, "zone": ZONE,
        "starts_utc": hours.starts_utc, "ends_utc": hours.ends_utc, "places": 12, "place": room,
    }  # fmt: skip


def _booked(store, activity_id):
    """Make a series of a hundred dates with ten people on each; its first session comes back."""
    plan = SeriesPlan(activity_id, weekly([5]).text, MONDAY + timedelta(5), clock(10), clock(11),
                      12, count=DATES, skips_closed=False)  # fmt: skip
    made = store.write(partial(series.make, plan=plan)).value
    return store.write(partial(_book_all, series_id=made.id)).value


def _book_all(db, series_id):
    from sqlalchemy import select

    ids = [row.id for row in db.all(select(session.c.id).where(session.c.series == series_id))]
    names = [
        {"id": key, "first": "Person", "last": f"N{key}", "sort_key": f"n{key}", "made": db.now}
        for key in db.ids(person, PEOPLE * 20)
    ]
    db.add_many(person, names)
    everybody = [each["id"] for each in names]
    pairs = [(each, everybody[(n * PEOPLE + m) % len(everybody)])
             for n, each in enumerate(ids) for m in range(PEOPLE)]  # fmt: skip
    keys = db.ids(booking, len(pairs))
    db.add_many(booking, [
        {"id": key, "session": session_id, "person": who, "booked_at": db.now}
        for key, (session_id, who) in zip(keys, pairs, strict=True)
    ])  # fmt: skip
    for each in ids:
        db.count(session, each, booked=PEOPLE)
    return ids[0]


if __name__ == "__main__":
    from benchmarks.__main__ import empty_file, empty_on

    filled.FOLDER.mkdir(parents=True, exist_ok=True)
    for address in (empty_file(), empty_on(filled.postgres())):
        print(measure(address))
