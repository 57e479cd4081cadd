"""Ask first, on both databases: honoured wherever a place is given, its reason sealed."""

from datetime import UTC, datetime, timedelta
from functools import partial

import pytest
from sqlalchemy import select

from desktop.data import (
    after_asking,
    ask_first,
    asking,
    companions,
    offering,
    places_to_offer,
    rebooking,
    sealing,
    signups,
    waiting,
)
from desktop.data.tables import asked, booking, journal_value, sealed_reason, step
from desktop.rules.companions import Brought
from desktop.rules.refusal import Refused
from tests.data.test_waiting import a_full_session, do, refused, take_back
from tests.makers import THURSDAY, TODAY, a_person, a_session, an_activity
from tests.test_settings import ring  # noqa: F401 -- a fixture

SAM = "Sam Oduya"


@pytest.fixture
def meera(store):
    return a_person(store)


@pytest.fixture
def peter(store):
    return a_person(store, "Peter", "Hume", title="Mr")


def ask(store, person_id=None, **facts):
    return do(store, asking.add, ask=SAM, person_id=person_id, **facts).value.id


def book(store, session_id, person_id):
    return do(store, signups.book, session_id=session_id, person_id=person_id).value


def people_on(store, session_id):
    live = select(booking.c.person).where(
        booking.c.session == session_id, booking.c.status != "cancelled"
    )
    return {row.person for row in store.read(lambda db: db.all(live))}


def test_the_colleague_alone_is_named(store, meera):
    ask(store, meera)
    thursday = a_session(store)
    no = refused(store, signups.book, session_id=thursday, person_id=meera)
    assert no.sentence == "Not booked. Ask Sam Oduya first."
    assert (no.way_on.kind, no.way_on.label, no.way_on.id) == ("asked", "Asked, go on", thursday)


def test_who_has_asked_goes_on_and_that_is_written_down(store, meera):
    ask(store, meera)
    thursday = a_session(store)
    done = do(store, after_asking.book, session_id=thursday, person_id=meera)
    assert people_on(store, thursday) == {meera}
    (row,) = store.read(lambda db: db.all(select(asked)))
    assert (row.person, row.session, row.by) == (meera, thursday, "tests")
    words = take_back(store, done.key).value.words
    assert words == "undid: booked Mrs Patel on Crafternoon, Thursday 26 November after asking"
    assert people_on(store, thursday) == set()
    assert store.read(lambda db: db.all(select(asked))) == []
    refused(store, signups.book, session_id=thursday, person_id=meera)


def test_one_question_holds_for_the_whole_session(store, meera):
    ask(store, meera)
    thursday = a_session(store)
    given = do(store, after_asking.book, session_id=thursday, person_id=meera).value
    do(store, signups.cancel, booking_id=given.booking_id)
    book(store, thursday, meera)


def test_every_way_to_a_place_asks_first(store, meera, clock):
    today, thursday = a_session(store, on=TODAY), a_session(store, name="Tea")
    waited, _booked = a_full_session(store, name="Garden", on=THURSDAY + timedelta(days=1))
    given = book(store, a_session(store, on=THURSDAY + timedelta(days=7)), meera)
    ask(store, meera)
    here = {"person_id": meera}
    said = [
        refused(store, signups.book, session_id=thursday, **here),
        refused(store, signups.walk_in, session_id=today, **here),
        refused(store, waiting.wait, session_id=waited, **here),
        refused(store, rebooking.book_many, session_ids=[thursday], **here),
        refused(store, rebooking.move_booking, booking_id=given.booking_id, session_id=thursday),
    ]
    assert {no.sentence.split(". ", 1)[1] for no in said} == {"Ask Sam Oduya first."}
    assert {no.way_on.kind for no in said} == {"asked"}
    do(store, after_asking.book, session_id=thursday, **here)
    do(store, after_asking.walk_in, session_id=today, **here)
    do(store, after_asking.wait, session_id=waited, **here)
    there = a_session(store, name="Walk", on=THURSDAY + timedelta(days=8))
    do(store, after_asking.move_booking, booking_id=given.booking_id, session_id=there)
    assert people_on(store, there) == {meera}
    later = a_session(store, name="Choir", on=THURSDAY + timedelta(days=9))
    do(store, after_asking.book_many, session_ids=[later], **here)
    assert people_on(store, later) == {meera}


