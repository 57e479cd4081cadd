"""What the columns of a file are, as far as it is known: by what was said last time, or by name."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice

from desktop.exchange.headers import plain
from desktop.exchange.tables import Table, records_of

_SAMPLES = 20


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a file, the first thing that stands in it, and what it is here."""

    place: int
    header: str
    sample: str
    field: str
    recognised: bool


@dataclass(frozen=True, slots=True)
class Fields:
    """What a column can be: the names each field goes by, and which are taken without asking.

    Several columns may be one field only where it is `joined`.
    """

    names: Mapping[str, Iterable[str]]
    usual: Collection[str]
    joined: Collection[str] = ()


def guessed(
    table: Table, said: Sequence[tuple[str, str]], fields: Fields
) -> tuple[Column, ...]:  # fmt: skip
    """Say what the columns of a table are; what was `said` of a header goes before its name."""
    first = list(islice(records_of(table), _SAMPLES))
    field_of = {name: field for field, names in fields.names.items() for name in names}
    taken: set[str] = set()
    columns = []
    for place, header in enumerate(table.header):
        sample = next((each.cells[place] for each in first if any(each.cells[place:])), "")
        field, recognised = _field(plain(header), dict(said), field_of, fields)
        if field in taken and field not in fields.joined:
            field = ""
        taken.add(field)
        columns.append(Column(place, header, sample, field, recognised))
    return tuple(columns)


def places_of(fields: Sequence[str]) -> dict[str, tuple[int, ...]]:
    """Turn what each column is into which columns hold each field; "" is left out."""
    places: dict[str, tuple[int, ...]] = {}
    for place, field in enumerate(fields):
        if field:
            places[field] = (*places.get(field, ()), place)
    return places


def _field(
    header: str, said: Mapping[str, str], field_of: Mapping[str, str], fields: Fields
) -> tuple[str, bool]:
    if header in said:
        field = said[header]
        return field if field in fields.names else "", True
    guess = field_of.get(header, "")
    return guess if guess in fields.usual else "", bool(guess)
