"""Putting one session somewhere else, calling it off, or taking it out of the records."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from desktop.data.db import Db
from desktop.data.open_days import zone_of
from desktop.data.series import columns_of, today_of
from desktop.data.tables import session
from desktop.rules.planning import Facts
from desktop.rules.series_change import Coming, spot


@dataclass(frozen=True, slots=True)
class Hand:
    """Whose hand moves sessions on which day, in the practice's zone."""

    by: str
    today: date
    zone: str


def hand_of(db: Db) -> Hand:
    """Say whose hand is at work in this step."""
    return Hand(db.by, today_of(db), zone_of(db))


def put(
    db: Db, hand: Hand, each: Coming, facts: Facts, *, version: int | None = None,
    by_hand: bool = True, reason: str = "", **belongs: Any,
) -> None:  # fmt: skip
    """Give a session its day, hours, place, leader and places; `reason` says why it may clash."""
    values: dict[str, Any] = {"by_hand": by_hand, **belongs}
    if facts != each.facts:
        values |= columns_of(facts, hand.zone) | _who(hand)
        if spot(facts) != spot(each.facts):
            values["clash_reason"] = reason
        if _told(facts) != _told(each.facts):
            values["sequence"] = each.sequence + 1
    db.change(session, each.id, version=version, **values)


def call_off(
    db: Db, hand: Hand, each: Coming, reason: str, *, version: int | None = None, **belongs: Any
) -> None:
    """Cancel a session; its bookings stay."""
    values = {"status": "cancelled", "reason": reason, "by_hand": True, **_who(hand), **belongs}
    db.change(session, each.id, version=version, sequence=each.sequence + 1, **values)


def drop(db: Db, session_id: int) -> None:
    """Take a session out of the records that nobody was ever booked on."""
    db.remove(session, session_id)


def _who(hand: Hand) -> dict[str, Any]:
    return {"changed_by": hand.by, "changed_on": hand.today}


def _told(facts: Facts) -> tuple[Any, ...]:
    return facts.on, facts.starts, facts.ends, facts.place_id
