"""A database that is missing, full, locked, foreign or refusing: one sentence, nothing half done."""

import traceback
from contextlib import closing, contextmanager
from functools import partial
from pathlib import Path

import psycopg
import pytest
from sqlalchemy import event, func, make_url, select

from desktop.data import people, schema, signups
from desktop.data.changes import Unreachable, Unusable
from desktop.data.db import Db
from desktop.data.engine import make_engine, sqlite_driver
from desktop.data.store import Store
from desktop.data.tables import booking, person, session, step
from desktop.rules.people import PersonFacts
from tests.conftest import HAND, NOW
from tests.makers import a_person, a_session

# By name, for a traceback quotes the lines of this file.
FIRST, LAST, NHS, PASSWORD = SECRETS = ("Wilhelmina", "Ffolkes", "9990000018", "swordfish")
MRS_FFOLKES = PersonFacts(title="Mrs", first=FIRST, last=LAST, note=PASSWORD, nhs_number=NHS)


@contextmanager
def said(kind):
    """Expect bad news in one whole sentence or two, with nobody's name in any part of it."""
    with pytest.raises(kind) as caught:
        yield caught
    sentence = str(caught.value)
    assert sentence.endswith(".")
    assert len(sentence) < 120
    tells_nothing(caught.value)


def tells_nothing(error):
    whole = "".join(traceback.format_exception(error)) + repr(error) + str(error)
    assert not [secret for secret in SECRETS if secret in whole]


def add_mrs_ffolkes(store):
    return store.write(partial(people.add, facts=MRS_FFOLKES)).value.id


def count_of(store, table):
    return store.read(lambda db: db.value(select(func.count()).select_from(table)))


def with_pragma(store, pragma):
    """Set something on every connection of a store that has not been used yet."""
    event.listen(
        store.engine, "connect", lambda connection, _r: connection.execute(f"PRAGMA {pragma}")
    )
    return store


@pytest.fixture
def open_file(sqlite_url, clock):
    """Open the practice's file once more, with a setting of SQLite's."""
    stores = []

    def open_one(*pragmas, url=sqlite_url):
        stores.append(Store(url, HAND, clock=clock))
        for pragma in pragmas:
            with_pragma(stores[-1], pragma)
        return stores[-1]

    yield open_one
    for store in stores:
        store.close()


@pytest.fixture
def file(sqlite_url):
    return Path(make_url(sqlite_url).database)


# A file.


def test_a_file_that_may_only_be_read_can_be_read_and_not_written(open_file, file):
    before = open_file()
    mrs_ffolkes = add_mrs_ffolkes(before)
    thursday = a_session(before)
    store = open_file(url=f"sqlite:///file:{file}?mode=ro&uri=true")
    book = partial(signups.book, session_id=thursday, person_id=mrs_ffolkes)
    with said(Unusable) as caught:
        store.write(book)
    assert "may only be read" in str(caught.value)
    assert count_of(store, person) == 1
    assert count_of(before, booking) == 0


def test_a_read_only_file_that_needs_tables_says_so(tmp_path):
    file = tmp_path / "empty.db"
    with closing(sqlite_driver().connect(file)) as connection:
        connection.execute("PRAGMA user_version = 1")
    engine = make_engine(f"sqlite:///file:{file}?mode=ro&uri=true")
    with said(Unusable):
        schema.prepare(engine, now=NOW)
    engine.dispose()


def test_a_folder_that_is_not_there_is_said(tmp_path):
    engine = make_engine(f"sqlite:///{tmp_path / 'gone' / 'practice.db'}")
    with said(Unreachable) as caught:
        schema.prepare(engine, now=NOW)
    assert "Check that its folder is there" in str(caught.value)
    engine.dispose()


def test_a_folder_in_the_place_of_the_file_is_said(tmp_path):
    engine = make_engine(f"sqlite:///{tmp_path}")
    with said(Unreachable):
        schema.prepare(engine, now=NOW)
    engine.dispose()


