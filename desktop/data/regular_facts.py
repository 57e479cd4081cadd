"""What has to be known of an activity's regulars before its dates are given to them."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import and_, or_, select

from desktop.data import ask_first, regular_company, waiters
from desktop.data.db import Db
from desktop.data.open_days import zone_of
from desktop.data.tables import (
    activity,
    booking,
    companion,
    person,
    regular,
    series,
    session,
    waiting,
)
from desktop.rules import regulars as rules
from desktop.rules.companions import Brought
from desktop.rules.refusal import Refused
from desktop.rules.regulars import Had, Regular, Series
from desktop.rules.rrule import read_rule
from desktop.rules.signups import Mark


@dataclass(slots=True)
class Known:
    """What is known of the regulars of one activity and its dates to come."""

    offered: Any
    today: date
    regulars: dict[int, Regular]
    people: dict[int, Any]
    sessions: Sequence[Any]
    families: dict[int, frozenset[int] | None]
    settled: set[tuple[int, int]]
    busy: dict[int, list[tuple[datetime, datetime]]]
    seats: dict[int, set[date]]
    dates: dict[int, list[date]]
    asks: set[int] = field(default_factory=set)


def regular_of(row: Any, brought: tuple[Brought, ...] = ()) -> Regular:
    """Give a row as the rules know it."""
    return Regular(
        row.id, row.person, row.since, row.until, row.paused_from, row.paused_until, row.made_at,
        brought,
    )  # fmt: skip


def heads(rows: Iterable[Any]) -> int:
    """Count who comes every week, those who come along among them; nobody twice."""
    parties: dict[int, int] = {}
    for row in rows:
        parties[row.person] = max(parties.get(row.person, 0), row.party)
    return sum(parties.values())


def today_of(db: Db) -> date:
    """Say which day it is at the practice."""
    return db.now.astimezone(ZoneInfo(zone_of(db))).date()


def to_come(db: Db, activity_id: int) -> Sequence[Any]:
    """Read the dates of an activity that have not begun and are on, the soonest first."""
    coming = select(session).where(
        session.c.activity == activity_id, session.c.starts_utc > db.now,
        session.c.status == "planned",
    )  # fmt: skip
    return db.all(coming.order_by(session.c.starts_utc, session.c.id))


def families(db: Db, activity_id: int, rows: Iterable[Any]) -> dict[int, frozenset[int] | None]:
    """Find for each regular which series they come to; None stands for every date."""
    found = [_series(row) for row in db.all(select(series).where(series.c.activity == activity_id))]
    return {row.id: rules.family(row.series, found) if row.series else None for row in rows}


def is_of(row: Any, family: frozenset[int] | None) -> bool:
    """Whether a session is one somebody comes to who comes every week."""
    return family is None or row.series in family


def held(db: Db, regular_id: int) -> Any:
    """Lock the dates to come of somebody's; what was read before may be old."""
    its = select(regular).where(regular.c.id == regular_id)
    first = db.one(its)
    db.lock("session", session, [row.id for row in to_come(db, first.activity)])
    row = db.one(its)
    if row.until is not None and row.until < today_of(db):
        raise Refused("Not saved. They do not come every week any more.")
    return row


def known_of(db: Db, activity_id: int, rows: Sequence[Any], today: date) -> Known:
    """Read what is known of these regulars (rows) and of every date to come."""
    offered = db.one(select(activity).where(activity.c.id == activity_id))
    kept = regular_company.along(db, [row.id for row in rows if row.id])
    brought = {row.id: getattr(row, "brought", kept.get(row.id, ())) for row in rows}
    people = {row.person for row in rows}
    people |= {each.person_id for some in brought.values() for each in some if each.person_id}
    theirs = select(person).where(person.c.id.in_(people))
    coming = to_come(db, activity_id)
    known = Known(
        offered, today, {row.id: regular_of(row, brought[row.id]) for row in rows},
        {row.id: row for row in db.all(theirs)}, coming, families(db, activity_id, rows),
        _settled(db, activity_id, people), _busy(db, people), {}, {},
        ask_first.concerned(db, people=people, activity_id=activity_id),
    )  # fmt: skip
    if offered.members:
        remember_turns(db, known, people)
    return known


