"""Changing a series: what it would do, and doing all of it in one step."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from sqlalchemy import select

from desktop.data import coming as reading
from desktop.data import regular_dates, telling
from desktop.data import series as making
from desktop.data.coming import Reach, SeriesRow
from desktop.data.concerned import concerned
from desktop.data.db import Db
from desktop.data.placing import Hand, call_off, drop, hand_of, put
from desktop.data.tables import activity, series, skipped
from desktop.data.telling import Changed
from desktop.rules import series_change as rules
from desktop.rules.change_words import change_line
from desktop.rules.planning import Consequences, Scope, SeriesChange, Settled, State
from desktop.rules.previews import by_day
from desktop.rules.refusal import Refused
from desktop.rules.series_change import Ask, Coming, Line
from desktop.rules.series_dates import Redated, Run, redate
from desktop.rules.telling import Kind

LeftOut = tuple[tuple[int, date, date, str], ...]


@dataclass(frozen=True, slots=True)
class ChangedSeries:
    """A change that was made: how many dates moved, how many people there are to tell."""

    series_id: int | None
    moved: int
    to_tell: int


@dataclass(frozen=True, slots=True)
class _Work:
    """A change thought through: every line of it, and the new run of a series' dates."""

    reach: Reach
    lines: tuple[Line, ...]
    ask: Ask
    run: Run | None
    left_out: LeftOut


def consequences(
    db: Db, *, session_id: int, change: SeriesChange, scope: Scope,
    settled: tuple[Settled, ...] = (),
) -> Consequences:  # fmt: skip
    """Show what a change from this session on would do; nothing is done."""
    found = reading.reach(db, session_id=session_id, scope=scope)
    work = _work(db, found, change, settled)
    names = reading.names(db, work.lines)
    moving = [each for each in work.lines if rules.moves(each)]
    who = concerned(db, work.lines)
    return Consequences(
        title=found.chosen.title,
        scope=scope,
        series_id=found.series.id if found.series else None,
        version=found.series.version if found.series else found.chosen.version,
        dates_move=len(moving),
        by_hand_stay=sum(each.outcome.state is State.STAYS for each in work.lines),
        booked=sum(each.session.live for each in moving if each.session),
        overlapping=who.overlapping,
        to_tell=who.to_tell,
        to_telephone=who.to_telephone,
        clashes=sum(each.outcome.state is State.CLASH for each in work.lines),
        lines=tuple(change_line(each, names, work.ask) for each in work.lines),
    )


def change(
    db: Db, *, session_id: int, change: SeriesChange, scope: Scope, version: int,
    settled: tuple[Settled, ...] = (),
) -> ChangedSeries:  # fmt: skip
    """Change one session, this and following, or all to come; Refused while something clashes.

    `version` is what the consequences were read at: somebody else's change since refuses this one.
    """
    found = reading.reach(db, session_id=session_id, scope=scope)
    reading.hold(db, found, [change.place_id or None], [change.leader_id or None], settled)
    found = reading.reach(db, session_id=session_id, scope=scope)
    work = _work(db, found, change, settled)
    rules.check_apart(work.lines)
    making.check_settled(((_shown(each), each.outcome) for each in work.lines), work.ask.now.date())
    series_id = _write_series(db, work, change, scope, version)
    moved = _write_sessions(db, work, series_id, None if found.series else version)
    to_tell = _tell(db, work)
    if found.series is not None:
        regular_dates.keep_up(db, activity_ids=[found.series.activity_id])
    return ChangedSeries(series_id, moved, to_tell)


def alone(db: Db, found: Reach, change: SeriesChange, settled: Sequence[Settled]) -> Line:
    """Say what becomes of one session that is changed alone."""
    rules.check_change(change)
    (line,) = _single(db, found, change, settled).lines
    return line


def _work(db: Db, found: Reach, change: SeriesChange, settled: Sequence[Settled]) -> _Work:
    rules.check_change(change)
    if found.series is None:
        return _single(db, found, change, settled)
    run = found.series.run
    rule = rules.rule_after(change, run.rule, found.cut)
    old = [each.original for each in found.coming if each.original is not None]
    left_out = [row.date for row in found.skipped]
    dates = redate(run, rule, change.last, [*old, *left_out], found.cut, found.begun)
    decided = by_day(settled)
    moving = {each.id for each in found.coming
              if not rules.stays(each, decided.get(each.original or each.facts.on))
              and dates.pairs.get(each.original or each.facts.on)}  # fmt: skip
    stay_out = _left_out(found, dates)
    fresh = _fresh(found, dates, stay_out)
    ask = _ask(db, found, [*dates.pairs.values(), *fresh], change, settled, moving)
    lines = [
        rules.line_of(each, dates.pairs.get(each.original or each.facts.on), change, ask)
        for each in found.coming
    ]
    facts = rules.facts_after(change, found.series.facts, found.series.facts.on)
    lines += [rules.more(on, replace(facts, on=on), ask) for on in fresh]
    lines.sort(key=lambda line: line.on)
    return _Work(found, tuple(lines), ask, dates.run, stay_out)


def _single(db: Db, found: Reach, change: SeriesChange, settled: Sequence[Settled]) -> _Work:
    if change.rule is not None or change.last is not None:
        raise Refused("Only a whole series has a rule and a last date.")
    to = rules.day_after(change, found.chosen.facts)
    ask = _ask(db, found, [to], change, settled, {found.chosen.id})
    return _Work(found, (rules.single(found.chosen, change, ask),), ask, None, ())


