"""The finder's query for every key that is typed, in milliseconds by kind of text.

A few hundred texts of real people in the database are typed key by key, each key a read of its
own, as the finder does it. `python -m benchmarks.search` fills both databases first.
"""

import random
import statistics
import time
from contextlib import closing
from dataclasses import dataclass
from functools import partial

from sqlalchemy import func, select

from benchmarks import filled
from desktop.data import finding
from desktop.data.changes import Hand
from desktop.data.store import Store
from desktop.data.tables import patient, person, phone
from desktop.rules.people import show_nhs_number
from desktop.rules.phones import show_phone

PEOPLE = 60
GOAL_MS = 5


@dataclass(frozen=True)
class Times:
    """How long one kind of text took, in milliseconds, and what took longest."""

    kind: str
    keys: int
    p50: float
    p95: float
    longest: float
    text: str


def measure(url, *, seed=1):
    """Return Times for each kind of text, `every key` of all of them, and `did you mean`."""
    chance = random.Random(seed)
    with closing(Store(url, Hand("bench", "pc"))) as store:
        chosen = store.read(partial(_some_people, chance=chance))
        for one in chosen[:10]:
            _typed(store, finding.find, one.last)  # the first reads also fill the caches
        taken = {
            kind: [each for text in texts for each in _typed(store, finding.find, text)]
            for kind, texts in _texts(chosen, chance).items()
        }
        slips = [_slip(one.last, chance) for one in chosen]
        meant = [_timed(store, finding.meant, text) for text in slips]
    every = [each for times in taken.values() for each in times]
    return [
        *(_summary(kind, times) for kind, times in taken.items()),
        _summary("every key", every),
        _summary("did you mean", meant),
    ]


def _some_people(db, *, chance):
    last = db.value(select(func.max(person.c.id)))
    columns = (
        person.c.first, person.c.last, person.c.born, phone.c.number, patient.c.nhs_number
    )  # fmt: skip
    joined = person.join(phone, phone.c.person == person.c.id).join(
        patient, patient.c.id == person.c.id
    )
    wanted = [chance.randint(1, last) for _ in range(PEOPLE * 2)]
    found = select(*columns).select_from(joined).where(person.c.id.in_(wanted))
    rows = db.all(found.where(patient.c.nhs_number.is_not(None)).order_by(person.c.id))
    return chance.sample(rows, PEOPLE)


def _texts(people, chance):
    strangers = chance.sample(people, len(people))
    return {
        "last": [one.last for one in people],
        "first": [one.first for one in people],
        "first last": [f"{one.first} {one.last}" for one in people],
        "last, first": [f"{one.last}, {one.first}" for one in people],
        "first l": [f"{one.first} {one.last[0]}" for one in people],
        "l first": [f"{one.last[0]} {one.first}" for one in people],
        "initials": [f"{one.first[0]} {one.last[0]}" for one in people],
        "two strangers": [
            f"{one.first} {two.last}" for one, two in zip(people, strangers, strict=True)
        ],
        "last and year": [f"{one.last} {one.born.year}" for one in people],
        "date of birth": [f"{one.born:%d/%m/%Y}" for one in people],
        "last and date": [f"{one.last} {one.born:%d.%m.%y}" for one in people],
        "phone": [show_phone(one.number) for one in people],
        "end of phone": [one.number[-4:] for one in people],
        "NHS number": [show_nhs_number(one.nhs_number) for one in people],
        "nobody": ["qqqq", "zz zz", "xyzzy plugh", "0000", "31/12/1899", "%", "' or 1=1", "🌸"],
    }


def _slip(name, chance):
    """Swap two letters, as fingers do."""
    at = chance.randrange(max(1, len(name) - 1))
    return name[:at] + name[at : at + 2][::-1] + name[at + 2 :]


def _typed(store, query, text):
    return [_timed(store, query, text[:keys]) for keys in range(1, len(text) + 1)]


def _timed(store, query, text):
    started = time.perf_counter()
    store.read(partial(query, text=text, today=filled.TODAY))
    return (time.perf_counter() - started) * 1000, text


def _summary(kind, taken):
    times = sorted(each for each, _text in taken)
    return Times(
        kind, len(times), statistics.median(times), times[int(len(times) * 0.95)], *max(taken)
    )


def table(measured):
    """Write the times down as lines of text."""
    yield f"{'':<16}{'keys':>6}{'p50':>8}{'p95':>8}{'max':>8}  the slowest"
    for each in measured:
        yield (
            f"{each.kind:<16}{each.keys:>6}{each.p50:>8.2f}{each.p95:>8.2f}"
            f"{each.longest:>8.2f}  {each.text}"
        )


if __name__ == "__main__":
    for address in (filled.on_sqlite(), filled.on_postgres(filled.postgres())):
        print(address.partition(":")[0])
        print("\n".join(table(measure(address))))
