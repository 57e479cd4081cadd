"""Two records of one person become one: nothing is lost, counted twice, or rung twice."""

from datetime import UTC, date, datetime, time, timedelta
from functools import partial

import pytest
from sqlalchemy import select

from desktop.data import (
    activities,
    asking,
    companions,
    finding,
    handovers,
    ideas,
    merging,
    merging_rows,
    moves,
    people,
    places_to_offer,
    rides,
    signups,
    telling,
    undo,
    waiting,
    worries,
)
from desktop.data.patient_import import PatientLine, import_patients
from desktop.data.tables import (
    ask_first,
    asked,
    booking,
    car,
    companion,
    idea_person,
    journal_value,
    metadata,
    next_step,
    passed_on,
    person,
    regular,
    ride,
    staff,
)
from desktop.data.tables import handover as notes
from desktop.rules.companions import Brought
from desktop.rules.ideas import IdeaFacts
from desktop.rules.people import Asked, Phone, Status
from desktop.rules.refusal import Refused
from tests.data.test_signups import at_once
from tests.makers import THURSDAY, TODAY, a_person, a_session, an_activity

BORN = date(1951, 3, 14)


def do(store, action, **values):
    return store.write(partial(action, **values))


def take_back(store, key):
    return store.write(partial(undo.undo, key=key.hex), undoes=key)


def mrs_patel_twice(store, **facts):
    meera = a_person(store, number="+447700900142", nhs="9990123055", born=BORN)
    return meera, a_person(store, "Mira", number="+447700900199", **facts)


def compare(store, kept, other):
    return store.read(partial(merging.compare, kept_id=kept, other_id=other))


def merge(store, kept, other, cancel=(), **choices):
    seen = compare(store, kept, other)
    versions = (seen.kept.version, seen.other.version)
    return do(
        store, merging.merge, kept_id=kept, other_id=other, versions=versions, choices=tuple(choices.items()),
        cancel=cancel,
    )  # fmt: skip


def refused(store, kept, other, **values):
    with pytest.raises(Refused) as no:
        merge(store, kept, other, **values)
    return no.value.sentence


def book(store, session_id, person_id):
    return do(store, signups.book, session_id=session_id, person_id=person_id).value.booking_id


def rows(store, table, *where):
    return store.read(lambda db: db.all(select(table).where(*where).order_by(table.c.id)))


def add(store, table, **values):
    return store.write(lambda db: db.add(table, **values)).value


def card(store, session_id):
    return store.read(partial(activities.session_card, session_id=session_id))


def found(store, text):
    answer = store.read(partial(finding.find, text=text, today=TODAY))
    return [each.id for each in answer.people]


# --- nothing that names a person is forgotten -------------------------------------------------


def test_every_table_that_names_a_person_is_followed():
    """A new foreign key to person must say what becomes of it when two records are merged."""
    keys = {key.parent for table in metadata.tables.values() for key in table.foreign_keys
            if key.column.table is person}  # fmt: skip
    followed = {*merging_rows.MOVED, *merging_rows.FACTS}
    assert {str(each) for each in keys} == {str(each) for each in followed}


def test_all_that_named_the_other_record_names_the_kept_one(store):
    meera, mira = mrs_patel_twice(store)
    group = an_activity(store)
    thursday = a_session(store, activity_id=group, leader=mira)
    booked = book(store, thursday, mira)
    add(store, staff, name="Meera", person=mira)
    add(store, regular, activity=group, person=mira, since=TODAY, made_at=datetime.now(UTC))
    add(store, ask_first, person=mira, other=a_person(store, "Raj"), ask="Ask Sam first.",
        made_at=datetime.now(UTC))  # fmt: skip
    add(store, next_step, activity=group, person=mira, text="Singing", made_at=datetime.now(UTC))
    add(store, notes, person=mira, text="Knits.", made_at=datetime.now(UTC),
        until=datetime.now(UTC))  # fmt: skip
    idea = do(store, ideas.add, facts=IdeaFacts("Chess", suggested_by=mira)).value.id
    do(store, ideas.gather, idea_id=idea, person_id=mira)

    merge(store, meera, mira)
    for column in merging_rows.MOVED + merging_rows.FACTS:
        named = {row[0] for row in store.read(lambda db, c=column: db.all(select(c)))}
        assert mira not in named, column
    assert [row.person for row in rows(store, booking, booking.c.id == booked)] == [meera]
    assert [row.person for row in rows(store, regular)] == [meera]


