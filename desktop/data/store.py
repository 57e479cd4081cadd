"""The one door to the database: reads, steps, and the only commit."""

from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from functools import partial
from typing import TYPE_CHECKING, Any, TypeVar
from uuid import UUID, uuid4

from sqlalchemy import Engine, bindparam, func, insert, select, update
from sqlalchemy.exc import DBAPIError, IntegrityError

from desktop.data import results, steps, troubles
from desktop.data.changes import CHANNEL, Hand, Topic, Unreachable, Unusable, Written, new_key
from desktop.data.db import Db
from desktop.data.engine import is_in_place, make_engine
from desktop.data.first_tables import revision, step
from desktop.data.line import Line
from desktop.data.ready import Ready
from desktop.rules.refusal import Refused

if TYPE_CHECKING:
    from desktop.data.bell import Bell

T = TypeVar("T")

_TRIES = 4
_MOVED = "The database file has been moved. Put it back, or start again."
_KNOWN = Ready(select(step.c.use_case, step.c.result).where(step.c.id == bindparam("known_key")))
_TAKEN_BACK = Ready(select(step.c.id).where(step.c.undoes == bindparam("undone")))
_RESULT = Ready(
    update(step).where(step.c.id == bindparam("the_key")).values(result=bindparam("text"))
)
_NEW: dict[str, Any] = {
    name: bindparam(name)
    for name in ("id", "staff", "os_user", "pc", "login", "use_case", "undoes")
}
_STEP = Ready(insert(step).values(**_NEW, at=bindparam("at")))
_STEP_BY_SERVER = Ready(insert(step).values(**_NEW, at=func.now()).returning(step.c.at))
_COUNT_UP = Ready(
    update(revision)
    .where(revision.c.topic == bindparam("name"))
    .values(number=revision.c.number + 1)
    .returning(revision.c.number)
)
_SAY = Ready(select(func.pg_notify(CHANNEL, bindparam("topics"))))


def pc_clock() -> datetime:
    """Say what moment it is by this PC's clock."""
    return datetime.now(UTC)


