"""Comes every week, on both databases: booked as dates appear, away, back, and in turn."""

from datetime import date, time, timedelta
from functools import partial
from threading import Barrier, Thread

from sqlalchemy import select

from desktop.data import (
    after_asking,
    asking,
    ending,
    regular_dates,
    regulars,
    series,
    series_change,
    signups,
    upkeep,
    waiting,
)
from desktop.data.tables import activity, booking, person, regular, session
from desktop.data.tables import waiting as lines
from desktop.rules.planning import Scope, SeriesChange, SeriesPlan
from tests.data.test_waiting import do, refused, take_back
from tests.makers import THURSDAY, TODAY, a_person, a_session, an_activity, people

WEEK = timedelta(weeks=1)


def a_group(store, *, last=THURSDAY + 5 * WEEK, places=3, group=None, first=THURSDAY, **facts):
    """Make a series of Thursdays; the activity and the ids of its sessions come back."""
    group = group or an_activity(store, places=places)
    plan = SeriesPlan(
        activity_id=group, rule="FREQ=WEEKLY;BYDAY=TH", first=first, last=last, starts=time(14),
        ends=time(16), place_id=None, leader_id=None, places=places,
        **({"skips_closed": False} | facts),
    )  # fmt: skip
    do(store, series.make, plan=plan)
    return group, its_sessions(store, group)


def its_sessions(store, group):
    found = select(session.c.id).where(session.c.activity == group).order_by(session.c.date)
    return [row.id for row in store.read(lambda db: db.all(found))]


def begin(store, session_id, person_id):
    return do(store, regulars.begin, session_id=session_id, person_id=person_id).value


def dates(store, person_id, *, table=booking, status="booked"):
    found = (
        select(session.c.date)
        .select_from(table.join(session, session.c.id == table.c.session))
        .where(table.c.person == person_id, table.c.status == status)
        .order_by(session.c.date)
    )
    return [row.date for row in store.read(lambda db: db.all(found))]


def waits_on(store, person_id):
    return dates(store, person_id, table=lines, status="waiting")


def thursdays(*numbers):
    return [THURSDAY + number * WEEK for number in numbers]


def version(store, regular_id):
    return store.read(lambda db: db.one(select(regular).where(regular.c.id == regular_id))).version


def sound(store):
    """Nobody is twice anywhere, nothing is oversold, and the counters are the counts."""
    rows = store.read(lambda db: db.all(select(session)))
    booked = store.read(lambda db: db.all(select(booking).where(booking.c.status != "cancelled")))
    waits = store.read(lambda db: db.all(select(lines).where(lines.c.status == "waiting")))
    for row in rows:
        here = [each.person for each in booked if each.session == row.id]
        there = [each.person for each in waits if each.session == row.id]
        assert (row.booked, row.waiting) == (len(here), len(there))
        assert row.booked <= row.places
        assert len({*here, *there}) == len([*here, *there])
    return True


def test_who_comes_every_week_is_booked_on_every_date_from_this_one_on(store):
    _, ids = a_group(store)
    meera = a_person(store)
    done = begin(store, ids[1], meera)
    assert dates(store, meera) == thursdays(1, 2, 3, 4, 5)
    assert done.words == "Mrs Patel comes every week. Booked on 5 dates."
    assert refused(store, regulars.begin, session_id=ids[2], person_id=meera).sentence == (
        "Not added. Mrs Patel comes to Crafternoon every week already."
    )
    assert sound(store)


def test_where_a_date_is_full_they_wait(store):
    _, ids = a_group(store, places=1)
    do(store, signups.book, session_id=ids[2], person_id=people(store, 1)[0])
    meera = a_person(store)
    assert begin(store, ids[0], meera).words == (
        "Mrs Patel comes every week. Booked on 5 dates, waiting for 1 date."
    )
    assert waits_on(store, meera) == thursdays(2)
    assert sound(store)


