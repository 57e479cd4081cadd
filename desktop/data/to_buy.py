"""To buy: what ran out, carried on from session to session until somebody ticks it."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import bindparam, func, or_, select

from desktop.data.activities import Made
from desktop.data.db import Db
from desktop.data.ready import Ready
from desktop.data.tables import activity, session
from desktop.data.tables import to_buy as table
from desktop.rules import to_buy as rules

BOUGHT_LATELY = timedelta(days=2)


@dataclass(frozen=True, slots=True)
class ToBuy:
    """One thing to buy, since when, for which activity, and whether somebody has bought it."""

    id: int
    version: int
    what: str
    activity: str
    patch: str
    since: datetime
    held_on: date | None
    bought_at: datetime | None
    bought_by: str


_LIST = Ready(
    select(
        table, activity.c.name.label("activity"), activity.c.patch, session.c.date.label("held_on")
    )
    .select_from(
        table.outerjoin(session, session.c.id == table.c.session)
        .outerjoin(activity, activity.c.id == session.c.activity)
    )
    .where(or_(table.c.bought_at.is_(None), table.c.bought_at > bindparam("lately")))
    .order_by(table.c.bought_at.is_not(None), table.c.made_at, table.c.id)
)  # fmt: skip
_OPEN_ALIKE = Ready(
    select(table.c.id)
    .where(table.c.bought_at.is_(None), func.lower(table.c.what) == bindparam("low"))
    .limit(1)
)


def add(db: Db, *, what: str, session_id: int | None = None) -> Made:
    """Put something on the list; what stands on it already stands on it once."""
    line = rules.check_what(what)
    alike = db.first(_OPEN_ALIKE, low=line.lower())
    if alike is not None:
        return Made(alike.id)
    return Made(db.add(table, session=session_id, what=line, made_at=db.now, bought_by=""))


def tick(db: Db, *, to_buy_id: int, bought: bool = True) -> None:
    """Say that something has been bought, or has not after all."""
    row = db.one(select(table).where(table.c.id == to_buy_id))
    if (row.bought_at is not None) == bought:
        return
    at, by = (db.now, db.by) if bought else (None, "")
    db.change(table, to_buy_id, bought_at=at, bought_by=by)


def to_buy(db: Db) -> tuple[ToBuy, ...]:
    """Read what is to be bought, the oldest first; what was bought lately stands at the end."""
    return tuple(map(_line, db.all(_LIST, lately=db.now - BOUGHT_LATELY)))


def _line(row: Any) -> ToBuy:
    return ToBuy(
        row.id, row.version, row.what, row.activity or "", row.patch or "", row.made_at,
        row.held_on, row.bought_at, row.bought_by,
    )  # fmt: skip
