"""What becomes of one date: it fits, it clashes and how that could be settled, or it is skipped."""

from collections.abc import Collection
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import date, datetime, time

from desktop.rules.clashes import NO_SUCH_HOUR, Clash, Diary, clash, ways
from desktop.rules.days import clock, day, hours
from desktop.rules.names import clean
from desktop.rules.planning import NONE, Facts, How, Settled, State, Way
from desktop.rules.refusal import Refused

SKIPPED_BY_YOU = "Skipped by you"
_NOT_AN_ANSWER = "That is no answer to a clash. Choose a place, a start, a day, or skip it."
_PLACED = {How.PLACE, How.START, How.DATE}


@dataclass(frozen=True, slots=True)
class Outcome:
    """How a date stands; `facts` is None where there would be no session.

    `by_hand` once somebody has placed it apart from its series, `reason` why it clashes all the
    same.
    """

    state: State
    facts: Facts | None
    why: str = ""
    sentence: str = ""
    ways: tuple[Way, ...] = ()
    by_hand: bool = False
    reason: str = ""


def settle(
    diary: Diary, facts: Facts, settled: Settled | None, but: Collection[int] = ()
) -> Outcome:
    """Ask whether a session can be as wanted, or as it was settled."""
    if settled is None:
        return _asked(diary, facts, but)
    if settled.how is How.SKIP:
        return Outcome(State.SKIPPED, None, SKIPPED_BY_YOU)
    if settled.how is How.ANYWAY:
        return _anyway(diary, facts, settled.value, but)
    if settled.how not in _PLACED:
        raise Refused(_NOT_AN_ANSWER)
    placed = replace(_asked(diary, _placed(facts, settled), but), by_hand=True)
    if placed.state is State.CLASH or placed.facts is None:
        return placed
    return replace(placed, why=_said(diary, placed.facts, settled))


def clashing(found: Clash, answers: tuple[Way, ...], facts: Facts) -> Outcome:
    """Say that somebody must decide."""
    return Outcome(State.CLASH, facts, found.why, found.sentence, answers)


def _asked(diary: Diary, facts: Facts, but: Collection[int]) -> Outcome:
    found = clash(diary, facts, but)
    if found is None:
        return Outcome(State.FITS, facts)
    return clashing(found, ways(diary, facts, found, but), facts)


def _anyway(diary: Diary, facts: Facts, reason: str, but: Collection[int]) -> Outcome:
    found = clash(diary, facts, but)
    if found and found.why == NO_SUCH_HOUR:
        return clashing(found, ways(diary, facts, found, but), facts)
    why = f"{found.why}, all the same" if found else ""
    return Outcome(State.FITS, facts, why, reason=(clean(reason) or "agreed") if found else "")


def _placed(facts: Facts, settled: Settled) -> Facts:
    with suppress(ValueError):
        if settled.how is How.PLACE:
            return replace(facts, place_id=int(settled.value) or None)
        if settled.how is How.DATE:
            return replace(facts, on=date.fromisoformat(settled.value))
        return starting(facts, time.fromisoformat(settled.value))
    raise Refused(_NOT_AN_ANSWER)


def starting(facts: Facts, starts: time, ends: time | None = None) -> Facts:
    """Give the same session at another time; without an end it keeps its length."""
    if ends is None:
        length = _moment(facts.on, facts.ends) - _moment(facts.on, facts.starts)
        later = _moment(facts.on, starts) + length
        if later.date() != facts.on:
            raise Refused("It would go past midnight. Choose an earlier start or an end.")
        ends = later.time()
    if ends <= starts:
        raise Refused("The end must be after the start.")
    return replace(facts, starts=starts, ends=ends)


def different(value: int | None, now: int | None) -> int | None:
    """Read an id of a change: None leaves what is now, NONE takes it away."""
    return now if value is None else None if value == NONE else value


def _said(diary: Diary, facts: Facts, settled: Settled) -> str:
    if settled.how is How.PLACE:
        where = diary.places.get(facts.place_id or 0)
        return where.name if where else "No place"
    if settled.how is How.START:
        return hours(facts.starts, facts.ends)
    return f"{day(facts.on, settled.on)}, {clock(facts.starts)}"


def _moment(on: date, at: time) -> datetime:
    return datetime.combine(on, at)
