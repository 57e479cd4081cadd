"""Which date becomes which when a series comes round otherwise."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.rules.refusal import Refused
from desktop.rules.series import monthly, occurrences, weekdays, weekly
from desktop.rules.series_dates import Run, redate

THURSDAY = date(2027, 5, 13)
UNTIL = date(2027, 6, 30)


def a_run(rule, last=None, made_until=UNTIL):
    return Run(rule, THURSDAY, last, made_until)


def dates_of(run):
    return list(occurrences(run.rule, run.first, run.last or run.made_until))


def changed(run, rule, last=None):
    return redate(run, rule, last, dates_of(run), THURSDAY)


def test_the_same_rule_leaves_every_date_where_it_is():
    run = a_run(weekly([3]))
    found = changed(run, run.rule)
    assert all(old == new for old, new in found.pairs.items())
    assert (found.more, found.run) == ((), run)


def test_another_weekday_is_a_day_of_the_same_week():
    found = changed(a_run(weekly([3])), weekly([0]))
    assert all(new == old - timedelta(3) for old, new in found.pairs.items())
    assert found.run.first == date(2027, 5, 10)


def test_the_first_tuesday_becomes_the_first_thursday_of_the_same_month():
    found = changed(a_run(monthly(1, 1)), monthly(1, 3))
    assert found.pairs == {date(2027, 6, 1): date(2027, 6, 3)}


def test_what_falls_on_the_same_day_stays_and_what_there_is_more_is_new():
    found = changed(a_run(weekly([3])), weekly([1, 3]))
    assert all(old == new for old, new in found.pairs.items())
    assert {each.weekday() for each in found.more} == {1}
    assert found.more[0] == date(2027, 5, 18)  # not the Tuesday before the change


def test_a_rarer_rule_lets_dates_fall_out():
    found = changed(a_run(weekly([3])), weekly([3], 2))
    out = [old for old, new in found.pairs.items() if new is None]
    assert out == [date(2027, 5, 20), date(2027, 6, 3), date(2027, 6, 17)]


def test_the_last_date_moves_with_its_series():
    run = a_run(weekly([3]), last=date(2027, 6, 10), made_until=date(2027, 6, 10))
    assert changed(run, weekly([5])).run.last == date(2027, 6, 12)
    assert changed(run, weekly([5]), last=date(2027, 6, 6)).run.last == date(2027, 6, 6)


def test_a_series_without_end_that_gets_one_loses_what_comes_after():
    found = changed(a_run(weekly([3])), weekly([3]), last=date(2027, 5, 27))
    assert [new for new in found.pairs.values() if new][-1] == date(2027, 5, 27)
    assert found.run.made_until == date(2027, 5, 27)
    with pytest.raises(Refused, match="before the first that would change"):
        changed(a_run(weekly([3])), weekly([3]), last=date(2027, 5, 12))


RULES = st.sampled_from(
    [weekly([n]) for n in range(7)]
    + [weekly([0, 3]), weekly([1, 4], 2), weekly([6], 3), weekdays(), monthly(1, 1), monthly(-1, 4)]
)


@given(RULES, RULES)
def test_no_two_dates_become_the_same_and_none_is_made_twice(rule, other):
    run = a_run(rule)
    found = changed(run, other)
    there = [new for new in found.pairs.values() if new]
    assert len(set(there)) == len(there)
    assert not set(there) & set(found.more)
    assert {*there, *found.more} >= {
        each for each in occurrences(other, found.run.first, found.run.made_until)
        if each >= THURSDAY
    }  # fmt: skip
    assert set(found.pairs) == set(dates_of(run))
