"""Practices on a Postgres server for the tests: copied once, and as new for the next test."""

import gc
import uuid
from contextlib import closing, contextmanager, suppress

import psycopg

# To make a database costs ten times what emptying one does, and there are hundreds of tests. Rows
# are deleted: TRUNCATE makes new files for every table and index, twenty times the work.
_FULL = 4_000_000  # bytes of rows that were, above which it is thrown away
_SHAPE = """
    SELECT (SELECT count(*) FROM pg_class), (SELECT count(relacl) FROM pg_class),
        (SELECT count(*) FROM pg_attribute), (SELECT count(*) FROM pg_trigger),
        (SELECT count(*) FROM pg_constraint), (SELECT count(*) FROM pg_proc),
        (SELECT count(*) FROM pg_db_role_setting), (SELECT count(*) FROM pg_policy),
        (SELECT count(*) FROM pg_default_acl)
"""
_TABLES = "SELECT quote_ident(tablename) FROM pg_tables WHERE schemaname = 'public' ORDER BY 1"
_COUNTERS = """
    SELECT quote_ident(sequencename), start_value, last_value FROM pg_sequences
    WHERE schemaname = 'public' ORDER BY 1
"""
_SIZE = "SELECT pg_database_size(current_database())"
_OTHERS = """
    SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity
    WHERE datname = current_database() AND pid <> pg_backend_pid()
"""


class Copies:
    """Lends databases that look like a template; one that comes back is made as new."""

    def __init__(self, server, template):
        self._server, self._template = server, template
        self._idle, self._all = [], []
        with self._in(template) as connection:
            self._shape = connection.execute(_SHAPE).fetchone()
            self._full = connection.execute(_SIZE).fetchone()[0] + _FULL
            self._tables = [row[0] for row in connection.execute(_TABLES)]
            self._counters = connection.execute(_COUNTERS).fetchall()
            self._seeds = {
                table: rows
                for table in self._tables
                if (rows := connection.execute(f"SELECT * FROM {table}").fetchall())
            }

    @contextmanager
    def one(self):
        """Lend the address of one."""
        name = self._idle.pop() if self._idle else self._new()
        yield self._server.set(database=name).render_as_string(hide_password=False)
        gc.collect(1)  # a connection that a test forgot is told of by that test, not by a later one
        if self._made_new(name):
            self._idle.append(name)
        else:
            self._drop(name)

    def close(self):
        for name in list(self._all):
            self._drop(name)

    def _new(self):
        name = f"practice_{uuid.uuid4().hex}"
        self._at_server(f"CREATE DATABASE {name} TEMPLATE {self._template}")
        self._all.append(name)
        return name

    def _drop(self, name):
        self._at_server(f"DROP DATABASE {name} WITH (FORCE)")
        self._all.remove(name)

    def _made_new(self, name):
        """Empty it; False where a test has done more than writing rows, or it cannot be entered."""
        with suppress(psycopg.Error), self._in(name) as connection:
            connection.execute(_OTHERS)
            if connection.execute(_SHAPE).fetchone() == self._shape:
                with connection.transaction():
                    self._empty(connection)
                return connection.execute(_SIZE).fetchone()[0] < self._full
        return False

    def _empty(self, connection):
        any_row = (f"SELECT '{table}' WHERE EXISTS (TABLE {table})" for table in self._tables)
        found = [row[0] for row in connection.execute(" UNION ALL ".join(any_row))]
        # No trigger and no foreign key is asked: everything goes.
        connection.execute("SET LOCAL session_replication_role = replica")
        for table in found:
            connection.execute(f"DELETE FROM {table}")
        for table, rows in self._seeds.items():
            places = ", ".join(["%s"] * len(rows[0]))
            with connection.cursor() as cursor:
                cursor.executemany(f"INSERT INTO {table} VALUES ({places})", rows)
        now = connection.execute(_COUNTERS).fetchall()
        for (name, start, last), moved in zip(self._counters, now, strict=True):
            if last != moved[2]:
                again = "SELECT setval(%s, %s, %s)"
                connection.execute(again, [name, last or start, last is not None])

    def _at_server(self, statement):
        with self._in(self._server.database) as connection:
            connection.execute(statement)

    def _in(self, name):
        address = self._server.set(database=name, drivername="postgresql")
        plain = address.render_as_string(hide_password=False)
        return closing(psycopg.connect(plain, autocommit=True))
