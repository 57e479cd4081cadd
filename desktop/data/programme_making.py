"""Making what a programme from elsewhere plans: a series with its odd dates, or single sessions."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date

from sqlalchemy import select

from desktop.data import activities, clashes, closures, series
from desktop.data.db import Db
from desktop.data.open_days import zone_of
from desktop.data.programme_known import Here, Known
from desktop.data.programme_lines import LineDone, MovedDate, ProgrammePlan, Wishes
from desktop.data.tables import session
from desktop.rules.days import day, when
from desktop.rules.planning import Facts, How, Preview, SeriesPlan, Settled, State
from desktop.rules.refusal import Refused


def make_series(db: Db, here: Here, plan: ProgrammePlan, wishes: Wishes, today: date) -> LineDone:
    """Make a series of a plan; Refused while it clashes, unless such dates may be left out."""
    kind = here.activity(plan)
    wanted = _wanted(here, plan, kind)
    settled = _settled(db, plan, wanted)
    seen = series.preview(db, plan=wanted, settled=settled)
    clashing = [each for each in seen.dates if each.state is State.CLASH]
    if clashing and not wishes.skip_clashes:
        first = clashing[0]
        more = f" {len(clashing) - 1} more dates clash." if clashing[1:] else ""
        raise Refused(f"{day(first.on, today)}: {first.sentence}{more}")
    settled += tuple(Settled(each.on, How.SKIP) for each in clashing)
    once = Facts(
        plan.first, plan.starts, plan.ends, wanted.place_id, wanted.leader_id, wanted.places
    )
    extra = _free(db, once, plan.extra, wishes)
    kind, where = here.made(plan, kind)
    wanted = replace(wanted, activity_id=kind.id or 0, place_id=where)
    made = series.make(db, plan=wanted, settled=settled)
    lost = [each for each in plan.moved if not _move(db, made.id, wanted, each)]
    _skip_later(db, made.id, plan, seen)
    _add_sessions(db, kind, replace(once, place_id=where), extra)
    return LineDone(
        0, plan.title, "series", _said(seen, made.sessions + len(extra), clashing, lost),
        made.sessions + len(extra), len(clashing),
    )  # fmt: skip


def _wanted(here: Here, plan: ProgrammePlan, kind: Known) -> SeriesPlan:
    assert plan.rule is not None
    return SeriesPlan(
        kind.id or 0, plan.rule.text, plan.first, plan.starts, plan.ends,
        plan.places or kind.places, plan.last, None, here.place(plan, kind),
        here.leader(plan, kind), term_only=plan.term_only, skips_closed=plan.skips_closed,
    )  # fmt: skip


def _settled(db: Db, plan: ProgrammePlan, wanted: SeriesPlan) -> tuple[Settled, ...]:
    # A date that is moved afterwards may stand where it clashes until then.
    moved = (each.original for each in plan.moved if _is_free(db, _facts(wanted, each), 0))
    skipped = (Settled(on, How.SKIP) for on in plan.skips)
    return (*(Settled(on, How.ANYWAY, "moved") for on in moved), *skipped)


def _facts(plan: SeriesPlan, to: MovedDate) -> Facts:
    return Facts(to.on, to.starts, to.ends, plan.place_id, plan.leader_id, plan.places)


def _move(db: Db, series_id: int, plan: SeriesPlan, moved: MovedDate) -> bool:
    """Put a date of a series that was just made where somebody had moved it, if that is free."""
    own = session.c.series == series_id, session.c.original_date == moved.original
    row = db.first(select(session.c.id).where(*own))
    to = _facts(plan, moved)
    if row is None or not _is_free(db, to, row.id):
        return False
    columns = series.columns_of(to, zone_of(db))
    db.change(session, row.id, **columns, by_hand=True, clash_reason="")
    return True


def _is_free(db: Db, facts: Facts, but: int) -> bool:
    try:
        clashes.check(db, facts, but=[but])
    except Refused:
        return False
    return True


def _skip_later(db: Db, series_id: int, plan: ProgrammePlan, seen: Preview) -> None:
    """Remember dates that are left out beyond those that are made now."""
    made = {each.on for each in seen.dates}
    last = max(made)
    gone = [*plan.skips, *(each.original for each in plan.moved)]
    later = sorted({on for on in gone if on > last})
    series.add_skipped(db, series_id, [(on, series.BY_HAND, "") for on in later])


def make_session(db: Db, here: Here, plan: ProgrammePlan, wishes: Wishes, today: date) -> LineDone:
    """Make the sessions of a plan that has dates and no rule."""
    kind = here.activity(plan)
    once = Facts(
        plan.first, plan.starts, plan.ends, here.place(plan, kind), here.leader(plan, kind),
        plan.places or kind.places,
    )  # fmt: skip
    dates = _free(db, once, sorted({plan.first, *plan.extra}), wishes)
    if not dates:
        raise Refused("Each of its dates clashes with something.")
    kind, where = here.made(plan, kind)
    _add_sessions(db, kind, replace(once, place_id=where), dates)
    said = when(dates[0], plan.starts, plan.ends, today)
    more = f" and {len(dates) - 1} more dates" if dates[1:] else ""
    return LineDone(0, plan.title, "session", f"{said}{more}.", len(dates))


def close(db: Db, plan: ProgrammePlan, wishes: Wishes, today: date) -> LineDone:
    """Close the practice on whole days; Refused unless that is wished, or while something is on."""
    if not wishes.closures:
        raise Refused("It lasts all day, so it has no hours. With --closures it closes the days.")
    last = plan.last or plan.first
    standing = closures.standing(db, first=plan.first, last=last)
    if standing:
        named = f"{standing[0].title} is on {day(standing[0].on, today)}"
        raise Refused(f"Not closed. {named}. Cancel or move what is on then first.")
    closures.add(db, name=plan.title, first=plan.first, last=last)
    until = f" to {day(last, today)}" if last > plan.first else ""
    return LineDone(0, plan.title, "closed", f"Closed, {day(plan.first, today)}{until}.")


def _free(db: Db, facts: Facts, dates: Iterable[date], wishes: Wishes) -> tuple[date, ...]:
    """Give the dates that are free; Refused for one that is not, unless it may be left out."""
    free = []
    for on in dates:
        try:
            clashes.check(db, replace(facts, on=on))
            free.append(on)
        except Refused:
            if not wishes.skip_clashes:
                raise
    return tuple(free)


def _add_sessions(db: Db, kind: Known, facts: Facts, dates: Iterable[date]) -> None:
    for on in dates:
        activities.make_session(
            db, activity_id=kind.id or 0, on=on, starts=facts.starts, ends=facts.ends,
            places=facts.places, place_id=facts.place_id, leader_id=facts.leader_id,
        )  # fmt: skip


def _said(seen: Preview, dates: int, clashing: Sequence[object], lost: Sequence[MovedDate]) -> str:
    left = [
        (seen.bank_holidays, "on bank holidays left out"),
        (seen.closed, "on closed days left out"),
        (len(clashing), "left out because of a clash"),
        (len(lost), "not moved because of a clash"),
    ]
    parts = [f"{dates} dates", *(f"{number} {what}" for number, what in left if number)]
    return f"{seen.sentence}: {', '.join(parts)}."
