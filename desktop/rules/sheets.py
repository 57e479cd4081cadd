"""Sheets on the table: their codes, the names on them, and the line that is typed afterwards."""

import re
from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from desktop.rules.days import day
from desktop.rules.names import Name, called, clean_name, fold
from desktop.rules.refusal import Refused
from desktop.rules.signups import MARK_WORDS, Mark, SessionFacts

LETTERS, DIGITS = "ABCDEFGHJKLMNPQRSTUVWXYZ", "23456789"
"""What a code is made of: without I, O, 0 and 1, which look like one another."""
KEPT_DAYS = 60
"""So long after its day a sheet can still be entered; then its code is for another."""
MOST_FREE, NEW_LINES, LAST_LINE = 6, 6, 999
_LINE = re.compile(rf"\s*([{LETTERS}])\s?([{DIGITS}]{{1,3}})\s?:(.*)", re.IGNORECASE | re.DOTALL)
_DASHES = re.compile(r"(?<=\d)\s*[-‐‑‒–—−]\s*(?=\d)")
_ENTRY = re.compile(r"(\d+)(?:-(\d+))?(\D*)")


class Names(StrEnum):
    """How people stand on a sheet that everybody at the table can read."""

    FIRST = "first"
    INITIAL = "initial"
    FULL = "full"


class Kind(StrEnum):
    """What a line of a sheet is for; `FREE` places and `NEW` people are blank lines."""

    BOOKING = "booking"
    COMPANION = "companion"
    FREE = "free"
    NEW = "new"


class Deed(StrEnum):
    """What entering one line does."""

    NOTHING = "nothing"
    MARK = "mark"
    HERE_AFTER_ALL = "here after all"
    NEW = "new"
    HEAD = "head"


@dataclass(frozen=True, slots=True)
class Entry:
    """One number as it was typed; `sure` means that the sheet is right, whatever the desk has."""

    number: int
    came: bool = True
    name: str = ""
    sure: bool = False

    @property
    def mark(self) -> Mark:
        return Mark.ARRIVED if self.came else Mark.MISSED


@dataclass(frozen=True, slots=True)
class Typed:
    """A line as it was typed: the code in capitals, and each number once."""

    code: str
    entries: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class Stands:
    """How a line of a sheet stands now; `mark` is None where its booking was undone.

    `entered` is what a blank line was entered as. `moved_to` says where a booking went.
    """

    kind: Kind
    words: str
    mark: Mark | None = None
    moved_to: str = ""
    entered: str | None = None


def codes(last: str, taken: Collection[str]) -> Iterator[str]:
    """Give the codes that are free, the short ones first; two in a row are never alike."""
    for digits in range(1, 4):
        every = list(_codes(digits))
        start = every.index(last) + 1 if last in every else 0
        yield from (each for each in every[start:] + every[:start] if each not in taken)


def _codes(digits: int) -> Iterator[str]:
    letters, numbers = len(LETTERS), len(DIGITS) ** digits
    for n in range(letters * numbers):
        round_, at = divmod(n, letters)
        number, written = (round_ + 3 * at) % numbers, ""
        for _ in range(digits):
            number, digit = divmod(number, len(DIGITS))
            written += DIGITS[digit]
        yield LETTERS[(9 + 7 * at) % letters] + written


def names_on_sheet(names: Sequence[Name], how: Names) -> tuple[str, ...]:
    """Say how each is written: a first name, with as much of the last as tells two apart."""
    if how is Names.FULL:
        return tuple(" ".join(filter(None, (_first(each), each.last))) for each in names)
    least = 1 if how is Names.INITIAL else 0
    firsts = Counter(fold(_first(each)) for each in names)
    return tuple(_short(each, names, max(least, firsts[fold(_first(each))] > 1)) for each in names)


def _short(name: Name, names: Sequence[Name], letters: int) -> str:
    first = _first(name)
    if not name.first and not name.preferred:
        return called(name)
    if not letters or not name.last:
        return first
    alike = [each.last for each in names if fold(_first(each)) == fold(first)]
    while letters < len(name.last) and sum(_begins(each, name.last, letters) for each in alike) > 1:
        letters += 1
    if letters >= len(name.last):
        return f"{first} {name.last}"
    return f"{first} {name.last[:letters]}."


def _begins(last: str, other: str, letters: int) -> bool:
    return last[:letters].casefold() == other[:letters].casefold()


def _first(name: Name) -> str:
    return name.preferred or name.first


def with_words(name: str, whose: str) -> str:
    """Write a companion on a sheet: by their own first name, else by whom they come with."""
    return name.split(maxsplit=1)[0] if name else f"with {whose}"


def free_lines(places: int, people: int) -> int:
    """Say how many lines are left for places nobody has taken yet."""
    return min(max(places - people, 0), MOST_FREE)


def is_line(text: str) -> bool:
    """Whether somebody types a sheet, "K7: 1 2 4-7 9d", and not a name."""
    return _LINE.fullmatch(text) is not None


def read_line(text: str) -> Typed:
    """Read what was typed; Refused with a sentence where it cannot be meant."""
    found = _LINE.fullmatch(text)
    if found is None:
        raise Refused("Not entered. Begin with the code of the sheet, such as K7:")
    code, rest = (found[1] + found[2]).upper(), _DASHES.sub("-", found[3])
    before, entries = re.match(r"\D*", rest), []
    if before and (loose := before[0].strip(" ,;.")):
        raise Refused(f"Not entered. Type the number before “{loose}”.")
    for each in _ENTRY.finditer(rest):
        entries += _entries(code, each)
    twice = [number for number, times in Counter(e.number for e in entries).items() if times > 1]
    if twice:
        raise Refused(f"Not entered. {twice[0]} stands twice.")
    if not entries:
        raise Refused("Type the numbers that are ticked, such as 1 2 4-7 9d.")
    return Typed(code, tuple(entries))


