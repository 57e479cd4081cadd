import sqlite3
from datetime import UTC, datetime

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import inspect, text

from desktop.data import schema
from desktop.data.changes import Unreachable, Unusable
from desktop.data.engine import make_engine, sqlite_driver, wal_is_safe
from desktop.data.tables import metadata
from tests.makers import a_place

NOW = datetime(2026, 11, 23, 9, 30, tzinfo=UTC)


def test_the_migrations_make_exactly_the_model(store):
    with store.engine.connect() as connection:
        context = MigrationContext.configure(
            connection, opts={"compare_type": True, "target_metadata": metadata}
        )
        assert compare_metadata(context, metadata) == []


def test_the_program_knows_its_newest_migration(store):
    assert ScriptDirectory.from_config(schema.alembic_config()).get_current_head() == schema.HEAD
    with store.engine.connect() as connection:
        stored = connection.execute(text("SELECT schema FROM release")).scalar()
    assert stored == schema.SCHEMA


def test_an_empty_postgres_database_gets_its_tables(empty_postgres_url):
    engine = make_engine(empty_postgres_url)
    assert schema.prepare(engine, now=NOW)
    assert "booking" in inspect(engine).get_table_names()
    engine.dispose()


@pytest.mark.parametrize("empty_url", ["sqlite", "postgres"])
def test_a_practice_of_the_first_version_keeps_what_it_has(empty_url, tmp_path, request):
    sqlite = f"sqlite:///{tmp_path / 'first.db'}"
    url = sqlite if empty_url == "sqlite" else request.getfixturevalue("empty_postgres_url")
    engine = make_engine(url)
    config = schema.alembic_config()
    with engine.execution_options(begin="EXCLUSIVE").begin() as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, "0001")
        connection.execute(text("INSERT INTO place (name) VALUES ('Waiting room')"))
        connection.execute(
            text("INSERT INTO activity (name, patch, place) VALUES ('Crafternoon', 'craft', 1)")
        )
    assert schema.prepare(engine, now=NOW)
    with engine.connect() as connection:
        kept = text("SELECT name, place, who, smallest FROM activity")
        assert connection.execute(kept).one() == ("Crafternoon", 1, "everybody", 0)
        assert len(connection.execute(text("SELECT uid FROM release")).scalar()) == 32
    engine.dispose()


@pytest.mark.parametrize("empty_url", ["sqlite", "postgres"])
def test_a_practice_of_the_second_version_keeps_its_bookings(empty_url, tmp_path, request):
    sqlite = f"sqlite:///{tmp_path / 'second.db'}"
    url = sqlite if empty_url == "sqlite" else request.getfixturevalue("empty_postgres_url")
    engine = make_engine(url)
    config = schema.alembic_config()
    with engine.execution_options(begin="EXCLUSIVE").begin() as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, "0002")
        a_booking_of_an_older_desk(connection, 1)
    assert schema.prepare(engine, now=NOW)
    with engine.execution_options(begin="IMMEDIATE").begin() as connection:
        a_booking_of_an_older_desk(connection, 2)
    with engine.connect() as connection:
        held = text("SELECT booked, waiting FROM session ORDER BY id")
        assert connection.execute(held).all() == [(1, 0), (1, 0)]
        told = text("SELECT late, told_us, moved_from FROM booking")
        assert connection.execute(told).all() == [(False, False, None)] * 2
        assert connection.execute(text("SELECT oldest_writer FROM release")).scalar() == 1
    engine.dispose()


def a_booking_of_an_older_desk(connection, number):
    """Write a booking as a program does that has never heard of waiting lists."""
    at = "2026-11-23T09:30:00.000000+00:00"
    for table, columns, values in (
        ("person", "first, last, sort_key, made", f"'Meera', 'Patel', 'patel', '{at}'"),
        ("activity", "name, patch", "'Crafternoon', 'craft'"),
        (
            "session",
            "activity, date, starts, ends, zone, starts_utc, ends_utc, places, booked",
            f"{number}, '2026-11-26', '14:00', '16:00', 'Europe/London', '{at}',"
            " '2026-11-23T11:30:00.000000+00:00', 12, 1",
        ),
        ("booking", "session, person, booked_at", f"{number}, {number}, '{at}'"),
    ):
        connection.execute(text(f"INSERT INTO {table} ({columns}) VALUES ({values})"))


