"""Garbage: collected while the window lives, and never by a thread that reads the records."""

import gc
import threading

import pytest

from desktop.ui.tidying import Tidying


class Closed:
    """Something that holds itself, as a dialog does with its slots; it says where it dies."""

    def __init__(self, died):
        self.itself, self._died = self, died

    def __del__(self):
        self._died.append(threading.current_thread())


@pytest.fixture
def collecting():
    gc.enable()
    yield
    gc.disable()


@pytest.mark.usefixtures("collecting", "qapp")
def test_a_thread_that_reads_does_not_clear_away_what_the_window_has_closed(qtbot):
    died = []
    tidying = Tidying(every_ms=10)
    Closed(died)
    reading = threading.Thread(target=lambda: [[each] for each in range(100_000)])
    reading.start()
    reading.join()
    assert died == []
    kept = [[] for _ in range(gc.get_threshold()[0] + 1)]
    qtbot.waitUntil(lambda: bool(died))
    assert died == [threading.main_thread()]
    assert kept
    tidying.deleteLater()


@pytest.mark.usefixtures("collecting", "qapp")
def test_a_round_is_made_only_when_it_is_due():
    tidying, died = Tidying(every_ms=1_000_000), []
    gc.collect()
    Closed(died)
    tidying.tidy()
    assert died == []
