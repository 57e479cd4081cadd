"""From an idea to a group: gathered, started in one step, everybody booked and told."""

from datetime import date, time
from functools import partial

import pytest
from sqlalchemy import func, select

from desktop.data import ideas, offers, telling, todo, undo
from desktop.data.tables import (
    activity,
    activity_text,
    booking,
    idea,
    news,
    series,
    session,
)
from desktop.data.tables import telling as telling_table
from desktop.rules.activities import ActivityFacts
from desktop.rules.ideas import IdeaFacts, check_idea, interested_words, is_ready
from desktop.rules.planning import SeriesPlan
from desktop.rules.refusal import Refused
from desktop.rules.telling import Kind
from tests.makers import THURSDAY, TODAY, a_person, a_session, people

PLAN = SeriesPlan(0, "FREQ=WEEKLY;BYDAY=TH", THURSDAY, time(14), time(16), places=4, count=3)
KNIT = ActivityFacts(name="Knit and natter", minutes=120, places=4)


def an_idea(store, *, smallest=2, suggested_by=None, about="Wool and a chair."):
    facts = IdeaFacts("Knit and natter", about, smallest, suggested_by)
    return store.write(partial(ideas.add, facts=facts)).value.id


def gather(store, idea_id, *who):
    for person_id in who:
        store.write(partial(ideas.gather, idea_id=idea_id, person_id=person_id))


def start(store, idea_id, *, plan=PLAN, dates=1, version=1):
    return store.write(
        partial(
            ideas.start, idea_id=idea_id, version=version, facts=KNIT, plan=plan, dates=dates
        )
    )  # fmt: skip


def counted(store, *tables):
    return [
        store.read(lambda db, t=t: db.value(select(func.count()).select_from(t))) for t in tables
    ]


def test_an_idea_gathers_people_until_there_are_enough(store):
    sue = a_person(store, "Sue", "Barrow")
    knit = an_idea(store, suggested_by=sue)
    gather(store, knit, *people(store, 2))
    (seen,) = store.read(ideas.ideas)
    assert (seen.facts.title, seen.suggested_by) == ("Knit and natter", "Sue Barrow")
    assert [each.name for each in seen.people] == ["Person Number0", "Person Number1"]
    assert is_ready(len(seen.people), seen.facts.smallest)
    ripe = store.read(partial(todo.todo, today=TODAY, now=seen_now(store))).ripe
    assert [each.title for each in ripe] == ["Knit and natter"]
    tab = store.read(partial(offers.activities_tab, today=TODAY))
    assert tab.ideas == 1


def seen_now(store):
    return store.read(lambda db: db.now)


def test_nobody_is_gathered_twice_and_anybody_may_leave(store):
    knit, who = an_idea(store), a_person(store)
    gather(store, knit, who)
    with pytest.raises(Refused, match="Mrs Patel is on the list already"):
        gather(store, knit, who)
    store.write(partial(ideas.let_go, idea_id=knit, person_id=who))
    assert store.read(ideas.ideas)[0].people == ()


def test_an_idea_becomes_a_group_with_its_people_booked_first_and_all_of_them_to_tell(store):
    sue = a_person(store, "Sue", "Barrow", title="")
    knit, both = an_idea(store, suggested_by=sue), people(store, 2)
    gather(store, knit, *both)
    started = start(store, knit, dates=2).value
    assert (started.booked, started.left_out) == (2, "")
    page = store.read(partial(offers.activity_page, activity_id=started.activity_id, today=TODAY))
    assert (page.dates_to_come, page.rhythm) == (3, "Thursdays 2pm")
    assert [each.text for each in page.texts] == ["Wool and a chair."]
    rows = store.read(lambda db: db.all(select(session.c.date, session.c.booked).order_by(
        session.c.date)))  # fmt: skip
    assert [tuple(row) for row in rows] == [
        (date(2026, 11, 26), 2), (date(2026, 12, 3), 2), (date(2026, 12, 10), 0),
    ]  # fmt: skip
    (round_,) = store.read(partial(telling.people_to_tell, today=TODAY))
    assert round_.kind is Kind.STARTED
    assert {line.name for line in round_.lines} == {
        "Person Number0", "Person Number1", "Sue Barrow",
    }  # fmt: skip
    assert round_.lines[0].say == (
        "Knit and natter, which you asked for, begins on Thursday 26 November, 2pm to 4pm. "
        "Would you like to come?"
    )
    assert store.read(ideas.ideas) == ()


def test_more_people_than_places_are_not_started(store):
    knit = an_idea(store)
    gather(store, knit, *people(store, 5))
    with pytest.raises(Refused, match="5 people would come, and there are 4 places"):
        start(store, knit)
    assert counted(store, activity, series, booking) == [0, 0, 0]


def test_somebody_who_has_something_else_then_is_named_and_the_others_are_booked(store):
    knit, (one, other) = an_idea(store), people(store, 2)
    lunch = a_session(store, name="Lunch", starts=time(15))
    from desktop.data import signups

    store.write(partial(signups.book, session_id=lunch, person_id=one))
    gather(store, knit, one, other)
    started = start(store, knit).value
    assert started.booked == 1
    assert "Lunch" in started.left_out


def test_an_idea_that_somebody_started_meanwhile_is_not_started_again(store):
    knit = an_idea(store)
    start(store, knit)
    with pytest.raises(Refused, match="waits no more"):
        start(store, knit, version=2)


def test_a_late_desk_starts_nothing(store):
    knit = an_idea(store)
    facts = IdeaFacts("Knit", smallest=3)
    store.write(partial(ideas.change, idea_id=knit, version=1, facts=facts))
    with pytest.raises(Refused, match="tests changed this"):
        start(store, knit, version=1)
    assert counted(store, activity, series) == [0, 0]


def test_one_undo_takes_the_whole_group_back(store):
    knit = an_idea(store, suggested_by=a_person(store))
    gather(store, knit, *people(store, 2))
    step = start(store, knit)
    store.write(partial(undo.undo, key=step.key.hex), undoes=step.key)
    tables = (activity, activity_text, series, session, booking, news, telling_table)
    assert counted(store, *tables) == [0] * len(tables)
    assert len(store.read(ideas.ideas)) == 1
    assert store.read(lambda db: db.value(select(idea.c.status))) == "gathering"


def test_a_group_taken_back_can_be_started_again_with_one_key(store):
    knit, both = an_idea(store), people(store, 2)
    gather(store, knit, *both)
    step = start(store, knit)
    back = store.write(partial(undo.undo, key=step.key.hex), undoes=step.key)
    store.write(partial(undo.undo, key=back.key.hex), undoes=back.key)
    assert counted(store, activity, series, session, booking) == [1, 1, 3, 2]
    first = store.read(lambda db: db.value(select(func.max(session.c.booked))))
    assert first == 2


def test_a_closed_idea_waits_no_more(store):
    knit = an_idea(store)
    store.write(partial(ideas.close, idea_id=knit, version=1))
    assert store.read(ideas.ideas) == ()


def test_what_an_idea_may_be():
    assert check_idea(IdeaFacts(" Knit ")).title == "Knit"
    with pytest.raises(Refused, match="Give the idea a name"):
        check_idea(IdeaFacts(" "))
    with pytest.raises(Refused, match="up to 500"):
        check_idea(IdeaFacts("Knit", smallest=501))
    assert interested_words(4, 6) == "4 of 6 would come"
    assert interested_words(1, 0) == "1 person would come"
