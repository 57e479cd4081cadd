from datetime import time, timedelta
from functools import partial

import pytest
from sqlalchemy import select

from desktop.data import (
    after_asking,
    ask_first,
    companions,
    moves,
    one_companion,
    rebooking,
    registers,
    ride_lines,
    rides,
    signups,
    taxis,
    undo,
)
from desktop.data.tables import ask_first as asks
from desktop.data.tables import companion, patient, ride
from desktop.rules.companions import Brought
from desktop.rules.refusal import Refused
from desktop.rules.rides import taxi_off_when, taxi_off_words
from tests.data.test_signups import at_once
from tests.data.test_waiting import do, refused, take_back
from tests.makers import THURSDAY, TODAY, a_person, a_place, a_session


@pytest.fixture
def thursday(store):
    return a_session(store)


def booked(store, session_id, first="Meera", **facts):
    who = a_person(store, first, **facts)
    return do(store, signups.book, session_id=session_id, person_id=who).value.booking_id


def needs(store, booking_id, way="both", **more):
    return do(store, rides.need, booking_id=booking_id, way=way, **more).value


def a_car(store, session_id, seats=3, **more):
    ravi = a_person(store, "Ravi", "Shah", title="Mr")
    return do(
        store, rides.add_car, session_id=session_id, driver_id=ravi, seats=seats, **more
    ).value


def shown(store, session_id):
    return store.read(partial(ride_lines.rides, session_id=session_id))


def words(store, session_id):
    return [line.words for each in shown(store, session_id).riders for line in each.rides]


def car_words(store, session_id):
    return [each.words for each in shown(store, session_id).cars]


def test_who_needs_a_ride_is_listed_also_from_their_record(store, thursday):
    asked = a_person(store, "Ann", address="12 Elm Road")
    store.write(lambda db: db.add(patient, id=asked, ride="both"))
    do(store, signups.book, session_id=thursday, person_id=asked)
    needs(store, booked(store, thursday), way="home", leaves_from="3 Oak Lane")
    found = shown(store, thursday)
    assert [(each.name, each.wants, each.address) for each in found.riders] == [
        ("Ann Patel", "both", "12 Elm Road"), ("Meera Patel", "not asked", ""),
    ]  # fmt: skip
    assert (found.to_find, words(store, thursday)) == (2, ["Needs a ride home"])


def test_a_seat_in_a_car_is_taken_and_given_back(store, thursday):
    one, car = needs(store, booked(store, thursday)), a_car(store, thursday, seats=1)
    do(store, rides.by_car, ride_id=one, car_id=car)
    assert words(store, thursday) == ["Ride there and home: Ravi Shah's car"]
    assert car_words(store, thursday) == ["Ravi Shah, there and home, 0 of 1 seat left"]
    other = needs(store, booked(store, thursday, "Bill"))
    said = refused(store, rides.by_car, ride_id=other, car_id=car)
    assert said.sentence == "Not changed. Ravi Shah's car has 0 seats left there."
    do(store, rides.still_needed, ride_id=one)
    do(store, rides.by_car, ride_id=other, car_id=car)
    assert shown(store, thursday).cars[0].riders == ("Bill Patel",)


def test_two_desks_cannot_both_give_the_last_seat(open_store):
    store = open_store()
    thursday = a_session(store)
    car = a_car(store, thursday, seats=1)
    both = [needs(store, booked(store, thursday, name)) for name in ("Ann", "Bill")]
    outcomes = at_once(
        open_store, *(partial(rides.by_car, ride_id=each, car_id=car) for each in both)
    )
    assert sum(isinstance(each, Refused) for each in outcomes) == 1
    assert car_words(store, thursday) == ["Ravi Shah, there and home, 0 of 1 seat left"]


def test_a_taxi_has_a_firm_a_reference_who_pays_and_a_return(store, thursday):
    one = needs(store, booked(store, thursday))
    said = refused(store, rides.by_taxi, ride_id=one, firm=" ")
    assert said.sentence == "Not saved. Give the firm, so that the desk knows whom to ring."
    done = do(store, rides.by_taxi, ride_id=one, firm="Ace Cars", reference="4411",
              pays="The practice", leaves=time(13, 30), back=time(16, 15))  # fmt: skip
    assert words(store, thursday) == [
        "Taxi there and home: Ace Cars, reference 4411, The practice pays, 1:30pm, back 4:15pm"
    ]
    undone = take_back(store, done.key).value.words
    assert undone.startswith("undid: wrote down a taxi for Mrs Patel to Crafternoon")
    assert words(store, thursday) == ["Needs a ride there and home"]


