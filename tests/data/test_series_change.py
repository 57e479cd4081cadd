"""A series changes: each date moves, stays or is settled, and nobody who is booked is forgotten."""

from datetime import UTC, date, datetime, time, timedelta
from functools import partial

import pytest
from sqlalchemy import select

from desktop.data import series, series_change, signups, undo
from desktop.data.tables import booking, closure, news, session, telling
from desktop.data.tables import series as series_table
from desktop.data.tables import skipped as skipped_table
from desktop.rules.planning import NONE, How, Scope, SeriesChange, SeriesPlan, Settled, State
from desktop.rules.refusal import Refused
from desktop.rules.series import weekly
from tests.makers import a_person, a_place, a_session, an_activity, people, places

FIRST = date(2027, 5, 6)  # a Thursday
NOW = datetime(2027, 5, 10, 9, tzinfo=UTC)
THURSDAY_13 = date(2027, 5, 13)
HALF_PAST_TWO = SeriesChange(starts=time(14, 30))


@pytest.fixture
def store(open_store, clock):
    """A desk on Monday 10 May 2027."""
    clock.now = NOW
    return open_store()


def a_series(store, *, count=15, **different):
    facts = {
        "rule": weekly([3]).text,
        "first": FIRST,
        "starts": time(14),
        "ends": time(16),
        "places": 12,
    }
    plan = SeriesPlan(an_activity(store), **facts | {"count": count} | different)
    return store.write(partial(series.make, plan=plan)).value.id


def sessions(store, series_id=None):
    wanted = select(session).order_by(session.c.date, session.c.id)
    if series_id:
        wanted = wanted.where(session.c.series == series_id)
    return store.read(lambda db: db.all(wanted))


def on(store, day):
    (found,) = [each for each in sessions(store) if each.original_date == day]
    return found


def rows(store, table):
    return store.read(lambda db: db.all(select(table).order_by(table.c.id)))


def book(store, day, how_many=1):
    session_id = on(store, day).id
    booked = people(store, how_many)
    for person_id in booked:
        store.write(partial(signups.book, session_id=session_id, person_id=person_id))
    return booked


def ask(store, change=HALF_PAST_TWO, *settled, scope=Scope.FOLLOWING, day=THURSDAY_13):
    asked = partial(series_change.consequences, session_id=on(store, day).id, change=change,
                    scope=scope, settled=settled)  # fmt: skip
    return store.read(asked)


def do(store, change=HALF_PAST_TWO, *settled, scope=Scope.FOLLOWING, day=THURSDAY_13, version=None):
    version = version or ask(store, change, *settled, scope=scope, day=day).version
    step = partial(series_change.change, session_id=on(store, day).id, change=change,
                   scope=scope, settled=settled, version=version)  # fmt: skip
    return store.write(step)


def by_hand(store, day, change):
    return do(store, change, scope=Scope.ONE, day=day)


def line(shown, day):
    return next(each for each in shown.lines if each.on == day)


def test_this_and_following_splits_the_series_and_what_was_stays(store):
    old = a_series(store)
    shown = ask(store)
    assert (shown.dates_move, shown.by_hand_stay, shown.clashes) == (14, 0, 0)
    first = shown.lines[0]
    assert (first.on, first.was, first.becomes) == (THURSDAY_13, "2pm", "2:30pm")
    done = do(store).value
    before, after = rows(store, series_table)
    assert (before.id, before.last, before.starts) == (old, date(2027, 5, 12), time(14))
    assert (after.id, after.split_from, after.first, after.last) == (
        done.series_id, old, THURSDAY_13, date(2027, 8, 12),
    )  # fmt: skip
    assert [each.starts for each in sessions(store, old)] == [time(14)]
    assert {(each.starts, each.ends) for each in sessions(store, after.id)} == {
        (time(14, 30), time(16, 30))
    }
    assert len(sessions(store, after.id)) == 14


