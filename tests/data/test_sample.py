"""The sample practice: believable, the same for the same day, and its counters true."""

import shutil
from collections import Counter
from datetime import UTC, date, datetime, time, timedelta
from functools import partial
from itertools import pairwise

import pytest
from nhs_number import is_valid
from sqlalchemy import func, select

from desktop.data import activities, anything, finding, registers, sample
from desktop.data.changes import Hand
from desktop.data.store import Store
from desktop.data.tables import (
    activity,
    activity_option,
    activity_text,
    booking,
    booking_number,
    booking_option,
    car,
    companion,
    first_visit,
    idea,
    idea_person,
    need,
    patient,
    person,
    phone,
    place,
    practice,
    regular,
    ride,
    series,
    session,
    skipped,
    to_buy,
    waiting,
    wrap_up,
)
from desktop.rules.people import NEEDS, REACH_BY, REGISTERED, RIDES, Status, age
from desktop.rules.signups import Mark

THURSDAY = date(2026, 11, 26)
AFTERNOON = time(13, 42)


@pytest.fixture(scope="module")
def practised(kept_store):
    sample.make(kept_store, today=THURSDAY, at=AFTERNOON)
    kept_store.may_write = False
    return kept_store


def rows(store, table):
    return store.read(lambda db: db.all(select(table).order_by(table.c.id)))


def crafternoon(store, today=THURSDAY, at=AFTERNOON):
    coming = store.read(partial(anything.coming_sessions, text="Crafternoon", first=today, most=2))
    now = datetime.combine(today, at)
    return next(each for each in coming if datetime.combine(each.date, each.ends) > now)


def mrs_patel(store):
    found = store.read(partial(finding.find, text="patel meera", today=THURSDAY))
    return found.people[0]


def test_the_counters_on_every_session_are_what_its_bookings_count(practised):
    live = booking.c.status != Mark.CANCELLED
    counted = practised.read(lambda db: db.all(
        select(
            booking.c.session,
            func.count().filter(live, ~booking.c.over).label("booked"),
            func.count().filter(live, booking.c.over).label("over"),
            func.count().filter(booking.c.status == Mark.ARRIVED).label("came"),
        ).group_by(booking.c.session)
    ))  # fmt: skip
    alone = {row.session: (row.booked, row.over, row.came) for row in counted}
    of_booking = {each.id: each.session for each in rows(practised, booking)}
    along = Counter(
        of_booking[each.booking] for each in rows(practised, companion) if each.takes_place
    )
    counts = {each: (n + along[each], over, came) for each, (n, over, came) in alone.items()}
    for row in rows(practised, session):
        assert counts.get(row.id, (0, 0, 0)) == (row.booked, row.over, row.came)


def test_there_are_80_people_of_all_kinds(practised):
    people = rows(practised, person)
    names = [f"{each.first} {each.last}".strip() for each in people]
    assert len(people) == 80
    assert max(map(len, names)) == 57
    assert names.count("John Williams") == 2
    assert {each.born.year for each in people if each.last == "Williams"} == {1941, 1968}
    assert {each.status for each in people} == set(Status)
    assert any(age(each.born, THURSDAY) == 12 for each in people)
    assert any(each.registered == "not a patient" for each in people)
    assert any(each.former for each in people)


def test_everything_about_a_person_is_something_the_dialog_offers(practised):
    for each in rows(practised, person):
        assert each.registered in REGISTERED
        assert each.reach_by in REACH_BY
    assert {each.ride for each in rows(practised, patient)} <= set(RIDES)
    kinds = practised.read(lambda db: db.all(select(need.c.kind)))
    assert {row.kind for row in kinds} <= set(NEEDS)


def test_no_number_of_the_sample_is_anybodys(practised):
    numbers = [each.nhs_number for each in rows(practised, patient)]
    assert all(each.startswith("999") and is_valid(each) for each in numbers)
    assert len(set(numbers)) == len(numbers)
    assert all(each.number.startswith("+447700900") for each in rows(practised, phone))


