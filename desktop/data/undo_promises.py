"""Whether everybody booked would still know when their session is, if a step were taken back."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Row, and_, select

from desktop.data.db import WHOLE, Db
from desktop.data.tables import booking, journal_value, session
from desktop.rules.refusal import Refused
from desktop.rules.signups import Mark

SEEN = ("date", "starts", "ends", "place", "status")


def check_nobody_new(db: Db, values: Sequence[Row[Any]]) -> None:
    """Refuse when somebody was promised a session where the step put it."""
    moved = {row.key for row in values if row.table == session.name and row.field in SEEN}
    written = and_(journal_value.c.table == booking.name, journal_value.c.key == booking.c.id)
    promised = (
        select(booking.c.id)
        .select_from(booking.join(journal_value, written))
        .where(
            booking.c.session.in_(moved),
            booking.c.status.in_((Mark.BOOKED.value, Mark.ARRIVED.value)),
            journal_value.c.field.in_((WHOLE, "status")),
            journal_value.c.id > end_of(values),
        )
        .limit(1)
    )
    if moved and db.first(promised):
        raise Refused("Not undone. Somebody has been booked since. Change it again instead.")


def check_kept(db: Db, values: Sequence[Row[Any]], session_id: int, *, anew: bool) -> None:
    """Refuse to bring somebody back to a session that is not where, or on, as it was then."""
    changed = select(journal_value.c.id).where(
        journal_value.c.table == session.name,
        journal_value.c.key == session_id,
        journal_value.c.field.in_(SEEN),
        journal_value.c.id > end_of(values),
    )
    if db.first(changed.limit(1)) is None:
        return
    if db.value(select(session.c.status).where(session.c.id == session_id)) == "cancelled":
        raise Refused("Not undone. The session has been cancelled since.")
    if anew:
        raise Refused("Not undone. The session has moved since. Book them again instead.")


def end_of(values: Sequence[Row[Any]]) -> int:
    """Give the last line of the journal that a step wrote."""
    return max(int(row.id) for row in values)