def _entries(code: str, found: "re.Match[str]") -> list[Entry]:
    first, last = int(found[1]), int(found[2] or found[1])
    if last < first:
        raise Refused(f"Not entered. {first}-{last} runs backwards: type {last}-{first}.")
    if last > LAST_LINE:
        raise Refused(f"Not entered. {last} is not on sheet {code}.")
    said = found[3].replace("!", " ").strip(" ,;.-\t\n")
    name, sure = clean_name(said), "!" in found[3]
    if name.casefold() == "d":
        return [Entry(n, came=False, sure=sure) for n in range(first, last + 1)]
    if name and last > first:
        raise Refused(f"Not entered. A name goes with one number, such as {last} {name}.")
    return [Entry(n, name=name, sure=sure) for n in range(first, last + 1)]


def check_code(code: str, known: object) -> None:
    """Refuse a code that is on no sheet of these weeks."""
    if not known:
        raise Refused(f"Not entered. Nobody printed a sheet {code}. Look at its corner again.")


def check_on_sheet(typed: Typed, last: int) -> None:
    """Refuse a number that is not printed on the sheet."""
    beyond = [each.number for each in typed.entries if not 1 <= each.number <= last]
    if beyond:
        said = f"{beyond[0]} is not on sheet {typed.code}, which has 1 to {last}"
        raise Refused(f"Not entered. {said}.")


def check_can_print(session: SessionFacts, today: date) -> None:
    """Refuse a sheet for what is not on."""
    if session.cancelled:
        raise Refused(f"Not printed. {session.title} on {day(session.held_on, today)} is not on.")


def check_any(number: int, on: date, today: date) -> None:
    """Refuse the registers of a day without any."""
    if not number:
        raise Refused(f"Not printed. Nothing is on {day(on, today)}.")


def check_can_enter(session: SessionFacts, today: date) -> None:
    """Refuse to say who came before it can be known."""
    held_on = day(session.held_on, today)
    if session.cancelled:
        raise Refused(f"Not entered. {session.title} on {held_on} is not on. Bring it back first.")
    if session.held_on > today:
        raise Refused(f"Not entered. {session.title} is on {held_on}. Enter the sheet that day.")


def decide(entry: Entry, line: Stands) -> tuple[Deed, str]:
    """Say what a number does to its line, and what is to be said of it; Refused if it cannot be."""
    if line.kind in (Kind.FREE, Kind.NEW):
        return _blank(entry, line), ""
    number, words = entry.number, line.words
    if entry.name:
        raise Refused(f"Not entered. {number} is {words}. Names go on the blank lines.")
    if line.mark is None:
        if not entry.came:
            return Deed.NOTHING, ""
        raise Refused(f"Not entered. The booking of {number} was undone. Leave {number} out.")
    if line.mark is Mark.CANCELLED:
        return _gone(entry, line)
    if line.mark is entry.mark:
        return Deed.NOTHING, ""
    if line.mark is Mark.BOOKED or entry.sure:
        return Deed.MARK, ""
    stands = MARK_WORDS[line.mark].lower()
    typed = f"{number}{'' if entry.came else 'd'}!"
    raise Refused(
        f"Not entered. {number}, {words}, is marked “{stands}”. Type {typed} if the sheet is right."
    )


def _blank(entry: Entry, line: Stands) -> Deed:
    number = entry.number
    if not entry.came:
        raise Refused(f"Not entered. {number} is a blank line. Leave it out.")
    if line.entered is None:
        return Deed.NEW if entry.name else Deed.HEAD
    if line.entered == entry.name:
        return Deed.NOTHING
    said = f"as {line.entered}" if line.entered else "without a name"
    raise Refused(f"Not entered. {number} has been entered {said}. Leave it out.")


def _gone(entry: Entry, line: Stands) -> tuple[Deed, str]:
    what = f"was moved to {line.moved_to}" if line.moved_to else "had cancelled"
    if entry.came:
        return Deed.HERE_AFTER_ALL, f"{entry.number}, {line.words}, {what} and came after all."
    return Deed.NOTHING, f"{entry.number}, {line.words}, {what}."


def counted(deeds: Sequence[tuple[Entry, Deed]]) -> str:
    """Say how many came, as it can be compared with the sheet: "7 came, 1 did not come, 2 new"."""
    blank = [entry for entry, deed in deeds if deed in (Deed.NEW, Deed.HEAD)]
    rest = [entry for entry, deed in deeds if deed not in (Deed.NEW, Deed.HEAD)]
    came, missed = sum(each.came for each in rest), sum(not each.came for each in rest)
    named = sum(bool(each.name) for each in blank)
    parts = (
        (came, "came"), (missed, "did not come"), (named, "new"),
        (len(blank) - named, "without a name"),
    )  # fmt: skip
    return ", ".join(f"{number} {words}" for number, words in parts if number)


def check_anything(deeds: Sequence[tuple[Entry, Deed]]) -> None:
    """Refuse a line that would change nothing."""
    if all(deed is Deed.NOTHING for _entry, deed in deeds):
        raise Refused("Nothing to enter. All of this stands on the register already.")