def test_a_free_place_that_somebody_waits_for_is_not_theirs(store):
    _, ids = a_group(store, places=1)
    first, second = people(store, 2)
    given = do(store, signups.book, session_id=ids[2], person_id=first).value
    do(store, waiting.wait, session_id=ids[2], person_id=second)
    do(store, signups.cancel, booking_id=given.booking_id)
    meera = a_person(store)
    begin(store, ids[0], meera)
    assert waits_on(store, meera) == thursdays(2)
    do(store, signups.book, session_id=ids[2], person_id=second)


def test_new_dates_of_the_series_are_theirs_too(store, clock):
    group, ids = a_group(store, last=None)
    meera = a_person(store)
    before = begin(store, ids[0], meera).booked
    clock.now += timedelta(days=70)
    today = clock.now.date()
    assert store.read(partial(upkeep.due, today=today))
    do(store, upkeep.top_up, today=today)
    assert not store.read(partial(upkeep.due, today=today))
    made = len(its_sessions(store, group)) - len(ids)
    assert made > 5
    assert len(dates(store, meera)) == before + made
    assert sound(store)


def test_a_longer_series_and_a_split_one_keep_them(store):
    _group, ids = a_group(store)
    meera = a_person(store)
    begin(store, ids[0], meera)
    longer = SeriesChange(last=THURSDAY + 8 * WEEK)
    do(store, series_change.change, session_id=ids[0], change=longer, scope=Scope.ALL, version=1)
    assert dates(store, meera) == thursdays(*range(9))
    later = SeriesChange(starts=time(15), ends=time(17), last=THURSDAY + 10 * WEEK)
    do(
        store,
        series_change.change,
        session_id=ids[4],
        change=later,
        scope=Scope.FOLLOWING,
        version=2,
    )
    assert dates(store, meera) == thursdays(*range(11))
    assert sound(store)


def test_the_next_term_is_theirs_another_weekday_is_not(store):
    group, ids = a_group(store)
    meera = a_person(store)
    begin(store, ids[0], meera)
    plan = SeriesPlan(
        activity_id=group, rule="FREQ=WEEKLY;BYDAY=MO", first=TODAY + 7 * WEEK,
        last=TODAY + 9 * WEEK, starts=time(14), ends=time(16), place_id=None, leader_id=None,
        places=3, skips_closed=False,
    )  # fmt: skip
    do(store, series.make, plan=plan)
    assert dates(store, meera) == thursdays(*range(6))
    a_group(store, group=group, first=THURSDAY + 8 * WEEK, last=THURSDAY + 9 * WEEK)
    assert dates(store, meera) == thursdays(*range(6), 8, 9)


def test_the_undo_of_a_new_term_takes_their_bookings_with_it(store):
    group, ids = a_group(store)
    meera = a_person(store)
    begin(store, ids[0], meera)
    plan = SeriesPlan(
        activity_id=group, rule="FREQ=WEEKLY;BYDAY=TH", first=THURSDAY + 8 * WEEK,
        last=THURSDAY + 9 * WEEK, starts=time(14), ends=time(16), place_id=None, leader_id=None,
        places=3, skips_closed=False,
    )  # fmt: skip
    done = do(store, series.make, plan=plan)
    take_back(store, done.key)
    assert dates(store, meera) == thursdays(*range(6))
    assert sound(store)


def test_a_date_somebody_gave_up_stays_given_up(store):
    _, ids = a_group(store)
    meera = a_person(store)
    begin(store, ids[0], meera)
    once = select(booking.c.id).where(booking.c.session == ids[2])
    given = store.read(lambda db: db.one(once)).id
    do(store, signups.cancel, booking_id=given, cancelled_by="themselves")
    assert not store.read(regular_dates.due)
    do(store, regular_dates.keep_up)
    assert dates(store, meera) == thursdays(0, 1, 3, 4, 5)


def test_who_is_away_gives_up_their_dates_and_has_them_again(store):
    _, ids = a_group(store)
    meera = a_person(store)
    begun = begin(store, ids[0], meera)
    first, until = THURSDAY + WEEK, THURSDAY + 4 * WEEK
    away = partial(regulars.pause, regular_id=begun.regular_id, first=first, until=until)
    done = do(store, away, version=1)
    assert done.value.dates == 3
    assert dates(store, meera) == thursdays(0, 4, 5)
    assert take_back(store, done.key).value.words == "undid: wrote down that Mrs Patel is away"
    assert dates(store, meera) == thursdays(*range(6))
    do(store, away, version=version(store, begun.regular_id))
    back = partial(regulars.back, regular_id=begun.regular_id, on=THURSDAY + 2 * WEEK)
    do(store, back, version=version(store, begun.regular_id))
    assert dates(store, meera) == thursdays(0, 2, 3, 4, 5)
    assert sound(store)


