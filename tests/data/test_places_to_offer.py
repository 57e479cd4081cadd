from datetime import timedelta
from functools import partial

import pytest
from sqlalchemy import select

from desktop.data import companions, places_to_offer, registers, signups, waiting
from desktop.data.tables import activity_option, booking, hold, need, patient, phone, session
from desktop.data.tables import waiting as lines
from desktop.rules.companions import Brought
from desktop.rules.places_to_offer import Outcome
from desktop.rules.refusal import Refused
from tests.conftest import NOW
from tests.data.test_signups import at_once, change_person
from tests.data.test_waiting import (
    a_full_session,
    card,
    do,
    named,
    refused,
    take_back,
    waits,
)
from tests.makers import a_person, a_session, an_activity, places


def offers(store, now=NOW):
    return store.read(partial(places_to_offer.places_to_offer, now=now))


def ring(store, waiting_id, **more):
    return do(store, places_to_offer.ring, waiting_id=waiting_id, **more).value


def answer(store, rung, outcome, **more):
    return do(store, places_to_offer.answer, hold_id=rung.hold_id, outcome=outcome, **more).value


def person_of(store, waiting_id):
    return store.read(lambda db: db.value(select(lines.c.person).where(lines.c.id == waiting_id)))


def a_freed_place(store, *names):
    """Make a session with one place that was freed, and people who wait for it."""
    thursday, (first,) = a_full_session(store)
    ids = waits(store, thursday, *names)
    do(store, signups.cancel, booking_id=first)
    return thursday, ids


def test_nothing_is_offered_while_a_session_is_full(store):
    thursday, _booked = a_full_session(store)
    waits(store, thursday, "Ivy")
    assert offers(store) == ()


def test_a_freed_place_makes_a_line_and_books_nobody_by_itself(store):
    thursday, _ids = a_freed_place(store, "Ivy", "Bill")
    (only,) = offers(store)
    assert (only.session.id, only.free, only.next.name) == (thursday, 1, "Ivy Patel")
    assert only.say == (
        "There is a place in Crafternoon on Thursday 26 November, 2pm to 4pm. Would you like it?"
    )
    assert (card(store, thursday).booked, card(store, thursday).waiting) == (0, 2)


def test_an_added_place_makes_a_line_too(store):
    thursday, _booked = a_full_session(store)
    waits(store, thursday, "Ivy")
    store.write(places(thursday, 2))
    assert [each.next.name for each in offers(store)] == ["Ivy Patel"]


def test_a_line_says_how_to_reach_them_and_what_to_think_of(store):
    thursday, (first,) = a_full_session(store)
    ivy = a_person(store, "Ivy", number="+447700900123", reach_by="phone", message_ok="no",
                   language="Polish", interpreter=True)  # fmt: skip
    do(store, waiting.wait, session_id=thursday, person_id=ivy)
    do(store, signups.cancel, booking_id=first)
    line = offers(store)[0].next
    assert (line.phone, line.reach) == ("07700 900123", "Phone. No messages.")
    assert line.think_of == ("Polish",)


def test_yes_books_in_the_same_step(store):
    thursday, (ivy, _bill) = a_freed_place(store, "Ivy", "Bill")
    rung = ring(store, ivy)
    given = answer(store, rung, "yes")
    assert 10_000 <= given.number <= 99_999
    assert (card(store, thursday).booked, named(store, thursday)) == (1, ["Bill"])
    kept = store.read(lambda db: db.one(select(lines).where(lines.c.id == ivy)))
    assert (kept.status, kept.booking) == ("placed", given.booking_id)
    assert offers(store) == ()


def test_no_ends_the_wait_and_the_next_is_first(store):
    thursday, (ivy, _bill) = a_freed_place(store, "Ivy", "Bill")
    answer(store, ring(store, ivy), "no")
    assert named(store, thursday) == ["Bill"]
    assert offers(store)[0].next.name == "Bill Patel"


@pytest.mark.parametrize(
    "outcome", ["no answer", "message", "someone else", "rings back", "wrong number"]
)
def test_who_was_not_reached_stays_first_and_the_next_is_offered(store, outcome):
    thursday, (ivy, _bill) = a_freed_place(store, "Ivy", "Bill")
    answer(store, ring(store, ivy), outcome)
    (only,) = offers(store)
    assert named(store, thursday) == ["Ivy", "Bill"]
    assert (only.free, only.next.name) == (1, "Bill Patel")
    assert only.lines[0].tried.outcome is Outcome(outcome)


def test_when_all_were_tried_the_longest_ago_is_next(store, clock):
    _thursday, (ivy, bill) = a_freed_place(store, "Ivy", "Bill")
    for each in (ivy, bill):
        clock.now += timedelta(minutes=5)
        answer(store, ring(store, each), "no answer")
    assert offers(store, clock.now)[0].next.name == "Ivy Patel"


