"""What a person can be offered, on both databases."""

from datetime import date, datetime, time, timedelta
from functools import partial
from zoneinfo import ZoneInfo

import pytest

from desktop.data import companions, offering, regulars, signups
from desktop.data.tables import (
    activity_text,
    ask_first,
    booking,
    car,
    need,
    patient,
    place,
    session,
)
from desktop.rules.companions import Brought
from tests.makers import THURSDAY, TODAY, ZONE, a_person, a_place, a_session, an_activity, people

NOW = datetime(2026, 11, 23, 9, 30, tzinfo=ZoneInfo(ZONE))


@pytest.fixture
def meera(store):
    return a_person(store, born=date(1951, 3, 14))


def add(store, table, **facts):
    return store.write(lambda db: db.add(table, **facts)).value


def book(store, session_id, person_id):
    return store.write(partial(signups.book, session_id=session_id, person_id=person_id)).value


def suits(store, person_id, **facts):
    return store.read(partial(offering.what_suits, person_id=person_id, now=NOW, **facts))


def titles(store, person_id, **facts):
    return [each.session.title for each in suits(store, person_id, **facts)]


def test_what_has_room_in_the_next_two_weeks_suits_the_soonest_first(store, meera):
    a_session(store, name="Later", on=TODAY + timedelta(days=13))
    a_session(store, name="Soon")
    a_session(store, name="Too late", on=TODAY + timedelta(days=14))
    a_session(store, name="Begun", on=TODAY, starts=time(9), ends=time(11))
    full = a_session(store, name="Full", places=1)
    book(store, full, *people(store, 1))
    assert titles(store, meera) == ["Soon", "Later"]


def test_a_sentence_says_it_aloud(store, meera):
    a_session(store, name="Sunday tea", place=a_place(store), places=5)
    (tea,) = suits(store, meera)
    assert tea.sentence == (
        "Sunday tea, Thursday 26 November, 2pm to 4pm, Waiting room. 5 places left."
    )


def test_where_they_have_been_comes_first(store, meera):
    craft = an_activity(store)
    was = a_session(store, activity_id=craft, on=TODAY)
    come = book(store, was, meera).booking_id
    store.write(lambda db: db.change(booking, come, status="arrived"))
    a_session(store, name="Walking group", on=TODAY + timedelta(days=1))
    a_session(store, activity_id=craft)
    first, second = suits(store, meera)
    assert (first.session.title, first.tags) == ("Crafternoon", ("Been before",))
    assert (second.session.title, second.tags) == ("Walking group", ())
    assert "You have been before." in first.sentence


def test_other_dates_of_a_full_session_come_first_and_it_is_left_out(store, meera):
    lunch = an_activity(store, "Shared lunch")
    on_show = a_session(store, activity_id=lunch)
    a_session(store, name="Walking group", on=TODAY + timedelta(days=1))
    a_session(store, activity_id=lunch, on=THURSDAY + timedelta(days=7))
    other, walk = suits(store, meera, beside=on_show)
    assert (other.session.title, other.tags) == ("Shared lunch", ("Same thing",))
    assert (walk.session.title, walk.tags) == ("Walking group", ())


def test_nothing_is_offered_that_overlaps_what_they_have(store, meera):
    book(store, a_session(store), meera)
    a_session(store, name="At the same time", starts=time(15), ends=time(17))
    a_session(store, name="Right after", starts=time(16), ends=time(17))
    assert titles(store, meera) == ["Right after"]


def test_private_sessions_and_those_of_the_link_worker_are_never_offered(store, meera):
    a_session(store, name="A private one", private=True)
    for name, facts in {"Private": {"private": True}, "Hers": {"who": "link worker"}}.items():
        a_session(store, activity_id=an_activity(store, name, **facts))
    assert titles(store, meera) == []


def test_what_is_for_other_ages_is_not_offered(store, meera):
    a_session(store, activity_id=an_activity(store, "Young", oldest=18))
    a_session(store, activity_id=an_activity(store, "Old", youngest=65))
    assert titles(store, meera) == ["Old"]


def test_steps_and_a_missing_loop_stand_in_the_way_of_those_who_need_them(store, meera):
    for kind in ("wheelchair", "hearing loop"):
        add(store, need, person=meera, kind=kind)
    rooms = {
        "Both": {"step_free": True, "hearing_loop": True},
        "Steps": {"step_free": False, "hearing_loop": True},
        "No loop": {"step_free": True, "hearing_loop": False},
        "Nobody said": {},
    }
    for name, facts in rooms.items():
        a_session(store, name=name, place=add(store, place, name=name, **facts))
    both, unsaid = suits(store, meera)
    assert (both.session.title, both.tags) == ("Both", ("Step-free", "Loop"))
    assert both.sentence.endswith("It is step-free. There is a hearing loop.")
    assert unsaid.sentence.endswith("Ask whether it is step-free. Ask about the hearing loop.")
    assert titles(store, *people(store, 1)) == ["Both", "Steps", "No loop", "Nobody said"]


