"""A programme from another program's file: what becomes an activity, a series, a session."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import partial

from sqlalchemy import select

from desktop.data import activities, clashes, series
from desktop.data.db import Db
from desktop.data.open_days import zone_of
from desktop.data.programme_known import Here, Known
from desktop.data.programme_lines import MovedDate, ProgrammeLine, ProgrammePlan
from desktop.data.store import Store
from desktop.data.tables import session
from desktop.rules.days import day, when
from desktop.rules.planning import Facts, How, Preview, SeriesPlan, Settled, State
from desktop.rules.refusal import Refused

_NEEDS_A_YES = "Not taken until somebody says yes."
_ALL_DAY = "It lasts all day, so it has no hours."


@dataclass(frozen=True, slots=True)
class Wishes:
    """What somebody has settled beforehand: every proposal taken, dates that clash left out."""

    accept: bool = False
    skip_clashes: bool = False


@dataclass(frozen=True, slots=True)
class ProgrammeCounts:
    """How many lines were read, and what became of them; `dates` counts the sessions made."""

    read: int
    series: int
    sessions: int
    known: int
    proposed: int
    rejected: int
    dates: int
    activities: int


@dataclass(frozen=True, slots=True)
class LineDone:
    """What became of one line, in a sentence.

    `kind` is series, session, known, proposed (it waits for a yes) or rejected.
    """

    number: int
    title: str
    kind: str
    sentence: str
    dates: int = 0
    clashes: int = 0
    new_activity: bool = False


@dataclass(frozen=True, slots=True)
class ImportedProgramme:
    """What an import did, or would do: line by line, and the rejected ones with their reasons."""

    counts: ProgrammeCounts
    lines: tuple[LineDone, ...]
    rejected: tuple[ProgrammeLine, ...]


class _OnlySaid(Exception):  # noqa: N818 -- ends a step whose doing was only to be foreseen
    def __init__(self, counts: ProgrammeCounts) -> None:
        super().__init__()
        self.counts = counts


def import_programme(
    store: Store, lines: Iterable[ProgrammeLine], *, wishes: Wishes, dry_run: bool = False
) -> ImportedProgramme:
    """Bring in all lines in one step, or with `dry_run` only say what it would do.

    A line that is doubtful waits for a yes; one that clashes is rejected as a whole, unless dates
    that clash may be left out. What is in the records already is not done again.
    """
    done: list[LineDone] = []
    rejected: list[ProgrammeLine] = []
    step = partial(bring_in, lines=tuple(lines), wishes=wishes, done=done, rejected=rejected)
    counts = _foreseen(store, step) if dry_run else store.write(step).value
    return ImportedProgramme(counts, tuple(done), tuple(rejected))


def bring_in(
    db: Db,
    *,
    lines: Sequence[ProgrammeLine],
    wishes: Wishes,
    done: list[LineDone],
    rejected: list[ProgrammeLine],
) -> ProgrammeCounts:
    """Go through the lines; `done` and `rejected` are filled."""
    done.clear()
    rejected.clear()
    today = series.today_of(db)
    here = Here(db, today)
    here.hold(each.plan for each in lines if each.plan)
    for line in lines:
        try:
            done.append(_take(db, here, line, wishes, today))
        except Refused as no:
            done.append(LineDone(line.number, _title(line), "rejected", no.sentence))
        if done[-1].kind == "rejected":
            rejected.append(replace(line, reason=done[-1].sentence))
        if done[-1].kind == "proposed":
            rejected.append(replace(line, reason=_NEEDS_A_YES))
    return _counts(done)


def _title(line: ProgrammeLine) -> str:
    return line.plan.title if line.plan else next(iter(line.cells), "")


def _foreseen(store: Store, step: Callable[[Db], ProgrammeCounts]) -> ProgrammeCounts:
    """Do a step and take it back before anybody sees it: nothing else foretells it as truly."""

    def only_say(db: Db) -> None:
        raise _OnlySaid(step(db))

    try:
        store.write(only_say)
    except _OnlySaid as said:
        return said.counts
    raise AssertionError("unreachable")


def _counts(done: Sequence[LineDone]) -> ProgrammeCounts:
    kinds = [each.kind for each in done]
    return ProgrammeCounts(
        len(done), kinds.count("series"), kinds.count("session"), kinds.count("known"),
        kinds.count("proposed"), kinds.count("rejected"), sum(each.dates for each in done),
        sum(each.new_activity for each in done),
    )  # fmt: skip


def _take(db: Db, here: Here, line: ProgrammeLine, wishes: Wishes, today: date) -> LineDone:
    plan = line.plan
    if plan is None:
        raise Refused(line.reason)
    if plan.closed:
        raise Refused(_ALL_DAY)
    kind = here.activity(plan)
    if plan.known_here or here.has(plan, kind):
        return LineDone(line.number, plan.title, "known", "It is here already.")
    if line.unsure and not wishes.accept:
        said = f"Proposed: {line.proposed}. {' '.join(line.unsure)}"
        return LineDone(line.number, plan.title, "proposed", said)
    here.check(plan, kind)
    new = kind.id is None
    make = _make_sessions if plan.rule is None else _make_series
    made = make(db, here, line, plan, wishes, today)
    return replace(made, new_activity=new)


def _make_series(
    db: Db, here: Here, line: ProgrammeLine, plan: ProgrammePlan, wishes: Wishes, today: date
) -> LineDone:
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
        line.number, plan.title, "series", _said(seen, made.sessions + extra, clashing, lost),
        made.sessions + extra, len(clashing),
    )  # fmt: skip


def _wanted(here: Here, plan: ProgrammePlan, kind: Known) -> SeriesPlan:
    assert plan.rule is not None
    return SeriesPlan(
        kind.id or 0, plan.rule.text, plan.first, plan.starts, plan.ends,
        plan.places or kind.places, plan.last, None, here.place(plan, kind),
        here.leader(plan, kind), term_only=plan.term_only,
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


def _make_sessions(
    db: Db, here: Here, line: ProgrammeLine, plan: ProgrammePlan, wishes: Wishes, today: date
) -> LineDone:
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
    return LineDone(line.number, plan.title, "session", f"{said}{more}.", len(dates))


def _said(seen: Preview, dates: int, clashing: Sequence[object], lost: Sequence[MovedDate]) -> str:
    left = [
        (seen.bank_holidays, "on bank holidays left out"),
        (seen.closed, "on closed days left out"),
        (len(clashing), "left out because of a clash"),
        (len(lost), "not moved because of a clash"),
    ]
    parts = [f"{dates} dates", *(f"{number} {what}" for number, what in left if number)]
    return f"{seen.sentence}: {', '.join(parts)}."
