from contextlib import suppress
from datetime import UTC, date, datetime, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.rules.refusal import Refused
from desktop.rules.sessions import (
    MOST_PLACES,
    check_places,
    hours_of,
    left_words,
    overlap,
    places_words,
)

LONDON = "Europe/London"
SUMMER, WINTER = date(2026, 7, 2), date(2026, 11, 26)
CLOCKS_FORWARD, CLOCKS_BACK = date(2026, 3, 29), date(2026, 10, 25)
TIMES = st.times(min_value=time(0), max_value=time(23, 59)).map(
    lambda at: at.replace(second=0, microsecond=0)
)


def utc(on, hour, minute=0):
    return datetime(on.year, on.month, on.day, hour, minute, tzinfo=UTC)


def refused(work, *args):
    with pytest.raises(Refused) as said:
        work(*args)
    return said.value.sentence


def test_two_oclock_is_two_oclock_on_the_wall_in_winter_and_in_summer():
    assert hours_of(WINTER, time(14), time(16), LONDON).starts_utc == utc(WINTER, 14)
    assert hours_of(SUMMER, time(14), time(16), LONDON).starts_utc == utc(SUMMER, 13)


def test_a_session_keeps_what_the_wall_says_beside_its_moment():
    hours = hours_of(SUMMER, time(14), time(16, 30), LONDON)
    assert (hours.date, hours.starts, hours.ends, hours.zone) == (
        SUMMER, time(14), time(16, 30), LONDON
    )  # fmt: skip
    assert hours.ends_utc == utc(SUMMER, 15, 30)


@pytest.mark.parametrize("ends", [time(14), time(13, 59), time(0)])
def test_a_session_ends_after_it_starts(ends):
    assert refused(hours_of, WINTER, time(14), ends, LONDON) == "The end must be after the start."


def test_an_hour_the_clocks_leave_out_is_refused():
    said = refused(hours_of, CLOCKS_FORWARD, time(1, 30), time(3), LONDON)
    assert said == "There is no 1:30am on Sunday 29 March: the clocks go forward."


def test_an_hour_the_clocks_have_twice_is_refused():
    said = refused(hours_of, CLOCKS_BACK, time(1, 30), time(3), LONDON)
    assert said == "1:30am comes twice on Sunday 25 October: the clocks go back."


def test_a_session_over_the_change_of_the_clocks_is_as_long_as_it_is():
    spring = hours_of(CLOCKS_FORWARD, time(0, 30), time(3), LONDON)
    autumn = hours_of(CLOCKS_BACK, time(0, 30), time(3), LONDON)
    assert (spring.ends_utc - spring.starts_utc).total_seconds() == 1.5 * 3600
    assert (autumn.ends_utc - autumn.starts_utc).total_seconds() == 3.5 * 3600


@given(st.dates(date(2000, 1, 1), date(2060, 12, 31)), TIMES, TIMES)
def test_every_session_that_is_taken_starts_before_it_ends(on, starts, ends):
    with suppress(Refused):
        hours = hours_of(on, starts, ends, LONDON)
        assert hours.starts_utc < hours.ends_utc


@pytest.mark.parametrize("places", [1, 12, MOST_PLACES])
def test_a_number_of_places_somebody_means_is_taken(places):
    check_places(places)


@pytest.mark.parametrize("places", [0, -1, MOST_PLACES + 1])
def test_a_number_of_places_nobody_means_is_refused(places):
    assert refused(check_places, places) == "Places must be a number from 1 to 500."


def test_sessions_that_only_touch_do_not_overlap():
    noon, two, four = (utc(WINTER, hour) for hour in (12, 14, 16))
    assert not overlap(noon, two, two, four)
    assert not overlap(two, four, noon, two)
    assert overlap(noon, four, two, utc(WINTER, 15))


@given(*[st.integers(0, 20)] * 4)
def test_two_sessions_overlap_exactly_when_they_share_a_minute(a, long, b, other_long):
    first, second = range(a, a + long + 1), range(b, b + other_long + 1)
    ends = (utc(WINTER, 0, minute) for minute in (a, a + long + 1, b, b + other_long + 1))
    assert overlap(*ends) == bool({*first} & {*second})


@pytest.mark.parametrize(
    ("on", "zone"), [(date.max, "America/New_York"), (date.min, "Asia/Kolkata")]
)
def test_a_day_before_or_after_all_days_is_a_sentence(on, zone):
    with pytest.raises(Refused, match="not a day we know"):
        hours_of(on, time(0), time(23, 59), zone)


def test_places_are_said_as_the_desk_says_them():
    assert places_words(9, 12) == "9/12"
    assert places_words(12, 12, over=1) == "12/12 +1 over"
    assert places_words(9, 12, waiting=2) == "9/12 +2 waiting"
    assert [left_words(booked, 12) for booked in (0, 11, 12, 13)] == [
        "12 places left", "1 place left", "Full", "Full"
    ]  # fmt: skip


def test_free_places_that_people_wait_for_are_to_offer_and_not_left():
    assert left_words(11, 12, waiting=2) == "1 place to offer"
    assert left_words(10, 12, waiting=2) == "2 places to offer"
    assert left_words(9, 12, waiting=2) == "1 place left"
    assert left_words(12, 12, waiting=2) == "Full"
