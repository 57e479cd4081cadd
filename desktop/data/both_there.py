"""Where two records of one person would be in two places at once, or twice in one."""

from dataclasses import dataclass
from datetime import date, time
from itertools import combinations
from typing import Any

from sqlalchemy import select

from desktop.data.db import Db
from desktop.data.overlapping import TITLE_ALOUD
from desktop.data.tables import activity, booking, car, companion, person, ride, session, waiting
from desktop.rules.days import day, hours
from desktop.rules.signups import Mark


@dataclass(frozen=True, slots=True)
class There:
    """A booking still to come, of one of the two."""

    booking_id: int
    person_id: int
    title: str
    on: date
    starts: time
    ends: time

    def when(self, today: date) -> str:
        """Say when it is: "Thursday 26 November, 2pm to 4pm"."""
        return f"{day(self.on, today)}, {hours(self.starts, self.ends)}"


@dataclass(frozen=True, slots=True)
class Meets:
    """Two bookings at the same time: one of them can be kept."""

    first: There
    second: There

    def when(self, today: date) -> str:
        """Say on which day they meet."""
        return day(self.first.on, today)


@dataclass(frozen=True, slots=True)
class BookedTwice:
    """A session on which both are booked, or for which both wait."""

    title: str
    on: date
    waits: bool


_BOTH = booking.c.status != Mark.CANCELLED.value
_COMING = (
    select(
        booking.c.id, booking.c.person, booking.c.session, session.c.date, session.c.starts,
        session.c.ends, TITLE_ALOUD.label("title"),
    )
    .select_from(
        booking.join(session, session.c.id == booking.c.session)
        .join(activity, activity.c.id == session.c.activity)
    )
    .where(booking.c.status == Mark.BOOKED.value, session.c.status == "planned")
    .order_by(session.c.starts_utc, booking.c.id)
)  # fmt: skip
_TITLED = select(session.c.id, session.c.date, TITLE_ALOUD.label("title")).select_from(
    session.join(activity, activity.c.id == session.c.activity)
)


def meeting(db: Db, kept: int, other: int) -> tuple[Meets, ...]:
    """Find bookings to come of the one that are at the same time as the other's."""
    rows = db.all(
        _COMING.where(booking.c.person.in_((kept, other)), session.c.ends_utc > db.now)
    )  # fmt: skip
    pairs = combinations(rows, 2)
    return tuple(
        Meets(*(_there(each) for each in sorted((one, two), key=lambda row: row.person != kept)))
        for one, two in pairs
        if one.person != two.person and one.session != two.session and _meet(one, two)
    )


def twice(db: Db, kept: int, other: int) -> tuple[BookedTwice, ...]:
    """Find the sessions on which both have a place, or for which both wait."""
    booked = _on(db, kept) & _on(db, other)
    waits = _waiting(db, kept) & _waiting(db, other) - booked
    rows = db.all(_TITLED.where(session.c.id.in_(booked | waits)).order_by(session.c.starts_utc))
    return tuple(BookedTwice(row.title, row.date, row.id in waits) for row in rows)


def sessions_to_lock(db: Db, kept: int, other: int) -> set[int]:
    """Find the sessions whose lists change, or may change while this step is under way.

    All that are still to come for the other one, and all in which both are.
    """
    mine, theirs = _everywhere(db, kept), _everywhere(db, other)
    coming = select(session.c.id).where(session.c.id.in_(theirs), session.c.ends_utc > db.now)
    meets = _sessions_of(db, [m for each in meeting(db, kept, other) for m in _ids(each)])
    return {row.id for row in db.all(coming)} | (mine & theirs) | meets


def leads_twice(db: Db, kept: int, other: int, *, lock: bool) -> str:
    """Say which sessions both lead at the same time; "" for none."""
    theirs = select(session.c.id).where(session.c.leader == other)
    if db.first(theirs.limit(1)) is None:
        return ""
    if lock:
        db.lock("leader", person, [kept, other])
    rows = db.all(
        _TITLED.add_columns(session.c.leader, session.c.starts, session.c.ends).where(
            session.c.leader.in_((kept, other)), session.c.ends_utc > db.now,
            session.c.status == "planned",
        )
    )  # fmt: skip
    both = (
        f"{one.title} and {two.title}"
        for one, two in combinations(rows, 2)
        if one.leader != two.leader and _meet(one, two)
    )
    return next(both, "")


def _everywhere(db: Db, person_id: int) -> set[int]:
    return _on(db, person_id) | _waiting(db, person_id) | _beside(db, person_id)


def _on(db: Db, person_id: int) -> set[int]:
    rows = db.all(select(booking.c.session).where(booking.c.person == person_id, _BOTH))
    return {row.session for row in rows}


def _waiting(db: Db, person_id: int) -> set[int]:
    line = select(waiting.c.session).where(waiting.c.person == person_id)
    return {row.session for row in db.all(line.where(waiting.c.status == "waiting"))}


def _beside(db: Db, person_id: int) -> set[int]:
    """Find where somebody is beside others: as a companion, in a car, at its wheel."""
    found = {
        row.session for row in db.all(select(ride.c.session).where(ride.c.person == person_id))
    }
    found |= {row.session for row in db.all(select(car.c.session).where(car.c.driver == person_id))}
    for table in (booking, waiting):
        with_them = select(table.c.session).join(companion, companion.c[table.name] == table.c.id)
        found |= {row.session for row in db.all(with_them.where(companion.c.person == person_id))}
    return found


def _sessions_of(db: Db, bookings: list[int]) -> set[int]:
    rows = db.all(select(booking.c.session).where(booking.c.id.in_(bookings))) if bookings else ()
    return {row.session for row in rows}


def _ids(each: Meets) -> tuple[int, int]:
    return each.first.booking_id, each.second.booking_id


def _meet(one: Any, two: Any) -> bool:
    return bool(one.date == two.date and one.starts < two.ends and two.starts < one.ends)


def _there(row: Any) -> There:
    return There(row.id, row.person, row.title, row.date, row.starts, row.ends)
