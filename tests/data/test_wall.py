from datetime import UTC, date, datetime, time, timedelta
from functools import partial

import pytest

from desktop.data import own_paper, poster, texts, wall
from desktop.data.tables import activity, closure, person, place
from desktop.data.texts import Written
from desktop.rules.own_paper import OnPaper, Order
from desktop.rules.refusal import Refused
from tests.makers import THURSDAY, a_person, a_place, a_session, an_activity

NOW = datetime(2026, 11, 23, 9, 30, tzinfo=UTC)
MONDAY = date(2026, 11, 23)


def read(store, **how):
    return store.read(partial(wall.week, first=MONDAY, now=NOW, **how))


def change(store, table, row_id, **values):
    store.write(lambda db: db.change(table, row_id, **values))


def a_private_one(store):
    a_session(store, activity_id=an_activity(store, "Quiet hour", private=True))
    a_session(store, name="Interview", private=True)


def test_the_wall_shows_the_week_and_never_what_is_private(store):
    a_private_one(store)
    a_session(store, on=MONDAY + timedelta(days=7), name="Next week")
    a_session(store, place=a_place(store), name="Crafternoon", places=2, booked=1, waiting=1)
    shown = read(store)
    assert [(each.title, each.place, each.full) for each in shown.sessions] == [
        ("Crafternoon", "Waiting room", True)
    ]
    assert len(read(store, weeks=2).sessions) == 2
    with pytest.raises(Refused, match="1 to 6 weeks"):
        read(store, weeks=7)


def test_a_leader_is_named_by_the_first_name_and_only_once_they_agreed(store):
    marian = a_person(store, "Marian", "Hughes")
    a_session(store, leader=marian)
    assert read(store).sessions[0].leader == ""
    store.write(partial(wall.name_leader, person_id=marian, agreed=True, version=1))
    assert read(store).sessions[0].leader == "Marian"
    store.write(partial(wall.name_leader, person_id=marian, agreed=False, version=2))
    assert read(store).sessions[0].leader == ""
    assert store.read(lambda db: db.one(person.select())).wall_agreed is None


def test_step_free_is_said_only_where_every_session_of_a_place_is(store):
    room, garden = a_place(store), a_place(store, "Garden")
    for each in (room, garden):
        change(store, place, each, step_free=True)
    a_session(store, place=room)
    a_session(store, place=garden)
    a_session(store, activity_id=an_activity(store, "Walk", step_free=False), place=garden)
    assert read(store).places_with("step_free") == ("Waiting room",)
    assert read(store).places_with("hearing_loop") == ()


def test_a_closed_day_and_a_session_that_is_not_on_are_there_to_be_said(store):
    store.write(lambda db: db.add(closure, name="Training", first=THURSDAY, last=THURSDAY))
    a_session(store, status="cancelled")
    shown = read(store)
    assert shown.sessions[0].cancelled
    assert [each.whole for each in shown.closed(THURSDAY)] == [True]
    assert shown.closed(MONDAY) == ()


def test_one_place_or_one_category_can_be_shown_alone(store):
    room = a_place(store)
    a_session(store, name="Crafternoon", place=room)
    a_session(store, name="Singing")
    shown = read(store, place_id=room)
    assert ([each.title for each in shown.sessions], shown.only) == (
        ["Crafternoon"], "Waiting room",
    )  # fmt: skip


def test_only_a_checked_text_is_shown(store):
    craft = an_activity(store)
    a_session(store, activity_id=craft)
    arabic = Written("ar", "حياكة وخياطة.", title="أشغال يدوية")
    store.write(partial(texts.write, activity_id=craft, written=arabic))
    store.write(
        partial(texts.check, activity_id=craft, written=Written("pl", "Szycie.", title="Robótki"))
    )
    (shown,) = read(store).activities
    assert shown.text("ar") is None
    assert shown.text("pl").title == "Robótki"


def test_a_title_typed_anew_has_to_be_checked_anew(store):
    craft = an_activity(store)
    a_session(store, activity_id=craft)
    first = Written("pl", "Szycie.", title="Robótki")
    store.write(partial(texts.check, activity_id=craft, written=first))
    kept = Written("pl", "Szycie.", 2)
    store.write(partial(texts.write, activity_id=craft, written=kept))
    assert read(store).activities[0].text("pl").title == "Robótki"
    anew = Written("pl", "Szycie.", 2, title="Rękodzieło")
    store.write(partial(texts.write, activity_id=craft, written=anew))
    assert read(store).activities[0].text("pl") is None


def test_the_practice_chooses_what_stands_first_within_a_day(store):
    room, garden = a_place(store), a_place(store, "Courtyard")
    a_session(store, name="Crafternoon", place=room, starts=time(9))
    a_session(store, name="Garden group", place=garden)
    assert [each.title for each in read(store).sessions] == ["Crafternoon", "Garden group"]
    store.write(partial(own_paper.say, said=OnPaper(order=Order.PLACE)))
    assert [each.title for each in read(store).sessions] == ["Garden group", "Crafternoon"]


def test_an_activity_only_the_link_worker_adds_people_to_says_so(store):
    a_session(store, activity_id=an_activity(store, who="link worker"))
    assert read(store).activities[0].asked_first
    assert store.read(lambda db: db.one(activity.select())).who == "link worker"


def test_a_poster_tells_the_next_dates_and_never_of_what_is_private(store):
    craft, quiet = an_activity(store), an_activity(store, "Quiet hour", private=True)
    a_session(store, activity_id=craft)
    a_session(store, activity_id=craft, on=THURSDAY + timedelta(days=7), status="cancelled")
    a_session(store, activity_id=quiet)
    shown = store.read(partial(poster.poster, activity_id=craft, now=NOW))
    assert [each.date for each in shown.dates] == [THURSDAY]
    with pytest.raises(Refused, match="Quiet hour is private"):
        store.read(partial(poster.poster, activity_id=quiet, now=NOW))
    nothing = an_activity(store, "Singing")
    with pytest.raises(Refused, match="Nothing is planned of Singing"):
        store.read(partial(poster.poster, activity_id=nothing, now=NOW))
