"""Registers on paper: sheets with a code, and entering them whatever has happened since."""

from functools import partial

import pytest
from sqlalchemy import select

from desktop.data import (
    companions,
    entering,
    merging_rows,
    one_companion,
    rebooking,
    registers,
    sheets,
    signups,
    undo,
    wrap_ups,
)
from desktop.data.tables import booking, session
from desktop.rules.companions import Brought
from desktop.rules.refusal import Refused
from desktop.rules.sheets import Kind, Names
from tests.conftest import NOW
from tests.data.test_signups import at_once
from tests.makers import THURSDAY, TODAY, a_person, a_session, an_activity, days_from
from tests.makers import people as some_people

NAMES = ("Ann", "Derek", "Ewa")


def do(store, action, **values):
    return store.write(partial(action, **values))


def book(store, session_id, person_id):
    return do(store, signups.book, session_id=session_id, person_id=person_id).value.booking_id


def a_sheet(store, session_id):
    return do(store, sheets.print_register, session_id=session_id, now=NOW).value


def enter(store, printed, numbers):
    return do(store, entering.enter, text=f"{printed.code}: {numbers}")


def preview(store, printed, numbers):
    return store.read(partial(entering.preview, text=f"{printed.code}: {numbers}"))


def take_back(store, written):
    return store.write(partial(undo.undo, key=written.key.hex), undoes=written.key)


def no(store, printed, numbers):
    with pytest.raises(Refused) as refused:
        enter(store, printed, numbers)
    assert preview(store, printed, numbers).no == refused.value.sentence
    return refused.value.sentence


def lines(store, printed):
    read = store.read(partial(sheets.read_sheet, sheet_id=printed.sheet_id))
    return [(each.number, each.words) for each in read.lines if each.words]


def marks(store, session_id):
    found = store.read(partial(registers.register, session_id=session_id))
    assert found.session.came == sum(
        (each.mark == "arrived")
        + sum(along.mark == "arrived" and along.brought.takes for along in each.along)
        for each in found.lines
    )
    return {each.name.split()[0]: each.mark.value for each in found.lines}


@pytest.fixture
def today(store):
    """A session of today with six places: Ann, Derek and Ewa are booked."""
    session_id = a_session(store, on=TODAY, places=6)
    for each in NAMES:
        book(store, session_id, a_person(store, each))
    return session_id


def person_of(store, booking_id):
    its = select(booking.c.person).where(booking.c.id == booking_id)
    return store.read(lambda db: db.value(its))


def booking_of(store, name, session_id):
    found = store.read(partial(registers.register, session_id=session_id))
    return next(each.booking_id for each in found.lines if each.name.startswith(name))


def test_a_sheet_has_first_names_free_places_and_lines_for_who_is_new(store, today):
    printed = a_sheet(store, today)
    read = store.read(partial(sheets.read_sheet, sheet_id=printed.sheet_id))
    assert [each.words for each in read.lines[:3]] == list(NAMES)
    assert [each.kind for each in read.lines[3:]] == [Kind.FREE] * 3 + [Kind.NEW] * 6
    assert read.code == printed.code != ""


def test_a_sheet_stays_as_it_was_printed_whoever_is_booked_later(store, today):
    printed = a_sheet(store, today)
    book(store, today, a_person(store, "Abel"))
    do(store, signups.cancel, booking_id=booking_of(store, "Derek", today))
    assert lines(store, printed) == [(1, "Ann"), (2, "Derek"), (3, "Ewa")]
    later = a_sheet(store, today)
    assert later.code != printed.code
    assert lines(store, later) == [(1, "Abel"), (2, "Ann"), (3, "Ewa")]


def test_the_same_register_printed_twice_is_one_sheet(store, today):
    assert a_sheet(store, today) == a_sheet(store, today)


def test_printing_is_no_news_and_nothing_to_undo(store, today):
    written = do(store, sheets.print_register, session_id=today, now=NOW)
    assert not written.changes


def test_a_sheet_without_anybody_has_lines_to_write_on(store):
    printed = a_sheet(store, a_session(store, on=TODAY, places=2))
    assert preview(store, printed, "1-8").counts == "8 without a name"
    assert "1 to 8" in preview(store, printed, "9").no


def test_codes_of_desks_that_print_at_once_differ(open_store):
    store = open_store()
    those = [a_session(store, on=TODAY) for _ in range(4)]
    made = at_once(
        open_store, *(partial(sheets.print_register, session_id=each, now=NOW) for each in those)
    )
    assert len({each.value.code for each in made}) == 4


