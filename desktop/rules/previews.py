"""A series before it is made: which dates it has, which it leaves out, and what clashes."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from desktop.rules import closures, series
from desktop.rules.clashes import Diary
from desktop.rules.closures import BANK_HOLIDAY, OpenDays, Shut
from desktop.rules.planning import Facts, How, PlannedDate, Preview, SeriesPlan, Settled, State
from desktop.rules.refusal import Refused
from desktop.rules.rrule import read_rule
from desktop.rules.sessions import check_places
from desktop.rules.settling import Outcome, settle

AHEAD = timedelta(days=548)
"""Series without an end are made this far ahead: 18 months."""

_EXTRA = {State.FITS, State.CLASH}


@dataclass(frozen=True, slots=True)
class Held:
    """A date of a rule, and why nothing is on then, if so."""

    on: date
    shut: Shut | None = None


@dataclass(frozen=True, slots=True)
class Planned:
    """A preview, with what becomes of each date for whoever makes it."""

    held: tuple[Held, ...]
    outcomes: tuple[Outcome, ...]


def check_plan(plan: SeriesPlan) -> None:
    """Refuse a plan that cannot be, before looking at any date of it."""
    check_places(plan.places)
    if plan.ends <= plan.starts:
        raise Refused("The end must be after the start.")
    if plan.last is not None and plan.count is not None:
        raise Refused("Give a last date or how many times, not both.")
    series.check_end(plan.first, plan.last, plan.count)


def by_day(settled: Iterable[Settled]) -> dict[date, Settled]:
    """File decisions under their dates."""
    return {each.on: each for each in settled}


def day_of(settled: Settled) -> date:
    """Read the day a date was moved to; Refused if it is none."""
    try:
        return date.fromisoformat(settled.value)
    except ValueError:
        raise Refused("That is not a day we know. Choose another.") from None


def held_dates(
    plan: SeriesPlan, days: OpenDays, settled: Mapping[date, Settled], today: date
) -> tuple[Held, ...]:
    """Give the dates of a plan in order; with a count, closed days do not count."""
    rule = read_rule(plan.rule)
    horizon = _horizon(plan, today)
    found: list[Held] = []
    on_days = 0
    for on in series.occurrences(rule, plan.first, horizon):
        found.append(Held(on, _shut(plan, days, on, settled.get(on))))
        on_days += found[-1].shut is None
        if len(found) > series.MOST_DATES:
            raise Refused(series.TOO_MANY)
        if on_days == plan.count:
            break
    if not on_days:
        raise Refused("There is no such date. Choose another first date or another rule.")
    series.check_near(plan.first, plan.last)
    if plan.count is not None and on_days < plan.count:
        raise Refused(f"There are only {on_days} dates in twenty years. Choose fewer times.")
    return tuple(found)


def planned(
    plan: SeriesPlan, held: Sequence[Held], diary: Diary, settled: Mapping[date, Settled]
) -> Planned:
    """Ask of each date whether it can be."""
    own = {each.on for each in held if each.shut is None}
    outcomes = tuple(_outcome(plan, each, diary, settled.get(each.on), own) for each in held)
    return Planned(tuple(held), outcomes)


def preview(plan: SeriesPlan, made: Planned, settled: Mapping[date, Settled]) -> Preview:
    """Show what is planned: the sentence, and every date with its number."""
    number = 0
    dates = []
    for held, outcome in zip(made.held, made.outcomes, strict=True):
        number += outcome.state in _EXTRA
        dates.append(_planned_date(held, outcome, number, settled.get(held.on)))
    rule = read_rule(plan.rule)
    said = series.sentence(
        rule, plan.first, plan.last, plan.count, starts=plan.starts, ends=plan.ends
    )
    holidays = sum(_is_shut(each, BANK_HOLIDAY) for each in made.held)
    return Preview(
        sentence=said,
        dates=tuple(dates),
        sessions=number,
        bank_holidays=holidays,
        closed=sum(each.shut is not None for each in made.held) - holidays,
        clashes=sum(each.state is State.CLASH for each in made.outcomes),
        last=last_of(plan, made.held),
    )


def last_of(plan: SeriesPlan, held: Sequence[Held]) -> date | None:
    """Give the last date of a series, None if it has no end."""
    return held[-1].on if plan.count is not None else plan.last


def facts_of(plan: SeriesPlan, on: date) -> Facts:
    """Give what one session of a plan is to be like."""
    return Facts(on, plan.starts, plan.ends, plan.place_id, plan.leader_id, plan.places)


def until_made(plan: SeriesPlan, today: date) -> date:
    """Say up to which day a series has all its dates once it is made."""
    return _horizon(plan, today)


def _horizon(plan: SeriesPlan, today: date) -> date:
    if plan.count is not None:
        return min(plan.first, date.max - series.FARTHEST) + series.FARTHEST
    return plan.last or min(max(plan.first, today), date.max - AHEAD) + AHEAD


def _shut(plan: SeriesPlan, days: OpenDays, on: date, settled: Settled | None) -> Shut | None:
    if settled is not None and settled.how is not How.SKIP:
        return None
    return closures.shut(
        days, on, plan.starts, plan.ends,
        skips_closed=plan.skips_closed, term_only=plan.term_only,
    )  # fmt: skip


def _outcome(
    plan: SeriesPlan, held: Held, diary: Diary, settled: Settled | None, own: set[date]
) -> Outcome:
    if held.shut is not None:
        return Outcome(State.SKIPPED, None, held.shut.name)
    if settled and settled.how is How.DATE and settled.value in {str(each) for each in own}:
        raise Refused("The series has that day already. Choose another.")
    return settle(diary, facts_of(plan, held.on), settled)


def _planned_date(
    held: Held, outcome: Outcome, number: int, settled: Settled | None
) -> PlannedDate:
    counted = number if outcome.state in _EXTRA else None
    return PlannedDate(
        held.on, counted, outcome.state, outcome.why, outcome.sentence, outcome.ways, settled
    )


def _is_shut(held: Held, why: str) -> bool:
    return held.shut is not None and held.shut.why == why
