"""Comes every week: on which dates, who is in turn where members share seats, and away until."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from desktop.rules.companions import Brought
from desktop.rules.days import day, full_date, near_date
from desktop.rules.refusal import Refused

IN_TURN_AHEAD = timedelta(weeks=6)
"""Where members share seats, so far ahead it is settled whose turn it is; else every date is."""
TURNS_OVER = timedelta(weeks=26)
"""So long it is remembered who had a seat."""
LONGEST_GAP = timedelta(weeks=13)
"""A series that begins within this time after another has ended may be the same thing again."""
AWAY = "away"
"""Who ended a booking that somebody gave up while away: it comes back when they do."""
AWAY_REASON = "Away for a while."
LONGEST_REASON = 200


@dataclass(frozen=True, slots=True)
class Regular:
    """Somebody who comes every week, from `since` to `until`, but not while away.

    `away_until` is the first day they come again, None while nobody knows. With them come those
    who are `brought`, every week.
    """

    id: int
    person_id: int
    since: date
    until: date | None
    away_from: date | None
    away_until: date | None
    made_at: datetime
    brought: tuple[Brought, ...] = ()

    @property
    def heads(self) -> int:
        """How many places they take with those who come along."""
        return 1 + sum(each.takes for each in self.brought)

    def comes_on(self, on: date) -> bool:
        """Whether they come on a day."""
        if on < self.since or (self.until is not None and on > self.until):
            return False
        return not self.is_away(on)

    def is_away(self, on: date) -> bool:
        """Whether they are away on a day."""
        if self.away_from is None or on < self.away_from:
            return False
        return self.away_until is None or on < self.away_until


@dataclass(frozen=True, slots=True)
class Series:
    """A series as far as coming every week goes."""

    id: int
    split_from: int | None
    first: date
    last: date | None
    weekdays: frozenset[int]
    starts: time
    ends: time


def family(own: int, all_of_it: Sequence[Series]) -> frozenset[int]:
    """Find every series that is the same thing to who comes to one of them every week.

    Those it was split into, and those that go on where it ended: the same weekday, at a time that
    overlaps, within thirteen weeks.
    """
    found = {own}
    known = {each.id: each for each in all_of_it}
    while True:
        more = {
            each.id
            for each in all_of_it
            if each.id not in found and any(_goes_on(known[one], each) for one in found
                                            if one in known)
        }  # fmt: skip
        if not more:
            return frozenset(found)
        found |= more


def _goes_on(one: Series, other: Series) -> bool:
    if other.split_from == one.id or one.split_from == other.id:
        return True
    if one.last is None or not one.last < other.first <= one.last + LONGEST_GAP:
        return False
    at_that_time = one.starts < other.ends and other.starts < one.ends
    return at_that_time and bool(one.weekdays & other.weekdays)


@dataclass(frozen=True, slots=True)
class Had:
    """What a member had of late: seats, of how many dates, and the last one."""

    seats: int
    dates: int
    last: date | None


def in_turn(members: Sequence[Regular], had: Mapping[int, Had], places: int) -> tuple[Regular, ...]:
    """Put members into the order of their turn: who had the smallest share of the seats first.

    Who is new has had neither too many nor too few; of equals, who sat longest ago is first.
    """
    none = Had(0, 0, None)
    heads = sum(each.heads for each in members)

    def key(each: Regular) -> tuple[object, ...]:
        theirs = had.get(each.person_id, none)
        share = theirs.seats * heads - theirs.dates * places
        return share, theirs.last or date.min, each.made_at, each.id

    return tuple(sorted(members, key=key))


def share_seats(members: int, places: int) -> bool:
    """Whether a group has more members than seats, who therefore take turns."""
    return members > places


def check_can_begin(
    called: str, title: str, *, already: bool, members: int, most: int, ended: date | None,
    today: date, party: int = 1,
) -> None:  # fmt: skip
    """Refuse who comes every week already, a group that is whole, and one that is over."""
    if already:
        raise Refused(f"Not added. {called} comes to {title} every week already.")
    check_members(title, members, most, party)
    if ended is not None and ended < today:
        raise Refused(f"Not added. {title} ended on {day(ended, today)}.")


def check_members(
    title: str, members: int, most: int, more: int, not_done: str = "Not added"
) -> None:
    """Refuse more members than a group may have; who comes along counts as one."""
    if not most or more <= 0 or members + more <= most:
        return
    left = max(most - members, 0)
    if left:
        raise Refused(f"{not_done}. {title} takes {left} more of its {most} members.")
    raise Refused(f"{not_done}. {title} has its {most} members.")


def check_party(title: str, party: int, places: int, not_done: str = "Not added") -> None:
    """Refuse a party that would wait for ever: there are more of them than places."""
    if party > max(places, 1):
        seats = "1 place" if places == 1 else f"{places} places"
        raise Refused(f"{not_done}. They are {party}, and {title} has {seats}.")


def check_away(first: date, until: date | None, today: date) -> None:
    """Refuse to be away for no time, or in the past."""
    if until is not None and until <= first:
        raise Refused(f"Not saved. Choose a day after {day(first, today)}.")
    if until is not None and until <= today:
        raise Refused(f"Not saved. {day(until, today)} is over.")


def check_back(back: date, today: date) -> None:
    """Refuse to have been back before."""
    if back < today:
        raise Refused(f"Not saved. {day(back, today)} is over. Choose today or a later day.")


def check_reason(reason: str) -> None:
    """Refuse a reason that is a story."""
    if len(reason) > LONGEST_REASON:
        raise Refused(f"Not saved. The reason is longer than {LONGEST_REASON} letters. Shorten it.")


def begun_words(
    called: str, booked: int, waits: int, ended: date | None, today: date, brought: str = ""
) -> str:
    """Say that somebody comes every week, with whom, what came of it, and when it ends."""
    ends = f" It ends on {day(ended, today)}." if ended else ""
    together = f" with {brought}" if brought else ""
    return f"{called} comes every week{together}. {dates_words(booked, waits)}{ends}"


def brought_words(called: str, brought: str, without: Sequence[date], today: date) -> str:
    """Say who comes along every week now, and on which dates there is no place for all."""
    said = f"{called} comes every week {'with ' + brought if brought else 'alone'}."
    return said + lacking_words(without, today)


def lacking_words(without: Sequence[date], today: date) -> str:
    """Say on which dates there is no place for who comes along; nothing when there is."""
    if not without:
        return ""
    more = f", and {len(without) - 1} more" if len(without) > 1 else ""
    return f" No place for all on {near_date(without[0], today)}{more}."


def dates_words(booked: int, waits: int, without: int = 0) -> str:
    """Say what came of it: "Booked on 12 dates, waiting for 2."."""
    said = []
    if booked:
        said.append(f"booked on {_dates(booked)}")
    if waits:
        said.append(f"waiting for {_dates(waits)}")
    if without:
        said.append(f"without a place on {_dates(without)}")
    whole = ", ".join(said) or "no date to come yet"
    return f"{whole[0].upper()}{whole[1:]}."


def away_words(first: date, until: date | None, today: date) -> str:
    """Say since or until when somebody is away: "Away until 1 March"."""
    begins = f" from {near_date(first, today)}" if first > today else ""
    if until is None:
        return f"Away{begins}, nobody knows until when"
    return f"Away{begins} until {near_date(until, today)}"


def since_words(since: date) -> str:
    """Say since when somebody comes every week: "since 26 November 2026"."""
    return f"since {full_date(since)}"


def _dates(number: int) -> str:
    return "1 date" if number == 1 else f"{number} dates"