def test_all_to_come_changes_the_series_itself_and_never_what_has_begun(store):
    only = a_series(store)
    do(store, scope=Scope.ALL)
    (row,) = rows(store, series_table)
    assert (row.id, row.starts, row.ends) == (only, time(14, 30), time(16, 30))
    assert [each.starts for each in sessions(store)][:2] == [time(14), time(14, 30)]


def test_only_this_one_becomes_an_exception_made_by_hand(store):
    a_series(store)
    shown = ask(store, scope=Scope.ONE)
    assert (shown.dates_move, len(shown.lines)) == (1, 1)
    do(store, scope=Scope.ONE)
    changed = on(store, THURSDAY_13)
    assert (changed.starts, changed.by_hand, changed.changed_by) == (time(14, 30), True, "tests")
    assert changed.changed_on == date(2027, 5, 10)
    assert changed.sequence == 1
    assert [each.starts for each in sessions(store)].count(time(14)) == 14


def test_what_was_changed_by_hand_stays_whatever_the_series_does(store):
    annexe = a_place(store, "Annexe")
    a_series(store)
    by_hand(store, date(2027, 5, 20), SeriesChange(starts=time(15), place_id=annexe))
    shown = ask(store)
    assert (shown.dates_move, shown.by_hand_stay) == (13, 1)
    stays = line(shown, date(2027, 5, 20))
    assert (stays.state, stays.why) == (State.STAYS, "Set by tests, 10 May")
    do(store)
    kept = on(store, date(2027, 5, 20))
    assert (kept.starts, kept.place, kept.by_hand) == (time(15), annexe, True)


def test_a_session_that_was_resized_alone_keeps_its_places(store):
    a_series(store)
    big = on(store, date(2027, 5, 20))
    store.write(places(big.id, 20, big.version))
    do(store, SeriesChange(places=8))
    assert [each.places for each in sessions(store)][:4] == [12, 8, 20, 8]


def test_one_changed_by_hand_moves_too_if_it_is_chosen(store):
    annexe = a_place(store, "Annexe")
    a_series(store)
    day = date(2027, 5, 20)
    by_hand(store, day, SeriesChange(starts=time(15), place_id=annexe))
    do(store, HALF_PAST_TWO, Settled(day, How.MOVE))
    moved = on(store, day)
    assert (moved.starts, moved.ends, moved.place) == (time(14, 30), time(16, 30), annexe)


def test_bookings_go_with_their_dates_and_everybody_is_on_the_list(store):
    a_series(store)
    booked = book(store, THURSDAY_13, 3)
    later = book(store, date(2027, 6, 10), 2)
    shown = ask(store)
    assert (shown.booked, shown.to_tell, line(shown, THURSDAY_13).booked) == (5, 5, 3)
    assert do(store).value.to_tell == 5
    assert {each.person for each in rows(store, telling)} == {*booked, *later}
    assert {each.kind for each in rows(store, news)} == {"moved"}
    assert [each.status for each in rows(store, booking)] == ["booked"] * 5


def test_who_comes_in_anyway_before_it_matters_need_not_be_telephoned(store):
    a_series(store)
    (soon,) = book(store, THURSDAY_13)
    (late,) = book(store, date(2027, 6, 10))
    other = a_session(store, name="Choir", on=date(2027, 5, 12))
    store.write(partial(signups.book, session_id=other, person_id=late))
    shown = ask(store)
    assert (shown.to_tell, shown.to_telephone) == (2, 1)
    store.write(partial(signups.book, session_id=other, person_id=soon))
    assert ask(store).to_telephone == 0


def test_people_who_have_something_else_then_are_counted(store):
    a_series(store)
    (busy,) = book(store, THURSDAY_13)
    book(store, date(2027, 5, 20))
    other = a_session(store, name="Choir", on=THURSDAY_13, starts=time(16), ends=time(17))
    store.write(partial(signups.book, session_id=other, person_id=busy))
    assert ask(store).overlapping == 1


