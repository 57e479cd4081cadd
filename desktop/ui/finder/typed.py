"""What was typed into a finder, read as the beginnings of a person."""

import re
from collections.abc import Iterator, Mapping
from datetime import date

from desktop.rules.days import full_date, read_birth
from desktop.rules.names import clean
from desktop.rules.people import show_nhs_number
from desktop.rules.refusal import Refused

NHS_DIGITS = 10
LONGEST_DATE = 4
_TITLES = (
    "mr", "mrs", "miss", "ms", "mx", "dr", "prof", "professor", "rev", "reverend", "sir", "dame",
    "lady", "lord", "sister", "father", "master", "cllr",
)  # fmt: skip
_NUMBER = re.compile(r"\+?[\d\s\-()]+")


def person_typed(text: str, today: date) -> Mapping[str, str]:
    """Share a typed text out to the boxes of the person form, by their names; nothing is lost."""
    line = clean(text)
    if _NUMBER.fullmatch(line):
        return _number(line, today)
    born, rest = _birthday(line, today)
    words = [each for each in rest.split() if not _NUMBER.fullmatch(each.strip(","))]
    numbers = " ".join(each for each in rest.split() if _NUMBER.fullmatch(each.strip(",")))
    found = dict(_number(numbers, today)) if numbers else {}
    return _name(" ".join(words)) | found | ({"born": born} if born else {})


def _number(text: str, today: date) -> Mapping[str, str]:
    digits = re.sub(r"\D", "", text)
    if len(digits) == NHS_DIGITS and not digits.startswith("0") and "+" not in text:
        return {"nhs_number": show_nhs_number(digits)}
    born = _date(text, today)
    return {"born": born} if born else {"phone0": text}


def _birthday(line: str, today: date) -> tuple[str, str]:
    """Find the longest run of words that is a date; what is left comes with it."""
    words = line.split()
    for first, last in _runs(len(words)):
        run = " ".join(words[first:last]).strip(",")
        born = _date(run, today) if any(map(str.isdigit, run)) else ""
        if born:
            return born, " ".join(words[:first] + words[last:]).strip(", ")
    return "", line


def _runs(length: int) -> Iterator[tuple[int, int]]:
    for long in range(min(LONGEST_DATE, length), 0, -1):
        for first in range(length - long + 1):
            yield first, first + long


def _date(text: str, today: date) -> str:
    try:
        return full_date(read_birth(text, today))
    except Refused:
        return ""


def _name(text: str) -> dict[str, str]:
    title, rest = _title(text)
    last, comma, first = rest.partition(",")
    if not comma:
        first, _space, last = rest.rpartition(" ")
    if comma and not title:
        title, first = _title(first.strip())
    parts = {"title": title, "first": first, "last": last}
    return {name: proper(part.strip(", ")) for name, part in parts.items() if part.strip(", ")}


def _title(text: str) -> tuple[str, str]:
    first, _space, rest = text.partition(" ")
    known = first.rstrip(".").casefold() in _TITLES
    return (first.rstrip("."), rest) if known and rest else ("", text)


def proper(name: str) -> str:
    """Give a name typed all small or all large its capitals: "O'Brien", "McDonald"."""
    if name not in (name.lower(), name.upper()):
        return name
    return re.sub(r"[^\W\d_]+", _capital, name.lower())


def _capital(word: "re.Match[str]") -> str:
    text = word[0]
    start = 2 if text.startswith("mc") and len(text) > len("mcx") else 0
    return text[:start].capitalize() + text[start].upper() + text[start + 1 :]
