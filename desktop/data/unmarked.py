"""Who is not marked after the end: listed and asked about, never guessed."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import bindparam, select

from desktop.data import activities
from desktop.data.activities import SessionCard
from desktop.data.db import Db
from desktop.data.ready import Ready
from desktop.data.tables import booking, person, session
from desktop.rules.names import Name, called, plain
from desktop.rules.signups import Mark

ASKED_FOR = timedelta(days=14)


@dataclass(frozen=True, slots=True)
class UnmarkedLine:
    """Somebody of whom nobody has said whether they came."""

    booking_id: int
    person_id: int
    name: str
    called: str


@dataclass(frozen=True, slots=True)
class Unmarked:
    """A session that is over with people who are not marked."""

    session: SessionCard
    lines: tuple[UnmarkedLine, ...]


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
_OVER = Ready(
    _LINES.where(
        session.c.date >= bindparam("first"), session.c.date <= bindparam("today"),
        session.c.ends_utc <= bindparam("now"), session.c.status == "planned",
        session.c.came < session.c.booked + session.c.over, booking.c.status == Mark.BOOKED.value,
    ).order_by(session.c.starts_utc.desc(), session.c.id, person.c.sort_key, booking.c.id)
)  # fmt: skip


def unmarked(db: Db, *, today: date, now: datetime) -> tuple[Unmarked, ...]:
    """Read who is not marked on the sessions of the last fourteen days, the newest first."""
    rows = db.all(_OVER, first=today - ASKED_FOR, today=today, now=now)
    lines = defaultdict(list)
    for row in rows:
        lines[row.session].append(_line(row))
    cards = activities.session_cards(db, session_ids=list(lines))
    return tuple(Unmarked(cards[each], tuple(theirs)) for each, theirs in lines.items())


def of_session(db: Db, *, session_id: int) -> tuple[UnmarkedLine, ...]:
    """Read who is not marked on one session, by name."""
    return tuple(map(_line, db.all(_OF_SESSION, session_id=session_id)))


def _line(row: Any) -> UnmarkedLine:
    name = Name(row.title, row.first, row.last, row.preferred, row.former)
    return UnmarkedLine(row.booking_id, row.id, plain(name), called(name))
