"""The sessions of a series that have not begun, read and held for a change."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import func, select

from desktop.data import clashes, waiters
from desktop.data.db import Db
from desktop.data.open_days import zone_of
from desktop.data.tables import (
    activity,
    booking,
    news,
    person,
    place,
    series,
    session,
    skipped,
    waiting,
)
from desktop.rules.planning import Facts, How, Scope, Settled
from desktop.rules.refusal import Refused
from desktop.rules.rrule import read_rule
from desktop.rules.series_change import BEGUN, Coming, Line
from desktop.rules.series_dates import Run
from desktop.rules.signups import Mark
from desktop.rules.telling import Known


@dataclass(frozen=True, slots=True)
class SeriesRow:
    """A series as it is, with the run of its dates."""

    id: int
    version: int
    activity_id: int
    run: Run
    facts: Facts
    zone: str
    skips_closed: bool
    term_only: bool


@dataclass(frozen=True, slots=True)
class Reach:
    """What a change reaches: a session, or those of a series from a date on.

    `skipped` are its dates without a session, `begun` its dates from `cut` on whose sessions have
    begun all the same, moved by hand; `earlier` is whether the series has dates before.
    """

    chosen: Coming
    series: SeriesRow | None
    coming: tuple[Coming, ...]
    skipped: tuple[Any, ...]
    begun: frozenset[date]
    cut: date
    earlier: bool


def reach(db: Db, *, session_id: int, scope: Scope) -> Reach:
    """Read what a change from this session on would reach; Refused if all of it has begun."""
    row = db.one(SESSIONS.where(session.c.id == session_id))
    if scope is Scope.ONE or row.series is None:
        return _one(db, row, scope)
    found = series_row(db, row.series)
    later = SESSIONS.where(session.c.series == row.series, session.c.starts_utc > db.now)
    if scope is Scope.FOLLOWING:
        later = later.where(session.c.original_date >= row.original_date)
    rows = db.all(later.order_by(session.c.original_date, session.c.id))
    if not rows:
        raise Refused("None of its dates is still to come. Sessions that have begun never change.")
    cut = min(each.original_date for each in rows)
    if scope is Scope.FOLLOWING:
        cut = max(cut, row.original_date)
    coming = coming_of(db, rows)
    left_out = select(skipped).where(skipped.c.series == row.series, skipped.c.date >= cut)
    chosen = next((each for each in coming if each.id == session_id), coming[0])
    return Reach(
        chosen, found, coming, tuple(db.all(left_out.order_by(skipped.c.date))),
        _begun(db, row.series, cut), cut, _has_earlier(db, row.series, cut),
    )  # fmt: skip


def hold(
    db: Db, found: Reach, places: Iterable[int | None], leaders: Iterable[int | None],
    settled: Iterable[Settled],
) -> None:  # fmt: skip
    """Lock all that a change decides on, in the one order: series, places, leaders, sessions."""
    if found.series is not None:
        db.lock("series", series, [found.series.id])
    asked = {int(each.value) for each in settled
             if each.how is How.PLACE and each.value.isdecimal()}  # fmt: skip
    here = {each.facts.place_id for each in found.coming}
    leading = {each.facts.leader_id for each in found.coming}
    clashes.hold(db, places=here | asked | set(places), leaders=leading | set(leaders))
    db.lock("session", session, [each.id for each in found.coming])


def series_row(db: Db, series_id: int) -> SeriesRow:
    """Read a series; Refused if it is no longer there."""
    row = db.one(select(series).where(series.c.id == series_id))
    made = row.made_until or row.last or db.value(_LAST_MADE.where(session.c.series == series_id))
    run = Run(read_rule(row.rule), row.first, row.last, made or row.first)
    facts = Facts(row.first, row.starts, row.ends, row.place, row.leader, row.places)
    return SeriesRow(
        row.id, row.version, row.activity, run, facts, row.zone, row.skips_closed, row.term_only
    )


def coming_of(db: Db, rows: Sequence[Any]) -> tuple[Coming, ...]:
    """Give sessions with how many are booked on each, and whether anybody ever was."""
    ids = [row.id for row in rows]
    live = {row.session: row.number for row in db.all(_LIVE.where(booking.c.session.in_(ids)))}
    used = used_sessions(db, ids)
    held = waiters.held_in(db, [row.id for row in rows if row.waiting])
    return tuple(
        _coming(row, live.get(row.id, 0), row.id in used, held.get(row.id, 0)) for row in rows
    )


def used_sessions(db: Db, ids: Collection[int]) -> set[int]:
    """Find the sessions that somebody was ever booked on or waited for: those stay for ever."""
    if not ids:
        return set()
    booked = select(booking.c.session).where(booking.c.session.in_(ids)).distinct()
    told = select(news.c.session).where(news.c.session.in_(ids)).distinct()
    waited = select(waiting.c.session).where(waiting.c.session.in_(ids)).distinct()
    return {row.session for row in [*db.all(booked), *db.all(told), *db.all(waited)]}


def known(each: Coming) -> Known:
    """Say how people know a session as it is."""
    facts = each.facts
    return Known(facts.on, facts.starts, facts.ends, facts.place_id, not each.cancelled)


def wall_now(db: Db) -> datetime:
    """Say what the practice's clock shows, without a zone."""
    return db.now.astimezone(ZoneInfo(zone_of(db))).replace(tzinfo=None)