def test_who_was_tried_yesterday_is_first_again(store, clock):
    _thursday, (ivy, _bill) = a_freed_place(store, "Ivy", "Bill")
    answer(store, ring(store, ivy), "no answer")
    clock.now += timedelta(days=1)
    assert offers(store, clock.now)[0].next.name == "Ivy Patel"


def test_a_wrong_number_is_one_to_check(store):
    thursday, (first,) = a_full_session(store)
    ivy = a_person(store, "Ivy", number="+447700900123")
    waited = do(store, waiting.wait, session_id=thursday, person_id=ivy).value
    do(store, signups.cancel, booking_id=first)
    answer(store, ring(store, waited.waiting_id), "wrong number")
    assert offers(store)[0].lines[0].to_check
    assert store.read(lambda db: db.value(select(phone.c.label))) == "wrong number, to check"


def test_a_place_is_held_for_all_desks_to_see_until_the_time_has_passed(open_store, clock):
    here, there = open_store("front desk"), open_store("back office")
    _thursday, (ivy, bill) = a_freed_place(here, "Ivy", "Bill")
    rung = ring(here, ivy)
    assert rung.until == "9:45am"
    (seen,) = offers(there)
    assert (seen.free, seen.next) == (0, None)
    assert (seen.lines[0].held.pc, seen.lines[0].held.by) == ("front desk", "tests")
    said = refused(there, places_to_offer.ring, waiting_id=bill)
    assert said.sentence == ("Not held. The place is taken, or is being offered to somebody else.")
    said = refused(there, places_to_offer.ring, waiting_id=ivy)
    assert said.sentence == "Not held. Mrs Patel is being rung already."
    clock.now += timedelta(minutes=16)
    (seen,) = offers(there, clock.now)
    assert (seen.free, seen.next.name) == (1, "Bill Patel")
    assert seen.lines[0].tried.outcome is Outcome.LAPSED
    assert ring(there, bill)


def test_a_yes_after_the_time_is_booked_if_the_place_is_still_there(store, clock):
    thursday, (ivy, _bill) = a_freed_place(store, "Ivy", "Bill")
    rung = ring(store, ivy)
    clock.now += timedelta(hours=1)
    answer(store, rung, "yes")
    assert card(store, thursday).booked == 1


def test_a_yes_after_the_time_is_refused_while_the_next_is_being_rung(store, clock):
    thursday, (ivy, bill) = a_freed_place(store, "Ivy", "Bill")
    late = ring(store, ivy)
    clock.now += timedelta(hours=1)
    ring(store, bill)
    said = refused(store, places_to_offer.answer, hold_id=late.hold_id, outcome="yes")
    assert said.sentence.startswith("Not booked. The free place in Crafternoon is kept for")
    assert card(store, thursday).booked == 0


def test_nobody_books_or_takes_away_a_place_that_is_held(store):
    thursday, (first, *_rest) = a_full_session(store, places=2)
    (ivy,) = waits(store, thursday, "Ivy")
    do(store, signups.cancel, booking_id=first)
    ring(store, ivy)
    zoe = a_person(store, "Zoe")
    refused(store, signups.book, session_id=thursday, person_id=zoe)
    store.write(places(thursday, 1))
    assert card(store, thursday).places == 2


def test_who_walks_in_while_the_last_place_is_held_is_counted_over(store, clock):
    thursday, (ivy,) = a_freed_place(store, "Ivy")
    clock.now = card(store, thursday).starts_utc
    rung = ring(store, ivy)
    do(store, signups.walk_in, session_id=thursday, person_id=a_person(store, "Zoe"))
    answer(store, rung, "yes")
    assert (card(store, thursday).booked, card(store, thursday).over) == (1, 1)


def test_a_cancellation_is_not_undone_while_its_place_is_being_offered(store):
    thursday, (first,) = a_full_session(store)
    (ivy,) = waits(store, thursday, "Ivy")
    cancelled = do(store, signups.cancel, booking_id=first)
    rung = ring(store, ivy)
    with pytest.raises(Refused, match="is being offered to somebody by telephone"):
        take_back(store, cancelled.key)
    answer(store, rung, "let go")
    take_back(store, cancelled.key)
    assert (card(store, thursday).booked, named(store, thursday)) == (1, ["Ivy"])


def test_a_yes_is_undone_to_the_same_turn(store):
    thursday, (ivy, _bill) = a_freed_place(store, "Ivy", "Bill")
    rung = ring(store, ivy)
    said_yes = do(store, places_to_offer.answer, hold_id=rung.hold_id, outcome="yes")
    undone = take_back(store, said_yes.key)
    assert undone.value.words.startswith("undid: wrote down what Mrs Patel said about Crafternoon")
    assert named(store, thursday) == ["Ivy", "Bill"]
    assert (card(store, thursday).booked, card(store, thursday).waiting) == (0, 2)
    take_back(store, undone.key)
    assert (card(store, thursday).booked, named(store, thursday)) == (1, ["Bill"])


