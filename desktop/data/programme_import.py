"""A programme from another program's file: what becomes an activity, a series, a session."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import partial

from desktop.data.db import Db
from desktop.data.foreseeing import foreseen
from desktop.data.programme_known import Here
from desktop.data.programme_lines import LineDone, ProgrammeLine, Wishes
from desktop.data.programme_making import close, make_series, make_session
from desktop.data.series import today_of
from desktop.data.store import Store
from desktop.rules.refusal import Refused

_NEEDS_A_YES = "Not taken until somebody says yes."


@dataclass(frozen=True, slots=True)
class ProgrammeCounts:
    """How many lines were read, and what became of them; `dates` counts the sessions made."""

    read: int
    series: int
    sessions: int
    closed: int
    known: int
    proposed: int
    rejected: int
    dates: int
    activities: int


@dataclass(frozen=True, slots=True)
class ImportedProgramme:
    """What an import did, or would do: line by line, and the rejected ones with their reasons."""

    counts: ProgrammeCounts
    lines: tuple[LineDone, ...]
    rejected: tuple[ProgrammeLine, ...]


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
    counts = foreseen(store, step) if dry_run else store.write(step).value
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
    today = today_of(db)
    here = Here(db, today)
    here.hold(each.plan for each in lines if each.plan)
    # Closed days first: the series of the same file are then made round them.
    for line in sorted(lines, key=lambda each: not (each.plan and each.plan.closed)):
        try:
            done.append(_take(db, here, line, wishes, today))
        except Refused as no:
            done.append(LineDone(line.number, _title(line), "rejected", no.sentence))
    done.sort(key=lambda each: each.number)
    for line, became in zip(lines, done, strict=True):
        if became.kind in ("rejected", "proposed"):
            reason = _NEEDS_A_YES if became.kind == "proposed" else became.sentence
            rejected.append(replace(line, reason=reason))
    return _counts(done)


def _title(line: ProgrammeLine) -> str:
    return line.plan.title if line.plan else next(iter(line.cells), "")


def _counts(done: Sequence[LineDone]) -> ProgrammeCounts:
    kinds = Counter(each.kind for each in done)
    return ProgrammeCounts(
        read=len(done), series=kinds["series"], sessions=kinds["session"], closed=kinds["closed"],
        known=kinds["known"], proposed=kinds["proposed"], rejected=kinds["rejected"],
        dates=sum(each.dates for each in done), activities=sum(each.new_activity for each in done),
    )  # fmt: skip


def _take(db: Db, here: Here, line: ProgrammeLine, wishes: Wishes, today: date) -> LineDone:
    plan = line.plan
    if plan is None:
        raise Refused(line.reason)
    kind = here.activity(plan)
    if plan.known_here or here.has(plan, kind):
        return LineDone(line.number, plan.title, "known", "It is here already.")
    if line.unsure and not wishes.accept:
        said = f"Proposed: {line.proposed}. {' '.join(line.unsure)}"
        return LineDone(line.number, plan.title, "proposed", said)
    if plan.closed:
        return replace(close(db, plan, wishes, today), number=line.number)
    here.check(plan, kind)
    new = kind.id is None
    make = make_session if plan.rule is None else make_series
    made = make(db, here, plan, wishes, today)
    return replace(made, number=line.number, new_activity=new)
