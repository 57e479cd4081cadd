"""What an activity may be: its facts checked, lengths and booking windows in words."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, fields, replace
from datetime import time
from typing import Any

from desktop.rules.days import clock
from desktop.rules.names import clean
from desktop.rules.refusal import Refused
from desktop.rules.sessions import MOST_PLACES, check_places

LONGEST_NAME, LONGEST_LINE, LONGEST_TEXT = 90, 300, 2_000
LONGEST_MINUTES, LONGEST_LIFE, FARTHEST_DAYS = 12 * 60, 120, 366
MOST_OPTIONS = 12
WEEK = 7
_LINES = {
    "suits": "Whom it suits",
    "say_when_booking": "What is said at booking",
    "price": "The price",
    "bring": "What to bring",
    "collected_by": "Who may collect",
    "leaves_alone": "Who may leave alone",
}


@dataclass(frozen=True, slots=True)
class Option:
    """Something chosen inside a session, such as lunch, with a limit of its own."""

    name: str
    places: int


@dataclass(frozen=True, slots=True)
class Role:
    """How many people an activity needs in a role, such as 2 drivers."""

    role: str
    number: int


@dataclass(frozen=True, slots=True)
class ActivityFacts:
    """All that is said about an activity but its texts.

    `who` is "everybody" or "link worker" (only people the link worker adds). `opens_days`: booking
    opens so many days before, None always. `closes_days`, `closes_at`: it closes so many days
    before at that time; None when it starts. `kept_days`: so many days before, places kept for
    referrals are everybody's; None never.
    """

    name: str = ""
    patch: str = "craft"
    category_id: int | None = None
    place_id: int | None = None
    leader_id: int | None = None
    minutes: int = 60
    places: int = 12
    smallest: int = 0
    kept: int = 0
    kept_days: int | None = None
    youngest: int | None = None
    oldest: int | None = None
    suits: str = ""
    who: str = "everybody"
    private: bool = False
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
    ring_home: bool = False
    collected_by: str = ""
    leaves_alone: str = ""
    options: tuple[Option, ...] = ()
    roles: tuple[Role, ...] = ()


FACTS = tuple(each.name for each in fields(ActivityFacts))


def check_activity(facts: ActivityFacts) -> ActivityFacts:
    """Return the facts tidied; Refused with a sentence where they cannot be."""
    lines: dict[str, Any] = {
        name: _line(getattr(facts, name), said) for name, said in _LINES.items()
    }
    options = tuple(Option(clean(each.name), each.places) for each in facts.options)
    name = check_name(facts.name, "activity")
    tidied = replace(facts, name=name, options=options, **lines)
    _check_numbers(tidied)
    _check_ages(tidied.youngest, tidied.oldest)
    _check_window(tidied)
    _check_options(tidied)
    return tidied


def check_name(name: str, what: str) -> str:
    """Return the tidied name of an activity, a place or a category; Refused if it has none."""
    named = clean(name)
    if not named:
        raise Refused(f"Give the {what} a name.")
    if len(named) > LONGEST_NAME:
        raise Refused(f"The name is longer than {LONGEST_NAME} letters. Shorten it.")
    return named


def check_text(text: str) -> str:
    """Return what people read with its lines tidied; Refused when it is far too long."""
    tidied = "\n".join(map(clean, text.splitlines())).strip()
    if len(tidied) > LONGEST_TEXT:
        raise Refused(f"The text is longer than {LONGEST_TEXT:,} letters. Shorten it.")
    return tidied


def check_title(title: str) -> str:
    """Return what an activity is called in another language; Refused when it is too long."""
    tidied = clean(title)
    if len(tidied) > LONGEST_NAME:
        raise Refused(f"The name is longer than {LONGEST_NAME} letters. Shorten it.")
    return tidied


def check_may_check(written_by: str, by: str, *, two_people: bool) -> None:
    """Refuse that a writer checks their own text, where the practice asks for two people."""
    if two_people and written_by == by:
        raise Refused("Not checked. You wrote this text. Somebody else has to read it.")


def read_length(text: str) -> int:
    """Read a length in minutes: "1 hour 30", "90", "1:30", "2 hours", "45 min"."""
    said = clean(text).casefold()
    found = re.fullmatch(
        r"(?:(\d{1,2}) ?(?:h|hr|hrs|hours?)(?: and)? ?|(\d{1,2})[:.])?"
        r"(?:(\d{1,3}) ?(?:m|mins?|minutes?)?)?",
        said,
    )
    hours, digital, minutes = found.groups() if found and said else (None, None, None)
    half = re.fullmatch(r"(?:(\d) )?(?:and a )?half(?: an)?(?: hours?)?", said)
    length = int(hours or digital or 0) * 60 + int(minutes or 0)
    if half:
        length = int(half[1] or 0) * 60 + 30
    if not 0 < length <= LONGEST_MINUTES:
        raise Refused("That is not a length we know. Try 1 hour 30, or 45 minutes.")
    return length


def length_words(minutes: int) -> str:
    """Say a length: "45 minutes", "1 hour", "1 hour 30"."""
    hours, rest = divmod(minutes, 60)
    if not hours:
        return f"{rest} minutes"
    said = "1 hour" if hours == 1 else f"{hours} hours"
    return f"{said} {rest}" if rest else said


def opens_words(days: int | None) -> str:
    """Say when booking opens: "4 weeks before", "the day before", or "always open"."""
    if days is None:
        return "Always open"
    return _before(days).capitalize() if days < WEEK else _before(days)


def closes_words(days: int | None, at: time | None) -> str:
    """Say when booking closes: "10am that day", "5pm the day before", "When it starts"."""
    if days is None or at is None:
        return "When it starts"
    return f"{clock(at)} {_before(days)}"


def kept_until_words(days: int | None) -> str:
    """Say until when places are kept: "the day before", "1 week before", "It starts"."""
    return "It starts" if days is None else _before(days).capitalize()


def letters_for(name: str, taken: Iterable[str]) -> str:
    """Give two letters that tell an activity from others with the same patch."""
    used, letters = set(taken), [each for each in name.title() if each.isalpha()]
    capitals = [each for each in letters if each.isupper()]
    first = (capitals or letters or ["A"])[0].upper()
    wanted = [*capitals[1:], *letters[1:], *"abcdefghijklmnopqrstuvwxyz"]
    free = (first + each.lower() for each in wanted if first + each.lower() not in used)
    return next(free, first)


@dataclass(frozen=True, slots=True)
class Merged:
    """Mine laid over theirs: what stands now, and the names of what both of us changed."""

    values: dict[str, Any]
    both: tuple[str, ...]


def merged(was: dict[str, Any], theirs: dict[str, Any], mine: dict[str, Any]) -> Merged:
    """Keep everything I changed, and take from theirs what I had left alone."""
    changed = {name for name in mine if mine[name] != was.get(name)}
    both = tuple(
        name for name in mine
        if name in changed and theirs[name] not in (was.get(name), mine[name])
    )  # fmt: skip
    return Merged({n: mine[n] if n in changed else theirs[n] for n in mine}, both)


def _line(text: str, said: str) -> str:
    tidied = clean(text)
    if len(tidied) > LONGEST_LINE:
        raise Refused(f"{said} is longer than {LONGEST_LINE} letters. Shorten it.")
    return tidied


def _check_numbers(facts: ActivityFacts) -> None:
    if not 0 < facts.minutes <= LONGEST_MINUTES:
        raise Refused("That is not a length we know. Try 1 hour 30, or 45 minutes.")
    check_places(facts.places)
    if not 0 <= facts.smallest <= facts.places:
        raise Refused(f"The smallest number is more than the {facts.places} places.")
    if not 0 <= facts.kept <= facts.places:
        raise Refused(f"More places are kept for referrals than the {facts.places} there are.")
    if facts.kept_days is not None and not 0 < facts.kept_days <= FARTHEST_DAYS:
        raise Refused("Places are kept until 1 to 366 days before, or until it starts.")


def _check_ages(youngest: int | None, oldest: int | None) -> None:
    ages = [age for age in (youngest, oldest) if age is not None]
    if any(not 0 <= age <= LONGEST_LIFE for age in ages):
        raise Refused(f"Ages are numbers from 0 to {LONGEST_LIFE}.")
    if youngest is not None and oldest is not None and youngest > oldest:
        raise Refused(f"The youngest, {youngest}, is older than the oldest, {oldest}.")


def _check_window(facts: ActivityFacts) -> None:
    days = [each for each in (facts.opens_days, facts.closes_days) if each is not None]
    if any(not 0 <= each <= FARTHEST_DAYS for each in days):
        raise Refused("Booking can open and close up to a year before, not earlier.")
    if (facts.closes_days is None) != (facts.closes_at is None):
        raise Refused("Say both when booking closes and at what time.")
    if len(days) > 1 and days[0] <= days[1]:
        raise Refused("Booking would close before it opens. Choose another day for one.")


def _check_options(facts: ActivityFacts) -> None:
    names = [each.name.casefold() for each in facts.options]
    if len(names) > MOST_OPTIONS:
        raise Refused(f"An activity has up to {MOST_OPTIONS} options. Remove one.")
    if not all(names):
        raise Refused("Give the option a name, or remove it.")
    if twice := _twice(names):
        raise Refused(f"There are two options called {facts.options[twice].name}.")
    for each in facts.options:
        if not 0 < each.places <= min(facts.places, MOST_PLACES):
            raise Refused(
                f"The limit of {each.name} must be a number from 1 to {facts.places}."
            )  # fmt: skip


def _twice(names: Sequence[str]) -> int:
    return next((n for n, each in enumerate(names) if each in names[:n]), 0)


def _before(days: int) -> str:
    if days < 2:
        return ("that day", "the day before")[days]
    weeks, rest = divmod(days, WEEK)
    if rest:
        return f"{days} days before"
    return "1 week before" if weeks == 1 else f"{weeks} weeks before"
