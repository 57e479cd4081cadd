import re
from datetime import date, time
from functools import partial

import pytest
from sqlalchemy import select

from desktop.data import moves, series, series_change, shelf, signups, telling, undo
from desktop.data.tables import booking, person, phone, session
from desktop.data.tables import telling as lines
from desktop.data.telling import _LINES, _ROUNDS, Changed
from desktop.rules.planning import Scope, SeriesChange, SeriesPlan
from desktop.rules.refusal import Refused
from desktop.rules.series import weekly
from desktop.rules.telling import Kind, Known, Outcome, Shelf
from tests.data.test_signups import at_once
from tests.makers import THURSDAY, TODAY, a_person, a_session, an_activity

WAS = Known(THURSDAY, time(14), time(16), None)


def a_booked(store, session_id, *who, **facts):
    ids = [a_person(store, first, "Patel", number=f"+4477009001{n:02}", **facts)
           for n, first in enumerate(who)]  # fmt: skip
    for each in ids:
        store.write(partial(signups.book, session_id=session_id, person_id=each))
    return ids


def moved(store, session_id, to, was=WAS, kind=Kind.MOVED):
    def move(db):
        db.lock("session", session, [session_id])
        db.change(session, session_id, **to)
        return telling.tell(db, changed=[Changed(session_id, kind, was)])

    return store.write(move)


def rounds(store, today=TODAY):
    return store.read(partial(telling.people_to_tell, today=today))


def names(store):
    return [[line.name for line in each.lines] for each in rounds(store)]


def test_everybody_booked_is_to_be_told(store):
    thursday = a_session(store)
    a_booked(store, thursday, "Ivy", "Bill")
    assert moved(store, thursday, {"starts": time(15)}).value == 2
    assert names(store) == [["Bill Patel", "Ivy Patel"]]
    (only,) = rounds(store)
    assert (only.told, only.was.starts, only.session.starts) == (0, time(14), time(15))
    assert only.lines[0].phone == "07700 900101"


def test_who_cancelled_is_not_rung(store):
    thursday = a_session(store)
    a_booked(store, thursday, "Ivy", "Bill")
    first = store.read(lambda db: db.value(select(booking.c.id)))
    store.write(partial(signups.cancel, booking_id=first))
    moved(store, thursday, {"starts": time(15)})
    assert names(store) == [["Bill Patel"]]


def test_the_list_stays_until_the_last_has_heard(store):
    thursday = a_session(store)
    a_booked(store, thursday, "Ivy", "Bill")
    moved(store, thursday, {"starts": time(15)})
    (only,) = rounds(store)
    for line, outcome in zip(only.lines, ("told", "message"), strict=True):
        store.write(partial(telling.answer, telling_id=line.id, outcome=outcome))
    assert rounds(store)[0].told == 1
    store.write(partial(telling.answer, telling_id=only.lines[1].id, outcome="letter"))
    assert rounds(store) == ()


def test_who_told_whom_is_kept(store, clock):
    thursday = a_session(store)
    a_booked(store, thursday, "Ivy", "Bill")
    moved(store, thursday, {"starts": time(15)})
    first = rounds(store)[0].lines[0]
    store.write(partial(telling.answer, telling_id=first.id, outcome="told"))
    line = rounds(store)[0].lines[0]
    assert (line.outcome, line.outcome_by, line.outcome_at) == (Outcome.TOLD, "tests", clock.now)


def test_two_desks_do_not_both_tell_the_same_person(store):
    thursday = a_session(store)
    a_booked(store, thursday, "Ivy")
    moved(store, thursday, {"starts": time(15)})
    line = rounds(store)[0].lines[0]
    tell = partial(telling.answer, telling_id=line.id, outcome="told", version=line.version)
    store.write(tell)
    with pytest.raises(Refused, match="changed"):
        store.write(partial(telling.answer, telling_id=line.id, outcome="no answer", version=1))


