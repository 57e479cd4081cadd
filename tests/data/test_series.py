"""Series: looked at before they are made, made with every date settled, on both databases."""

import time as stopwatch
from datetime import date, time, timedelta
from functools import partial

import pytest
from sqlalchemy import func, select

from desktop.data import activities, series, undo
from desktop.data.tables import closure, journal_value, opening_hours, place, practice, session
from desktop.data.tables import series as series_table
from desktop.data.tables import skipped as skipped_table
from desktop.data.tables import term as term_table
from desktop.rules.planning import How, SeriesPlan, Settled, State
from desktop.rules.refusal import Refused
from desktop.rules.series import monthly, weekdays, weekly
from tests.makers import a_person, a_place, a_session, an_activity

FIRST = date(2027, 5, 10)
MONDAYS = weekly([0]).text


def a_plan(store, **different):
    facts = {
        "activity_id": different.pop("activity_id", None) or an_activity(store, "Gentle movement"),
        "rule": MONDAYS, "first": FIRST, "starts": time(10), "ends": time(11), "places": 12,
    }  # fmt: skip
    return SeriesPlan(**facts | different)


def preview(store, plan, *settled):
    return store.read(partial(series.preview, plan=plan, settled=settled))


def make(store, plan, *settled):
    return store.write(partial(series.make, plan=plan, settled=settled))


def add(store, table, **values):
    return store.write(lambda db: db.add(table, **values)).value


def rows(store, table, **where):
    wanted = select(table).where(*(table.c[name] == value for name, value in where.items()))
    return store.read(lambda db: db.all(wanted.order_by(table.c.id)))


def number_of(store, table):
    return store.read(lambda db: db.value(select(func.count()).select_from(table)))


def states(shown):
    return {each.on: each.state for each in shown.dates if each.state is not State.FITS}


def test_twelve_mondays_leave_the_bank_holiday_out_and_count_on(store):
    shown = preview(store, a_plan(store, count=12))
    assert shown.sentence == "Every Monday, 10am to 11am, 12 times"
    assert (len(shown.dates), shown.sessions, shown.bank_holidays, shown.clashes) == (13, 12, 1, 0)
    left_out = shown.dates[3]
    assert (left_out.on, left_out.number, left_out.state, left_out.why) == (
        date(2027, 5, 31), None, State.SKIPPED, "Spring bank holiday",
    )  # fmt: skip
    assert (shown.dates[4].number, shown.last) == (4, date(2027, 8, 2))


def test_bank_holidays_are_those_of_the_practices_nation(store):
    practices = rows(store, practice)
    make_one = practices[0].id if practices else add(store, practice, name="Leith")
    store.write(lambda db: db.change(practice, make_one, nation="Scotland"))
    plan = a_plan(store, first=date(2027, 3, 22), count=3)
    assert states(preview(store, plan)) == {}
    plan = a_plan(store, first=date(2027, 8, 2), last=date(2027, 8, 30))
    assert states(preview(store, plan)) == {date(2027, 8, 2): State.SKIPPED}


def test_nothing_is_skipped_when_bank_holidays_are_not(store):
    plan = a_plan(store, last=date(2027, 6, 14), skips_closed=False)
    assert preview(store, plan).bank_holidays == 0
    assert make(store, plan).value.sessions == 6


def test_a_taken_room_is_shown_with_who_has_it_and_what_could_be_done(store):
    room, annexe = a_place(store, "Community room"), a_place(store, "Annexe")
    a_session(
        store, name="Eye screening", on=date(2027, 6, 14), starts=time(9), ends=time(12), place=room
    )
    shown = preview(store, a_plan(store, count=12, place_id=room))
    (clash,) = [each for each in shown.dates if each.state is State.CLASH]
    assert (clash.on, clash.number, clash.why) == (date(2027, 6, 14), 5, "Room taken")
    assert clash.sentence == "Community room has Eye screening, 9am to 12pm."
    assert [(way.how, way.value, way.label) for way in clash.ways] == [
        (How.PLACE, str(annexe), "Use Annexe"), (How.SKIP, "", "Skip it"),
        (How.START, "08:00", "8am"),
    ]  # fmt: skip


