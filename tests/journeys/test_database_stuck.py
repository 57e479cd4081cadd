"""The database says nothing any more: the line is not confirmed, and the desk goes on by itself."""

from time import monotonic

import pytest
from PySide6.QtCore import QTimer
from sqlalchemy import func, make_url, select

from desktop.data import patience
from desktop.data.tables import booking
from tests.journeys.test_database_gone import BOOK, BOOKED, banner_of, hears_that_it_is_back
from tests.proxy import HOLD, HOLD_ANSWER, Proxy

pytestmark = pytest.mark.parametrize("url", ["postgres"], indirect=True)
BANNER_S, ANSWERED_S = 4, 0.05
ALL_SAID = "No answer since 9:30am. It is tried again by itself. 1 change is not confirmed yet."
PREVIEW = [("Meera Patel", "Not confirmed")]


@pytest.fixture
def wire(url):
    made = Proxy(make_url(url))
    yield made
    made.close()


@pytest.fixture
def sue(wire, crafternoon, mrs_patel, open_at):
    """A receptionist one Enter before the booking."""
    del crafternoon, mrs_patel
    made = open_at(wire.url)
    made.window._desk._poll.setInterval(1000)  # as it is at the desk
    made.find_anything("patel", "Patel, Meera (Mrs)")
    made.keys("Return")
    made.offers(BOOK)
    return made


class Gaps:
    """How long the window was busy with something else, in seconds, at every chance it had."""

    def __init__(self):
        self.all, self._last = [], monotonic()
        self._timer = QTimer(interval=2)
        self._timer.timeout.connect(self._on_chance)
        self._timer.start()

    def most(self):
        """All but one in twenty are no longer."""
        return sorted(self.all)[int(len(self.all) * 0.95)]

    def _on_chance(self):
        now = monotonic()
        self.all.append(now - self._last)
        self._last = now


def every_line(desk):
    model = desk.signups.middle.model
    rows = [model.row(n) for n in range(model.rowCount())]
    return [(row.name, row.status) for row in rows if row.status]


def hears_that_it_is_not_confirmed(desk, since):
    desk.until(lambda: banner_of(desk) == ALL_SAID)
    assert monotonic() - since < BANNER_S
    assert desk.window.bar.saved.accessibleName() == "Offline"


def bookings_in(store):
    return store.read(lambda db: db.value(select(func.count()).select_from(booking)))


def test_a_booking_meanwhile_is_not_confirmed_and_then_it_is(sue, wire, store):
    wire.stall()
    began = monotonic()
    sue.keys("Return")
    hears_that_it_is_not_confirmed(sue, began)
    assert every_line(sue) == PREVIEW
    wire.go_on()
    sue.says(BOOKED)
    hears_that_it_is_back(sue)
    sue.until(lambda: every_line(sue) == [("Meera Patel", "Booked")])
    assert bookings_in(store) == 1


def test_keys_are_answered_meanwhile(sue, wire):
    sue.keys("Alt+1", "Alt+2")  # each room is built when it is first shown
    wire.stall()
    gaps, took = Gaps(), []
    for key in ["Alt+1", "Alt+2", "Ctrl+K", *"hume", "Escape", "Escape", "Alt+2", "Ctrl+F"] * 3:
        began = monotonic()
        sue.keys(key)
        took.append(monotonic() - began)
    sue.until(lambda: banner_of(sue))
    assert sorted(took)[int(len(took) * 0.95)] < ANSWERED_S
    assert gaps.most() < ANSWERED_S
    wire.go_on()
    hears_that_it_is_back(sue)


@pytest.mark.parametrize("way", [HOLD, HOLD_ANSWER])
def test_a_connection_that_is_stuck_is_cut_and_the_booking_done_once(
    sue, wire, store, way, monkeypatch
):
    monkeypatch.setattr(patience, "ANSWER_S", 3.5)
    began = monotonic()
    wire.fail(way, 8, whole_requests=True)
    sue.keys("Return")
    hears_that_it_is_not_confirmed(sue, began)
    assert every_line(sue) == PREVIEW
    sue.says(BOOKED)
    hears_that_it_is_back(sue)
    assert wire.failures == 1
    assert bookings_in(store) == 1


def test_a_mark_meanwhile_is_not_confirmed_on_its_line(sue, wire):
    sue.keys("Return")
    sue.says(BOOKED)
    sue.leave_finder()
    sue.go_down_to("Meera Patel")
    wire.stall()
    sue.keys("A")
    sue.until(lambda: sue.lines() == PREVIEW)
    wire.go_on()
    sue.until(lambda: sue.lines() == [("Meera Patel", "Arrived")])
    hears_that_it_is_back(sue)
