"""What was done: a step's journal, and whether the records are still as it left them."""

import json
from collections.abc import Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import Row, Table, bindparam, select

from desktop.data.changes import Changes, Topic
from desktop.data.db import WHOLE, Db
from desktop.data.first_tables import journal_value, session
from desktop.data.journal_text import from_text
from desktop.data.ready import Ready
from desktop.rules.refusal import Refused

_COUNTED = {(session.name, name) for name in ("booked", "over", "came", "waiting")}
_AT_ONCE = 5_000
_JOURNAL = Ready(
    select(journal_value)
    .where(journal_value.c.step == bindparam("key"))
    .order_by(journal_value.c.id)
)


def journal(db: Db, key: UUID) -> Sequence[Row[Any]]:
    """Read what a step wrote, in its order."""
    return db.all(_JOURNAL, key=key)


def changes(db: Db, key: UUID) -> Changes:
    """Say which topics a step changed."""
    return frozenset(filter(None, (_topic(value) for value in journal(db, key))))


def check_still_so(db: Db, *, key: str) -> None:
    """Refuse when what the step with this key (32 hex digits) did has been changed since."""
    if changed_since(db, journal(db, UUID(key))):
        raise Refused("That was saved before, but somebody has changed it since. Look at it first.")


def changed_since(db: Db, values: Sequence[Row[Any]]) -> list[Row[Any]]:
    """Give those values whose row is no longer as the step left it; counters may have moved."""
    kept = [value for value in values if not is_counter(value)]
    now = _rows_now(db, kept)
    return [value for value in kept if not _is_as_left(value, now.get((value.table, value.key)))]


def _rows_now(db: Db, values: Sequence[Row[Any]]) -> dict[tuple[str, int], Any]:
    found = {}
    for name in {value.table for value in values}:
        table = _table(name)
        ids = sorted({value.key for value in values if value.table == name})
        for start in range(0, len(ids), _AT_ONCE):
            some = select(table).where(table.c.id.in_(ids[start : start + _AT_ONCE]))
            found.update({(name, row.id): row for row in db.all(some)})
    return found


def _is_as_left(value: Row[Any], now: Any) -> bool:
    table = _table(value.table)
    left = row_of(table, value.new) if value.field == WHOLE else {value.field: field(table, value)}
    left.pop("version", None)  # it only says how often, and what was changed may be back
    gone = value.field == WHOLE and value.new is None
    return gone == (now is None) and all(now._mapping[name] == left[name] for name in left if now)


def is_counter(value: Row[Any]) -> bool:
    """Whether a value counts what stands in other rows."""
    return (value.table, value.field) in _COUNTED


def field(table: Table, value: Row[Any], which: str = "new") -> Any:
    """Read a journal's field as what its column holds; `which` is "old" or "new"."""
    stored = value._mapping[which]
    return from_text(table.c[value.field], stored and json.loads(stored))


def row_of(table: Table, stored: str | None) -> dict[str, Any]:
    """Read a whole row from a journal; empty when there was none."""
    if stored is None:
        return {}
    return {name: from_text(table.c[name], each) for name, each in json.loads(stored).items()}


def _topic(value: Row[Any]) -> Topic | None:
    topic: Topic | None = _table(value.table).info["topic"]
    return Topic.SIGNUPS if is_counter(value) else topic


def _table(name: str) -> Table:
    from desktop.data.tables import metadata  # all of them: a start does with fewer

    return metadata.tables[name]