def test_a_clash_must_be_settled_before_anything_is_made(store):
    room = a_place(store, "Community room")
    a_session(
        store, name="Eye screening", on=date(2027, 6, 14), starts=time(9), ends=time(12), place=room
    )
    with pytest.raises(Refused, match=r"^Not saved. Monday 14 June 2027: Community room has Eye"):
        make(store, a_plan(store, count=12, place_id=room))
    assert number_of(store, series_table) == 0
    assert number_of(store, session) == 1


@pytest.mark.parametrize("number", [0, 1, 2])
def test_each_ready_answer_to_a_clash_settles_it(store, number):
    room = a_place(store, "Community room")
    a_place(store, "Annexe")
    a_session(
        store, name="Eye screening", on=date(2027, 6, 14), starts=time(9), ends=time(12), place=room
    )
    plan = a_plan(store, count=12, place_id=room)
    clash = next(e for e in preview(store, plan).dates if e.state is State.CLASH)
    answer = clash.ways[number].settled(clash.on)
    shown = preview(store, plan, answer)
    assert shown.clashes == 0
    assert next(e for e in shown.dates if e.on == clash.on).settled == answer
    made = make(store, plan, answer).value
    assert made.sessions == (11 if answer.how is How.SKIP else 12)
    found = rows(store, session, series=made.id, original_date=clash.on)
    assert [each.by_hand for each in found] == ([] if answer.how is How.SKIP else [True])


def test_a_date_can_be_held_all_the_same_for_a_reason(store):
    room = a_place(store, "Community room")
    a_session(store, on=date(2027, 6, 14), starts=time(9), ends=time(12), place=room)
    plan = a_plan(store, count=12, place_id=room)
    made = make(store, plan, Settled(date(2027, 6, 14), How.ANYWAY, "The room is parted")).value
    (held,) = rows(store, session, series=made.id, original_date=date(2027, 6, 14))
    assert held.clash_reason == "The room is parted"


def test_a_date_can_move_to_another_day_there_and_then(store):
    plan = a_plan(store, count=4)
    made = make(store, plan, Settled(date(2027, 5, 31), How.DATE, "2027-06-01")).value
    (moved,) = rows(store, session, series=made.id, original_date=date(2027, 5, 31))
    assert (moved.date, moved.by_hand, made.sessions) == (date(2027, 6, 1), True, 4)
    with pytest.raises(Refused, match="has that day already"):
        preview(store, plan, Settled(date(2027, 5, 17), How.DATE, "2027-05-24"))
    with pytest.raises(Refused, match="not a day we know"):
        preview(store, plan, Settled(date(2027, 5, 17), How.DATE, "soon"))


def test_a_leader_cannot_be_in_two_things_at_once(store):
    jo = a_person(store, "Jo", "Marsh")
    a_session(store, name="Crafternoon", on=FIRST, starts=time(10, 30), ends=time(12), leader=jo)
    shown = preview(store, a_plan(store, count=2, leader_id=jo))
    assert (shown.dates[0].why, shown.dates[0].sentence) == (
        "Leader busy", "Jo Marsh leads Crafternoon, 10:30am to 12pm.",
    )  # fmt: skip
    assert [way.how for way in shown.dates[0].ways] == [How.SKIP, How.START]


def test_a_shared_place_may_be_shared_and_a_cancelled_session_takes_nothing(store):
    garden, room = a_place(store, "Garden"), a_place(store, "Room")
    store.write(lambda db: db.change(place, garden, shared=True))
    a_session(store, on=FIRST, starts=time(10), ends=time(11), place=garden)
    a_session(store, on=FIRST, starts=time(10), ends=time(11), place=room, status="cancelled")
    for each in (garden, room, None):
        assert preview(store, a_plan(store, count=2, place_id=each)).clashes == 0


def test_one_may_begin_as_the_other_ends(store):
    room = a_place(store)
    a_session(store, on=FIRST, starts=time(9), ends=time(10), place=room)
    a_session(store, on=FIRST, starts=time(11), ends=time(12), place=room)
    assert preview(store, a_plan(store, count=1, place_id=room)).clashes == 0


