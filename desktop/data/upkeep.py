"""A series kept up: its page, dates left out and brought back, dates made ahead of time."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from typing import Any

from sqlalchemy import and_, func, or_, select

from desktop.data import clashes, coming, regular_dates
from desktop.data import series as making
from desktop.data.coming import SeriesRow, series_row
from desktop.data.db import Db
from desktop.data.open_days import open_days
from desktop.data.placing import call_off, drop, hand_of
from desktop.data.tables import activity, series, session, skipped
from desktop.rules import clashes as clash_rules
from desktop.rules import closures as closing
from desktop.rules import series as repeating
from desktop.rules.clashes import Diary
from desktop.rules.closures import OpenDays
from desktop.rules.names import clean
from desktop.rules.planning import Facts, State
from desktop.rules.previews import AHEAD
from desktop.rules.refusal import Refused
from desktop.rules.series_change import BEGUN
from desktop.rules.settling import Outcome

_SLACK = timedelta(days=31)


@dataclass(frozen=True, slots=True)
class SkippedDate:
    """A date of a series without a session: why is "bank holiday", "closed", "by hand", "clash"."""

    on: date
    why: str
    note: str


@dataclass(frozen=True, slots=True)
class SeriesPage:
    """A series as it is, with the dates it leaves out from today on, and how many are to come."""

    id: int
    version: int
    activity_id: int
    title: str
    sentence: str
    rule: str
    first: date
    last: date | None
    starts: time
    ends: time
    place_id: int | None
    leader_id: int | None
    places: int
    skips_closed: bool
    term_only: bool
    made_until: date
    coming: int
    next: date | None
    skipped: tuple[SkippedDate, ...]


@dataclass(frozen=True, slots=True)
class BroughtBack:
    """The session that a date has again."""

    id: int


@dataclass(frozen=True, slots=True)
class ToppedUp:
    """How many sessions were made ahead of time."""

    sessions: int


def series_of(db: Db, *, activity_id: int) -> tuple[SeriesPage, ...]:
    """Read the series of an activity, the first begun first."""
    ids = select(series.c.id).where(series.c.activity == activity_id)
    rows = db.all(ids.order_by(series.c.first, series.c.id))
    return tuple(series_page(db, series_id=row.id) for row in rows)


def series_page(db: Db, *, series_id: int) -> SeriesPage:
    """Read a series; Refused if it is no longer there."""
    row = series_row(db, series_id)
    run, facts, today = row.run, row.facts, making.today_of(db)
    left = select(skipped).where(
        skipped.c.series == series_id,
        skipped.c.date >= today,
        skipped.c.date <= (run.last or date.max),
    )
    ahead = db.one(
        select(func.count().label("number"), func.min(session.c.date).label("next")).where(
            session.c.series == series_id, session.c.starts_utc > db.now,
            session.c.status == "planned",
        )
    )  # fmt: skip
    return SeriesPage(
        id=series_id, version=row.version, activity_id=row.activity_id,
        title=str(db.value(select(activity.c.name).where(activity.c.id == row.activity_id))),
        sentence=repeating.sentence(
            run.rule, run.first, run.last, starts=facts.starts, ends=facts.ends
        ),
        rule=run.rule.text, first=run.first, last=run.last, starts=facts.starts,
        ends=facts.ends, place_id=facts.place_id, leader_id=facts.leader_id,
        places=facts.places, skips_closed=row.skips_closed, term_only=row.term_only,
        made_until=run.made_until, coming=ahead.number, next=ahead.next,
        skipped=tuple(
            SkippedDate(each.date, each.why, each.note)
            for each in db.all(left.order_by(skipped.c.date))
        ),
    )  # fmt: skip


def skip(db: Db, *, series_id: int, on: date) -> None:
    """Leave a date of a series out; Refused when somebody is booked, for they must be told."""
    db.lock("series", series, [series_id])
    its = coming.SESSIONS.where(session.c.series == series_id, session.c.original_date == on)
    row = db.one(its)
    db.lock("session", session, [row.id])
    (each,) = coming.coming_of(db, [db.one(its)])
    if row.starts_utc <= db.now:
        raise Refused(BEGUN)
    if each.live:
        raise Refused("Not skipped. Somebody is booked. Cancel the session, so that they are told.")
    if each.used:
        call_off(db, hand_of(db), each, "")
        return
    drop(db, each.id)
    making.add_skipped(db, series_id, [(on, making.BY_HAND, "")])


def bring_back(db: Db, *, series_id: int, on: date, reason: str = "") -> BroughtBack:
    """Let a date that was left out be on after all; a reason lets it clash."""
    db.lock("series", series, [series_id])
    row = series_row(db, series_id)
    its = select(skipped).where(skipped.c.series == series_id, skipped.c.date == on)
    left_out = db.one(its)
    facts = replace(row.facts, on=on)
    if datetime.combine(on, facts.starts) <= coming.wall_now(db):
        raise Refused("Not brought back. That day is over.")
    clashes.check(db, facts, reason=reason)
    db.remove(skipped, left_out.id)
    by_hand = left_out.why in making.CLOSED_DAYS
    outcome = Outcome(State.FITS, facts, by_hand=by_hand, reason=clean(reason))
    offered = db.one(select(activity).where(activity.c.id == row.activity_id))
    making.add_sessions(db, series_id, [(on, outcome)], zone=row.zone, offered=offered)
    made = select(session.c.id).where(session.c.series == series_id, session.c.original_date == on)
    back = db.one(made).id
    regular_dates.keep_up(db, activity_ids=[row.activity_id])
    return BroughtBack(back)


def due(db: Db, *, today: date) -> bool:
    """Whether it is time for `top_up`: a series has less than 17 months of dates ahead.

    Or somebody who comes every week has no place yet on a date.
    """
    return bool(_due(db, today)) or regular_dates.due(db)


def top_up(db: Db, *, today: date) -> ToppedUp:
    """Make dates 18 months ahead; however many PCs do it, each date is made once.

    Whoever comes every week is booked into those that are new.
    A date that clashes is left out and says why; it can be brought back.
    """
    ids = _due(db, today)
    db.lock("series", series, ids)
    rows = [series_row(db, each) for each in _due(db, today)]
    held = [row.facts for row in rows]
    clashes.hold(
        db, places={each.place_id for each in held}, leaders={each.leader_id for each in held}
    )
    made = sum(_top_up(db, row, today) for row in rows)
    regular_dates.keep_up(db)
    return ToppedUp(made)


def _due(db: Db, today: date) -> list[int]:
    horizon = today + AHEAD
    short = or_(series.c.made_until.is_(None), series.c.made_until < horizon - _SLACK)
    endless = or_(series.c.last.is_(None), series.c.made_until < series.c.last)
    going = or_(activity.c.ended.is_(None), activity.c.ended > series.c.made_until)
    found = (
        select(series.c.id)
        .select_from(series.join(activity, activity.c.id == series.c.activity))
        .where(and_(short, endless, going))
        .order_by(series.c.id)
    )
    return [row.id for row in db.all(found)]


def _top_up(db: Db, row: SeriesRow, today: date) -> int:
    offered = db.one(select(activity).where(activity.c.id == row.activity_id))
    days = open_days(db, first=row.run.made_until, last=today + AHEAD)
    until = min([today + AHEAD, *_ends(row, days, offered)])
    there = {each.original_date for each in db.all(_later(session.c.original_date, row))}
    there |= {each.date for each in db.all(_later(skipped.c.date, row))}
    coming_dates = repeating.occurrences(row.run.rule, row.run.first, until)
    dates = [on for on in coming_dates if on > row.run.made_until and on not in there]
    diary = clashes.diary(db, dates=dates, leader_ids=[row.facts.leader_id])
    outcomes = [(on, _outcome(row, on, days, diary)) for on in dates]
    new = [(on, out) for on, out in outcomes if out.facts is not None]
    making.add_sessions(db, row.id, new, zone=row.zone, offered=offered)
    left_out = [(on, out.why, out.sentence) for on, out in outcomes if out.facts is None]
    making.add_skipped(db, row.id, left_out)
    db.change(series, row.id, made_until=max(until, row.run.made_until))
    return len(new)


def _ends(row: SeriesRow, days: OpenDays, offered: Any) -> Sequence[date]:
    """Give the days after which nothing is made: terms that are not known yet, too."""
    terms = [max((term.last for term in days.terms), default=row.run.made_until)]
    ends = [row.run.last, offered.ended]
    return [each for each in [*ends, *(terms if row.term_only else [])] if each is not None]


def _later(column: Any, row: SeriesRow) -> Any:
    table = column.table
    return select(column).where(table.c.series == row.id, column > row.run.made_until)


def _outcome(row: SeriesRow, on: date, days: OpenDays, diary: Diary) -> Outcome:
    facts: Facts = replace(row.facts, on=on)
    shut = closing.shut(
        days, on, facts.starts, facts.ends, skips_closed=row.skips_closed, term_only=row.term_only
    )
    if shut:
        return Outcome(State.SKIPPED, None, shut.why, shut.name)
    found = clash_rules.clash(diary, facts)
    if found:
        return Outcome(State.SKIPPED, None, making.CLASH, found.sentence)
    return Outcome(State.FITS, facts)
