"""What left the program as a file: what, how many people, why, and who took it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select

from desktop.data.db import Db
from desktop.data.tables import taken_out
from desktop.rules import taking_out as rules


@dataclass(frozen=True, slots=True)
class TakenOut:
    """One file that was taken out."""

    at: datetime
    by: str
    what: str
    people: int
    reason: str


def take_out(db: Db, *, what: str, people: int, reason: str) -> None:
    """Note a file before it is written; Refused when more than twenty people leave without why."""
    words = rules.check_reason(people, reason)
    db.add(taken_out, at=db.now, by=db.by, what=what, people=people, reason=words)


def all_taken_out(db: Db) -> Sequence[TakenOut]:
    """Read every file that was taken out, the newest first."""
    rows = db.all(select(taken_out).order_by(taken_out.c.at.desc(), taken_out.c.id.desc()))
    return tuple(TakenOut(row.at, row.by, row.what, row.people, row.reason) for row in rows)