def test_somebody_is_asked_before_others_only_with_a_reason(store):
    _thursday, (_ivy, bill) = a_freed_place(store, "Ivy", "Bill")
    said = refused(store, places_to_offer.ring, waiting_id=bill)
    assert said.sentence == "Not held. Others are before Mrs Patel. Say why they are asked first."
    ring(store, bill, reason="He is standing here")
    assert store.read(lambda db: db.value(select(hold.c.note))) == "He is standing here"


def test_nobody_is_rung_who_must_not_be(store):
    thursday, (ivy, _bill) = a_freed_place(store, "Ivy", "Bill")
    who = store.read(lambda db: db.value(select(lines.c.person).where(lines.c.id == ivy)))
    change_person(store, who, status="died")
    (only,) = offers(store)
    assert [line.name for line in only.lines] == ["Bill Patel"]
    said = refused(store, places_to_offer.ring, waiting_id=ivy)
    assert said.sentence == "Not held. They are not to be rung now."
    assert thursday


def test_who_is_somewhere_else_by_now_does_not_fit_and_the_line_says_why(store):
    _thursday, (ivy, _bill) = a_freed_place(store, "Ivy", "Bill")
    who = store.read(lambda db: db.value(select(lines.c.person).where(lines.c.id == ivy)))
    choir = a_session(store, activity_id=an_activity(store, "Choir"))
    do(store, signups.book, session_id=choir, person_id=who)
    (only,) = offers(store)
    assert only.lines[0].cannot == "Mrs Patel is at Choir from 2pm to 4pm."
    assert only.next.name == "Bill Patel"


def test_when_she_rings_back_the_desk_knows_why(store, clock):
    thursday, (ivy, bill) = a_freed_place(store, "Ivy", "Bill")
    who = store.read(lambda db: db.value(select(lines.c.person).where(lines.c.id == ivy)))
    about = partial(places_to_offer.ringing_about, person_id=who)
    assert store.read(about) == ()
    answer(store, ring(store, ivy), "message")
    (only,) = store.read(about)
    assert (only.session_id, only.room) == (thursday, True)
    assert only.words == (
        "Ringing about: a place in Crafternoon on Thursday 26 November. "
        "Left a message. It is still free."
    )
    answer(store, ring(store, bill), "yes")
    (only,) = store.read(about)
    assert only.words.endswith("It has been taken since.")
    clock.now += timedelta(days=7)
    assert store.read(about) == ()


def test_an_answer_is_written_down_once(open_store):
    here, there = open_store("front desk"), open_store("back office")
    _thursday, (ivy,) = a_freed_place(here, "Ivy")
    rung = ring(here, ivy)
    answer(here, rung, "no answer")
    said = refused(there, places_to_offer.answer, hold_id=rung.hold_id, outcome="message")
    assert said.sentence == "Not written down. tests wrote “No answer” meanwhile."


def test_two_desks_that_dial_for_one_place_hold_it_once(open_store):
    store = open_store()
    thursday, (ivy, bill) = a_freed_place(store, "Ivy", "Bill")
    outcomes = at_once(
        open_store,
        partial(places_to_offer.ring, waiting_id=ivy),
        partial(places_to_offer.ring, waiting_id=bill, reason="Is here"),
    )
    assert sum(isinstance(each, Refused) for each in outcomes) == 1
    held = store.read(lambda db: db.all(select(hold)))
    assert len(held) == 1
    assert card(store, thursday).booked == 0


def test_a_yes_at_one_desk_and_a_booking_at_another_never_fill_a_place_twice(open_store):
    store = open_store()
    thursday, (ivy, _bill) = a_freed_place(store, "Ivy", "Bill")
    rung, zoe = ring(store, ivy), a_person(store, "Zoe")
    at_once(
        open_store,
        partial(places_to_offer.answer, hold_id=rung.hold_id, outcome="yes"),
        partial(signups.book, session_id=thursday, person_id=zoe),
        partial(places_to_offer.answer, hold_id=rung.hold_id, outcome="yes"),
    )
    live = store.read(lambda db: db.all(select(booking).where(booking.c.status == "booked")))
    assert len(live) == card(store, thursday).booked == 1


