"""Calls to make: each is written down once, and withdrawn when it is not needed any more."""

from datetime import datetime

from sqlalchemy import bindparam, select

from desktop.data.activities import Made
from desktop.data.db import Db
from desktop.data.ready import Ready
from desktop.data.tables import person, to_ring
from desktop.rules import calls as rules
from desktop.rules.calls import WITHDRAWN, Kind

# Written out, so that undo sees it when somebody has rung, or is ringing, since.
_UNTOUCHED = {"on_it": "", "tried": "", "outcome": ""}
_OF_BOOKING = Ready(
    select(to_ring.c.id, to_ring.c.outcome, to_ring.c.due).where(
        to_ring.c.kind == bindparam("why"), to_ring.c.booking == bindparam("booking_id")
    )
)


def needs_a_call(
    db: Db, *, person_id: int, about: str = "", session_id: int | None = None,
    due: datetime | None = None,
) -> Made:  # fmt: skip
    """Write down that somebody needs a call, and about what; it is due now unless said."""
    note = rules.check_call(about)
    db.one(select(person.c.id).where(person.c.id == person_id))
    return Made(
        db.add(
            to_ring, kind=Kind.NEEDS_A_CALL.value, person=person_id, session=session_id,
            due=due or db.now, note=note, **_UNTOUCHED,
        )
    )  # fmt: skip


def due_for(
    db: Db, kind: Kind, *, person_id: int, session_id: int, booking_id: int, due: datetime,
    until: datetime | None = None,
) -> None:  # fmt: skip
    """Have somebody rung about a booking; once for each reason, and again if it was withdrawn."""
    row = db.first(_OF_BOOKING, why=kind.value, booking_id=booking_id)
    if row is None:
        db.add(
            to_ring, kind=kind.value, person=person_id, session=session_id, booking=booking_id,
            due=due, until=until, **_UNTOUCHED,
        )  # fmt: skip
    elif row.outcome == WITHDRAWN:
        db.change(to_ring, row.id, outcome="", outcome_at=None, outcome_by="", due=due, until=until)


def withdraw(db: Db, kind: Kind, booking_id: int) -> None:
    """Let a call be, unless somebody has made it: what came of it stays."""
    row = db.first(_OF_BOOKING, why=kind.value, booking_id=booking_id)
    if row is not None and row.outcome == "":
        db.change(to_ring, row.id, outcome=WITHDRAWN, outcome_at=db.now, outcome_by=db.by)
