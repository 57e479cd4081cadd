from datetime import time, timedelta
from functools import partial

import pytest
from sqlalchemy import select

from desktop.data import activities, booking_numbers, people, registers, signups, undo
from desktop.data.tables import booking, booking_number, word
from desktop.rules.people import PersonFacts, Phone
from desktop.rules.refusal import Refused
from tests.makers import THURSDAY, TODAY, a_person, a_session, an_activity, days_from, places
from tests.makers import people as some_people


def do(store, action, **values):
    return store.write(partial(action, **values))


def take_back(store, key):
    return store.write(partial(undo.undo, key=key.hex), undoes=key)


def refused(store, key):
    with pytest.raises(Refused) as said:
        take_back(store, key)
    return said.value.sentence


def on_now(store, **facts):
    return a_session(store, on=TODAY, starts=time(0), ends=time(23, 59), **facts)


def counters(store, session_id):
    card = store.read(partial(activities.session_card, session_id=session_id))
    return card.booked, card.over, card.came


def test_undo_and_redo_may_go_to_and_fro_and_always_say_which_it_is(store):
    booked = do(store, signups.book, session_id=a_session(store), person_id=a_person(store))
    words, key = [], booked.key
    for _ in range(4):
        written = take_back(store, key)
        words.append(written.value.words.partition(": ")[0])
        key = written.key
    assert words == ["undid", "did again", "undid", "did again"]


def test_undo_names_the_session_so_that_the_desk_can_show_it(store):
    thursday = a_session(store)
    booked = do(store, signups.book, session_id=thursday, person_id=a_person(store))
    undone = take_back(store, booked.key).value
    assert undone.words == "undid: booked Mrs Patel on Crafternoon, Thursday 26 November"
    assert undone.session_id == thursday


def test_the_cancellation_of_somebody_who_had_arrived_is_undone_with_both_counters(store):
    session_id = on_now(store)
    here = do(store, signups.walk_in, session_id=session_id, person_id=a_person(store)).value
    cancelled = do(store, signups.cancel, booking_id=here.booking_id)
    assert counters(store, session_id) == (0, 0, 0)
    take_back(store, cancelled.key)
    assert counters(store, session_id) == (1, 0, 1)


def test_undo_of_a_cancellation_is_refused_when_they_have_been_booked_again(store):
    thursday, mrs_patel = a_session(store), a_person(store)
    booked = do(store, signups.book, session_id=thursday, person_id=mrs_patel).value
    cancelled = do(store, signups.cancel, booking_id=booked.booking_id)
    do(store, signups.book, session_id=thursday, person_id=mrs_patel)
    assert refused(store, cancelled.key) == "Not undone. They have been booked again since."
    assert counters(store, thursday) == (1, 0, 0)


@pytest.mark.parametrize(
    ("status", "said"),
    [
        ("died", "Not booked. Mrs Patel is recorded as having died."),
        ("moved", "Not booked. Mrs Patel is recorded as moved away. Change that first."),
        ("hospital", "Not booked. Mrs Patel is recorded as in hospital. Change that first."),
    ],
)
def test_a_cancellation_is_not_undone_for_somebody_who_could_not_be_booked_now(store, status, said):
    thursday, mrs_patel = a_session(store), a_person(store)
    booked = do(store, signups.book, session_id=thursday, person_id=mrs_patel).value
    cancelled = do(store, signups.cancel, booking_id=booked.booking_id)
    do(store, people.set_status, person_id=mrs_patel, version=1, status=status)
    assert refused(store, cancelled.key) == said
    assert counters(store, thursday) == (0, 0, 0)


def test_a_booking_taken_back_is_not_made_again_for_somebody_who_has_died(store):
    thursday, mrs_patel = a_session(store), a_person(store)
    booked = do(store, signups.book, session_id=thursday, person_id=mrs_patel)
    undone = take_back(store, booked.key)
    do(store, people.set_status, person_id=mrs_patel, version=1, status="died")
    assert refused(store, undone.key) == "Not booked. Mrs Patel is recorded as having died."
    assert counters(store, thursday) == (0, 0, 0)


