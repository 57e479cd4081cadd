"""Whatever happens to a session, whoever is booked on it hears of it, and of the last of it."""

from contextlib import closing
from datetime import time
from functools import partial

import pytest
from sqlalchemy import select

from desktop.data import ending, moves, series_change, shelf, signups, telling, undo
from desktop.data.changes import new_key
from desktop.data.db import Db
from desktop.data.store import Store
from desktop.data.tables import booking, session
from desktop.rules.planning import Scope, SeriesChange
from desktop.rules.refusal import Refused
from desktop.rules.telling import Kind, Outcome, Shelf
from tests.conftest import HAND
from tests.data.test_telling import a_booked, rounds
from tests.makers import THURSDAY, TODAY, a_person, a_session, an_activity, days_from

AT_THREE = {"starts": time(15)}
AT_TWO = {"starts": time(14)}


def row(store, session_id):
    return store.read(lambda db: db.one(select(session).where(session.c.id == session_id)))


def move(store, session_id, **to):
    version = row(store, session_id).version
    return store.write(partial(moves.move, session_id=session_id, version=version, **to))


def call_off(store, session_id):
    return store.write(partial(moves.cancel, session_ids=(session_id,), reason="Leader ill."))


def bring_back(store, session_id):
    return store.write(partial(moves.bring_back, session_id=session_id))


def booking_of(store, person_id):
    its = select(booking.c.id).where(booking.c.person == person_id).order_by(booking.c.id.desc())
    return store.read(lambda db: db.value(its))


def ring_all(store, outcome="told"):
    for each in [line for news in rounds(store) for line in news.lines]:
        store.write(partial(telling.answer, telling_id=each.id, outcome=outcome))


def to_hear(store):
    """Who is to hear what, and whether they wait for another place."""
    return [
        (news.kind, line.name, line.shelf)
        for news in rounds(store)
        for line in news.lines
        if line.outcome is Outcome.TO_TELL
    ]


def test_nobody_waits_on_the_shelf_for_a_session_that_is_on_again(store):
    thursday = a_session(store)
    a_booked(store, thursday, "Ivy")
    call_off(store, thursday)
    ring_all(store)
    bring_back(store, thursday)
    assert len(rounds(store)) == 1
    assert to_hear(store) == [(Kind.ON_AGAIN, "Ivy Patel", Shelf.NOT_THERE)]


def test_called_off_a_second_time_everybody_waits_for_another_place_again(store):
    thursday = a_session(store)
    a_booked(store, thursday, "Ivy")
    call_off(store, thursday)
    ring_all(store)
    bring_back(store, thursday)
    call_off(store, thursday)
    assert to_hear(store) == [(Kind.NOT_ON, "Ivy Patel", Shelf.WAITING)]


def test_who_cancelled_and_booked_again_in_between_knows_it_as_it_was_then(store):
    thursday = a_session(store)
    (ivy,) = a_booked(store, thursday, "Ivy")
    move(store, thursday, **AT_THREE)
    store.write(partial(signups.cancel, booking_id=booking_of(store, ivy)))
    store.write(partial(signups.book, session_id=thursday, person_id=ivy))
    assert move(store, thursday, **AT_TWO).value.to_tell == 1
    assert to_hear(store) == [(Kind.MOVED, "Ivy Patel", Shelf.NOT_THERE)]


def test_who_was_left_a_message_hears_that_it_is_back_where_it_was(store):
    thursday = a_session(store)
    a_booked(store, thursday, "Ivy")
    move(store, thursday, **AT_THREE)
    ring_all(store, "message")
    assert move(store, thursday, **AT_TWO).value.to_tell == 1
    assert to_hear(store) == [(Kind.MOVED, "Ivy Patel", Shelf.NOT_THERE)]


def test_a_change_that_is_news_to_nobody_leaves_the_calls_as_they_are(store):
    thursday = a_session(store)
    a_booked(store, thursday, "Ivy")
    move(store, thursday, **AT_THREE)
    ring_all(store, "no answer")
    more_places = partial(
        series_change.change, session_id=thursday, change=SeriesChange(places=20),
        scope=Scope.ONE, version=row(store, thursday).version,
    )  # fmt: skip
    assert store.write(more_places).value.to_tell == 0
    ((line,),) = [news.lines for news in rounds(store)]
    assert line.outcome is Outcome.NO_ANSWER


