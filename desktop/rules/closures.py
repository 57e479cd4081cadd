"""When the practice is open: closures, hours, terms and bank holidays, and what they stop."""

from dataclasses import dataclass, field
from datetime import date, time

from desktop.rules.bank_holidays import bank_holiday
from desktop.rules.days import day, hours
from desktop.rules.refusal import Refused
from desktop.rules.series import FARTHEST

LONGEST_NAME = 90


@dataclass(frozen=True, slots=True)
class Closure:
    """Some days, or some hours of each of them, when all is closed, or one place is."""

    id: int
    name: str
    first: date
    last: date
    starts: time | None = None
    ends: time | None = None
    place_id: int | None = None
    place: str = ""
    version: int = 1


@dataclass(frozen=True, slots=True)
class Opening:
    """The hours of a weekday, Monday 0; a weekday without is a closed one, once any has hours."""

    weekday: int
    opens: time
    closes: time


@dataclass(frozen=True, slots=True)
class Term:
    """A school term, both days included."""

    id: int
    name: str
    first: date
    last: date
    version: int = 1


@dataclass(frozen=True, slots=True)
class OpenDays:
    """All that says whether something can be on some day."""

    nation: str = "England"
    closures: tuple[Closure, ...] = ()
    openings: tuple[Opening, ...] = ()
    terms: tuple[Term, ...] = field(default=())


@dataclass(frozen=True, slots=True)
class Shut:
    """Why there is nothing on a day: `why` is what the records call it, `name` what people do."""

    why: str
    name: str


BANK_HOLIDAY, CLOSED = "bank holiday", "closed"


def shut(
    days: OpenDays, on: date, starts: time, ends: time, *, skips_closed: bool, term_only: bool
) -> Shut | None:
    """Say why a series has no session on a date; None if it has one."""
    if skips_closed:
        name = bank_holiday(days.nation, on)
        if name:
            return Shut(BANK_HOLIDAY, name)
        closed = closed_all(days, on, starts, ends)
        if closed:
            return Shut(CLOSED, closed)
    if term_only and not in_term(days, on):
        return Shut(CLOSED, "Not in term time")
    return None


def closed_all(days: OpenDays, on: date, starts: time, ends: time) -> str:
    """Name what closes the whole practice then; nothing if it is open, or its hours end sooner."""
    for each in days.closures:
        if each.place_id is None and meets(each, on, starts, ends):
            return each.name
    if days.openings and _opening(days, on) is None:
        return "Closed that day"
    return ""


def closed_place(
    days: OpenDays, place_id: int | None, on: date, starts: time, ends: time
) -> Closure | None:
    """Find what closes one place then."""
    those = [each for each in days.closures if each.place_id is not None]
    return next(
        (each for each in those if each.place_id == place_id and meets(each, on, starts, ends)),
        None,
    )


def outside_hours(days: OpenDays, on: date, starts: time, ends: time) -> str:
    """Say when the practice is open, if a session would begin before or end after."""
    opening = _opening(days, on)
    if opening is None or (opening.opens <= starts and ends <= opening.closes):
        return ""
    return f"The practice is open {hours(opening.opens, opening.closes)} that day."


def in_term(days: OpenDays, on: date) -> bool:
    """Whether a day is in a term."""
    return any(term.first <= on <= term.last for term in days.terms)


def meets(closure: Closure, on: date, starts: time, ends: time) -> bool:
    """Whether a closure takes anything of these hours."""
    if not closure.first <= on <= closure.last:
        return False
    if closure.starts is None or closure.ends is None:
        return True
    return starts < closure.ends and closure.starts < ends


def check_closure(
    name: str, first: date, last: date, starts: time | None, ends: time | None
) -> None:
    """Refuse a closure nobody means."""
    check_span(name, first, last)
    if (starts is None) != (ends is None):
        raise Refused("Give the closure a start and an end, or neither for the whole day.")
    if starts is not None and ends is not None and ends <= starts:
        raise Refused("The end must be after the start.")


def check_span(name: str, first: date, last: date) -> None:
    """Refuse days without a name, and days that end before they begin or never."""
    if not name:
        raise Refused("Give it a name: Christmas, training afternoon, spring term.")
    if len(name) > LONGEST_NAME:
        raise Refused(f"The name is longer than {LONGEST_NAME} letters. Shorten it.")
    if last < first:
        raise Refused("The last day is before the first. Choose a later one.")
    if last - first > FARTHEST:
        raise Refused(f"{day(last, first)} is too far away. Choose an earlier last day.")


def check_openings(openings: tuple[Opening, ...]) -> None:
    """Refuse opening hours that end before they begin, or a weekday twice."""
    if len({each.weekday for each in openings}) < len(openings):
        raise Refused("Each weekday has its hours once.")
    if any(not 0 <= each.weekday <= 6 for each in openings):
        raise Refused("Choose a weekday from Monday to Sunday.")
    if any(each.closes <= each.opens for each in openings):
        raise Refused("The practice must close after it opens.")


def _opening(days: OpenDays, on: date) -> Opening | None:
    return next((each for each in days.openings if each.weekday == on.weekday()), None)
