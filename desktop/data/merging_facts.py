"""The facts about somebody when two records become one: written as they were chosen."""

from typing import Any

from sqlalchemy import select

from desktop.data import people
from desktop.data.db import Db
from desktop.data.tables import need, patient, person, phone
from desktop.rules.merging import Record


def write(db: Db, kept: int, other: int, made: Record, versions: tuple[int, int]) -> None:
    """Give the kept record what was chosen, and have the other lead to it."""
    hats = {row.id: row for row in db.all(select(patient).where(patient.c.id.in_((kept, other))))}
    _move_needs(db, kept, other, made)
    _let_go(db, other, hats.get(other))
    people.change(db, person_id=kept, version=versions[0], facts=made.facts)
    rows = {row.id: row for row in db.all(select(person).where(person.c.id.in_((kept, other))))}
    mine, theirs = rows[kept], rows[other]
    db.change(
        person, kept, status=made.status.value, status_until=made.status_until,
        comes=mine.comes or theirs.comes, made=min(mine.made, theirs.made),
    )  # fmt: skip
    db.change(person, other, version=versions[1], merged_into=kept)
    _keep_hat(db, kept, hats.get(other))
    db.renew(person, kept)


def _move_needs(db: Db, kept: int, other: int, made: Record) -> None:
    """Take over needs with the day on which they were asked for."""
    theirs = db.all(select(need).where(need.c.person == other))
    wanted = set(made.facts.needs)
    mine = {row.kind: row for row in db.all(select(need).where(need.c.person == kept))}
    for row in theirs:
        same = mine.get(row.kind)
        taken = (row.kind, row.detail) in wanted and (same is None or same.detail != row.detail)
        if taken and same:
            db.remove(need, same.id)
        if taken:
            db.change(need, row.id, person=kept)
        else:
            db.remove(need, row.id)


def _let_go(db: Db, other: int, hat: Any) -> None:
    """Take away what finds the other record; the journal keeps what it was."""
    for row in db.all(select(phone.c.id).where(phone.c.person == other)):
        db.remove(phone, row.id)
    if hat:
        db.remove(patient, other)


def _keep_hat(db: Db, kept: int, theirs: Any) -> None:
    """Have a patient under either record be one, listed when either was last."""
    if theirs is None:
        return
    mine = db.first(select(patient).where(patient.c.id == kept))
    if mine is None:
        db.add(patient, id=kept, listed=theirs.listed)
        return
    checked = theirs.nhs_checked if mine.nhs_number == theirs.nhs_number else None
    listed = max(filter(None, (mine.listed, theirs.listed)), default=None)
    db.change(patient, kept, listed=listed, nhs_checked=mine.nhs_checked or checked)
