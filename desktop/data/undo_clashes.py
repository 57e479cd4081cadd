"""Whether sessions may be again where they were: their places and leaders, asked anew."""

import json
from collections.abc import Sequence
from typing import Any

from sqlalchemy import Row, select

from desktop.data import clashes
from desktop.data.db import WHOLE, Db
from desktop.data.tables import place, series, session
from desktop.rules import clashes as rules
from desktop.rules.planning import Facts
from desktop.rules.refusal import Refused

_ASKED = {WHOLE, "date", "starts", "ends", "place", "leader", "status"}


def hold(db: Db, values: Sequence[Row[Any]]) -> None:
    """Lock the series, and every place and leader these sessions have or had."""
    db.lock("series", series, {row.key for row in values if row.table == series.name})
    ids = sorted({row.key for row in values if row.table == session.name})
    now = db.all(select(session.c.place, session.c.leader).where(session.c.id.in_(ids)))
    had = {name: _had(values, name) for name in ("place", "leader")}
    clashes.hold(
        db,
        places=(had["place"] | {row.place for row in now}) - _coming_back(values),
        leaders=had["leader"] | {row.leader for row in now},
    )


def check(db: Db, values: Sequence[Row[Any]]) -> None:
    """Refuse when what was taken back now stands where something else is by now."""
    asked = {row.key for row in values if row.table == session.name and row.field in _ASKED}
    if not asked:
        return
    planned = select(session).where(session.c.id.in_(asked), session.c.status == "planned")
    rows = [row for row in db.all(planned) if not row.clash_reason and row.starts_utc > db.now]
    diary = clashes.diary(
        db, dates={row.date for row in rows}, leader_ids={row.leader for row in rows}
    )
    for row in rows:
        facts = Facts(row.date, row.starts, row.ends, row.place, row.leader, row.places)
        found = rules.taken(diary, facts, asked)
        if found:
            raise Refused(f"Not undone. {found.sentence}")


def _coming_back(values: Sequence[Row[Any]]) -> set[int | None]:
    """Find the places that went with the step: nobody else can have them before they are back."""
    gone = (row for row in values if row.field == WHOLE and row.new is None)
    return {row.key for row in gone if row.table == place.name}


def _had(values: Sequence[Row[Any]], name: str) -> set[int | None]:
    """Find the places, or leaders, that these sessions had before the step."""
    found: set[int | None] = set()
    for row in values:
        if row.table == session.name and row.old is not None:
            if row.field == name:
                found.add(json.loads(row.old))
            elif row.field == WHOLE:
                found.add(json.loads(row.old).get(name))
    return found
