"""RRULEs as programs write them (RFC 5545, 3.3.10), read into rules that can be said."""

from dataclasses import dataclass
from datetime import date, datetime

from desktop.rules.refusal import Refused
from desktop.rules.series import (
    CODES,
    MOST_DATES,
    TOO_MANY,
    UNITS,
    UNREAD,
    UNUSUAL,
    Rule,
    checked,
)

_LONGEST_TEXT = 300


@dataclass(frozen=True, slots=True)
class Ending:
    """A rule with the end that other programs write into it: a last day, or how many times."""

    rule: Rule
    last: date | None = None
    count: int | None = None


def read_rule(text: str) -> Rule:
    """Read an RRULE without start and end; Refused if nobody can read it, or it says an end."""
    ending = read_ending(text)
    if ending.last is not None or ending.count is not None:
        raise Refused("A rule says no end here. Write the last date beside it.")
    return ending.rule


def read_ending(text: str) -> Ending:
    """Read an RRULE as other programs write it, with UNTIL or COUNT."""
    parts = _parts(text)
    last, count = parts.pop("UNTIL", None), parts.pop("COUNT", None)
    rule = _rule(parts)
    return Ending(rule, _day(last) if last else None, None if count is None else _count(count))


def _parts(text: str) -> dict[str, str]:
    said = text.strip().upper().removeprefix("RRULE:")
    pairs = [each.partition("=") for each in said.split(";") if each.strip()]
    parts = {name.strip(): value.strip() for name, _, value in pairs}
    if not parts or len(text) > _LONGEST_TEXT or len(parts) < len(pairs):
        raise Refused(UNREAD)
    return parts


def _rule(parts: dict[str, str]) -> Rule:
    frequency = parts.pop("FREQ", "")
    if frequency not in UNITS:
        raise Refused(UNUSUAL if frequency in ("HOURLY", "MINUTELY", "SECONDLY") else UNREAD)
    every = _whole(parts.pop("INTERVAL", "1"))
    days = tuple(_weekday(each) for each in _items(parts, "BYDAY"))
    of_month = tuple(_whole(each) for each in _items(parts, "BYMONTHDAY"))
    months = tuple(sorted({_whole(each) for each in _items(parts, "BYMONTH")}))
    position = _whole(parts.pop("BYSETPOS", "0"))
    week_starts = parts.pop("WKST", "MO")
    if parts or (week_starts != "MO" and every > 1 and len(days) > 1):
        raise Refused(UNUSUAL)
    order = sorted(set(days), key=lambda each: (each[0] < 0, each))
    return checked(Rule(frequency, every, tuple(order), of_month, months, position))


def _weekday(text: str) -> tuple[int, int]:
    code, nth = text[-2:], text[:-2]
    if code not in CODES:
        raise Refused(UNREAD)
    return (_whole(nth) if nth else 0), CODES.index(code)


def _items(parts: dict[str, str], name: str) -> list[str]:
    value = parts.pop(name, None)
    return [] if value is None else [each.strip() for each in value.split(",")]


def _whole(text: str) -> int:
    digits = text.lstrip("+-")
    if not (digits.isascii() and digits.isdigit()) or len(text) > 5:
        raise Refused(UNREAD)
    return -int(digits) if text.startswith("-") else int(digits)


def _count(text: str) -> int:
    if text.isascii() and text.isdigit() and len(text) > 5:
        raise Refused(TOO_MANY)
    count = _whole(text)
    if not 1 <= count <= MOST_DATES:
        raise Refused(TOO_MANY if count > 0 else UNREAD)
    return count


def _day(text: str) -> date:
    try:
        return datetime.strptime(text[:8], "%Y%m%d").date()  # noqa: DTZ007 -- a day has no zone
    except ValueError:
        raise Refused(UNREAD) from None
