"""Whether a database fits this program, and making it fit without losing anything."""

from contextlib import closing
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sqlalchemy import Connection, Engine, inspect, text
from sqlalchemy.exc import DBAPIError

from desktop.data import troubles
from desktop.data.changes import Unusable
from desktop.data.engine import sqlite_driver, taking_time

if TYPE_CHECKING:
    from alembic.config import Config

HEAD = "0005"
SCHEMA = 5
"""Counts up with every migration; what `release.schema` holds after the last one."""

_UPGRADE_LOCK = 0x0C7AF7  # any number of our own, for pg_advisory_xact_lock


def prepare(engine: Engine, *, now: datetime) -> bool:
    """Bring the database to this program's schema; whether this program may write to it.

    An empty database gets its tables. An older SQLite file is upgraded under an exclusive lock,
    after a verified copy beside it. Raises Unusable with what to do, or Unreachable.
    """
    try:
        with engine.connect() as connection:
            found = _found(connection)
        if found == HEAD:
            return True
        if found and found > HEAD:
            return _may_write_newer(engine)
        _upgrade(engine, found, now)
    except DBAPIError as error:
        raise troubles.named(error) from error
    return True


def _found(connection: Connection) -> str | None:
    """Read which migration the database is at; None when it is empty."""
    tables = inspect(connection).get_table_names()
    if "alembic_version" in tables:
        at = connection.execute(text("SELECT version_num FROM alembic_version")).scalar()
        return str(at) if at else None
    if tables:
        raise Unusable("This database belongs to another program. Choose another one.")
    return None


def _may_write_newer(engine: Engine) -> bool:
    with engine.connect() as connection:
        columns = "oldest_reader, oldest_writer"
        release = connection.execute(text(f"SELECT {columns} FROM release")).one()  # noqa: S608
    if release.oldest_reader > SCHEMA:
        raise Unusable(
            "A newer Crafternoon has upgraded this database. Update the program on this PC, "
            "then open it again. Nothing was changed."
        )
    return bool(release.oldest_writer <= SCHEMA)


def _upgrade(engine: Engine, found: str | None, now: datetime) -> None:
    if found and engine.dialect.name == "sqlite":
        _copy_beside(Path(str(engine.url.database)), found, now)
    locking = engine.execution_options(begin="EXCLUSIVE")
    with locking.connect() as connection, connection.begin():
        if connection.dialect.name == "postgresql":
            connection.execute(text("SELECT pg_advisory_xact_lock(:it)"), {"it": _UPGRADE_LOCK})
        if _found(connection) != HEAD:
            with taking_time(connection):
                _run_migrations(connection)


def _run_migrations(connection: Connection) -> None:
    from alembic import command

    config = alembic_config()
    config.attributes["connection"] = connection
    command.upgrade(config, "head")


def alembic_config() -> "Config":
    """Alembic's settings, without a file of their own."""
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent / "migrations"))
    config.set_main_option("path_separator", "os")
    return config


def _copy_beside(file: Path, found: str, now: datetime) -> Path:
    """Copy the file before it is changed, and open the copy to see that it is whole."""
    beside = file.with_name(f"{file.stem} before upgrade from {found} {now:%Y-%m-%d %H%M%S}.db")
    driver: Any = sqlite_driver()
    with closing(driver.connect(str(file))) as old, closing(driver.connect(str(beside))) as new:
        old.backup(new)
        whole = new.execute("PRAGMA integrity_check").fetchone()
    if whole != ("ok",):
        raise Unusable(
            "The database file is damaged and was not upgraded. Restore the last backup."
        )
    return beside
