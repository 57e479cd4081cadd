"""Lunch, a ride home: what a booking takes inside a session, each with a limit of its own."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from functools import partial

import pytest
from sqlalchemy import select

from desktop.data import (
    companions,
    merging,
    offer_changes,
    offers,
    one_companion,
    option_limits,
    options,
    places_to_offer,
    rebooking,
    registers,
    signups,
    waiting,
    waiting_options,
)
from desktop.data.db import Db
from desktop.data.tables import (
    activity,
    activity_option,
    booking_option,
    person,
    session,
    waiting_option,
)
from desktop.rules.activities import Option
from desktop.rules.companions import Brought
from tests.data.test_signups import at_once
from tests.data.test_waiting import do, refused, take_back
from tests.makers import THURSDAY, TODAY, a_person, a_session, an_activity, people

AFTER = datetime(2026, 11, 27, 9, tzinfo=UTC)


@pytest.fixture
def lunch_club(store):
    """An activity with 2 lunches and 4 rides, and a Thursday of it."""
    return with_options(store)


def with_options(store):
    club = an_activity(store, "Lunch club")
    for n, (name, places) in enumerate((("Lunch", 2), ("Ride home", 4))):
        add = {"activity": club, "name": name, "places": places, "position": n}
        store.write(lambda db, add=add: db.add(activity_option, **add))
    return a_session(store, activity_id=club)


def book(store, session_id, *who):
    return [do(store, signups.book, session_id=session_id, person_id=each).value.booking_id
            for each in who]  # fmt: skip


def lines(store, session_id):
    return store.read(partial(options.options_of, session_id=session_id))


def taken(store, session_id):
    return {line.name: line.taken for line in lines(store, session_id)}


def lunch_of(store, session_id):
    return lines(store, session_id)[0].id


def choose(store, booking_id, option_id, **more):
    return do(store, options.choose, booking_id=booking_id, option_id=option_id, **more)


def no_lunch(store, booking_id, option_id, **more):
    return refused(
        store, options.choose, booking_id=booking_id, option_id=option_id, **more
    ).sentence


def both_lunches(store, session_id):
    """Book three and give the first two the only lunches."""
    booked = book(store, session_id, *people(store, 3))
    lunch = lunch_of(store, session_id)
    for each in booked[:2]:
        choose(store, each, lunch)
    return booked, lunch


def test_a_lunch_is_taken_and_what_is_left_is_known(store, lunch_club):
    booked = book(store, lunch_club, *people(store, 1))
    choose(store, booked[0], lunch_of(store, lunch_club))
    first = lines(store, lunch_club)[0]
    assert (first.name, first.taken, first.places) == ("Lunch", 1, 2)
    assert first.takers == ((booked[0], 1),)


def test_a_lunch_too_many_is_refused_with_what_is_left(store, lunch_club):
    booked, lunch = both_lunches(store, lunch_club)
    assert no_lunch(store, booked[2], lunch) == "Not added. Lunch is full: 2 of 2."
    assert taken(store, lunch_club)["Lunch"] == 2


def test_lunch_for_a_companion_counts_and_more_than_there_are_people_is_refused(store, lunch_club):
    booked, other = book(store, lunch_club, *people(store, 2))
    lunch = lunch_of(store, lunch_club)
    said = no_lunch(store, booked, lunch, number=2)
    assert said == "Not added. Mrs Number0 is 1 person, and 2 were to take Lunch."
    do(store, companions.add, booking_id=booked, brought=[Brought("Jo Reid")])
    choose(store, other, lunch)
    said = no_lunch(store, booked, lunch, number=2)
    assert said == "Not added. Lunch has 1 left: 1 of 2."
    do(store, options.leave, booking_id=other, option_id=lunch)
    choose(store, booked, lunch, number=2)
    assert taken(store, lunch_club)["Lunch"] == 2


def test_when_a_companion_does_not_come_their_lunch_is_free(store, lunch_club):
    (booked,) = book(store, lunch_club, *people(store, 1))
    do(store, companions.add, booking_id=booked, brought=[Brought("Jo Reid")])
    choose(store, booked, lunch_of(store, lunch_club), number=2)
    along = store.read(partial(registers.register, session_id=lunch_club)).lines[0].along
    do(store, one_companion.cancel, companion_id=along[0].id)
    assert taken(store, lunch_club)["Lunch"] == 1


def test_a_companion_who_comes_alone_keeps_the_lunch_and_the_other_is_free(store, lunch_club):
    (booked,) = book(store, lunch_club, *people(store, 1))
    jo = Brought(person_id=a_person(store, "Jo", "Reid"))
    do(store, companions.add, booking_id=booked, brought=[jo])
    choose(store, booked, lunch_of(store, lunch_club), number=2)
    along = store.read(partial(registers.register, session_id=lunch_club)).lines[0].along
    made = do(store, one_companion.stay, companion_id=along[0].id)
    assert lines(store, lunch_club)[0].takers == ((made.value.booking_id, 1),)
    take_back(store, made.key)
    assert lines(store, lunch_club)[0].takers == ((booked, 2),)


def test_who_cancels_frees_their_lunch_and_undo_asks_whether_it_is_still_there(store, lunch_club):
    booked, lunch = both_lunches(store, lunch_club)
    gone = do(store, signups.cancel, booking_id=booked[0])
    assert taken(store, lunch_club)["Lunch"] == 1
    choose(store, booked[2], lunch)
    with pytest.raises(options.Refused) as said:
        take_back(store, gone.key)
    assert said.value.sentence == "Not undone. Lunch would be 3 of 2 by now."
    do(store, options.leave, booking_id=booked[2], option_id=lunch)
    take_back(store, gone.key)
    assert taken(store, lunch_club)["Lunch"] == 2


def test_who_did_not_come_keeps_their_lunch_until_somebody_takes_it_off(store, lunch_club, clock):
    booked, lunch = both_lunches(store, lunch_club)
    clock.now = datetime(2026, 11, 26, 14, 30, tzinfo=UTC)
    do(store, signups.mark, booking_id=booked[0], as_="missed")
    assert no_lunch(store, booked[2], lunch) == "Not added. Lunch is full: 2 of 2."
    do(store, options.leave, booking_id=booked[0], option_id=lunch)
    choose(store, booked[2], lunch)


def test_who_has_cancelled_takes_nothing(store, lunch_club):
    booked, lunch = both_lunches(store, lunch_club)
    do(store, signups.cancel, booking_id=booked[2])
    said = no_lunch(store, booked[2], lunch)
    assert said == "Not added. Mrs Number2 has cancelled. Book again first."


def test_an_option_of_another_activity_is_refused(store, lunch_club):
    (booked,) = book(store, a_session(store), *people(store, 1))
    said = no_lunch(store, booked, lunch_of(store, lunch_club))
    assert said == "Not added. Crafternoon no longer has that option."


def test_one_enter_saves_all_that_was_ticked_or_nothing(store, lunch_club):
    booked, lunch = both_lunches(store, lunch_club)
    ride = lines(store, lunch_club)[1].id
    chosen = ((lunch, 1), (ride, 1))
    said = refused(store, options.save, booking_id=booked[2], chosen=chosen)
    assert said.sentence == "Not added. Lunch is full: 2 of 2."
    assert taken(store, lunch_club)["Ride home"] == 0
    do(store, options.save, booking_id=booked[0], chosen=((ride, 1),))
    assert taken(store, lunch_club) == {"Lunch": 1, "Ride home": 1}


def test_choosing_is_undone_in_words_and_so_is_leaving(store, lunch_club):
    (booked,) = book(store, lunch_club, a_person(store))
    lunch = lunch_of(store, lunch_club)
    chose = choose(store, booked, lunch)
    done = take_back(store, chose.key).value
    words = "changed what Mrs Patel takes on Lunch club, Thursday 26 November"
    assert done.words == f"undid: {words}"
    assert taken(store, lunch_club)["Lunch"] == 0
    choose(store, booked, lunch)
    left = do(store, options.leave, booking_id=booked, option_id=lunch)
    take_back(store, left.key)
    assert taken(store, lunch_club)["Lunch"] == 1


def test_leaving_is_not_undone_when_the_lunch_has_gone(store, lunch_club):
    booked, lunch = both_lunches(store, lunch_club)
    left = do(store, options.leave, booking_id=booked[0], option_id=lunch)
    choose(store, booked[2], lunch)
    with pytest.raises(options.Refused) as said:
        take_back(store, left.key)
    assert said.value.sentence == "Not undone. Lunch would be 3 of 2 by now."


def test_leaving_is_not_undone_when_they_have_it_again(store, lunch_club):
    booked, lunch = both_lunches(store, lunch_club)
    left = do(store, options.leave, booking_id=booked[0], option_id=lunch)
    choose(store, booked[0], lunch)
    with pytest.raises(options.Refused) as said:
        take_back(store, left.key)
    assert said.value.sentence == "Not undone. They have it again by now."


def next_week(store, session_id):
    shown = store.read(partial(registers.register, session_id=session_id)).session
    on = THURSDAY + timedelta(days=7)
    return a_session(store, activity_id=shown.activity_id, on=on)


def move(store, booking_id, session_id):
    return do(store, rebooking.move_booking, booking_id=booking_id, session_id=session_id)


def test_lunch_goes_along_to_another_date_where_there_is_one_and_undo_gives_it_back(
    store, lunch_club
):
    booked, _lunch = both_lunches(store, lunch_club)
    later = next_week(store, lunch_club)
    moved = move(store, booked[0], later)
    assert moved.value.left == ""
    assert (taken(store, lunch_club)["Lunch"], taken(store, later)["Lunch"]) == (1, 1)
    take_back(store, moved.key)
    assert (taken(store, lunch_club)["Lunch"], taken(store, later)["Lunch"]) == (2, 0)


def test_a_move_to_where_lunch_has_gone_says_so(store, lunch_club):
    booked, lunch = both_lunches(store, lunch_club)
    later = next_week(store, lunch_club)
    for each in book(store, later, *people(store, 2)):
        choose(store, each, lunch)
    moved = move(store, booked[0], later).value
    assert moved.left == "Lunch did not go along: none is free there. Tell Mrs Number0."
    assert taken(store, later)["Lunch"] == 2


def versions_of(store, person_id):
    return store.read(lambda db: db.value(select(person.c.version).where(person.c.id == person_id)))


def test_two_records_of_one_person_eat_one_lunch(store, lunch_club):
    meera, mira = a_person(store), a_person(store, "Mira")
    lunch = lunch_of(store, lunch_club)
    (first,) = book(store, lunch_club, meera)
    (second,) = book(store, lunch_club, mira)
    choose(store, second, lunch)
    ride = lines(store, lunch_club)[1].id
    for each in (first, second):
        choose(store, each, ride)
    versions = tuple(versions_of(store, each) for each in (meera, mira))
    do(store, merging.merge, kept_id=meera, other_id=mira, versions=versions, choices=())
    assert taken(store, lunch_club) == {"Lunch": 1, "Ride home": 1}
    assert dict(lines(store, lunch_club)[0].takers) == {first: 1}


def edited(store, session_id, *wanted):
    """Save the activity in the editor with these options."""
    club = store.read(partial(registers.register, session_id=session_id)).session.activity_id
    page = store.read(partial(offers.activity_page, activity_id=club, today=TODAY))
    facts = replace(page.facts, options=tuple(Option(*each) for each in wanted))
    return partial(offer_changes.save, activity_id=club, version=page.version, facts=facts)


def test_a_limit_below_what_is_taken_is_refused_in_the_editor(store, lunch_club):
    both_lunches(store, lunch_club)
    said = refused(store, edited(store, lunch_club, ("Lunch", 1), ("Ride home", 4)))
    assert said.sentence == "Not saved. Lunch is taken by 2 on Thursday 26 November, over 1."
    assert lines(store, lunch_club)[0].places == 2


def test_an_option_somebody_has_is_not_removed(store, lunch_club):
    both_lunches(store, lunch_club)
    said = refused(store, edited(store, lunch_club, ("Ride home", 4)))
    assert said.sentence == (
        "Not saved. 2 people have Lunch on Thursday 26 November. Take it off there first."
    )
    do(store, edited(store, lunch_club, ("Lunch", 2)))
    assert list(taken(store, lunch_club)) == ["Lunch"]


def test_an_option_is_removed_once_its_dates_are_over_and_undo_gives_all_back(
    store, lunch_club, clock
):
    both_lunches(store, lunch_club)
    clock.now = AFTER
    removed = do(store, edited(store, lunch_club, ("Ride home", 4)))
    assert store.read(lambda db: db.all(select(booking_option))) == []
    take_back(store, removed.key)
    assert taken(store, lunch_club)["Lunch"] == 2


def test_more_lunches_are_not_undone_once_they_are_taken(store, lunch_club):
    booked, lunch = both_lunches(store, lunch_club)
    more = do(store, edited(store, lunch_club, ("Lunch", 3), ("Ride home", 4)))
    choose(store, booked[2], lunch)
    with pytest.raises(options.Refused) as said:
        take_back(store, more.key)
    assert said.value.sentence == "Not undone. Lunch would be 3 of 2 by now."


def test_two_desks_cannot_both_take_the_last_lunch(open_store):
    store = open_store()
    thursday = with_options(store)
    first, *both = book(store, thursday, *people(store, 3))
    lunch = lunch_of(store, thursday)
    choose(store, first, lunch)
    outcomes = at_once(
        open_store, *(partial(options.choose, booking_id=each, option_id=lunch) for each in both)
    )
    refusals = [each for each in outcomes if isinstance(each, options.Refused)]
    assert [each.sentence for each in refusals] == ["Not added. Lunch is full: 2 of 2."]
    assert taken(store, thursday)["Lunch"] == 2


def test_a_desk_that_takes_lunch_while_another_removes_it_waits_for_the_answer(open_store):
    store = open_store()
    thursday = with_options(store)
    (booked,) = book(store, thursday, *people(store, 1))
    lunch = lunch_of(store, thursday)
    outcomes = at_once(
        open_store,
        partial(options.choose, booking_id=booked, option_id=lunch),
        edited(store, thursday, ("Ride home", 4)),
    )
    assert sum(isinstance(each, options.Refused) for each in outcomes) == 1
    assert store.read(lambda db: db.one(select(activity.c.name))).name == "Lunch club"


def test_only_a_register_with_options_asks_the_database_once_more(store, lunch_club, monkeypatch):
    plain, really, asked = a_session(store), Db.all, []

    def counted(db, statement, **values):
        asked.append(statement)
        return really(db, statement, **values)

    monkeypatch.setattr(Db, "all", counted)
    numbers = []
    for each in (plain, lunch_club):
        asked.clear()
        store.read(partial(registers.register, session_id=each))
        numbers.append(len(asked))
    assert numbers[1] == numbers[0] + 1


def test_the_register_says_who_takes_what_and_for_how_many(store, lunch_club):
    booked, _other = book(store, lunch_club, *people(store, 2))
    do(store, companions.add, booking_id=booked, brought=[Brought("Jo Reid")])
    choose(store, booked, lunch_of(store, lunch_club), number=2)
    shown = store.read(partial(registers.register, session_id=lunch_club))
    assert [need.words for need in shown.lines[0].needs][-1] == "Lunch for 2"
    assert "Lunch" not in [need.words for need in shown.lines[1].needs]
    assert [(each.name, each.taken) for each in shown.options] == [("Lunch", 2), ("Ride home", 0)]


def a_full_club(store, club):
    """Make the session full, with one who waits for it; the booking that may go comes back too."""
    first, second = book(store, club, *people(store, 2))
    store.write(lambda db: db.change(session, club, places=2))
    ivy = a_person(store, "Ivy", "Cole")
    line = do(store, waiting.wait, session_id=club, person_id=ivy).value.waiting_id
    return first, second, ivy, line


def want(store, line, *chosen):
    return do(store, waiting_options.save, waiting_id=line, chosen=chosen)


def test_what_somebody_who_waits_wants_comes_with_their_place(store, lunch_club):
    first, _second, ivy, line = a_full_club(store, lunch_club)
    want(store, line, (lunch_of(store, lunch_club), 1))
    asked = store.read(partial(options.choosing, session_id=lunch_club, person_id=ivy))
    assert (asked.waiting_id, asked.number_of(asked.options[0])) == (line, 1)
    shown = store.read(partial(registers.register, session_id=lunch_club))
    assert [need.words for need in shown.waiting[0].needs] == ["Lunch"]
    assert taken(store, lunch_club)["Lunch"] == 0
    do(store, signups.cancel, booking_id=first)
    done = do(store, signups.book, session_id=lunch_club, person_id=ivy)
    assert (taken(store, lunch_club)["Lunch"], done.value.left) == (1, "")
    take_back(store, done.key)
    assert taken(store, lunch_club)["Lunch"] == 0
    shown = store.read(partial(registers.register, session_id=lunch_club))
    assert [need.words for need in shown.waiting[0].needs] == ["Lunch"]


def test_what_is_gone_by_then_is_said_and_the_place_is_given(store, lunch_club):
    first, second, _ivy, line = a_full_club(store, lunch_club)
    lunch = lunch_of(store, lunch_club)
    want(store, line, (lunch, 1))
    store.write(lambda db: db.change(activity_option, lunch, places=1))
    do(store, options.choose, booking_id=second, option_id=lunch)
    do(store, signups.cancel, booking_id=first)
    rung = do(store, places_to_offer.ring, waiting_id=line).value
    answered = do(store, places_to_offer.answer, hold_id=rung.hold_id, outcome="yes").value
    assert answered.booking_id
    assert answered.left == "Lunch is full by now. Tell Mrs Cole."
    assert taken(store, lunch_club)["Lunch"] == 1


def test_who_waits_wants_no_more_than_they_are_and_only_what_there_is(store, lunch_club):
    *_others, line = a_full_club(store, lunch_club)
    lunch = lunch_of(store, lunch_club)
    no = refused(store, waiting_options.save, waiting_id=line, chosen=[(lunch, 2)])
    assert no.sentence == "Not added. Mrs Cole is 1 person, and 2 were to take Lunch."
    other = lunch_of(store, with_options(store))
    no = refused(store, waiting_options.save, waiting_id=line, chosen=[(other, 1)])
    assert no.sentence == "Not added. Lunch club no longer has that option."


def test_what_was_wanted_is_taken_back_in_words_and_goes_with_the_option(store, lunch_club):
    *_others, line = a_full_club(store, lunch_club)
    lunch = lunch_of(store, lunch_club)
    done = want(store, line, (lunch, 1))
    undone = take_back(store, done.key).value
    assert (
        undone.words
        == "undid: changed what Mrs Cole would take on Lunch club, Thursday 26 November"
    )
    want(store, line, (lunch, 1))
    store.write(partial(option_limits.check_change, activity_id=_club(store), wanted={}))
    assert not store.read(lambda db: db.all(select(waiting_option)))


def _club(store):
    return store.read(
        lambda db: db.value(select(activity.c.id).where(activity.c.name == "Lunch club"))
    )