def test_mrs_patel_of_the_pictures_is_there_but_not_booked_on_the_coming_crafternoon(practised):
    found, coming = mrs_patel(practised), crafternoon(practised)
    assert (found.called, found.born, found.phone_end) == ("Mrs Patel", date(1951, 3, 14), "0142")
    card = practised.read(partial(registers.card, person_id=found.id, session_id=coming.id))
    assert card.live_booking is None
    marks = [each.mark for each in card.past if each.title == "Crafternoon"][:5]
    assert marks == ["arrived", "missed", "arrived", "arrived", "arrived"]
    assert {"Shared lunch", "Crafternoon"} <= {each.title for each in card.coming}


def test_the_crafternoon_is_today_when_today_is_thursday_and_has_room(practised):
    coming = crafternoon(practised)
    assert coming.date == THURSDAY
    assert (coming.booked, coming.places, coming.came) == (10, 12, 5)
    assert coming.place == "Waiting room"
    assert coming.leader == "Marian Hughes"
    assert "lavender bags" in coming.note
    lines = practised.read(partial(registers.register, session_id=coming.id)).lines
    assert [each.name for each in lines if each.walked_in] == ["Sam Oduya"]


@pytest.mark.parametrize("days", range(7))
def test_on_any_day_the_week_has_a_full_a_cancelled_and_a_roomy_session(file_store, days):
    today = THURSDAY + timedelta(days)
    sample.make(file_store, today=today)
    week = file_store.read(partial(activities.week, first=today, days=7)).sessions
    assert any(each.booked == each.places for each in week)
    assert any(each.cancelled for each in week)
    assert any(each.private for each in week)
    coming = crafternoon(file_store, today, sample.OPENING)
    assert 0 < coming.booked < coming.places
    card = file_store.read(
        partial(registers.card, person_id=mrs_patel(file_store).id, session_id=coming.id)
    )
    assert card.live_booking is None


def test_it_reaches_12_weeks_back_and_12_ahead(practised):
    dates = [each.date for each in rows(practised, session)]
    monday = THURSDAY - timedelta(3)
    assert min(dates) == monday - timedelta(weeks=12) + timedelta(1)  # 31 August: a bank holiday
    assert max(dates) >= monday + timedelta(weeks=12)


def test_the_same_day_and_seed_give_the_same_practice(sqlite_template, tmp_path, clock):
    assert everything(tmp_path, sqlite_template, clock, 1) == everything(
        tmp_path, sqlite_template, clock, 1
    )
    assert everything(tmp_path, sqlite_template, clock, 1) != everything(
        tmp_path, sqlite_template, clock, 2
    )


def test_nobody_is_booked_on_two_things_at_once(practised):
    by_person = {}
    hours = {each.id: (each.starts_utc, each.ends_utc) for each in rows(practised, session)}
    for each in rows(practised, booking):
        if each.status != Mark.CANCELLED:
            by_person.setdefault(each.person, []).append(hours[each.session])
    for theirs in by_person.values():
        theirs.sort()
        for (_starts, ends), (starts, _ends) in pairwise(theirs):
            assert ends <= starts


def test_nothing_was_booked_marked_or_cancelled_in_the_future(practised):
    now = datetime.combine(THURSDAY, AFTERNOON, UTC)
    for each in rows(practised, booking):
        moments = [each.booked_at, each.marked_at, each.cancelled_at]
        assert all(moment <= now for moment in moments if moment)


def test_numbers_of_bookings_to_come_are_in_use(practised):
    used = practised.read(lambda db: db.all(select(booking_number.c.number)))
    dates = {each.id: each.date for each in rows(practised, session)}
    to_come = {
        each.number for each in rows(practised, booking)
        if each.number and each.status != Mark.CANCELLED and dates[each.session] >= THURSDAY
    }  # fmt: skip
    assert {row.number for row in used} == to_come


def test_those_who_are_booked_stand_first_in_the_finder(practised):
    booked = {each.person for each in rows(practised, booking)}
    assert {each.id for each in rows(practised, person) if each.comes} == booked


def test_those_who_moved_died_or_lie_in_hospital_are_not_on_coming_lists(practised):
    away = {each.id for each in rows(practised, person) if each.status != Status.CURRENT}
    dates = {each.id: each.date for each in rows(practised, session)}
    assert not [
        each for each in rows(practised, booking)
        if each.person in away and THURSDAY <= dates[each.session] <= THURSDAY + timedelta(7)
    ]  # fmt: skip