def test_closures_and_closed_weekdays_are_left_out(store):
    add(store, closure, name="Training", first=date(2027, 5, 17), last=date(2027, 5, 17))
    add(store, closure, name="Staff meeting", first=date(2027, 5, 24), last=date(2027, 5, 24),
        starts=time(13), ends=time(15))  # fmt: skip
    shown = preview(store, a_plan(store, last=date(2027, 5, 24)))
    assert (shown.sessions, shown.closed, shown.dates[1].why) == (2, 1, "Training")
    add(store, opening_hours, weekday=1, opens=time(8), closes=time(18))
    with pytest.raises(Refused, match="no such date"):
        preview(store, a_plan(store, last=date(2027, 5, 24)))


def test_a_closed_place_and_hours_outside_those_of_the_practice_are_clashes(store):
    garden = a_place(store, "Garden")
    add(store, closure, name="Repaving", first=FIRST, last=FIRST, place=garden)
    add(store, opening_hours, weekday=0, opens=time(8), closes=time(10, 30))
    shown = preview(store, a_plan(store, count=2, place_id=garden))
    assert shown.dates[0].sentence == "Garden is closed then: Repaving."
    assert shown.dates[1].sentence == "The practice is open 8am to 10:30am that day."
    assert shown.dates[1].ways[-1].label == "9:30am"


def test_a_series_in_term_time_has_no_dates_in_the_holidays(store):
    add(store, term_table, name="Summer", first=date(2027, 4, 19), last=date(2027, 5, 28))
    add(store, term_table, name="Summer 2", first=date(2027, 6, 7), last=date(2027, 7, 21))
    shown = preview(store, a_plan(store, term_only=True, last=date(2027, 8, 2)))
    on = [each.on for each in shown.dates if each.state is State.FITS]
    assert (on[2], on[3], on[-1]) == (date(2027, 5, 24), date(2027, 6, 7), date(2027, 7, 19))


def test_the_night_the_clocks_change_is_refused_in_a_sentence(store):
    sundays = a_plan(store, rule=weekly([6]).text, first=date(2027, 3, 21), count=3,
                     starts=time(1, 30), ends=time(3), skips_closed=False)  # fmt: skip
    shown = preview(store, sundays)
    (night,) = [each for each in shown.dates if each.state is State.CLASH]
    assert night.sentence == "There is no 1:30am on Sunday 28 March: the clocks go forward."
    with pytest.raises(Refused, match="There is no 1:30am"):
        make(store, sundays)
    with pytest.raises(Refused, match="There is no 1:30am"):
        make(store, sundays, Settled(night.on, How.ANYWAY, "Why not"))
    assert make(store, sundays, Settled(night.on, How.SKIP)).value.sessions == 2


def test_wall_clock_times_stay_when_the_clocks_change(store):
    plan = a_plan(store, first=date(2027, 3, 15), last=date(2027, 4, 12))
    made = make(store, plan).value
    found = rows(store, session, series=made.id)
    assert {(each.starts, each.ends) for each in found} == {(time(10), time(11))}
    assert [each.starts_utc.hour for each in found] == [10, 10, 9, 9]


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ({"rule": "every monday"}, "Nobody can read"),
        ({"ends": time(9)}, "end must be after the start"),
        ({"starts": time(23), "ends": time(1)}, "end must be after the start"),
        ({"rule": "FREQ=DAILY", "last": date(2054, 9, 25)}, "more than 1,000 dates"),
        ({"last": date(2027, 5, 1)}, "last date is before the first"),
        ({"last": date(2027, 8, 1), "count": 3}, "not both"),
        ({"count": 0}, "How many times"),
        ({"places": 0}, "Places must be"),
        ({"first": date(9999, 12, 28), "count": 12}, "no such date|more than"),
    ],
)  # fmt: skip
def test_what_nobody_can_mean_is_a_sentence_and_nothing_is_made(store, wrong, words):
    with pytest.raises(Refused, match=words):
        make(store, a_plan(store, **wrong))
    assert number_of(store, session) == 0


