"""The few words a sheet for the wall says of its own, its days and its times, in a language."""

import json
from dataclasses import dataclass
from datetime import date, time
from functools import cache
from typing import TYPE_CHECKING, Any

from desktop.paper.press import RESOURCES
from desktop.rules import days
from desktop.rules.languages import ENGLISH, language
from desktop.rules.refusal import Refused

if TYPE_CHECKING:
    from babel import Locale

_WORDS = RESOURCES / "paper" / "wall"
_ISOLATE, _FORWARD, _END = "\u2068", "\u2066", "\u2069"


@dataclass(frozen=True, slots=True)
class Words:
    """A document's own words in one language; English days and times are those of the desk."""

    code: str
    said: dict[str, str]

    @property
    def right_to_left(self) -> bool:
        return language(self.code).right_to_left

    def say(self, key: str, **values: Any) -> str:
        """Say a phrase; what is put into it keeps its own direction."""
        keep = (lambda text: f"{_ISOLATE}{text}{_END}") if self.right_to_left else str
        return self.said[key].format(**{name: keep(value) for name, value in values.items()})

    def weekday(self, on: date) -> str:
        """Name a day of the week: "Thursday"."""
        if self.code == ENGLISH:
            return days.DAYS[on.weekday()]
        return self._format(on, "EEEE").capitalize()

    def near(self, on: date) -> str:
        """Say a date within its year: "6 May"."""
        if self.code == ENGLISH:
            return f"{on.day} {days.MONTHS[on.month - 1]}"
        return self._format(on, self._pattern)

    def day(self, on: date) -> str:
        """Say a day: "Thursday 6 May"."""
        if self.code == ENGLISH:
            return f"{self.weekday(on)} {self.near(on)}"
        said = self._format(on, self.said["date"])
        return said[:1].upper() + said[1:]

    def full(self, on: date) -> str:
        """Say a day with its year: "Thursday 6 May 2027"."""
        return f"{self.day(on)} {on.year}"

    def span(self, first: date, last: date) -> str:
        """Say a span of days: "3 to 9 May", "30 November to 6 December"."""
        same = (first.year, first.month) == (last.year, last.month)
        early = str(first.day) if same and self._pattern.startswith("d") else self.near(first)
        if self.code == ENGLISH:
            return f"{early} to {self.near(last)}"
        return f"{early}–{self.near(last)}"

    def hours(self, starts: time, ends: time, *, short: bool = False) -> str:
        """Say a span of time: "2pm to 4pm", or for a grid "2 to 4pm"."""
        if self.code == ENGLISH:
            return (days.hours_short if short else days.hours)(starts, ends)
        first, last = self._clock(starts), self._clock(ends)
        number, *half = first.split("\u00a0")
        same = half and last.endswith(half[0])
        said = f"{number}–{last}" if same else f"{first} – {last}"
        # Urdu writes AM and PM in Latin letters: such a time runs forward on a mirrored page.
        forward = self.right_to_left and last.replace("\u00a0", "").isascii()
        return f"{_FORWARD}{said}{_END}" if forward else said

    @property
    def comma(self) -> str:
        return "،" if self.right_to_left else ","

    @property
    def _pattern(self) -> str:
        return self.said["date"].replace("EEEE", "").strip(" ,")

    def _format(self, on: date, pattern: str) -> str:
        from babel.dates import format_date

        return str(format_date(on, pattern, locale=_locale(self.code)))

    def _clock(self, at: time) -> str:
        from babel.dates import format_time

        # A time never breaks before its "PM".
        said = str(format_time(at, "short", locale=_locale(self.code)))
        return said.replace(" ", "\u00a0").replace("\u202f", "\u00a0")


@cache
def words(code: str) -> Words:
    """Give a document's own words in a language; Refused where it has none or no letters."""
    file = _WORDS / f"{code}.json"
    if code not in spoken():
        name = language(code).name
        raise Refused(f"Not printed in {name}. Paper has no {name} yet. Choose another language.")
    return Words(code, json.loads(file.read_text(encoding="utf-8")))


@cache
def spoken() -> tuple[str, ...]:
    """Name every language a sheet for the wall can be printed in."""
    return tuple(sorted(file.stem for file in _WORDS.glob("*.json")))


@cache
def _locale(code: str) -> "Locale":
    from babel import Locale

    return Locale.parse(code, sep="-")