class Store:
    """Runs reads and steps, each in a transaction of its own.

    `read` and `write` raise Refused (the rules said no), Unreachable (no answer) or Unusable.
    Without a `clock`, steps carry the server's time on Postgres and this PC's on SQLite.
    """

    def __init__(
        self, url: str, hand: Hand, *, clock: Callable[[], datetime] | None = None
    ) -> None:
        self._engine = make_engine(url)
        self._line = Line(self._engine)
        self._reading = _of_one_moment(self._engine)
        self._hand = hand
        self._clock = clock or pc_clock
        self._ask_server = clock is None and self._engine.dialect.name == "postgresql"
        self._login = self._engine.url.username or ""
        self._bell: Bell | None = None
        self._mark = uuid4().hex[:8]
        self.may_write = True

    @property
    def engine(self) -> Any:
        return self._engine

    def read(self, query: Callable[[Db], T]) -> T:
        """Answer a query from one consistent view of the records."""
        for attempt in (1, 2):
            try:
                with self._reading.connect() as connection, connection.begin():
                    return query(Db(connection, self._clock(), pc=self._hand.pc))
            except DBAPIError as error:
                self._let_go_of_dead(error)
                if attempt == 2 or not error.connection_invalidated:
                    raise troubles.named(error) from error
        raise AssertionError("unreachable")

    def write(
        self, action: Callable[[Db], T], *, key: UUID | None = None, undoes: UUID | None = None
    ) -> Written[T]:
        """Do one step, wholly or not at all, and say what it changed.

        A key the database knows already is not done again: its stored result comes back.
        """
        if not self.may_write:
            raise Refused("Not saved. This database is newer than this program. Update it first.")
        key = key or new_key()
        for attempt in range(1, _TRIES + 1):
            try:
                return self._once(action, key, undoes)
            except DBAPIError as error:
                self._let_go_of_dead(error)
                if attempt == _TRIES or not _worth_another_try(error, attempt):
                    raise _named(error, attempt) from error
        raise AssertionError("unreachable")

    def revisions(self) -> Mapping[Topic, int]:
        """Say how often each topic has changed, here or on any other PC."""
        rows = self.read(lambda db: db.all(select(revision.c.topic, revision.c.number)))
        return {Topic(topic): number for topic, number in rows if topic in set(Topic)}

    def listen(self, ring: Callable[[], None]) -> None:
        """Have `ring` called, from another thread, whenever another PC has committed a step."""
        from desktop.data.bell import Bell

        self._bell = self._bell or Bell(self._engine, self._mark, ring)

    def close(self) -> None:
        if self._bell:
            self._bell.stop()
        self._line.hang_up()
        self._engine.dispose()

    def _let_go_of_dead(self, error: DBAPIError) -> None:
        # Where one connection of the pool has died, the others have too: the next is to be new.
        if error.connection_invalidated:
            self._line.hang_up()
            self._engine.dispose()

    def _once(self, action: Callable[[Db], T], key: UUID, undoes: UUID | None) -> Written[T]:
        with self._line.step() as connection:
            db = Db(connection, self._clock(), key, self._hand.os_user, self._hand.pc)
            known = self._begin_step(db, action, undoes)
            if known is not None:
                value = results.read(action, known.result)
                return Written(value, steps.changes(db, key), key, again=True)
            value = action(db)
            revisions = self._end_step(db, value)
            written = Written(value, frozenset(revisions), key, revisions=revisions)
            if not is_in_place(connection):
                raise Unusable(_MOVED)
            return written

    def _begin_step(self, db: Db, action: Callable[[Db], Any], undoes: UUID | None) -> Any:
        known = db.first(_KNOWN, known_key=db.step)
        if known is None and undoes and db.first(_TAKEN_BACK, undone=undoes):
            raise Refused("Not undone. That was taken back already.")
        if known is None:
            db.now = self._insert_step(db, action, undoes)
        return known

    def _insert_step(self, db: Db, action: Callable[[Db], Any], undoes: UUID | None) -> datetime:
        new = {
            "id": db.step,
            "staff": self._hand.staff,
            "os_user": self._hand.os_user,
            "pc": self._hand.pc,
            "login": self._login,
            "use_case": use_case(action),
            "undoes": undoes,
        }
        if self._ask_server:
            moment: datetime = db.one(_STEP_BY_SERVER, **new).at
            return moment
        db.all(_STEP, **new, at=db.now)
        return db.now

    def _end_step(self, db: Db, value: Any) -> dict[Topic, int]:
        db.write_journal()
        db.all(_RESULT, the_key=db.step, text=results.written(value))
        # Sorted, and last, so that two PCs lock these rows in one order and only briefly.
        numbers = {each: db.value(_COUNT_UP, name=each.value) for each in sorted(db.touched)}
        if db.touched and db.on_postgres:
            # Delivered with the commit, and only then.
            db.all(_SAY, topics=" ".join((self._mark, *sorted(db.touched))))
        return numbers


def _of_one_moment(engine: Engine) -> Engine:
    """Have a read see one moment, however many statements it takes; SQLite does so anyway."""
    if engine.dialect.name == "sqlite":
        return engine
    return engine.execution_options(isolation_level="REPEATABLE READ")


def use_case(action: Callable[..., Any]) -> str:
    """Name what is being done, as the journal says it: `signups.book`."""
    function = action.func if isinstance(action, partial) else action
    return f"{function.__module__.rpartition('.')[2]}.{function.__name__}"


def _named(error: DBAPIError, attempt: int) -> Unreachable | Unusable:
    no = troubles.named(error)
    # Of a try before this one it is not known that nothing was written.
    return no if attempt == 1 else Unreachable(str(no))


def _worth_another_try(error: DBAPIError, attempt: int) -> bool:
    # A row that broke a rule of the schema was new since the step looked: looking again
    # gives the sentence. Deadlocks and cut connections: the same key makes it safe.
    return (
        isinstance(error, IntegrityError)
        or error.connection_invalidated
        or troubles.is_collision(error)
        # The server may not have let go yet of what the try before had locked when it was cut.
        or (attempt > 1 and troubles.is_too_slow(error))
    )