# --- what the desk sees afterwards ------------------------------------------------------------


def test_the_finder_shows_only_the_kept_one_and_finds_the_names_of_the_other(store):
    meera, mira = mrs_patel_twice(store, born=BORN)
    raj = a_person(store, "Mira", "Shah")
    merge(store, meera, mira)
    assert found(store, "patel mira") == [meera]
    assert found(store, "meera") == [meera]
    assert found(store, "14/3/1951") == [meera]
    assert found(store, "0199") == [meera]
    assert set(found(store, "mira")) == {meera, raj}
    assert store.read(people.how_many) == 2

    page = store.read(partial(people.page, person_id=meera))
    do(store, people.change, person_id=meera, version=page.version,
       facts=page.facts.__class__(first="Meera", last="Shah"))  # fmt: skip
    assert found(store, "mira patel") == [meera], "still found when the name is changed"


def test_the_page_of_the_other_record_is_that_of_the_kept_one(store):
    meera, mira = mrs_patel_twice(store)
    merge(store, meera, mira, first="other")
    tab = store.read(partial(people.people_tab, person_id=mira))
    assert (tab.page.id, tab.card.id, tab.number) == (meera, meera, 1)
    assert tab.page.facts.first == "Mira"
    assert tab.page.facts.phones == (Phone("+447700900142"), Phone("+447700900199"))
    assert tab.page.facts.nhs_number == "9990123055"


def test_the_nhs_number_and_the_diet_come_with_the_patient(store):
    page = {"nhs": "9990123055", "born": BORN}
    mira, meera = a_person(store, "Mira", **page), a_person(store)
    facts = store.read(partial(people.page, person_id=mira))
    diet = Asked("listed", "No nuts", TODAY)
    do(store, people.change, person_id=mira, version=facts.version,
       facts=facts.facts.__class__(first="Mira", nhs_number="9990123055", diet=diet,
                                   needs=(("bsl", ""),)))  # fmt: skip
    merge(store, meera, mira)
    now = store.read(partial(people.page, person_id=meera)).facts
    assert (now.nhs_number, now.diet, now.needs) == ("9990123055", diet, (("bsl", ""),))
    assert found(store, "999 012 3055") == [meera]


def test_an_import_of_the_old_name_is_the_same_person_and_nobody_new(store):
    meera, mira = mrs_patel_twice(store, born=date(1960, 1, 1))
    merge(store, meera, mira, born="kept")
    mira_again = people.PersonFacts(first="Mira", last="Patel", born=date(1960, 1, 1))
    done = import_patients(store, [PatientLine(2, (), mira_again)])
    assert (done.counts.new, len(rows(store, person))) == (0, 2)
    assert found(store, "meera") == found(store, "mira") == [meera]


def test_who_died_in_one_record_is_rung_from_neither(store):
    meera, mira = mrs_patel_twice(store, status="died")
    merge(store, meera, mira)
    assert store.read(partial(people.page, person_id=meera)).status is Status.DIED


# --- both there -------------------------------------------------------------------------------


