"""What the Print tab has in hand: a week, a session of it, and a booking."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlalchemy import bindparam, select

from desktop.data import wall
from desktop.data.activities import SessionCard, session_card, week
from desktop.data.db import Db
from desktop.data.narrowing import Named, narrowings
from desktop.data.tables import booking, session


@dataclass(frozen=True, slots=True)
class InHand:
    """A week's sessions, which of them is in hand, and the places a timetable can be of.

    `unchecked` counts by language the texts of the week that nobody has checked.
    """

    first: date
    sessions: tuple[SessionCard, ...]
    session: SessionCard | None
    places: tuple[Named, ...]
    categories: tuple[Named, ...]
    booking_id: int | None = None
    unchecked: tuple[tuple[str, int], ...] = ()


_BOOKED = (
    select(booking.c.id)
    .join(session, session.c.id == booking.c.session)
    .where(
        booking.c.person == bindparam("person_id"), booking.c.status == "booked",
        session.c.ends_utc > bindparam("now"),
    )
    .order_by(session.c.starts_utc)
    .limit(1)
)  # fmt: skip


def in_hand(
    db: Db, *, first: date, now: datetime, session_id: int | None = None,
    person_id: int | None = None,
) -> InHand:  # fmt: skip
    """Read a week; with no session chosen, the one that is on now or next is in hand.

    With a person, their next booking is.
    """
    sessions = week(db, first=first).sessions
    chosen = session_card(db, session_id=session_id) if session_id else _next(sessions, now)
    if chosen and chosen not in sessions:
        sessions = (*sessions, chosen)
    found = narrowings(db)
    booked = db.all(_BOOKED, person_id=person_id, now=now) if person_id else []
    theirs = booked[0].id if booked else None
    unread = wall.unchecked(db, first=first, after=first + timedelta(days=7))
    return InHand(first, sessions, chosen, found.places, found.categories, theirs, unread)


def _next(sessions: tuple[SessionCard, ...], now: datetime) -> SessionCard | None:
    on = [each for each in sessions if not each.cancelled]
    coming = [each for each in on if each.ends_utc > now]
    return next(iter(coming), next(iter(on), None))
