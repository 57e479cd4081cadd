"""How a database is opened: which driver, which settings, and why."""

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from importlib import import_module
from types import ModuleType
from typing import Any

from sqlalchemy import URL, Connection, Engine, create_engine, event, make_url

from desktop.data.ready import errors_named

_SQLITE_WAIT_MS = 2000
_UPGRADE_S = 1800.0
# https://www.sqlite.org/wal.html#walresetbug: WAL could lose committed data before these.
_WAL_FIXED = ((3, 51, 3),)
_WAL_FIXED_BRANCHES = {(3, 50): 7, (3, 44): 6}


def make_engine(url: str) -> Engine:
    """Open a database; `url` is SQLAlchemy's, `sqlite:///FILE` or `postgresql://…`."""
    address = make_url(url)
    if address.get_backend_name() == "sqlite":
        return _sqlite(address)
    return _postgres(address)


def sqlite_driver() -> ModuleType:
    """SQLCipher's bundled SQLite where it has a wheel, else the one Python came with."""
    try:
        driver = import_module("sqlcipher3.dbapi2")
    except ImportError:
        driver = import_module("sqlite3")
    return driver


def wal_is_safe(version: tuple[int, ...]) -> bool:
    """Whether this SQLite's write-ahead log never loses committed data."""
    if version >= _WAL_FIXED[0]:
        return True
    fixed = _WAL_FIXED_BRANCHES.get((version[0], version[1]))
    return fixed is not None and version[2] >= fixed


def _sqlite(address: URL) -> Engine:
    driver = sqlite_driver()
    engine = create_engine(
        address, module=driver, connect_args={"timeout": _SQLITE_WAIT_MS / 1000}, pool_size=5,
        hide_parameters=True,
    )  # fmt: skip
    wal = wal_is_safe(driver.sqlite_version_info)
    event.listen(engine, "connect", _prepare(wal, address.database or ""))
    event.listen(engine, "begin", _begin)
    return engine


def is_in_place(connection: Connection) -> bool:
    """Whether the file a connection writes is still the one at its address.

    Except on Windows a file can be moved while it is open, and what is then written is nowhere.
    """
    known = connection.info.get("file")
    return known is None or known == _identity(str(connection.engine.url.database))


def _identity(file: str) -> tuple[int, int] | None:
    try:
        seen = os.stat(file)
    except OSError:
        return None
    return seen.st_dev, seen.st_ino


def _prepare(wal: bool, file: str) -> Callable[[Any, Any], None]:
    def prepare(connection: Any, record: Any) -> None:
        record.info["file"] = _identity(file)
        # The driver's own BEGIN comes too late and survives a rolled-back SAVEPOINT.
        connection.isolation_level = None
        connection.execute("PRAGMA foreign_keys = ON")
        connection.execute("PRAGMA journal_mode = " + ("WAL" if wal else "DELETE"))
        connection.execute("PRAGMA synchronous = " + ("FULL" if wal else "EXTRA"))
        connection.execute("PRAGMA mmap_size = 268435456")
        if connection.execute("PRAGMA foreign_keys").fetchone() != (1,):
            raise AssertionError("foreign keys are not being watched")

    return prepare


def begin(connection: Connection, how: str = "") -> None:
    """Begin SQLite's transaction, unless it has begun; Postgres begins by itself.

    SQLite's lazy BEGIN takes the write lock too late: two desks could both read "one place left"
    before either writes. `how` is IMMEDIATE or EXCLUSIVE.
    """
    driver: Any = connection.connection.dbapi_connection
    if driver.in_transaction:
        return
    cursor, statement = driver.cursor(), f"BEGIN {how}"
    with errors_named(connection, cursor, statement):
        cursor.execute(statement)


@contextmanager
def taking_time(connection: Connection) -> Iterator[None]:
    """Let this transaction's statements take as long as an upgrade of large records takes."""
    if connection.dialect.name == "sqlite":
        yield
        return
    driver: Any = connection.connection.dbapi_connection
    driver.answer_s = _UPGRADE_S
    connection.exec_driver_sql("SET LOCAL statement_timeout = 0")
    yield
    driver.answer_s = None


def _begin(connection: Connection) -> None:
    begin(connection, connection.get_execution_options().get("begin", ""))


def _postgres(address: URL) -> Engine:
    from desktop.data import patience  # and the driver with it: a file does without

    engine = create_engine(
        address.set(drivername="postgresql+psycopg"),
        pool_size=3,  # a writer and two readers; the fourth connection of a PC is its bell
        max_overflow=0,
        hide_parameters=True,
        connect_args=patience.arguments(),
    )
    left: list[int] = []

    @event.listens_for(engine, "do_connect")
    def connect(_dialect: Any, _record: Any, where: Any, how: Any) -> Any:
        return patience.connect(left, *where, **how)

    return engine
