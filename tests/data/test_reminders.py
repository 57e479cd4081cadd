from datetime import time, timedelta
from functools import partial

import pytest
from sqlalchemy import select

from desktop.data import on_it, reminders, signups, todo, wording
from desktop.data.tables import booking
from desktop.rules.to_ring import Outcome
from tests.conftest import NOW
from tests.data.test_signups import change_person
from tests.data.test_waiting import do, refused, take_back
from tests.makers import TODAY, a_person, a_session, an_activity

TOMORROW = TODAY + timedelta(days=1)
POLISH = "Jutro, {day}, {time}: {activity}. Do zobaczenia."


def booked_tomorrow(store, *who, on=TOMORROW, **facts):
    session_id = a_session(store, on=on, activity_id=an_activity(store, **facts))
    people = {name: a_person(store, name, number="+447700900123") for name in who}
    for each in people.values():
        do(store, signups.book, session_id=session_id, person_id=each)
    return people


def listed(store):
    return store.read(partial(reminders.reminders, today=TODAY))


def test_who_is_booked_tomorrow_is_reminded_and_nobody_else(store):
    booked_tomorrow(store, "Ivy", "Bill")
    booked_tomorrow(store, "Zoe", on=TODAY + timedelta(days=2))
    booked_tomorrow(store, "Sam", on=TODAY)
    assert [each.who.name for each in listed(store)] == ["Bill Patel", "Ivy Patel"]
    assert listed(store)[0].message.text.startswith("Tomorrow, Tuesday 24 November, 2pm: Craft")


@pytest.mark.parametrize("status", ["died", "do_not_contact", "hospital"])
def test_nobody_is_reminded_who_must_not_be(store, status):
    people = booked_tomorrow(store, "Ivy", "Bill")
    change_person(store, people["Ivy"], status=status)
    assert [each.who.name for each in listed(store)] == ["Bill Patel"]


def test_who_comes_out_of_hospital_for_it_is_not_rung_while_still_there(store):
    people = booked_tomorrow(store, "Ivy")
    change_person(store, people["Ivy"], status="hospital", status_until=TODAY)
    assert listed(store) == ()


def test_the_message_is_in_their_language_once_somebody_has_checked_the_words(store):
    people = booked_tomorrow(store, "Ewa")
    change_person(store, people["Ewa"], language="Polish")
    do(store, wording.write, language="pl", text=POLISH)
    message = listed(store)[0].message
    assert message.why_not_theirs == "In English: nobody has checked a text in Polish."
    do(store, wording.check, language="pl", text=POLISH, version=1)
    assert listed(store)[0].message.text == "Jutro, 24/11, 14:00: Crafternoon. Do zobaczenia."
    do(store, wording.write, language="pl", text=POLISH + " Do jutra.", version=2)
    assert listed(store)[0].message.why_not_theirs


def test_the_words_are_not_written_over_what_somebody_else_wrote(store):
    do(store, wording.write, language="pl", text=POLISH)
    said = refused(store, wording.write, language="pl", text=POLISH + " Hej.")
    assert "changed" in said.sentence
    assert [each.language for each in store.read(wording.wordings)] == ["pl"]


def test_where_two_are_asked_for_the_writer_does_not_check_alone(store):
    said = refused(store, wording.check, language="pl", text=POLISH, two_people=True)
    assert "somebody else" in said.sentence.casefold()


def test_a_private_activity_is_never_written_in_a_message(store):
    private = a_session(store, on=TOMORROW, private=True)
    do(store, signups.book, session_id=private, person_id=a_person(store))
    message = listed(store)[0].message
    assert (message.text, message.why_not_theirs.startswith("This activity is private")) == (
        "", True
    )  # fmt: skip


def test_a_message_is_enough_and_who_did_not_answer_is_rung_again(store):
    booked_tomorrow(store, "Ivy", "Bill")
    bill, ivy = listed(store)
    do(store, reminders.answer, booking_ids=bill.booking_ids(), outcome="message")
    do(store, reminders.answer, booking_ids=ivy.booking_ids(), outcome="no answer")
    do(store, reminders.answer, booking_ids=ivy.booking_ids(), outcome="no answer")
    bill, ivy = listed(store)
    assert (bill.outcome, ivy.outcome) == (Outcome.MESSAGE, Outcome.OPEN)
    assert ivy.came == "No answer, 9:30am"
    said = refused(store, reminders.answer, booking_ids=bill.booking_ids(), outcome="spoke")
    assert said.sentence == "Not written down. tests wrote “Left a message” meanwhile."


