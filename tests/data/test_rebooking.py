"""Bookings put elsewhere in one step, on both databases."""

from datetime import UTC, datetime, time, timedelta
from functools import partial
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import select

from desktop.data import rebooking, registers, signups, undo
from desktop.data.tables import booking, booking_number, session
from desktop.rules.refusal import Refused
from desktop.rules.signups import Mark
from tests.makers import THURSDAY, ZONE, a_person, a_session, an_activity, people

NEXT = THURSDAY + timedelta(days=7)
LONDON = datetime(2026, 11, 23, 9, 30, tzinfo=ZoneInfo(ZONE))


@pytest.fixture
def craft(store):
    return an_activity(store)


@pytest.fixture
def thursday(store, craft):
    return a_session(store, activity_id=craft)


@pytest.fixture
def week_after(store, craft):
    return a_session(store, activity_id=craft, on=NEXT)


def book(store, session_id, person_id):
    return store.write(partial(signups.book, session_id=session_id, person_id=person_id)).value


def move(store, booking_id, session_id):
    return store.write(
        partial(rebooking.move_booking, booking_id=booking_id, session_id=session_id)
    )


def refused(store, booking_id, session_id):
    with pytest.raises(Refused) as no:
        move(store, booking_id, session_id)
    return no.value


def undone(store, step):
    return store.write(partial(undo.undo, key=step.key.hex), undoes=step.key)


def names(store, session_id):
    read = store.read(partial(registers.register, session_id=session_id))
    assert read.session.booked == len(read.lines)
    return [line.called for line in read.lines]


def row(store, booking_id):
    return store.read(lambda db: db.one(select(booking).where(booking.c.id == booking_id)))


def lapses(store, number):
    """Say until when a number is in use."""
    held = select(booking_number.c.until).where(booking_number.c.number == number)
    return store.read(lambda db: db.value(held))


def test_a_booking_moves_with_its_number_and_says_where_it_was(store, thursday, week_after):
    old = book(store, thursday, a_person(store))
    made = move(store, old.booking_id, week_after).value
    assert (names(store, thursday), names(store, week_after)) == ([], ["Mrs Patel"])
    was, now = row(store, old.booking_id), row(store, made.booking_id)
    assert (was.status, was.cancelled_by) == ("cancelled", "moved")
    assert was.reason == "Moved to Crafternoon, Thursday 3 December"
    assert (now.number, now.moved_from, now.status) == (old.number, old.booking_id, "booked")
    assert lapses(store, old.number) == NEXT


def test_a_booking_moves_to_another_activity_at_the_same_time(store, thursday):
    lunch = a_session(store, name="Shared lunch", starts=time(15), ends=time(17))
    old = book(store, thursday, a_person(store))
    move(store, old.booking_id, lunch)
    assert (names(store, thursday), names(store, lunch)) == ([], ["Mrs Patel"])


def test_one_undo_takes_a_move_back_and_one_more_does_it_again(store, thursday):
    lunch = a_session(store, name="Shared lunch", starts=time(15), ends=time(17))
    old = book(store, thursday, a_person(store))
    back = undone(store, move(store, old.booking_id, lunch))
    assert back.value.words == "undid: moved Mrs Patel to Shared lunch, Thursday 26 November"
    assert (names(store, thursday), names(store, lunch)) == (["Mrs Patel"], [])
    assert (row(store, old.booking_id).number, lapses(store, old.number)) == (old.number, THURSDAY)
    again = undone(store, back)
    assert again.value.words == "did again: moved Mrs Patel to Shared lunch, Thursday 26 November"
    assert (names(store, thursday), names(store, lunch)) == ([], ["Mrs Patel"])


def test_a_move_is_not_undone_when_the_old_place_has_gone(store, craft, week_after):
    small = a_session(store, activity_id=craft, places=1)
    old = book(store, small, a_person(store))
    step = move(store, old.booking_id, week_after)
    book(store, small, *people(store, 1))
    with pytest.raises(Refused, match="The place has gone to somebody else since"):
        undone(store, step)
    assert names(store, week_after) == ["Mrs Patel"]


def test_a_full_session_takes_nobody_and_the_old_place_stays_theirs(store, craft, thursday):
    full = a_session(store, activity_id=craft, on=NEXT, places=1)
    later = a_session(store, activity_id=craft, on=NEXT + timedelta(days=7))
    book(store, full, *people(store, 1))
    old = book(store, thursday, a_person(store))
    no = refused(store, old.booking_id, full)
    assert no.sentence == (
        "Not moved. Crafternoon is full: 1 of 1. The next with room is Thursday 10 December, 2pm."
    )
    assert no.way_on.id == later
    assert names(store, thursday) == ["Mrs Patel"]
    assert row(store, old.booking_id).number == old.number


def test_somebody_who_is_elsewhere_then_is_not_moved(store, thursday, week_after):
    lunch = a_session(store, name="Shared lunch", on=NEXT, starts=time(13), ends=time(15))
    mrs_patel = a_person(store)
    old = book(store, thursday, mrs_patel)
    book(store, lunch, mrs_patel)
    no = refused(store, old.booking_id, week_after)
    assert no.sentence == "Not moved. Mrs Patel is already at Shared lunch from 1pm to 3pm."


