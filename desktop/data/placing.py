"""Putting one session somewhere else, calling it off, or taking it out of the records."""

from typing import Any

from desktop.data.db import Db
from desktop.data.open_days import zone_of
from desktop.data.series import columns_of, today_of
from desktop.data.tables import session
from desktop.rules.planning import Facts
from desktop.rules.series_change import Coming


def put(
    db: Db, each: Coming, facts: Facts, *, version: int | None = None, by_hand: bool = True,
    reason: str = "", **belongs: Any,
) -> None:  # fmt: skip
    """Give a session its day, hours, place, leader and places; `reason` says why it may clash."""
    values: dict[str, Any] = {"by_hand": by_hand, **belongs}
    if facts != each.facts:
        values |= columns_of(facts, zone_of(db)) | {"clash_reason": reason} | _who(db)
        if _told(facts) != _told(each.facts):
            values["sequence"] = each.sequence + 1
    db.change(session, each.id, version=version, **values)


def call_off(
    db: Db, each: Coming, reason: str, *, version: int | None = None, **belongs: Any
) -> None:
    """Cancel a session; its bookings stay."""
    values = {"status": "cancelled", "reason": reason, "by_hand": True, **_who(db), **belongs}
    db.change(session, each.id, version=version, sequence=each.sequence + 1, **values)


def drop(db: Db, session_id: int) -> None:
    """Take a session out of the records that nobody was ever booked on."""
    db.remove(session, session_id)


def _who(db: Db) -> dict[str, Any]:
    return {"changed_by": db.by, "changed_on": today_of(db)}


def _told(facts: Facts) -> tuple[Any, ...]:
    return facts.on, facts.starts, facts.ends, facts.place_id
