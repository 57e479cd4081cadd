"""Names and facts of made-up patients, as many as are asked for."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import accumulate, product
from random import Random

from desktop.data import made_up
from desktop.data.sample_people import Facts, read
from desktop.rules.names import Name, sort_key

SURNAMES = 8_000
_AGES = ((0, 11), (5, 11), (18, 12), (30, 20), (45, 20), (60, 15), (75, 9), (88, 2), (101, 0))
_DAYS_A_YEAR = 365.25


@dataclass(frozen=True, slots=True)
class Names:
    """What names are drawn from; the first surnames are the most common."""

    surnames: tuple[str, ...]
    weights: tuple[float, ...]
    women: tuple[str, ...]
    men: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Chunk:
    """Some of the patients to come: from which, how many, drawn by which seed."""

    first: int
    number: int
    seed: int
    today: date


def names() -> Names:
    """Read the common names, and make up surnames until there are 8,000."""
    known = read("names")
    made = ["".join(parts) for parts in product(known["begins"], known["middles"], known["ends"])]
    Random(0).shuffle(made)  # noqa: S311 -- the same surnames in every sample
    surnames = tuple(dict.fromkeys([*known["surnames"], *made]))[:SURNAMES]
    weights = accumulate(1 / (rank + 15) for rank in range(len(surnames)))
    return Names(surnames, tuple(weights), tuple(known["women"]), tuple(known["men"]))


def people(chunk: Chunk, known: Names) -> Iterator[Facts]:
    """Draw the facts of the people of a chunk: columns of `person`, without an id."""
    chance = Random(f"{chunk.seed} people {chunk.first}")  # noqa: S311 -- it must repeat
    lasts = chance.choices(known.surnames, cum_weights=known.weights, k=chunk.number)
    for last in lasts:
        yield _person(chance, known, last, chunk.today)


def telephone(chance: Random) -> str:
    """Draw a number that is nobody's."""
    return made_up.telephone(chance.randrange(17_000))


def name_of(facts: Facts) -> Name:
    """Give the name of somebody drawn."""
    return Name(
        facts["title"], facts["first"], facts["last"], facts["preferred"], facts["former"]
    )  # fmt: skip


def _person(chance: Random, known: Names, last: str, today: date) -> Facts:
    woman = chance.random() < 0.51
    firsts = known.women if woman else known.men
    first = chance.choice(firsts)
    if chance.random() < 0.12:
        first = f"{first} {chance.choice(firsts)}"
    born = _born(chance, today)
    facts = {
        "title": _title(chance, today.year - born.year, woman),
        "first": first,
        "last": last,
        "preferred": chance.choice(firsts) if chance.random() < 0.03 else "",
        "former": chance.choice(known.surnames) if woman and chance.random() < 0.15 else "",
        "born": born,
        "address": f"{chance.randint(1, 180)} {chance.choice(known.surnames)} Street",
        "registered": "here",
        "status": chance.choices(("current", "moved", "died"), (95, 4, 1))[0],
    }
    return facts | {"sort_key": sort_key(name_of(facts))}


def _title(chance: Random, years: int, woman: bool) -> str:
    if years < 16:
        return ""
    titles = ("Mrs", "Ms", "Miss", "Dr") if woman else ("Mr", "Mr", "Mr", "Dr")
    return chance.choices(titles, (50, 25, 22, 3))[0]


def _born(chance: Random, today: date) -> date:
    youngest = chance.choices(range(len(_AGES) - 1), [share for _age, share in _AGES[:-1]])[0]
    years = chance.uniform(_AGES[youngest][0], _AGES[youngest + 1][0])
    return today - timedelta(days=int(years * _DAYS_A_YEAR))
