from datetime import timedelta
from functools import partial

import pytest

from desktop.data import on_it, to_ring, todo
from desktop.data.tables import phone
from desktop.data.tables import to_ring as table
from desktop.rules.calls import Kind
from desktop.rules.to_ring import Outcome
from tests.conftest import NOW
from tests.data.test_signups import at_once, change_person
from tests.data.test_telling import a_booked, moved
from tests.data.test_waiting import do, refused, take_back
from tests.makers import TODAY, a_person, a_session, an_activity, time


def to_be_rung(store, kind=Kind.MISSED_YOU, who="Ivy", due=NOW, **more):
    person_id = a_person(store, who, number="+447700900123")
    singing = a_session(store, activity_id=an_activity(store, "Singing"), on=TODAY)
    add = partial(lambda db, **row: db.add(table, **row), kind=kind.value, person=person_id,
                  session=singing, due=due, **more)  # fmt: skip
    return store.write(add).value, person_id


def listed(store, now=NOW):
    return store.read(partial(to_ring.to_ring_now, today=now.date(), now=now))


def answer(store, ring_id, outcome, **more):
    return do(store, to_ring.answer, ring_id=ring_id, outcome=outcome, **more)


def test_somebody_is_rung_once_it_is_due_and_not_before(store):
    to_be_rung(store, due=NOW + timedelta(hours=1))
    assert listed(store) == ()
    (only,) = listed(store, NOW + timedelta(hours=2))
    assert (only.who.name, only.who.phone) == ("Ivy Patel", "07700 900123")
    assert only.about == "Missed Singing twice, the last time today."


def test_a_call_that_is_too_late_is_not_made(store):
    to_be_rung(store, until=NOW)
    assert listed(store) == ()


@pytest.mark.parametrize("status", ["died", "do_not_contact", "hospital", "moved"])
def test_nobody_is_listed_who_must_not_be_rung(store, status):
    _ring, person_id = to_be_rung(store)
    change_person(store, person_id, status=status)
    assert listed(store) == ()
    assert store.read(partial(todo.due, today=TODAY, now=NOW)) == 0


def test_who_was_not_reached_stays_with_what_was_tried(store):
    ring, _person = to_be_rung(store)
    answer(store, ring, "no answer")
    (only,) = listed(store)
    assert (only.outcome, only.tried, only.came) == (
        Outcome.OPEN, Outcome.NO_ANSWER, "No answer, 9:30am"
    )  # fmt: skip
    answer(store, ring, "comes")
    assert listed(store) == ()


def test_who_is_not_here_is_passed_to_the_duty_doctor_and_stays_in_sight_today(store):
    ring, person_id = to_be_rung(store, Kind.NOT_HERE)
    change_person(store, person_id, emergency_name="Ann Cross", emergency_phone="+447700900001")
    assert listed(store)[0].contact == "Ann Cross, 07700 900001"
    answer(store, ring, "passed on")
    (only,) = listed(store)
    assert only.came == "Passed to the duty doctor, 9:30am"
    assert store.read(partial(todo.due, today=TODAY, now=NOW)) == 0
    assert listed(store, NOW + timedelta(days=1)) == ()


def test_a_wrong_number_is_one_to_check(store):
    ring, _person = to_be_rung(store)
    answer(store, ring, "wrong number")
    assert listed(store)[0].who.to_check
    assert store.read(lambda db: db.all(phone.select())[0].label) == "wrong number, to check"


def test_an_answer_is_written_down_once_and_only_one_there_is(open_store):
    here, there = open_store("front desk"), open_store("back office")
    ring, _person = to_be_rung(here)
    assert refused(here, to_ring.answer, ring_id=ring, outcome="texted").sentence.startswith(
        "That is no answer."
    )
    at_once(
        open_store,
        partial(to_ring.answer, ring_id=ring, outcome="comes"),
        partial(to_ring.answer, ring_id=ring, outcome="stops"),
    )
    said = refused(there, to_ring.answer, ring_id=ring, outcome="comes")
    assert said.sentence.startswith("Not written down. tests wrote “")


def test_an_answer_is_taken_back(store):
    ring, _person = to_be_rung(store)
    done = answer(store, ring, "link worker")
    assert listed(store) == ()
    undone = take_back(store, done.key)
    assert undone.value.words == "undid: wrote down what Mrs Patel said"
    assert [each.id for each in listed(store)] == [ring]


def test_every_desk_sees_who_is_on_it_until_they_leave(open_store, clock):
    here, there = open_store("front desk"), open_store("back office")
    ring, _person = to_be_rung(here)
    line = {"what": on_it.TO_RING, "line_id": ring}
    assert do(here, on_it.take, **line).value.who == "tests, front desk"
    assert listed(there)[0].on_it == "tests, front desk"
    assert do(there, on_it.take, **line).value.who == "tests, front desk"
    do(there, on_it.leave, **line)
    assert listed(there)[0].on_it == "tests, front desk"
    do(here, on_it.leave, **line)
    assert listed(there)[0].on_it == ""
    do(here, on_it.take, **line)
    clock.now += timedelta(minutes=16)
    assert listed(there, clock.now)[0].on_it == ""


def test_looking_at_a_line_never_stands_in_the_way_of_answering_it(open_store):
    here, there = open_store("front desk"), open_store("back office")
    ring, _person = to_be_rung(here)
    (seen,) = listed(here)
    do(there, on_it.take, what=on_it.TO_RING, line_id=ring)
    answer(here, ring, "comes", version=seen.version)
    assert listed(here) == ()


def test_people_to_tell_are_given_to_a_colleague_together(store):
    thursday = a_session(store)
    a_booked(store, thursday, "Ivy", "Bill")
    moved(store, thursday, {"starts": time(15)})
    view = partial(todo.todo, today=TODAY, now=NOW)
    first = store.read(view).rounds[0].lines[0]
    given = do(store, on_it.give, what=on_it.TELLING, line_id=first.id, to=" Mina ")
    assert given.value == 2
    assert {line.on_it for line in store.read(view).rounds[0].lines} == {"Mina"}
    take_back(store, given.key)
    assert {line.on_it for line in store.read(view).rounds[0].lines} == {""}


def test_a_line_is_given_to_somebody_with_a_name(store):
    ring, _person = to_be_rung(store)
    line = {"what": on_it.TO_RING, "line_id": ring}
    assert refused(store, on_it.give, **line, to=" ").sentence == "Not given. Say who takes it."
    said = refused(store, on_it.give, what="offer", line_id=1, to="Mina")
    assert said.sentence.startswith("Not given. The place is held for the desk that rings.")


def test_who_was_not_here_yesterday_is_not_rung_today(store):
    to_be_rung(store, Kind.NOT_HERE)
    assert len(listed(store)) == 1
    assert listed(store, NOW + timedelta(days=1)) == ()
