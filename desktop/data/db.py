"""An open transaction, and the one door for writing: add, change, count, remove."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from functools import cache
from typing import Any
from uuid import UUID

from sqlalchemy import Connection, Executable, Table, bindparam, func, insert, select, text
from sqlalchemy import delete as sql_delete
from sqlalchemy import update as sql_update

from desktop.data.changes import Topic
from desktop.data.first_tables import journal_value, session
from desktop.data.journal_text import as_text, whole_text
from desktop.data.latest import too_late
from desktop.data.ready import Adding, Ready
from desktop.rules.refusal import Refused

WHOLE = "*"
"""The journal's field for a row that was added (all in `new`) or removed (all in `old`)."""

_LONG_JOURNAL = 5_000
_ABOUT_THEMSELVES = ("person", "patient")
_LOCK_ORDER = ("series", "place", "leader", "session", "person")
_COUNTERS = {session: Topic.SIGNUPS}


@dataclass(slots=True)
class Db:
    """One transaction: reads with `all`, `first`, `one`, `value`; writes through its verbs.

    `now` is the moment of this step: the server's on Postgres, this PC's on SQLite.
    `step` is the key of the step being written, None while reading; `by` writes it, at `pc`.
    """

    connection: Connection
    now: datetime
    step: UUID | None = None
    by: str = ""
    pc: str = ""
    touched: set[Topic] = field(default_factory=set)
    _journal: list[dict[str, Any]] = field(default_factory=list)
    _own: set[tuple[str, int]] = field(default_factory=set)
    _locked: int = 0
    _cursor: Any = None

    @property
    def cursor(self) -> Any:
        """Give the driver's cursor of this transaction, for statements kept ready."""
        if self._cursor is None:
            self._cursor = self.connection.connection.cursor()
        return self._cursor

    @property
    def on_postgres(self) -> bool:
        return self.connection.dialect.name == "postgresql"

    def all(self, statement: Executable | Ready, **values: Any) -> Sequence[Any]:
        if isinstance(statement, Ready):
            return statement.run(self.connection, self.cursor, values)
        return self.connection.execute(statement, values).all()

    def first(self, statement: Executable | Ready, **values: Any) -> Any:
        rows = self.all(statement, **values)
        return rows[0] if rows else None

    def one(self, statement: Executable | Ready, **values: Any) -> Any:
        """Read a row that must be there; Refused if somebody has removed it meanwhile."""
        row = self.first(statement, **values)
        if row is None:
            raise Refused("That is no longer there. Somebody removed it a moment ago.")
        return row

    def value(self, statement: Executable | Ready, **values: Any) -> Any:
        row = self.first(statement, **values)
        return None if row is None else row[0]

    def lock(self, what: str, table: Table, ids: Iterable[int]) -> None:
        """Lock rows until the step ends; `what` is series, place, leader, session or person.

        SQLite has the whole file already. Rows this step has locked or added before are not waited
        for, whatever was locked since.
        """
        wanted = sorted(each for each in set(ids) if (table.name, each) not in self._own)
        if not wanted:
            return
        self.in_order(what)
        self._own.update((table.name, each) for each in wanted)
        if self.on_postgres:
            rows = select(table.c.id).where(table.c.id.in_(wanted)).order_by(table.c.id)
            self.all(rows.with_for_update(key_share=True))

    def in_order(self, what: str, row_id: int = 0) -> None:
        """Say what is locked next, so that no two steps wait for each other; own rows are free."""
        rank = _LOCK_ORDER.index(what)
        if rank < self._locked and (what, row_id) not in self._own:
            raise AssertionError(f"{what} must be locked before {_LOCK_ORDER[self._locked]}")
        self._locked = max(rank, self._locked)

    def add(self, table: Table, **values: Any) -> int:
        """Add a row; its id comes back."""
        row_id: int = self.one(_adding(table, tuple(values)), **values).id
        self._own.add((table.name, row_id))
        self._touch(table)
        self._write_down(table, row_id, WHOLE, None, values | {"id": row_id}, values)
        return row_id

    def add_many(self, table: Table, rows: Sequence[Mapping[str, Any]]) -> None:
        """Add rows that carry their ids already (see `ids`), all with the same fields."""
        if rows:
            _adding_many(table, tuple(rows[0])).run_many(self.connection, self.cursor, rows)
            self._touch(table)
            self._own.update((table.name, r["id"]) for r in rows if table.name in _LOCK_ORDER)
        name, step, is_person = str(table.name), self.step, table.name in _ABOUT_THEMSELVES
        self._journal += [
            {
                "step": step, "person": row["id"] if is_person else row.get("person"),
                "table": name, "key": row["id"], "field": WHOLE, "old": None,
                "new": whole_text(row),
            }
            for row in rows
        ]  # fmt: skip
        if len(self._journal) > _LONG_JOURNAL:
            self.write_journal()

    def ids(self, table: Table, number: int) -> Sequence[int]:
        """Set aside ids for rows to come."""
        if self.on_postgres:
            span = func.generate_series(1, number)
            name = func.pg_get_serial_sequence(table.name, "id")
            ids = select(func.nextval(name)).select_from(span)
            return [int(row[0]) for row in self.all(ids)]
        last = self.value(_LAST_ID, name=table.name) or 0
        return range(last + 1, last + 1 + number)

    def change(
        self, table: Table, row_id: int, *, version: int | None = None, **values: Any
    ) -> bool:
        """Change fields of a row; whether anything was different.

        With `version`, the row must still be at it: otherwise Refused.
        """
        row = self._read_locked(table, row_id)
        if version is not None and row.version != version:
            raise too_late(self, table.name, row_id)
        different = {name: new for name, new in values.items() if row._mapping[name] != new}
        if different:
            self._set(table, row, different)
        return bool(different)

    def renew(self, table: Table, row_id: int) -> None:
        """Count a row's version up because rows that belong to it have changed."""
        self.all(_renewing(table), row_id=row_id)
        self._touch(table)

    def count(self, table: Table, row_id: int, **by: int) -> None:
        """Count fields of a row up or down; the row must be locked by this step."""
        row = self.one(_counting(table, tuple(by)), row_id=row_id, **_prefixed("by_", by))
        self.touched.add(_COUNTERS[table])
        for name, step in by.items():
            now = getattr(row, name)
            self._write_down(table, row_id, name, now - step, now, {})

    def remove(self, table: Table, row_id: int) -> None:
        """Remove a row; the journal keeps what it held."""
        self._read_locked(table, row_id)
        self.remove_many(table, [row_id])

    def remove_many(self, table: Table, row_ids: Sequence[int]) -> None:
        """Remove rows; those that are gone already do not matter."""
        rows = self.all(select(table).where(table.c.id.in_(row_ids)).with_for_update())
        self.connection.execute(sql_delete(table).where(table.c.id.in_(row_ids)))
        self._touch(table)
        for row in rows:
            whole = dict(row._mapping)
            self._write_down(table, row.id, WHOLE, whole, None, whole)

    def derived(self, statement: Executable | Ready, rows: Any = None) -> None:
        """Write what follows from other rows (words, numbers in use): neither journal nor news."""
        if isinstance(statement, Ready):
            statement.run_many(self.connection, self.cursor, rows)
        else:
            self.connection.execute(statement, rows)

    def write_journal(self) -> None:
        """Write down what the verbs did; called by the store before the commit."""
        if self._journal:
            _JOURNAL.run_many(self.connection, self.cursor, self._journal)
            self._journal = []

    def _read_locked(self, table: Table, row_id: int) -> Any:
        return self.one(_reading(table), row_id=row_id)

    def _set(self, table: Table, row: Any, values: Mapping[str, Any]) -> None:
        old = row._mapping
        counted = {"version": old["version"] + 1} if "version" in table.c else {}
        new = {**counted, **values}
        self.all(_changing(table, tuple(new)), row_id=row.id, **_prefixed("new_", new))
        self._touch(table)
        for name, new in values.items():
            self._write_down(table, old["id"], name, old[name], new, old)

    def _touch(self, table: Table) -> None:
        topic = table.info["topic"]
        if topic:
            self.touched.add(topic)

    def _write_down(
        self, table: Table, key: int, name: str, old: Any, new: Any, row: Mapping[str, Any]
    ) -> None:
        about = key if table.name in _ABOUT_THEMSELVES else row.get("person")
        self._journal.append(
            {
                "step": self.step,
                "person": about,
                "table": str(table.name),  # SQLAlchemy's own kind of text costs the driver more
                "key": key,
                "field": name,
                "old": as_text(old),
                "new": as_text(new),
            }
        )


