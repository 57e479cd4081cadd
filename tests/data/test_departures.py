"""Somebody died yesterday, or moved away: what was to come ends in one step, and nobody is rung."""

from datetime import time, timedelta
from functools import partial

import pytest

from desktop.data import (
    activities,
    companions,
    departures,
    lives,
    people,
    places_to_offer,
    regulars,
    rides,
    signups,
    telling,
    undo,
    waiting,
)
from desktop.rules.companions import Brought
from desktop.rules.people import Status
from desktop.rules.refusal import Refused
from tests.makers import THURSDAY, TODAY, a_person, a_session, an_activity


def do(store, action, **values):
    return store.write(partial(action, **values))


def take_back(store, key):
    return store.write(partial(undo.undo, key=key.hex), undoes=key)


def card(store, session_id):
    return store.read(partial(activities.session_card, session_id=session_id))


def follows(store, person_id):
    return store.read(partial(departures.follows, person_id=person_id, today=TODAY))


def died(store, person_id, version=1, status="died", **more):
    return do(store, departures.leave, person_id=person_id, version=version, status=status, **more)


def days(number):
    return [THURSDAY + timedelta(days=7 * n) for n in range(number)]


def test_nine_bookings_end_in_one_step_and_nobody_is_rung(store):
    meera = a_person(store, number="+447700900142")
    sessions = [a_session(store, on=on, places=1) for on in days(9)]
    for each in sessions:
        do(store, signups.book, session_id=each, person_id=meera)
    raj = a_person(store, "Raj", title="Mr")
    do(store, waiting.wait, session_id=sessions[0], person_id=raj)
    assert len(follows(store, meera).dates) == 9

    done = died(store, meera)
    assert (done.value.bookings, done.value.words) == (9, "9 bookings cancelled")
    assert [card(store, each).booked for each in sessions] == [0] * 9
    assert follows(store, meera).ends() == 0
    assert store.read(partial(people.page, person_id=meera)).status is Status.DIED
    assert store.read(partial(telling.people_to_tell, today=TODAY)) == ()
    (free,) = store.read(partial(places_to_offer.places_to_offer, now=store._clock()))
    assert [line.person_id for line in free.lines] == [raj]
    assert all(each.reason == "Died." for each in
               store.read(partial(lives.life, person_id=meera, today=TODAY)).cancelled)  # fmt: skip

    take_back(store, done.key)
    assert [card(store, each).booked for each in sessions] == [1] * 9
    assert store.read(partial(people.page, person_id=meera)).status is Status.CURRENT


def test_turns_weeks_companions_and_cars_end_with_them(store):
    meera, raj = a_person(store), a_person(store, "Raj", title="Mr")
    group = an_activity(store)
    weekly = [a_session(store, activity_id=group, on=on) for on in days(3)]
    do(store, regulars.begin, session_id=weekly[0], person_id=meera)
    full = a_session(store, name="Singing", places=1, on=THURSDAY + timedelta(days=1))
    do(store, signups.book, session_id=full, person_id=raj)
    do(store, waiting.wait, session_id=full, person_id=meera)
    lunch = a_session(store, name="Shared lunch", on=THURSDAY + timedelta(days=2))
    with_raj = do(store, signups.book, session_id=lunch, person_id=raj).value.booking_id
    brought = (Brought("", "carer", person_id=meera),)
    do(store, companions.add, booking_id=with_raj, brought=brought)
    usha = a_person(store, "Usha")
    hers = do(store, signups.book, session_id=weekly[0], person_id=usha).value.booking_id
    ride_id = do(store, rides.need, booking_id=hers, way="both").value
    car_id = do(store, rides.add_car, session_id=weekly[0], driver_id=meera, seats=3).value
    do(store, rides.by_car, ride_id=ride_id, car_id=car_id)
    a_session(store, name="Walk", on=THURSDAY + timedelta(days=3), leader=meera)

    seen = follows(store, meera)
    assert (len(seen.dates), len(seen.waits), seen.weekly) == (3, 1, ("Crafternoon",))
    assert [each.title for each in seen.along] == ["Shared lunch"]
    assert [(each.title, number) for each, number in seen.rides] == [("Crafternoon", 1)]
    assert [each.title for each in seen.leads] == ["Walk"]

    done = died(store, meera, status="moved")
    assert follows(store, meera).ends() == 0
    assert (card(store, lunch).booked, card(store, full).waiting) == (1, 0)
    do(store, regulars.dates.keep_up)
    assert card(store, weekly[1]).booked == 0

    take_back(store, done.key)
    assert follows(store, meera) == seen


def test_two_bookings_of_today_end_too(store):
    meera = a_person(store)
    for hour in (11, 14):
        session_id = a_session(store, on=TODAY, starts=time(hour), ends=time(hour + 1))
        do(store, signups.book, session_id=session_id, person_id=meera)
    assert died(store, meera).value.bookings == 2


def test_what_is_past_or_under_way_stays_as_it_is(store, clock):
    meera = a_person(store)
    thursday = a_session(store)
    do(store, signups.book, session_id=thursday, person_id=meera)
    clock.now += timedelta(days=3, hours=5)
    died(store, meera)
    assert card(store, thursday).booked == 1


def test_everything_ends_only_for_who_comes_no_more_and_is_as_it_was_seen(store):
    meera = a_person(store)
    with pytest.raises(Refused, match="Only after a death or a move"):
        died(store, meera, status="hospital")
    do(store, people.set_status, person_id=meera, version=1, status="hospital")
    with pytest.raises(Refused, match="Not changed"):
        died(store, meera, version=1)


def test_a_place_that_has_gone_to_somebody_else_is_not_taken_back(store):
    meera = a_person(store)
    thursday = a_session(store, places=1)
    do(store, signups.book, session_id=thursday, person_id=meera)
    done = died(store, meera)
    do(store, signups.book, session_id=thursday, person_id=a_person(store, "Raj"))
    with pytest.raises(Refused, match="The place has gone to somebody else since"):
        take_back(store, done.key)


def test_the_sessions_they_led_have_no_leader_where_that_was_asked_for(store):
    meera = a_person(store)
    walk = a_session(store, name="Walk", leader=meera)
    done = died(store, meera, leaderless=True)
    assert (card(store, walk).leader, follows(store, meera).leads) == ("", ())
    take_back(store, done.key)
    assert [each.title for each in follows(store, meera).leads] == ["Walk"]
