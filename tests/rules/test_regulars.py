from datetime import UTC, date, datetime, time, timedelta
from itertools import pairwise

import pytest

from desktop.rules import regulars as rules
from desktop.rules.refusal import Refused
from desktop.rules.regulars import Had, Regular, Series

MADE = datetime(2026, 11, 1, tzinfo=UTC)
TODAY = date(2026, 11, 23)


def regular(number=1, **facts):
    facts = {
        "since": date(2026, 11, 1),
        "until": None,
        "away_from": None,
        "away_until": None,
    } | facts
    return Regular(number, number, made_at=MADE, **facts)


def a_series(number, first, last=None, *, split=None, days=(3,), starts=time(14), ends=time(16)):
    return Series(number, split, first, last, frozenset(days), starts, ends)


def test_who_comes_every_week_comes_from_the_first_to_the_last_day():
    someone = regular(since=TODAY, until=TODAY + timedelta(days=7))
    assert [someone.comes_on(TODAY + timedelta(days=day)) for day in (-1, 0, 7, 8)] == [
        False, True, True, False]  # fmt: skip


def test_the_day_of_coming_again_is_not_a_day_away():
    away = regular(away_from=date(2026, 12, 1), away_until=date(2027, 3, 1))
    days = date(2026, 11, 30), date(2026, 12, 1), date(2027, 2, 28), date(2027, 3, 1)
    assert [away.comes_on(day) for day in days] == [True, False, False, True]


def test_nobody_knows_until_when():
    away = regular(away_from=date(2026, 12, 1))
    assert not away.comes_on(date(2030, 1, 1))
    assert rules.away_words(date(2026, 12, 1), None, TODAY) == (
        "Away from 1 December, nobody knows until when"
    )
    assert rules.away_words(date(2026, 11, 2), date(2027, 3, 1), TODAY) == (
        "Away until 1 March 2027"
    )


def test_a_series_that_was_split_is_the_same_thing():
    parts = [a_series(1, TODAY, TODAY), a_series(2, TODAY, split=1), a_series(3, TODAY, split=2),
             a_series(4, TODAY)]  # fmt: skip
    assert rules.family(1, parts) == {1, 2, 3}
    assert rules.family(3, parts) == {1, 2, 3}


@pytest.mark.parametrize(
    ("next_one", "goes_on"),
    [
        (a_series(2, date(2027, 1, 7)), True),
        (a_series(2, date(2027, 1, 7), starts=time(15), ends=time(17)), True),
        (a_series(2, date(2027, 1, 7), starts=time(9), ends=time(11)), False),
        (a_series(2, date(2027, 1, 4), days=(0,)), False),
        (a_series(2, date(2026, 12, 1)), False),
        (a_series(2, date(2027, 6, 3)), False),
    ],
)
def test_the_next_term_goes_on_where_the_last_one_ended(next_one, goes_on):
    autumn = a_series(1, date(2026, 9, 3), date(2026, 12, 17))
    assert (2 in rules.family(1, [autumn, next_one])) is goes_on


def test_who_had_the_smallest_share_is_in_turn():
    ann, ben, cat = (regular(number) for number in (1, 2, 3))
    had = {1: Had(3, 3, TODAY), 2: Had(1, 3, TODAY), 3: Had(0, 0, None)}
    assert rules.in_turn([ann, ben, cat], had, 1) == (cat, ben, ann)


def test_of_equals_who_sat_longest_ago_is_first():
    ann, ben = regular(1), regular(2)
    had = {1: Had(1, 2, TODAY), 2: Had(1, 2, TODAY - timedelta(days=7))}
    assert rules.in_turn([ann, ben], had, 1) == (ben, ann)


def test_twenty_members_share_twelve_seats_evenly():
    members = [regular(number) for number in range(1, 21)]
    seats = {each.person_id: [] for each in members}
    for week in range(40):
        on = TODAY + timedelta(weeks=week)
        had = {who: Had(len(theirs), week, max(theirs, default=None))
               for who, theirs in seats.items()}  # fmt: skip
        for each in rules.in_turn(members, had, 12)[:12]:
            seats[each.person_id].append(on)
    assert {len(theirs) for theirs in seats.values()} == {24}
    longest = max((b - a).days for theirs in seats.values()
                  for a, b in pairwise(theirs))  # fmt: skip
    assert longest <= 21


@pytest.mark.parametrize(
    ("facts", "says"),
    [
        ({"already": True}, "Not added. Mrs Patel comes to Crafternoon every week already."),
        ({"members": 20, "most": 20}, "Not added. Crafternoon has its 20 members."),
        ({"ended": date(2026, 11, 20)}, "Not added. Crafternoon ended on Friday 20 November."),
    ],
)
def test_who_cannot_come_every_week_is_told_why(facts, says):
    facts = {"already": False, "members": 3, "most": 0, "ended": None, "today": TODAY} | facts
    with pytest.raises(Refused) as no:
        rules.check_can_begin("Mrs Patel", "Crafternoon", **facts)
    assert no.value.sentence == says


def test_to_be_away_takes_time():
    with pytest.raises(Refused, match="Choose a day after Tuesday 1 December"):
        rules.check_away(date(2026, 12, 1), date(2026, 12, 1), TODAY)
    with pytest.raises(Refused, match="is over"):
        rules.check_away(date(2026, 11, 1), date(2026, 11, 23), TODAY)
    with pytest.raises(Refused, match="Choose today or a later day"):
        rules.check_back(date(2026, 11, 22), TODAY)


def test_what_came_of_it_is_said():
    assert rules.dates_words(12, 2) == "Booked on 12 dates, waiting for 2 dates."
    assert rules.dates_words(0, 1) == "Waiting for 1 date."
    assert rules.dates_words(0, 0) == "No date to come yet."
    assert rules.begun_words("Mrs Patel", 4, 0, date(2026, 12, 17), TODAY) == (
        "Mrs Patel comes every week. Booked on 4 dates. It ends on Thursday 17 December."
    )