def test_who_was_never_told_hears_only_of_the_last_change(store):
    thursday = a_session(store)
    a_booked(store, thursday, "Ivy", "Bill")
    moved(store, thursday, {"starts": time(15)})
    told = rounds(store)[0].lines[0]
    store.write(partial(telling.answer, telling_id=told.id, outcome="told"))
    later = Known(THURSDAY, time(15), time(16), None)
    assert moved(store, thursday, {"starts": time(15, 30)}, later).value == 2
    found = {each.was.starts: [line.name for line in each.lines] for each in rounds(store)}
    assert found == {time(14): ["Ivy Patel"], time(15): ["Bill Patel"]}


def test_who_was_never_told_need_not_hear_of_a_change_that_was_taken_back(store):
    thursday = a_session(store)
    a_booked(store, thursday, "Ivy")
    moved(store, thursday, {"starts": time(15)})
    later = Known(THURSDAY, time(15), time(16), None)
    assert moved(store, thursday, {"starts": time(14)}, later).value == 0
    assert rounds(store) == ()


def test_nobody_rings_the_family_of_somebody_who_has_died(store):
    thursday = a_session(store)
    ivy, _bill = a_booked(store, thursday, "Ivy", "Bill")
    moved(store, thursday, {"starts": time(15)})
    store.write(lambda db: db.change(person, ivy, status="died"))
    assert names(store) == [["Bill Patel"]]


def test_a_wrong_number_is_marked_for_checking(store):
    thursday = a_session(store)
    (ivy,) = a_booked(store, thursday, "Ivy")
    moved(store, thursday, {"starts": time(15)})
    line = rounds(store)[0].lines[0]
    store.write(partial(telling.answer, telling_id=line.id, outcome="wrong number"))
    label = select(phone.c.label).where(phone.c.person == ivy)
    assert store.read(lambda db: db.value(label)) == "wrong number, to check"
    assert names(store) == [["Ivy Patel"]]


def not_on(store, session_id):
    return moved(store, session_id, {"status": "cancelled"}, kind=Kind.NOT_ON)


def test_people_wait_on_the_shelf_until_each_has_another_place(store):
    thursday, friday = a_session(store), a_session(store, on=date(2026, 11, 27))
    a_booked(store, thursday, "Ivy")
    not_on(store, thursday)
    line = rounds(store)[0].lines[0]
    assert line.shelf is Shelf.WAITING
    store.write(partial(telling.answer, telling_id=line.id, outcome="told"))
    assert len(rounds(store)) == 1
    made = store.write(partial(shelf.place_on, telling_id=line.id, session_id=friday)).value
    assert rounds(store) == ()
    live = select(booking.c.id, booking.c.session).where(booking.c.status == "booked")
    assert store.read(lambda db: db.all(live)) == [(made.booking_id, friday)]


def test_who_wants_no_other_date_leaves_the_shelf(store):
    thursday = a_session(store)
    a_booked(store, thursday, "Ivy")
    not_on(store, thursday)
    line = rounds(store)[0].lines[0]
    store.write(partial(telling.answer, telling_id=line.id, outcome="told"))
    store.write(partial(shelf.say_no, telling_id=line.id))
    assert rounds(store) == ()
    assert store.read(lambda db: db.value(select(session.c.booked))) == 0
    with pytest.raises(Refused, match="not waiting"):
        store.write(partial(shelf.say_no, telling_id=line.id))


def test_taking_a_move_back_takes_the_calls_back_too(store):
    thursday = a_session(store)
    a_booked(store, thursday, "Ivy")
    done = moved(store, thursday, {"starts": time(15)})
    store.write(partial(undo.undo, key=done.key.hex), undoes=done.key)
    assert rounds(store) == ()
    assert store.read(lambda db: db.value(select(session.c.starts))) == time(14)
    assert store.read(lambda db: db.all(select(lines))) == []


def test_a_move_somebody_has_been_told_of_is_not_undone_behind_their_back(store):
    thursday = a_session(store)
    a_booked(store, thursday, "Ivy")
    done = moved(store, thursday, {"starts": time(15)})
    line = rounds(store)[0].lines[0]
    store.write(partial(telling.answer, telling_id=line.id, outcome="told"))
    with pytest.raises(Refused, match="have been told of it"):
        store.write(partial(undo.undo, key=done.key.hex), undoes=done.key)