@pytest.mark.parametrize("how", ["arrived", "walked in"])
def test_who_is_here_already_hears_it_too(store, how):
    today = a_session(store, on=TODAY)
    if how == "arrived":
        (ivy,) = a_booked(store, today, "Ivy")
        store.write(partial(signups.mark, booking_id=booking_of(store, ivy), as_="arrived"))
    else:
        ivy = a_person(store, "Ivy", "Patel")
        store.write(partial(signups.walk_in, session_id=today, person_id=ivy))
    call_off(store, today)
    assert to_hear(store) == [(Kind.NOT_ON, "Ivy Patel", Shelf.WAITING)]


def undo_of(store, done):
    return store.write(partial(undo.undo, key=done.key.hex), undoes=done.key)


def refused_undo(store, done):
    with pytest.raises(Refused) as no:
        undo_of(store, done)
    return no.value.sentence


def test_a_move_is_not_undone_behind_the_back_of_who_was_booked_since(store):
    thursday = a_session(store)
    done = move(store, thursday, **AT_THREE)
    a_booked(store, thursday, "Bill")
    assert "booked since" in refused_undo(store, done)


def test_nobody_is_left_on_a_session_whose_bringing_back_is_undone(store):
    thursday = a_session(store)
    call_off(store, thursday)
    done = bring_back(store, thursday)
    (bill,) = a_booked(store, thursday, "Bill")
    assert "booked since" in refused_undo(store, done)
    store.write(partial(signups.cancel, booking_id=booking_of(store, bill)))
    undo_of(store, done)


def test_a_cancelled_booking_does_not_come_back_to_a_session_that_moved_meanwhile(store):
    thursday = a_session(store)
    (ivy,) = a_booked(store, thursday, "Ivy")
    done = store.write(partial(signups.cancel, booking_id=booking_of(store, ivy)))
    move(store, thursday, **AT_THREE)
    assert "moved since" in refused_undo(store, done)


@pytest.mark.parametrize("answer", ["another place", "no"])
def test_what_was_agreed_for_somebody_on_the_shelf_can_be_taken_back(store, answer):
    thursday, friday = a_session(store), a_session(store, on=days_from(THURSDAY, 1))
    a_booked(store, thursday, "Ivy")
    call_off(store, thursday)
    line = rounds(store)[0].lines[0].id
    agreed = {
        "another place": partial(shelf.place_on, telling_id=line, session_id=friday),
        "no": partial(shelf.say_no, telling_id=line),
    }[answer]
    undo_of(store, store.write(agreed))
    assert to_hear(store) == [(Kind.NOT_ON, "Ivy Patel", Shelf.WAITING)]
    assert [row(store, each).booked for each in (thursday, friday)] == [1, 0]


def test_a_move_leaves_the_shelf_of_every_other_session_as_it_is(store):
    thursday, friday = a_session(store), a_session(store, on=days_from(THURSDAY, 1))
    a_booked(store, thursday, "Ivy")
    a_booked(store, friday, "Bill")
    call_off(store, thursday)
    move(store, friday, **AT_THREE)
    assert to_hear(store) == [
        (Kind.NOT_ON, "Ivy Patel", Shelf.WAITING),
        (Kind.MOVED, "Bill Patel", Shelf.NOT_THERE),
    ]


def test_the_end_of_a_group_speaks_of_its_dates_as_they_were_moved_meanwhile(
    postgres_url, clock, monkeypatch
):
    with (
        closing(Store(postgres_url, HAND, clock=clock)) as here,
        closing(Store(postgres_url, HAND, clock=clock)) as there,
    ):
        craft, ending_step = an_activity(here), new_key()
        thursday = a_session(here, activity_id=craft)
        a_booked(here, thursday, "Ivy")
        lock, meanwhile = Db.lock, [
            partial(move, there, thursday, **AT_THREE), partial(ring_all, there)
        ]  # fmt: skip

        def lock_a_moment_too_late(db, what, *rows):
            while what == "session" and db.step == ending_step and meanwhile:
                meanwhile.pop(0)()
            lock(db, what, *rows)

        monkeypatch.setattr(Db, "lock", lock_a_moment_too_late)
        end = partial(ending.end, activity_id=craft, version=1, last=TODAY)
        here.write(end, key=ending_step)
        assert [news.was.starts for news in rounds(here)] == [time(15)]
        assert row(here, thursday).starts == time(15)
