"""Who changed something last, and when: what a desk hears whose change came too late."""

from datetime import UTC
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from sqlalchemy import and_, literal, or_, select

from desktop.data.first_tables import journal_value, person, practice, series, step
from desktop.rules.days import clock, near
from desktop.rules.refusal import Refused

if TYPE_CHECKING:
    from desktop.data.db import Db


def too_late(db: "Db", table: str, row_id: int) -> Refused:
    """Say no to a change of a row that somebody else has changed since it was read."""
    its_own = and_(journal_value.c.table == table, journal_value.c.key == row_id)
    theirs = and_(literal(table == person.name), journal_value.c.person == row_id)
    last = db.first(
        select(step.c.os_user, step.c.pc, step.c.at)
        .join(journal_value, journal_value.c.step == step.c.id)
        .where(or_(its_own, theirs))
        .order_by(step.c.at.desc(), step.c.id.desc())
        .limit(1)
    )
    if last is None:
        return Refused("Not changed. Somebody else changed this meanwhile.")
    zone = ZoneInfo(str(db.value(select(practice.c.zone)) or "Europe/London"))
    at, now = last.at.replace(tzinfo=UTC).astimezone(zone), db.now.astimezone(zone)
    when = clock(at.time()) if at.date() == now.date() else near(at.date(), now.date())
    joint = "at " if at.date() == now.date() else ""
    what = "this series" if table == series.name else "this"
    return Refused(f"Not changed. {last.os_user} changed {what} {joint}{when}, at {last.pc}.")
