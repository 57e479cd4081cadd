"""Bank holidays of the four nations."""

import subprocess
import sys
from datetime import date

import pytest

from desktop.rules.bank_holidays import NATIONS, bank_holiday, bank_holidays
from desktop.rules.refusal import Refused


def named(nation, year=2027):
    found = bank_holidays(nation, date(year, 1, 1), date(year, 12, 31))
    return {each.on: each.name for each in found}


def test_the_four_nations_differ():
    assert bank_holiday("England", date(2027, 3, 29)) == "Easter Monday"
    assert bank_holiday("Scotland", date(2027, 3, 29)) == ""
    assert bank_holiday("Scotland", date(2027, 11, 30)) == "St Andrew’s Day"
    assert bank_holiday("Scotland", date(2026, 1, 2)) == "2 January"
    assert bank_holiday("Northern Ireland", date(2027, 3, 17)) == "St Patrick’s Day"
    assert bank_holiday("Northern Ireland", date(2027, 7, 12)) == "Battle of the Boyne"
    assert named("England") == named("Wales")
    assert len({tuple(named(each)) for each in NATIONS}) == 3


def test_they_are_called_what_the_desk_calls_them():
    names = named("England")
    assert names[date(2027, 5, 3)] == "Early May bank holiday"
    assert names[date(2027, 5, 31)] == "Spring bank holiday"
    assert names[date(2027, 8, 30)] == "Summer bank holiday"
    assert names[date(2027, 12, 27)] == "Christmas Day (substitute day)"


def test_holidays_over_the_end_of_a_year_come_in_order():
    found = bank_holidays("England", date(2026, 12, 1), date(2027, 1, 31))
    assert [each.on for each in found] == [
        date(2026, 12, 25), date(2026, 12, 26), date(2026, 12, 28), date(2027, 1, 1),
    ]  # fmt: skip


def test_another_nation_is_refused():
    with pytest.raises(Refused, match="Choose England"):
        bank_holidays("France", date(2027, 1, 1), date(2027, 12, 31))


def test_nothing_of_it_is_loaded_before_somebody_asks():
    loaded = "import desktop.rules.bank_holidays, sys; print('holidays' in sys.modules)"
    said = subprocess.run(
        [sys.executable, "-c", loaded], capture_output=True, text=True, check=True
    )
    assert said.stdout.strip() == "False"
