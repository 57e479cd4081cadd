from datetime import timedelta
from functools import partial

import pytest
from sqlalchemy import select

from desktop.data import reminders, signups, todo, wording
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
    do(store, reminders.answer, booking_id=bill.booking_id, outcome="message")
    do(store, reminders.answer, booking_id=ivy.booking_id, outcome="no answer")
    do(store, reminders.answer, booking_id=ivy.booking_id, outcome="no answer")
    bill, ivy = listed(store)
    assert (bill.outcome, ivy.outcome) == (Outcome.MESSAGE, Outcome.OPEN)
    assert ivy.came == "No answer, 9:30am"
    said = refused(store, reminders.answer, booking_id=bill.booking_id, outcome="spoke")
    assert said.sentence == "Not written down. tests wrote “Left a message” meanwhile."


def test_who_cannot_come_is_cancelled_in_the_same_step_and_that_is_taken_back(store):
    booked_tomorrow(store, "Ivy")
    (ivy,) = listed(store)
    done = do(store, reminders.answer, booking_id=ivy.booking_id, outcome="cannot come")
    row = store.read(lambda db: db.one(select(booking)))
    assert (row.status, row.cancelled_by) == ("cancelled", "person")
    assert listed(store) == ()
    said = refused(store, reminders.answer, booking_id=ivy.booking_id, outcome="spoke")
    assert said.sentence.startswith("Not written down. Mrs Patel is not booked any more")
    take_back(store, done.key)
    assert [each.outcome for each in listed(store)] == [Outcome.OPEN]


def test_reminders_are_due_from_the_afternoon_on(store):
    booked_tomorrow(store, "Ivy", "Bill")
    assert store.read(partial(todo.due, today=TODAY, now=NOW)) == 0
    afternoon = NOW.replace(hour=15)
    assert store.read(partial(todo.due, today=TODAY, now=afternoon)) == 1