_LAST_ID = text("SELECT seq FROM sqlite_sequence WHERE name = :name")
_JOURNAL = Adding(
    insert(journal_value), ("step", "person", "table", "key", "field", "old", "new")
)  # fmt: skip


@cache
def _adding(table: Table, names: tuple[str, ...]) -> Ready:
    values: dict[str, Any] = {name: bindparam(name) for name in names}
    return Ready(insert(table).values(values).returning(table.c.id))


@cache
def _adding_many(table: Table, names: tuple[str, ...]) -> Adding:
    return Adding(insert(table), names)


@cache
def _reading(table: Table) -> Ready:
    row = select(table).where(table.c.id == bindparam("row_id"))
    return Ready(row.with_for_update(key_share=True))


@cache
def _changing(table: Table, names: tuple[str, ...]) -> Ready:
    values: dict[str, Any] = {name: bindparam(f"new_{name}") for name in names}
    return Ready(sql_update(table).where(table.c.id == bindparam("row_id")).values(values))


@cache
def _renewing(table: Table) -> Ready:
    one_up = sql_update(table).values(version=table.c.version + 1)
    return Ready(one_up.where(table.c.id == bindparam("row_id")))


@cache
def _counting(table: Table, names: tuple[str, ...]) -> Ready:
    columns = [table.c[name] for name in names]
    values = {column.name: column + bindparam(f"by_{column.name}") for column in columns}
    counted = sql_update(table).where(table.c.id == bindparam("row_id")).values(values)
    return Ready(counted.returning(*columns))


def _prefixed(prefix: str, values: Mapping[str, Any]) -> dict[str, Any]:
    return {prefix + name: value for name, value in values.items()}


def insert_into(table: Table, *, on_postgres: bool) -> Any:
    """Begin an insert that may meet a row already there: each database says that its own way."""
    if on_postgres:
        from sqlalchemy.dialects import postgresql

        return postgresql.insert(table)
    from sqlalchemy.dialects import sqlite

    return sqlite.insert(table)
