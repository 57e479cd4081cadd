"""How long a desk waits for its server: a connection that stays silent is cut by the desk."""

import os
import time
from collections.abc import Generator
from typing import Any

import psycopg

ANSWER_S = 8.0
"""So long an answer may be on its way, without a byte of it; then the connection is cut."""
STATEMENT_S = 7
"""So long the server may work on one statement: it gives up before it is cut off."""
LOCK_S = 5
CONNECT_S = 3
IDLE_S = 30
"""So long the server keeps what a desk has locked that is heard of no more."""
_SILENT = "timeout expired: no answer came, and the connection was cut"
_END = (
    "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE pid = ANY(%s)"
    " AND usename = current_user AND application_name = current_setting('application_name')"
)


class Patient(psycopg.Connection[Any]):
    """A connection on which no answer is waited for longer than ANSWER_S.

    The server may not have noticed that it was cut, and holds what the step had locked: `left`
    has the numbers of such processes of the server, for the next connection to end them.
    """

    left: list[int]
    answer_s: float | None = None
    """A patience of its own, for work like an upgrade."""

    def wait(self, gen: Any, *how: Any, **more: Any) -> Any:
        limit = self.answer_s or ANSWER_S
        return super().wait(self._unless_silent(gen, limit), *how, **more)

    def _unless_silent(self, gen: Any, limit: float) -> Generator[Any, Any, Any]:
        # The driver's own waiting comes by ten times a second, with nothing ready.
        asked = time.monotonic()
        try:
            wanted = next(gen)
            while True:
                ready = yield wanted
                if ready:
                    asked = time.monotonic()
                elif time.monotonic() - asked > limit:
                    self._cut()
                wanted = gen.send(ready)
        except StopIteration as done:
            return done.value

    def _cut(self) -> None:
        self.left.append(self.pgconn.backend_pid)
        self.pgconn.finish()
        raise psycopg.OperationalError(_SILENT)


def arguments(application: str = "crafternoon") -> dict[str, Any]:
    """Say to the driver how a connection is made, and to the server when to give up."""
    options = {
        "lock_timeout": f"{LOCK_S}s",
        "statement_timeout": f"{STATEMENT_S}s",
        "idle_in_transaction_session_timeout": f"{IDLE_S}s",
        # A plan made for one name thinks that a range of words holds one row: generic plans know
        # better, and are made once.
        "plan_cache_mode": "force_generic_plan",
    }
    return {
        "connect_timeout": CONNECT_S,
        "options": " ".join(f"-c {name}={value}" for name, value in options.items()),
        "application_name": f"{application} {os.getpid()}",
        "keepalives_idle": 10,
        "keepalives_interval": 3,
        "keepalives_count": 3,
    }


def connect(left: list[int], *where: Any, **how: Any) -> Patient:
    """Connect, and have the server end what connections in `left` have left behind."""
    made = Patient.connect(*where, **how)
    made.left = left
    if left:
        try:
            made.execute(_END, [left[:]])
            made.commit()
        except psycopg.Error:
            made.close()
            raise
        left.clear()
    return made
