"""Who of a file's patients is in the records already, and what is stored about them."""

from collections.abc import Container, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from sqlalchemy import bindparam, func, select

from desktop.data.db import Db
from desktop.data.tables import patient, person, phone
from desktop.rules.names import Name, fold, sort_key
from desktop.rules.people import PersonFacts
from desktop.rules.refusal import Refused

Key = tuple[str, date | None]
"""A name as it is sorted, and a birthday."""


@dataclass(frozen=True, slots=True)
class Stored:
    """A person in the records, with what a file can change.

    With `named`, a file knew them by the name of a record that was merged into theirs: not news.
    """

    row: Any
    nhs_number: str
    is_patient: bool
    phones: tuple[Any, ...]
    named: bool = False


# Whom this import has added is met by no other line: those with higher ids are left out.
_KNOWN = person.c.id <= bindparam("last")
_BY_NUMBER = select(patient.c.id).where(
    patient.c.nhs_number.in_(bindparam("numbers", expanding=True)),
    patient.c.id <= bindparam("last"),
)
_BY_BIRTH = select(person.c.id, person.c.sort_key, person.c.born).where(
    person.c.born.in_(bindparam("days", expanding=True)), _KNOWN
)
_BY_NAME_ALONE = select(person.c.id).where(
    person.c.born.is_(None), person.c.sort_key.in_(bindparam("names", expanding=True)), _KNOWN
)
_STORED = (
    select(person, patient.c.id.label("patient_id"), patient.c.nhs_number)
    .select_from(person.outerjoin(patient, patient.c.id == person.c.id))
    .where(person.c.id.in_(bindparam("ids", expanding=True)))
)
_PHONES = (
    select(phone)
    .where(phone.c.person.in_(bindparam("ids", expanding=True)))
    .order_by(phone.c.person, phone.c.place)
)


class Known:
    """Who of some lines is in the records already: those who were, up to the id `last`."""

    def __init__(self, db: Db, lines: Sequence[tuple[PersonFacts, Key]], last: int) -> None:
        self._by_number: dict[str, Stored] = {}
        self._by_name: dict[Key, list[Stored]] = {}
        ids = _ids(db, lines, last) if last else ()
        found = {each.row.id: each for each in _stored(db, sorted(ids))}
        into = {each.row.merged_into for each in found.values()} - {None, *found}
        in_use = found | {each.row.id: each for each in _stored(db, sorted(into))}
        for each in found.values():
            self._add(each, in_use[each.row.merged_into or each.row.id])

    def _add(self, named: Stored, person: Stored) -> None:
        """Know somebody by a name that is theirs, or was that of a record merged into theirs."""
        if person.nhs_number:
            self._by_number[person.nhs_number] = person
        known = self._by_name.setdefault((named.row.sort_key, named.row.born), [])
        if person.row.id not in {each.row.id for each in known}:
            known.append(replace(person, named=person is not named))

    def find(self, facts: PersonFacts, key: Key, met: Container[int]) -> Stored | None:
        """Find whom a line is about, nobody `met` before; Refused when that cannot be told."""
        found = self._by_number.get(facts.nhs_number)
        if found:
            _check_same_person(found, facts)
            return found
        named = self._by_name.get(key, [])
        may_be = [
            each
            for each in named
            if not (facts.nhs_number and each.nhs_number) and each.row.id not in met
        ]
        if len(may_be) > 1:
            raise Refused("Two people here have this name and date of birth. Give the NHS number.")
        return may_be[0] if may_be else None


def _check_same_person(stored: Stored, facts: PersonFacts) -> None:
    # A wrong number can be somebody else's: it must not give them this name.
    born, row = facts.born, stored.row
    same_name = set(fold(facts.last)) & {*fold(row.last), *fold(row.former)}
    if born and row.born and born != row.born and not same_name:
        raise Refused("This NHS number is somebody’s with another name and date of birth.")


def last_known(db: Db) -> int:
    """Give the highest id in the records; 0 when they are empty."""
    return int(db.value(select(func.max(person.c.id))) or 0)


def _ids(db: Db, lines: Sequence[tuple[PersonFacts, Key]], last: int) -> set[int]:
    keys = {key for _facts, key in lines}
    numbers = [facts.nhs_number for facts, _key in lines if facts.nhs_number]
    days = sorted({born for _name, born in keys if born})
    alone = sorted(name for name, born in keys if not born)
    rows = db.all(_BY_NUMBER, numbers=numbers, last=last) if numbers else ()
    found = {row.id for row in rows}
    if days:
        rows = db.all(_BY_BIRTH, days=days, last=last)
        found |= {row.id for row in rows if (row.sort_key, row.born) in keys}
    if alone:
        found |= {row.id for row in db.all(_BY_NAME_ALONE, names=alone, last=last)}
    return found


def _stored(db: Db, ids: Sequence[int]) -> Iterator[Stored]:
    if not ids:
        return
    phones: dict[int, list[Any]] = {}
    for row in db.all(_PHONES, ids=ids):
        phones.setdefault(row.person, []).append(row)
    for row in db.all(_STORED, ids=ids):
        theirs = tuple(phones.get(row.id, ()))
        yield Stored(row, row.nhs_number or "", row.patient_id is not None, theirs)


def key_of(facts: PersonFacts) -> Key:
    """Give what tells people apart when there is no NHS number."""
    return sort_key(name_of(facts)), facts.born


def name_of(facts: PersonFacts) -> Name:
    """Give the name among the facts."""
    return Name(facts.title, facts.first, facts.last, facts.preferred, facts.former)
