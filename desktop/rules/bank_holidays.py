"""Bank holidays of England, Wales, Scotland and Northern Ireland, as the desk calls them."""

import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING

from desktop.rules.refusal import Refused

if TYPE_CHECKING:
    from holidays.countries.united_kingdom import UnitedKingdom

NATIONS = ("England", "Wales", "Scotland", "Northern Ireland")

_CODES = dict(zip(NATIONS, ("ENG", "WLS", "SCT", "NIR"), strict=True))
_CALLED = {
    "New Year's Day": "New Year’s Day",
    "New Year Holiday": "2 January",
    "Saint Patrick's Day": "St Patrick’s Day",
    "May Day": "Early May bank holiday",
    "Spring Bank Holiday": "Spring bank holiday",
    "Summer Bank Holiday": "Summer bank holiday",
    "Late Summer Bank Holiday": "Summer bank holiday",
    "Saint Andrew's Day": "St Andrew’s Day",
}
_SUBSTITUTE = " (observed)"


@dataclass(frozen=True, slots=True)
class BankHoliday:
    """A bank holiday, by its usual name; a substitute day says so."""

    on: date
    name: str


def bank_holidays(nation: str, first: date, last: date) -> tuple[BankHoliday, ...]:
    """Give the bank holidays of a nation between two days, both included, in their order.

    Source: the PyPI library `holidays`, which knows the special ones that were announced.
    """
    return tuple(_between(nation, first, last))


def bank_holiday(nation: str, on: date) -> str:
    """Name the bank holiday a day is; nothing if it is none."""
    return _of_year(nation, on.year).get(on, "")


def _between(nation: str, first: date, last: date) -> Iterator[BankHoliday]:
    for year in range(first.year, last.year + 1):
        for on, name in _of_year(nation, year).items():
            if first <= on <= last:
                yield BankHoliday(on, name)


@cache
def _of_year(nation: str, year: int) -> Mapping[date, str]:
    if nation not in NATIONS:
        raise Refused("Choose England, Wales, Scotland or Northern Ireland.")
    known = _united_kingdom()(subdiv=_CODES[nation], years=year, observed=True)
    return {on: _called(name) for on, name in sorted(known.items())}


def _united_kingdom() -> "type[UnitedKingdom]":
    """Load the library's page of this country, when somebody first looks at a calendar.

    Its package of countries would load all two hundred of them, in three times as long.
    """
    import holidays

    countries = ModuleType("holidays.countries")
    countries.__path__ = [str(Path(each) / "countries") for each in holidays.__path__]
    sys.modules.setdefault(countries.__name__, countries)
    from holidays.countries.united_kingdom import UnitedKingdom

    return UnitedKingdom


def _called(name: str) -> str:
    plain = name.removesuffix(_SUBSTITUTE)
    said = _CALLED.get(plain, plain.replace("'", "’"))
    return f"{said} (substitute day)" if plain != name else said
