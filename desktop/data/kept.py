"""Which record of a person is in use: two that were one person's are one, and lead to it."""

from sqlalchemy import func, select

from desktop.data.db import Db
from desktop.data.tables import person
from desktop.rules.names import Name, full
from desktop.rules.refusal import Refused, WayOn


def kept_id(db: Db, person_id: int) -> int:
    """Give the record in use for a person: their own, or the one theirs was merged into."""
    into = func.coalesce(person.c.merged_into, person.c.id)
    return int(db.one(select(into.label("id")).where(person.c.id == person_id)).id)


def merged_since(db: Db, kept: int) -> Refused:
    """Say no to a desk that still shows a record which is another one by now."""
    row = db.one(select(person).where(person.c.id == kept))
    name = full(Name(row.title, row.first, row.last))
    words = f"Not done. This record and that of {name} are one since. Open that one."
    return Refused(words, WayOn("show_person", "Show", kept))
