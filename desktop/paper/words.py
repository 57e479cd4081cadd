"""What documents say in a language: the words of the practice's paper, and its days and hours."""

import json
import re
from collections.abc import Mapping, Sequence
from datetime import date, time
from functools import cache

from desktop.paper.press import RESOURCES
from desktop.rules import days
from desktop.rules.languages import ENGLISH
from desktop.rules.languages import language as language_of

ALONE, TOGETHER = "\u2068", "\u2069"
"""Round what keeps its own direction within a line (FSI and PDI, Unicode Annex 9)."""
WORDS = RESOURCES / "paper" / "words"


@cache
def words(language: str) -> Mapping[str, str]:
    """Give the words of a language, the English ones where it has none of its own."""
    said = dict(json.loads((WORDS / "en.json").read_text(encoding="utf-8")))
    file = WORDS / f"{language}.json"
    return said | json.loads(file.read_text(encoding="utf-8")) if file.is_file() else said


def spoken(language: str) -> str:
    """Give the language documents are in for somebody who reads this one, if not their own."""
    return language if (WORDS / f"{language}.json").is_file() else ENGLISH


def day(on: date, today: date, language: str = ENGLISH) -> str:
    """Say a day in full, with its year only when it is not this one."""
    if language == ENGLISH:
        return days.day(on, today)
    from babel.dates import format_date

    pattern = _day_pattern(language, with_year=on.year != today.year)
    return format_date(on, pattern, locale=_locale(language))


@cache
def _day_pattern(language: str, *, with_year: bool) -> str:
    """Find how the language puts weekday, day and month together (CLDR), none of them cut short."""
    from babel import Locale

    known = Locale.parse(_locale(language)).datetime_skeletons
    wanted = ("yMMMMEEEEd", "yMMMEd") if with_year else ("MMMMEEEEd", "MMMEd")
    found = next((str(known[each].pattern) for each in wanted if each in known), "EEEE d MMMM")
    whole = re.sub(r"[Ec]+", "EEEE", found)
    return re.sub(r"M{3,}", "MMMM", re.sub(r"L{3,}", "LLLL", whole))


def weekday(on: date, language: str = ENGLISH) -> str:
    """Name the day of the week."""
    if language == ENGLISH:
        return days.DAYS[on.weekday()]
    from babel.dates import format_date

    return format_date(on, "EEEE", locale=_locale(language))


def date_of(on: date, today: date, language: str = ENGLISH) -> str:
    """Say a day and month, with the year only when it is not this one."""
    if language == ENGLISH:
        return days.near_date(on, today)
    from babel.dates import format_skeleton

    skeleton = "MMMMd" if on.year == today.year else "yMMMMd"
    return format_skeleton(skeleton, on, locale=_locale(language))


def clock(at: time, language: str = ENGLISH) -> str:
    """Say a time as readers of the language write it: "2pm", "14:00"."""
    if language == ENGLISH:
        return days.clock(at)
    from babel.dates import format_time

    return alone(format_time(at, "short", locale=_locale(language)), language)


def alone(text: str, language: str) -> str:
    """Keep what may run the other way, a time or a title, whole within a line of a language."""
    backwards = text and language_of(language).right_to_left
    return f"{ALONE}{text}{TOGETHER}" if backwards else text


def hours(starts: time, ends: time, language: str = ENGLISH) -> str:
    """Say from when to when."""
    span = words(language)["hours"]
    return span.format(first=clock(starts, language), last=clock(ends, language))


def listed(parts: Sequence[str], language: str = ENGLISH) -> str:
    """Put parts of a line behind each other, with the comma of its letters."""
    return ("، " if language_of(language).right_to_left else ", ").join(parts)


def _locale(language: str) -> str:
    return language.replace("-", "_")
