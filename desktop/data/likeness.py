"""Who of the people here may be the one who is being written down."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import bindparam, select

from desktop.data import finding
from desktop.data.db import Db
from desktop.data.tables import patient, person, phone
from desktop.rules import likeness as rules
from desktop.rules.days import full_date
from desktop.rules.likeness import Traits, Why
from desktop.rules.names import Name, full, plain
from desktop.rules.people import Status, show_nhs_number, status_words
from desktop.rules.phones import show_phone

MOST = 3
_BORN_THEN = 60


@dataclass(frozen=True, slots=True)
class Like:
    """Somebody who may be meant: why, in a sentence, and what tells them from another.

    `same` names what they have in common with what was typed: "born", "phone", "nhs_number".
    """

    id: int
    why: Why
    words: str
    name: str
    plain: str
    born: str
    nhs_number: str
    phone: str
    address: str
    status: str
    same: tuple[str, ...]


_BY_NHS = select(patient.c.id).where(patient.c.nhs_number == bindparam("number"))
_BY_PHONE = (
    select(phone.c.person)
    .where(phone.c.backwards.in_(bindparam("ends", expanding=True)))
    .order_by(phone.c.person)
    .limit(_BORN_THEN)
)
_BY_BIRTH = select(person.c.id).where(person.c.born == bindparam("born")).limit(_BORN_THEN)
_THEM = (
    select(person, patient.c.nhs_number)
    .select_from(person.outerjoin(patient, patient.c.id == person.c.id))
    .where(
        person.c.id.in_(bindparam("ids", expanding=True)), person.c.merged_into.is_(None)
    )
)  # fmt: skip
_PHONES = (
    select(phone.c.person, phone.c.number)
    .where(phone.c.person.in_(bindparam("ids", expanding=True)))
    .order_by(phone.c.person, phone.c.place)
)


def alike(
    db: Db, *, traits: Traits, today: date, but: int | None = None, most: int = MOST
) -> tuple[Like, ...]:
    """Find who may be meant by what was typed so far, the likeliest first; nobody for `but`."""
    ids = _candidates(db, traits, today) - {but}
    if not ids:
        return ()
    numbers: dict[int, list[str]] = {}
    for row in db.all(_PHONES, ids=sorted(ids)):
        numbers.setdefault(row.person, []).append(row.number)
    found = (_like(traits, row, numbers.get(row.id, ())) for row in db.all(_THEM, ids=sorted(ids)))
    return tuple(sorted(filter(None, found), key=lambda each: (each.why, each.id))[:most])


def twice(db: Db, *, person_id: int, today: date) -> tuple[Like, ...]:
    """Find who may be the same person as somebody who is here; a shared phone alone is none."""
    row = db.first(_THEM, ids=[person_id])
    if row is None:
        return ()
    numbers = frozenset(each.number for each in db.all(_PHONES, ids=[person_id]))
    found = alike(db, traits=_traits(row, numbers), today=today, but=person_id)
    return tuple(each for each in found if each.why is not Why.PHONE)


def _candidates(db: Db, traits: Traits, today: date) -> set[int | None]:
    ids: set[int | None] = set()
    if traits.nhs_number:
        ids |= {row.id for row in db.all(_BY_NHS, number=traits.nhs_number)}
    if traits.phones:
        ends = [each.removeprefix("+")[::-1] for each in traits.phones]
        ids |= {row.person for row in db.all(_BY_PHONE, ends=ends)}
    if traits.born:
        ids |= {row.id for row in db.all(_BY_BIRTH, born=traits.born)}
    name = plain(traits.name)
    if traits.name.first and traits.name.last:
        ids |= {each.id for each in finding.find(db, text=name, today=today).people}
        ids |= {each.id for each in finding.meant(db, text=name, today=today).people}
    return ids


def _like(traits: Traits, row: Any, numbers: Sequence[str]) -> Like | None:
    other = _traits(row, numbers)
    why = rules.alike(traits, other)
    if why is None:
        return None
    shared = next((each for each in numbers if each in traits.phones), "")
    shown = shared or next(iter(numbers), "")
    status = Status(row.status)
    return Like(
        id=row.id, why=why, words=rules.why_words(why, other), name=full(other.name),
        plain=plain(other.name), born=full_date(row.born) if row.born else "",
        nhs_number=show_nhs_number(row.nhs_number or ""), phone=show_phone(shown) if shown else "",
        address=row.address, same=tuple(_same(traits, other, shared)),
        status="" if status is Status.CURRENT else status_words(status, row.status_until),
    )  # fmt: skip


def _same(traits: Traits, other: Traits, shared: str) -> Iterable[str]:
    if traits.born and traits.born == other.born:
        yield "born"
    if traits.nhs_number and traits.nhs_number == other.nhs_number:
        yield "nhs_number"
    if shared:
        yield "phone"


def _traits(row: Any, numbers: Iterable[str]) -> Traits:
    name = Name(row.title, row.first, row.last, row.preferred, row.former)
    return Traits(name, row.born, row.nhs_number or "", frozenset(numbers))
