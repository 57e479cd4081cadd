"""Whether two records may be two again: only while neither has changed since."""

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import Row, select

from desktop.data import steps
from desktop.data.db import Db
from desktop.data.tables import journal_value, person, step
from desktop.data.undo_promises import end_of
from desktop.rules.refusal import Refused


def both(values: Sequence[Row[Any]]) -> set[int]:
    """Find whose records a step merged, or took apart again."""
    found: set[int] = set()
    for value in values:
        if value.table == person.name and value.field == "merged_into":
            into = (steps.field(person, value, which) for which in ("old", "new"))
            found |= {value.key, *(each for each in into if each is not None)}
    return found


def check(db: Db, values: Sequence[Row[Any]]) -> None:
    """Refuse when anything about either record was written since, and still holds."""
    merged = both(values)
    if not merged:
        return
    since = (
        select(journal_value.c.step)
        .where(journal_value.c.person.in_(merged), journal_value.c.id > end_of(values))
        .distinct()
    )
    if merged and _still_holds(db, {row.step for row in db.all(since)}):
        raise Refused("Not undone. Something about them was changed since. It stays one record.")


def whose(values: Sequence[Row[Any]], table: str) -> Mapping[int, int]:
    """Say whose rows of a table will be, once a step is taken back."""
    column = person.metadata.tables[table]
    moved = (v for v in values if (v.table, v.field) == (table, "person"))
    return {value.key: steps.field(column, value, "old") for value in moved}


def again(values: Sequence[Row[Any]], person_id: int) -> Mapping[str, Any]:
    """Say what will be said of a person once more, when a step is taken back."""
    about = (v for v in values if (v.table, v.key) == (person.name, person_id))
    return {v.field: steps.field(person, v, "old") for v in about if v.field in person.c}


def _still_holds(db: Db, done: set[Any]) -> bool:
    """Whether any of these steps was not taken back by another of them."""
    rows = db.all(select(step.c.id, step.c.undoes).where(step.c.id.in_(done)))
    undone_by = {row.undoes: row.id for row in rows if row.undoes in done}
    undoing = {row.id for row in rows if row.undoes in done}
    return any(not _is_undone(each, undone_by) for each in done - undoing)


def _is_undone(key: Any, undone_by: Mapping[Any, Any]) -> bool:
    by = undone_by.get(key)
    return by is not None and not _is_undone(by, undone_by)
