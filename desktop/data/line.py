"""The connection that steps are written by: kept from one step to the next."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from sqlalchemy import Connection, Engine

from desktop.data.engine import begin
from desktop.data.ready import errors_named


class Line:
    """Lends one connection to one step after another; steps at once get connections of their own.

    To take one from the pool for each step, with SQLAlchemy's events around it, is a good part of
    what a booking costs.
    """

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._on_sqlite = engine.dialect.name == "sqlite"
        self._idle: list[Connection] = []

    @contextmanager
    def step(self) -> Iterator[Connection]:
        """Give a connection with the write lock taken; commit in the end, or undo it all."""
        connection = self._taken() or self._engine.connect()
        done = False
        try:
            if self._on_sqlite:
                begin(connection, "IMMEDIATE")
            yield connection
            _commit(connection)
            done = True
        finally:
            if done and not self._idle:
                self._idle.append(connection)
            else:
                connection.close()  # the pool rolls back whatever still stands in it

    def hang_up(self) -> None:
        """Give the connection back; the next step takes a new one."""
        while connection := self._taken():
            connection.close()

    def _taken(self) -> Connection | None:
        try:
            return self._idle.pop()
        except IndexError:  # asking first would let two threads take the last one
            return None


def _commit(connection: Connection) -> None:
    if connection.in_transaction():  # a statement that is not kept ready has made it SQLAlchemy's
        connection.commit()
        return
    driver: Any = connection.connection.dbapi_connection
    with errors_named(connection, driver.cursor(), "COMMIT"):
        driver.commit()