def had(known: Known, on: date, members: Sequence[Regular]) -> dict[int, Had]:
    """Say what each of these members had before a day."""
    found = {}
    for each in members:
        sat = known.seats.get(each.person_id, ())
        seats = [one for one in sat if one < on and each.comes_on(one)]
        dates = sum(one < on and each.comes_on(one) for one in known.dates.get(each.id, ()))
        found[each.person_id] = Had(len(seats), dates, max(seats, default=None))
    return found


def _settled(db: Db, activity_id: int, people: Collection[int]) -> set[tuple[int, int]]:
    """Find which people have had, or waited for, which date: those are not theirs anew."""
    booked = (
        select(booking.c.session, booking.c.person)
        .select_from(booking.join(session, session.c.id == booking.c.session))
        .where(
            session.c.activity == activity_id, session.c.starts_utc > db.now,
            booking.c.person.in_(people),
            or_(booking.c.status != Mark.CANCELLED.value, booking.c.cancelled_by != rules.AWAY),
        )
    )  # fmt: skip
    waited = (
        select(waiting.c.session, waiting.c.person)
        .select_from(waiting.join(session, session.c.id == waiting.c.session))
        .where(
            session.c.activity == activity_id, session.c.starts_utc > db.now,
            waiting.c.person.in_(people),
            or_(waiting.c.status != waiters.LEFT, waiting.c.reason != rules.AWAY_REASON),
        )
    )  # fmt: skip
    with_others = (
        select(waiting.c.session, companion.c.person)
        .select_from(waiting.join(companion, companion.c.waiting == waiting.c.id))
        .where(
            waiting.c.status == waiters.WAITS, companion.c.person.in_(people),
            companion.c.status != Mark.CANCELLED.value,
        )
    )  # fmt: skip
    # A wait that ended with a booking that was then given up is settled by the booking.
    gone = and_(waiting.c.status == waiters.PLACED, waiting.c.booking.is_not(None))
    rows = [*db.all(booked), *db.all(waited.where(~gone)), *db.all(with_others)]
    return {(row.session, row.person) for row in rows}


def _busy(db: Db, people: Collection[int]) -> dict[int, list[tuple[datetime, datetime]]]:
    found: dict[int, list[tuple[datetime, datetime]]] = defaultdict(list)
    rows = db.all(
        select(booking.c.person, session.c.starts_utc, session.c.ends_utc)
        .select_from(booking.join(session, session.c.id == booking.c.session))
        .where(
            booking.c.person.in_(people), session.c.ends_utc > db.now,
            session.c.status == "planned",
            booking.c.status.in_((Mark.BOOKED.value, Mark.ARRIVED.value)),
        )
    )  # fmt: skip
    with_others = db.all(
        select(companion.c.person, session.c.starts_utc, session.c.ends_utc)
        .select_from(
            companion.join(booking, booking.c.id == companion.c.booking)
            .join(session, session.c.id == booking.c.session)
        )
        .where(
            companion.c.person.in_(people), session.c.ends_utc > db.now,
            session.c.status == "planned",
            companion.c.status.in_((Mark.BOOKED.value, Mark.ARRIVED.value)),
        )
    )  # fmt: skip
    for row in (*rows, *with_others):
        found[row.person].append((row.starts_utc, row.ends_utc))
    return found


def remember_turns(db: Db, known: Known, people: Collection[int]) -> None:
    """Read who had a seat of late, and on which dates there were any."""
    since = known.today - rules.TURNS_OVER
    its = and_(session.c.activity == known.offered.id, session.c.status == "planned",
               session.c.date >= since)  # fmt: skip
    for row in db.all(
        select(booking.c.person, session.c.date)
        .select_from(booking.join(session, session.c.id == booking.c.session))
        .where(its, booking.c.person.in_(people), booking.c.status != Mark.CANCELLED.value)
    ):
        known.seats.setdefault(row.person, set()).add(row.date)
    for row in db.all(select(session.c.date, session.c.series).where(its).order_by(session.c.date)):
        for each, family in known.families.items():
            if is_of(row, family):
                known.dates.setdefault(each, []).append(row.date)


def _series(row: Any) -> Series:
    try:
        weekdays = read_rule(row.rule).weekdays or (row.first.weekday(),)
    except Refused:
        weekdays = (row.first.weekday(),)
    return Series(
        row.id, row.split_from, row.first, row.last, frozenset(weekdays), row.starts, row.ends
    )
