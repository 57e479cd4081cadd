"""The practice's own words for messages, by language: written by somebody, checked by somebody."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import select

from desktop.data.db import Db
from desktop.data.latest import too_late
from desktop.data.tables import wording
from desktop.data.texts import by_two_people
from desktop.rules import reminders as rules
from desktop.rules.activities import check_may_check
from desktop.rules.languages import in_order
from desktop.rules.refusal import Refused

REMINDER = "reminder"


@dataclass(frozen=True, slots=True)
class Wording:
    """The words in one language; `checked_by` is empty until somebody has read them."""

    language: str
    text: str
    written_by: str
    checked_by: str
    checked_on: date | None
    version: int


def wordings(db: Db) -> tuple[Wording, ...]:
    """Read the practice's words for reminders, English first."""
    rows = db.all(select(wording).where(wording.c.kind == REMINDER))
    found = [
        Wording(r.language, r.text, r.written_by, r.checked_by, r.checked_on, r.version)
        for r in rows
    ]
    return tuple(sorted(found, key=lambda each: in_order(each.language)))


def checked(db: Db) -> Mapping[str, str]:
    """Give the texts that somebody has checked, by language: only these are ever used."""
    return {each.language: each.text for each in wordings(db) if each.checked_by and each.text}


def write(db: Db, *, language: str, text: str, version: int = 0) -> None:
    """Keep the words for a language as a draft that nobody has checked; empty ones go."""
    words, row = rules.check_wording(text), _row(db, language)
    if (row.version if row else 0) != version:
        raise too_late(db, wording.name, row.id if row else 0)
    if row is None and words:
        db.add(
            wording, kind=REMINDER, language=language, text=words, written_by=db.by,
            written_on=db.now.date(),
        )  # fmt: skip
    elif row is not None and not words:
        db.remove(wording, row.id)
    elif row is not None and row.text != words:
        db.change(
            wording, row.id, text=words, written_by=db.by, written_on=db.now.date(),
            checked_by="", checked_on=None,
        )  # fmt: skip


def check(db: Db, *, language: str, text: str, version: int = 0, two_people: bool = False) -> None:
    """Say that somebody who reads this language has read the words, as they stand, and they fit."""
    write(db, language=language, text=text, version=version)
    row = _row(db, language)
    if row is None:
        raise Refused("Not checked. There is no text in this language yet.")
    check_may_check(row.written_by, db.by, two_people=two_people or by_two_people(db))
    db.change(wording, row.id, checked_by=db.by, checked_on=db.now.date())


def _row(db: Db, language: str) -> Any:
    theirs = wording.c.kind == REMINDER, wording.c.language == language
    return db.first(select(wording).where(*theirs).with_for_update())