def test_companions_are_counted_in_the_ride(store, thursday):
    who = a_person(store)
    made = do(store, companions.book, session_id=thursday, person_id=who,
              brought=[Brought("Jo"), Brought("Sam", own_way=True)]).value  # fmt: skip
    one = needs(store, made.booking_id)
    assert words(store, thursday) == ["Needs a ride there and home, 2 seats"]
    do(store, rides.by_car, ride_id=one, car_id=a_car(store, thursday, seats=2))
    do(store, companions.add, booking_id=made.booking_id, brought=[Brought("Kit")])
    assert words(store, thursday) == ["Needs a ride there and home, 3 seats"]
    jo = store.read(lambda db: db.value(select(companion.c.id)))
    do(store, one_companion.cancel, companion_id=jo)
    assert words(store, thursday) == ["Needs a ride there and home, 2 seats"]


def test_a_cancelled_booking_gives_its_seat_back_and_undo_takes_it_again(store, thursday):
    booking_id, car = booked(store, thursday), a_car(store, thursday, seats=1)
    do(store, rides.by_car, ride_id=needs(store, booking_id), car_id=car)
    done = do(store, signups.cancel, booking_id=booking_id)
    assert car_words(store, thursday) == ["Ravi Shah, there and home, 1 of 1 seat left"]
    other = needs(store, booked(store, thursday, "Bill"))
    do(store, rides.by_car, ride_id=other, car_id=car)
    said = refused(store, undo.undo, key=done.key.hex)
    assert said.sentence == "Not undone. The seats in the car are taken by now."
    do(store, rides.no_ride, ride_id=other)
    take_back(store, done.key)
    assert car_words(store, thursday) == ["Ravi Shah, there and home, 0 of 1 seat left"]


def test_who_is_moved_still_needs_a_ride_but_not_that_taxi(store, thursday):
    later = a_session(store, on=THURSDAY + timedelta(days=7))
    booking_id = booked(store, thursday)
    do(store, rides.by_taxi, ride_id=needs(store, booking_id), firm="Ace Cars")
    do(store, rebooking.move_booking, booking_id=booking_id, session_id=later)
    assert words(store, thursday) == []
    assert words(store, later) == ["Needs a ride there and home"]


def test_who_sat_in_a_car_that_does_not_come_needs_a_ride_again(store, thursday):
    one, car = needs(store, booked(store, thursday)), a_car(store, thursday)
    do(store, rides.by_car, ride_id=one, car_id=car)
    done = do(store, rides.remove_car, car_id=car)
    assert done.value == 1
    assert words(store, thursday) == ["Needs a ride there and home"]
    take_back(store, done.key)
    assert words(store, thursday) == ["Ride there and home: Ravi Shah's car"]


def test_somebody_may_come_with_one_and_go_home_with_another(store, thursday):
    booking_id = booked(store, thursday)
    needs(store, booking_id, way="there")
    needs(store, booking_id, way="home")
    said = refused(store, rides.need, booking_id=booking_id, way="home")
    assert said.sentence == "Not saved. They have a ride home already. Change that one."


def test_two_who_are_to_be_asked_about_do_not_share_a_car_unasked(store, thursday):
    ann, bill = (a_person(store, name) for name in ("Ann", "Bill"))
    car = a_car(store, thursday)
    given = []
    for each in (ann, bill):
        made = do(store, signups.book, session_id=thursday, person_id=each).value
        given.append(needs(store, made.booking_id))
    do(store, rides.by_car, ride_id=given[0], car_id=car)
    store.write(lambda db: db.add(asks, person=ann, other=bill, ask="Sam Oduya", made_at=db.now))
    said = refused(store, rides.by_car, ride_id=given[1], car_id=car)
    assert (said.sentence, said.way_on.kind) == ("Not changed. Ask Sam Oduya first.", "asked")
    do(store, after_asking.asked, session_id=thursday, person_id=bill, about=ask_first.RIDE)
    do(store, rides.by_car, ride_id=given[1], car_id=car)
    assert store.read(lambda db: {row.car for row in db.all(select(ride.c.car))}) == {car}


