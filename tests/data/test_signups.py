from datetime import UTC, date, datetime, time, timedelta
from functools import partial
from threading import Barrier, Thread

import pytest
from sqlalchemy import select

from desktop.data import activities, registers, signups, undo
from desktop.data.tables import booking, booking_number, person, session
from desktop.rules.refusal import Refused
from desktop.rules.signups import Mark
from tests.conftest import NOW
from tests.makers import (
    THURSDAY,
    TODAY,
    a_person,
    a_session,
    an_activity,
    days_from,
    people,
    places,
)

ON_THE_DAY = datetime(2026, 11, 26, 14, 10, tzinfo=UTC)


def book(store, session_id, person_id):
    return store.write(partial(signups.book, session_id=session_id, person_id=person_id))


def card(store, session_id):
    return store.read(partial(activities.session_card, session_id=session_id))


def lines(store, session_id):
    return store.read(partial(registers.register, session_id=session_id)).lines


def change_person(store, person_id, **values):
    store.write(lambda db: db.change(person, person_id, **values))


def refused(store, action, **values):
    with pytest.raises(Refused) as said:
        store.write(partial(action, **values))
    return said.value


def test_a_booking_is_on_the_register_and_counted(store):
    thursday, mrs_patel = a_session(store), a_person(store)
    booked = book(store, thursday, mrs_patel).value
    (line,) = lines(store, thursday)
    assert (line.name, line.mark, line.number) == ("Meera Patel", Mark.BOOKED, booked.number)
    assert 10_000 <= booked.number <= 99_999
    assert card(store, thursday).booked == 1


def test_a_booking_is_there_after_a_restart(open_store):
    before = open_store()
    thursday, mrs_patel = a_session(before), a_person(before)
    book(before, thursday, mrs_patel)
    before.close()
    assert [line.called for line in lines(open_store(), thursday)] == ["Mrs Patel"]


def test_nobody_is_booked_twice_on_one_session(store):
    thursday, mrs_patel = a_session(store), a_person(store)
    book(store, thursday, mrs_patel)
    said = refused(store, signups.book, session_id=thursday, person_id=mrs_patel)
    assert said.sentence == "Not booked. Mrs Patel is already booked on Crafternoon."


def test_a_full_session_is_refused_with_the_next_that_has_room(store):
    craft = an_activity(store)
    thursday = a_session(store, activity_id=craft, places=1)
    full = a_session(store, activity_id=craft, on=THURSDAY + timedelta(days=7), places=1)
    later = a_session(store, activity_id=craft, on=THURSDAY + timedelta(days=14), places=1)
    ann, bob, cleo = people(store, 3)
    book(store, thursday, ann)
    book(store, full, bob)
    said = refused(store, signups.book, session_id=thursday, person_id=cleo)
    assert said.sentence == (
        "Not booked. Crafternoon is full: 1 of 1. The next with room is Thursday 10 December, 2pm."
    )
    assert (said.way_on.kind, said.way_on.id) == ("show_session", later)


def test_an_overlapping_booking_elsewhere_is_refused_and_can_be_shown(store):
    lunch = a_session(store, name="Shared lunch", starts=time(13), ends=time(14, 30))
    thursday, mr_whitlow = a_session(store), a_person(store, "Derek", "Whitlow", title="Mr")
    book(store, lunch, mr_whitlow)
    said = refused(store, signups.book, session_id=thursday, person_id=mr_whitlow)
    assert said.sentence == (
        "Not booked. Mr Whitlow is already at Shared lunch from 1pm to 2:30pm."
    )
    assert said.way_on.id == lunch


def test_sessions_that_only_touch_do_not_clash(store):
    lunch = a_session(store, name="Shared lunch", starts=time(12), ends=time(14))
    thursday, mrs_patel = a_session(store), a_person(store)
    book(store, lunch, mrs_patel)
    book(store, thursday, mrs_patel)


def test_a_cancelled_session_takes_nobody(store):
    thursday, mrs_patel = a_session(store, status="cancelled"), a_person(store)
    said = refused(store, signups.book, session_id=thursday, person_id=mrs_patel)
    assert said.sentence == "Not booked. Crafternoon on Thursday 26 November is cancelled."


def test_a_session_that_is_over_takes_nobody(store):
    monday = a_session(store, on=TODAY - timedelta(days=7), starts=time(8), ends=time(9))
    said = refused(store, signups.book, session_id=monday, person_id=a_person(store))
    assert "Crafternoon finished at 9am on Monday 16 November" in said.sentence