def test_booked_twice_on_a_session_is_one_place_and_the_other_is_free_again(store):
    meera, mira = mrs_patel_twice(store)
    thursday = a_session(store, places=2)
    mine, theirs = book(store, thursday, meera), book(store, thursday, mira)
    assert [(each.title, each.waits) for each in compare(store, meera, mira).twice] == [
        ("Crafternoon", False)
    ]
    merge(store, meera, mira)
    assert card(store, thursday).booked == 1
    kept, ended = rows(store, booking)
    assert (kept.id, kept.status, kept.person) == (mine, "booked", meera)
    assert (ended.id, ended.status, ended.person) == (theirs, "cancelled", meera)
    book(store, thursday, a_person(store, "Raj"))


def test_who_came_under_either_name_has_come_once(store):
    meera, mira = mrs_patel_twice(store)
    today = a_session(store, on=TODAY, starts=time(0), ends=time(23))
    book(store, today, meera)
    do(store, signups.walk_in, session_id=today, person_id=mira)
    merge(store, meera, mira)
    shown = card(store, today)
    assert (shown.booked, shown.came) == (1, 1)
    assert [row.status for row in rows(store, booking)] == ["cancelled", "arrived"]


def test_nobody_comes_along_with_themselves(store):
    meera, mira = mrs_patel_twice(store)
    thursday = a_session(store)
    raj = a_person(store, "Raj", title="Mr")
    book(store, thursday, meera)
    with_raj = book(store, thursday, raj)
    mira_too = (Brought("", "carer", person_id=mira),)
    do(store, companions.add, booking_id=with_raj, brought=(*mira_too, Brought("Usha", "friend")))
    assert card(store, thursday).booked == 4
    done = merge(store, meera, mira)
    assert card(store, thursday).booked == 3
    take_back(store, done.key)
    assert card(store, thursday).booked == 4


def test_who_comes_along_stays_when_a_booking_was_there_twice(store):
    meera, mira = mrs_patel_twice(store)
    thursday = a_session(store)
    book(store, thursday, meera)
    theirs = book(store, thursday, mira)
    do(store, companions.add, booking_id=theirs, brought=(Brought("Usha", "friend"),))
    merge(store, meera, mira)
    assert card(store, thursday).booked == 2
    (usha,) = rows(store, companion)
    assert (usha.status, usha.booking) == ("booked", rows(store, booking)[0].id)


def test_any_number_of_days_on_which_both_were_written_down_are_one_each(store, clock):
    meera, mira = mrs_patel_twice(store)
    days = [a_session(store, on=TODAY + timedelta(days=n)) for n in range(3)]
    for each in days:
        for who in (meera, mira):
            book(store, each, who)
    clock.now += timedelta(days=5)
    done = merge(store, meera, mira)
    assert [card(store, each).booked for each in days] == [1, 1, 1]
    take_back(store, done.key)
    assert [card(store, each).booked for each in days] == [2, 2, 2]


def test_nobody_drives_two_cars_to_a_session(store):
    meera, mira = mrs_patel_twice(store)
    thursday = a_session(store)
    usha = book(store, thursday, a_person(store, "Usha"))
    ride_id = do(store, rides.need, booking_id=usha, way="both").value
    for each in (meera, mira):
        car_id = do(store, rides.add_car, session_id=thursday, driver_id=each, seats=3).value
    do(store, rides.by_car, ride_id=ride_id, car_id=car_id)
    done = merge(store, meera, mira)
    assert [row.driver for row in rows(store, car)] == [meera]
    assert [(row.status, row.car) for row in rows(store, ride)] == [("needed", None)]
    take_back(store, done.key)
    assert [(row.status, row.car) for row in rows(store, ride)] == [("car", car_id)]


def test_of_two_turns_on_a_waiting_list_the_better_one_is_kept(store):
    meera, mira = mrs_patel_twice(store)
    thursday = a_session(store, places=1)
    book(store, thursday, a_person(store, "Raj"))
    for each in (mira, a_person(store, "Usha"), meera):
        do(store, waiting.wait, session_id=thursday, person_id=each)
    merge(store, meera, mira)
    order = store.read(partial(waiting.waiting_list, session_id=thursday))
    assert [line.called for line in order] == ["Mrs Patel", "Mrs Patel"]
    assert next(line.person_id for line in order) == meera
    assert card(store, thursday).waiting == 2


