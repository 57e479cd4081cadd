"""Places and leaders cannot be in two things at once, and closed is closed."""

from dataclasses import replace
from datetime import date, time

import pytest

from desktop.rules.clashes import Diary, PlaceFacts, Taken, check_clash, clash, ways
from desktop.rules.closures import Closure, OpenDays, Opening, closed_all, shut
from desktop.rules.planning import Facts, How
from desktop.rules.refusal import Refused

MONDAY = date(2027, 6, 14)
ROOM, ANNEXE, GARDEN = 1, 2, 3
WANTED = Facts(MONDAY, time(10), time(11), ROOM, 7, 12)
PLACES = {
    ANNEXE: PlaceFacts(ANNEXE, "Annexe"), GARDEN: PlaceFacts(GARDEN, "Garden", shared=True),
    ROOM: PlaceFacts(ROOM, "Room"),
}  # fmt: skip


def a_diary(*taken, days=None):
    return Diary("Europe/London", days or OpenDays(), {MONDAY: taken}, PLACES, {7: "Jo Marsh"})


def taken(starts, ends, *, place=ROOM, leader=None):
    return Taken(9, "Eye screening", time(starts), time(ends), place, leader)


@pytest.mark.parametrize(("starts", "ends"), [(9, 12), (10, 11), (9, 11), (10, 12)])
def test_whatever_overlaps_takes_the_room(starts, ends):
    assert clash(a_diary(taken(starts, ends)), WANTED).why == "Room taken"


@pytest.mark.parametrize(("starts", "ends"), [(8, 10), (11, 12)])
def test_one_may_begin_as_the_other_ends(starts, ends):
    assert clash(a_diary(taken(starts, ends)), WANTED) is None


def test_the_session_itself_and_what_moves_with_it_do_not_count():
    assert clash(a_diary(taken(9, 12)), WANTED, {9}) is None


def test_a_shared_place_is_for_more_than_one_but_a_leader_never_is():
    shared = replace(WANTED, place_id=GARDEN)
    assert clash(a_diary(taken(9, 12, place=GARDEN)), shared) is None
    found = clash(a_diary(taken(9, 12, place=GARDEN, leader=7)), shared)
    assert found.sentence == "Jo Marsh leads Eye screening, 9am to 12pm."


def test_a_place_that_is_no_longer_used_is_not_offered_either():
    closed = {**PLACES, ANNEXE: PlaceFacts(ANNEXE, "Annexe", closed=MONDAY)}
    diary = replace(a_diary(taken(9, 12)), places=closed)
    assert (
        clash(diary, replace(WANTED, place_id=ANNEXE)).sentence == "Annexe is no longer used then."
    )
    offered = ways(diary, WANTED, clash(diary, WANTED))
    assert [way.label for way in offered] == ["Use Garden", "Skip it", "8am"]


def test_the_nearest_free_start_keeps_to_the_opening_hours():
    days = OpenDays(openings=(Opening(0, time(9, 30), time(13)),))
    diary = a_diary(taken(9, 12), days=days)
    assert ways(diary, WANTED, clash(diary, WANTED))[-1].value == "12:00"


def test_a_reason_lets_it_clash_but_makes_no_hour_that_is_not_there():
    check_clash(a_diary(taken(9, 12)), WANTED, "The room is parted")
    with pytest.raises(Refused, match=r"^Not saved\. Room has Eye screening"):
        check_clash(a_diary(taken(9, 12)), WANTED, "")
    night = Facts(date(2027, 3, 28), time(1), time(3), None, None, 12)
    with pytest.raises(Refused, match="There is no 1am"):
        check_clash(a_diary(), night, "Why not")


def test_a_bank_holiday_a_closure_and_the_holidays_leave_a_date_out():
    days = OpenDays(closures=(Closure(1, "Training", MONDAY, MONDAY, time(13), time(17)),))
    asked = {"skips_closed": True, "term_only": False}
    assert shut(days, date(2027, 5, 31), time(10), time(11), **asked).name == "Spring bank holiday"
    assert shut(days, MONDAY, time(14), time(15), **asked).name == "Training"
    assert shut(days, MONDAY, time(12), time(13), **asked) is None
    assert (
        shut(days, MONDAY, time(12), time(13), skips_closed=False, term_only=True).why == "closed"
    )


def test_a_weekday_without_hours_is_closed_once_any_has_hours():
    tuesdays = OpenDays(openings=(Opening(1, time(8), time(18)),))
    assert closed_all(OpenDays(), MONDAY, time(9), time(10)) == ""
    assert closed_all(tuesdays, MONDAY, time(9), time(10)) == "Closed that day"
    assert [
        way.how
        for way in ways(a_diary(days=tuesdays), WANTED, clash(a_diary(days=tuesdays), WANTED))
    ] == [How.SKIP]
