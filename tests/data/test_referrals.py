"""Places kept for people who were referred, and activities the link worker adds people to."""

from datetime import UTC, date, datetime, time, timedelta
from functools import partial

import pytest

from desktop.data import (
    activities,
    offering,
    places_to_offer,
    rebooking,
    referrals,
    registers,
    signups,
    undo,
    waiting,
)
from desktop.data.tables import booking, referral
from desktop.rules.refusal import Refused
from tests.makers import THURSDAY, TODAY, a_person, a_session, an_activity, people

WEEK = timedelta(weeks=1)


@pytest.fixture
def held(store):
    """A session of three places, one of them kept for referrals until the day before."""
    singing = an_activity(store, "Singing", kept=1, kept_days=1)
    return a_session(store, activity_id=singing, places=3)


def book(store, session_id, person_id):
    return store.write(partial(signups.book, session_id=session_id, person_id=person_id))


def refer(store, session_id, person_id, by="Dr Shah"):
    asked = {"session_id": session_id, "person_id": person_id, "by": by}
    return store.write(partial(referrals.book, **asked))


def refused(store, use_case, **asked):
    with pytest.raises(Refused) as no:
        store.write(partial(use_case, **asked))
    return no.value


def booked(store, session_id):
    return store.read(partial(activities.session_card, session_id=session_id)).booked


def test_a_place_kept_for_referrals_is_nobody_elses(store, held):
    ann, bob, cem, dora = people(store, 4)
    book(store, held, ann)
    book(store, held, bob)
    no = refused(store, signups.book, session_id=held, person_id=cem)
    assert no.sentence == (
        "Not booked. The free place in Singing is kept for referrals until Wednesday 25 November."
    )
    assert (no.way_on.kind, no.way_on.label) == ("referral", "It is a referral")
    refer(store, held, cem)
    no = refused(store, signups.book, session_id=held, person_id=dora)
    assert no.sentence.startswith("Not booked. Singing is full")


def test_a_referral_takes_up_a_kept_place_and_leaves_the_others_as_they_were(store, held):
    ann, bob, cem = people(store, 3)
    refer(store, held, ann)
    book(store, held, bob)
    book(store, held, cem)
    assert booked(store, held) == 3


def test_on_the_day_from_which_nothing_is_kept_anybody_may_have_it(store, held, clock):
    for each in people(store, 2):
        book(store, held, each)
    last = a_person(store)
    clock.now = datetime(2026, 11, 24, 23, 30, tzinfo=UTC)
    refused(store, signups.book, session_id=held, person_id=last)
    clock.now = datetime(2026, 11, 25, 0, 30, tzinfo=UTC)
    book(store, held, last)
    assert booked(store, held) == 3


def test_who_waits_is_not_offered_a_place_that_is_kept(store, held, clock):
    ann, bob, cem = people(store, 3)
    book(store, held, ann)
    (first,) = [book(store, held, bob).value]
    waits = store.write(partial(waiting.wait, session_id=held, person_id=cem)).value
    offers = partial(places_to_offer.places_to_offer, now=clock.now)
    assert [each.next for each in store.read(offers)] == [None]
    refused(store, places_to_offer.ring, waiting_id=waits.waiting_id)
    store.write(partial(signups.cancel, booking_id=first.booking_id))
    (offer,) = store.read(offers)
    assert (offer.free, offer.next.person_id) == (1, cem)


def test_one_undo_takes_a_referral_back(store, held):
    ann = a_person(store)
    done = refer(store, held, ann)
    said = store.write(partial(undo.undo, key=done.key.hex), undoes=done.key).value.words
    assert said.startswith("undid: booked Mrs Patel, who was referred, on Singing")
    assert store.read(lambda db: db.all(referral.select())) == []
    assert booked(store, held) == 0


def test_a_referral_names_who_referred(store, held):
    no = refused(store, referrals.book, session_id=held, person_id=a_person(store), by=" ")
    assert no.sentence.startswith("Not booked. Say who referred them")
    refer(store, held, a_person(store))
    (row,) = store.read(lambda db: db.all(referral.select()))
    assert (row.by, row.made_by) == ("Dr Shah", "tests")


def test_only_the_link_worker_adds_people_where_that_is_said(store):
    forms = an_activity(store, "Help with forms", who="link worker")
    first, second = (a_session(store, activity_id=forms, on=THURSDAY + n * WEEK) for n in (0, 1))
    ann = a_person(store)
    no = refused(store, signups.book, session_id=first, person_id=ann)
    assert no.sentence == "Not booked. Help with forms is for people the link worker adds."
    assert no.way_on.kind == "referral"
    refused(store, rebooking.book_many, session_ids=(first, second), person_id=ann)
    refer(store, first, ann, "Priya, link worker")
    book(store, second, ann)
    assert [booked(store, each) for each in (first, second)] == [1, 1]


def test_several_dates_keep_to_when_booking_opens(store):
    early = an_activity(store, "Singing", opens_days=7)
    dates = [a_session(store, activity_id=early, on=THURSDAY + n * WEEK) for n in (0, 1)]
    ann = a_person(store)
    no = refused(store, rebooking.book_many, session_ids=tuple(dates), person_id=ann)
    assert no.sentence == "Not booked. Booking for Singing opens on Thursday 26 November."
    assert store.read(lambda db: db.all(booking.select())) == []
    asked = partial(
        rebooking.dates_for, session_id=dates[0], person_id=ann,
        now=datetime.combine(TODAY, time(9), UTC),
    )  # fmt: skip
    assert [each.why for each in store.read(asked)] == [
        "", "Booking for Singing opens on Thursday 26 November.",
    ]  # fmt: skip


def test_a_place_that_is_kept_until_the_start_stays_kept(store):
    singing = an_activity(store, "Singing", kept=12)
    today = a_session(store, activity_id=singing, on=date(2026, 11, 23))
    no = refused(store, signups.book, session_id=today, person_id=a_person(store))
    assert no.sentence == "Not booked. The 12 free places in Singing are kept for referrals."


def test_a_date_on_which_all_that_is_free_is_kept_is_offered_to_nobody(store, clock):
    singing = an_activity(store, "Singing", kept=1)
    full, kept_only, roomy = (
        a_session(store, activity_id=singing, on=THURSDAY + n * WEEK, places=places)
        for n, places in enumerate((1, 1, 2))
    )
    refer(store, full, a_person(store))
    ann = a_person(store, "Ann")
    no = refused(store, signups.book, session_id=full, person_id=ann)
    assert no.way_on.id == roomy
    read = store.read(partial(registers.register, session_id=kept_only))
    assert (read.kept, store.read(partial(registers.register, session_id=full)).kept) == (
        "1 place is kept for referrals.", "",
    )  # fmt: skip
    suits = partial(offering.what_suits, person_id=ann, now=clock.now)
    assert store.read(suits) == ()
