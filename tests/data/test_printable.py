from datetime import date, time
from functools import partial

import pytest

from desktop.data import printable, signups
from desktop.rules.refusal import Refused
from tests.makers import a_person, a_session, an_activity

THURSDAY = date(2026, 11, 26)


def test_a_session_is_found_by_its_activity_and_its_day_however_it_is_written(store):
    only = a_session(store, name="Crafternoon")
    assert store.read(partial(printable.session_of, title="crafternoon", on=THURSDAY)) == only


def test_two_sessions_of_a_day_are_told_apart_by_their_time(store):
    activity = an_activity(store, "Crafternoon")
    a_session(store, activity_id=activity, starts=time(10), ends=time(11))
    later = a_session(store, activity_id=activity, starts=time(14), ends=time(16))
    find = partial(printable.session_of, title="Crafternoon", on=THURSDAY)
    with pytest.raises(Refused, match=r"at 10am and 2pm. Say which: --at 2pm"):
        store.read(find)
    assert store.read(partial(find, at=time(14))) == later


def test_what_is_not_there_is_said_in_a_sentence(store):
    with pytest.raises(Refused, match=r"There is no activity called Juggling."):
        store.read(partial(printable.activity_called, title="Juggling"))
    with pytest.raises(Refused, match=r"No booking has the number 10000."):
        store.read(partial(printable.booking_numbered, number=10000))


def test_a_card_s_number_names_the_booking_and_nobody_by_name(store):
    session, person = a_session(store), a_person(store)
    book = partial(signups.book, session_id=session, person_id=person)
    booked = store.write(book).value
    found = store.read(partial(printable.booking_numbered, number=booked.number))
    assert (found.booking_id, found.person_id, found.session_id) == (
        booked.booking_id,
        person,
        session,
    )