def test_two_desks_cannot_both_find_the_same_person_another_place(store, open_store):
    craft = an_activity(store)
    thursday = a_session(store, activity_id=craft)
    dates = [a_session(store, activity_id=craft, on=date(2026, 12, day)) for day in (3, 10)]
    a_booked(store, thursday, "Ivy")
    not_on(store, thursday)
    line = rounds(store)[0].lines[0]
    place = [partial(shelf.place_on, telling_id=line.id, session_id=each) for each in dates]
    outcomes = at_once(open_store, *place)
    assert sum(isinstance(each, Refused) for each in outcomes) == 1
    live = select(booking.c.session).where(booking.c.status == "booked")
    assert len(store.read(lambda db: db.all(live))) == 1


def test_years_of_what_is_done_are_not_walked_through(store):
    def plan(db):
        run = db.connection.exec_driver_sql
        if db.on_postgres:
            run("SET LOCAL enable_seqscan = off")  # in a small table it would not matter
        explain = "EXPLAIN " if db.on_postgres else "EXPLAIN QUERY PLAN "
        asked = [str(each.statement.compile(db.connection)) for each in (_ROUNDS, _LINES)]
        asked = [re.sub(r"%\(\w+\)s(::\w+)?|\?", "'overtaken'", each) for each in asked]
        return [" ".join(str(row[-1]) for row in run(explain + each)) for each in asked]

    assert all("ix_telling_open" in each for each in store.read(plan))


def told(store, line):
    return store.write(partial(telling.answer, telling_id=line.id, outcome="told"))


def a_moved_series(store, *others):
    """Three Thursdays at 2pm with Ivy on all of them, moved to 3pm; others on the second only."""
    craft = an_activity(store, "Singing")
    plan = SeriesPlan(craft, weekly([3]).text, THURSDAY, time(14), time(16), 12, count=3)
    store.write(partial(series.make, plan=plan))
    ids = [row.id for row in store.read(lambda db: db.all(
        select(session.c.id).where(session.c.activity == craft).order_by(session.c.date)
    ))]  # fmt: skip
    ivy = a_person(store, "Ivy", "Marsh")
    for each in ids:
        store.write(partial(signups.book, session_id=each, person_id=ivy))
    for who in others:
        store.write(partial(signups.book, session_id=ids[1], person_id=who))
    asked = {
        "session_id": ids[0], "scope": Scope.ALL, "change": SeriesChange(starts=time(15)),
    }  # fmt: skip
    version = store.read(partial(series_change.consequences, **asked)).version
    store.write(partial(series_change.change, **asked, version=version))
    return ids


def test_one_call_tells_somebody_of_all_their_dates_that_moved_alike(store):
    bill = a_person(store, "Bill", "Shah")
    a_moved_series(store, bill)
    first, second = rounds(store)
    assert [line.name for line in first.lines] == ["Ivy Marsh"]
    assert first.lines[0].say == (
        "Singing on Thursday 26 November is now 3pm to 5pm. Does that suit you? "
        "The same goes for 2 more dates, up to Thursday 10 December."
    )
    assert [line.name for line in second.lines] == ["Bill Shah"]
    done = told(store, first.lines[0])
    (still,) = rounds(store)
    left = {line.name: line.outcome for line in still.lines}
    assert left == {"Ivy Marsh": Outcome.TOLD, "Bill Shah": Outcome.TO_TELL}
    store.write(partial(undo.undo, key=done.key.hex), undoes=done.key)
    assert len(rounds(store)) == 2


def test_a_date_that_moved_otherwise_has_a_call_of_its_own(store):
    ids = a_moved_series(store)
    store.write(partial(moves.move, session_id=ids[2], version=2, starts=time(10)))
    both = rounds(store)
    assert [each.lines[0].say.partition("?")[2] for each in both] == [
        " The same goes for Thursday 3 December.", "",
    ]  # fmt: skip
    told(store, both[0].lines[0])
    (left,) = rounds(store)
    assert (left.session.id, left.lines[0].name) == (ids[2], "Ivy Marsh")
