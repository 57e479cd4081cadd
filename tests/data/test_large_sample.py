"""The large sample: as many as asked for, the same again, and true counters."""

import shutil
from collections import Counter
from datetime import date, timedelta

import pytest
from nhs_number import is_valid
from sqlalchemy import func, select

from desktop.data import large_sample, people
from desktop.data.changes import Hand
from desktop.data.large_people import SURNAMES, names
from desktop.data.store import Store
from desktop.data.tables import booking, patient, person, phone, session, step, word
from desktop.rules.refusal import Refused
from desktop.rules.signups import Mark
from tests.makers import a_person

TODAY = date(2026, 11, 26)


@pytest.fixture(scope="module")
def filled(kept_store):
    large_sample.make(kept_store, today=TODAY, patients=2_500, years=1, seed=7)
    kept_store.may_write = False
    return kept_store


def rows(store, table):
    return store.read(lambda db: db.all(select(table).order_by(table.c.id)))


def test_there_are_as_many_patients_as_asked_for_and_none_is_real(filled):
    everybody, numbers = rows(filled, person), [each.nhs_number for each in rows(filled, patient)]
    given = [each for each in numbers if each]
    assert len(everybody) == len(numbers) == 2_500
    assert 0.97 < len(given) / len(numbers) < 0.99
    assert len(set(given)) == len(given)
    assert all(each.startswith("999") and is_valid(each) for each in given)
    assert all(each.born <= TODAY for each in everybody)


def test_a_few_surnames_are_common_and_most_are_rare():
    known = names()
    assert len(set(known.surnames)) == SURNAMES
    assert known.weights[0] / known.weights[-1] == pytest.approx(0.0105, rel=0.2)


def test_the_counters_on_every_session_are_what_its_bookings_count(filled):
    counted = Counter()
    for each in rows(filled, booking):
        if each.status != Mark.CANCELLED:
            counted[each.session, "over" if each.over else "booked"] += 1
            counted[each.session, "came"] += each.status == Mark.ARRIVED
    sessions = rows(filled, session)
    for each in sessions:
        for name in ("booked", "over", "came"):
            assert counted[each.id, name] == getattr(each, name)
    assert sum(each.booked for each in sessions) > 500


def test_there_are_seven_to_ten_sessions_a_week_for_the_years_and_twelve_weeks(filled):
    weeks = Counter(each.date - timedelta(each.date.weekday()) for each in rows(filled, session))
    assert len(weeks) == 52 + 13
    assert max(weeks) == date(2026, 11, 23) + timedelta(weeks=12)
    assert 7 <= sum(weeks.values()) / len(weeks) <= 10


def test_those_who_come_stand_first_in_the_finder(filled):
    come = {each.person for each in rows(filled, booking)}
    first = filled.read(lambda db: db.all(select(word.c.person).where(word.c.comes).distinct()))
    assert {row.person for row in first} == come
    assert 100 < len(come) <= 400


def test_nobody_is_booked_twice_at_one_time_and_nothing_to_come_is_marked(filled):
    dates = {each.id: each.date for each in rows(filled, session)}
    live = [each for each in rows(filled, booking) if each.status != Mark.CANCELLED]
    assert len({(each.person, each.session) for each in live}) == len(live)
    to_come = {each.status for each in live if dates[each.session] >= TODAY}
    assert to_come == {Mark.BOOKED}


def test_the_same_seed_and_day_make_the_same_practice(tmp_path, sqlite_template, clock):
    def everything(seed):
        file = tmp_path / "again.db"
        shutil.copy(sqlite_template, file)
        store = Store(f"sqlite:///{file}", Hand("tests", "desk"), clock=clock)
        large_sample.make(store, today=TODAY, patients=300, years=1, seed=seed)
        found = [[tuple(r) for r in rows(store, t)] for t in (person, phone, session, booking)]
        store.close()
        return found

    assert everything(1) == everything(1)
    assert everything(1) != everything(2)


def test_it_says_how_far_it_is(file_store):
    heard = []
    large_sample.make(
        file_store, today=TODAY, patients=2_100, years=0, on_progress=lambda *each: heard.append(each)
    )  # fmt: skip
    assert heard == [(2_000, 2_113), (2_100, 2_113), (2_100, 2_113), (2_113, 2_113)]


def test_it_never_mixes_with_real_people(store):
    a_person(store)
    with pytest.raises(Refused, match="There are people in this database"):
        large_sample.make(store, today=TODAY, patients=10, years=0)
    assert store.read(lambda db: db.value(select(func.count()).select_from(step))) == 1


@pytest.mark.parametrize(("patients", "years"), [(0, 1), (-5, 1), (900_001, 1), (10, -1), (10, 99)])
def test_numbers_that_cannot_be_are_refused(file_store, patients, years):
    with pytest.raises(Refused, match="must be a number from"):
        large_sample.make(file_store, today=TODAY, patients=patients, years=years)


def test_a_handful_of_patients_is_enough(file_store):
    large_sample.make(file_store, today=TODAY, patients=1, years=1)
    assert len(rows(file_store, person)) == 1


@pytest.mark.parametrize("patients", [1, 2, 5, 7, 8, 40, 1_999])
def test_every_number_of_patients_finds_its_nhs_numbers(patients):
    steps = large_sample._people_steps(patients, seed=1, today=TODAY)
    numbers = [each for step, _number in steps for each in step.keywords["numbers"]]
    assert len(set(numbers)) == patients


@pytest.mark.parametrize("patients", [1, 5])
def test_a_sample_of_very_few_patients_is_made(file_store, patients):
    large_sample.make(file_store, today=TODAY, patients=patients, years=1)
    assert file_store.read(people.how_many) == patients
