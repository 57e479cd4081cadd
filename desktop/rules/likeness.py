"""Whether somebody new is perhaps here already: what two records have in common."""

from dataclasses import dataclass
from datetime import date
from enum import IntEnum

from desktop.rules.days import full_date
from desktop.rules.names import Name, fold, plain, words

_SHORT, _SHORT_NAME = 6, 5
"""Words with fewer letters have one slip at most; with the same birthday, two from five on."""
_PARTS_OF_A_DATE = 2


class Why(IntEnum):
    """What makes two records alike, the surest first."""

    NHS = 1
    SAME = 2
    NEAR = 3
    PHONE = 4


@dataclass(frozen=True, slots=True)
class Traits:
    """By what somebody is known from another."""

    name: Name
    born: date | None = None
    nhs_number: str = ""
    phones: frozenset[str] = frozenset()


def alike(typed: Traits, other: Traits) -> Why | None:
    """Say why two may be one person; None when nothing speaks for it."""
    if typed.nhs_number and typed.nhs_number == other.nhs_number:
        return Why.NHS
    if typed.nhs_number and other.nhs_number:
        return Why.PHONE if typed.phones & other.phones else None
    same_day = typed.born is not None and typed.born == other.born
    if _near_name(typed.name, other.name, _SHORT_NAME if same_day else _SHORT):
        return _by_name(typed, other)
    return Why.PHONE if typed.phones & other.phones else None


def why_words(why: Why, other: Traits) -> str:
    """Say it in a sentence: "Meera Patel, born 14 March 1951, is here already"."""
    name = plain(other.name)
    born = f", born {full_date(other.born)}," if other.born else ""
    return {
        Why.NHS: f"This NHS number is {name}’s.",
        Why.SAME: f"{name}{born} is here already.",
        Why.NEAR: f"{name}{born} is here: a similar name.",
        Why.PHONE: f"{name}{born} has this phone number.",
    }[why]


def _by_name(typed: Traits, other: Traits) -> Why | None:
    same_phone = bool(typed.phones & other.phones)
    if typed.born and other.born and not _near_birth(typed.born, other.born):
        return Why.PHONE if same_phone else None
    certain = same_phone or (typed.born is not None and typed.born == other.born)
    same_name = fold(plain(typed.name)) == fold(plain(other.name))
    return Why.SAME if certain and (same_name or typed.born == other.born) else Why.NEAR


def _near_birth(one: date, two: date) -> bool:
    """Whether two days are the same, a slip of the pen apart, or turned round."""
    same = (one.day == two.day) + (one.month == two.month) + (one.year == two.year)
    turned = (one.day, one.month, one.year) == (two.month, two.day, two.year)
    return same >= _PARTS_OF_A_DATE or turned


def _near_name(typed: Name, other: Name, short: int) -> bool:
    if not (typed.first and typed.last):
        return False
    firsts = {each for each, kind in words(other) if kind in ("first", "preferred", "variant")}
    lasts = {*fold(other.last), *fold(other.former)}
    first, last = fold(typed.first), fold(typed.last)
    if (first, last) == (fold(other.last), fold(other.first)):
        return True
    return _near_one(first, firsts, short) and _near_one(last, lasts, short)


def _near_one(typed: tuple[str, ...], others: set[str], short: int) -> bool:
    return any(_slips(one, other, short) for one in typed for other in others)


def _slips(one: str, other: str, short: int) -> bool:
    """Whether two words are one, or a slip of the pen apart, two in words that are not short."""
    if one == other:
        return True
    if one[:1] != other[:1] or min(len(one), len(other)) < 3:
        return False
    from rapidfuzz.distance import OSA

    most = 1 if max(len(one), len(other)) < short else 2
    return int(OSA.distance(one, other, score_cutoff=most)) <= most