def test_who_rings_back_is_booked_in_one_step_that_can_be_taken_back(store):
    thursday, (ivy, _bill) = a_freed_place(store, "Ivy", "Bill")
    answer(store, ring(store, ivy), "message")
    before = store.read(partial(places_to_offer.ringing_about, person_id=person_of(store, ivy)))
    done = do(store, places_to_offer.take_up, waiting_id=ivy)
    assert done.value.number
    assert (card(store, thursday).booked, named(store, thursday)) == (1, ["Bill"])
    undone = take_back(store, done.key).value.words
    assert undone.startswith("undid: gave Mrs Patel the place they were rung about, Crafternoon")
    assert named(store, thursday) == ["Ivy", "Bill"]
    after = store.read(partial(places_to_offer.ringing_about, person_id=person_of(store, ivy)))
    assert [each.words for each in after] == [each.words for each in before]


def test_who_rings_back_while_another_is_being_rung_is_told_so(store):
    _thursday, (ivy, bill) = a_freed_place(store, "Ivy", "Bill")
    answer(store, ring(store, ivy), "message")
    ring(store, bill)
    said = refused(store, places_to_offer.take_up, waiting_id=ivy)
    assert said.sentence == (
        "Not booked. The place is taken, or is being offered to somebody else."
    )


def test_who_rings_back_days_later_does_not_pass_those_before_them(store, clock):
    thursday, (ivy, bill) = a_freed_place(store, "Ivy", "Bill")
    answer(store, ring(store, ivy), "message")
    answer(store, ring(store, bill), "message")
    clock.now += timedelta(hours=20)
    said = refused(store, places_to_offer.take_up, waiting_id=bill)
    assert said.sentence == "Not booked. Others are before Mrs Patel."
    assert (said.way_on.kind, said.way_on.id) == ("show_offer", thursday)


def test_who_rings_back_while_their_place_is_held_is_booked_on_it(store):
    thursday, (ivy, _bill) = a_freed_place(store, "Ivy", "Bill")
    ring(store, ivy)
    do(store, places_to_offer.take_up, waiting_id=ivy)
    assert card(store, thursday).booked == 1
    assert store.read(lambda db: [row.outcome for row in db.all(select(hold))]) == ["yes"]


def test_the_card_says_what_somebody_waits_for_and_rings_about(store):
    thursday, (ivy, _bill) = a_freed_place(store, "Ivy", "Bill")
    answer(store, ring(store, ivy), "message")
    read = partial(registers.card, person_id=person_of(store, ivy))
    found = store.read(read)
    assert [(each.session_id, each.place) for each in found.waits_for] == [(thursday, 1)]
    assert [each.words for each in found.ringing] == [
        "Ringing about: a place in Crafternoon on Thursday 26 November. "
        "Left a message. It is still free."
    ]
    do(store, waiting.leave, waiting_id=ivy)
    found = store.read(read)
    assert (found.waits_for, found.ringing) == ((), ())


def test_a_line_names_who_comes_along_with_what_matters_and_food_where_there_is_any(store):
    thursday, booked = a_full_session(store, places=2)
    ivy, jo = a_person(store, "Ivy"), a_person(store, "Jo", "Reid")
    store.write(lambda db: db.add(patient, id=ivy, ride="both", diet_state="listed", diet="vegan"))
    store.write(lambda db: db.add(need, person=jo, kind="wheelchair"))
    brought = (
        Brought(kind="carer", person_id=jo, diet="no nuts"), Brought(kind="interpreter"),
    )  # fmt: skip
    do(store, companions.wait, session_id=thursday, person_id=ivy, brought=brought)
    for each in booked:
        do(store, signups.cancel, booking_id=each)
    line = offers(store)[0].next
    assert line.along == ("Jo Reid, carer (Wheelchair)", "Interpreter")
    assert line.think_of == ("Needs a ride for 2",)
    its = store.read(lambda db: db.value(select(session.c.activity)))
    store.write(lambda db: db.add(activity_option, activity=its, name="Lunch", places=9))
    line = offers(store)[0].next
    assert (line.along[0], line.think_of) == (
        "Jo Reid, carer (Wheelchair, no nuts)", ("Needs a ride for 2", "vegan"),
    )  # fmt: skip


def test_who_brings_somebody_who_is_elsewhere_does_not_fit(store):
    thursday, booked = a_full_session(store, places=2)
    ivy, jo = a_person(store, "Ivy"), a_person(store, "Jo", "Reid")
    brought = (Brought(kind="carer", person_id=jo),)
    do(store, companions.wait, session_id=thursday, person_id=ivy, brought=brought)
    walk = a_session(store, name="Walk")
    do(store, companions.book, session_id=walk, person_id=a_person(store, "Al"), brought=brought)
    for each in booked:
        do(store, signups.cancel, booking_id=each)
    (only,) = offers(store)
    assert only.next is None
    (line,) = only.lines
    assert line.cannot == "Jo Reid is at Walk from 2pm to 4pm."
    no = refused(store, places_to_offer.ring, waiting_id=line.waiting_id)
    assert no.sentence == "Not held. Jo Reid is at Walk from 2pm to 4pm."