def test_who_is_booked_does_not_wait_as_well(store):
    meera, mira = mrs_patel_twice(store)
    thursday = a_session(store, places=1)
    book(store, thursday, meera)
    do(store, waiting.wait, session_id=thursday, person_id=mira)
    merge(store, meera, mira)
    assert (card(store, thursday).booked, card(store, thursday).waiting) == (1, 0)


def test_a_place_held_while_a_desk_rings_is_answered_for_the_kept_record(store):
    meera, mira = mrs_patel_twice(store)
    thursday = a_session(store, places=1)
    taken = book(store, thursday, a_person(store, "Raj"))
    line = do(store, waiting.wait, session_id=thursday, person_id=mira).value.waiting_id
    do(store, signups.cancel, booking_id=taken)
    held = do(store, places_to_offer.ring, waiting_id=line).value.hold_id
    merge(store, meera, mira)
    booked = do(store, places_to_offer.answer, hold_id=held, outcome="yes").value.booking_id
    assert rows(store, booking, booking.c.id == booked)[0].person == meera


def test_nobody_can_be_in_two_rooms_one_booking_is_chosen(store):
    meera, mira = mrs_patel_twice(store)
    craft = a_session(store)
    singing = a_session(store, name="Singing", starts=time(15), ends=time(17))
    mine, theirs = book(store, craft, meera), book(store, singing, mira)
    (meets,) = compare(store, meera, mira).meets
    assert (meets.first.booking_id, meets.second.booking_id) == (mine, theirs)
    assert meets.second.when(TODAY) == "Thursday 26 November, 3pm to 5pm"
    assert refused(store, meera, mira) == (
        "Not merged. They are at Crafternoon and Singing, Thursday 26 November. Choose."
    )
    merge(store, meera, mira, cancel=(mine,))
    assert (card(store, craft).booked, card(store, singing).booked) == (0, 1)
    assert rows(store, booking, booking.c.id == mine)[0].reason == (
        "The same person is somewhere else then."
    )


def test_only_bookings_of_the_two_are_cancelled(store):
    meera, mira = mrs_patel_twice(store)
    raj = book(store, a_session(store), a_person(store, "Raj"))
    merge(store, meera, mira, cancel=(raj,))
    assert rows(store, booking, booking.c.id == raj)[0].status == "booked"


def test_one_person_is_told_once_and_who_has_heard_stays_told(store):
    meera, mira = mrs_patel_twice(store)
    thursday = a_session(store)
    for each in (meera, mira):
        book(store, thursday, each)
    do(store, moves.cancel, session_ids=(thursday,), reason="The leader is ill")
    (round_,) = store.read(partial(telling.people_to_tell, today=TODAY))
    line = next(each for each in round_.lines if each.person_id == mira)
    do(store, telling.answer, telling_id=line.id, outcome="told")
    merge(store, meera, mira)
    (round_,) = store.read(partial(telling.people_to_tell, today=TODAY))
    assert [(each.person_id, each.outcome) for each in round_.lines] == [(meera, "told")]


def test_an_idea_has_one_person_once_and_next_steps_are_joined(store):
    meera, mira = mrs_patel_twice(store)
    group = an_activity(store)
    idea = do(store, ideas.add, facts=IdeaFacts("Chess")).value.id
    for each, text in ((meera, "Singing."), (mira, "Ask Raj.")):
        do(store, ideas.gather, idea_id=idea, person_id=each)
        add(store, next_step, activity=group, person=each, text=text, made_at=datetime.now(UTC))
    merge(store, meera, mira)
    assert [row.person for row in rows(store, idea_person)] == [meera]
    assert [row.text for row in rows(store, next_step)] == ["Singing. Ask Raj."]


