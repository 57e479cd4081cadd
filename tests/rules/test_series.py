"""How a series comes round, read, made, said; and rules that nobody can read."""

import time as stopwatch
from contextlib import suppress
from datetime import date, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.rules import series
from desktop.rules.refusal import Refused
from desktop.rules.rrule import read_ending, read_rule

MONDAY, TUESDAY, THURSDAY, FRIDAY = 0, 1, 3, 4
FIRST = date(2027, 5, 13)
FAR = date(2028, 11, 13)


def said(rule, first=FIRST):
    return series.said_rule(rule, first)


@pytest.mark.parametrize(
    ("rule", "words"),
    [
        (series.weekly([THURSDAY]), "Every Thursday"),
        (series.weekly([THURSDAY], every=2), "Every other Thursday"),
        (series.weekly([THURSDAY, MONDAY]), "Every Monday and Thursday"),
        (series.weekly([MONDAY, THURSDAY], every=3), "Every 3 weeks on Monday and Thursday"),
        (series.weekdays(), "Every weekday"),
        (series.monthly(1, TUESDAY), "The first Tuesday of the month"),
        (series.monthly(-1, FRIDAY), "The last Friday of the month"),
        (series.monthly(3, FRIDAY, every=2), "The third Friday of every other month"),
        (read_rule("FREQ=WEEKLY"), "Every Thursday"),
        (read_rule("FREQ=DAILY"), "Every day"),
        (read_rule("FREQ=DAILY;INTERVAL=10"), "Every 10 days"),
        (read_rule("FREQ=MONTHLY"), "The 13th of the month"),
        (read_rule("FREQ=MONTHLY;BYMONTHDAY=1,15"), "The 1st and 15th of the month"),
        (read_rule("FREQ=MONTHLY;BYMONTHDAY=-1"), "The last day of the month"),
        (read_rule("FREQ=MONTHLY;BYDAY=1TU,3TU"), "The first and third Tuesday of the month"),
        (read_rule("FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1"),
         "The last weekday of the month"),
        (read_rule("FREQ=WEEKLY;BYDAY=TH;BYMONTH=5,6"), "Every Thursday, in May and June"),
        (read_rule("FREQ=YEARLY"), "Every year on 13 May"),
    ],
)  # fmt: skip
def test_a_rule_is_said_as_one_would_at_the_desk(rule, words):
    assert said(rule) == words


def test_a_series_is_said_with_its_hours_and_its_end():
    rule, at = series.weekly([THURSDAY]), {"starts": time(14), "ends": time(16)}
    assert series.sentence(rule, FIRST, date(2027, 8, 12), **at) == (
        "Every Thursday, 2pm to 4pm, until 12 August"
    )
    assert series.sentence(rule, FIRST, date(2028, 2, 3), **at).endswith("until 3 February 2028")
    assert series.sentence(rule, FIRST, count=12, **at) == "Every Thursday, 2pm to 4pm, 12 times"
    assert series.sentence(rule, FIRST, **at) == "Every Thursday, 2pm to 4pm"


def test_the_dates_go_to_the_last_one_or_so_many_times():
    rule = series.weekly([THURSDAY])
    until = series.dates(rule, FIRST, last=date(2027, 6, 10), horizon=FAR)
    assert until == tuple(FIRST + timedelta(weeks=n) for n in range(5))
    assert series.dates(rule, FIRST, count=5, horizon=FAR) == until
    assert series.dates(rule, FIRST, horizon=date(2027, 6, 16)) == until


def test_alternate_weeks_and_the_first_tuesday_fall_where_they_should():
    assert series.dates(series.weekly([MONDAY, FRIDAY], 2), FIRST, count=4, horizon=FAR) == (
        date(2027, 5, 14), date(2027, 5, 24), date(2027, 5, 28), date(2027, 6, 7),
    )  # fmt: skip
    assert series.dates(series.monthly(1, TUESDAY), FIRST, count=2, horizon=FAR) == (
        date(2027, 6, 1), date(2027, 7, 6),
    )  # fmt: skip
    assert series.dates(series.monthly(-1, FRIDAY), FIRST, count=2, horizon=FAR) == (
        date(2027, 5, 28), date(2027, 6, 25),
    )  # fmt: skip


def test_another_weekday_keeps_the_rhythm():
    assert series.with_weekday(series.weekly([3], 2), 1, FIRST) == series.weekly([1], 2)
    assert series.with_weekday(read_rule("FREQ=WEEKLY"), 1, FIRST) == series.weekly([1])
    assert series.with_weekday(series.monthly(1, 1), 3, FIRST) == series.monthly(1, 3)
    with pytest.raises(Refused, match="one weekday"):
        series.with_weekday(series.weekdays(), 3, FIRST)
    with pytest.raises(Refused, match="one weekday"):
        series.with_weekday(read_rule("FREQ=DAILY"), 3, FIRST)


