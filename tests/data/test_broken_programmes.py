"""What could break a programme: places that have gone, agreements, dates far away or gone by."""

from datetime import UTC, date, datetime, time
from functools import partial

import pytest
from sqlalchemy import select

from desktop.data import activities, closures, places, series, series_change, upkeep, weather
from desktop.data.tables import session
from desktop.rules.planning import How, Scope, SeriesChange, SeriesPlan, Settled
from desktop.rules.refusal import Refused
from desktop.rules.series import weekly
from tests.data.test_nobody_forgotten import bring_back, move, row
from tests.makers import THURSDAY, TODAY, a_place, a_session, an_activity

AT = {"starts": time(14), "ends": time(16), "places": 12}


def a_series(store, first=THURSDAY, **different):
    facts = {"rule": weekly([3]).text, "last": date(2027, 1, 28), **AT} | different
    plan = SeriesPlan(an_activity(store), first=first, **facts)
    return store.write(partial(series.make, plan=plan)).value.id


def dates(store):
    its = select(session).order_by(session.c.date, session.c.id)
    return store.read(lambda db: db.all(its))


def change(store, session_id, what, *settled, scope=Scope.ALL):
    asked = {"session_id": session_id, "change": what, "scope": scope, "settled": settled}
    version = store.read(partial(series_change.consequences, **asked)).version
    return store.write(partial(series_change.change, **asked, version=version)).value


def plan_there(store, place_id):
    plan = SeriesPlan(an_activity(store), weekly([3]).text, THURSDAY, **AT, place_id=place_id)
    store.write(partial(series.make, plan=plan))


def close_there(store, place_id):
    closed = partial(closures.add, name="Painters", first=THURSDAY, last=THURSDAY)
    store.write(partial(closed, place_id=place_id))


def hold_there(store, place_id):
    made = partial(activities.make_session, activity_id=an_activity(store), on=THURSDAY, **AT)
    store.write(partial(made, place_id=place_id))


def move_there(store, place_id):
    move(store, a_session(store), place_id=place_id)


@pytest.mark.parametrize("use", [plan_there, close_there, hold_there, move_there])
def test_a_place_somebody_has_removed_meanwhile_is_said_so(store, use):
    room = a_place(store)
    store.write(partial(places.remove, place_id=room))
    with pytest.raises(Refused, match="no longer there"):
        use(store, room)


def test_a_garden_that_is_on_after_all_is_asked_about_again(store):
    garden = a_session(store, activity_id=an_activity(store, weather=True), on=TODAY)
    store.write(partial(weather.off, session_id=garden))
    bring_back(store, garden)
    assert row(store, garden).weather == ""


def test_a_clash_that_was_agreed_is_not_asked_about_again_for_two_more_places(store):
    room = a_place(store)
    a_session(store, place=room)
    agreed = partial(activities.make_session, activity_id=an_activity(store), on=THURSDAY, **AT)
    craft = store.write(partial(agreed, place_id=room, clash_reason="It is a big room.")).value.id
    change(store, craft, SeriesChange(places=14), scope=Scope.ONE)
    assert (row(store, craft).places, row(store, craft).clash_reason) == (14, "It is a big room.")


def test_a_clash_that_was_agreed_is_not_asked_about_again_when_the_series_goes_on(store):
    room = a_place(store)
    a_session(store, place=room)
    agreed = Settled(THURSDAY, How.ANYWAY, "It is a big room.")
    plan = SeriesPlan(an_activity(store), weekly([3]).text, THURSDAY, **AT, place_id=room,
                      last=date(2026, 12, 10))  # fmt: skip
    store.write(partial(series.make, plan=plan, settled=(agreed,)))
    craft = dates(store)[1]
    change(store, craft.id, SeriesChange(last=date(2026, 12, 17)))
    assert row(store, craft.id).clash_reason == "It is a big room."
    assert dates(store)[-1].date == date(2026, 12, 17)


@pytest.mark.parametrize("scope", [Scope.ALL, Scope.FOLLOWING])
def test_a_date_held_early_by_hand_does_not_come_a_second_time(store, clock, scope):
    clock.now = datetime(2026, 11, 30, 9, tzinfo=UTC)
    a_series(store, first=date(2026, 12, 3))
    third, tenth, *_ = dates(store)
    move(store, third.id, on=date(2026, 12, 9))
    move(store, tenth.id, on=date(2026, 12, 7))
    clock.now = datetime(2026, 12, 8, 9, tzinfo=UTC)
    change(store, third.id, SeriesChange(rule=weekly([3, 4]).text), scope=scope)
    its = [each.original_date for each in dates(store)]
    assert its.count(date(2026, 12, 10)) == 1
    assert date(2026, 12, 11) in its


def test_a_series_goes_on_again_past_a_date_that_was_held_early(store, clock):
    clock.now = datetime(2026, 11, 30, 9, tzinfo=UTC)
    a_series(store, first=date(2026, 12, 3))
    first, *_, last = dates(store)
    move(store, last.id, on=date(2026, 12, 4))
    change(store, first.id, SeriesChange(last=date(2026, 12, 17)))
    clock.now = datetime(2026, 12, 5, 9, tzinfo=UTC)
    change(store, dates(store)[-1].id, SeriesChange(last=date(2027, 1, 28)))
    its = [each.original_date for each in dates(store)]
    assert its.count(last.original_date) == 1
    assert len(its) == 9


def test_a_date_somebody_skipped_stays_out_when_the_series_ends_and_goes_on_again(store):
    series_id = a_series(store)
    left_out = date(2027, 1, 14)
    store.write(partial(upkeep.skip, series_id=series_id, on=left_out))
    first = dates(store)[0].id
    change(store, first, SeriesChange(last=date(2026, 12, 17)))
    page = partial(upkeep.series_page, series_id=series_id)
    assert store.read(page).skipped == ()
    change(store, first, SeriesChange(last=date(2027, 1, 28)))
    assert left_out not in [each.date for each in dates(store)]
    assert [each.on for each in store.read(page).skipped] == [left_out]


@pytest.mark.parametrize(
    ("rule", "end", "words"),
    [
        ("FREQ=MONTHLY;BYDAY=1TH", {"last": date(2100, 1, 7)}, "too far away"),
        ("FREQ=YEARLY", {"count": 30}, "only 21 dates in twenty years"),
        ("FREQ=DAILY", {"last": date(2040, 1, 1)}, "more than 1,000 dates"),
    ],
)
def test_no_series_says_that_it_goes_on_when_it_does_not(store, rule, end, words):
    plan = SeriesPlan(an_activity(store), rule, THURSDAY, **AT, **end)
    with pytest.raises(Refused, match=words):
        store.read(partial(series.preview, plan=plan))


def test_the_last_days_there_are_do_not_break_a_change(store):
    a_series(store, first=date(9999, 11, 4), last=date.max, skips_closed=False)
    change(store, dates(store)[0].id, SeriesChange(weekday=0))
    assert {each.date.weekday() for each in dates(store)} == {0}


def test_a_reason_pasted_with_controls_is_written_down_as_one_plain_line(store):
    room = a_place(store)
    a_session(store, place=room)
    agreed = Settled(THURSDAY, How.ANYWAY, "Big\x00 room\n🪑")
    plan = SeriesPlan(an_activity(store), weekly([3]).text, THURSDAY, **AT, place_id=room, count=1)
    made = store.write(partial(series.make, plan=plan, settled=(agreed,)))
    reason = select(session.c.clash_reason).where(session.c.series == made.value.id)
    assert store.read(lambda db: db.value(reason)) == "Big room 🪑"