def test_who_was_there_stays_true_when_they_have_died_since(store, clock):
    today, mrs_patel = on_now(store), a_person(store)
    here = do(store, signups.walk_in, session_id=today, person_id=mrs_patel).value
    cancelled = do(store, signups.cancel, booking_id=here.booking_id)
    clock.now += timedelta(days=2)
    do(store, people.set_status, person_id=mrs_patel, version=1, status="died")
    take_back(store, cancelled.key)
    assert counters(store, today) == (1, 0, 1)


def test_a_mark_can_be_taken_back_whatever_has_happened_since(store):
    today, mrs_patel = on_now(store), a_person(store)
    booked = do(store, signups.book, session_id=today, person_id=mrs_patel).value
    marked = do(store, signups.mark, booking_id=booked.booking_id, as_="arrived")
    do(store, people.set_status, person_id=mrs_patel, version=1, status="hospital")
    take_back(store, marked.key)
    assert counters(store, today) == (1, 0, 0)


def test_a_booking_that_lives_again_has_its_number_to_itself(store):
    booked = do(store, signups.book, session_id=a_session(store), person_id=a_person(store)).value
    cancelled = do(store, signups.cancel, booking_id=booked.booking_id)
    take_back(store, cancelled.key)
    claimed = store.read(lambda db: db.all(select(booking_number.c.number)))
    assert [row.number for row in claimed] == [booked.number]


def test_a_booking_whose_number_was_given_away_meanwhile_gets_another(store, monkeypatch):
    monkeypatch.setattr(booking_numbers.secrets, "randbelow", lambda _n: 7)
    ann, bob = some_people(store, 2)
    hers = do(store, signups.book, session_id=a_session(store), person_id=ann).value
    cancelled = do(store, signups.cancel, booking_id=hers.booking_id)
    his = do(store, signups.book, session_id=a_session(store), person_id=bob).value
    assert his.number == hers.number
    monkeypatch.setattr(booking_numbers.secrets, "randbelow", lambda _n: 8)
    take_back(store, cancelled.key)
    rows = store.read(lambda db: db.all(select(booking.c.number)))
    assert sorted(row.number for row in rows) == [10_007, 10_008]


def test_a_booking_that_was_undone_gives_its_number_back(store):
    booked = do(store, signups.book, session_id=a_session(store), person_id=a_person(store))
    take_back(store, booked.key)
    assert store.read(lambda db: db.all(select(booking_number))) == []


def test_more_places_are_not_taken_away_again_once_they_are_booked(store):
    thursday, (ann, bob) = a_session(store, places=1), some_people(store, 2)
    more = store.write(places(thursday, 2))
    do(store, signups.book, session_id=thursday, person_id=ann)
    do(store, signups.book, session_id=thursday, person_id=bob)
    assert refused(store, more.key) == "Not undone. 2 people are booked by now."
    card = store.read(partial(activities.session_card, session_id=thursday))
    assert (card.places, card.booked) == (2, 2)


def test_a_new_person_who_has_been_booked_since_is_not_taken_back(store):
    added = do(store, people.add, facts=PersonFacts(first="Meera", last="Patel"))
    do(store, signups.book, session_id=a_session(store), person_id=added.value.id)
    assert refused(store, added.key) == "Not undone. It has been used since."
    assert store.read(partial(people.page, person_id=added.value.id)).facts.last == "Patel"


def test_a_new_person_is_taken_back_whole_and_comes_back_whole(store):
    facts = PersonFacts(
        first="Meera", last="Patel", phones=(Phone("+447700900142"),), nhs_number="9990000018",
        needs=(("large print", "20 point"),),
    )  # fmt: skip
    added = do(store, people.add, facts=facts)
    undone = take_back(store, added.key)
    assert store.read(people.how_many) == 0
    assert store.read(lambda db: db.all(select(word))) == []
    take_back(store, undone.key)
    assert store.read(partial(people.page, person_id=added.value.id)).facts == facts
    found = store.read(lambda db: db.all(select(word.c.word).where(word.c.word == "patel")))
    assert len(found) == 1


