"""What somebody typed into the finder, read without a mode."""

import re
from dataclasses import dataclass
from datetime import date

from desktop.rules.days import read_birth
from desktop.rules.names import clean, fold
from desktop.rules.refusal import Refused

_LONGEST = 200
_NHS_DIGITS = 10
_FEWEST_DIGITS = 3
_MOST_INITIALS = 3
_OLDEST = 120
_DATE = re.compile(
    r"(?<!\d)(?:\d{1,2}([./\- ])\d{1,2}\1(?:\d{4}|\d{2})|\d{4}-\d{1,2}-\d{1,2}"
    r"|\d{1,2}(?:st|nd|rd|th)?(?: of)?[ .\-/]*[a-z]{3,9}\.?[ ,.\-/]*(?:\d{4}|\d{2})"
    r"|[a-z]{3,9}\.? \d{1,2}(?:st|nd|rd|th)?,? \d{4}|\d{8}|\d{6})(?!\d)",
    re.IGNORECASE,
)
_NHS = re.compile(r"(?<!\d)\d{3}[ \-]?\d{3}[ \-]?\d{4}(?!\d)")
_YEAR = re.compile(r"(?:18|19|20)\d{2}")
_TITLES = {"mr", "mrs", "ms", "miss", "mx", "dr", "prof", "rev", "revd", "sir", "lady"}


@dataclass(frozen=True, slots=True)
class Sought:
    """A text of the finder as everything it may be.

    `words` are folded as names are filed; each is the start of a word, and all must be there.
    `initials` is what may also be initials, `nhs` ten digits, `digits` the end of a phone number.
    `year` of birth is told only beside words.
    """

    words: tuple[str, ...] = ()
    initials: str = ""
    born: date | None = None
    nhs: str = ""
    digits: str = ""
    year: int | None = None


def sought(text: str, today: date) -> Sought:
    """Read what was typed: names in any order, initials, a birthday, an NHS number, a phone."""
    typed = clean(text[:_LONGEST])
    born, rest = _born(typed, today)
    digits = re.sub(r"[ \-()+.]", "", typed)
    if digits.isdecimal() and digits.isascii():
        bare = typed.replace(" ", "").isdecimal()
        return _number(digits, born) if bare or not born else Sought(born=born)
    return _named(rest, born, today)


def _number(digits: str, born: date | None) -> Sought:
    """Read digits alone; six or eight of them may be a birthday and the end of a phone."""
    phone = _end_of_phone(digits) if len(digits) >= _FEWEST_DIGITS else ""
    return Sought(born=born, digits=phone, nhs=digits if len(digits) == _NHS_DIGITS else "")


def _end_of_phone(digits: str) -> str:
    """Leave out of a whole number what it begins with at home, and what abroad."""
    if len(digits) < _NHS_DIGITS:
        return digits
    abroad = digits.removeprefix("00")
    home = abroad[2:] if abroad.startswith("44") and len(abroad) > _NHS_DIGITS else abroad
    return home.removeprefix("0")


def _named(text: str, born: date | None, today: date) -> Sought:
    number = _NHS.search(text)
    nhs = re.sub(r"\D", "", number[0]) if number else ""
    folded = fold(_NHS.sub(" ", text))
    words = _without_titles(tuple(each for each in folded if not each.isdecimal()))
    year = next((int(each) for each in folded if _is_year(each, today)), None) if words else None
    return Sought(words=words, initials=_initials(words), born=born, nhs=nhs, year=year)


def _without_titles(words: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(each for each in words if each not in _TITLES) or words


def _is_year(word: str, today: date) -> bool:
    return bool(_YEAR.fullmatch(word)) and today.year - _OLDEST <= int(word) <= today.year


def _initials(words: tuple[str, ...]) -> str:
    if len(words) == 1:
        return words[0] if 1 < len(words[0]) <= _MOST_INITIALS else ""
    return "".join(words) if all(len(each) == 1 for each in words) else ""


def _born(text: str, today: date) -> tuple[date | None, str]:
    for found in _DATE.finditer(text):
        try:
            born = read_birth(found[0], today)
        except Refused:
            continue
        if today.year - _OLDEST <= born.year and born <= today:
            return born, text[: found.start()] + " " + text[found.end() :]
    return None, text
