"""A starter pack: activities, series rules, texts and patches of a practice, without people."""

from dataclasses import dataclass
from datetime import date, time

from desktop.rules.activities import Option, Role
from desktop.rules.refusal import Refused
from desktop.rules.rrule import read_rule
from desktop.rules.series import CODES, FARTHEST, Rule, occurrences


@dataclass(frozen=True, slots=True)
class PackedPlace:
    """A place by its name, and what the desk knows of it."""

    name: str
    step_free: bool | None = None
    hearing_loop: bool | None = None
    shared: bool = False


@dataclass(frozen=True, slots=True)
class PackedSeries:
    """How an activity comes round (RRULE, RFC 5545) and when on the day, without first and last."""

    rule: str
    starts: time
    ends: time
    places: int
    place: str = ""
    skips_closed: bool = True
    term_only: bool = False


@dataclass(frozen=True, slots=True)
class PackedText:
    """What people read about an activity, in a language (BCP 47), and what it is called there."""

    language: str
    text: str
    title: str = ""


@dataclass(frozen=True, slots=True)
class PackedActivity:
    """An activity as another practice can offer it: places and categories by name."""

    name: str
    patch: str
    category: str = ""
    place: str = ""
    minutes: int = 60
    places: int = 12
    smallest: int = 0
    kept: int = 0
    kept_days: int | None = None
    youngest: int | None = None
    oldest: int | None = None
    suits: str = ""
    who: str = "everybody"
    say_when_booking: str = ""
    price: str = ""
    bring: str = ""
    opens_days: int | None = None
    closes_days: int | None = None
    closes_at: time | None = None
    weather: bool = False
    step_free: bool | None = None
    hearing_loop: bool | None = None
    young: bool = False
    options: tuple[Option, ...] = ()
    roles: tuple[Role, ...] = ()
    texts: tuple[PackedText, ...] = ()
    series: tuple[PackedSeries, ...] = ()


@dataclass(frozen=True, slots=True)
class StarterPack:
    """What one practice hands to the next."""

    places: tuple[PackedPlace, ...]
    activities: tuple[PackedActivity, ...]


def whole_rule(rule: Rule, first: date) -> Rule:
    """Give a rule that says its days itself, where its first date says them so far.

    Refused for those that cannot be said without a date.
    """
    if rule.days or rule.of_month or rule.frequency == "DAILY":
        return rule
    if rule.frequency == "WEEKLY":
        return read_rule(f"{rule.text};BYDAY={CODES[first.weekday()]}")
    if rule.frequency == "MONTHLY":
        return read_rule(f"{rule.text};BYMONTHDAY={first.day}")
    raise Refused("A series that comes round once a year has no place in a starter pack.")


def begins(rule: Rule, earliest: date) -> date:
    """Give the day on which a series of a pack begins: its first date from `earliest` on."""
    coming = occurrences(rule, earliest, earliest + FARTHEST)
    found = next(coming, None)
    if found is None:
        raise Refused("This rule of repeating never comes round.")
    return found
