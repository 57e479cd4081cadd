"""Who waits for a place in a session, in order; read and ended under the session's lock."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import bindparam, exists, func, select

from desktop.data import parties
from desktop.data.db import Db
from desktop.data.ready import Ready
from desktop.data.tables import hold, person, session, waiting
from desktop.rules.people import Status, may_be_contacted
from desktop.rules.waiting import Waiter

WAITS, PLACED, LEFT = "waiting", "placed", "left"


@dataclass(frozen=True, slots=True)
class Held:
    """A place that is held while a desk rings somebody; `pc` says which desk."""

    hold_id: int
    by: str
    pc: str
    until: datetime


_OPEN = exists().where(
    hold.c.waiting == waiting.c.id, hold.c.outcome == "", hold.c.until > bindparam("now")
)
_WAITERS = Ready(
    select(
        waiting.c.id, waiting.c.person, waiting.c.position, waiting.c.party, person.c.status,
        person.c.status_until, _OPEN.label("held"),
    )
    .select_from(waiting.join(person, person.c.id == waiting.c.person))
    .where(waiting.c.session == bindparam("session_id"), waiting.c.status == WAITS)
    .order_by(waiting.c.position, waiting.c.id)
)  # fmt: skip
_HELD = Ready(
    select(func.sum(hold.c.places)).where(
        hold.c.session == bindparam("session_id"),
        hold.c.outcome == "",
        hold.c.until > bindparam("now"),
    )
)
_RUNG = Ready(
    select(hold.c.waiting, hold.c.id, hold.c.by, hold.c.pc, hold.c.until).where(
        hold.c.session == bindparam("session_id"),
        hold.c.outcome == "",
        hold.c.until > bindparam("now"),
    )
)
_OPEN_HOLDS = select(hold.c.id).where(
    hold.c.waiting == bindparam("waiting_id"), hold.c.outcome == ""
)


def waiters(db: Db, session_id: int, today: date) -> Sequence[Waiter]:
    """Read who waits for a session, in order."""
    return [_waiter(row, today) for row in db.all(_WAITERS, session_id=session_id, now=db.now)]


def end(
    db: Db, session_id: int, found: Waiter, *, status: str, booking_id: int | None = None,
    reason: str = "",
) -> None:  # fmt: skip
    """Take somebody off the list, with what came of it; a place held for them is free again."""
    for row in db.all(_OPEN_HOLDS, waiting_id=found.waiting_id):
        outcome = "yes" if status == PLACED else "let go"
        db.change(hold, row.id, outcome=outcome, outcome_at=db.now, outcome_by=db.by)
    db.change(
        waiting, found.waiting_id, status=status, ended_at=db.now, ended_by=db.by,
        reason=reason, booking=booking_id,
    )  # fmt: skip
    db.count(session, session_id, waiting=-found.party)


def leave(db: Db, waiting_id: int, *, reason: str, goes_on: bool = False) -> None:
    """Take somebody off the list who is still on it; their session is locked.

    Who would have come along is cancelled, unless all of it `goes_on` elsewhere in this step.
    """
    row = db.one(select(waiting).where(waiting.c.id == waiting_id))
    if row.status == WAITS:
        found = Waiter(row.id, row.person, row.position, row.party)
        end(db, row.session, found, status=LEFT, reason=reason)
        if not goes_on:
            parties.cancel(db, parties.of_waiting(db, waiting_id), reason)


def held_places(db: Db, session_id: int) -> int:
    """Count the places of a session that are held while somebody is being rung."""
    return int(db.value(_HELD, session_id=session_id, now=db.now) or 0)


def held_in(db: Db, sessions: Sequence[int]) -> Mapping[int, int]:
    """Count the places that are held in each of some sessions."""
    return {each: held_places(db, each) for each in sessions}


def being_rung(db: Db, session_id: int) -> Mapping[int, Held]:
    """Find which lines of a session's list have a place held now, and by whom."""
    rows = db.all(_RUNG, session_id=session_id, now=db.now)
    return {row.waiting: Held(row.id, row.by, row.pc, row.until) for row in rows}


def of_person(found: Sequence[Waiter], person_id: int) -> Waiter | None:
    """Find somebody on the list."""
    return next((each for each in found if each.person_id == person_id), None)


def place_of(found: Sequence[Waiter], person_id: int) -> int | None:
    """Find where somebody stands on the list; 1 is first."""
    places = (n for n, each in enumerate(found, 1) if each.person_id == person_id)
    return next(places, None)


def _waiter(row: Any, today: date) -> Waiter:
    may = may_be_contacted(Status(row.status), row.status_until, today)
    return Waiter(row.id, row.person, row.position, row.party, may, bool(row.held))
