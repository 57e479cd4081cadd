"""Starter packs: out of one practice into the next, without people; what is there stays."""

from datetime import date, time
from functools import partial

import pytest
from sqlalchemy import select

from desktop.data import series as data_series
from desktop.data.changes import Hand
from desktop.data.programme_lines import Wishes
from desktop.data.starter_pack import open_pack, pack
from desktop.data.store import Store
from desktop.data.tables import (
    activity,
    activity_option,
    activity_role,
    activity_text,
    category,
    journal_value,
    place,
    series,
    session,
    step,
)
from desktop.rules.activities import Option
from desktop.rules.planning import SeriesPlan
from desktop.rules.starter_packs import PackedActivity, PackedPlace, PackedSeries, StarterPack
from tests.makers import TODAY, a_person, a_place, a_session, an_activity

TUESDAYS = PackedSeries("FREQ=WEEKLY;BYDAY=TU", time(14), time(16), 12, "Hall")
YOGA = PackedActivity("Yoga", "move", "Moving", "Hall", series=(TUESDAYS,))


def read(store):
    return store.read(partial(pack, today=TODAY))


def bring(store, *activities, dry_run=False, first=TODAY, **wishes):
    packed = StarterPack((PackedPlace("Hall", step_free=True),), activities)
    return open_pack(store, packed, first=first, wishes=Wishes(**wishes), dry_run=dry_run)


def rows(store, table):
    return store.read(lambda db: db.all(select(table)))


def a_whole_practice(store):
    sam = a_person(store, "Samuel", "Okafor")
    room = a_place(store, "Room 4")
    kind = store.write(lambda db: db.add(category, name="Making")).value
    craft = an_activity(
        store, leader=sam, place=room, category=kind, price="£1", suits="Anybody",
        collected_by="Mrs Patel", leaves_alone="Jo from 5pm", patch="craft",
    )  # fmt: skip

    def add_more(db):
        db.add(activity_option, activity=craft, name="Lunch", places=4)
        db.add(activity_role, activity=craft, role="driver", number=2)
        db.add(
            activity_text, activity=craft, language="en", text="Bring wool.",
            written_by="Sam Okafor", checked_by="Ann Lee", checked_on=TODAY,
        )  # fmt: skip

    store.write(add_more)
    weekly = SeriesPlan(
        craft, "FREQ=WEEKLY", date(2026, 11, 26), time(14), time(16), 10, place_id=room,
        leader_id=sam, term_only=False,
    )  # fmt: skip
    store.write(partial(data_series.make, plan=weekly))
    return craft


def test_a_pack_holds_what_is_offered_and_nobody(store):
    a_whole_practice(store)
    packed = read(store).pack
    (craft,) = packed.activities
    assert (craft.name, craft.patch, craft.category, craft.place) == (
        "Crafternoon", "craft", "Making", "Room 4",
    )  # fmt: skip
    assert craft.options == (Option("Lunch", 4),)
    assert [(each.language, each.text) for each in craft.texts] == [("en", "Bring wool.")]
    assert craft.series == (PackedSeries("FREQ=WEEKLY;BYDAY=TH", time(14), time(16), 10, "Room 4"),)
    assert [each.name for each in packed.places] == ["Room 4"]
    for name in ("Sam", "Okafor", "Ann", "Patel", "Jo from"):
        assert name not in repr(packed)


def test_private_and_ended_activities_are_left_out(store):
    an_activity(store, "Crafternoon")
    an_activity(store, "Young carers", private=True)
    an_activity(store, "Old club", ended=date(2026, 1, 1))
    packed = read(store)
    assert [each.name for each in packed.pack.activities] == ["Crafternoon"]
    assert packed.private == 1


@pytest.fixture
def next_door(request, url, clock):
    """Open another practice, on the other kind of database."""
    other = "postgres_url" if url.startswith("sqlite") else "sqlite_url"
    store = Store(request.getfixturevalue(other), Hand("tests", "next door"), clock=clock)
    yield store
    store.close()


def test_what_one_practice_packs_the_next_one_has(store, next_door):
    a_whole_practice(store)
    packed = read(store).pack
    done = open_pack(next_door, packed, first=TODAY, wishes=Wishes())
    assert (done.counts.new, done.counts.refused) == (1, 0)
    assert read(next_door).pack == packed
    assert not [each for each in rows(next_door, activity_text) if each.checked_on]


def test_a_series_of_a_pack_begins_when_it_is_asked_to(store):
    done = bring(store, YOGA, first=date(2027, 1, 6))
    (line,) = done.lines
    assert (line.kind, line.dates) == ("new", done.counts.dates)
    assert min(row.date for row in rows(store, session)) == date(2027, 1, 12)
    (hall,) = rows(store, place)
    assert (hall.name, hall.step_free) == ("Hall", True)


def test_a_name_that_is_here_already_is_left_as_it_is_and_said(store):
    an_activity(store, "yoga", places=5)
    a_place(store, "Hall")
    done = bring(store, YOGA)
    assert [(each.kind, each.dates) for each in done.lines] == [("there already", 0)]
    assert [row.places for row in rows(store, activity)] == [5]
    assert rows(store, series) == []


def test_opening_a_pack_twice_adds_nothing_the_second_time(store):
    bring(store, YOGA)
    before = rows(store, session)
    assert bring(store, YOGA).counts.known == 1
    assert rows(store, session) == before


def test_a_dry_run_foretells_it_and_changes_nothing(store):
    before = [rows(store, table) for table in (activity, place, session, step, journal_value)]
    foretold = bring(store, YOGA, dry_run=True)
    after = [rows(store, table) for table in (activity, place, session, step, journal_value)]
    assert after == before
    assert bring(store, YOGA) == foretold


def test_a_series_that_clashes_is_not_made_and_the_activity_is(store):
    hall = a_place(store, "Hall")
    a_session(store, name="Talk", on=date(2026, 12, 1), place=hall)
    (line,) = bring(store, YOGA).lines
    assert (line.kind, line.dates) == ("new", 0)
    assert line.sentence.startswith("A series was not made. Tuesday 1 December: ")


def test_what_cannot_be_is_refused_whole_and_the_rest_goes_on(store):
    wrong = PackedActivity("Walk", "walk", "Outdoors", "Garden", places=4, smallest=9)
    done = bring(store, wrong, YOGA)
    assert [each.kind for each in done.lines] == ["refused", "new"]
    assert [row.name for row in rows(store, place)] == ["Hall"]
    assert [row.name for row in rows(store, category)] == ["Moving"]