def test_who_is_back_early_waits_where_the_place_is_gone(store):
    _, ids = a_group(store, places=1)
    meera = a_person(store)
    begun = begin(store, ids[0], meera)
    do(store, regulars.pause, regular_id=begun.regular_id, first=THURSDAY, until=None, version=1)
    assert dates(store, meera) == []
    do(store, signups.book, session_id=ids[1], person_id=people(store, 1)[0])
    do(store, regulars.back, regular_id=begun.regular_id, on=THURSDAY, version=2)
    assert dates(store, meera) == thursdays(0, 2, 3, 4, 5)
    assert waits_on(store, meera) == thursdays(1)
    assert (
        refused(store, regulars.back, regular_id=begun.regular_id, on=THURSDAY, version=3).sentence
        == "Not saved. They are not away."
    )


def test_somebody_else_s_change_refuses_this_one(store):
    _, ids = a_group(store)
    begun = begin(store, ids[0], a_person(store))
    away = {"regular_id": begun.regular_id, "first": THURSDAY, "until": None}
    do(store, regulars.pause, version=1, **away)
    assert refused(store, regulars.pause, version=1, **away).sentence


def test_who_comes_no_more_gives_up_every_later_date(store):
    _, ids = a_group(store, places=1)
    meera = a_person(store)
    do(store, signups.book, session_id=ids[5], person_id=people(store, 1)[0])
    begun = begin(store, ids[0], meera)
    done = do(store, regulars.end, regular_id=begun.regular_id, last=THURSDAY + WEEK, version=1)
    assert done.value.dates == 4
    assert dates(store, meera) == thursdays(0, 1)
    assert waits_on(store, meera) == []
    take_back(store, done.key)
    assert dates(store, meera) == thursdays(0, 1, 2, 3, 4)
    assert waits_on(store, meera) == thursdays(5)
    assert sound(store)


def test_an_activity_that_ends_ends_them_and_one_that_ended_takes_nobody(store):
    group, ids = a_group(store)
    meera = a_person(store)
    begin(store, ids[0], meera)
    do(store, ending.end, activity_id=group, version=1, last=THURSDAY + 2 * WEEK)
    assert store.read(lambda db: db.one(select(regular))).until == THURSDAY + 2 * WEEK
    ann = a_person(store, "Ann", "Hill", title="Ms")
    assert begin(store, ids[1], ann).words == (
        "Ms Hill comes every week. Booked on 2 dates. It ends on Thursday 10 December."
    )
    assert dates(store, ann) == thursdays(1, 2)


def test_only_dates_they_can_come_to(store):
    """In hospital until 4 December, somewhere else on the 17th, and too young before the 24th."""
    group, ids = a_group(store)
    elsewhere = a_session(store, name="Tea", on=THURSDAY + 3 * WEEK, starts=time(15), ends=time(17))
    meera = a_person(store, born=date(2010, 12, 10))
    store.write(lambda db: db.change(activity, group, youngest=16))
    do(store, signups.book, session_id=elsewhere, person_id=meera)
    assert refused(store, regulars.begin, session_id=ids[0], person_id=meera).sentence == (
        "Not added. This group is for 16 and over."
    )
    assert begin(store, ids[2], meera).booked == 3
    assert dates(store, meera) == thursdays(2, 3, 4, 5)
    store.write(lambda db: db.change(person, meera, status="died"))
    a_group(store, group=group, first=THURSDAY + 6 * WEEK, last=THURSDAY + 7 * WEEK)
    assert len(dates(store, meera)) == 4


