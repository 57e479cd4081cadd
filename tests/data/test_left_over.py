from datetime import timedelta
from functools import partial

from desktop.data import left_over, signups, todo
from desktop.data.tables import handover, to_buy
from tests.conftest import NOW
from tests.data.test_signups import change_person
from tests.data.test_waiting import do, refused, take_back
from tests.makers import TODAY, a_person, a_session, people


def add(store, table, **row):
    return store.write(lambda db: db.add(table, **row)).value


def view(store, now=NOW):
    return store.read(partial(todo.todo, today=now.date(), now=now))


def test_what_ran_out_is_listed_until_somebody_has_bought_it(store):
    glue = add(store, to_buy, what="Glue", session=a_session(store), made_at=NOW)
    assert [(each.what, each.title) for each in view(store).to_buy] == [("Glue", "Crafternoon")]
    done = do(store, left_over.bought, to_buy_id=glue)
    assert view(store).to_buy == ()
    said = refused(store, left_over.bought, to_buy_id=glue)
    assert said.sentence == "Glue was bought already, says tests."
    take_back(store, done.key)
    assert len(view(store).to_buy) == 1


def test_a_note_to_colleagues_lapses_by_itself_or_is_put_away(store, clock):
    week = NOW + timedelta(days=7)
    facts = {"made_by": "Sue", "made_at": NOW, "until": week}
    add(store, handover, text="Ring the choir", **facts)
    second = add(store, handover, text="Keys", person=a_person(store), **facts)
    assert [each.name for each in view(store).handovers] == ["", "Meera Patel"]
    do(store, left_over.put_away, handover_id=second)
    assert [each.text for each in view(store, NOW + timedelta(seconds=1)).handovers] == [
        "Ring the choir"
    ]
    assert view(store, week).handovers == ()


def test_people_nobody_marked_are_asked_about_for_a_week_after_the_end(store):
    session_id = a_session(store, on=TODAY)
    for each in people(store, 2):
        do(store, signups.book, session_id=session_id, person_id=each)
    assert view(store).unmarked == ()
    (only,) = view(store, NOW.replace(hour=17)).unmarked
    assert (only.session_id, only.people) == (session_id, 2)
    assert view(store, NOW + timedelta(days=8)).unmarked == ()


def test_a_note_about_somebody_who_died_is_still_read(store):
    mrs_patel = a_person(store)
    add(store, handover, text="Her coat is here", person=mrs_patel, made_at=NOW,
        until=NOW + timedelta(days=7))  # fmt: skip
    change_person(store, mrs_patel, status="died")
    assert len(view(store).handovers) == 1