def test_several_dates_say_whom_to_ask(store, meera):
    ask(store, meera)
    thursday = a_session(store)
    (date,) = store.read(partial(
        rebooking.dates_for, session_id=thursday, person_id=meera,
        now=datetime(2026, 11, 23, 9, 30, tzinfo=UTC)))  # fmt: skip
    assert date.why == "Ask Sam Oduya first."


def test_an_activity_may_be_one_to_ask_about_for_everybody(store, meera, peter):
    group = an_activity(store)
    ask(store, activity_id=group)
    thursday, other = a_session(store, activity_id=group), a_session(store, name="Tea")
    refused(store, signups.book, session_id=thursday, person_id=meera)
    refused(store, signups.book, session_id=thursday, person_id=peter)
    book(store, other, meera)


def test_a_person_may_be_one_to_ask_about_for_one_activity(store, meera, peter):
    group = an_activity(store)
    ask(store, meera, activity_id=group)
    thursday = a_session(store, activity_id=group)
    refused(store, signups.book, session_id=thursday, person_id=meera)
    book(store, thursday, peter)
    book(store, a_session(store, name="Tea", on=TODAY), meera)


def test_of_two_people_the_second_is_asked_about_and_the_first_is_never_named(store, meera, peter):
    ask(store, meera, other_id=peter)
    for day, (first, second) in enumerate([(meera, peter), (peter, meera)]):
        held = a_session(store, on=THURSDAY + timedelta(days=day))
        given = book(store, held, first)
        no = refused(store, signups.book, session_id=held, person_id=second)
        assert no.sentence == "Not booked. Ask Sam Oduya first."
        do(store, signups.cancel, booking_id=given.booking_id)
        book(store, held, second)


def test_who_waits_is_as_much_there_as_who_is_booked(store, meera, peter):
    ask(store, meera, other_id=peter)
    full, _booked = a_full_session(store)
    do(store, waiting.wait, session_id=full, person_id=meera)
    refused(store, waiting.wait, session_id=full, person_id=peter)


def test_who_comes_along_is_as_much_there_as_who_is_booked(store, meera, peter):
    ask(store, meera, other_id=peter)
    thursday, ann = a_session(store), a_person(store, "Ann")
    with_peter = (Brought(person_id=peter),)
    do(store, companions.book, session_id=thursday, person_id=ann, brought=with_peter)
    refused(store, signups.book, session_id=thursday, person_id=meera)


def test_an_end_by_hand_or_by_the_calendar_ends_it(store, meera, clock):
    first = ask(store, meera, until=TODAY)
    thursday = a_session(store)
    refused(store, signups.book, session_id=thursday, person_id=meera)
    clock.now += timedelta(days=1)
    book(store, thursday, meera)
    second = ask(store, meera)
    assert second != first
    done = do(store, asking.end, ask_first_id=second, version=1)
    book(store, a_session(store, name="Tea", on=THURSDAY + timedelta(days=1)), meera)
    assert take_back(store, done.key).value.words == "undid: ended whom to ask first"
    refused(store, signups.book, session_id=a_session(store, name="Walk", on=TODAY
            + timedelta(days=2)), person_id=meera)  # fmt: skip
    assert refused(store, asking.end, ask_first_id=second, version=7).sentence


def test_nobody_is_offered_what_they_are_to_be_asked_about_first(store, meera, peter):
    def titles():
        found = store.read(partial(
            offering.what_suits, person_id=meera, now=datetime(2026, 11, 23, 9, 30, tzinfo=UTC)))  # fmt: skip
        return [each.session.title for each in found]

    tea, walk = a_session(store, name="Tea"), a_session(store, name="Walk", on=TODAY
                                                        + timedelta(days=1))  # fmt: skip
    assert titles() == ["Walk", "Tea"]
    ask(store, meera, other_id=peter)
    book(store, tea, peter)
    assert titles() == ["Walk"]
    ask(store, meera)
    assert titles() == []
    do(store, after_asking.asked, session_id=walk, person_id=meera)
    assert titles() == ["Walk"]


