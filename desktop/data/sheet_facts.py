"""How the lines of a sheet stand now: booked, moved, cancelled, merged, entered already."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import select

from desktop.data import booking_terms
from desktop.data.db import Db
from desktop.data.rebooking import MOVED
from desktop.data.tables import activity, booking, companion, session, sheet_line
from desktop.rules.days import day
from desktop.rules.sheets import Kind, Stands
from desktop.rules.signups import Mark


@dataclass(frozen=True, slots=True)
class Back:
    """A line of a sheet that has come back: how it stands, and which rows that is about now.

    `host` is whose companion it is: the person's id.
    """

    line_id: int
    number: int
    stands: Stands
    booking_id: int | None = None
    companion_id: int | None = None
    person_id: int | None = None
    host: int | None = None


_SESSION = (
    select(session, activity.c.name, activity.c.youngest, activity.c.oldest,
           *booking_terms.OF_ACTIVITY)
    .select_from(session.join(activity, activity.c.id == session.c.activity))
)  # fmt: skip


def session_row(db: Db, session_id: int) -> Any:
    """Read a session as the rules ask about it; not locked by this."""
    return db.one(_SESSION.where(session.c.id == session_id))


def lines(db: Db, sheet_id: int, session_id: int, today: date) -> Sequence[Back]:
    """Read every line of a sheet in its order, as it stands at this moment."""
    rows = db.all(
        select(sheet_line).where(sheet_line.c.sheet == sheet_id).order_by(sheet_line.c.number)
    )
    bookings = _by_id(db, booking, {row.booking for row in rows if row.booking})
    companions = _by_id(db, companion, {row.companion for row in rows if row.companion})
    bookings |= _by_id(db, booking, {row.booking for row in companions.values() if row.booking})
    live = _live(db, session_id)
    went = _went(db, list(bookings), today)
    return [_back(row, bookings, companions, live, went) for row in rows]


def _back(
    row: Any, bookings: Mapping[int, Any], companions: Mapping[int, Any],
    live: Mapping[int, Any], went: Mapping[int, str],
) -> Back:  # fmt: skip
    kind = Kind(row.kind)
    if kind is Kind.BOOKING:
        return _booked(row, bookings.get(row.booking), live, went)
    if kind is Kind.COMPANION:
        return _along(row, companions.get(row.companion), bookings, live)
    return Back(row.id, row.number, Stands(kind, row.words, entered=row.entered))


def _booked(row: Any, was: Any, live: Mapping[int, Any], went: Mapping[int, str]) -> Back:
    if was is None:
        return Back(row.id, row.number, Stands(Kind.BOOKING, row.words))
    # Merged, booked again or walked in since: the person's booking that lives is meant.
    now = live.get(was.person, was)
    moved = went.get(was.id, "") if now is was and was.cancelled_by == MOVED else ""
    stands = Stands(Kind.BOOKING, row.words, Mark(now.status), moved)
    return Back(row.id, row.number, stands, now.id, person_id=was.person)


def _along(
    row: Any, was: Any, bookings: Mapping[int, Any], live: Mapping[int, Any]
) -> Back:  # fmt: skip
    if was is None:
        return Back(row.id, row.number, Stands(Kind.COMPANION, row.words))
    if was.person in live:
        return _booked(row, live[was.person], live, {})
    host = bookings.get(was.booking)
    here = host is not None and host.status != Mark.CANCELLED
    mark = Mark(was.status) if here else Mark.CANCELLED
    return Back(
        row.id, row.number, Stands(Kind.COMPANION, row.words, mark), companion_id=was.id,
        person_id=was.person, host=host.person if host is not None else None,
    )  # fmt: skip


def _by_id(db: Db, table: Any, ids: set[int]) -> dict[int, Any]:
    rows = db.all(select(table).where(table.c.id.in_(ids))) if ids else ()
    return {row.id: row for row in rows}


def _live(db: Db, session_id: int) -> dict[int, Any]:
    found = select(booking).where(
        booking.c.session == session_id, booking.c.status != Mark.CANCELLED.value
    )
    return {row.person: row for row in db.all(found)}


def _went(db: Db, ids: Sequence[int], today: date) -> dict[int, str]:
    """Say to which day bookings were moved."""
    there = (
        select(booking.c.moved_from, session.c.date)
        .join(session, session.c.id == booking.c.session)
        .where(booking.c.moved_from.in_(ids))
    )
    return {row.moved_from: day(row.date, today) for row in db.all(there)} if ids else {}