@pytest.mark.parametrize(("status", "why"), [("died", "having died"), ("moved", "moved away")])
def test_who_died_or_moved_is_not_booked(store, status, why):
    mrs_patel = a_person(store)
    change_person(store, mrs_patel, status=status)
    said = refused(store, signups.book, session_id=a_session(store), person_id=mrs_patel)
    assert why in said.sentence


def test_who_is_in_hospital_until_wednesday_can_be_booked_for_thursday(store):
    mrs_patel = a_person(store)
    change_person(store, mrs_patel, status="hospital", status_until=date(2026, 11, 25))
    book(store, a_session(store), mrs_patel)


def test_a_group_for_young_people_refuses_without_saying_an_age_aloud(store):
    hub = an_activity(store, "Young people’s hub", youngest=11, oldest=18)
    mrs_patel = a_person(store, born=date(1951, 3, 14))
    said = refused(
        store, signups.book, session_id=a_session(store, activity_id=hub), person_id=mrs_patel
    )
    assert said.sentence == "Not booked. This group is for 11 to 18."


def test_a_cancelled_booking_frees_its_place_and_keeps_the_reason(store):
    thursday, mrs_patel = a_session(store, places=1), a_person(store)
    booked = book(store, thursday, mrs_patel).value
    store.write(
        partial(
            signups.cancel, booking_id=booked.booking_id, reason="Has a cold", cancelled_by="person"
        )
    )
    row = store.read(lambda db: db.one(select(booking)))
    assert (row.status, row.reason, row.cancelled_by) == ("cancelled", "Has a cold", "person")
    assert card(store, thursday).booked == 0
    book(store, thursday, mrs_patel)
    assert card(store, thursday).booked == 1


def test_a_cancelled_number_can_be_given_again(store):
    booked = book(store, a_session(store), a_person(store)).value
    store.write(partial(signups.cancel, booking_id=booked.booking_id))
    assert store.read(lambda db: db.all(select(booking_number))) == []


def test_marks_count_who_came(store, clock):
    thursday = a_session(store)
    clock.now = ON_THE_DAY
    booked = book(store, thursday, a_person(store)).value
    for as_, came in (("arrived", 1), ("missed", 0), ("arrived", 1), ("booked", 0)):
        store.write(partial(signups.mark, booking_id=booked.booking_id, as_=as_))
        assert (lines(store, thursday)[0].mark, card(store, thursday).came) == (as_, came)


def test_nobody_arrives_before_the_day(store):
    booked = book(store, a_session(store), a_person(store)).value
    said = refused(store, signups.mark, booking_id=booked.booking_id, as_="arrived")
    assert "Mark arrivals that day." in said.sentence


def test_who_stands_in_the_room_is_written_down_even_when_it_is_full(store):
    full = a_session(store, on=TODAY, starts=time(0), ends=time(23, 59), places=1)
    ann, sam = people(store, 2)
    book(store, full, ann)
    store.write(partial(signups.walk_in, session_id=full, person_id=sam))
    now = card(store, full)
    assert (now.booked, now.over, now.came) == (1, 1, 1)
    assert [(line.walked_in, line.over) for line in lines(store, full)] == [
        (False, False),
        (True, True),
    ]


def test_two_people_of_one_name_are_told_apart_by_year(store):
    thursday = a_session(store)
    for year in (1951, 1984):
        book(store, thursday, a_person(store, born=date(year, 3, 14)))
    assert {line.name for line in lines(store, thursday)} == {
        "Meera Patel (1951)",
        "Meera Patel (1984)",
    }


def test_places_never_go_below_those_booked(store):
    thursday, (ann, bob) = a_session(store), people(store, 2)
    book(store, thursday, ann)
    book(store, thursday, bob)
    store.write(places(thursday, 1))
    assert card(store, thursday).places == 2


def test_nobody_is_booked_before_booking_opens(store, clock):
    early = an_activity(store, "Singing", opens_days=2)
    thursday, ann = a_session(store, activity_id=early), a_person(store)
    said = refused(store, signups.book, session_id=thursday, person_id=ann)
    assert said.sentence == "Not booked. Booking for Singing opens on Tuesday 24 November."
    clock.now = datetime(2026, 11, 24, 8, tzinfo=UTC)
    assert book(store, thursday, ann).value.booking_id