@pytest.mark.parametrize(
    "text",
    [
        "", "   ", "every thursday", "FREQ=WEEKLY;FREQ=DAILY", "FREQ=NOW", "FREQ=SECONDLY",
        "FREQ=WEEKLY;BYDAY=XX", "FREQ=WEEKLY;BYDAY=", "FREQ=WEEKLY;INTERVAL=0",
        "FREQ=WEEKLY;INTERVAL=-1", "FREQ=WEEKLY;INTERVAL=999999999999", "FREQ=WEEKLY;INTERVAL=²",
        "FREQ=DAILY;BYHOUR=1,2,3", "FREQ=YEARLY;BYEASTER=0", "FREQ=YEARLY;BYWEEKNO=20",
        "FREQ=MONTHLY;BYMONTHDAY=32", "FREQ=MONTHLY;BYMONTHDAY=0", "FREQ=MONTHLY;BYDAY=9TU",
        "FREQ=MONTHLY;BYDAY=MO;BYMONTHDAY=13", "FREQ=MONTHLY;BYDAY=MO;BYSETPOS=99",
        "FREQ=MONTHLY;BYMONTH=13", "FREQ=WEEKLY;BYDAY=1TH", "FREQ=WEEKLY;INTERVAL=2;"
        "BYDAY=SU,MO;WKST=SU", "FREQ=WEEKLY;UNTIL=20270801", "FREQ=WEEKLY;COUNT=3",
        "FREQ=WEEKLY;" + "BYDAY=MO," * 1000, "DTSTART:20270513\nRRULE:FREQ=WEEKLY",
    ],
)  # fmt: skip
def test_a_rule_nobody_can_read_is_refused_in_a_sentence(text):
    with pytest.raises(Refused) as no:
        read_rule(text)
    assert no.value.sentence.endswith(".")
    assert len(no.value.sentence.split()) < 20


def test_the_end_that_other_programs_write_is_read_apart():
    ending = read_ending("RRULE:FREQ=WEEKLY;BYDAY=TH;UNTIL=20270812T130000Z")
    assert (ending.rule, ending.last) == (series.weekly([THURSDAY]), date(2027, 8, 12))
    assert read_ending("FREQ=WEEKLY;COUNT=12").count == 12
    for hostile in ("COUNT=10000", "COUNT=999999999", "COUNT=0", "UNTIL=soon", "UNTIL=99999999"):
        with pytest.raises(Refused):
            read_ending(f"FREQ=DAILY;{hostile}")


def test_ten_thousand_dates_are_refused():
    with pytest.raises(Refused, match="more than 1,000 dates"):
        series.dates(read_rule("FREQ=DAILY"), FIRST, last=date(2054, 9, 28), horizon=date.max)
    with pytest.raises(Refused, match="more than 1,000 dates"):
        series.dates(read_rule("FREQ=DAILY"), FIRST, count=10_000, horizon=FAR)


def test_a_rule_that_never_comes_round_is_refused_at_once():
    started = stopwatch.process_time()
    for text in ("FREQ=DAILY;BYMONTH=2;INTERVAL=52", "FREQ=MONTHLY;BYMONTHDAY=31;BYMONTH=2"):
        rule = read_rule(text)
        series.dates(rule, FIRST, horizon=date.max) if "DAILY" in text else None
    with pytest.raises(Refused, match="no such date"):
        series.dates(rule, FIRST, horizon=date.max)
    with pytest.raises(Refused):
        series.dates(rule, date(9999, 12, 1), horizon=date.max)
    assert stopwatch.process_time() - started < 1


def test_an_end_before_the_start_is_refused():
    with pytest.raises(Refused, match="before the first"):
        series.dates(series.weekdays(), FIRST, last=FIRST - timedelta(1), horizon=FAR)
    with pytest.raises(Refused, match="How many times"):
        series.dates(series.weekdays(), FIRST, count=0, horizon=FAR)


def rules():
    weekday = st.integers(0, 6)
    return st.one_of(
        st.builds(series.weekly, st.lists(weekday, min_size=1, max_size=7), st.integers(1, 52)),
        st.builds(
            series.monthly, st.sampled_from([1, 2, 3, 4, 5, -1]), weekday, st.integers(1, 12)
        ),
        st.just(series.weekdays()),
    )


@given(rules(), st.dates(date(2020, 1, 1), date(2040, 1, 1)))
def test_any_rule_made_here_reads_back_as_itself_and_can_be_said(rule, first):
    assert read_rule(rule.text) == rule
    assert said(rule, first)[0].isupper()
    found = list(series.occurrences(rule, first, first + timedelta(days=800)))
    assert all(each.weekday() in rule.weekdays for each in found)
    assert found == sorted(set(found))


@given(st.text(max_size=80) | st.text("FREQ=WEKLYDAIMONTHBSP;,:-+0123456789", max_size=80))
def test_any_text_at_all_is_a_rule_or_a_sentence(text):
    rule = None
    with suppress(Refused):
        rule = read_rule(text)
    assert rule is None or (said(rule) and read_rule(rule.text) == rule)