def test_who_is_to_be_asked_about_first_is_not_booked_behind_anybody_s_back(store, clock):
    group, ids = a_group(store)
    meera = a_person(store)
    do(store, asking.add, ask="Sam Oduya", person_id=meera)
    assert refused(store, regulars.begin, session_id=ids[0], person_id=meera).sentence == (
        "Not added. Ask Sam Oduya first."
    )
    clock.now += timedelta(minutes=1)
    done = do(store, after_asking.every_week, session_id=ids[0], person_id=meera)
    assert done.value.booked == 6
    clock.now += timedelta(minutes=1)
    do(store, asking.add, ask="Ali Khan", person_id=meera)
    a_group(store, group=group, first=THURSDAY + 6 * WEEK, last=THURSDAY + 7 * WEEK)
    assert dates(store, meera) == thursdays(*range(6))


def test_members_and_seats_are_counted_apart(store):
    group, ids = a_group(store, places=2, last=THURSDAY + 9 * WEEK)
    do(store, regulars.set_members, activity_id=group, members=3, version=1)
    members = [begin(store, ids[0], each) for each in people(store, 3)]
    assert [(each.booked, each.waits) for each in members] == [(6, 0), (6, 0), (0, 6)]
    assert refused(
        store, regulars.begin, session_id=ids[0], person_id=a_person(store)
    ).sentence == ("Not added. Crafternoon has its 3 members.")
    assert sound(store)


def test_members_take_turns_on_new_dates(store, clock):
    group, ids = a_group(store, places=2, last=THURSDAY + 20 * WEEK)
    do(store, regulars.set_members, activity_id=group, members=3, version=1)
    who = people(store, 3)
    for each in who:
        begin(store, ids[0], each)
    for _week in range(14):
        clock.now += WEEK
        do(store, regular_dates.keep_up)
        assert sound(store)
    later = [sum(on >= THURSDAY + 6 * WEEK for on in dates(store, each)) for each in who]
    assert sum(later) == 2 * 14
    total = [len(dates(store, each)) for each in who]
    assert max(total) - min(total) <= 1, total
    assert not store.read(regular_dates.due)


def test_however_many_desks_keep_up_each_date_is_once(open_store, clock):
    first = open_store("desk 1")
    group, ids = a_group(first, last=None)
    who = people(first, 3)
    for each in who:
        begin(first, ids[0], each)
    clock.now += timedelta(days=70)
    today, desks, errors = clock.now.date(), [open_store(f"desk {n}") for n in (2, 3)], []
    together = Barrier(len(desks))

    def top_up(desk):
        together.wait()
        try:
            desk.write(partial(upkeep.top_up, today=today))
        except BaseException as error:  # noqa: BLE001 -- the other thread is to be heard
            errors.append(error)

    threads = [Thread(target=top_up, args=(desk,)) for desk in desks]
    for each in threads:
        each.start()
    for each in threads:
        each.join()
    assert errors == []
    made = its_sessions(first, group)
    assert all(len(dates(first, each)) == len(made) for each in who)
    assert sound(first)


def test_the_undo_of_every_week_leaves_nothing(store):
    _, ids = a_group(store, places=1)
    do(store, signups.book, session_id=ids[2], person_id=people(store, 1)[0])
    meera = a_person(store)
    done = do(store, regulars.begin, session_id=ids[0], person_id=meera)
    assert take_back(store, done.key).value.words == "undid: let Mrs Patel come every week"
    assert (dates(store, meera), waits_on(store, meera)) == ([], [])
    assert store.read(lambda db: db.all(select(regular))) == []
    assert sound(store)


def test_a_place_given_from_the_waiting_list_is_kept(store):
    _, ids = a_group(store, places=1)
    held = do(store, signups.book, session_id=ids[2], person_id=people(store, 1)[0]).value
    meera = a_person(store)
    begin(store, ids[0], meera)
    do(store, signups.cancel, booking_id=held.booking_id)
    do(store, signups.book, session_id=ids[2], person_id=meera)
    assert dates(store, meera) == thursdays(*range(6))
    (line,) = store.read(lambda db: db.all(select(lines)))
    assert line.status == "placed"
    assert refused(store, waiting.leave, waiting_id=line.id).sentence