def test_a_series_remembers_what_it_left_out(store):
    made = make(store, a_plan(store, count=4), Settled(date(2027, 5, 17), How.SKIP)).value
    found = rows(store, skipped_table, series=made.id)
    assert [(each.date, each.why, each.note) for each in found] == [
        (date(2027, 5, 17), "by hand", ""),
        (date(2027, 5, 31), "bank holiday", "Spring bank holiday"),
    ]


def test_a_series_without_end_is_made_eighteen_months_ahead(store):
    made = make(store, a_plan(store, first=date(2026, 11, 23))).value
    found = rows(store, session, series=made.id)
    assert date(2028, 5, 15) <= found[-1].date <= date(2028, 5, 24)
    (row,) = rows(store, series_table, id=made.id)
    assert (row.last, row.made_until) == (None, date(2028, 5, 24))


def test_one_undo_takes_a_whole_series_back(store):
    done = make(store, a_plan(store, count=30))
    store.write(partial(undo.undo, key=done.key.hex))
    assert number_of(store, session) == number_of(store, series_table) == 0
    assert number_of(store, skipped_table) == 0


def test_an_activity_that_has_ended_gets_no_series(store):
    ended = an_activity(store, ended=date(2027, 1, 1))
    with pytest.raises(Refused, match="has ended"):
        make(store, a_plan(store, activity_id=ended))


def test_weekdays_and_first_tuesdays_are_made_too(store):
    assert make(store, a_plan(store, rule=weekdays().text, count=10)).value.sessions == 10
    plan = a_plan(store, rule=monthly(1, 1).text, last=date(2027, 12, 31))
    assert preview(store, plan).sentence == (
        "The first Tuesday of the month, 10am to 11am, until 31 December"
    )
    assert make(store, plan).value.sessions == 7


def test_two_desks_cannot_both_take_a_room_for_a_series(open_store):
    one, two = open_store("desk 1"), open_store("desk 2")
    room = a_place(one)
    make(one, a_plan(one, place_id=room, count=3))
    with pytest.raises(Refused, match="has Gentle movement"):
        make(two, a_plan(two, place_id=room, count=3, starts=time(10, 30), ends=time(12)))


def test_a_single_session_asks_for_its_room_and_its_leader_too(store):
    room, jo = a_place(store, "Room"), a_person(store, "Jo", "Marsh")
    activity_id = an_activity(store)
    new = partial(activities.make_session, activity_id=activity_id, on=FIRST, places=8)
    store.write(partial(new, starts=time(10), ends=time(12), place_id=room, leader_id=jo))
    with pytest.raises(Refused, match=r"Not saved\. Room has Crafternoon, 10am to 12pm\."):
        store.write(partial(new, starts=time(11), ends=time(13), place_id=room))
    with pytest.raises(Refused, match=r"Not saved\. Jo Marsh leads Crafternoon"):
        store.write(partial(new, starts=time(11), ends=time(13), leader_id=jo))
    store.write(partial(new, starts=time(11), ends=time(13), place_id=room, clash_reason="Parted"))
    assert [each.clash_reason for each in rows(store, session)] == ["", "Parted"]


def test_a_private_session_keeps_its_name_to_itself(store):
    room = a_place(store, "Room")
    a_session(
        store, name="Grief group", on=FIRST, starts=time(9), ends=time(12), place=room, private=True
    )
    shown = preview(store, a_plan(store, count=1, place_id=room))
    assert shown.dates[0].sentence == "Room has a private session, 9am to 12pm."


def test_two_years_with_clashes_are_shown_while_one_waits(file_store):
    store, room = file_store, a_place(file_store)
    for week in range(0, 104, 4):
        a_session(
            store, on=FIRST + timedelta(weeks=week), starts=time(9), ends=time(12), place=room
        )
    plan = a_plan(store, place_id=room, last=FIRST + timedelta(weeks=103))
    preview(store, plan)
    started = stopwatch.perf_counter()
    shown = preview(store, plan)
    assert stopwatch.perf_counter() - started < 0.4
    assert shown.clashes >= 24


def test_the_journal_keeps_every_date_that_was_made(store):
    done = make(store, a_plan(store, count=3))
    kept = rows(store, journal_value, step=done.key)
    assert [each.table for each in kept].count("session") == 3
