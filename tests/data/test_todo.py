from datetime import date, time
from functools import partial

from desktop.data import handovers, shelf, signups, telling, to_buy, todo
from desktop.data.tables import booking, idea, idea_person, session
from tests.data.test_telling import a_booked, not_on
from tests.makers import THURSDAY, TODAY, a_person, a_session, an_activity


def to_do(store, clock, **more):
    return store.read(partial(todo.todo, today=TODAY, now=clock.now, **more))


def test_an_empty_desk_has_nothing_to_do(store, clock):
    assert to_do(store, clock).due() == 0


def test_a_session_that_is_not_on_is_one_thing_to_do_until_all_have_heard(store, clock):
    thursday = a_session(store)
    a_booked(store, thursday, "Ivy", "Bill")
    not_on(store, thursday)
    view = to_do(store, clock)
    assert view.due() == 1
    for line in view.rounds[0].lines:
        store.write(partial(telling.answer, telling_id=line.id, outcome="told"))
    view = to_do(store, clock)
    assert view.due() == 0
    assert [line.name for line in todo.on_the_shelf(view.rounds[0])] == ["Bill Patel", "Ivy Patel"]


def test_other_dates_are_those_with_room_where_they_are_not_booked(store, clock):
    craft = an_activity(store)
    thursday = a_session(store, activity_id=craft)
    full, theirs, free = (
        a_session(store, activity_id=craft, on=date(2026, 12, day), places=1 if day == 3 else 12)
        for day in (3, 10, 17)
    )
    (ivy,) = a_booked(store, thursday, "Ivy")
    store.write(partial(signups.book, session_id=full, person_id=a_person(store)))
    store.write(partial(signups.book, session_id=theirs, person_id=ivy))
    not_on(store, thursday)
    line = to_do(store, clock).rounds[0].lines[0]
    view = to_do(store, clock, telling_id=line.id)
    assert [each.id for each in view.others] == [free]


def test_who_takes_another_date_on_the_telephone_has_been_told(store, clock):
    craft = an_activity(store)
    thursday = a_session(store, activity_id=craft)
    later = a_session(store, activity_id=craft, on=date(2026, 12, 3))
    a_booked(store, thursday, "Ivy")
    not_on(store, thursday)
    line = to_do(store, clock).rounds[0].lines[0]
    store.write(partial(shelf.place_on, telling_id=line.id, session_id=later))
    assert to_do(store, clock).rounds == ()


def test_the_garden_is_asked_about_on_its_day_until_somebody_says(store, clock):
    garden = an_activity(store, "Garden group", weather=True)
    today = a_session(store, activity_id=garden, on=TODAY)
    a_session(store, activity_id=garden, on=THURSDAY)
    a_session(store, on=TODAY, starts=time(16), ends=time(17))
    assert [each.id for each in to_do(store, clock).weather] == [today]


def test_an_idea_is_ripe_with_its_smallest_number(store, clock):
    def gather(db, people):
        chess = db.add(idea, title="Chess", smallest=2, made_at=db.now)
        for each in people:
            db.add(idea_person, idea=chess, person=each)

    store.write(partial(gather, people=[a_person(store)]))
    assert to_do(store, clock).ripe == ()
    store.write(partial(gather, people=[a_person(store), a_person(store)]))
    assert [(each.title, each.people) for each in to_do(store, clock).ripe] == [("Chess", 2)]


def test_what_is_left_over_from_sessions_is_listed_and_only_who_came_is_asked_now(store, clock):
    over = a_session(store, on=TODAY, starts=time(7), ends=time(8))
    store.write(partial(signups.book, session_id=a_session(store), person_id=a_person(store)))
    store.write(lambda db: db.add(booking, session=over, person=1, booked_at=db.now))
    store.write(lambda db: db.count(session, over, booked=1))
    glue = store.write(partial(to_buy.add, what="Glue", session_id=over)).value
    store.write(partial(handovers.write, text="The key is with Tom", session_id=over))
    view = to_do(store, clock)
    assert [each.what for each in view.to_buy] == ["Glue"]
    assert [each.text for each in view.notes] == ["The key is with Tom"]
    assert [(each.session.id, len(each.lines)) for each in view.unmarked] == [(over, 1)]
    assert view.due() == 1
    store.write(partial(to_buy.tick, to_buy_id=glue.id))
    assert to_do(store, clock).to_buy == ()
