"""Worried about someone: what the practice says to do, and that it was passed on, to whom, when."""

from dataclasses import dataclass

from sqlalchemy import select

from desktop.data.activities import Made
from desktop.data.db import Db
from desktop.data.kept import kept_id
from desktop.data.tables import passed_on, practice
from desktop.rules import worries as rules


@dataclass(frozen=True, slots=True)
class Instructions:
    """What the practice says to do when somebody is worried, and its named lead."""

    says: str
    lead: str
    version: int | None


_NONE = Instructions("", "", None)


def instructions(db: Db) -> Instructions:
    """Read what to do; empty words: the practice has not written them yet."""
    row = db.first(select(practice))
    return Instructions(row.worried_says, row.worried_lead, row.version) if row else _NONE


def write_instructions(db: Db, *, says: str, lead: str, version: int | None = None) -> None:
    """Write what to do and who is the lead, in the practice's own words."""
    words, name = rules.check_instructions(says, lead)
    row = db.first(select(practice))
    if row is None:
        db.add(practice, worried_says=words, worried_lead=name)
    else:
        db.change(practice, row.id, version=version, worried_says=words, worried_lead=name)


def pass_on(db: Db, *, person_id: int, to: str) -> Made:
    """Write down that a worry about somebody was passed on: to whom and when, and never what."""
    name = rules.check_told(to)
    return Made(db.add(passed_on, person=kept_id(db, person_id), to=name, at=db.now, by=db.by))
