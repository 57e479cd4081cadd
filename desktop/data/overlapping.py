"""What else somebody is booked on while a session is held."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import (
    Case,
    ColumnElement,
    FromClause,
    bindparam,
    case,
    literal_column,
    or_,
    select,
)

from desktop.data.db import Db
from desktop.data.ready import Ready
from desktop.data.tables import activity, booking, session
from desktop.rules.signups import Mark


def title_aloud(of: FromClause) -> Case[str]:
    """Name a session, `of` its table, joined with its activity; a private one has no name aloud."""
    return case(
        (or_(of.c.private, activity.c.private), "a private session"),
        (of.c.title != "", of.c.title),
        else_=activity.c.name,
    )


TITLE_ALOUD = title_aloud(session)
# A constant, not a value: a partial index hangs on it, and SQLite plans a statement anew each time
# such a value is given, which takes four times what the question takes.
_CANCELLED: ColumnElement[str] = literal_column(f"'{Mark.CANCELLED.value}'")
_OVERLAPPING = Ready(
    select(
        session.c.id, session.c.starts, session.c.ends, booking.c.id.label("booking_id"),
        TITLE_ALOUD.label("title"),
    )
    .select_from(booking.join(session, session.c.id == booking.c.session).join(
        activity, activity.c.id == session.c.activity))
    .where(
        booking.c.person == bindparam("person_id"),
        booking.c.status != _CANCELLED,
        session.c.status == "planned",
        session.c.starts_utc < bindparam("ends"),
        session.c.ends_utc > bindparam("starts"),
        or_(session.c.id == bindparam("session_id"), booking.c.status != Mark.MISSED.value),
    )
)  # fmt: skip


def overlapping(db: Db, held: Any, person_id: int) -> Sequence[Any]:
    """Read a person's live bookings on a session, and on others at the same time.

    `held` is the session's row; private sessions have no name to be read aloud.
    """
    return db.all(
        _OVERLAPPING, person_id=person_id, session_id=held.id,
        starts=held.starts_utc, ends=held.ends_utc,
    )  # fmt: skip
