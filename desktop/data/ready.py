"""Statements that are compiled once and then only run: what stands on the hot paths."""

# SQLAlchemy builds the text and knows the types; its machinery of executing costs ten times what
# the driver takes for a statement of ours, and a booking is a dozen statements.

from collections import namedtuple
from collections.abc import Callable, Mapping, Sequence
from operator import itemgetter
from typing import Any

from sqlalchemy import (
    BindParameter,
    Connection,
    Dialect,
    Integer,
    String,
    bindparam,
    literal_column,
)
from sqlalchemy.exc import DBAPIError
from sqlalchemy.sql.visitors import replacement_traverse

from desktop.data.columns import QUICK

Rows = list[Any]
_FEW, _MANY = 3, 50
_Convert = Callable[[Any], Any]


class Ready:
    """A statement kept ready. Give it every value by name; constants it knows itself."""

    def __init__(self, statement: Any) -> None:
        self.statement = statement
        self._kept: dict[str, _Kept] = {}

    def run(self, connection: Connection, cursor: Any, values: Mapping[str, Any]) -> Rows:
        """Run once; the rows come back as named tuples, none for a statement without rows.

        `cursor` is one of the connection's driver; SQLAlchemy's errors are raised.
        """
        dialect: Any = connection.dialect
        kept = self._kept.get(dialect.name) or self._kept_for(dialect)
        try:
            cursor.execute(kept.text, kept.bound(values))
            return kept.rows(cursor)
        except dialect.loaded_dbapi.Error as error:
            raise _named(connection, kept.text, error, cursor) from error

    def run_many(
        self, connection: Connection, cursor: Any, rows: Sequence[Mapping[str, Any]]
    ) -> None:
        """Run once for each row of values."""
        kept = self._kept_for(connection.dialect)
        with errors_named(connection, cursor, kept.text):
            cursor.executemany(kept.text, [kept.bound(row) for row in rows])

    def _kept_for(self, dialect: Dialect) -> "_Kept":
        kept = self._kept.get(dialect.name)
        if kept is None:
            kept = self._kept[dialect.name] = _Kept(self.statement, dialect)
        return kept


class Adding(Ready):
    """An insert of rows by the thousand, its columns named: poured in where a database can that."""

    def __init__(self, into: Any, names: Sequence[str]) -> None:
        values: dict[str, Any] = {name: bindparam(name) for name in names}
        super().__init__(into.values(values))
        self._table = into.table

    def run_many(
        self, connection: Connection, cursor: Any, rows: Sequence[Mapping[str, Any]]
    ) -> None:
        """Add a row for each row of values."""
        kept, quoted = self._kept_for(connection.dialect), connection.dialect.identifier_preparer
        if len(rows) < _MANY or connection.dialect.name != "postgresql":
            with errors_named(connection, cursor, kept.text):
                if len(rows) <= _FEW:
                    for row in rows:
                        cursor.execute(kept.text, kept.bound(row))
                else:
                    cursor.executemany(kept.text, kept.bound_alike(rows))
            return
        columns = ", ".join(map(quoted.quote, kept.names))
        pour = f"COPY {quoted.format_table(self._table)} ({columns}) FROM STDIN"
        with errors_named(connection, cursor, pour), cursor.copy(pour) as into:
            for row in rows:
                into.write_row(tuple(kept.bound(row).values()))