def test_a_full_disk_keeps_what_was_acknowledged_and_nothing_half(open_file, file):
    store = open_file()
    thursday = a_session(store, places=400)
    pages = store.read(lambda db: db.connection.exec_driver_sql("PRAGMA page_count").scalar())
    small = open_file(f"max_page_count = {pages + 6}")
    acknowledged = []
    with said(Unusable) as caught:
        for n in range(400):
            who = a_person(small, FIRST, f"{LAST} {n}")
            booked = small.write(partial(signups.book, session_id=thursday, person_id=who))
            acknowledged.append(booked.value.booking_id)
    assert str(caught.value).startswith("The disk is full")
    again = open_file()
    rows = again.read(lambda db: db.all(select(booking.c.id)))
    assert [row.id for row in rows] == acknowledged
    booked = again.read(lambda db: db.one(select(session.c.booked))).booked
    assert booked == len(acknowledged) > 0
    check = again.read(lambda db: db.connection.exec_driver_sql("PRAGMA integrity_check").scalar())
    assert check == "ok"


def test_a_full_disk_at_the_very_first_start_leaves_an_empty_file(tmp_path):
    url = f"sqlite:///{tmp_path / 'practice.db'}"
    engine = make_engine(url)
    event.listen(engine, "connect", lambda c, _r: c.execute("PRAGMA max_page_count = 20"))
    with said(Unusable):
        schema.prepare(engine, now=NOW)
    engine.dispose()
    later = make_engine(url)
    assert schema.prepare(later, now=NOW) is True
    later.dispose()


def test_a_file_moved_while_it_is_open_takes_nothing_more_and_goes_on_when_it_is_back(
    open_file, file
):
    store, elsewhere = open_file(), file.with_name("elsewhere.db")
    a_person(store, "Ann")
    file.rename(elsewhere)
    with said(Unusable) as no:
        a_person(store, "Bob")
    assert str(no.value) == "The database file has been moved. Put it back, or start again."
    elsewhere.rename(file)
    assert count_of(store, person) == 1
    a_person(store, "Cleo")
    assert count_of(store, person) == 2


def test_a_file_that_is_no_database_is_refused_without_quoting_it(tmp_path):
    file = tmp_path / "letter.db"
    file.write_text(f"Dear {FIRST} {LAST}, " * 300)
    store = Store(f"sqlite:///{file}", HAND)
    with said(Unusable):
        store.revisions()
    store.close()
    assert file.read_text().startswith("Dear Wilhelmina")


def test_a_damaged_file_is_said_to_be_damaged(open_file, file):
    before = open_file()
    for n in range(60):
        a_person(before, FIRST, f"{LAST} {n}")
    before.close()
    whole = file.read_bytes()
    half = len(whole) // 2 // 4096 * 4096
    file.write_bytes(whole[:4096] + b"\xff" * (half - 4096) + whole[half:])
    store = open_file()
    with said(Unusable) as caught:
        store.read(lambda db: db.all(select(person)))
    assert "Restore the last backup" in str(caught.value)


def test_a_file_another_program_holds_is_said_and_can_be_used_afterwards(open_file, file):
    store = open_file("busy_timeout = 20")
    thursday = a_session(store)
    other = sqlite_driver().connect(file, isolation_level=None)
    other.execute("BEGIN EXCLUSIVE")
    with said(Unreachable) as caught:
        add_mrs_ffolkes(store)
    assert str(caught.value).startswith("Another program is using the records.")
    assert store.read(lambda db: db.one(select(session))).id == thursday
    other.execute("ROLLBACK")
    other.close()
    assert count_of(store, person) == 0
    add_mrs_ffolkes(store)
    assert count_of(store, person) == 1


def test_a_new_file_another_program_holds_is_said_at_the_start(tmp_path):
    file = tmp_path / "practice.db"
    other = sqlite_driver().connect(file, isolation_level=None)
    other.execute("BEGIN EXCLUSIVE")
    engine = make_engine(f"sqlite:///{file}")
    event.listen(
        engine, "connect", lambda c, _r: c.execute("PRAGMA busy_timeout = 20"), insert=True
    )
    with said(Unreachable) as caught:
        schema.prepare(engine, now=NOW)
    assert "Another program is using the records" in str(caught.value)
    other.close()
    engine.dispose()


# A server.


@pytest.fixture
def server(postgres_url, clock):
    """A practice on Postgres, with a way to open it under another address."""
    stores = []

    def open_one(**parts):
        address = make_url(postgres_url).set(**parts)
        url = address.render_as_string(hide_password=False)
        stores.append(Store(url, HAND, clock=clock))
        return stores[-1]

    yield open_one
    for store in stores:
        store.close()


def on(store, statement):
    with psycopg.connect(_plain(store), autocommit=True) as connection:
        return connection.execute(statement)


def _plain(store):
    url = store.engine.url.set(drivername="postgresql")
    return url.render_as_string(hide_password=False)


