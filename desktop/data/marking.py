"""Marks at the door: who came, who came late, who did not come, and who had told us."""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from sqlalchemy import bindparam, select

from desktop.data import absences, parties, signups
from desktop.data.db import Db
from desktop.data.ready import Ready
from desktop.data.signups import Held
from desktop.data.tables import booking, person, session
from desktop.rules import door as rules
from desktop.rules.signups import Mark, Stand, check_can_mark


@dataclass(frozen=True, slots=True)
class MarkedAll:
    """How many were marked in one step."""

    number: int


_UNMARKED = Ready(
    select(booking.c.id, booking.c.person)
    .where(booking.c.session == bindparam("session_id"), booking.c.status == Mark.BOOKED.value)
    .order_by(booking.c.id)
)


def set_mark(db: Db, held: Held, new: Stand, *, but: Collection[int] = ()) -> None:
    """Mark a booking that is held, see to the calls that follow, and count who came.

    Who comes along is marked too, `but` companions who are marked by themselves.
    """
    today = signups.today_at(db, held)
    check_can_mark(
        held.session, held.called, held.status, new.mark, walked_in=held.walked_in, today=today
    )
    rules.check_stand(new)
    if new == held.stand:
        return
    stand: dict[str, Any] = {"status": new.mark.value, "told_us": new.told_us, "late": new.late}
    if new.mark is not held.status:
        stand |= {"marked_at": db.now, "left_at": None}
    db.change(booking, held.id, **stand)
    came = (new.mark is Mark.ARRIVED) - (held.status is Mark.ARRIVED)
    if held.party and new.mark is not held.status:
        came += parties.mark(db, held.id, held.status, new.mark, but=but)
    if came:
        db.count(session, held.session.id, came=came)
    absences.settle(db, held.id, was=held.status, today=today)


def mark_all(db: Db, *, session_id: int, as_: str = Mark.ARRIVED.value) -> MarkedAll:
    """Mark everybody who is not marked yet, in one step; Refused where nobody is left."""
    db.in_order("session")
    there = signups.row_of(db, session_id)
    unmarked = db.all(_UNMARKED, session_id=session_id)
    rules.check_can_mark_all(there.title or there.name, len(unmarked))
    db.lock("person", person, [row.person for row in unmarked])
    for row in unmarked:
        set_mark(db, signups.held_in(db, there, row.id), Stand(Mark(as_)))
    return MarkedAll(len(unmarked))


def left(db: Db, *, booking_id: int, gone: bool = True) -> None:
    """Write down that somebody has gone home before the end, or is here after all."""
    held = signups.held(db, booking_id=booking_id)
    rules.check_can_leave(held.called, held.status, gone=gone)
    db.change(booking, booking_id, left_at=db.now if gone else None)