class _Kept:
    """A statement as one driver wants it: text, the order of values, and how to convert."""

    def __init__(self, statement: Any, dialect: Dialect) -> None:
        compiled = with_constants(statement).compile(dialect=dialect)
        self.text = str(compiled)
        self._by_place = compiled.positiontup is not None
        constants = dict(compiled.params)
        types = {
            name: bind.type.dialect_impl(dialect) for bind, name in compiled.bind_names.items()
        }
        converts = {name: kind.bind_processor(dialect) for name, kind in types.items()}
        order: Sequence[str] = compiled.positiontup or list(types)
        self.names = order
        self._constants = {name: each for name, each in constants.items() if each is not None}
        self._pick = _picker(order)
        places: Sequence[Any] = range(len(order)) if self._by_place else order
        self._converts = [
            (place, converts[name])
            for place, name in zip(places, order, strict=True)
            if converts[name]
        ]
        self._read_rows(getattr(statement, "exported_columns", None), dialect)

    def bound(self, values: Mapping[str, Any]) -> Any:
        given = {**self._constants, **values} if self._constants else values
        found = self._pick(given)
        if self._by_place and not self._converts:
            return found
        bound: Any = list(found) if self._by_place else dict(zip(self.names, found, strict=True))
        for place, convert in self._converts:
            if bound[place] is not None:
                bound[place] = convert(bound[place])
        return bound

    def bound_alike(self, rows: Sequence[Mapping[str, Any]]) -> Sequence[Any]:
        """Bind rows that all have every value: column by column, as an import is mostly this."""
        if not self._by_place or not rows or len(self.names) < 2:
            return [self.bound(row) for row in rows]
        bound = list(map(itemgetter(*self.names), rows))
        if not self._converts:
            return bound
        columns = list(zip(*bound, strict=True))
        for place, convert in self._converts:
            columns[place] = tuple(map(convert, columns[place]))
        return list(zip(*columns, strict=True))

    def rows(self, cursor: Any) -> Rows:
        if cursor.description is None or self._shape is None:
            return []
        found = cursor.fetchall()
        if not self._results:
            return [self._shape._make(row) for row in found]
        return [self._converted(row) for row in found]

    def _converted(self, row: Any) -> Any:
        values = list(row)
        for place, convert in self._results:
            if values[place] is not None:
                values[place] = convert(values[place])
        return self._shape._make(values)

    def _read_rows(self, columns: Any, dialect: Dialect) -> None:
        names = list(columns.keys()) if columns is not None else []
        self._shape: Any = _shape(names) if names else None
        self._results: list[tuple[int, _Convert]] = []
        for place, column in enumerate(columns or ()):
            kind = column.type.dialect_impl(dialect)
            convert = kind.result_processor(dialect, None)
            if convert:
                self._results.append((place, QUICK.get(convert, convert)))


def _picker(names: Sequence[str]) -> Callable[[Mapping[str, Any]], Sequence[Any]]:
    if len(names) > 1:
        return itemgetter(*names)
    return lambda values: [values[name] for name in names]


def _shape(names: Sequence[str]) -> Any:
    row = namedtuple("Row", names)  # type: ignore[misc]
    row._mapping = property(lambda self: self._asdict())  # type: ignore[attr-defined]
    return row


def with_constants(statement: Any) -> Any:
    """Write what a question compares with every time into its text.

    Where a partial index hangs on such a value, SQLite plans the question anew each time it is
    given, which takes longer than the answer.
    """
    if not statement.is_select:
        return statement
    put_in: Any = _constant
    return replacement_traverse(statement, {}, put_in)


def _constant(part: Any, **_how: Any) -> Any:
    if not isinstance(part, BindParameter) or part.required or type(part.value) not in (str, int):
        return None
    if not isinstance(part.type, String | Integer):
        return None
    quoted = str(part.value).replace("'", "''")
    return literal_column(quoted if type(part.value) is int else f"'{quoted}'", part.type)


class errors_named:  # noqa: N801 -- a context manager, as quick as they come
    """Raises a driver's error in SQLAlchemy's shape; the values stay out of it."""

    __slots__ = ("_connection", "_cursor", "_text")

    def __init__(self, connection: Connection, cursor: Any, text: str) -> None:
        self._connection, self._cursor, self._text = connection, cursor, text

    def __enter__(self) -> None:
        pass

    def __exit__(self, kind: Any, error: Any, trace: Any) -> None:
        if error is not None and isinstance(error, self._connection.dialect.loaded_dbapi.Error):
            raise _named(self._connection, self._text, error, self._cursor) from error


def _named(connection: Connection, text: str, error: Exception, cursor: Any) -> BaseException:
    """Give a driver's error the same shape as SQLAlchemy's own; the values stay out of it."""
    dialect: Any = connection.dialect
    # The error's traceback keeps the cursor, and goes to another thread: freed there, it would
    # reset a statement that this connection is running anew.
    cursor.close()
    lost = dialect.is_disconnect(error, connection.connection, cursor)
    if lost:
        connection.invalidate(error)
    return DBAPIError.instance(
        text, None, error, dialect.loaded_dbapi.Error, hide_parameters=True,
        connection_invalidated=lost, dialect=dialect,
    )  # fmt: skip