def test_a_server_where_nobody_listens_is_said():
    store = Store("postgresql://nobody@127.0.0.1:9/practice", HAND)
    with said(Unreachable) as caught:
        add_mrs_ffolkes(store)
    assert "does not answer at this address" in str(caught.value)
    store.close()


def test_a_server_whose_name_nobody_knows_is_said():
    store = Store("postgresql://nobody@no.such.host.invalid/practice", HAND)
    with said(Unreachable) as caught:
        store.revisions()
    assert str(caught.value) == "No server of this name was found. Check the name."
    store.close()


def test_a_database_the_server_does_not_have_is_said(server):
    with said(Unreachable) as caught:
        server(database="no such practice").revisions()
    assert str(caught.value) == "The server has no database of this name. Check the name."


def test_a_user_the_server_does_not_know_is_said(server):
    with said(Unreachable) as caught:
        server(username="stranger", password=PASSWORD).revisions()
    assert str(caught.value) == "The server did not accept this user name or password."


def test_a_wrong_password_is_said_and_not_repeated(server):
    store = server()
    with checking_passwords(store), said(Unreachable) as caught:
        server(username="clerk", password=PASSWORD).revisions()
    assert str(caught.value) == "The server did not accept this user name or password."


@contextmanager
def checking_passwords(store):
    """Have the server ask `clerk` for a password for as long as this lasts."""
    (place,) = on(store, "select current_setting('hba_file')").fetchone()
    file = Path(place)
    if not file.exists():
        pytest.skip("the server is on another machine")
    rules = file.read_text()
    on(store, "create role clerk login password 'herring'")
    file.write_text(f"local all clerk scram-sha-256\nhost all clerk all scram-sha-256\n{rules}")
    on(store, "select pg_reload_conf()")
    try:
        yield
    finally:
        file.write_text(rules)
        on(store, "select pg_reload_conf()")
        on(store, "drop role clerk")


def test_a_user_who_may_only_read_is_told_so(server):
    store = server()
    on(store, "create role reader login")
    on(store, "grant select on all tables in schema public to reader")
    try:
        reader = server(username="reader", password=None)
        assert count_of(reader, step) == 0
        with said(Unreachable) as caught:
            add_mrs_ffolkes(reader)
        assert "no right to do that" in str(caught.value)
        reader.close()
    finally:
        on(store, "drop owned by reader")
        on(store, "drop role reader")


def test_a_server_that_may_only_be_read_just_now_is_said(server):
    store = server()
    name = make_url(_plain(store)).database
    on(store, f"alter database {name} set default_transaction_read_only = on")
    with said(Unusable) as caught:
        add_mrs_ffolkes(server())
    assert str(caught.value).startswith("The server may only be read just now.")


def test_a_row_another_desk_holds_for_long_is_said_and_nothing_is_half_done(server):
    store = server()
    thursday, mrs_ffolkes = a_session(store), add_mrs_ffolkes(store)
    hurried = server()
    event.listen(hurried.engine, "connect", lambda connection, _r: _hurry(connection), insert=True)
    with psycopg.connect(_plain(store)) as other:
        other.execute("select * from session for update")
        with said(Unreachable) as caught:
            hurried.write(partial(signups.book, session_id=thursday, person_id=mrs_ffolkes))
    assert "busy with this" in str(caught.value)
    assert count_of(store, booking) == 0


def _hurry(connection):
    connection.execute("set lock_timeout = '30ms'")
    connection.commit()


# A bug of ours.


def test_a_bug_says_nothing_of_what_stood_in_the_row(store):
    """Postgres quotes the failing row; a crash report is to leave the building without it."""
    mrs_ffolkes = add_mrs_ffolkes(store)
    for broken in (
        lambda db: db.change(person, mrs_ffolkes, last=None, first=FIRST),
        lambda db: db.add(person, first=FIRST, last=LAST, made=db.now),
        lambda db: db.add(session, activity=1, note=LAST),
        lambda db: db.all(select(person).where(func.lower(person.c.last, LAST) == 1)),
        lambda db: db.all(select(func.cast_nothing(LAST))),
        not_a_number,
    ):
        with pytest.raises(Exception) as caught:  # noqa: PT011 -- whatever each driver calls it
            store.write(broken)
        assert not isinstance(caught.value, Unreachable | Unusable)
        tells_nothing(caught.value)


def not_a_number(db: Db) -> None:
    db.all(select(func.make_date(2026, FIRST, 1)))
