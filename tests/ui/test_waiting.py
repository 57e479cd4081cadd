"""Waiting lists at the Sign-ups tab: who waits, in what order, and who is being rung."""

from functools import partial

import pytest

from desktop.data import places_to_offer, registers, signups, waiting
from desktop.ui.signups.model import RegisterModel
from desktop.ui.signups.rows import Joins, Kind, Preview
from tests.data.test_waiting import a_full_session, do, wait, waits
from tests.makers import a_person
from tests.ui.test_signups import LONDON, NOON, open_room

__all__ = ["open_room"]
IN_LONDON = NOON.astimezone(LONDON)


@pytest.fixture
def shown(file_store, clock):
    """Show the register of a session in a model; the rows come back as (number, name, status)."""
    clock.now = NOON
    model = RegisterModel()

    def rows(session_id, preview=None):
        read = partial(registers.register, session_id=session_id)
        model.show_register(file_store.read(read), preview, IN_LONDON)
        made = [model.row(number) for number in range(model.rowCount())]
        return [(row.number, row.name, row.status or row.booked) for row in made]

    rows.model = model
    return rows


def test_who_waits_stands_under_the_register_in_order(shown, file_store):
    thursday, _booked = a_full_session(file_store)
    waits(file_store, thursday, "Nora", "Ivy")
    assert shown(thursday)[1:] == [
        ("", "Waiting list", "first come, first offered"),
        ("1st", "Nora Patel", "Waiting"),
        ("2nd", "Ivy Patel", "Waiting"),
    ]


def test_who_would_wait_stands_last_on_the_list(shown, file_store):
    thursday, _booked = a_full_session(file_store)
    waits(file_store, thursday, "Nora")
    joining = Preview("Meera Patel", "patel meera", (), Joins.WAITING)
    assert shown(thursday, joining)[-1] == ("2nd", "Meera Patel", "Will wait")
    assert shown.model.rows_of(Kind.PREVIEW) == [3]


def test_why_somebody_has_another_place_is_seen_by_everybody(shown, file_store):
    thursday, _booked = a_full_session(file_store)
    _nora, ivy = waits(file_store, thursday, "Nora", "Ivy")
    do(file_store, waiting.put, waiting_id=ivy, place=1, reason="Her sister comes too")
    assert shown(thursday)[1][2] == "first come, first offered, but for the places changed"
    assert shown.model.row(2).needs_words() == "Place changed: Her sister comes too"


def test_who_is_being_rung_and_by_whom_is_seen_on_every_desk(shown, file_store):
    thursday, (first,) = a_full_session(file_store)
    (nora,) = waits(file_store, thursday, "Nora")
    do(file_store, signups.cancel, booking_id=first)
    do(file_store, places_to_offer.ring, waiting_id=nora)
    assert shown(thursday)[-1] == ("1st", "Nora Patel", "Held to 12:15pm")
    assert shown.model.row(1).needs_words() == "tests is ringing, desk 1"


def test_somebody_who_waits_is_read_aloud_with_their_place(shown, file_store):
    thursday, _booked = a_full_session(file_store)
    wait(file_store, thursday, a_person(file_store, "Nora", "Pell"))
    shown(thursday)
    assert shown.model._read_aloud(shown.model.row(2)) == (
        "1st, Nora Pell. Waiting since 12pm. Waiting"
    )


def test_a_register_with_a_waiting_list_obeys_qt(qtmodeltester, shown, file_store):
    thursday, _booked = a_full_session(file_store)
    waits(file_store, thursday, "Nora")
    shown(thursday, Preview("Meera Patel", "patel meera", (), Joins.WAITING))
    qtmodeltester.check(shown.model)