def test_a_code_is_another_sheets_after_sixty_days(store, today, clock, monkeypatch):
    monkeypatch.setattr(sheets.rules, "codes", lambda _last, taken: iter({"K7"} - set(taken)))
    printed = a_sheet(store, today)
    other = a_session(store, on=days_from(TODAY, 70))
    with pytest.raises(Refused, match="Every sheet code is in use"):
        a_sheet(store, other)
    if store.read(lambda db: db.on_postgres):
        return  # there the server has the clock
    clock.now += 61 * (clock.now - clock.now.replace(day=clock.now.day - 1))
    assert preview(store, printed, "1").no.startswith("Not entered. Nobody printed a sheet K7.")
    assert a_sheet(store, other).code == printed.code


def test_one_line_marks_everybody_in_one_step(store, today):
    printed = a_sheet(store, today)
    seen = preview(store, printed, "1-2 3d 7 Maria 8")
    assert (seen.about, seen.counts) == (
        "Crafternoon, Monday 23 November", "2 came, 1 did not come, 1 new, 1 without a name"
    )  # fmt: skip
    written = enter(store, printed, "1-2 3d 7 Maria 8")
    assert marks(store, today) == {
        "Ann": "arrived", "Derek": "arrived", "Ewa": "missed", "Maria": "arrived"
    }  # fmt: skip
    assert store.read(partial(wrap_ups.wrap_up, session_id=today)).nameless == 1
    assert "Nothing to enter" in no(store, printed, "1-2 3d 7 Maria 8")
    undone = take_back(store, written)
    assert undone.value.words == "undid: entered a sheet of Crafternoon, today"
    assert marks(store, today) == dict.fromkeys(NAMES, "booked")
    assert store.read(partial(wrap_ups.wrap_up, session_id=today)).nameless == 0
    take_back(store, undone)
    assert marks(store, today)["Maria"] == "arrived"


def test_what_cannot_be_entered_is_a_sentence_and_nothing_is_written(store, today):
    printed = a_sheet(store, today)
    assert "15 is not on sheet" in no(store, printed, "1 15")
    assert "3 stands twice" in no(store, printed, "3 1 3")
    assert "runs backwards" in no(store, printed, "7-4")
    with pytest.raises(Refused, match="Nobody printed a sheet Z99"):
        do(store, entering.enter, text="Z99: 1")
    assert marks(store, today) == dict.fromkeys(NAMES, "booked")


def test_who_was_marked_otherwise_at_the_desk_is_asked_about(store, today):
    printed, ann = a_sheet(store, today), booking_of(store, "Ann", today)
    do(store, signups.mark, booking_id=ann, as_="missed")
    assert "1, Ann, is marked “did not come”. Type 1!" in no(store, printed, "1 2")
    enter(store, printed, "1! 2")
    assert marks(store, today) == {"Ann": "arrived", "Derek": "arrived", "Ewa": "booked"}


def test_who_cancelled_after_printing_and_came_is_here(store, today):
    printed, derek = a_sheet(store, today), booking_of(store, "Derek", today)
    do(store, signups.cancel, booking_id=derek)
    assert preview(store, printed, "1 2").notes == ("2, Derek, had cancelled and came after all.",)
    written = enter(store, printed, "1 2")
    assert "2, Derek, had cancelled and came after all." in written.value.words
    assert marks(store, today)["Derek"] == "arrived"
    assert "Nothing to enter" in no(store, printed, "1 2")
    take_back(store, written)
    assert marks(store, today) == {"Ann": "booked", "Ewa": "booked"}


def test_who_was_moved_after_printing_is_said(store, today):
    activity_id = an_activity(store, "Garden")
    thursday = a_session(store, activity_id=activity_id, on=THURSDAY)
    printed, derek = a_sheet(store, today), booking_of(store, "Derek", today)
    do(store, rebooking.move_booking, booking_id=derek, session_id=thursday)
    said = ("2, Derek, was moved to Thursday 26 November.",)
    assert preview(store, printed, "1 2d").notes == said
    enter(store, printed, "2 1")
    assert marks(store, today)["Derek"] == "arrived"
    assert marks(store, thursday) == {"Derek": "booked"}


def test_who_was_booked_later_does_not_move_anybodys_number(store, today):
    printed = a_sheet(store, today)
    book(store, today, a_person(store, "Abel"))
    enter(store, printed, "1")
    assert marks(store, today) == {
        "Abel": "booked", "Ann": "arrived", "Derek": "booked", "Ewa": "booked"
    }  # fmt: skip