def test_who_drives_does_not_ride_with_themselves_and_drives_once(store, thursday):
    ravi = a_person(store, "Ravi", "Shah", title="Mr")
    made = do(store, signups.book, session_id=thursday, person_id=ravi).value
    car = {"session_id": thursday, "driver_id": ravi, "seats": 3}
    car_id = do(store, rides.add_car, **car).value
    one = needs(store, made.booking_id)
    assert refused(store, rides.by_car, ride_id=one, car_id=car_id).sentence == (
        "Not changed. That is their own car."
    )
    assert refused(store, rides.add_car, **car).sentence == (
        "Not added. They drive already. Change their car instead."
    )


def test_a_ride_stands_with_its_booking_on_the_register(store, thursday):
    booking_id = booked(store, thursday)
    needs(store, booking_id)
    (line,) = store.read(partial(registers.register, session_id=thursday)).lines
    assert [each.words for each in line.rides] == ["Needs a ride there and home"]


def a_taxi(store, session_id, first="Meera"):
    booking_id = booked(store, session_id, first)
    ride_id = needs(store, booking_id)
    do(store, rides.by_taxi, ride_id=ride_id, firm="Ashby Cars", reference="A12",
       leaves=time(13, 30))  # fmt: skip
    return booking_id, ride_id


def to_cancel(store):
    found = store.read(partial(taxis.to_cancel, today=TODAY))
    return [(each.called, taxi_off_words(each.facts), taxi_off_when(each.facts, TODAY))
            for each in found]  # fmt: skip


ASHBY = ("Mrs Patel", "Ashby Cars, reference A12",
         "Thursday 26 November, there and home, 1:30pm")  # fmt: skip


@pytest.mark.parametrize("why", ["cancelled", "no ride", "a car", "looked for", "moved", "off",
                                 "later"])  # fmt: skip
def test_a_taxi_nobody_needs_any_more_is_to_be_cancelled(store, thursday, why):
    booking_id, ride_id = a_taxi(store, thursday)
    assert to_cancel(store) == []
    steps = {
        "cancelled": partial(signups.cancel, booking_id=booking_id),
        "no ride": partial(rides.no_ride, ride_id=ride_id),
        "a car": partial(rides.by_car, ride_id=ride_id, car_id=a_car(store, thursday)),
        "looked for": partial(rides.still_needed, ride_id=ride_id),
        "moved": partial(rebooking.move_booking, booking_id=booking_id,
                         session_id=a_session(store, on=THURSDAY + timedelta(days=7))),
        "off": partial(moves.cancel, session_ids=(thursday,)),
        "later": partial(moves.move, session_id=thursday, version=1, starts=time(15)),
    }  # fmt: skip
    done = do(store, steps[why])
    assert to_cancel(store) == [ASHBY]
    take_back(store, done.key)
    assert to_cancel(store) == []


def test_a_taxi_is_to_be_cancelled_until_somebody_has_and_undo_hears_of_it(store, thursday):
    booking_id, _ride = a_taxi(store, thursday)
    done = do(store, signups.cancel, booking_id=booking_id)
    (taxi,) = store.read(partial(taxis.to_cancel, today=TODAY))
    said = refused(store, taxis.answer, taxi_id=taxi.id, outcome="perhaps")
    assert said.sentence.startswith("That is no answer.")
    do(store, taxis.answer, taxi_id=taxi.id, outcome="cancelled")
    assert to_cancel(store) == []
    said = refused(store, taxis.answer, taxi_id=taxi.id, outcome="kept")
    assert said.sentence == "Not written down. tests has seen to this taxi already."
    with pytest.raises(Refused, match="The taxi has been seen to"):
        take_back(store, done.key)


def test_another_room_at_the_same_time_keeps_the_taxi(store, thursday):
    a_taxi(store, thursday)
    room = a_place(store, "Garden room")
    do(store, moves.move, session_id=thursday, version=1, place_id=room)
    assert to_cancel(store) == []
