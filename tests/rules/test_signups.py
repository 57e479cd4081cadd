from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta

import pytest

from desktop.rules.people import Status
from desktop.rules.refusal import Refused, WayOn
from desktop.rules.signups import (
    MARK_WORDS,
    Asked,
    Clash,
    Mark,
    NextWithRoom,
    SessionFacts,
    ages_words,
    check_can_book,
    check_can_cancel,
    check_can_come_back,
    check_can_mark,
    check_can_walk_in,
)

TODAY, THURSDAY = date(2026, 11, 23), date(2026, 11, 26)
NOW = datetime(2026, 11, 23, 9, 30, tzinfo=UTC)
CRAFT = SessionFacts(
    id=1, title="Crafternoon", held_on=THURSDAY, starts=time(14), ends=time(16),
    ends_utc=datetime(2026, 11, 26, 16, tzinfo=UTC), places=12, booked=3,
)  # fmt: skip
MRS_PATEL = Asked("Mrs Patel")
LUNCH = Clash(2, "Shared lunch", time(13), time(14, 30))


def no(work, *args, **values):
    with pytest.raises(Refused) as said:
        work(*args, **values)
    return said.value


def no_to_booking(session=CRAFT, asked=MRS_PATEL, *, now=NOW, instead=None):
    return no(check_can_book, session, asked, now=now, today=now.date(), instead=instead)


def book(session=CRAFT, asked=MRS_PATEL, *, now=NOW):
    check_can_book(session, asked, now=now, today=now.date())


def walk_in(session=CRAFT, asked=MRS_PATEL, *, today=THURSDAY):
    check_can_walk_in(session, asked, today=today)


def mark(old, new, session=CRAFT, *, walked_in=False, today=THURSDAY):
    check_can_mark(session, "Mrs Patel", Mark(old), Mark(new), walked_in=walked_in, today=today)


def test_a_place_comes_back_only_to_somebody_who_could_be_booked_now():
    check_can_come_back(CRAFT, MRS_PATEL, now=NOW)
    died = replace(MRS_PATEL, status=Status.DIED)
    said = no(check_can_come_back, CRAFT, died, now=NOW).sentence
    assert said == "Not booked. Mrs Patel is recorded as having died."
    check_can_come_back(CRAFT, died, now=CRAFT.ends_utc)  # what is past stays as it was


def test_who_is_well_and_free_gets_a_place():
    book()


def test_the_last_place_can_be_taken_and_no_more():
    book(replace(CRAFT, booked=11))
    said = no_to_booking(replace(CRAFT, booked=12))
    assert said.sentence == "Not booked. Crafternoon is full: 12 of 12."
    assert said.way_on is None


def test_a_full_session_says_when_there_is_room_and_shows_it():
    next_week = NextWithRoom(7, THURSDAY + timedelta(days=7), time(14))
    said = no_to_booking(replace(CRAFT, booked=12), instead=next_week)
    assert said.sentence.endswith("The next with room is Thursday 3 December, 2pm.")
    assert (said.way_on.kind, said.way_on.label, said.way_on.id) == ("show_session", "Show it", 7)


def test_a_session_without_places_is_full():
    assert "is full: 0 of 0" in no_to_booking(replace(CRAFT, places=0, booked=0)).sentence


def test_a_session_that_is_over_or_cancelled_shows_the_next_one():
    next_week = NextWithRoom(7, THURSDAY + timedelta(days=7), time(14))
    shown = WayOn("show_session", "Show the next one", 7)
    over = no_to_booking(now=CRAFT.ends_utc, instead=next_week)
    assert (over.sentence, over.way_on) == ("Not booked. Crafternoon finished at 4pm.", shown)
    assert no_to_booking(replace(CRAFT, cancelled=True), instead=next_week).way_on == shown


def test_a_status_that_stands_in_the_way_leads_to_the_page_where_it_is_changed():
    there = replace(MRS_PATEL, person_id=9, status=Status.MOVED)
    assert no_to_booking(asked=there).way_on == WayOn("show_person page", "Show their page", 9)


def test_a_cancelled_session_takes_nobody():
    said = no_to_booking(replace(CRAFT, cancelled=True)).sentence
    assert said == "Not booked. Crafternoon on Thursday 26 November is cancelled."


def test_a_session_takes_people_until_it_ends_and_not_after():
    book(now=CRAFT.ends_utc - timedelta(minutes=1))
    said = no_to_booking(now=CRAFT.ends_utc).sentence
    assert said == "Not booked. Crafternoon finished at 4pm."


def test_a_session_of_another_day_that_is_over_says_which_day():
    said = no_to_booking(now=CRAFT.ends_utc + timedelta(days=2)).sentence
    assert said == "Not booked. Crafternoon finished at 4pm on Thursday 26 November."


@pytest.mark.parametrize(
    ("status", "words"),
    [(Status.DIED, "having died"), (Status.MOVED, "moved away"), (Status.HOSPITAL, "in hospital")],
)
def test_who_died_moved_or_is_in_hospital_gets_no_place(status, words):
    said = no_to_booking(asked=replace(MRS_PATEL, status=status)).sentence
    assert said.startswith("Not booked. Mrs Patel is recorded as ")
    assert words in said