def test_another_leader_or_more_places_is_news_to_nobody(store):
    jo = a_person(store, "Jo", "Marsh")
    a_series(store)
    book(store, THURSDAY_13)
    both = SeriesChange(leader_id=jo, places=14)
    assert (ask(store, both).to_tell, ask(store, both).dates_move) == (0, 14)
    do(store, both)
    assert rows(store, telling) == []
    assert {(each.leader, each.places, each.sequence) for each in sessions(store)[1:]} == {
        (jo, 14, 0)
    }
    do(store, SeriesChange(leader_id=NONE), scope=Scope.ALL)
    assert {each.leader for each in sessions(store)[1:]} == {None}


def test_places_never_go_below_those_who_are_booked(store):
    a_series(store)
    book(store, THURSDAY_13, 3)
    few = SeriesChange(places=2)
    assert line(ask(store, few), THURSDAY_13).why == "3 are booked, so it has 3 places"
    do(store, few)
    assert [each.places for each in sessions(store)][:3] == [12, 3, 2]


def test_a_clash_is_settled_in_its_line_before_anything_is_done(store):
    room, annexe = a_place(store, "Room"), a_place(store, "Annexe")
    a_series(store, place_id=room)
    third = date(2027, 6, 3)
    a_session(store, name="Eye screening", on=third, starts=time(16), ends=time(17), place=room)
    shown = ask(store)
    clash = line(shown, third)
    assert (shown.clashes, clash.state, clash.why) == (
        1, State.CLASH, "Room has Eye screening, 4pm to 5pm.",
    )  # fmt: skip
    assert [way.label for way in clash.ways] == ["2 to 4pm that day", "Use Annexe", "Skip it"]
    with pytest.raises(Refused, match=r"Not saved\. Thursday 3 June: Room has Eye screening"):
        do(store)
    assert len(rows(store, series_table)) == 1
    do(store, HALF_PAST_TWO, clash.ways[1].settled(third))
    settled = on(store, third)
    assert (settled.place, settled.starts, settled.by_hand) == (annexe, time(14, 30), True)


def test_a_date_may_be_left_as_it_is(store):
    a_series(store)
    do(store, HALF_PAST_TWO, Settled(date(2027, 5, 20), How.AS_IT_IS))
    kept = on(store, date(2027, 5, 20))
    assert (kept.starts, kept.by_hand) == (time(14), True)


def test_a_date_that_is_skipped_is_not_on_for_those_booked_and_gone_when_there_are_none(store):
    a_series(store)
    book(store, THURSDAY_13, 2)
    skip = [Settled(day, How.SKIP) for day in (THURSDAY_13, date(2027, 5, 20))]
    assert do(store, HALF_PAST_TWO, *skip).value.to_tell == 2
    assert (on(store, THURSDAY_13).status, on(store, THURSDAY_13).booked) == ("cancelled", 2)
    assert date(2027, 5, 20) not in [each.original_date for each in sessions(store)]
    assert [(each.date, each.why) for each in rows(store, skipped_table)] == [
        (date(2027, 5, 20), "by hand")
    ]
    assert [each.kind for each in rows(store, news)] == ["not on"]


def test_another_weekday_moves_each_date_in_its_own_week(store):
    a_series(store, count=4)
    book(store, date(2027, 5, 20), 2)
    tuesdays = SeriesChange(weekday=1)
    shown = ask(store, tuesdays)
    assert line(shown, date(2027, 5, 20)).becomes == "Tuesday 18 May"
    do(store, tuesdays)
    assert [each.date for each in sessions(store)] == [
        FIRST, date(2027, 5, 11), date(2027, 5, 18), date(2027, 5, 25),
    ]  # fmt: skip
    assert on(store, date(2027, 5, 18)).booked == 2
    assert rows(store, series_table)[1].rule == "FREQ=WEEKLY;BYDAY=TU"


def test_nothing_moves_to_a_moment_that_has_gone_by(store, clock):
    a_series(store, count=4)
    clock.now = datetime(2027, 5, 12, 9, tzinfo=UTC)
    over = line(ask(store, SeriesChange(weekday=1)), THURSDAY_13)
    assert (over.state, over.why) == (State.CLASH, "Tuesday 11 May, 2pm is over already.")
    assert [way.how for way in over.ways] == [How.AS_IT_IS, How.SKIP]
    do(store, SeriesChange(weekday=1), Settled(THURSDAY_13, How.AS_IT_IS))
    assert [each.date for each in sessions(store)][1:3] == [THURSDAY_13, date(2027, 5, 18)]


