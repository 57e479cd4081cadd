"""Making what a programme from elsewhere plans: a series with its odd dates, or single sessions."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from sqlalchemy import select

from desktop.data import activities, clashes, series
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
    kind, where = here.made(plan, kind)
    wanted = replace(wanted, activity_id=kind.id or 0, place_id=where)
    made = series.make(db, plan=wanted, settled=settled)
    lost = [each for each in plan.moved if not _move(db, made.id, wanted, each)]
    _skip_later(db, made.id, plan, seen)
    extra = _extra_sessions(db, plan, kind, where, wanted.leader_id)
    return LineDone(
        0, plan.title, "series", _said(seen, made.sessions + extra, clashing, lost),
        made.sessions + extra, len(clashing),
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


def _extra_sessions(
    db: Db, plan: ProgrammePlan, kind: Known, where: int | None, leader: int | None
) -> int:
    for on in plan.extra:
        activities.make_session(
            db, activity_id=kind.id or 0, on=on, starts=plan.starts, ends=plan.ends,
            places=plan.places or kind.places, place_id=where, leader_id=leader,
        )  # fmt: skip
    return len(plan.extra)


def make_session(db: Db, here: Here, plan: ProgrammePlan, wishes: Wishes, today: date) -> LineDone:
    """Make the sessions of a plan that has dates and no rule."""
    kind = here.activity(plan)
    leader = here.leader(plan, kind)
    dates = sorted({plan.first, *plan.extra})
    where = here.place(plan, kind)
    for on in dates:
        facts = Facts(on, plan.starts, plan.ends, where, leader, plan.places or kind.places)
        clashes.check(db, facts)
    kind, where = here.made(plan, kind)
    _extra_sessions(db, replace(plan, extra=tuple(dates)), kind, where, leader)
    said = when(dates[0], plan.starts, plan.ends, today)
    more = f" and {len(dates) - 1} more dates" if dates[1:] else ""
    return LineDone(0, plan.title, "session", f"{said}{more}.", len(dates))


def _said(seen: Preview, dates: int, clashing: Sequence[object], lost: Sequence[MovedDate]) -> str:
    left = [
        (seen.bank_holidays, "on bank holidays left out"),
        (seen.closed, "on closed days left out"),
        (len(clashing), "left out because of a clash"),
        (len(lost), "not moved because of a clash"),
    ]
    parts = [f"{dates} dates", *(f"{number} {what}" for number, what in left if number)]
    return f"{seen.sentence}: {', '.join(parts)}."
