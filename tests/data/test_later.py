"""What nobody asks for is not imported; whoever asks gets the real thing."""

import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest

from desktop.data.later import Later, put_off

NAME = "quopri"
OPENED = """
import sys
from desktop.data import opening
opening.open_store(sys.argv[1]).close()
found = {"asyncio.events", "ssl", "email.message"} & sys.modules.keys()
assert not found, found
import asyncio, importlib.metadata
assert asyncio.run(asyncio.sleep(0, "awaited")) == "awaited"
assert importlib.metadata.version("SQLAlchemy")
from asyncio import CancelledError, events
assert events is sys.modules["asyncio.events"]
from sqlalchemy.util import concurrency
assert concurrency.is_cancellation_exception(CancelledError())
"""


@pytest.fixture
def put_off_one(monkeypatch):
    monkeypatch.delitem(sys.modules, NAME, raising=False)
    put_off(NAME, ESCAPE="known")
    return sys.modules[NAME]


def test_opening_a_database_waits_for_nothing_it_does_not_need(sqlite_url):
    subprocess.run([sys.executable, "-c", OPENED, sqlite_url], check=True)


def test_what_is_known_needs_no_import(put_off_one):
    assert put_off_one.ESCAPE == "known"
    assert sys.modules[NAME] is put_off_one


def test_the_first_question_brings_the_module(put_off_one):
    assert put_off_one.encodestring(b"a=b") == b"a=3Db"
    assert sys.modules[NAME].ESCAPE == b"="
    assert not isinstance(sys.modules[NAME], Later)


def test_a_question_it_cannot_answer_is_refused_as_ever(put_off_one):
    with pytest.raises(AttributeError, match="nothing of the kind"):
        getattr(put_off_one, "nothing of the kind")


def test_those_who_ask_at_once_get_one_and_the_same(put_off_one):
    together = Barrier(8)

    def ask(_):
        together.wait()
        return put_off_one.encodestring

    with ThreadPoolExecutor(8) as askers:
        assert len(set(askers.map(ask, range(8)))) == 1


def test_a_module_that_is_there_stays(monkeypatch):
    monkeypatch.setitem(sys.modules, NAME, sys)
    put_off(NAME, version="none")
    assert sys.version != "none"