def test_a_new_session_that_has_been_booked_since_is_not_taken_back(store):
    made = do(
        store, activities.make_session, activity_id=an_activity(store), on=THURSDAY,
        starts=time(14), ends=time(16), places=3,
    )  # fmt: skip
    booked = do(store, signups.book, session_id=made.value.id, person_id=a_person(store)).value
    do(store, signups.cancel, booking_id=booked.booking_id)
    assert refused(store, made.key) == "Not undone. It has been used since."


def test_a_new_session_nobody_is_on_is_taken_back(store):
    made = do(
        store, activities.make_session, activity_id=an_activity(store), on=THURSDAY,
        starts=time(14), ends=time(16), places=3,
    )  # fmt: skip
    take_back(store, made.key)
    week = store.read(partial(activities.week, first=THURSDAY))
    assert week.sessions == ()


def test_a_changed_name_goes_back_and_is_found_by_the_old_one_again(store):
    added = do(store, people.add, facts=PersonFacts(first="Meera", last="Patel")).value
    married = PersonFacts(first="Meera", last="Shah")
    changed = do(store, people.change, person_id=added.id, version=1, facts=married)
    take_back(store, changed.key)
    words = {row.word for row in store.read(lambda db: db.all(select(word.c.word)))}
    assert "patel" in words
    assert "shah" not in words


def test_a_changed_phone_goes_back_and_a_page_that_is_open_is_out_of_date(store):
    facts = PersonFacts(first="Meera", last="Patel", phones=(Phone("+447700900142"),))
    added = do(store, people.add, facts=facts).value
    no_phone = PersonFacts(first="Meera", last="Patel")
    changed = do(store, people.change, person_id=added.id, version=1, facts=no_phone)
    open_page = store.read(partial(people.page, person_id=added.id))
    take_back(store, changed.key)
    assert store.read(partial(people.page, person_id=added.id)).facts == facts
    with pytest.raises(Refused, match="tests changed this at 9:30am, at desk 1"):
        do(
            store, people.change, person_id=added.id, version=open_page.version,
            facts=PersonFacts(first="Mira", last="Patel"),
        )  # fmt: skip


def test_two_desks_cannot_take_back_one_step_twice(open_store):
    here, there = open_store("desk 1"), open_store("desk 2")
    thursday = a_session(here)
    booked = do(here, signups.book, session_id=thursday, person_id=a_person(here))
    take_back(there, booked.key)
    assert refused(here, booked.key) == "Not undone. That was taken back already."
    assert counters(here, thursday) == (0, 0, 0)


def test_a_step_that_changed_nothing_cannot_be_taken_back(store):
    booked = do(store, signups.book, session_id=a_session(store), person_id=a_person(store)).value
    same = do(store, signups.mark, booking_id=booked.booking_id, as_="booked")
    assert refused(store, same.key) == "Not undone. There is nothing to take back."


def test_an_undone_booking_lends_its_id_to_nobody(store):
    """A register that was painted a second ago must never cancel somebody else's place."""
    thursday, (ann, bob) = a_session(store), some_people(store, 2)
    hers = do(store, signups.book, session_id=thursday, person_id=ann)
    take_back(store, hers.key)
    his = do(store, signups.book, session_id=thursday, person_id=bob).value
    assert his.booking_id != hers.value.booking_id
    with pytest.raises(Refused, match="no longer there"):
        do(store, signups.cancel, booking_id=hers.value.booking_id)
    register = store.read(partial(registers.register, session_id=thursday))
    assert [line.person_id for line in register.lines] == [bob]


def test_what_happened_between_is_kept_when_an_older_step_is_taken_back(store):
    week_after = a_session(store, on=days_from(THURSDAY, 7))
    thursday, (ann, bob) = a_session(store), some_people(store, 2)
    hers = do(store, signups.book, session_id=thursday, person_id=ann)
    do(store, signups.book, session_id=thursday, person_id=bob)
    do(store, signups.book, session_id=week_after, person_id=ann)
    take_back(store, hers.key)
    assert counters(store, thursday) == counters(store, week_after) == (1, 0, 0)
