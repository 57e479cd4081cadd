"""How another PC's commit is heard: a bell that only says look; the revisions are the news."""

import select
import socket
from collections.abc import Callable
from contextlib import closing, suppress
from threading import Event, Thread
from typing import TYPE_CHECKING, Any

from sqlalchemy import Engine
from sqlalchemy.exc import DBAPIError

from desktop.data.changes import CHANNEL

if TYPE_CHECKING:
    from desktop.data.patience import Patient

BELL = "crafternoon bell"

_LOOK_S = 0.25
_FIRST_WAIT_S, _LONGEST_WAIT_S = 0.5, 15.0
_STILL_THERE_S = 15.0


class Bell:
    """Calls `ring` from a thread of its own when another connection has committed something.

    On Postgres it has one connection, which listens; it comes back by itself when that is lost.
    What was said with `mark` is this PC's own and rings nothing. On SQLite it looks four times a
    second whether the file has changed, by whomever.
    """

    def __init__(self, engine: Engine, mark: str, ring: Callable[[], None]) -> None:
        self._engine, self._mark, self._ring = engine, mark, ring
        self.looks = False
        """Whether a commit from now on is heard."""
        self._stopped = Event()
        self._wake, self._woken = socket.socketpair()
        on_sqlite = engine.dialect.name == "sqlite"
        work = self._watch if on_sqlite else self._listen
        self._thread = Thread(target=work, name="bell", daemon=True)
        self._thread.start()

    def stop(self) -> None:
        """Ring no more; a connection that is being made is not waited for."""
        self._stopped.set()
        with suppress(OSError):
            self._wake.send(b"!")
        self._thread.join(timeout=1)
        self._wake.close()

    def _watch(self) -> None:
        with self._woken, suppress(DBAPIError), closing(self._engine.raw_connection()) as kept:
            cursor, seen = kept.cursor(), None
            while not self._stopped.is_set():
                now = self._version(cursor)
                if now is not None and seen not in (None, now):
                    self._ring()
                seen = now if now is not None else seen
                self.looks = seen is not None
                self._stopped.wait(_LOOK_S)
            cursor.close()

    def _version(self, cursor: Any) -> int | None:
        dialect: Any = self._engine.dialect
        with suppress(dialect.loaded_dbapi.Error):  # a file somebody has locked: look again
            version: int = cursor.execute("PRAGMA data_version").fetchone()[0]
            return version
        return None

    def _listen(self) -> None:
        import psycopg

        wait = _FIRST_WAIT_S
        with self._woken:
            while not self._stopped.is_set():
                self.looks = False
                with suppress(psycopg.Error, OSError):
                    self._hear()
                wait = _FIRST_WAIT_S if self.looks else min(wait * 2, _LONGEST_WAIT_S)
                self._stopped.wait(wait)

    def _hear(self) -> None:
        with closing(self._connected()) as connection:
            connection.execute(f"LISTEN {CHANNEL}")
            self.looks = True
            self._ring()  # what was said while nobody listened
            both = [connection.fileno(), self._woken.fileno()]
            while not self._stopped.is_set():
                if not any(select.select(both, [], [], _STILL_THERE_S)):
                    connection.execute("")  # a network that is gone says nothing by itself
                said = [each.payload for each in connection.notifies(timeout=0)]
                if any(not each.startswith(self._mark) for each in said):
                    self._ring()

    def _connected(self) -> "Patient":
        from desktop.data import patience

        url = self._engine.url.set(drivername="postgresql")
        address = url.render_as_string(hide_password=False)
        return patience.connect([], address, autocommit=True, **patience.arguments(BELL))