def test_a_date_with_bookings_that_falls_out_of_the_rule_stays_to_be_settled(store):
    a_series(store, count=6)
    book(store, date(2027, 5, 20))
    fortnights = SeriesChange(rule=weekly([3], every=2).text)
    shown = ask(store, fortnights)
    assert line(shown, date(2027, 5, 20)).state is State.KEPT
    assert line(shown, date(2027, 6, 3)).state is State.GOES
    do(store, fortnights)
    assert [each.date for each in sessions(store)] == [
        FIRST, THURSDAY_13, date(2027, 5, 20), date(2027, 5, 27), date(2027, 6, 10),
    ]  # fmt: skip
    assert on(store, date(2027, 5, 20)).by_hand


def test_a_series_is_ended_early_or_goes_on_for_longer(store):
    a_series(store, count=6)
    do(store, SeriesChange(last=date(2027, 5, 27)), scope=Scope.ALL)
    assert sessions(store)[-1].date == date(2027, 5, 27)
    assert rows(store, series_table)[0].last == date(2027, 5, 27)
    do(store, SeriesChange(last=date(2027, 6, 17)), scope=Scope.ALL)
    assert [each.date for each in sessions(store)][-2:] == [date(2027, 6, 10), date(2027, 6, 17)]
    with pytest.raises(Refused, match="before the first that would change"):
        ask(store, SeriesChange(last=date(2027, 5, 7)))


def test_a_weekday_that_falls_on_a_bank_holiday_is_left_out_unless_somebody_is_booked(store):
    a_series(store, count=5)  # Monday 31 May is Spring bank holiday
    mondays = SeriesChange(weekday=0)
    third = date(2027, 6, 3)
    assert line(ask(store, mondays, day=date(2027, 5, 20)), third).state is State.SKIPPED
    book(store, third)
    clash = line(ask(store, mondays, day=date(2027, 5, 20)), third)
    assert (clash.state, clash.why) == (
        State.CLASH, "The practice is closed then: Spring bank holiday.",
    )  # fmt: skip
    do(store, mondays, Settled(third, How.AS_IT_IS), day=date(2027, 5, 20))
    assert third in [each.date for each in sessions(store)]


def test_a_bank_holiday_is_held_again_once_the_series_is_on_another_day(store):
    only = a_series(store, rule=weekly([0]).text, first=date(2027, 5, 17), count=4)
    assert [each.date for each in rows(store, skipped_table)] == [date(2027, 5, 31)]
    do(store, SeriesChange(weekday=1), scope=Scope.ALL, day=date(2027, 5, 17))
    assert [each.date.day for each in sessions(store, only)] == [18, 25, 1, 8, 15]
    assert rows(store, skipped_table) == []


def test_the_change_of_somebody_else_refuses_mine(open_store, store):
    a_series(store)
    version = ask(store).version
    do(open_store("desk 2"), SeriesChange(places=9), scope=Scope.ALL)
    with pytest.raises(
        Refused, match=r"^Not changed\. tests changed this series at 10am, at desk 2\.$"
    ):
        do(store, version=version)
    assert {each.starts for each in sessions(store)} == {time(14)}


@pytest.mark.parametrize("scope", Scope)
def test_one_undo_takes_the_whole_change_back(store, scope):
    a_series(store, count=8)
    book(store, THURSDAY_13, 2)
    book(store, date(2027, 5, 20))
    before = [tuple(each) for each in bare(store)]
    change = SeriesChange(starts=time(9), weekday=1, places=20)
    settled = [] if scope is Scope.ONE else [Settled(date(2027, 5, 27), How.SKIP)]
    done = do(store, change, *settled, scope=scope)
    assert [tuple(each) for each in bare(store)] != before
    store.write(partial(undo.undo, key=done.key.hex))
    assert [tuple(each) for each in bare(store)] == before
    assert rows(store, telling) == rows(store, skipped_table) == []
    assert len(rows(store, series_table)) == 1


