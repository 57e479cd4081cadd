"""A session as the change dialog begins with it: its facts, its series, what can be chosen."""

from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy import select

from desktop.data import activities
from desktop.data.activities import Choices, SessionCard
from desktop.data.db import Db
from desktop.data.series_change import consequences
from desktop.data.tables import series, session
from desktop.rules.planning import Consequences, Scope, SeriesChange, Settled
from desktop.rules.rrule import read_rule
from desktop.rules.series import said_rule


@dataclass(frozen=True, slots=True)
class Changeable:
    """One session; `rhythm` is how its series comes round ("every Thursday"), "" without one."""

    card: SessionCard
    place_id: int | None
    leader_id: int | None
    rhythm: str
    choices: Choices


def changeable(db: Db, *, session_id: int) -> Changeable:
    """Read a session to change; Refused if it is no longer there."""
    found = (
        select(session.c.place, session.c.leader, series.c.rule, series.c.first)
        .select_from(session.outerjoin(series, series.c.id == session.c.series))
        .where(session.c.id == session_id)
    )
    row = db.one(found)
    rhythm = said_rule(read_rule(row.rule), row.first) if row.rule else ""
    return Changeable(
        activities.session_card(db, session_id=session_id), row.place, row.leader, rhythm,
        activities.choices(db),
    )  # fmt: skip


def costs(
    db: Db,
    *,
    session_id: int,
    changes: tuple[tuple[Scope, SeriesChange], ...],
    settled: Mapping[Scope, tuple[Settled, ...]],
) -> dict[Scope, Consequences]:
    """Read what a change would do, for each reach of it."""
    return {
        scope: consequences(
            db, session_id=session_id, change=change, scope=scope, settled=settled.get(scope, ())
        )
        for scope, change in changes
    }
