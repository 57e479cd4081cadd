"""When an activity comes round, short enough for a list: "Tue 12:30pm, Fri 12pm"."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, time

from desktop.rules.days import DAYS, clock
from desktop.rules.refusal import Refused
from desktop.rules.rrule import read_rule
from desktop.rules.series import Rule, said_rule, sentence

SHORT = 3


@dataclass(frozen=True, slots=True)
class Round:
    """One series: its rule as it is stored, its first and last dates and its hours."""

    rule: str
    first: date
    last: date | None
    starts: time
    ends: time


def rhythm(rounds: Sequence[Round]) -> str:
    """Say all series of an activity on one line."""
    if not rounds:
        return ""
    if len(rounds) > 1:
        return ", ".join(filter(None, (_said(each, short=True) for each in rounds)))
    return _said(rounds[0], short=False)


def said_in_full(each: Round) -> str:
    """Say one series: "Every Thursday, 2pm to 4pm, until 12 August"."""
    rule = _rule(each.rule)
    if rule is None:
        return f"On days of another program’s rule, {clock(each.starts)}"
    return sentence(rule, each.first, each.last, starts=each.starts, ends=each.ends)


def _said(each: Round, *, short: bool) -> str:
    rule, at = _rule(each.rule), clock(each.starts)
    if rule is None:
        return at
    days = _plain_week(rule, each.first)
    if days is None:
        return f"{said_rule(rule, each.first)} {at}"
    if short or len(days) > 1:
        return f"{' and '.join(DAYS[day][:SHORT] for day in days)} {at}"
    return f"{DAYS[days[0]]}s {at}"


def _plain_week(rule: Rule, first: date) -> Sequence[int] | None:
    """Give the weekdays of a rule that comes every week, None for any other."""
    plain = rule.frequency == "WEEKLY" and rule.every == 1 and not rule.months
    return (rule.weekdays or (first.weekday(),)) if plain else None


def _rule(text: str) -> Rule | None:
    try:
        return read_rule(text)
    except Refused:
        return None
