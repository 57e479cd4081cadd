"""On which days, as people write it: "Tues & Thurs", "1st Weds of month", "every other Friday"."""

import re
from dataclasses import dataclass
from datetime import date

from desktop.rules import series
from desktop.rules.days import DAYS, full_date, read_day
from desktop.rules.free_text_words import Words
from desktop.rules.refusal import Refused
from desktop.rules.series import CODES, Rule

_DAY = (
    r"(?:mon(?:day)?|tue(?:s|sday)?|wed(?:s|nesday|sday)?|thu(?:r|rs|rsday|sday)?|fri(?:day)?|"
    r"sat(?:urday)?|sun(?:day)?)(?P<many{n}>'?s'?)?\b\.?"
)
_PLAIN_DAY = _DAY.replace("(?P<many{n}>'?s'?)", "(?:'?s'?)")
_JOIN = r"\s*(?:,|&|\+|/|;|and|or|,\s*and)\s*"
_NTH = r"(?:1st|2nd|3rd|4th|5th|first|second|third|fourth|fifth|last)"
_MONTHLY = re.compile(
    rf"\b(?:every |each |on |the )*(?P<nths>{_NTH}(?:{_JOIN}(?:the )?{_NTH})*)\s+"
    rf"(?P<day>{_PLAIN_DAY})(?P<month>\s*(?:(?:of|in|every|each|per|the|a)\s+)*(?:month(?:ly)?\b)"
    r"|\s*monthly\b)?"
)
_EVERY_SECOND = re.compile(
    rf"\b(?:every|each) (?:2nd|second) {_PLAIN_DAY}(?! *(?:of|in|every|each|monthly) ?)"
)
_RANGE = re.compile(rf"\b(?P<a>{_PLAIN_DAY})\s*(?:-|to|through|until)\s*(?P<b>{_PLAIN_DAY})")
_DAYS = re.compile(rf"\b(?P<days>{_PLAIN_DAY}(?:{_JOIN}{_PLAIN_DAY})*)")
_ONE_DAY = re.compile(rf"\b{_PLAIN_DAY}")
_PLURAL = re.compile(r"(?:mon|tue|wed|thur?|fri|sat|sun)(?:[a-z]*day|s)?'?s'?(?![a-z])")
_SHORT_WITH_S = re.compile(r"\b(?:tues|weds|thurs)\b")
_EACH = re.compile(r"\b(?:every week(?: on)?|weekly|every|each)\b")
_DAILY = re.compile(r"\b(?:daily|every ?day|each day|(?:7|seven) days(?: a week)?)\b")
_WEEKDAYS = re.compile(r"\b(?:every |each |on )?(?:week ?days?|working days?)\b")
_WEEKENDS = re.compile(r"\b(?:every |each |on )?week-?ends?\b")
_MONTH = re.compile(r"\b(?:monthly|(?:once )?(?:a|every|each|per) month)\b")
_OTHER = re.compile(
    r"\b(?:(?:every|each) (?:other|alternate|2nd|second)(?: week(?:\s+on)?\b)?|alternat(?:e|ing)"
    r"(?: weeks?(?:\s+on)?\b)?|fortnightly|(?:every|each|once a) fortnight|bi-?weekly|"
    r"(?:every|each) (?:(?P<n>\d{1,2})|two|(?P<three>three)|(?P<four>four)) weeks?)\b"
)
_TERM = re.compile(
    r"\(?\b(?:during |in |school )*term(?:[ -]?time)?s?(?:[ -]only| dates(?: only)?)?\b\)?"
)
_MONTHS = (
    r"(?:jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)(?:uary|ruary|ch|il|e|y|ust|ember|"
    r"tember|ober)?"
)
_DATE = (
    rf"(?:\d{{1,2}}(?:st|nd|rd|th)?(?: of)? {_MONTHS}\b\.?,?(?: \d{{4}}\b)?|"
    r"\d{4}-\d{2}-\d{2}\b|\d{1,2}/\d{1,2}(?:/(?:\d{4}|\d{2}))?\b(?!/))"
)
_FROM = re.compile(
    rf"\b(?:from|starting|starts|beginning|begins|since)(?: on)?(?: {_PLAIN_DAY},?)? (?P<d>{_DATE})"
)
_UNTIL = re.compile(
    rf"(?:\b(?:until|till|til|to|ends|ending)(?: on)?|-)(?: {_PLAIN_DAY},?)? ?(?P<d>{_DATE})"
)
# "Tuesdays, 24 November" names a first date, "Tuesday 24 November" the only one.
_SINGLE = r"(?:mon|tue|wed|thu|fri|sat|sun)(?:[a-z]*day|s|rs?)?(?![a-z'])"
_ON = re.compile(rf"(?:\b{_SINGLE}\.?,? )?(?P<d>(?<![\w.:/-]){_DATE})")
_MORNINGS = re.compile(r"\b(?:morning|afternoon|evening)s\b")