def names(db: Db, lines: Iterable[Line]) -> dict[str, dict[int, str]]:
    """Name the places, and the leaders before and after, for the words of a change."""
    before = [each.session.facts for each in lines if each.session]
    after = [each.outcome.facts for each in lines if each.outcome.facts]
    leads = {facts.leader_id for facts in [*before, *after]} - {None}
    leaders = db.all(select(person).where(person.c.id.in_(leads))) if leads else []
    return {
        "places": {row.id: row.name for row in db.all(select(place))},
        "leaders": {row.id: f"{row.preferred or row.first} {row.last}".strip() for row in leaders},
    }


SESSIONS = select(session, activity.c.name).select_from(
    session.join(activity, activity.c.id == session.c.activity)
)
_LAST_MADE = select(func.max(session.c.original_date))
_LIVE = (
    select(booking.c.session, func.count().label("number"))
    .where(booking.c.status.in_((Mark.BOOKED.value, Mark.ARRIVED.value)))
    .group_by(booking.c.session)
)


def _one(db: Db, row: Any, scope: Scope) -> Reach:
    if scope is not Scope.ONE:
        raise Refused("This session belongs to no series. Change only this one.")
    if row.starts_utc <= db.now:
        raise Refused(BEGUN)
    (chosen,) = coming_of(db, [row])
    return Reach(chosen, None, (chosen,), (), frozenset(), row.date, earlier=True)


def _begun(db: Db, series_id: int, cut: date) -> frozenset[date]:
    begun = select(session.c.original_date).where(
        session.c.series == series_id,
        session.c.original_date >= cut,
        session.c.starts_utc <= db.now,
    )
    return frozenset(row.original_date for row in db.all(begun))


def _has_earlier(db: Db, series_id: int, cut: date) -> bool:
    before = select(session.c.id).where(
        session.c.series == series_id, session.c.original_date < cut
    )
    return db.first(before.limit(1)) is not None


def _coming(row: Any, live: int, used: bool, held: int) -> Coming:
    facts = Facts(row.date, row.starts, row.ends, row.place, row.leader, row.places)
    return Coming(
        id=row.id, version=row.version, title=row.title or row.name, original=row.original_date,
        facts=facts, by_hand=row.by_hand, cancelled=row.status == "cancelled", live=live,
        used=used, changed_by=row.changed_by, changed_on=row.changed_on, sequence=row.sequence,
        waiting=row.waiting, held=held, taken=row.booked, came=row.came,
    )  # fmt: skip