def test_who_is_in_hospital_gets_a_place_from_the_day_after():
    there = replace(MRS_PATEL, status=Status.HOSPITAL)
    book(asked=replace(there, status_until=THURSDAY - timedelta(days=1)))
    no_to_booking(asked=replace(there, status_until=THURSDAY))


def test_who_asks_not_to_be_contacted_may_still_ask_for_a_place():
    book(asked=replace(MRS_PATEL, status=Status.DO_NOT_CONTACT))


def test_nobody_gets_two_places():
    again = replace(MRS_PATEL, clash=Clash(1, "Crafternoon", time(14), time(16)))
    assert no_to_booking(asked=again).sentence == (
        "Not booked. Mrs Patel is already booked on Crafternoon."
    )


def test_nobody_is_in_two_rooms_and_the_other_one_can_be_shown():
    said = no_to_booking(asked=replace(MRS_PATEL, clash=LUNCH))
    assert said.sentence == ("Not booked. Mrs Patel is already at Shared lunch from 1pm to 2:30pm.")
    assert (said.way_on.kind, said.way_on.id) == ("show_session", 2)


def test_being_elsewhere_is_said_before_the_session_is_said_to_be_full():
    said = no_to_booking(replace(CRAFT, booked=12), replace(MRS_PATEL, clash=LUNCH))
    assert "Shared lunch" in said.sentence


@pytest.mark.parametrize(
    ("born", "may"),
    [(date(2008, 11, 26), True), (date(2007, 11, 27), True), (date(2007, 11, 26), False),
     (date(2015, 11, 26), True), (date(2015, 11, 27), False), (None, True)],
    ids=["18 that day", "19 the day after", "19 that day", "11 that day", "10 that day", "unknown"],
)  # fmt: skip
def test_ages_are_those_on_the_day_of_the_session(born, may):
    hub = replace(CRAFT, youngest=11, oldest=18)
    asked = replace(MRS_PATEL, born=born)
    if may:
        book(hub, asked)
    else:
        assert no_to_booking(hub, asked).sentence == "Not booked. This group is for 11 to 18."


def test_a_group_is_described_and_nobodys_age_is_said():
    assert ages_words(11, 18) == "This group is for 11 to 18."
    assert ages_words(60, None) == "This group is for 60 and over."
    assert ages_words(None, 5) == "This is up to 5."


def test_who_stands_in_the_room_is_written_down_full_or_not():
    walk_in()
    walk_in(replace(CRAFT, booked=12))
    walk_in(asked=replace(MRS_PATEL, status=Status.HOSPITAL))
    walk_in(asked=replace(MRS_PATEL, clash=LUNCH))


def test_nobody_walks_in_before_the_day():
    said = no(walk_in, today=TODAY)
    assert said.sentence == "Not added. Crafternoon is on Thursday 26 November."
    assert said.way_on == WayOn("book", "Book for that day", CRAFT.id)


def test_nobody_is_offered_a_place_in_a_cancelled_session():
    said = no(walk_in, replace(CRAFT, cancelled=True), today=TODAY)
    assert said.way_on is None


def test_nobody_walks_in_to_what_is_cancelled():
    said = no(walk_in, replace(CRAFT, cancelled=True)).sentence
    assert said == "Not added. Crafternoon on Thursday 26 November is cancelled."


def test_who_is_on_the_register_does_not_walk_in_again():
    again = replace(MRS_PATEL, clash=Clash(1, "Crafternoon", time(14), time(16)))
    assert no(walk_in, asked=again).sentence == "Mrs Patel is on this register already."


@pytest.mark.parametrize("new", ["arrived", "missed", "booked"])
@pytest.mark.parametrize("old", ["booked", "arrived", "missed"])
def test_marks_may_be_changed_on_the_day(old, new):
    mark(old, new)


@pytest.mark.parametrize("new", ["arrived", "missed"])
def test_nobody_arrives_or_stays_away_before_the_day(new):
    said = no(mark, "booked", new, today=TODAY).sentence
    assert said == "Not marked. Crafternoon is on Thursday 26 November. Mark arrivals that day."


def test_a_mark_set_by_mistake_may_be_taken_back_on_any_day():
    mark("arrived", "booked", today=TODAY)


def test_who_has_cancelled_is_not_marked():
    said = no(mark, "cancelled", "arrived").sentence
    assert said == "Mrs Patel has cancelled. Book again first."


def test_nobody_is_marked_where_nothing_took_place():
    said = no(mark, "booked", "arrived", replace(CRAFT, cancelled=True)).sentence
    assert said == "Crafternoon on Thursday 26 November is cancelled."


def test_who_walked_in_never_had_a_booking_to_go_back_to():
    said = no(mark, "arrived", "booked", walked_in=True).sentence
    assert said == "Mrs Patel walked in without a booking. Cancel it to take it off."


def test_nobody_cancels_twice():
    for old in ("booked", "arrived", "missed"):
        check_can_cancel("Mrs Patel", Mark(old))
    assert no(check_can_cancel, "Mrs Patel", Mark.CANCELLED).sentence == (
        "Mrs Patel has cancelled already."
    )


def test_every_mark_has_its_words():
    assert set(MARK_WORDS) == set(Mark)


def test_a_session_names_itself_with_its_day_and_time():
    assert CRAFT.on(TODAY) == "Crafternoon, Thursday 26 November, 2pm to 4pm"