def test_what_a_colleague_was_asked_about_both_was_asked_about_one(store):
    meera, mira = mrs_patel_twice(store)
    thursday = a_session(store)
    now = datetime.now(UTC)
    rule = add(store, ask_first, activity=an_activity(store), ask="Ask Sam first.", made_at=now)
    for each in (meera, mira):
        add(store, asked, ask_first=rule, person=each, session=thursday, at=now)
    merge(store, meera, mira)
    assert [row.person for row in rows(store, asked)] == [meera]


def test_who_comes_every_week_in_both_records_comes_once(store):
    meera, mira = mrs_patel_twice(store)
    group = an_activity(store)
    for each, since in ((meera, TODAY), (mira, TODAY - timedelta(days=30))):
        add(store, regular, activity=group, person=each, since=since, made_at=datetime.now(UTC))
    merge(store, meera, mira)
    mine, theirs = rows(store, regular)
    assert (mine.until, theirs.until, mine.person, theirs.person) == (TODAY, None, meera, meera)


def test_nobody_is_to_be_asked_before_they_meet_themselves(store):
    meera, mira = mrs_patel_twice(store)
    add(store, ask_first, person=meera, other=mira, ask="Ask Sam first.",
        made_at=datetime.now(UTC))  # fmt: skip
    merge(store, meera, mira)
    (row,) = rows(store, ask_first)
    assert (row.person, row.other, row.ended) == (meera, None, TODAY)


def test_who_leads_two_sessions_at_once_is_two_people_until_that_is_settled(store):
    meera, mira = mrs_patel_twice(store)
    a_session(store, leader=meera)
    singing = a_session(store, name="Singing", starts=time(15), ends=time(17), leader=mira)
    said = "Not merged. They lead Crafternoon and Singing at the same time. Change a leader first."
    assert compare(store, meera, mira).refused == said
    assert refused(store, meera, mira) == said
    store.write(lambda db: db.change(metadata.tables["session"], singing, leader=None))
    merge(store, meera, mira)


# --- refused, undone, at once -----------------------------------------------------------------


def test_two_nhs_numbers_are_not_merged(store):
    meera = a_person(store, nhs="9990123055")
    other = a_person(store, "Mira", nhs="9990123063")
    assert refused(store, meera, other).startswith("Not merged. They have two NHS numbers.")
    assert compare(store, meera, other).refused.startswith("Not merged. They have two NHS")


def test_nothing_is_merged_that_another_desk_has_changed_since_it_was_compared(store):
    meera, mira = mrs_patel_twice(store)
    seen = compare(store, meera, mira)
    do(store, people.set_status, person_id=mira, version=seen.other.version, status="moved")
    with pytest.raises(Refused, match="Not changed"):
        do(store, merging.merge, kept_id=meera, other_id=mira,
           versions=(seen.kept.version, seen.other.version), choices=())  # fmt: skip


def test_a_desk_that_still_shows_the_other_record_is_sent_to_the_kept_one(store):
    meera, mira = mrs_patel_twice(store)
    page = store.read(partial(people.page, person_id=mira))
    thursday = a_session(store)
    merge(store, meera, mira)
    steps = (
        partial(signups.book, session_id=thursday, person_id=mira),
        partial(people.change, person_id=mira, version=page.version, facts=page.facts),
    )
    for step in steps:
        with pytest.raises(Refused) as no:
            store.write(step)
        assert no.value.sentence == (
            "Not done. This record and that of Mrs Meera Patel are one since. Open that one."
        )
        assert (no.value.way_on.kind, no.value.way_on.id) == ("show_person", meera)


def test_what_another_desk_still_writes_about_the_other_record_is_about_the_kept_one(store):
    meera, mira = mrs_patel_twice(store)
    idea = do(store, ideas.add, facts=IdeaFacts("Chess")).value.id
    merge(store, meera, mira)
    do(store, ideas.gather, idea_id=idea, person_id=mira)
    do(store, worries.pass_on, person_id=mira, to="Sam Oduya")
    do(store, handovers.write, text="Knits.", person_id=mira)
    do(store, asking.add, ask="Sam Oduya", person_id=mira)
    for table in (idea_person, passed_on, notes, ask_first):
        assert [row.person for row in rows(store, table)] == [meera], table.name