def bare(store):
    """Read all of the sessions but how often they were changed."""
    columns = [each for each in session.c if each.name != "version"]
    return store.read(lambda db: db.all(select(*columns).order_by(session.c.id)))


def test_a_change_is_not_undone_once_the_room_is_taken(store):
    room = a_place(store, "Room")
    a_series(store, place_id=room)
    done = do(store)
    a_session(
        store,
        name="Eye screening",
        on=date(2027, 6, 3),
        starts=time(13),
        ends=time(14, 30),
        place=room,
    )
    with pytest.raises(Refused, match=r"^Not undone\. Room has Eye screening, 1pm to 2:30pm\.$"):
        store.write(partial(undo.undo, key=done.key.hex))


def test_what_has_begun_is_never_changed(store, clock):
    a_series(store, count=2)
    with pytest.raises(Refused, match="begun never change"):
        ask(store, scope=Scope.ONE, day=FIRST)
    clock.now = datetime(2027, 6, 1, tzinfo=UTC)
    with pytest.raises(Refused, match="None of its dates is still to come"):
        ask(store, scope=Scope.ALL, day=FIRST)


def test_nothing_different_is_nothing_to_do(store):
    a_series(store, count=2)
    with pytest.raises(Refused, match="Nothing would be different"):
        ask(store, SeriesChange())
    assert ask(store, SeriesChange(starts=time(14))).dates_move == 0


def test_a_new_hour_that_does_not_exist_is_refused_in_its_line(store):
    a_series(store, rule=weekly([6]).text, first=date(2027, 10, 24), count=2, skips_closed=False)
    night = date(2027, 10, 31)
    shown = ask(store, SeriesChange(starts=time(1, 30)), scope=Scope.ALL, day=night)
    assert line(shown, night).why == "1:30am comes twice on Sunday 31 October: the clocks go back."


def test_a_change_past_midnight_is_a_sentence(store):
    a_series(store, count=2)
    with pytest.raises(Refused, match="past midnight"):
        ask(store, SeriesChange(starts=time(23)))
    with pytest.raises(Refused, match="end must be after"):
        ask(store, SeriesChange(ends=time(13)))


def test_a_session_outside_any_series_changes_alone(store):
    alone = a_session(store, on=THURSDAY_13)
    asked = partial(series_change.consequences, session_id=alone, change=HALF_PAST_TWO)
    assert store.read(partial(asked, scope=Scope.ONE)).dates_move == 1
    with pytest.raises(Refused, match="belongs to no series"):
        store.read(partial(asked, scope=Scope.ALL))


def test_alternate_weeks_keep_their_rhythm_on_another_day(store):
    a_series(store, rule=weekly([3], every=2).text, count=4)
    do(store, SeriesChange(weekday=4), day=date(2027, 5, 20))
    assert [each.date for each in sessions(store)] == [
        FIRST, date(2027, 5, 21), date(2027, 6, 4), date(2027, 6, 18),
    ]  # fmt: skip


def test_a_closed_place_is_a_clash_for_the_date_that_would_move_there(store):
    garden = a_place(store, "Garden")
    store.write(
        lambda db: db.add(
            closure, name="Repaving", first=THURSDAY_13, last=THURSDAY_13, place=garden
        )
    )
    a_series(store, count=3)
    shown = ask(store, SeriesChange(place_id=garden))
    assert line(shown, THURSDAY_13).why == "Garden is closed then: Repaving."


def test_a_second_split_follows_the_first(store):
    a_series(store)
    do(store)
    later = THURSDAY_13 + timedelta(weeks=4)
    do(store, SeriesChange(starts=time(10)), day=later)
    times = [each.starts for each in sessions(store)]
    assert times == [time(14), *[time(14, 30)] * 4, *[time(10)] * 10]
    chain = rows(store, series_table)
    assert [each.split_from for each in chain] == [None, chain[0].id, chain[1].id]