def set_release(engine, **values):
    with engine.execution_options(begin="IMMEDIATE").begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
        for name, value in values.items():
            connection.execute(text(f"UPDATE release SET {name} = {value}"))


def test_a_newer_database_that_still_takes_our_steps_is_used(store):
    set_release(store.engine, schema=9, oldest_reader=1, oldest_writer=1)
    assert schema.prepare(store.engine, now=NOW) is True


def test_a_newer_database_may_be_read_when_it_says_so(store):
    set_release(store.engine, schema=9, oldest_reader=1, oldest_writer=9)
    assert schema.prepare(store.engine, now=NOW) is False


def test_a_database_that_is_too_new_is_refused_with_what_to_do(store):
    set_release(store.engine, schema=9, oldest_reader=9, oldest_writer=9)
    with pytest.raises(Unusable, match="Update the program on this PC"):
        schema.prepare(store.engine, now=NOW)


def test_an_older_file_is_copied_and_checked_before_it_is_upgraded(tmp_path, monkeypatch):
    engine = make_engine(f"sqlite:///{tmp_path / 'practice.db'}")
    schema.prepare(engine, now=NOW)
    with engine.execution_options(begin="IMMEDIATE").begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '0000'"))
    monkeypatch.setattr(schema, "_run_migrations", lambda _connection: None)
    schema.prepare(engine, now=NOW)
    engine.dispose()
    copy = tmp_path / "practice before upgrade from 0000 2026-11-23 093000.db"
    opened = sqlite_driver().connect(copy)
    assert opened.execute("SELECT version_num FROM alembic_version").fetchone() == ("0000",)
    opened.close()


def test_a_file_that_is_no_database_is_refused_and_left_as_it_was(tmp_path):
    file = tmp_path / "practice.db"
    file.write_text("Dear Mrs Patel, " * 100)
    engine = make_engine(f"sqlite:///{file}")
    with pytest.raises(Unusable, match="not a Crafternoon database"):
        schema.prepare(engine, now=NOW)
    engine.dispose()
    assert file.read_text().startswith("Dear Mrs Patel")


def test_another_programs_database_is_refused(tmp_path):
    file = tmp_path / "other.db"
    other = sqlite3.connect(file)
    other.execute("CREATE TABLE recipe (name)")
    other.close()
    engine = make_engine(f"sqlite:///{file}")
    with pytest.raises(Unusable, match="another program"):
        schema.prepare(engine, now=NOW)
    engine.dispose()


def test_a_server_that_is_not_there_is_said_in_words():
    engine = make_engine("postgresql://nobody@127.0.0.1:9/practice")
    with pytest.raises(Unreachable, match="Postgres does not answer at this address"):
        schema.prepare(engine, now=NOW)
    engine.dispose()


def test_foreign_keys_are_watched_on_sqlite(file_store):
    with file_store.engine.connect() as connection:
        assert connection.exec_driver_sql("PRAGMA foreign_keys").scalar() == 1


@pytest.mark.parametrize(
    ("version", "safe"),
    [((3, 40, 1), False), ((3, 51, 2), False), ((3, 51, 3), True), ((3, 53, 4), True),
     ((3, 50, 6), False), ((3, 50, 7), True), ((3, 44, 6), True), ((3, 44, 5), False)],
)  # fmt: skip
def test_the_write_ahead_log_is_used_only_where_it_never_loses_data(version, safe):
    assert wal_is_safe(version) is safe


def test_a_place_survives_closing_and_opening(open_store):
    a_place(open_store(), "Garden")
    rows = open_store().read(lambda db: db.all(text("SELECT name FROM place")))
    assert [row.name for row in rows] == ["Garden"]
