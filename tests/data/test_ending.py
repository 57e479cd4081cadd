from datetime import date, time
from functools import partial

import pytest
from sqlalchemy import select

from desktop.data import ending, series, signups, telling, todo, undo, weather
from desktop.data.tables import activity, next_step, person, session
from desktop.data.tables import series as rhythms
from desktop.rules.planning import SeriesPlan
from desktop.rules.refusal import Refused
from desktop.rules.series import weekly
from desktop.rules.telling import Kind
from tests.makers import THURSDAY, TODAY, a_person, a_place, a_session, an_activity

LAST = date(2026, 12, 10)


@pytest.fixture
def craft(store):
    craft = an_activity(store)
    plan = SeriesPlan(craft, weekly([3]).text, THURSDAY, time(14), time(16), 12, count=6)
    store.write(partial(series.make, plan=plan))
    return craft


def dates(store):
    rows = select(session.c.id, session.c.date, session.c.status).order_by(session.c.date)
    return store.read(lambda db: db.all(rows))


def booked(store, on, first="Ivy"):
    ivy = a_person(store, first, "Marsh")
    found = next(row.id for row in dates(store) if row.date == on)
    store.write(partial(signups.book, session_id=found, person_id=ivy))
    return ivy


def end(store, craft, **more):
    return store.write(
        partial(ending.end, activity_id=craft, **({"version": 1, "last": LAST} | more))
    )


def test_a_group_ends_after_its_last_date(store, craft):
    assert end(store, craft).value.sessions == 3
    assert [row.date for row in dates(store)] == [THURSDAY, date(2026, 12, 3), LAST]
    ended = store.read(lambda db: db.value(select(activity.c.ended)))
    assert (ended, store.read(lambda db: db.value(select(rhythms.c.last)))) == (LAST, LAST)


def test_whoever_was_booked_after_it_is_told_and_stays_in_the_records(store, craft):
    booked(store, date(2026, 12, 17))
    assert end(store, craft).value.to_tell == 1
    (found,) = store.read(partial(telling.people_to_tell, today=TODAY))
    assert (found.kind, found.lines[0].name) == (Kind.ENDED, "Ivy Marsh")
    assert found.lines[0].say.startswith("Crafternoon has come to an end.")
    assert [row.status for row in dates(store)] == ["planned"] * 3 + ["cancelled"]


def test_each_member_has_a_next_step(store, craft):
    ivy = booked(store, THURSDAY)
    group = store.read(partial(ending.group, activity_id=craft, today=TODAY))
    assert [(each.name, each.booked) for each in group.members] == [("Ivy Marsh", 1)]
    end(store, craft, next_steps=((ivy, "Garden group, Tuesdays"),))
    group = store.read(partial(ending.group, activity_id=craft, today=TODAY))
    assert group.members[0].next == "Garden group, Tuesdays"


def test_somebody_who_died_is_no_member_to_plan_for(store, craft):
    ivy = booked(store, THURSDAY)
    store.write(lambda db: db.change(person, ivy, status="died"))
    assert store.read(partial(ending.group, activity_id=craft, today=TODAY)).members == ()


def test_one_undo_brings_the_whole_group_back(store, craft):
    ivy = booked(store, date(2026, 12, 17))
    before = dates(store)
    done = end(store, craft, next_steps=((ivy, "Walking group"),))
    store.write(partial(undo.undo, key=done.key.hex), undoes=done.key)
    assert dates(store) == before
    assert store.read(lambda db: db.all(select(next_step))) == []
    assert store.read(partial(telling.people_to_tell, today=TODAY)) == ()


def test_a_group_does_not_end_before_today(store, craft):
    with pytest.raises(Refused, match="cannot be before today, Monday 23 November"):
        end(store, craft, last=date(2026, 11, 1))
    assert len(dates(store)) == 6


@pytest.fixture
def garden(store):
    beds = a_place(store, "Courtyard beds")
    garden = an_activity(store, "Garden group", weather=True)
    today = a_session(store, activity_id=garden, on=TODAY, place=beds)
    store.write(partial(signups.book, session_id=today, person_id=a_person(store)))
    return today


def asked(store, clock):
    return store.read(partial(todo.todo, today=TODAY, now=clock.now)).weather


def test_a_garden_that_is_on_is_not_asked_about_again(store, clock, garden):
    store.write(partial(weather.is_on, session_id=garden))
    assert asked(store, clock) == ()


def test_a_garden_that_is_off_makes_people_to_tell(store, clock, garden):
    assert store.write(partial(weather.off, session_id=garden)).value.to_tell == 1
    assert asked(store, clock) == ()
    (found,) = store.read(partial(telling.people_to_tell, today=TODAY))
    assert found.session.reason == "The weather."


def test_a_garden_indoors_is_in_a_place_that_is_free(store, clock, garden):
    annexe, kitchen = a_place(store, "Annexe"), a_place(store, "Kitchen")
    a_session(store, on=TODAY, place=kitchen, name="Soup pot")
    free = store.read(partial(weather.places_for, session_id=garden))
    assert [each.id for each in free] == [annexe]
    store.write(partial(weather.indoors, session_id=garden, place_id=annexe))
    (found,) = store.read(partial(telling.people_to_tell, today=TODAY))
    assert found.lines[0].say == "Garden group on Monday 23 November is now in the annexe."
    assert asked(store, clock) == ()


def test_who_is_booked_on_many_dates_hears_of_the_end_once(store, craft):
    ivy = booked(store, date(2026, 12, 17))
    for row in dates(store)[4:]:
        store.write(partial(signups.book, session_id=row.id, person_id=ivy))
    bill = a_person(store, "Bill", "Shah")
    store.write(partial(signups.book, session_id=dates(store)[5].id, person_id=bill))
    assert end(store, craft).value.to_tell == 2
    rounds = store.read(partial(telling.people_to_tell, today=TODAY))
    assert [line.name for each in rounds for line in each.lines] == ["Ivy Marsh", "Bill Shah"]