def test_nobody_is_moved_to_where_they_are(store, thursday):
    old = book(store, thursday, a_person(store))
    no = refused(store, old.booking_id, thursday)
    assert no.sentence == "Not moved. Mrs Patel is on Crafternoon already."


@pytest.mark.parametrize(
    ("mark", "sentence"),
    [
        (Mark.ARRIVED, "Not moved. Mrs Patel has arrived."),
        (Mark.MISSED, "Not moved. Mrs Patel did not come. Book another date instead."),
        (Mark.CANCELLED, "Not moved. Mrs Patel has cancelled. Book the other date instead."),
    ],
)
def test_what_has_been_marked_stays_as_it_was(store, clock, thursday, week_after, mark, sentence):
    old = book(store, thursday, a_person(store))
    clock.now = datetime(2026, 11, 26, 14, 10, tzinfo=UTC)
    store.write(lambda db: db.change(booking, old.booking_id, status=mark.value))
    assert refused(store, old.booking_id, week_after).sentence == sentence


def test_a_session_that_is_not_on_gives_other_dates_in_to_do(store, thursday, week_after):
    old = book(store, thursday, a_person(store))
    store.write(lambda db: db.change(session, thursday, status="cancelled"))
    assert refused(store, old.booking_id, week_after).sentence == (
        "Not moved. Crafternoon on Thursday 26 November is cancelled. Give another date in To do."
    )


def test_what_is_over_is_not_moved(store, clock, thursday, week_after):
    old = book(store, thursday, a_person(store))
    clock.now = datetime(2026, 11, 27, 9, tzinfo=UTC)
    assert refused(store, old.booking_id, week_after).sentence == (
        "Not moved. Crafternoon on Thursday 26 November is over. Book another date."
    )


def dates(store, session_id, person_id):
    read = partial(rebooking.dates_for, session_id=session_id, person_id=person_id, now=LONDON)
    return [(each.session.date, each.why) for each in store.read(read)]


def weeks(store, craft, number, **facts):
    on = [THURSDAY + timedelta(days=7 * week) for week in range(number)]
    return [a_session(store, activity_id=craft, on=each, **facts) for each in on]


def book_many(store, session_ids, person_id):
    return store.write(
        partial(rebooking.book_many, session_ids=tuple(session_ids), person_id=person_id)
    )


def test_which_of_the_next_dates_can_be_had_is_said_beforehand(store, craft):
    mrs_patel = a_person(store)
    first, full, taken, clash, _free = weeks(store, craft, 5, places=1)
    book(store, full, *people(store, 1))
    book(store, taken, mrs_patel)
    lunch = a_session(store, name="Shared lunch", on=THURSDAY + timedelta(days=21))
    book(store, lunch, mrs_patel)
    a_session(store, name="Something else", on=NEXT)
    assert [why for _on, why in dates(store, first, mrs_patel)] == [
        "", "Full", "Booked already", "At Shared lunch then", "",
    ]  # fmt: skip
    assert [on for on, _why in dates(store, clash, mrs_patel)] == [
        THURSDAY + timedelta(days=21), THURSDAY + timedelta(days=28),
    ]  # fmt: skip


def test_who_cannot_be_booked_at_all_is_told_why(store, thursday):
    assert dates(store, thursday, a_person(store, status="died")) == [
        (THURSDAY, "Mrs Patel is recorded as having died.")
    ]


def test_several_dates_are_booked_in_one_step_and_taken_back_in_one(store, craft):
    mrs_patel, four = a_person(store), weeks(store, craft, 4)
    step = book_many(store, four, mrs_patel)
    assert [names(store, each) for each in four] == [["Mrs Patel"]] * 4
    numbers = {row(store, each).number for each in step.value.bookings}
    assert len(numbers) == 4
    assert undone(store, step).value.words == "undid: booked Mrs Patel on 4 dates"
    assert [names(store, each) for each in four] == [[]] * 4


def test_when_one_date_has_filled_up_meanwhile_none_is_booked(store, craft):
    mrs_patel, (first, second) = a_person(store), weeks(store, craft, 2, places=1)
    book(store, second, *people(store, 1))
    with pytest.raises(Refused, match="Crafternoon is full: 1 of 1"):
        book_many(store, [second, first], mrs_patel)
    assert names(store, first) == []


def test_no_date_is_no_booking(store):
    with pytest.raises(Refused, match="Tick a date first"):
        book_many(store, [], a_person(store))


def test_full_dates_are_waited_for_in_the_same_step_and_taken_back_with_it(store, craft):
    mrs_patel, (first, full) = a_person(store), weeks(store, craft, 2, places=1)
    book(store, full, *people(store, 1))
    read = partial(rebooking.dates_for, session_id=first, person_id=mrs_patel, now=LONDON)
    assert [each.place for each in store.read(read)] == [0, 1]
    step = store.write(
        partial(rebooking.book_many, session_ids=[first], to_wait=[full], person_id=mrs_patel)
    )
    assert names(store, first) == ["Mrs Patel"]
    assert [each.why for each in store.read(read)] == ["Booked already", "1st on the waiting list"]
    undone(store, step)
    assert (names(store, first), [each.place for each in store.read(read)]) == ([], [0, 1])
