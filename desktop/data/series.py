"""Series: planned and looked at before they are made, then made, date by date."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import select

from desktop.data import clashes, regular_dates
from desktop.data.db import Db
from desktop.data.open_days import open_days, zone_of
from desktop.data.tables import activity, series, session, skipped
from desktop.rules import previews
from desktop.rules.clashes import NO_SUCH_HOUR, Diary
from desktop.rules.closures import BANK_HOLIDAY, CLOSED
from desktop.rules.days import day
from desktop.rules.planning import Facts, How, Preview, SeriesPlan, Settled, State
from desktop.rules.previews import Planned
from desktop.rules.refusal import Refused
from desktop.rules.rrule import read_rule
from desktop.rules.sessions import hours_of
from desktop.rules.settling import Outcome

BY_HAND, CLASH = "by hand", "clash"
CLOSED_DAYS = (BANK_HOLIDAY, CLOSED)


@dataclass(frozen=True, slots=True)
class MadeSeries:
    """A series that was made, and how many sessions it has so far."""

    id: int
    sessions: int


def preview(db: Db, *, plan: SeriesPlan, settled: tuple[Settled, ...] = ()) -> Preview:
    """Show every date a plan would have; Refused when there can be no such series."""
    decided = previews.by_day(settled)
    return previews.preview(plan, _planned(db, plan, settled), decided)


def make(db: Db, *, plan: SeriesPlan, settled: tuple[Settled, ...] = ()) -> MadeSeries:
    """Make a series with its sessions; Refused while a clash is not settled."""
    hold(db, [plan.place_id], settled, [plan.leader_id])
    planned = _planned(db, plan, settled)
    today = today_of(db)
    check_settled(((held.on, out) for held, out in zip_of(planned)), today)
    offered = _offered(db, plan)
    zone = zone_of(db)
    series_id = db.add(
        series, activity=plan.activity_id, rule=read_rule(plan.rule).text, zone=zone,
        first=plan.first, last=previews.last_of(plan, planned.held), starts=plan.starts,
        ends=plan.ends, place=plan.place_id, leader=plan.leader_id, places=plan.places,
        skips_closed=plan.skips_closed, term_only=plan.term_only,
        made_until=_made_until(plan, planned, today),
    )  # fmt: skip
    kept = [(held.on, out) for held, out in zip_of(planned) if out.facts is not None]
    add_sessions(db, series_id, kept, zone=zone, offered=offered)
    add_skipped(db, series_id, skipped_dates(planned, settled))
    regular_dates.keep_up(db, activity_ids=[plan.activity_id])
    return MadeSeries(series_id, len(kept))


def hold(
    db: Db,
    places: Iterable[int | None],
    settled: Iterable[Settled],
    leaders: Iterable[int | None],
) -> None:
    """Lock the places, also those that dates were settled to, and the leaders."""
    others = {int(each.value) for each in settled
              if each.how is How.PLACE and each.value.isdecimal()}  # fmt: skip
    clashes.hold(db, places={*places, *others}, leaders=leaders)


def add_sessions(
    db: Db, series_id: int, kept: Sequence[tuple[date, Outcome]], *, zone: str, offered: Any
) -> None:
    """Add sessions of a series for its dates, as they were settled."""
    rows = [
        {"id": key, "series": series_id, "original_date": on, "activity": offered.id,
         "private": offered.private, "by_hand": out.by_hand, "clash_reason": out.reason,
         **columns_of(out.facts, zone)}
        for key, (on, out) in zip(db.ids(session, len(kept)), kept, strict=True)
        if out.facts is not None
    ]  # fmt: skip
    db.add_many(session, rows)


def columns_of(facts: Facts, zone: str) -> dict[str, Any]:
    """Give the columns of a session that say when, where, by whom and for how many."""
    hours = hours_of(facts.on, facts.starts, facts.ends, zone)
    return {
        "date": facts.on, "starts": facts.starts, "ends": facts.ends, "zone": zone,
        "starts_utc": hours.starts_utc, "ends_utc": hours.ends_utc, "place": facts.place_id,
        "leader": facts.leader_id, "places": facts.places,
    }  # fmt: skip


def add_skipped(db: Db, series_id: int, dates: Sequence[tuple[date, str, str]]) -> None:
    """Remember dates that have no session: the day, why, and a note."""
    ids = db.ids(skipped, len(dates)) if dates else ()
    db.add_many(
        skipped,
        [{"id": key, "series": series_id, "date": on, "why": why, "note": note}
         for key, (on, why, note) in zip(ids, dates, strict=True)],
    )  # fmt: skip


def skipped_dates(planned: Planned, settled: Sequence[Settled]) -> list[tuple[date, str, str]]:
    """Give the dates of a plan that are left out, and why."""
    return [
        (held.on, held.shut.why if held.shut else BY_HAND, held.shut.name if held.shut else "")
        for held, outcome in zip_of(planned)
        if outcome.state is State.SKIPPED
    ]


def zip_of(planned: Planned) -> Iterable[tuple[previews.Held, Outcome]]:
    """Give the dates of a plan, each with what becomes of it."""
    return zip(planned.held, planned.outcomes, strict=True)


def check_settled(outcomes: Iterable[tuple[date, Outcome]], today: date) -> None:
    """Refuse while something clashes that nobody has settled."""
    for on, outcome in outcomes:
        if outcome.state is State.CLASH:
            when = "" if outcome.why == NO_SUCH_HOUR else f"{day(on, today)}: "
            raise Refused(f"Not saved. {when}{outcome.sentence} Settle it first.")


def today_of(db: Db) -> date:
    """Say which day it is at the practice."""
    return db.now.astimezone(ZoneInfo(zone_of(db))).date()


def diary_for(
    db: Db, dates: Iterable[date], settled: Iterable[Settled], leaders: Iterable[int | None]
) -> Diary:
    """Read what is on, on the dates of a series and on those they were moved to."""
    moved = [previews.day_of(each) for each in settled if each.how is How.DATE]
    return clashes.diary(db, dates=[*dates, *moved], leader_ids=leaders)


def _planned(db: Db, plan: SeriesPlan, settled: tuple[Settled, ...]) -> Planned:
    previews.check_plan(plan)
    today, decided = today_of(db), previews.by_day(settled)
    days = open_days(db, first=plan.first, last=previews.until_made(plan, today))
    held = previews.held_dates(plan, days, decided, today)
    kept = [each.on for each in held if each.shut is None]
    return previews.planned(plan, held, diary_for(db, kept, settled, [plan.leader_id]), decided)


def _made_until(plan: SeriesPlan, planned: Planned, today: date) -> date:
    if plan.count is not None:
        return planned.held[-1].on
    return previews.until_made(plan, today)


def _offered(db: Db, plan: SeriesPlan) -> Any:
    asked = select(activity).where(activity.c.id == plan.activity_id)
    offered = db.one(asked.with_for_update(read=True))  # nobody ends it meanwhile
    if offered.ended is not None and offered.ended < plan.first:
        raise Refused(f"{offered.name} has ended. Choose another activity.")
    return offered
