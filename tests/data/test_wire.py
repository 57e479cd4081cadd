"""A booking over a wire that fails, wherever it fails: done once, and acknowledged."""

import os
import signal
import time
from contextlib import closing
from itertools import count
from threading import Timer

import pytest
from sqlalchemy import make_url

from desktop.data import patience
from desktop.data.changes import Unreachable, new_key
from desktop.data.store import Store
from tests.conftest import HAND
from tests.data.test_nothing_lost import a_booking, counters_are_counts, live_bookings
from tests.proxy import CUT, HOLD, HOLD_ANSWER, SWALLOW, Proxy

PATIENCE_S, CONNECT_S = 0.3, 2  # the driver takes no less to connect


@pytest.fixture
def wire(postgres_url):
    made = Proxy(make_url(postgres_url))
    yield made
    made.close()


@pytest.fixture
def impatient(monkeypatch):
    """Desks that wait for an answer only a moment, so that the tests need not wait either."""
    monkeypatch.setattr(patience, "ANSWER_S", PATIENCE_S)
    monkeypatch.setattr(patience, "CONNECT_S", CONNECT_S)


@pytest.fixture
def desk(wire, clock):
    store = Store(wire.url, HAND, clock=clock)
    yield store
    store.close()


def booked_though_it_fails(wire, clock, way, number, *, whole_requests=False):
    """Whether the wire failed in a booking; it must be done once and acknowledged all the same."""
    with closing(Store(wire.url, HAND, clock=clock)) as store:
        book, key = a_booking(store), new_key()
        before = live_bookings(store)
        wire.fail(way, number, whole_requests=whole_requests)
        written = store.write(book, key=key)
        wire.mend()
        assert live_bookings(store) - before == {written.value.booking_id}
        assert counters_are_counts(store)
        return wire.failures, written.again


@pytest.mark.parametrize("way", [CUT, SWALLOW])
def test_a_booking_is_done_once_at_whichever_message_the_wire_is_cut(wire, clock, way):
    again = 0
    for n in count(1):
        failed, known = booked_though_it_fails(wire, clock, way, n)
        again += known
        if not failed:
            break
    assert n > 40
    assert again == (way == SWALLOW)  # only the answer to COMMIT leaves something that was done


@pytest.mark.usefixtures("impatient")
@pytest.mark.parametrize("way", [HOLD, HOLD_ANSWER])
def test_a_booking_is_done_once_at_whichever_request_the_wire_is_stuck(wire, clock, way):
    """The server is not told: it keeps what it has locked until the desk has it let go."""
    again = 0
    for n in count(1):
        failed, known = booked_though_it_fails(wire, clock, way, n, whole_requests=True)
        again += known
        if not failed:
            break
    assert n > 12
    assert again == (way == HOLD_ANSWER)


@pytest.mark.usefixtures("impatient")
def test_a_stuck_question_is_asked_again_on_a_new_connection(wire, desk):
    a_booking(desk)
    wire.fail(HOLD_ANSWER, 1, whole_requests=True)
    began = time.monotonic()
    assert live_bookings(desk) == set()
    assert PATIENCE_S <= time.monotonic() - began < PATIENCE_S + 1
    assert wire.failures == 1


def test_a_server_that_works_for_long_is_stopped_before_the_desk_would_cut_it_off(desk):
    def long(db):
        return db.connection.exec_driver_sql("SHOW statement_timeout").scalar()

    assert desk.read(long) == f"{patience.STATEMENT_S:g}s"
    assert patience.STATEMENT_S < patience.ANSWER_S


@pytest.mark.usefixtures("impatient")
def test_a_network_that_is_gone_is_said_in_time_and_the_same_key_is_done_once(wire, desk):
    book, key = a_booking(desk), new_key()
    wire.stall()
    began = time.monotonic()
    with pytest.raises(Unreachable, match="did not answer in time"):
        desk.write(book, key=key)
    assert time.monotonic() - began < PATIENCE_S + 3 * CONNECT_S + 1
    wire.go_on()
    written = desk.write(book, key=key)
    assert live_bookings(desk) == {written.value.booking_id}


@pytest.mark.usefixtures("impatient")
def test_a_server_process_that_stands_still_is_left_and_the_step_done_once(desk):
    """What it has locked is waited for; it is ended as soon as it can hear that."""
    book, stopped = a_booking(desk), []

    def stops_the_server(db):
        booked = book(db)
        if not stopped:
            stopped.append(db.connection.connection.dbapi_connection.info.backend_pid)
            os.kill(stopped[0], signal.SIGSTOP)
            Timer(PATIENCE_S * 3, os.kill, (stopped[0], signal.SIGCONT)).start()
        return booked

    key = new_key()
    written = desk.write(stops_the_server, key=key)
    assert written.again is False
    assert live_bookings(desk) == {written.value.booking_id}
    assert counters_are_counts(desk)