def test_a_person_written_down_twice_is_marked_once_after_the_two_are_one(store, today):
    twin = a_person(store, "Anne", "Patel")
    book(store, today, twin)
    printed = a_sheet(store, today)
    ann = person_of(store, booking_of(store, "Ann ", today))
    store.write(lambda db: (merging_rows.settle_places(db, ann, twin),
                            merging_rows.follow(db, ann, twin)))  # fmt: skip
    enter(store, printed, "1 2")
    assert marks(store, today)["Ann"] == "arrived"


def test_a_booking_that_was_undone_after_printing_can_still_be_undone(store, today):
    ivy = a_person(store, "Ivy")
    written = do(store, signups.book, session_id=today, person_id=ivy)
    printed = a_sheet(store, today)
    take_back(store, written)
    assert "The booking of 4 was undone" in no(store, printed, "4")
    enter(store, printed, "1 4d")


def with_a_carer(store, session_id, **more):
    host = a_person(store, "Gita")
    brought = [Brought(name="Jo Reid", kind="carer", **more)]
    return do(
        store, companions.book, session_id=session_id, person_id=host, brought=brought
    ).value.booking_id  # fmt: skip


def carer(store, session_id):
    found = store.read(partial(registers.register, session_id=session_id))
    return next((a for each in found.lines for a in each.along), None)


def test_who_comes_along_has_a_line_of_their_own(store, today):
    with_a_carer(store, today)
    printed = a_sheet(store, today)
    assert lines(store, printed)[3:] == [(4, "Gita"), (5, "Jo")]
    take_back(store, take_back(store, enter(store, printed, "4")))
    assert (marks(store, today)["Gita"], carer(store, today).mark) == ("arrived", "booked")
    enter(store, printed, "5")
    assert carer(store, today).mark == "arrived"
    marks(store, today)


def test_a_carer_does_not_come_where_nobody_did(store, today):
    with_a_carer(store, today)
    enter(store, a_sheet(store, today), "4d")
    assert carer(store, today).mark == "missed"


def test_a_carer_who_had_cancelled_comes_after_all(store, today):
    with_a_carer(store, today)
    printed = a_sheet(store, today)
    do(store, one_companion.cancel, companion_id=carer(store, today).id)
    written = enter(store, printed, "4 5")
    assert carer(store, today).mark == "arrived"
    marks(store, today)
    take_back(store, written)
    assert carer(store, today) is None


def test_both_had_cancelled_and_both_came(store, today):
    booking_id = with_a_carer(store, today)
    printed = a_sheet(store, today)
    do(store, signups.cancel, booking_id=booking_id)
    assert "came with somebody who is not booked now" in refusal(store, printed, "5")
    enter(store, printed, "4 5")
    assert carer(store, today).mark == "arrived"
    marks(store, today)


def refusal(store, printed, numbers):
    with pytest.raises(Refused) as refused:
        enter(store, printed, numbers)
    return refused.value.sentence


def test_a_sheet_is_not_entered_before_its_day_nor_for_what_is_not_on(store):
    printed = a_sheet(store, a_session(store))
    assert "Enter the sheet that day" in no(store, printed, "1")
    off = a_session(store, on=TODAY, status="cancelled")
    with pytest.raises(Refused, match="is not on"):
        a_sheet(store, off)


def test_a_session_gone_from_the_calendar_is_said(store):
    session_id = a_session(store, on=TODAY)
    printed = a_sheet(store, session_id)
    store.write(lambda db: db.remove(session, session_id))
    assert "no longer in the calendar" in no(store, printed, "1")


def test_the_practice_chooses_how_people_stand_on_sheets(store, today):
    assert store.read(sheets.names_wanted) is Names.FIRST
    written = do(store, sheets.choose_names, how="full")
    assert lines(store, a_sheet(store, today))[0] == (1, "Ann Patel")
    take_back(store, written)
    assert store.read(sheets.names_wanted) is Names.FIRST


def test_more_come_than_there_are_places(store, today):
    for each in some_people(store, 3):
        book(store, today, each)
    printed = a_sheet(store, today)
    enter(store, printed, "1-6 7 Maria 8 Omar Khan")
    assert marks(store, today)["Omar"] == "arrived"


def test_two_desks_entering_one_sheet_at_once_enter_it_once(open_store):
    store = open_store()
    session_id = a_session(store, on=TODAY, places=0)
    text = f"{a_sheet(store, session_id).code}: 1 Maria 2"
    said = at_once(open_store, *[partial(entering.enter, text=text)] * 2)
    assert sorted(isinstance(each, Refused) for each in said) == [False, True]
    assert len(marks(store, session_id)) == 1