def test_bank_holidays_and_a_training_afternoon_are_left_out(practised):
    on = {each.date for each in rows(practised, session)}
    out = {each.date: (each.why, each.note) for each in rows(practised, skipped)}
    assert out[date(2026, 12, 25)] == ("bank holiday", "Christmas Day")
    assert out[date(2027, 1, 6)] == ("closed", "Training afternoon")
    assert date(2026, 12, 25) not in on
    assert date(2027, 1, 6) in on


def test_the_sample_is_made_by_its_series_and_nothing_in_it_clashes(practised):
    made = {(each.series, each.original_date) for each in rows(practised, session)}
    assert len(made) == len(rows(practised, session))
    assert {each.made_until for each in rows(practised, series)} == {date(2027, 2, 21)}
    held = [(each.date, each.place, each.starts, each.ends) for each in rows(practised, session)]
    shared = {each.id for each in rows(practised, place) if each.shared}
    held = sorted(each for each in held if each[1] not in shared)
    for one, other in pairwise(held):
        assert one[:2] != other[:2] or one[3] <= other[2]


def test_the_practice_has_its_places_and_private_hub(practised):
    assert [each.name for each in rows(practised, practice)] == ["Elm Tree Surgery"]
    assert len(rows(practised, place)) == 8
    (hub,) = [each for each in rows(practised, activity) if each.private]
    assert (hub.youngest, hub.oldest) == (11, 18)


def everything(tmp_path, template, clock, seed):
    file = tmp_path / "again.db"
    shutil.copy(template, file)
    store = Store(f"sqlite:///{file}", Hand("tests", "desk"), clock=clock)
    sample.make(store, today=THURSDAY, seed=seed)
    tables = (person, patient, phone, activity, session, booking)
    found = [[tuple(row) for row in rows(store, table)] for table in tables]
    store.close()
    return found


def test_the_sample_shows_what_an_activity_can_say(practised):
    texts = rows(practised, activity_text)
    languages = {each.language for each in texts}
    assert {"en", "pl", "cy", "fr", "bn", "ar"} == languages
    drafts = [each for each in texts if each.checked_on is None]
    assert [each.language for each in drafts] == ["fr"]
    assert {each.category is None for each in rows(practised, activity)} == {False}
    assert len(rows(practised, activity_option)) == 5
    assert any(each.kept for each in rows(practised, activity))
    assert any(each.weather for each in rows(practised, activity))


def test_people_wait_in_the_sample_and_others_gather_for_an_idea(practised):
    waits = rows(practised, waiting)
    waited = {each.id: each.waiting for each in rows(practised, session) if each.waiting}
    assert {each: [row.session for row in waits].count(each) for each in waited} == waited
    assert set(waited.values()) == {2}
    gathered = [row.idea for row in rows(practised, idea_person)]
    for each in rows(practised, idea):
        assert 0 < gathered.count(each.id) < each.smallest


def test_people_come_every_week_and_one_of_them_is_away(practised):
    weekly = rows(practised, regular)
    dates = Counter(each.regular for each in rows(practised, booking) if each.regular)
    assert len(weekly) == 3
    assert [each.paused_until for each in weekly if each.paused_from] == [date(2026, 12, 20)]
    assert min(dates[each.id] for each in weekly) > 5


def test_people_bring_others_choose_lunch_and_have_rides(practised):
    along = {each.kind: each for each in rows(practised, companion)}
    assert {"carer", "partner", "child", "interpreter"} == along.keys()
    assert along["interpreter"].confirmed
    assert not along["interpreter"].takes_place
    assert [each.seats for each in rows(practised, car)] == [2]
    assert sorted((each.status, each.seats) for each in rows(practised, ride)) == [
        ("car", 2), ("taxi", 2)
    ]  # fmt: skip
    assert len({each.option for each in rows(practised, booking_option)}) == 3


def test_somebody_comes_for_the_first_time_today_and_is_met(practised):
    dates = {each.id: each.date for each in rows(practised, session)}
    held = {each.id: dates[each.session] for each in rows(practised, booking)}
    (met,) = [each for each in rows(practised, first_visit) if each.meets]
    assert held[met.booking] == THURSDAY


def test_yesterday_was_wrapped_up(practised):
    (done,) = rows(practised, wrap_up)
    dates = {each.id: each.date for each in rows(practised, session)}
    assert dates[done.session] == THURSDAY - timedelta(1)
    assert done.lovely
    assert [each.what for each in rows(practised, to_buy)] == ["Oat milk"]
