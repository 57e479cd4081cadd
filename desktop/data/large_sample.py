"""A made-up practice as large as is asked for, to measure with: the same for a seed and a day."""

from collections.abc import Callable, Iterator
from datetime import date, datetime, time, timedelta
from functools import partial
from itertools import islice
from random import Random

from sqlalchemy import select

from desktop.data import finding, large_programme, made_up
from desktop.data.db import Db
from desktop.data.large_people import Chunk, Names, name_of, names, people, telephone
from desktop.data.large_programme import Span
from desktop.data.people import backwards
from desktop.data.sample_people import Facts, moment
from desktop.data.sample_programme import WEEKS, monday
from desktop.data.store import Store
from desktop.data.tables import patient, person, phone
from desktop.rules.refusal import Refused

MOST = 900_000
"""Patients; the test range of NHS numbers has hardly more."""

_CHUNK = 2_000
_FAR_APART = 500  # few patients must not use up the range either
_WEEKS_A_STEP = 26


def make(
    store: Store,
    *,
    today: date,
    patients: int = 100_000,
    years: int = 10,
    seed: int = 1,
    on_progress: Callable[[int, int], None] = lambda done, total: None,
) -> None:
    """Fill an empty database with many patients and years of sessions, to 12 weeks from today.

    It is written as anything is, in steps with a journal, a few thousand rows a step. Refused when
    there are people in it. `on_progress` is told patients and weeks done, and of how many.
    """
    store.read(partial(_check, patients=patients, years=years))
    spans = list(_spans(today, years))
    total, done = patients + sum(each.weeks for each in spans), 0
    for steps in (_people_steps(patients, seed, today), _week_steps(store, spans, today, seed)):
        for step, number in steps:
            store.write(step)
            done += number
            on_progress(done, total)


def add_people(db: Db, *, chunk: Chunk, known: Names, numbers: tuple[str, ...]) -> None:
    """Add some patients with their telephones, and file them under their names."""
    chance = Random(f"{chunk.seed} rest {chunk.first}")  # noqa: S311 -- it must repeat
    drawn = list(people(chunk, known))
    ids = db.ids(person, len(drawn))
    rows = [
        {"id": each, **facts, "made": _made(chance, chunk.today)}
        for each, facts in zip(ids, drawn, strict=True)
    ]
    db.add_many(person, rows)
    db.add_many(patient, [_patient(*each) for each in zip(ids, numbers, strict=True)])
    with_phone = [each for each in ids if chance.random() < 0.94]
    phone_ids = db.ids(phone, len(with_phone))
    db.add_many(
        phone,
        [_phone(*each, telephone(chance)) for each in zip(phone_ids, with_phone, strict=True)],
    )
    finding.file_words(db, [(row["id"], name_of(row)) for row in rows])


def _check(db: Db, *, patients: int, years: int) -> None:
    if not 0 < patients <= MOST:
        raise Refused(f"Patients must be a number from 1 to {MOST}.")
    if not 0 <= years <= 50:
        raise Refused("Years must be a number from 0 to 50.")
    if db.first(select(person.c.id).limit(1)):
        raise Refused("There are people in this database. Make the sample in an empty one.")


def _people_steps(patients: int, seed: int, today: date) -> Iterator[tuple[partial[None], int]]:
    known = names()
    numbers = made_up.nhs_numbers(step=min(MOST // patients, _FAR_APART))
    for first in range(0, patients, _CHUNK):
        chunk = Chunk(first, min(_CHUNK, patients - first), seed, today)
        theirs = tuple(islice(numbers, chunk.number))
        yield partial(add_people, chunk=chunk, known=known, numbers=theirs), chunk.number


def _spans(today: date, years: int) -> Iterator[Span]:
    """Cut the years into steps; all that is still to come is the last one."""
    this_week = monday(today)
    left = years * 52
    while left:
        weeks = min(left, _WEEKS_A_STEP)
        yield Span(this_week - timedelta(weeks=left), weeks)
        left -= weeks
    yield Span(this_week, WEEKS + 1)


def _week_steps(
    store: Store, spans: list[Span], today: date, seed: int
) -> Iterator[tuple[partial[None], int]]:
    grown = store.read(partial(large_programme.adults, today=today))
    begin = partial(large_programme.add_programme, first=spans[0].first, leaders=grown[:7])
    yield begin, 0
    week = store.read(large_programme.slots)
    come = large_programme.regulars(grown[7:], week, spans, seed)
    for span in spans:
        add = partial(
            large_programme.add_weeks, span=span, week=week, people=come, today=today, seed=seed
        )
        yield add, span.weeks


def _made(chance: Random, today: date) -> datetime:
    day = today - timedelta(chance.randint(30, 7_000))
    return moment(day, time(chance.randint(8, 17), chance.randint(0, 59)))


def _patient(person_id: int, number: str) -> Facts:
    # One in fifty has no number yet: visitors, babies, people who have just come.
    return {"id": person_id, "nhs_number": None if person_id % 50 == 0 else number}


def _phone(phone_id: int, person_id: int, number: str) -> Facts:
    return {"id": phone_id, "person": person_id, "number": number, "backwards": backwards(number)}