def test_two_records_become_one_only_once(store):
    meera, mira = mrs_patel_twice(store)
    versions = (1, 1)
    step = partial(merging.merge, kept_id=meera, other_id=mira, versions=versions, choices=())
    turned = partial(merging.merge, kept_id=mira, other_id=meera, versions=versions, choices=())
    store.write(step)
    for again in (step, turned):
        with pytest.raises(Refused, match="merged already"):
            store.write(again)


def test_a_third_record_ends_at_the_one_that_is_kept_last(store):
    meera, mira = mrs_patel_twice(store)
    third = a_person(store, "Mirah", "Patel")
    merge(store, mira, third)
    merge(store, meera, mira)
    assert {row.merged_into for row in rows(store, person)} == {None, meera}
    assert found(store, "mirah") == [meera]
    assert store.read(partial(people.page, person_id=third)).id == meera


def test_who_was_booked_twice_is_booked_twice_again_when_it_is_taken_back(store):
    meera, mira = mrs_patel_twice(store)
    first, second = a_session(store), a_session(store, on=THURSDAY + timedelta(days=7))
    for session_id, both in ((first, (meera, mira)), (second, (mira, meera))):
        for each in both:
            book(store, session_id, each)
    done = merge(store, meera, mira)
    take_back(store, done.key)
    assert [card(store, each).booked for each in (first, second)] == [2, 2]
    assert [row.person for row in rows(store, booking)] == [meera, mira, mira, meera]


def test_a_merge_is_taken_back_until_either_changes(store):
    meera, mira = mrs_patel_twice(store)
    done = merge(store, meera, mira)
    booked = do(store, signups.book, session_id=a_session(store), person_id=meera)
    with pytest.raises(Refused) as no:
        take_back(store, done.key)
    assert no.value.sentence == (
        "Not undone. Something about them was changed since. It stays one record."
    )
    back = take_back(store, booked.key)
    again = take_back(store, back.key)
    with pytest.raises(Refused):
        take_back(store, done.key)
    take_back(store, again.key)
    words = take_back(store, done.key).value.words
    assert words.startswith("undid: merged two records of")
    assert found(store, "mira") == [mira]


def test_the_journal_of_both_stays(store):
    meera, mira = mrs_patel_twice(store)
    booked = book(store, a_session(store), mira)
    merge(store, meera, mira)
    its_own = (journal_value.c.table == "booking", journal_value.c.key == booked)
    written = [(row.person, row.field, row.new) for row in rows(store, journal_value, *its_own)]
    assert [(who, field) for who, field, _new in written] == [(mira, "*"), (mira, "person")]
    assert written[1][2] == str(meera)


def test_a_booking_and_a_merge_at_once_leave_one_person_with_all_places(open_store):
    desk = open_store("desk 1")
    meera, mira = mrs_patel_twice(desk)
    sessions = [a_session(desk, on=THURSDAY + timedelta(days=7 * n), places=2) for n in range(4)]
    for each in sessions[:2]:
        book(desk, each, meera)
    merged = partial(merging.merge, kept_id=meera, other_id=mira, versions=(1, 1), choices=())
    booked = [partial(signups.book, session_id=each, person_id=mira) for each in sessions]
    at_once(open_store, merged, *booked)
    live = rows(desk, booking, booking.c.status == "booked")
    for each in sessions:
        assert card(desk, each).booked == len([row for row in live if row.session == each])
    if rows(desk, person, person.c.id == mira)[0].merged_into:
        assert {row.person for row in live} == {meera}
        assert len({row.session for row in live}) == len(live)
