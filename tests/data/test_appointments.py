"""What stands on somebody's card and letter, read from their records."""

from datetime import date, datetime, time
from functools import partial
from zoneinfo import ZoneInfo

import pytest

from desktop.data import appointments, first_visits, rides, signups, texts
from desktop.data.tables import activity, booking, need, practice, session
from desktop.data.texts import Written
from desktop.rules.refusal import Refused
from tests.makers import ZONE, a_person, a_place, a_session, an_activity

NOW = datetime(2026, 11, 23, 9, 30, tzinfo=ZoneInfo(ZONE))


@pytest.fixture
def crafternoon(store):
    store.write(lambda db: db.add(practice, name="Quince Lane Surgery", phone="0113 496 0150"))
    activity_id = an_activity(store, bring="An apron", say_when_booking="Come to the window.")
    return a_session(store, activity_id=activity_id, place=a_place(store))


def book(store, session_id, **facts):
    person_id = a_person(store, **facts)
    made = store.write(partial(signups.book, session_id=session_id, person_id=person_id)).value
    return person_id, made.booking_id


def a_card(store, booking_id):
    return store.read(partial(appointments.card, booking_id=booking_id, now=NOW))


def also(store, table, **facts):
    store.write(lambda db: db.add(table, **facts))


def test_a_card_holds_the_booking_who_meets_them_and_their_next_one(store, crafternoon):
    who, booked = book(store, crafternoon)
    store.write(partial(first_visits.welcome, booking_id=booked, meets_name="Marian"))
    later = a_session(store, name="Shared lunch", on=date(2026, 12, 1))
    hub = a_session(store, name="Young people’s hub", on=date(2026, 11, 30), private=True)
    for each in (later, hub):
        store.write(partial(signups.book, session_id=each, person_id=who))
    shown = a_card(store, booked)
    (card,) = shown.cards
    assert shown.practice == appointments.Practice("Quince Lane Surgery", "0113 496 0150")
    assert card.appointment.number
    assert card.appointment.meets == "Marian"
    assert (card.appointment.bring, card.appointment.session.place) == ("An apron", "Waiting room")
    assert card.next.title == "Shared lunch"
    assert "Meera" not in repr(shown)
    assert "Patel" not in repr(shown)


def test_a_card_is_as_large_and_in_the_language_their_record_says(store, crafternoon):
    who, booked = book(store, crafternoon, language="Bengali")
    also(store, need, person=who, kind="large print", detail="20 point")
    (card,) = a_card(store, booked).cards
    assert (card.points, card.language) == (20, "en")  # nobody has checked a Bengali text yet
    about = store.read(lambda db: db.value(activity.select().with_only_columns(activity.c.id)))
    store.write(partial(texts.write, activity_id=about, written=Written("bn", "সবাই আসুন।")))
    assert a_card(store, booked).cards[0].language == "en"
    checked = Written("bn", "সবাই আসুন।", 1)
    store.write(partial(texts.check, activity_id=about, written=checked))
    assert a_card(store, booked).cards[0].language == "bn"


def test_a_card_calls_the_activity_what_somebody_has_checked_it_is_called(store, crafternoon):
    _who, booked = book(store, crafternoon, language="Polish")
    about = store.read(lambda db: db.value(activity.select().with_only_columns(activity.c.id)))
    written = Written("pl", "Zapraszamy.", title="Robótki")
    store.write(partial(texts.write, activity_id=about, written=written))
    assert a_card(store, booked).cards[0].appointment.titles == ()
    checked = Written("pl", "Zapraszamy.", 1, "Robótki")
    store.write(partial(texts.check, activity_id=about, written=checked))
    assert a_card(store, booked).cards[0].appointment.titles == (("pl", "Robótki"),)
    store.write(lambda db: db.change(session, crafternoon, title="Lantern making"))
    assert a_card(store, booked).cards[0].appointment.titles == ()


def test_a_ride_on_a_card_has_its_times_and_not_its_driver(store, crafternoon):
    _who, booked = book(store, crafternoon)
    driver = a_person(store, "Ravi", "Shah", title="Mr")
    seats = {"session_id": crafternoon, "driver_id": driver, "seats": 3, "leaves": time(13, 30)}
    car = store.write(partial(rides.add_car, **seats)).value
    store.write(partial(rides.need, booking_id=booked, way="there", car_id=car))
    (card,) = a_card(store, booked).cards
    assert card.appointment.rides == (appointments.RideOnCard("there", True, time(13, 30), None),)
    assert "Ravi" not in repr(card)


def test_cards_of_a_session_leave_out_who_is_not_to_be_written_to(store, crafternoon):
    book(store, crafternoon)
    _who, gone = book(store, crafternoon, first="Ivy", last="Reed", status="do_not_contact")
    shown = store.read(partial(appointments.cards, session_id=crafternoon, now=NOW))
    assert len(shown.cards) == 1
    with pytest.raises(Refused, match="not to contact"):
        a_card(store, gone)


def test_there_is_no_card_of_a_booking_that_is_cancelled(store, crafternoon):
    _who, booked = book(store, crafternoon)
    store.write(lambda db: db.change(booking, booked, status="cancelled"))
    with pytest.raises(Refused, match="cancelled"):
        a_card(store, booked)


def test_a_letter_has_their_next_dates_and_an_address_only_if_there_is_one(store, crafternoon):
    who, _booked = book(store, crafternoon, address="12 Mill Lane\nLeeds")
    letter = partial(appointments.letter, person_id=who, now=NOW)
    later = a_session(store, name="Shared lunch", on=date(2026, 12, 1))
    store.write(partial(signups.book, session_id=later, person_id=who))
    shown = store.read(letter)
    assert [each.session.title for each in shown.dates] == ["Crafternoon", "Shared lunch"]
    assert (shown.name, shown.address) == ("Mrs Meera Patel", "12 Mill Lane\nLeeds")
    nobody = a_person(store, "Ivy", "Reed")
    with pytest.raises(Refused, match="booked on nothing"):
        store.read(partial(appointments.letter, person_id=nobody, now=NOW))