def test_who_cannot_come_is_cancelled_in_the_same_step_and_that_is_taken_back(store):
    booked_tomorrow(store, "Ivy")
    (ivy,) = listed(store)
    done = do(store, reminders.answer, booking_ids=ivy.booking_ids(), outcome="cannot come")
    row = store.read(lambda db: db.one(select(booking)))
    assert (row.status, row.cancelled_by) == ("cancelled", "person")
    assert listed(store) == ()
    said = refused(store, reminders.answer, booking_ids=ivy.booking_ids(), outcome="spoke")
    assert said.sentence.startswith("Not written down. Mrs Patel is not booked any more")
    take_back(store, done.key)
    assert [each.outcome for each in listed(store)] == [Outcome.OPEN]


def test_reminders_are_due_from_the_afternoon_on(store):
    booked_tomorrow(store, "Ivy", "Bill")
    assert store.read(partial(todo.due, today=TODAY, now=NOW)) == 0
    afternoon = NOW.replace(hour=15)
    assert store.read(partial(todo.due, today=TODAY, now=afternoon)) == 1


def two_sessions(store, *who, **facts):
    """Book somebody on a walk in the morning, after the afternoon."""
    people = booked_tomorrow(store, *who)
    walk = a_session(store, on=TOMORROW, starts=time(10), ends=time(11),
                     activity_id=an_activity(store, "Walk"), **facts)  # fmt: skip
    do(store, signups.book, session_id=walk, person_id=people[who[0]])
    return people, walk


def test_who_comes_twice_tomorrow_is_listed_once_and_reminded_of_both(store):
    two_sessions(store, "Ivy", "Bill")
    ivy, bill = listed(store)
    assert [each.title for each in ivy.dates] == ["Walk", "Crafternoon"]
    assert ivy.message.text == (
        "Tomorrow, Tuesday 24 November: 10am Walk; 2pm Crafternoon. See you there."
    )
    do(store, reminders.answer, booking_ids=ivy.booking_ids(), outcome="spoke")
    assert reminders.open_ones(listed(store)) == (bill,)
    assert len(listed(store)) == 2


def test_checked_words_are_used_once_for_each_date_and_never_changed(store):
    people, _walk = two_sessions(store, "Ewa")
    change_person(store, people["Ewa"], language="Polish")
    do(store, wording.check, language="pl", text=POLISH)
    assert listed(store)[0].message.text.splitlines() == [
        "Jutro, 24/11, 10:00: Walk. Do zobaczenia.",
        "Jutro, 24/11, 14:00: Crafternoon. Do zobaczenia.",
    ]


def test_nothing_is_written_to_who_comes_to_something_private_too(store):
    two_sessions(store, "Ivy", private=True)
    assert listed(store)[0].message.text == ""


def test_who_can_come_to_one_only_is_still_to_be_reminded_of_the_other(store):
    two_sessions(store, "Ivy")
    (ivy,) = listed(store)
    do(store, reminders.answer, booking_ids=ivy.booking_ids()[:1], outcome="cannot come")
    (ivy,) = listed(store)
    assert ([each.title for each in ivy.dates], ivy.outcome) == (["Crafternoon"], Outcome.OPEN)


def test_who_is_booked_again_after_the_reminder_is_reminded_of_that_alone(store):
    people = booked_tomorrow(store, "Ivy")
    do(store, reminders.answer, booking_ids=listed(store)[0].booking_ids(), outcome="spoke")
    walk = a_session(store, on=TOMORROW, starts=time(10), ends=time(11))
    do(store, signups.book, session_id=walk, person_id=people["Ivy"])
    (ivy,) = listed(store)
    assert ([each.session_id for each in ivy.dates], ivy.outcome) == ([walk], Outcome.OPEN)


def test_every_desk_sees_who_is_reminding_somebody_until_they_leave(open_store):
    here, there = open_store("front desk"), open_store("back office")
    people = booked_tomorrow(here, "Ivy", "Bill")
    line = {"what": on_it.REMINDER, "line_id": people["Ivy"]}
    do(here, on_it.leave, **line)
    do(here, on_it.take, **line)
    assert [each.on_it for each in listed(there)] == ["", "tests, front desk"]
    assert do(there, on_it.take, **line).value.who == "tests, front desk"
    do(here, on_it.leave, **line)
    assert [each.on_it for each in listed(there)] == ["", ""]


def test_a_reminder_is_given_to_a_colleague_and_taken_back(store):
    people = booked_tomorrow(store, "Ivy")
    given = do(store, on_it.give, what=on_it.REMINDER, line_id=people["Ivy"], to="Mina")
    assert listed(store)[0].on_it == "Mina"
    take_back(store, given.key)
    assert listed(store)[0].on_it == ""


def test_a_booking_can_be_taken_back_after_somebody_looked_at_its_reminder(store):
    session_id = a_session(store, on=TOMORROW)
    ivy = a_person(store, "Ivy")
    booked = do(store, signups.book, session_id=session_id, person_id=ivy)
    do(store, on_it.take, what=on_it.REMINDER, line_id=ivy)
    take_back(store, booked.key)
    assert listed(store) == ()
