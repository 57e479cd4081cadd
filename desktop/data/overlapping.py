"""What else somebody is booked on while a session is held."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Case, FromClause, bindparam, case, or_, select

from desktop.data.db import Db
from desktop.data.ready import Ready
from desktop.data.tables import activity, booking, companion, session
from desktop.rules.signups import Mark


def title_aloud(of: FromClause) -> Case[str]:
    """Name a session, `of` its table, joined with its activity; a private one has no name aloud."""
    return case(
        (or_(of.c.private, activity.c.private), "a private session"),
        (of.c.title != "", of.c.title),
        else_=activity.c.name,
    )


TITLE_ALOUD = title_aloud(session)
_SEEN = (
    session.c.id, session.c.starts, session.c.ends, booking.c.id.label("booking_id"),
    TITLE_ALOUD.label("title"),
)  # fmt: skip
_OF_BOOKING = booking.join(session, session.c.id == booking.c.session).join(
    activity, activity.c.id == session.c.activity
)
_AT_ONCE = (
    session.c.status == "planned",
    session.c.starts_utc < bindparam("ends"),
    session.c.ends_utc > bindparam("starts"),
)
_BOOKED = (
    select(*_SEEN)
    .select_from(_OF_BOOKING)
    .where(
        booking.c.person == bindparam("person_id"),
        booking.c.status != Mark.CANCELLED.value,
        *_AT_ONCE,
        or_(session.c.id == bindparam("session_id"), booking.c.status != Mark.MISSED.value),
    )
)
_ALONG = (
    select(*_SEEN)
    .select_from(_OF_BOOKING.join(companion, companion.c.booking == booking.c.id))
    .where(
        companion.c.person == bindparam("person_id"),
        companion.c.status != Mark.CANCELLED.value,
        companion.c.status != Mark.MISSED.value,
        *_AT_ONCE,
    )
)
_OVERLAPPING = Ready(_BOOKED.union_all(_ALONG))


def overlapping(db: Db, held: Any, person_id: int) -> Sequence[Any]:
    """Read what a person is on, or comes along to: a session, and others at the same time.

    `held` is the session's row; private sessions have no name to be read aloud.
    """
    return db.all(
        _OVERLAPPING, person_id=person_id, session_id=held.id,
        starts=held.starts_utc, ends=held.ends_utc,
    )  # fmt: skip
