"""Who is not marked on a session: asked about when it is wrapped up, never guessed."""

from dataclasses import dataclass
from typing import Any

from sqlalchemy import bindparam, select

from desktop.data.db import Db
from desktop.data.ready import Ready
from desktop.data.tables import booking, person, session
from desktop.rules.names import Name, called, plain
from desktop.rules.signups import Mark


@dataclass(frozen=True, slots=True)
class UnmarkedLine:
    """Somebody of whom nobody has said whether they came."""

    booking_id: int
    person_id: int
    name: str
    called: str


_LINES = select(
    booking.c.id.label("booking_id"), booking.c.session, person.c.id, person.c.title,
    person.c.first, person.c.last, person.c.preferred, person.c.former,
).select_from(
    booking.join(person, person.c.id == booking.c.person)
    .join(session, session.c.id == booking.c.session)
)  # fmt: skip
_OF_SESSION = Ready(
    _LINES.where(
        booking.c.session == bindparam("session_id"), booking.c.status == Mark.BOOKED.value
    ).order_by(person.c.sort_key, booking.c.id)
)


def of_session(db: Db, *, session_id: int) -> tuple[UnmarkedLine, ...]:
    """Read who is not marked on one session, by name."""
    return tuple(map(_line, db.all(_OF_SESSION, session_id=session_id)))


def _line(row: Any) -> UnmarkedLine:
    name = Name(row.title, row.first, row.last, row.preferred, row.former)
    return UnmarkedLine(row.booking_id, row.id, plain(name), called(name))