def test_nobody_is_booked_after_booking_has_closed_but_may_walk_in(store, clock):
    lunch = an_activity(store, "Shared lunch", closes_days=0, closes_at=time(10))
    thursday, ann = a_session(store, activity_id=lunch), a_person(store)
    clock.now = datetime(2026, 11, 26, 10, tzinfo=UTC)
    said = refused(store, signups.book, session_id=thursday, person_id=ann)
    assert said.sentence == (
        "Not booked. Booking for Shared lunch closed on Thursday 26 November, 10am."
    )
    clock.now = datetime(2026, 11, 26, 14, 5, tzinfo=UTC)
    store.write(partial(signups.walk_in, session_id=thursday, person_id=ann))
    assert card(store, thursday).came == 1


def at_once(open_store, *actions):
    """Do each action at a desk of its own, all at the same moment."""
    ready, outcomes = Barrier(len(actions)), [None] * len(actions)

    def work(place, action):
        mine = open_store(f"desk {place}")
        ready.wait()
        try:
            outcomes[place] = mine.write(action)
        except Refused as no:
            outcomes[place] = no

    threads = [Thread(target=work, args=pair) for pair in enumerate(actions)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return outcomes


def test_two_desks_cannot_both_take_the_last_place(open_store):
    store = open_store()
    thursday, (ann, bob) = a_session(store, places=1), people(store, 2)
    outcomes = at_once(
        open_store,
        partial(signups.book, session_id=thursday, person_id=ann),
        partial(signups.book, session_id=thursday, person_id=bob),
    )
    assert sum(isinstance(outcome, Refused) for outcome in outcomes) == 1
    assert card(store, thursday).booked == len(lines(store, thursday)) == 1


def test_two_desks_cannot_book_one_patient_on_two_overlapping_sessions(open_store):
    store = open_store()
    lunch = a_session(store, name="Shared lunch", starts=time(13), ends=time(15))
    thursday, mrs_patel = a_session(store), a_person(store)
    outcomes = at_once(
        open_store,
        partial(signups.book, session_id=thursday, person_id=mrs_patel),
        partial(signups.book, session_id=lunch, person_id=mrs_patel),
    )
    assert sum(isinstance(outcome, Refused) for outcome in outcomes) == 1
    assert card(store, thursday).booked + card(store, lunch).booked == 1


def test_two_desks_booking_one_patient_on_one_session_book_her_once(open_store):
    store = open_store()
    thursday, mrs_patel = a_session(store), a_person(store)
    book_her = partial(signups.book, session_id=thursday, person_id=mrs_patel)
    outcomes = at_once(open_store, book_her, book_her)
    assert sum(isinstance(outcome, Refused) for outcome in outcomes) == 1
    assert card(store, thursday).booked == 1


def test_cancelling_and_booking_at_two_desks_never_deadlock(open_store):
    store = open_store()
    thursday, (ann, bob) = a_session(store, places=1), people(store, 2)
    booked = book(store, thursday, ann).value
    at_once(
        open_store,
        partial(signups.cancel, booking_id=booked.booking_id),
        partial(signups.book, session_id=thursday, person_id=bob),
    )
    assert card(store, thursday).booked == len(lines(store, thursday))


def test_sixteen_desks_for_twelve_places_fill_it_and_no_more(open_store):
    store = open_store()
    thursday, everybody = a_session(store, places=12), people(store, 16)
    outcomes = at_once(
        open_store,
        *(partial(signups.book, session_id=thursday, person_id=each) for each in everybody),
    )
    assert sum(isinstance(outcome, Refused) for outcome in outcomes) == 4
    assert card(store, thursday).booked == len(lines(store, thursday)) == 12


def take_back(store, key):
    return store.write(partial(undo.undo, key=key.hex), undoes=key)


def test_undo_takes_a_booking_back_and_says_so(store):
    thursday = a_session(store)
    booked = book(store, thursday, a_person(store))
    undone = take_back(store, booked.key)
    assert undone.value.words.startswith("undid: booked Mrs Patel on Crafternoon")
    assert lines(store, thursday) == ()
    assert card(store, thursday).booked == 0


def test_undoing_the_undo_books_again(store):
    thursday = a_session(store)
    booked = book(store, thursday, a_person(store))
    undone = take_back(store, booked.key)
    again = take_back(store, undone.key)
    assert again.value.words.startswith("did again: booked Mrs Patel")
    assert [line.booking_id for line in lines(store, thursday)] == [booked.value.booking_id]
    assert card(store, thursday).booked == 1


def test_undo_of_a_cancellation_is_refused_when_the_place_has_gone(store):
    thursday, (ann, bob) = a_session(store, places=1), people(store, 2)
    booked = book(store, thursday, ann).value
    cancelled = store.write(partial(signups.cancel, booking_id=booked.booking_id))
    book(store, thursday, bob)
    with pytest.raises(Refused, match="gone to somebody else"):
        take_back(store, cancelled.key)
    assert card(store, thursday).booked == 1


def test_undo_of_a_cancellation_is_refused_when_they_are_elsewhere_by_now(store):
    lunch = a_session(store, name="Shared lunch", starts=time(13), ends=time(15))
    thursday, mrs_patel = a_session(store), a_person(store)
    booked = book(store, thursday, mrs_patel).value
    cancelled = store.write(partial(signups.cancel, booking_id=booked.booking_id))
    book(store, lunch, mrs_patel)
    with pytest.raises(Refused, match="at Shared lunch then"):
        take_back(store, cancelled.key)


def test_a_booking_marked_since_is_not_undone(store):
    now_on = a_session(store, on=TODAY, starts=time(0), ends=time(23, 59))
    booked = book(store, now_on, a_person(store))
    store.write(partial(signups.mark, booking_id=booked.value.booking_id, as_="arrived"))
    with pytest.raises(Refused, match="changed it since"):
        take_back(store, booked.key)
    assert card(store, now_on).came == 1


def test_a_step_is_taken_back_once(store):
    booked = book(store, a_session(store), a_person(store))
    take_back(store, booked.key)
    with pytest.raises(Refused, match="taken back already"):
        take_back(store, booked.key)


def test_counters_live_on_the_session_row(store):
    thursday = a_session(store)
    row = store.read(lambda db: db.one(select(session).where(session.c.id == thursday)))
    assert (row.booked, row.over, row.came) == (0, 0, 0)


def card_of(store, person_id):
    return store.read(partial(registers.card, person_id=person_id))


def a_visit(store, activity_id, days, person_id, mark="booked"):
    """Write a visit down as it was, so many days from today."""
    on = days_from(TODAY, days)
    session_id = a_session(store, activity_id=activity_id, on=on, places=5)
    facts = {"session": session_id, "person": person_id, "status": mark, "booked_at": NOW}
    store.write(lambda db: db.add(booking, **facts))
    store.write(lambda db: db.count(session, session_id, booked=1))


def test_a_card_counts_every_visit_however_long_they_have_been_coming(store):
    choir, regular = an_activity(store), a_person(store)
    for days in range(1, 71):
        a_visit(store, choir, -days, regular, "missed" if days % 7 == 0 else "arrived")
    card = card_of(store, regular)
    assert (card.number_of_visits, card.number_missed) == (60, 10)
    assert len(card.past) == 60
    assert card.past[0].date == days_from(TODAY, -1)  # the newest first


def test_a_card_knows_the_next_and_the_last_visits_of_somebody_booked_far_ahead(store):
    choir, regular = an_activity(store), a_person(store)
    a_visit(store, choir, -1, regular, "arrived")
    for days in range(1, 71):
        a_visit(store, choir, days, regular)
    card = card_of(store, regular)
    assert [each.date for each in card.past] == [days_from(TODAY, -1)]
    assert card.coming[0].date == days_from(TODAY, 1)


def test_a_reason_pasted_with_controls_is_written_down_as_one_line(store):
    booked = book(store, a_session(store), a_person(store)).value
    pasted = "not\twell\n\0 \ud800today"
    store.write(partial(signups.cancel, booking_id=booked.booking_id, reason=pasted))
    assert store.read(lambda db: db.value(select(booking.c.reason))) == "not well today"


def test_nobody_is_told_which_private_session_somebody_is_at(store):
    grief = a_session(store, name="Grief group", private=True)
    craft, mrs_patel = a_session(store), a_person(store)
    book = partial(signups.book, person_id=mrs_patel)
    store.write(partial(book, session_id=grief))
    with pytest.raises(Refused) as no:
        store.write(partial(book, session_id=craft))
    assert "is already at a private session from 2pm to 4pm" in no.value.sentence
