"""Days and times: said in the desk's words, and read in any usual form."""

from contextlib import suppress
from datetime import date, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.rules.days import (
    clock,
    day,
    full_date,
    hours,
    hours_short,
    near,
    ordinal,
    read_birth,
    read_clock,
    read_day,
    read_hours,
    short_date,
    short_day,
    when,
)
from desktop.rules.refusal import Refused

TODAY = date(2026, 11, 24)  # a Tuesday
MEERA = date(1951, 3, 14)
NOT_KNOWN = "That is not a date we know. Try 14 March 1951 or 14/3/51."

births = st.dates(date(1907, 1, 1), TODAY)
long_forms = st.sampled_from(
    ["%d/%m/%Y", "%d.%m.%Y", "%d-%m-%Y", "%d %m %Y", "%d%m%Y", "%Y-%m-%d", "%Y%m%d", "%Y/%m/%d",
     "%d %B %Y", "%d %b %Y", "%d-%b-%Y", "%d%b%Y", "%B %d, %Y", "%A %d %B %Y", "%a, %d %b %Y",
     "%dth of %B %Y", "%Y-%m-%d 00:00:00", "%Y-%m-%dT00:00:00Z"]
)  # fmt: skip
short_forms = st.sampled_from(["%d/%m/%y", "%d.%m.%y", "%d %b %y", "%d%m%y", "%d-%m-%y"])


def test_a_day_is_said_with_its_month_and_the_year_only_if_it_is_another():
    assert day(date(2026, 11, 26), TODAY) == "Thursday 26 November"
    assert day(date(2027, 1, 7), TODAY) == "Thursday 7 January 2027"


def test_a_birthday_always_has_its_year():
    assert full_date(MEERA) == "14 March 1951"


def test_narrow_columns_shorten_days_but_never_to_numbers():
    assert short_day(date(2027, 5, 4)) == "Tue 4"
    assert short_date(date(2027, 5, 3)) == "3 May"
    assert short_date(date(2026, 9, 3)) == "3 Sep"


def test_near_days_are_said_as_one_would():
    said = [near(date(2026, 11, each), TODAY) for each in (23, 24, 25, 27)]
    assert said == ["yesterday", "today", "tomorrow", "Friday 27 November"]


@pytest.mark.parametrize(
    ("at", "said"),
    [
        (time(14), "2pm"),
        (time(12, 30), "12:30pm"),
        (time(9, 5), "9:05am"),
        (time(0), "12am"),
        (time(12), "12pm"),
        (time(23, 59), "11:59pm"),
    ],
)
def test_a_time_is_said_without_needless_noughts(at, said):
    assert clock(at) == said


@pytest.mark.parametrize(
    ("starts", "ends", "long", "short"),
    [
        (time(14), time(16), "2pm to 4pm", "2 to 4pm"),
        (time(10), time(11, 30), "10am to 11:30am", "10 to 11:30am"),
        (time(11, 30), time(13), "11:30am to 1pm", "11:30am to 1pm"),
        (time(12), time(13, 30), "12pm to 1:30pm", "12 to 1:30pm"),
    ],
)
def test_hours_are_said_in_full_and_short_for_a_grid(starts, ends, long, short):
    assert hours(starts, ends) == long
    assert hours_short(starts, ends) == short


def test_a_session_is_said_with_its_day_and_hours():
    said = when(date(2026, 11, 26), time(14), time(16), TODAY)
    assert said == "Thursday 26 November, 2pm to 4pm"


def test_places_in_a_row_are_said_right():
    said = [ordinal(each) for each in (1, 2, 3, 4, 11, 12, 13, 21, 22, 103, 111)]
    assert said == ["1st", "2nd", "3rd", "4th", "11th", "12th", "13th", "21st", "22nd", "103rd",
                    "111th"]  # fmt: skip


@pytest.mark.parametrize(
    "typed",
    ["14/3/51", "14/03/1951", "14.3.1951", "14-03-1951", "14 3 51", "14 / 3 / 1951", "140351",
     "14031951", "1951-03-14", "19510314", "14 mar 51", "14mar51", "14 March 1951", "14-Mar-1951",
     "14th March 1951", "14th of march 1951", "March 14, 1951", "Wed 14 Mar 1951", " 14/3/51\t",
     "14\u00a0March\u00a01951", "14/03/1951 00:00"],
)  # fmt: skip
def test_a_birthday_is_read_as_people_write_it(typed):
    assert read_birth(typed, TODAY) == MEERA


@given(births, long_forms)
def test_a_birthday_with_its_year_reads_back_from_every_form(born, form):
    assert read_birth(born.strftime(form), TODAY) == born


# 1900 had no 29 February, 2000 had one: two digits cannot tell.
@given(births.filter(lambda born: (born.month, born.day) != (2, 29)), short_forms)
def test_a_year_of_two_digits_is_the_last_that_has_been(born, form):
    read = read_birth(born.strftime(form), TODAY)
    assert read.strftime("%d%m%y") == born.strftime("%d%m%y")
    assert 0 <= (TODAY - read).days <= 36_525


