"""From when until when, as people write it: "10-12ish", "2pm", "14.00–16.00", "2pm for an hour"."""

import re
from dataclasses import dataclass, replace
from datetime import time

from desktop.rules.days import clock
from desktop.rules.free_text_words import Words
from desktop.rules.refusal import Refused

_ABOUT = r"(?P<about{n}>(?:about|around|approx(?:imately)?\.?|circa|c\.|~)\s*)?"
_TIME = (
    _ABOUT + r"(?P<t{n}>(?P<noon{n}>(?:12 ?)?noon|midday|midnight)|(?P<h{n}>\d{{1,2}})"
    r"(?:[:.]?(?P<m{n}>[0-5]\d))?(?::00)?\s*(?P<half{n}>a\.?m\b\.?|p\.?m\b\.?)?)"
    r"(?P<oclock{n}>\s*o'?clock)?\s?(?P<ish{n}>-?ish\b|\?|\+)?\s?(?P<hrs{n}>hrs?\b|h\b)?"
)
_EDGE = r"(?<![\w.:/£$€])"
_NO_MORE = r"(?![\w:/])"
_SPAN = re.compile(
    _EDGE + _TIME.format(n=1) + r"\s*(?:-|to|until|till|til)\s*" + _TIME.format(n=2) + _NO_MORE
)
_ONE = re.compile(_EDGE + _TIME.format(n=1) + _NO_MORE)
# "Room 4, 2pm": what can only be a time goes before what may be any number.
_CLEAR = (
    r"(?=[a-z~.]*\s*(?:\d{1,2}(?:[:.]?[0-5]\d|\s*[ap]\.?m\b|\s*o'?clock|\s?hr?s?\b)|"
    r"(?:12 ?)?noon|mid))"
)
_ONE_CLEAR = re.compile(_EDGE + _CLEAR + _TIME.format(n=1) + _NO_MORE)
_LONG = re.compile(
    r"(?:for|lasts|lasting)?\s*(?:about\s*)?(?P<hours>\d(?:\.5)?|an?|one|two|three|half an)\s*-?"
    r"(?:hours?|hrs?)\b(?P<half>\s*and a half)?|(?:for\s*)?(?P<minutes>\d{2,3})\s*-?min(?:ute)?s?\b"
)
_PART = re.compile(r"\b(?:in the |every )?(morning|afternoon|evening|night)s?\b")
_NUMBERS = {"a": 1.0, "an": 1.0, "one": 1.0, "two": 2.0, "three": 3.0, "half an": 0.5}
_EARLIEST = 8


@dataclass(frozen=True, slots=True)
class Span:
    """From when until when; `ends` is None where it is not said, `minutes` how long if that is."""

    starts: time
    ends: time | None
    minutes: int = 0
    unsure: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Said:
    """One time as it is written: `half` is "am", "pm" or not said; `certain` on a 24-hour clock."""

    hour: int
    minute: int
    half: str
    certain: bool
    rough: str


def read_span(words: Words) -> Span | None:
    """Take the times out of a text; None where there are none. Refused when they cannot be."""
    long = words.take(_LONG)
    found = words.take(_SPAN)
    single = None if found else words.take(_ONE_CLEAR) or words.take(_ONE)
    part = words.take(_PART) if found or single else None
    if found:
        return _span(_said(found, 1, part), _said(found, 2, part))
    if not single:
        return None
    begins = _said(single, 1, part)
    span = _span(begins, None)
    return replace(span, minutes=_minutes(long)) if long else span


def _said(found: "re.Match[str]", n: int, part: "re.Match[str] | None") -> _Said:
    about, ish = found[f"about{n}"] or "", found[f"ish{n}"] or ""
    rough = f"{about}{found[f't{n}'].strip()}{ish}" if about or ish else ""
    if found[f"noon{n}"]:
        hour = 0 if found[f"noon{n}"] == "midnight" else 12
        return _Said(hour, 0, "", certain=True, rough=rough)
    hour, minute = int(found[f"h{n}"]), int(found[f"m{n}"] or 0)
    half = (found[f"half{n}"] or "").replace(".", "") or _half(part, hour)
    if hour > 23 or (half and not 1 <= hour <= 12):
        raise Refused(f"“{found[f't{n}'].strip()}” is not a time. Write it like 2pm or 14:00.")
    whole = len(found[f"h{n}"]) == 2 and bool(found[f"m{n}"])
    certain = bool(half) or hour > 12 or hour == 0 or whole or bool(found[f"hrs{n}"])
    return _Said(hour, minute, half, certain, rough)


def _half(part: "re.Match[str] | None", hour: int) -> str:
    if part is None or not 1 <= hour <= 12:
        return ""
    return "am" if part[1] == "morning" and hour < 12 else "pm"


def _span(begins: _Said, ends: _Said | None) -> Span:
    """Settle am and pm: as it is said, else so that it is in the day and ends after it starts."""
    if ends is None:
        starts = _clock(begins, begins.half)
        unsure = () if begins.certain else (f"“{begins.hour}” was read as {clock(starts)}.",)
        return Span(starts, None, unsure=unsure + _rough(begins, starts))
    starts, until = _clock(begins, begins.half), _clock(ends, ends.half)
    if ends.half and not begins.certain:
        starts = _before(begins, ends.half, until)
    elif not ends.certain and until <= starts:
        until = _clock(ends, "pm") if ends.hour <= 12 else until
    doubt = not (begins.certain or ends.half) or not (ends.certain or _follows(begins, ends))
    said = (f"The times were read as {clock(starts)} to {clock(until)}.",) if doubt else ()
    return Span(starts, until, unsure=said + _rough(begins, starts) + _rough(ends, until))


def _before(begins: _Said, half: str, until: time) -> time:
    """Give "10" in "10 to 11am" the same half of the day, and in "10 to 2pm" the other."""
    same = _clock(begins, half)
    return same if same < until else _clock(begins, "am")


def _follows(begins: _Said, ends: _Said) -> bool:
    """Whether the end needs no half of its own: "11am to 12", "2pm to 4"."""
    if begins.half == "pm":
        return begins.hour % 12 < ends.hour < 12
    return begins.half == "am" and begins.hour < ends.hour == 12


def _clock(said: _Said, half: str) -> time:
    if half:
        return time(said.hour % 12 + (12 if half == "pm" else 0), said.minute)
    afternoon = not said.certain and 1 <= said.hour < _EARLIEST
    return time(said.hour + 12 if afternoon else said.hour, said.minute)


def _rough(said: _Said, taken: time) -> tuple[str, ...]:
    return (f"“{said.rough}” is only roughly {clock(taken)}.",) if said.rough else ()


def _minutes(found: "re.Match[str]") -> int:
    if found["minutes"]:
        return int(found["minutes"])
    hours = _NUMBERS.get(found["hours"]) or float(found["hours"])
    return round((hours + (0.5 if found["half"] else 0)) * 60)