def test_a_free_place_is_not_offered_before_a_colleague_was_asked(store, meera, peter, clock):
    full, booked = a_full_session(store)
    for each in (meera, peter):
        do(store, waiting.wait, session_id=full, person_id=each)
    ask(store, meera)
    do(store, signups.cancel, booking_id=booked[0])
    (offer,) = store.read(partial(places_to_offer.places_to_offer, now=clock()))
    assert [line.cannot for line in offer.lines] == ["Ask Sam Oduya first.", ""]
    assert offer.next.person_id == peter
    hers = offer.lines[0].waiting_id
    no = refused(store, places_to_offer.ring, waiting_id=hers)
    assert (no.sentence, no.way_on.kind) == ("Not held. Ask Sam Oduya first.", "asked")
    do(store, after_asking.asked, session_id=full, person_id=meera)
    hold_id = do(store, places_to_offer.ring, waiting_id=hers).value.hold_id
    do(store, places_to_offer.answer, hold_id=hold_id, outcome="yes")
    assert meera in people_on(store, full)


def test_two_people_share_a_car_only_after_asking(store, meera, peter):
    thursday = a_session(store)
    ask(store, meera, other_id=peter)
    book(store, thursday, meera)
    do(store, after_asking.book, session_id=thursday, person_id=peter)
    shared = partial(ask_first.to_share, session_id=thursday, person_id=meera)
    assert store.read(partial(shared, others=[])) == ""
    assert store.read(partial(shared, others=[a_person(store, "Ann")])) == ""
    assert store.read(partial(shared, others=[peter])) == "Ask Sam Oduya first."
    do(store, after_asking.asked, session_id=thursday, person_id=meera, about=ask_first.RIDE)
    assert store.read(partial(shared, others=[peter])) == ""


def test_an_undo_asks_first_too(store, meera):
    given = book(store, a_session(store), meera)
    done = do(store, signups.cancel, booking_id=given.booking_id)
    ask(store, meera)
    with pytest.raises(Refused, match="Ask Sam Oduya first"):
        take_back(store, done.key)


def test_what_stands_is_shown_without_the_other_person(store, meera, peter):
    tea = an_activity(store, "Tea")
    ask(store, meera)
    ask(store, meera, other_id=peter, activity_id=tea)
    shown = store.read(partial(asking.page, person_id=peter))
    assert [(line.ask, line.about) for line in shown.lines] == [
        ("Ask Sam Oduya first.", "Tea, together with one other person")
    ]
    assert "Patel" not in repr(shown)
    assert refused(store, asking.add, ask=SAM, person_id=meera).sentence == (
        "Not saved. “Ask Sam Oduya first.” is there already."
    )


def test_the_reason_is_sealed_in_the_records_and_in_the_journal(store, meera, ring):  # noqa: F811
    words = "Fell out over the raffle."
    kept = store.read(partial(sealing.sealed, text=words))
    ask_id = ask(store, meera, sealed=kept)
    refused_first = partial(asking.reason, ask_first_id=ask_id)
    with pytest.raises(Refused, match="Say first that you open it"):
        store.read(refused_first)
    do(store, asking.write_down_opening, ask_first_id=ask_id)
    assert store.read(refused_first) == words
    everything = [store.read(lambda db, t=t: db.all(select(t)))
                  for t in (sealed_reason, journal_value, step)]  # fmt: skip
    assert "raffle" not in repr(everything)
    (row,) = everything[0]
    assert row.opened_by == "tests"


def test_another_pc_cannot_open_it(store, meera, ring):  # noqa: F811
    ask_id = ask(store, meera, sealed=store.read(partial(sealing.sealed, text="Why")))
    do(store, asking.write_down_opening, ask_first_id=ask_id)
    ring.kept.clear()
    with pytest.raises(Refused, match="Only the PC on which it was written opens it"):
        store.read(partial(asking.reason, ask_first_id=ask_id))
    store.read(partial(sealing.sealed, text="Another key"))
    with pytest.raises(Refused, match="Only the PC"):
        store.read(partial(asking.reason, ask_first_id=ask_id))


def test_without_a_keyring_there_is_no_reason(store, ring):  # noqa: F811
    ring.broken = True
    with pytest.raises(Refused, match="This PC has no keyring"):
        store.read(partial(sealing.sealed, text="Why"))
