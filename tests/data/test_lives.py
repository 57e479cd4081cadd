"""What a person's page shows: dates, turns, what was said and agreed, and what may be read aloud."""

from datetime import timedelta
from functools import partial

import pytest

from desktop.data import (
    companions,
    lives,
    merging,
    moves,
    people,
    places_to_offer,
    regulars,
    signups,
    telling,
    waiting,
)
from desktop.data.tables import next_step
from desktop.rules.companions import Brought
from tests.makers import THURSDAY, TODAY, a_person, a_place, a_session, an_activity


def do(store, action, **values):
    return store.write(partial(action, **values)).value


@pytest.fixture
def meera(store):
    return a_person(store)


def life(store, person_id):
    return store.read(partial(lives.life, person_id=person_id, today=TODAY))


def test_what_is_booked_and_waited_for_is_read_aloud(store, meera):
    booked = a_session(store, place=a_place(store, "Community room"))
    full = a_session(store, name="Singing", places=1, on=THURSDAY + timedelta(days=1))
    secret = a_session(store, name="Group", private=True, on=THURSDAY + timedelta(days=2))
    do(store, signups.book, session_id=full, person_id=a_person(store, "Raj"))
    for each in (booked, secret):
        do(store, signups.book, session_id=each, person_id=meera)
    do(store, waiting.wait, session_id=full, person_id=meera)
    shown = life(store, meera)
    assert shown.aloud == (
        "Mrs Patel, these are your next 2 dates.",
        "Thursday 26 November, 2pm to 4pm: Crafternoon, Community room.",
        "Saturday 28 November, 2pm to 4pm: a private session.",
        "You are 1st in turn for Singing: Friday 27 November, 2pm to 4pm.",
    )
    assert [(each.title, each.place) for each in shown.waits] == [("Singing", 1)]


def test_by_whom_and_why_a_booking_was_cancelled_is_shown_and_a_move_is_not(store, meera):
    for by in ("person", "practice", "moved"):
        session_id = a_session(store)
        made = do(store, signups.book, session_id=session_id, person_id=meera)
        do(store, signups.cancel, booking_id=made.booking_id, reason="A cold", cancelled_by=by)
    found = [(each.words, each.reason) for each in life(store, meera).cancelled]
    assert found == [("Cancelled by us", "A cold"), ("Cancelled by Mrs Patel", "A cold")]


def test_what_comes_every_week_and_with_whom_is_shown(store, meera):
    thursday = a_session(store)
    weekly = do(store, regulars.begin, session_id=thursday, person_id=meera).regular_id
    made = do(store, signups.book, session_id=a_session(store, name="Singing", on=TODAY),
              person_id=meera)  # fmt: skip
    raj = a_person(store, "Raj", title="Mr")
    brought = (Brought("", "carer", person_id=raj), Brought("Usha"))
    do(store, companions.add, booking_id=made.booking_id, brought=brought)
    shown = life(store, meera)
    assert [(each.title, each.id) for each in shown.every_week] == [("Crafternoon", weekly)]
    assert shown.comes_with == ("Raj Patel, carer", "Usha")


def test_what_was_said_and_agreed_is_shown_newest_first(store, meera, clock):
    thursday = a_session(store)
    singing = a_session(store, name="Singing", places=1, on=THURSDAY + timedelta(days=1))
    taken = do(store, signups.book, session_id=singing, person_id=a_person(store, "Raj"))
    do(store, signups.book, session_id=thursday, person_id=meera)
    line = do(store, waiting.wait, session_id=singing, person_id=meera).waiting_id
    do(store, moves.cancel, session_ids=(thursday,))
    (round_,) = store.read(partial(telling.people_to_tell, today=TODAY))
    do(store, telling.answer, telling_id=round_.lines[0].id, outcome="told")
    clock.now += timedelta(hours=1)
    do(store, signups.cancel, booking_id=taken.booking_id)
    held = do(store, places_to_offer.ring, waiting_id=line).hold_id
    do(store, places_to_offer.answer, hold_id=held, outcome="message")
    do(store, _agree, person_id=meera, activity_id=an_activity(store))
    shown = life(store, meera)
    assert [each.words for each in shown.said] == [
        "A place in Singing: left a message", "Crafternoon: told",
    ]  # fmt: skip
    assert shown.agreed == (("Try the singing group.", clock.now.date()),)


def _agree(db, *, person_id, activity_id):
    db.add(
        next_step, activity=activity_id, person=person_id, text="Try the singing group.",
        made_at=db.now,
    )  # fmt: skip


def test_what_was_said_to_either_record_was_said_to_the_one_they_are(store, meera):
    mira = a_person(store, "Mira")
    session_id = a_session(store)
    do(store, signups.book, session_id=session_id, person_id=mira)
    do(store, moves.cancel, session_ids=(session_id,))
    (round_,) = store.read(partial(telling.people_to_tell, today=TODAY))
    do(store, telling.answer, telling_id=round_.lines[0].id, outcome="told")
    do(store, merging.merge, kept_id=meera, other_id=mira, versions=(1, 1), choices=())
    assert [each.words for each in life(store, meera).said] == ["Crafternoon: told"]


def test_the_page_says_who_may_be_the_same_person(store, meera):
    mira = a_person(store, "Meera")
    tab = store.read(partial(people.people_tab, person_id=meera))
    assert [each.id for each in tab.twice] == [mira]
    assert tab.life.aloud == ("Mrs Patel, nothing is booked for you at the moment.",)
