"""What an import of patients would do, line by line, before anything is stored."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import bindparam, func, select

from desktop.data.db import Db
from desktop.data.patient_deciding import (
    Decided,
    Seen,
    counted,
    decided_in_chunks,
    differences,
    few_rounds,
    listed_before,
    new_phones,
)
from desktop.data.patient_lines import Became, Counts, PatientLine, Watch
from desktop.data.tables import booking, person, session
from desktop.rules.names import Name, filed
from desktop.rules.people import Status
from desktop.rules.phones import show_phone

MOST_GONE = 500
_AT_ONCE = 500
_CALLED = {
    "title": "title", "first": "first name", "last": "last name", "preferred": "preferred name",
    "former": "former name", "born": "date of birth", "email": "email address",
    "address": "address", "language": "language", "registered": "registered here",
}  # fmt: skip
_COMING = (
    select(booking.c.person, func.count().label("number"))
    .select_from(booking.join(session, session.c.id == booking.c.session))
    .where(
        booking.c.person.in_(bindparam("ids", expanding=True)),
        booking.c.status == "booked",
        session.c.starts_utc > bindparam("now"),
    )
    .group_by(booking.c.person)
)
_NAMED = select(
    person.c.id, person.c.title, person.c.first, person.c.last, person.c.preferred, person.c.former,
    person.c.born,
).where(person.c.id.in_(bindparam("ids", expanding=True)))  # fmt: skip


@dataclass(frozen=True, slots=True)
class LinePreview:
    """A line, what becomes of it, and a note: what changes, or why it is rejected."""

    line: PatientLine
    became: Became
    note: str = ""


@dataclass(frozen=True, slots=True)
class Gone:
    """Somebody who stood in an earlier list and does not stand in this one."""

    id: int
    filed: str
    born: date | None


@dataclass(frozen=True, slots=True)
class Leaving:
    """Somebody whom the file says to have moved away or died, and how much they are booked for."""

    filed: str
    status: Status
    coming: int


@dataclass(frozen=True, slots=True)
class Foreseen:
    """What an import would do, every line in its order; the lines can be stored as they are."""

    counts: Counts
    lines: tuple[LinePreview, ...]
    gone: tuple[Gone, ...]
    leaving: tuple[Leaving, ...]


def foresee(db: Db, *, lines: Iterable[PatientLine], watch: Watch) -> Foreseen:
    """Go through all lines as an import does, and store nothing.

    Refused when `watch` says to stop, or when the file cannot be read to its end.
    """
    seen, done, rejected = Seen(), Counter[str](), list[PatientLine]()
    listed, leaving = listed_before(db), list[Decided]()
    found: list[LinePreview] = []
    with few_rounds():
        for decided in decided_in_chunks(db, lines, seen, rejected, done, watch.tell):
            leaving += [each for each in decided if each.new_status()]
            found += map(_preview, decided)
    found += [LinePreview(each, Became.REJECTED, each.reason) for each in rejected]
    gone = listed - seen.met
    return Foreseen(
        counted(done, len(rejected), len(gone)),
        tuple(sorted(found, key=lambda each: each.line.number)),
        tuple(_gone(db, sorted(gone)[:MOST_GONE])), tuple(_leaving(db, leaving)),
    )  # fmt: skip


def _preview(decided: Decided) -> LinePreview:
    return LinePreview(decided.line, decided.became(), _news(decided))


def _news(decided: Decided) -> str:
    """Say what changes about somebody: "phone 07700 900121, address"."""
    if decided.whom is None:
        return ""
    whom, facts = decided.whom, decided.facts
    phones = [f"phone {show_phone(each.number)}" for each in new_phones(whom, facts)]
    new = facts.nhs_number and facts.nhs_number != whom.nhs_number
    numbers = ["NHS number"] if new else []
    words = [_CALLED[name] for name in differences(whom, facts)]
    return ", ".join([*phones, *numbers, *words])


def _gone(db: Db, ids: list[int]) -> list[Gone]:
    rows = [row for part in _parts(ids) for row in db.all(_NAMED, ids=part)]
    people = [Gone(row.id, _filed(row), row.born) for row in rows]
    return sorted(people, key=lambda each: (each.filed.casefold(), each.id))


def _leaving(db: Db, decided: list[Decided]) -> Iterator[Leaving]:
    rows = [(each.whom.row, each.new_status()) for each in decided if each.whom]
    ids = [row.id for row, _status in rows]
    coming = {
        row.person: row.number
        for part in _parts(ids)
        for row in db.all(_COMING, ids=part, now=db.now)
    }
    for row, status in rows:
        if status:
            yield Leaving(_filed(row), status, coming.get(row.id, 0))


def _parts(ids: list[int]) -> Iterator[list[int]]:
    yield from (ids[n : n + _AT_ONCE] for n in range(0, len(ids), _AT_ONCE))


def _filed(row: Any) -> str:
    return filed(Name(row.title, row.first, row.last, row.preferred, row.former))
