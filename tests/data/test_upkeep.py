"""Series kept up: dates left out and brought back, and made 18 months ahead by any PC."""

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, date, datetime, time, timedelta
from functools import partial
from itertools import pairwise
from threading import Barrier

import pytest
from sqlalchemy import select

from desktop.data import series, series_change, signups, upkeep
from desktop.data.tables import activity, session
from desktop.data.tables import series as series_table
from desktop.data.tables import skipped as skipped_table
from desktop.data.tables import term as term_table
from desktop.rules.planning import Scope, SeriesChange, SeriesPlan
from desktop.rules.refusal import Refused
from desktop.rules.series import weekly
from tests.makers import TODAY, a_person, a_place, a_session, an_activity

LATER = date(2027, 5, 24)


def a_series(store, **different):
    facts = {
        "rule": weekly([3]).text,
        "first": date(2026, 11, 26),
        "starts": time(14),
        "ends": time(16),
        "places": 12,
    }
    plan = SeriesPlan(different.pop("activity_id", None) or an_activity(store), **facts | different)
    return store.write(partial(series.make, plan=plan)).value.id


def rows(store, table):
    return store.read(lambda db: db.all(select(table).order_by(table.c.id)))


def dates(store):
    return sorted(each.original_date for each in rows(store, session) if each.series)


def top_up(store, today=LATER):
    return store.write(partial(upkeep.top_up, today=today)).value.sessions


def page(store, series_id):
    return store.read(partial(upkeep.series_page, series_id=series_id))


def test_dates_are_made_further_ahead_as_time_goes_by(store):
    a_series(store)
    assert not store.read(partial(upkeep.due, today=TODAY))
    assert store.read(partial(upkeep.due, today=LATER))
    assert top_up(store) == 25
    found = dates(store)
    assert (found[-1], len(set(found))) == (date(2028, 11, 16), len(found))
    assert {b - a for a, b in pairwise(found)} <= {timedelta(7), timedelta(14)}
    assert top_up(store) == 0
    assert not store.read(partial(upkeep.due, today=LATER))


def test_several_pcs_at_once_make_each_date_once(open_store):
    desks = [open_store(f"desk {n}") for n in range(3)]
    for _ in range(3):
        a_series(desks[0])
    together = Barrier(3)

    def one(store):
        together.wait()
        return top_up(store)

    with ThreadPoolExecutor(3) as threads:
        made = list(threads.map(one, desks))
    assert sorted(made) == [0, 0, 75]


def test_what_ends_is_not_made_any_further(store):
    a_series(store, last=date(2027, 1, 28))
    a_series(store, count=5)
    over = an_activity(store)
    a_series(store, activity_id=over)
    store.write(lambda db: db.change(activity, over, ended=date(2027, 1, 1)))
    assert top_up(store) == 0


def test_a_date_ahead_that_clashes_is_left_out_and_can_be_brought_back(store):
    room = a_place(store, "Room")
    only = a_series(store, place_id=room)
    taken = date(2028, 6, 8)
    a_session(store, name="Choir", on=taken, starts=time(15), ends=time(17), place=room)
    top_up(store)
    assert taken not in dates(store)
    (left_out,) = [each for each in page(store, only).skipped if each.why == "clash"]
    assert left_out.note == "Room has Choir, 3pm to 5pm."
    with pytest.raises(Refused, match=r"Not saved\. Room has Choir"):
        store.write(partial(upkeep.bring_back, series_id=only, on=taken))
    store.write(partial(upkeep.bring_back, series_id=only, on=taken, reason="Parted"))
    assert taken in dates(store)


def test_bank_holidays_ahead_are_left_out_too(store):
    a_series(store, rule=weekly([0]).text, first=date(2026, 11, 30))
    top_up(store)
    assert date(2028, 8, 28) in [each.date for each in rows(store, skipped_table)]


def test_term_dates_are_made_no_further_than_terms_are_known(store):
    spring = {"name": "Spring", "first": date(2027, 1, 4), "last": date(2027, 3, 25)}
    store.write(lambda db: db.add(term_table, **spring))
    a_series(store, term_only=True)
    before = len(dates(store))
    assert top_up(store) == 0
    summer = {"name": "Summer", "first": date(2028, 6, 1), "last": date(2028, 7, 20)}
    store.write(lambda db: db.add(term_table, **summer))
    assert top_up(store) == 8
    assert len(dates(store)) == before + 8


def test_a_date_is_skipped_and_brought_back(store):
    only = a_series(store, count=3)
    day = date(2026, 12, 3)
    store.write(partial(upkeep.skip, series_id=only, on=day))
    assert dates(store) == [date(2026, 11, 26), date(2026, 12, 10)]
    assert [(each.on, each.why) for each in page(store, only).skipped] == [(day, "by hand")]
    store.write(partial(upkeep.bring_back, series_id=only, on=day))
    assert page(store, only).skipped == ()
    assert page(store, only).coming == 3


def test_a_date_somebody_is_booked_on_is_not_skipped(store):
    only = a_series(store, count=3)
    (first, *_rest) = rows(store, session)
    store.write(partial(signups.book, session_id=first.id, person_id=a_person(store)))
    with pytest.raises(Refused, match="Somebody is booked"):
        store.write(partial(upkeep.skip, series_id=only, on=first.date))


def test_a_day_that_is_over_is_not_brought_back(store, clock):
    only = a_series(store, count=3)
    day = date(2026, 12, 3)
    store.write(partial(upkeep.skip, series_id=only, on=day))
    clock.now = datetime(2026, 12, 4, tzinfo=UTC)
    with pytest.raises(Refused, match="That day is over"):
        store.write(partial(upkeep.bring_back, series_id=only, on=day))


def test_dates_that_moved_past_the_end_of_what_is_made_are_not_made_twice(store):
    a_series(store, rule=weekly([0]).text, first=date(2026, 11, 30), skips_closed=False)
    first = rows(store, session)[0]
    asked = {"session_id": first.id, "change": SeriesChange(weekday=5), "scope": Scope.ALL}
    version = store.read(partial(series_change.consequences, **asked)).version
    store.write(partial(series_change.change, **asked, version=version))
    top_up(store)
    found = dates(store)
    assert {b - a for a, b in pairwise(found)} == {timedelta(7)}


def test_the_page_of_a_series_says_it_in_a_sentence(store):
    only = a_series(store, count=3)
    shown = page(store, only)
    assert shown.sentence == "Every Thursday, 2pm to 4pm, until 10 December"
    assert (shown.title, shown.coming, shown.next) == ("Crafternoon", 3, date(2026, 11, 26))
    (row,) = rows(store, series_table)
    assert store.read(partial(upkeep.series_of, activity_id=row.activity)) == (shown,)