def test_a_seat_in_a_car_counts_for_whoever_needs_a_ride(store, meera):
    add(store, patient, id=meera, ride="both")
    a_session(store, name="No car", on=TODAY + timedelta(days=1))
    driven = a_session(store, name="With a car")
    add(store, car, session=driven, driver=a_person(store, "Graham", "Roe"), seats=2)
    first, second = suits(store, meera)
    assert (first.session.title, first.tags) == ("With a car", ("Ride",))
    assert second.sentence.endswith("A ride has to be found.")


def test_a_text_in_their_language_is_said(store):
    meera = a_person(store, language="Gujarati and English")
    craft = an_activity(store)
    for language in ("gu", "en", "ar"):
        add(store, activity_text, activity=craft, language=language, text="…")
    a_session(store, activity_id=craft)
    assert suits(store, meera)[0].tags == ("Gujarati",)


@pytest.mark.parametrize(
    ("facts", "offered"),
    [
        ({"status": "died"}, []),
        ({"status": "moved"}, []),
        ({"status": "hospital"}, []),
        ({"status": "hospital", "status_until": THURSDAY}, ["Later"]),
    ],
)
def test_nothing_is_offered_to_who_cannot_come(store, facts, offered):
    a_session(store, name="Soon")
    a_session(store, name="Later", on=THURSDAY + timedelta(days=1))
    assert titles(store, a_person(store, **facts)) == offered


def test_what_is_to_be_asked_first_is_not_offered(store, meera):
    craft, walk = an_activity(store), an_activity(store, "Walking group")
    for each in (craft, walk):
        a_session(store, activity_id=each)
    facts = {"ask": "Ask Sue first", "made_at": NOW}
    add(store, ask_first, activity=craft, person=meera, **facts)
    assert titles(store, meera) == ["Walking group"]
    assert len(titles(store, *people(store, 1))) == 2
    add(store, ask_first, person=meera, **facts)
    assert titles(store, meera) == []


def test_who_comes_every_week_with_her_is_reckoned_with_her(store, meera):
    weekly = a_session(store, name="Tea", on=TODAY + timedelta(days=20))
    brought = (Brought("Jo Reid", "carer"),)
    store.write(partial(regulars.begin, session_id=weekly, person_id=meera, brought=brought))
    a_session(store, name="One place", places=1)
    a_session(store, name="Two places", places=2)
    (found,) = suits(store, meera)
    assert (found.session.title, found.brought, found.tags) == (
        "Two places",
        brought,
        ("Room for 2",),
    )
    assert found.sentence.endswith("2 places left. There is room for both.")


def test_who_comes_along_to_the_session_on_show_is_reckoned_and_where_they_are(store, meera):
    on_show = a_session(store, name="On show", on=TODAY + timedelta(days=2))
    jo = a_person(store, "Jo", "Reid")
    mine = (Brought(kind="carer", person_id=jo), Brought(kind="interpreter"))
    store.write(partial(companions.book, session_id=on_show, person_id=meera, brought=mine))
    theirs = a_session(store, name="Hers", places=1)
    a_session(store, name="At the same time")
    later = a_session(store, name="Later", on=TODAY + timedelta(days=5), places=2)
    book(store, theirs, jo)
    assert titles(store, meera, beside=on_show) == ["Later"]
    add(store, need, person=jo, kind="wheelchair")
    store.write(lambda db: db.change(session, later, place=_upstairs(db)))
    assert titles(store, meera, beside=on_show) == []


def _upstairs(db):
    return db.add(place, name="Upstairs", step_free=False)


def test_where_she_comes_along_with_somebody_she_is_not_offered_anything_else(store, meera):
    walk, ann = a_session(store, name="Walk"), a_person(store, "Ann", "Hill")
    brought = (Brought(kind="friend", person_id=meera),)
    store.write(partial(companions.book, session_id=walk, person_id=ann, brought=brought))
    a_session(store, name="At the same time")
    a_session(store, name="Later", on=TODAY + timedelta(days=5))
    assert titles(store, meera) == ["Later"]


@pytest.mark.parametrize(
    ("way", "said"),
    [
        ("there", "There is a seat in a car on the way there."),
        ("home", "A ride has to be found."),
        ("both", "A ride has to be found."),
    ],
)
def test_seats_are_counted_by_the_way_they_are_needed(store, meera, way, said):
    add(store, patient, id=meera, ride=way)
    walk = a_session(store, name="Walk")
    add(store, car, session=walk, driver=a_person(store, "Graham", "Roe"), seats=1, way="there")
    (found,) = suits(store, meera)
    assert found.sentence.endswith(said)


def test_a_friend_of_once_is_not_reckoned_after_she_came_alone(store, meera):
    brought = (Brought("Jo Reid", "friend"),)
    with_jo = a_session(store, name="With Jo", on=TODAY + timedelta(days=15))
    store.write(
        partial(companions.book, session_id=with_jo, person_id=meera, brought=brought)
    )  # fmt: skip
    a_session(store, name="Walk")
    assert suits(store, meera)[0].brought == brought
    book(store, a_session(store, name="Alone", on=TODAY + timedelta(days=16)), meera)
    assert suits(store, meera)[0].brought == ()
