"""Who is on it: the desk that has a line open, seen on all desks, and lines given to colleagues."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Table, bindparam, select, update

from desktop.data import reminding
from desktop.data.changes import Topic
from desktop.data.db import Db
from desktop.data.ready import Ready
from desktop.data.tables import pc, staff, telling, to_ring
from desktop.rules import on_it as rules
from desktop.rules.refusal import Refused
from desktop.rules.telling import DONE

TELLING, TO_RING, REMINDER = "telling", "to ring", "reminder"
"""What a line is: with its own id, or of a reminder the person's."""
_TABLES: dict[str, Table] = {TELLING: telling, TO_RING: to_ring}
# Neither counts the version up: who looks at a line must not stand in the way of who answers it.
_SEEN = {
    TELLING: Ready(
        update(telling)
        .where(telling.c.id == bindparam("line"))
        .values(on_it=bindparam("who"), on_it_until=bindparam("until_then"))
    ),
    TO_RING: Ready(
        update(to_ring)
        .where(to_ring.c.id == bindparam("line"))
        .values(on_it=bindparam("who"), on_it_until=bindparam("until_then"))
    ),
}
_OPEN_OF_ROUND = select(telling.c.id).where(
    telling.c.news == bindparam("news_id"),
    telling.c.outcome.not_in([each.value for each in DONE]),
)
_NAMES = select(staff.c.name).order_by(staff.c.name)
_DESKS = (
    select(pc.c.name)
    .where(pc.c.last_seen >= bindparam("since"), pc.c.name != bindparam("here"))
    .order_by(pc.c.name)
)
_LATELY = timedelta(days=28)


@dataclass(frozen=True, slots=True)
class OnIt:
    """Who has a line now; empty when nobody has."""

    who: str


def take(db: Db, *, what: str, line_id: int) -> OnIt:
    """Say that this desk is on a line, unless somebody else is; who is on it comes back."""
    what, line_id = _kept(db, what, line_id)
    row = _line(db, what, line_id)
    who = rules.who_is_on_it(row.on_it, row.on_it_until, db.now)
    me = rules.at_desk(db.by, db.pc)
    if not who or who == me:
        _see(db, what, line_id, me, db.now + rules.RINGS_FOR)
    return OnIt(who or me)


def leave(db: Db, *, what: str, line_id: int) -> None:
    """Say that this desk has left a line."""
    if what == REMINDER:
        what, line_id = TO_RING, reminding.line_of(db, line_id) or 0
    row = db.first(_reading(_table(what)).with_for_update(key_share=True), line=line_id)
    if row is not None and row.on_it == rules.at_desk(db.by, db.pc):
        _see(db, what, line_id, "", None)


def give(db: Db, *, what: str, line_id: int, to: str) -> int:
    """Give a line to a colleague or another desk; of people to tell, all of the round go along.

    How many lines there were, comes back.
    """
    colleague = rules.check_colleague(to)
    what, line_id = _kept(db, what, line_id)
    row = _line(db, what, line_id)
    ids = [line_id]
    if what == TELLING:
        ids = [each.id for each in db.all(_OPEN_OF_ROUND, news_id=row.news)] or ids
    for each in ids:
        db.change(
            _table(what), each, on_it=colleague, on_it_until=db.now + rules.GIVEN_FOR,
        )  # fmt: skip
    return len(ids)


def colleagues(db: Db) -> Sequence[str]:
    """Name whom a line can be given to: the staff, and the desks that were used lately."""
    desks = db.all(_DESKS, since=db.now - _LATELY, here=db.pc)
    return tuple(row.name for row in [*db.all(_NAMES), *desks])


def _kept(db: Db, what: str, line_id: int) -> tuple[str, int]:
    """Say where it is kept who is on a line: of a reminder, in a row that is there from now on."""
    return (TO_RING, reminding.line_for(db, line_id)) if what == REMINDER else (what, line_id)


def _line(db: Db, what: str, line_id: int) -> Any:
    return db.one(_reading(_table(what)).with_for_update(key_share=True), line=line_id)


def _reading(table: Table) -> Any:
    return select(table).where(table.c.id == bindparam("line"))


def _table(what: str) -> Table:
    if what not in _TABLES:
        raise Refused(rules.NOT_GIVEN.get(what, rules.NOT_GIVEN[""]))
    return _TABLES[what]


def _see(db: Db, what: str, line_id: int, who: str, until: datetime | None) -> None:
    rows = {"line": line_id, "who": who, "until_then": until}
    db.derived(_SEEN[what], [rows])
    db.touched.add(Topic.TELLING)  # nobody asks later who looked at a line, but all see it now
