"""What somebody typed into the finder, read without a mode."""

import re
from dataclasses import dataclass
from datetime import date

from desktop.rules.days import read_birth
from desktop.rules.names import fold
from desktop.rules.refusal import Refused

_NHS_DIGITS = 10
_FEWEST_DIGITS = 3
_DATE = re.compile(
    r"\b\d{1,2}[./-]\d{1,2}[./-]\d{2,4}\b|\b\d{4}-\d{1,2}-\d{1,2}\b"
    r"|\b\d{1,2}(?:st|nd|rd|th)? [a-z]{3,9}\.?,? \d{2,4}\b|\b\d{8}\b|\b\d{6}\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Sought:
    """A text of the finder as everything it may be.

    `words` are folded as names are filed; each is found as the start of a word. `digits` is the
    end of a phone number, `nhs` ten digits.
    """

    words: tuple[str, ...] = ()
    initials: str = ""
    born: date | None = None
    nhs: str = ""
    digits: str = ""


def sought(text: str, today: date) -> Sought:
    """Read what was typed: names in any order, initials, a birthday, an NHS number, a phone."""
    born, rest = _born(text, today)
    digits = re.sub(r"[\s\-()+.]", "", text)
    if digits.isdecimal() and digits.isascii():
        return _number(digits, born)
    words = tuple(each for each in fold(rest) if not each.isdecimal())
    single = len(words) > 1 and all(len(each) == 1 for each in words)
    return Sought(words=words, initials="".join(words) if single else "", born=born)


def _number(digits: str, born: date | None) -> Sought:
    if len(digits) == _NHS_DIGITS:
        return Sought(nhs=digits, digits=digits)
    phone = digits[2:] if digits.startswith("44") and len(digits) > _NHS_DIGITS else digits
    long_enough = len(digits) >= _FEWEST_DIGITS
    return Sought(born=born, digits=phone.removeprefix("0") or phone if _whole(phone)
                  else (phone if long_enough else ""))  # fmt: skip


def _whole(phone: str) -> bool:
    return len(phone) > _NHS_DIGITS and phone.startswith("0")


def _born(text: str, today: date) -> tuple[date | None, str]:
    found = _DATE.search(text)
    if not found:
        return None, text
    try:
        born = read_birth(found[0], today)
    except Refused:
        return None, text
    return born, text[: found.start()] + " " + text[found.end() :]
