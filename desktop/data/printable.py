"""What the command line may call a document's subject by: never a person's name."""

from dataclasses import dataclass
from datetime import date, time

from sqlalchemy import select

from desktop.data.db import Db
from desktop.data.tables import activity, booking, place, session
from desktop.rules import days
from desktop.rules.names import fold
from desktop.rules.refusal import Refused


@dataclass(frozen=True, slots=True)
class Numbered:
    """The booking that a card's five digits name, and whose it is."""

    booking_id: int
    person_id: int
    session_id: int


def activity_called(db: Db, *, title: str) -> int:
    """Find an activity by its title, however it is written. Refused when there is none."""
    rows = db.all(select(activity.c.id, activity.c.name))
    found = [row.id for row in rows if fold(row.name) == fold(title)]
    if not found:
        raise Refused(f"Nothing was printed. There is no activity called {title}.")
    return int(found[0])


def place_called(db: Db, *, name: str) -> int:
    """Find a place by its name. Refused when there is none."""
    rows = db.all(select(place.c.id, place.c.name))
    found = [row.id for row in rows if fold(row.name) == fold(name)]
    if not found:
        raise Refused(f"Nothing was printed. There is no place called {name}.")
    return int(found[0])


def session_of(db: Db, *, title: str, on: date, at: time | None = None) -> int:
    """Find an activity's session of a day. Refused when there is none, or more than one."""
    activity_id = activity_called(db, title=title)
    rows = db.all(
        select(session.c.id, session.c.starts)
        .where(session.c.activity == activity_id, session.c.date == on)
        .order_by(session.c.starts)
    )
    found = [row for row in rows if at is None or row.starts == at]
    day = days.day(on, db.now.date())
    if not found:
        raise Refused(f"Nothing was printed. There is no {title} on {day}.")
    if len(found) > 1:
        times = " and ".join(days.clock(row.starts) for row in found)
        raise Refused(f"Nothing was printed. {title} is on {day} at {times}. Say which: --at 2pm.")
    return int(found[0].id)


def booking_numbered(db: Db, *, number: int) -> Numbered:
    """Find the booking of a card's number; the newest where it has been given again."""
    row = db.first(
        select(booking.c.id, booking.c.person, booking.c.session)
        .where(booking.c.number == number)
        .order_by(booking.c.id.desc())
        .limit(1)
    )
    if row is None:
        raise Refused(f"Nothing was printed. No booking has the number {number}.")
    return Numbered(row.id, row.person, row.session)
