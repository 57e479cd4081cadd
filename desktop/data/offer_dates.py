"""The dates of what is offered: its series in sentences, how many are to come, and the next."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, time
from typing import Any

from sqlalchemy import func, or_, select

from desktop.data.db import Db
from desktop.data.tables import place, series, session, skipped
from desktop.rules.rhythm import Round, said_in_full

NEXT_DATES = 6


@dataclass(frozen=True, slots=True)
class SeriesLine:
    """A series of an activity in one sentence, its next session, how many dates it leaves out."""

    id: int
    sentence: str
    next_session: int | None = None
    left_out: int = 0


@dataclass(frozen=True, slots=True)
class NextDate:
    """A session to come."""

    session_id: int
    date: date
    starts: time
    ends: time
    place: str
    cancelled: bool


def dates_to_come(db: Db, today: date, activity_id: int | None = None) -> dict[int, int]:
    """Count the planned dates from today on, by activity."""
    coming = select(session.c.activity, func.count().label("number")).where(
        session.c.date >= today, session.c.status == "planned"
    )
    if activity_id is not None:
        coming = coming.where(session.c.activity == activity_id)
    return {row.activity: row.number for row in db.all(coming.group_by(session.c.activity))}


def rounds_of(db: Db, today: date, activity_id: int | None = None) -> defaultdict[int, list[Round]]:
    """Read how each activity comes round, by activity."""
    found: defaultdict[int, list[Round]] = defaultdict(list)
    for row in sorted(_series(db, today, activity_id), key=lambda each: each.starts):
        found[row.activity].append(Round(row.rule, row.first, row.last, row.starts, row.ends))
    for rounds in found.values():
        rounds.sort(key=lambda each: (each.first.weekday(), each.starts))
    return found


def _series(db: Db, today: date, activity_id: int | None) -> Sequence[Any]:
    """Read the series that are not over."""
    going = select(series).where(or_(series.c.last.is_(None), series.c.last >= today))
    if activity_id is not None:
        going = going.where(series.c.activity == activity_id)
    return db.all(going.order_by(series.c.first, series.c.id))


def series_lines(db: Db, activity_id: int, today: date) -> tuple[SeriesLine, ...]:
    """Read the series of an activity that are not over."""
    rows = _series(db, today, activity_id)
    return tuple(
        SeriesLine(
            row.id,
            said_in_full(Round(row.rule, row.first, row.last, row.starts, row.ends)),
            _next_session(db, row.id),
            _left_out(db, row.id, today),
        )
        for row in rows
    )


def _left_out(db: Db, series_id: int, today: date) -> int:
    of = select(func.count()).where(skipped.c.series == series_id, skipped.c.date >= today)
    return int(db.value(of))


def _next_session(db: Db, series_id: int) -> int | None:
    coming = select(session.c.id).where(
        session.c.series == series_id, session.c.starts_utc > db.now, session.c.status == "planned"
    )
    found = db.first(coming.order_by(session.c.date, session.c.id).limit(1))
    return found.id if found else None


def next_dates(db: Db, activity_id: int, today: date) -> tuple[NextDate, ...]:
    """Read the next few dates of an activity, those that are not on among them."""
    coming = (
        select(session, place.c.name.label("place_name"))
        .select_from(session.outerjoin(place, place.c.id == session.c.place))
        .where(session.c.activity == activity_id, session.c.date >= today)
        .order_by(session.c.date, session.c.starts)
        .limit(NEXT_DATES)
    )
    return tuple(
        NextDate(
            row.id, row.date, row.starts, row.ends, row.place_name or "", row.status == "cancelled"
        )
        for row in db.all(coming)
    )