def _ask(
    db: Db, found: Reach, dates: Sequence[date | None], change: SeriesChange,
    settled: Sequence[Settled], moving: set[int],
) -> Ask:  # fmt: skip
    leaders = {each.facts.leader_id for each in found.coming} | {change.leader_id or None}
    days = [*(each.facts.on for each in found.coming), *(each for each in dates if each)]
    diary = making.diary_for(db, days, settled, leaders)
    row = found.series
    return Ask(
        diary, reading.wall_now(db), by_day(settled), moving,
        skips_closed=row.skips_closed if row else False,
        term_only=row.term_only if row else False,
    )  # fmt: skip


def _fresh(found: Reach, dates: Redated, left_out: LeftOut) -> list[date]:
    """Give the dates to ask about anew: those the rule adds, and closed days that move."""
    taken = {each.original for each in found.coming} | {to for _, _, to, _ in left_out}
    closed = [row for row in found.skipped if row.why in making.CLOSED_DAYS]
    moved = [dates.pairs.get(row.date) for row in closed]
    again = [to for row, to in zip(closed, moved, strict=True) if to and to != row.date]
    return sorted({*dates.more, *again} - taken)


def _left_out(found: Reach, dates: Redated) -> LeftOut:
    """Give the skipped dates that stay, each with the date it has now; the rest is asked anew.

    What somebody skipped stays so beyond the end, too, should the series go on again.
    """
    end = dates.run.last
    pairs = [
        (row, row.date)
        if row.why == making.BY_HAND and end and row.date > end
        else (row, dates.pairs.get(row.date))
        for row in found.skipped
    ]
    return tuple(
        (row.id, row.date, to, row.why)
        for row, to in pairs
        if to and (to == row.date or row.why not in making.CLOSED_DAYS)
    )


def _write_series(
    db: Db, work: _Work, change: SeriesChange, scope: Scope, version: int
) -> int | None:
    row, run = work.reach.series, work.run
    if row is None or run is None:
        return None
    facts = rules.facts_after(change, row.facts, row.facts.on)
    values = {
        "rule": run.rule.text, "last": run.last, "made_until": run.made_until,
        "starts": facts.starts, "ends": facts.ends, "place": facts.place_id,
        "leader": facts.leader_id, "places": facts.places,
    }  # fmt: skip
    if scope is Scope.FOLLOWING and work.reach.earlier:
        return _split(db, row, work, values, version)
    if run.rule != row.run.rule:
        values["first"] = run.first
    if not db.change(series, row.id, version=version, **values):
        db.renew(series, row.id)
    return row.id


def _split(db: Db, row: SeriesRow, work: _Work, values: dict[str, Any], version: int) -> int:
    """End the series before the chosen date, and let another go on from there."""
    before = date.fromordinal(work.reach.cut.toordinal() - 1)
    db.change(series, row.id, version=version, last=before, made_until=before)
    run = work.run
    first = work.reach.cut if run is None or run.rule == row.run.rule else run.first
    return db.add(
        series, activity=row.activity_id, zone=row.zone, first=first, split_from=row.id,
        skips_closed=row.skips_closed, term_only=row.term_only, **values,
    )  # fmt: skip


def _write_sessions(db: Db, work: _Work, series_id: int | None, version: int | None) -> int:
    hand = hand_of(db)
    for line in work.lines:
        if line.session is not None:
            _write_session(db, hand, line, line.session, series_id, version)
    if series_id is not None:
        _write_dates(db, work, series_id)
    return sum(rules.moves(each) for each in work.lines)


def _write_session(
    db: Db, hand: Hand, line: Line, each: Coming, series_id: int | None, version: int | None
) -> None:
    out = line.outcome
    if out.facts is None and not each.used:
        drop(db, each.id)
        return
    belongs = {"series": series_id, "original_date": line.original} if series_id else {}
    if out.facts is None:
        call_off(db, hand, each, "", version=version, **belongs)
    else:
        by_hand = each.by_hand or out.by_hand
        put(
            db,
            hand,
            each,
            out.facts,
            version=version,
            by_hand=by_hand,
            reason=out.reason,
            **belongs,
        )


def _write_dates(db: Db, work: _Work, series_id: int) -> None:
    """Remember which dates have no session, and add those the series has more."""
    kept = {key: (on, to) for key, on, to, _why in work.left_out}
    for row in work.reach.skipped:
        if row.id not in kept:
            db.remove(skipped, row.id)
    for key, (_on, to) in kept.items():
        db.change(skipped, key, series=series_id, date=to)
    out = [each for each in work.lines if each.outcome.state is State.SKIPPED and _is_free(each)]
    making.add_skipped(db, series_id, [_skipped(each) for each in out])
    new = [(each.on, each.outcome) for each in work.lines
           if each.session is None and each.outcome.state is State.NEW]  # fmt: skip
    row = work.reach.series
    if new and row is not None:
        offered = db.one(select(activity).where(activity.c.id == row.activity_id))
        making.add_sessions(db, series_id, new, zone=row.zone, offered=offered)


def _is_free(line: Line) -> bool:
    return line.session is None or not line.session.used


def _skipped(line: Line) -> tuple[date, str, str]:
    closed = line.outcome.sentence if line.outcome.sentence in making.CLOSED_DAYS else ""
    note = line.outcome.why if closed else ""
    return (line.original or line.on, closed or making.BY_HAND, note)


def _tell(db: Db, work: _Work) -> int:
    changed = []
    for line in work.lines:
        each = line.session
        if each is None or not (each.live or each.waiting):
            continue
        if line.outcome.facts is None:
            changed.append(Changed(each.id, Kind.NOT_ON, reading.known(each)))
        elif rules.moves(line):
            changed.append(Changed(each.id, Kind.MOVED, reading.known(each)))
    return telling.tell(db, changed=changed) if changed else 0


def _shown(line: Line) -> date:
    return line.outcome.facts.on if line.outcome.facts else line.on
