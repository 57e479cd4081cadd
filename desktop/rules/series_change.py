"""What a change of a series does to each of its dates, before anything is done."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from itertools import pairwise
from typing import Any

from desktop.rules import closures
from desktop.rules import series as repeating
from desktop.rules.clashes import Clash, Diary
from desktop.rules.days import clock, day, hours_short
from desktop.rules.planning import (
    Facts,
    How,
    SeriesChange,
    Settled,
    State,
    Way,
)
from desktop.rules.refusal import Refused
from desktop.rules.rrule import read_rule
from desktop.rules.series import Rule
from desktop.rules.sessions import check_places
from desktop.rules.settling import SKIPPED_BY_YOU, Outcome, clashing, different, settle, starting

BEGUN = "That has begun already. Sessions that have begun never change."
OVER, HERE = "Over", "People are here"


@dataclass(frozen=True, slots=True)
class Coming:
    """A session that has not begun, as it is; `live` bookings, `used` once anybody was booked.

    `taken` places are booked, whoever is marked what; `held` are kept while somebody is being
    rung. `came` have arrived already.
    """

    id: int
    version: int
    title: str
    original: date | None
    facts: Facts
    by_hand: bool
    cancelled: bool
    live: int
    used: bool
    changed_by: str
    changed_on: date | None
    sequence: int = 0
    waiting: int = 0
    held: int = 0
    taken: int = 0
    came: int = 0

    @property
    def least(self) -> int:
        """The fewest places it can have."""
        return max(self.live, self.taken) + self.held


@dataclass(frozen=True, slots=True)
class Ask:
    """What a change is asked against: who has what, when it is now on the wall, what is closed."""

    diary: Diary
    now: datetime
    decided: Mapping[date, Settled]
    moving: Collection[int]
    skips_closed: bool = True
    term_only: bool = False


@dataclass(frozen=True, slots=True)
class Line:
    """What becomes of one date: its session if there is one, and its date in the rule after."""

    on: date
    session: Coming | None
    original: date | None
    outcome: Outcome


def check_change(change: SeriesChange) -> None:
    """Refuse a change that changes nothing, or cannot be."""
    if change == SeriesChange():
        raise Refused("Nothing would be different. Change something first.")
    if change.places is not None:
        check_places(change.places)
    if change.weekday is not None and change.rule is not None:
        raise Refused("Give another weekday or another rule, not both.")
    if change.weekday is not None and not 0 <= change.weekday <= 6:
        raise Refused("Choose a weekday from Monday to Sunday.")


def rule_after(change: SeriesChange, rule: Rule, first: date) -> Rule:
    """Give the rule as it will be."""
    if change.rule is not None:
        return read_rule(change.rule)
    if change.weekday is not None:
        return repeating.with_weekday(rule, change.weekday, first)
    return rule


def facts_after(change: SeriesChange, now: Facts, on: date, least: int = 0) -> Facts:
    """Give what a session will be like; it never has fewer places than people booked."""
    facts = replace(
        now,
        on=on,
        place_id=different(change.place_id, now.place_id),
        leader_id=different(change.leader_id, now.leader_id),
        places=now.places if change.places is None else max(change.places, least),
    )
    if change.starts is None and change.ends is None:
        return facts
    starts = now.starts if change.starts is None else change.starts
    ends = now.ends if change.starts is None and change.ends is None else change.ends
    return starting(facts, starts, ends)


def day_after(change: SeriesChange, now: Facts) -> date:
    """Give the day a single session moves to."""
    if change.weekday is not None:
        return now.on - timedelta(now.on.weekday()) + timedelta(change.weekday)
    return change.on or now.on


def stays(each: Coming, settled: Settled | None) -> bool:
    """Whether a session is left alone: changed by hand, cancelled, or so decided."""
    how = settled.how if settled else None
    return how is How.AS_IT_IS or each.cancelled or (each.by_hand and how is None)


def line_of(each: Coming, new: date | None, change: SeriesChange, ask: Ask) -> Line:
    """Say what becomes of one session of a series; `new` is its date in the rule, None if out."""
    on = each.original or each.facts.on
    settled = ask.decided.get(on)
    if stays(each, settled):
        kept = Outcome(State.STAYS, each.facts, _why_stays(each), by_hand=True)
        return Line(on, each, new or each.original, kept)
    if new is None:
        return Line(on, each, each.original, _out(each))
    facts = facts_after(change, each.facts, _day(each, new, settled), each.least)
    if settled is not None and settled.how is How.MOVE:
        settled = None
    return Line(on, each, new, _moved(each, facts, settled, ask))


def single(each: Coming, change: SeriesChange, ask: Ask) -> Line:
    """Say what becomes of one session that is changed alone."""
    on = each.original or each.facts.on
    facts = facts_after(change, each.facts, day_after(change, each.facts), each.least)
    settled = ask.decided.get(on)
    if settled is not None and settled.how is How.SKIP:
        raise Refused("To have no session that day, cancel it.")
    outcome = _moved(each, facts, settled, ask)
    ways = tuple(way for way in outcome.ways if way.how in (How.PLACE, How.START))
    return Line(on, each, each.original, replace(outcome, by_hand=True, ways=ways))


def more(on: date, facts: Facts, ask: Ask) -> Line:
    """Say what becomes of a date that the series has had no session on so far."""
    settled = ask.decided.get(on)
    shut = settled is None and _shut(facts, ask)
    if shut:
        return Line(on, None, on, Outcome(State.SKIPPED, None, shut.name, shut.why))
    if datetime.combine(facts.on, facts.starts) <= ask.now:
        return Line(on, None, on, Outcome(State.GOES, None))
    outcome = settle(ask.diary, facts, settled, ask.moving)
    new = replace(outcome, state=State.NEW) if outcome.state is State.FITS else outcome
    return Line(on, None, on, new)


def check_apart(lines: Sequence[Line]) -> None:
    """Refuse when two dates of one series would be at the same time."""
    own = [(each.outcome.facts, is_news(each)) for each in lines if each.outcome.facts is not None]
    for (one, new), (other, also) in pairwise(
        sorted(own, key=lambda each: (each[0].on, each[0].starts))
    ):
        if (new or also) and one.on == other.on and other.starts < one.ends:
            raise Refused(f"Two dates would be at the same time on {day(one.on, one.on)}.")


def is_news(line: Line) -> bool:
    """Whether there would be a session where there was none."""
    return line.outcome.state is State.NEW or moves(line)


def moves(line: Line) -> bool:
    """Whether anything about a session would be different."""
    was, facts = line.session, line.outcome.facts
    return line.outcome.state is State.FITS and was is not None and facts != was.facts


def _moved(each: Coming, facts: Facts, settled: Settled | None, ask: Ask) -> Outcome:
    if settled is not None and settled.how is How.SKIP:
        return Outcome(State.SKIPPED, None, SKIPPED_BY_YOU)
    if settled is None and spot(facts) == spot(each.facts):
        return _enough(each, Outcome(State.FITS, facts), facts)
    found = settled is None and facts.on != each.facts.on and _shut(facts, ask)
    if found and not each.live:
        return Outcome(State.SKIPPED, None, found.name, found.why)
    outcome = (
        clashing(Clash("Closed", f"The practice is closed then: {found.name}."), (), facts)
        if found
        else settle(ask.diary, facts, settled, ask.moving)
    )
    outcome = _not_over(each, not_without(each, outcome), ask)
    if outcome.state is State.CLASH:
        return replace(outcome, ways=_ways(each, outcome))
    return _enough(each, outcome, facts)


def spot(facts: Facts) -> tuple[Any, ...]:
    """Give when, where and with whom a session is: what can clash."""
    return facts.on, facts.starts, facts.ends, facts.place_id, facts.leader_id


def _enough(each: Coming, outcome: Outcome, facts: Facts) -> Outcome:
    """Say so where those booked keep it from having fewer places."""
    places = outcome.facts.places if outcome.facts else 0
    if each.least == places and facts.places != each.facts.places:
        why = "booked or being offered" if each.held else "booked"
        number = f"{each.least} is" if each.least == 1 else f"{each.least} are"
        said = "1 place" if places == 1 else f"{places} places"
        return replace(outcome, why=f"{number} {why}, so it has {said}")
    return outcome


def not_without(each: Coming, outcome: Outcome) -> Outcome:
    """Keep a session on its day once somebody is there."""
    facts = outcome.facts
    if facts is None or facts.on == each.facts.on or not each.came:
        return outcome
    here = "1 person has" if each.came == 1 else f"{each.came} people have"
    return clashing(Clash(HERE, f"{here} arrived already, so it stays on that day."), (), facts)


def _not_over(each: Coming, outcome: Outcome, ask: Ask) -> Outcome:
    """Nothing moves to a moment that has gone by."""
    facts = outcome.facts
    if facts is None or facts == each.facts:
        return outcome
    if datetime.combine(facts.on, facts.starts) > ask.now:
        return outcome
    said = f"{day(facts.on, ask.now.date())}, {clock(facts.starts)} is over already."
    return clashing(Clash(OVER, said), (), facts)


def _ways(each: Coming, outcome: Outcome) -> tuple[Way, ...]:
    then = hours_short(each.facts.starts, each.facts.ends)
    same_day = outcome.facts is not None and outcome.facts.on == each.facts.on
    as_it_is = Way(How.AS_IT_IS, "", f"{then} that day" if same_day else "Leave it as it is")
    off = Way(How.SKIP, "", "Not on that day" if each.live else "Skip it")
    same = (How.SKIP, ""), (How.START, f"{each.facts.starts:%H:%M}")
    others = [way for way in outcome.ways if (way.how, way.value) not in same]
    places = [way for way in others if way.how is How.PLACE]
    return (as_it_is, *places, off, *(way for way in others if way.how is not How.PLACE))


def _out(each: Coming) -> Outcome:
    if each.live:
        return Outcome(State.KEPT, each.facts, "Not in the series any more", by_hand=True)
    return Outcome(State.GOES, None, "Not in the series any more")


def _day(each: Coming, new: date, settled: Settled | None) -> date:
    by_hand = each.by_hand and (settled is None or settled.how is not How.MOVE)
    return each.facts.on if by_hand and each.original == new else new


def _shut(facts: Facts, ask: Ask) -> closures.Shut | None:
    return closures.shut(
        ask.diary.days, facts.on, facts.starts, facts.ends,
        skips_closed=ask.skips_closed, term_only=ask.term_only,
    )  # fmt: skip


def _why_stays(each: Coming) -> str:
    if each.cancelled:
        return "Not on"
    if not each.by_hand:
        return "Left as it is"
    if not each.changed_by or each.changed_on is None:
        return "Changed by hand"
    return f"Set by {each.changed_by}, {day(each.changed_on, each.facts.on).partition(' ')[2]}"
