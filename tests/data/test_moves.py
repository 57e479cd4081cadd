"""One session is moved, called off or brought back, and everybody booked is to be told."""

from datetime import UTC, date, datetime, time
from functools import partial

import pytest
from sqlalchemy import select

from desktop.data import moves, signups, undo
from desktop.data.tables import booking, news, session, telling
from desktop.rules.planning import NONE
from desktop.rules.refusal import Refused
from tests.makers import THURSDAY, TODAY, a_person, a_place, a_session, places


def rows(store, table):
    return store.read(lambda db: db.all(select(table).order_by(table.c.id)))


def booked(store, session_id, last="Patel"):
    person_id = a_person(store, last=last)
    return store.write(partial(signups.book, session_id=session_id, person_id=person_id)).value


def move(store, session_id, *, version=1, **to):
    return store.write(partial(moves.move, session_id=session_id, version=version, **to))


def cancel(store, *session_ids, reason="The leader is not well"):
    return store.write(partial(moves.cancel, session_ids=session_ids, reason=reason))


def test_a_moved_session_keeps_its_length_and_its_bookings(store):
    moved = a_session(store)
    booked(store, moved)
    assert move(store, moved, on=date(2026, 11, 27), starts=time(10)).value.to_tell == 1
    (row,) = rows(store, session)
    assert (row.date, row.starts, row.ends, row.booked) == (
        date(2026, 11, 27),
        time(10),
        time(12),
        1,
    )
    assert (row.by_hand, row.changed_by, row.sequence) == (True, "tests", 1)
    (told,) = rows(store, news)
    assert told.kind == "moved"
    assert "2026-11-26" in told.was


def test_a_session_does_not_move_into_a_room_that_is_taken_unless_there_is_a_reason(store):
    room = a_place(store, "Annexe")
    a_session(store, name="Choir", place=room, starts=time(10), ends=time(12))
    moved = a_session(store)
    with pytest.raises(Refused, match=r"^Not moved\. Annexe has Choir, 10am to 12pm\.$"):
        move(store, moved, starts=time(11), place_id=room)
    move(store, moved, starts=time(11), place_id=room, reason="They sing outside")
    assert rows(store, session)[1].clash_reason == "They sing outside"
    move(store, moved, version=2, place_id=NONE)
    assert (rows(store, session)[1].place, rows(store, session)[1].clash_reason) == (None, "")


def test_somebody_elses_move_meanwhile_refuses_mine(store):
    moved = a_session(store)
    move(store, moved, starts=time(10))
    with pytest.raises(Refused, match=r"Not changed\. tests changed this at 9:30am"):
        move(store, moved, starts=time(12))


def test_a_session_that_has_begun_or_is_over_does_not_move(store, clock):
    moved = a_session(store)
    clock.now = datetime(2026, 11, 26, 14, 1, tzinfo=UTC)
    with pytest.raises(Refused, match="has begun already"):
        move(store, moved, starts=time(15))
    cancel(store, moved)
    clock.now = datetime(2026, 11, 26, 17, tzinfo=UTC)
    with pytest.raises(Refused, match="over already"):
        cancel(store, a_session(store))


def test_a_session_does_not_move_into_the_past(store):
    with pytest.raises(Refused, match=r"Monday 23 November, 9am is over already"):
        move(store, a_session(store), on=date(2026, 11, 23), starts=time(9))


def test_called_off_bookings_stay_and_everybody_is_to_be_told(store):
    one, two = a_session(store), a_session(store, on=date(2026, 12, 3))
    booked(store, one)
    booked(store, two, "Shah")
    done = cancel(store, one, two).value
    assert (done.sessions, done.to_tell) == (2, 2)
    assert {(each.status, each.reason, each.booked) for each in rows(store, session)} == {
        ("cancelled", "The leader is not well", 1)
    }
    assert {each.status for each in rows(store, booking)} == {"booked"}
    assert {each.shelf for each in rows(store, telling)} == {"waiting"}
    with pytest.raises(Refused, match="not on already"):
        cancel(store, one, two)


def test_a_called_off_session_is_on_again_unless_its_room_has_gone(store):
    room = a_place(store, "Annexe")
    off = a_session(store, place=room)
    booked(store, off)
    cancel(store, off)
    other = a_session(store, name="Choir", place=room)
    with pytest.raises(Refused, match=r"^Not saved\. Annexe has Choir, 2pm to 4pm\.$"):
        store.write(partial(moves.bring_back, session_id=off))
    cancel(store, other)
    store.write(partial(moves.bring_back, session_id=off))
    assert rows(store, session)[0].status == "planned"
    with pytest.raises(Refused, match="on already"):
        store.write(partial(moves.bring_back, session_id=off))


def test_undo_of_a_cancellation_asks_for_the_room_again(store):
    room = a_place(store, "Annexe")
    done = cancel(store, a_session(store, place=room))
    a_session(store, name="Choir", place=room)
    with pytest.raises(Refused, match=r"^Not undone\. Annexe has Choir"):
        store.write(partial(undo.undo, key=done.key.hex))


def test_one_undo_brings_many_back_and_takes_the_news_away(store):
    ids = [a_session(store, on=date(2026, 12, day)) for day in (3, 10, 17)]
    booked(store, ids[0])
    done = cancel(store, *ids)
    store.write(partial(undo.undo, key=done.key.hex))
    assert {each.status for each in rows(store, session)} == {"planned"}
    assert rows(store, telling) == []


def test_a_cancelled_session_does_not_move(store):
    off = a_session(store, on=THURSDAY)
    cancel(store, off)
    with pytest.raises(Refused, match="Bring it back first"):
        move(store, off, version=2, starts=time(9))


def test_once_somebody_is_there_a_session_stays_on_its_day(store, clock):
    annexe, today = a_place(store, "Annexe"), a_session(store, on=TODAY)
    here = booked(store, today)
    store.write(partial(signups.mark, booking_id=here.booking_id, as_="arrived"))
    with pytest.raises(Refused, match=r"^Not moved\. 1 person has arrived already, so it stays"):
        move(store, today, on=THURSDAY)
    told = move(store, today, starts=time(15), place_id=annexe).value.to_tell
    assert (told, rows(store, session)[0].starts) == (1, time(15))


def test_places_never_go_below_those_booked_whatever_they_are_marked(store):
    today = a_session(store, on=TODAY, places=4)
    for last in ("Patel", "Shah"):
        marked = booked(store, today, last)
        store.write(partial(signups.mark, booking_id=marked.booking_id, as_="missed"))
    version = rows(store, session)[0].version
    store.write(places(today, 1, version))
    assert rows(store, session)[0].places == 2