@dataclass(frozen=True, slots=True)
class Rhythm:
    """A rule for days, and what is doubtful in it."""

    rule: Rule
    term_only: bool = False
    unsure: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Dates:
    """The days that a text names by date: the first, the last, or the only one."""

    first: date | None = None
    last: date | None = None
    on: date | None = None
    unsure: tuple[str, ...] = ()


def read_dates(words: Words, today: date) -> Dates:
    """Take the dates out of a text; Refused when one of them is none."""
    first, last = words.take(_FROM), words.take(_UNTIL)
    on = None if first else words.take(_ON)
    days = [_read(each, today) for each in (first, last, on)]
    begins = days[0] or days[2]
    if begins and days[1] and days[1] < begins:
        raise Refused("Its last date is before its first.")
    doubts = (_other_day(*each) for each in zip((first, last, on), days, strict=True))
    return Dates(days[0], days[1], days[2], tuple(filter(None, doubts)))


def read_rhythm(words: Words, *, every: bool = False) -> Rhythm | None:
    """Take the days out of a text; None where there are none. Refused when two can be meant."""
    term = words.take(_TERM) is not None
    found = _monthly(words) or _every_day(words) or _weekly(words, every=every)
    return Rhythm(found.rule, term, found.unsure) if found else None


def _read(found: "re.Match[str] | None", today: date) -> date | None:
    return read_day(found["d"].replace(",", ""), today) if found else None


def _other_day(found: "re.Match[str] | None", on: date | None) -> str:
    """Say that "Tuesday 25 November" is a Wednesday."""
    named = _ONE_DAY.search(found[0]) if found else None
    if not named or on is None or _day(named[0]) == on.weekday():
        return ""
    return f"{full_date(on)} is a {DAYS[on.weekday()]}, not a {DAYS[_day(named[0])]}."


def _monthly(words: Words) -> Rhythm | None:
    # "Every second Tuesday" is left for the weeks, where its two meanings are spoken of.
    if words.has(_EVERY_SECOND):
        return None
    found = words.take(_MONTHLY)
    if not found:
        return None
    weekday = _day(found["day"])
    nths = sorted({_number(each) for each in re.findall(_NTH, found["nths"])}, key=_last_last)
    rule = Rule("MONTHLY", 1, tuple((nth, weekday) for nth in nths))
    said = found["month"] or words.take(_MONTH)
    doubt = () if said else (f"“{found[0].strip()}” was read as one of each month.",)
    return Rhythm(rule, unsure=doubt)


def _every_day(words: Words) -> Rhythm | None:
    if words.take(_WEEKDAYS):
        return Rhythm(series.weekdays())
    if words.take(_WEEKENDS):
        return Rhythm(series.weekly((5, 6)))
    if words.has(_ONE_DAY):
        return None
    daily = words.take(_DAILY)
    if not daily:
        return None
    doubt = f"“{daily[0]}” was read as every day, weekends too."
    return Rhythm(Rule("DAILY"), unsure=(doubt,) if daily[0] == "daily" else ())


def _weekly(words: Words, *, every: bool) -> Rhythm | None:
    weeks = words.take(_OTHER)
    span = words.take(_RANGE)
    found = span or words.take(_DAYS)
    if not found:
        return None
    if words.take(_MONTH):
        raise Refused("It does not say which one of the month. Write 1st Tuesday of the month.")
    days = _between(span["a"], span["b"]) if span else _listed(found["days"])
    certain = every or weeks or span or len(days) > 1 or _is_many(found[0], words)
    doubt = () if certain else (f"“{found[0].strip()}” was read as each {DAYS[days[0]]}.",)
    return Rhythm(series.weekly(days, _interval(weeks)), unsure=doubt + _two_ways(weeks))


def _is_many(said: str, words: Words) -> bool:
    """Whether "Tuesdays" or "every Tuesday" is said; "Tues" alone may be a single one."""
    each = words.take(_EACH)
    short = _SHORT_WITH_S.search(said)
    plural = _PLURAL.fullmatch(said.strip(" .")) and not short
    return bool(each or plural or words.has(_MORNINGS))


def _two_ways(weeks: "re.Match[str] | None") -> tuple[str, ...]:
    if weeks and re.search("bi-?weekly|2nd|second", weeks[0]):
        return (f"“{weeks[0]}” was read as every other week.",)
    return ()


def _interval(weeks: "re.Match[str] | None") -> int:
    if not weeks:
        return 1
    if weeks["n"]:
        return int(weeks["n"])
    return 3 if weeks["three"] else 4 if weeks["four"] else 2


def _listed(said: str) -> list[int]:
    return sorted({_day(each) for each in _ONE_DAY.findall(said)})


def _between(first: str, last: str) -> list[int]:
    a, b = _day(first), _day(last)
    return list(range(a, b + 1)) if a <= b else [*range(b + 1), *range(a, 7)]


def _day(said: str) -> int:
    return CODES.index(said.strip()[:2].upper())


def _number(said: str) -> int:
    named = {"first": 1, "second": 2, "third": 3, "fourth": 4, "fifth": 5, "last": -1}
    return named.get(said) or int(said[0])


def _last_last(nth: int) -> int:
    return nth if nth > 0 else 9