def test_a_two_digit_year_is_never_in_the_future():
    assert read_birth("24/11/26", TODAY) == date(2026, 11, 24)
    assert read_birth("25/11/26", TODAY) == date(1926, 11, 25)
    assert read_birth("1/1/27", TODAY) == date(1927, 1, 1)


@pytest.mark.parametrize(
    "typed",
    ["31/2/51", "29/2/1951", "14/13/51", "0/3/51", "14/3", "14 march", "14/3/951", "1951", "patel",
     "", "14 marchember 51", "141/3/51", "99999999", "14/3/51/2", "ma 14 1951"],
)  # fmt: skip
def test_a_date_that_cannot_be_is_refused_with_two_that_can(typed):
    with pytest.raises(Refused) as no:
        read_birth(typed, TODAY)
    assert no.value.sentence == NOT_KNOWN


@given(st.text(max_size=40))
def test_anything_typed_as_a_date_is_read_or_refused(text):
    for read in (read_birth, read_day):
        with suppress(Refused):
            assert isinstance(read(text, TODAY), date)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("today", date(2026, 11, 24)),
        ("Tomorrow", date(2026, 11, 25)),
        ("yesterday", date(2026, 11, 23)),
        ("thursday", date(2026, 11, 26)),
        ("thu", date(2026, 11, 26)),
        ("Tuesday", date(2026, 11, 24)),
        ("next tuesday", date(2026, 12, 1)),
        ("next thursday", date(2026, 12, 3)),
        ("next monday", date(2026, 11, 30)),
        ("on Friday", date(2026, 11, 27)),
        ("in 2 weeks", date(2026, 12, 8)),
        ("in 3 days", date(2026, 11, 27)),
        ("3 dec", date(2026, 12, 3)),
        ("3rd December", date(2026, 12, 3)),
        ("26/11", date(2026, 11, 26)),
        ("Thursday 26 November", date(2026, 11, 26)),
        ("7 jan", date(2027, 1, 7)),
        ("20 Sept", date(2026, 9, 20)),
        ("3/12/26", date(2026, 12, 3)),
        ("2027-05-06", date(2027, 5, 6)),
        ("29 feb", date(2028, 2, 29)),
    ],
)
def test_a_day_is_read_as_people_say_it(typed, meant):
    assert read_day(typed, TODAY) == meant


def test_the_day_after_a_leap_day_is_found_from_a_leap_year_too():
    assert read_day("29 feb", date(2028, 11, 24)) == date(2032, 2, 29)


@pytest.mark.parametrize("typed", ["", "someday", "31 nov", "next", "30/2", "26/11/9", "may"])
def test_a_day_that_cannot_be_is_refused(typed):
    with pytest.raises(Refused, match="not a day we know"):
        read_day(typed, TODAY)


@given(st.dates(date(2026, 6, 1), date(2027, 5, 20)))
def test_a_day_as_it_is_said_reads_back(on):
    assert read_day(day(on, TODAY), TODAY) == on


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("2pm", time(14)),
        ("2 PM", time(14)),
        ("2:30 p.m.", time(14, 30)),
        ("14:00", time(14)),
        ("2.30", time(14, 30)),
        ("1400", time(14)),
        ("930", time(9, 30)),
        ("9", time(9)),
        ("2", time(14)),
        ("7", time(7)),
        ("02:30", time(2, 30)),
        ("12am", time(0)),
        ("12pm", time(12)),
        ("midday", time(12)),
        ("noon", time(12)),
        ("12:15am", time(0, 15)),
    ],
)
def test_a_time_is_read_as_people_write_it(typed, meant):
    assert read_clock(typed) == meant


@given(st.times().map(lambda at: at.replace(second=0, microsecond=0)))
def test_a_time_as_it_is_said_reads_back(at):
    assert read_clock(clock(at)) == at


@pytest.mark.parametrize("typed", ["", "25:00", "2:75", "13pm", "0pm", "soon", "12345", "2:3"])
def test_a_time_that_cannot_be_is_refused(typed):
    with pytest.raises(Refused, match="not a time we know"):
        read_clock(typed)


@pytest.mark.parametrize(
    "typed", ["9am to 5pm", "9-5", "9:00 – 17:00", "9 until 5", " 9AM  to 5 pm "]
)
def test_hours_are_read_as_people_write_them(typed):
    assert read_hours(typed) == (time(9), time(17))


@given(st.times(max_value=time(12, 0)), st.times(min_value=time(12, 1)))
def test_hours_as_they_are_said_read_back(starts, ends):
    starts, ends = (at.replace(second=0, microsecond=0) for at in (starts, ends))
    assert read_hours(hours(starts, ends)) == (starts, ends)


@pytest.mark.parametrize(
    ("typed", "said"),
    [("9am", "not hours we know"), ("5pm to 9am", "after the start"), ("soon to 5", "not a time")],
)
def test_hours_that_cannot_be_are_refused(typed, said):
    with pytest.raises(Refused, match=said):
        read_hours(typed)
