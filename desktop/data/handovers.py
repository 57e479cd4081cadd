"""Handover: notes to colleagues about a person or a session, gone after seven days."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import bindparam, or_, select

from desktop.data.activities import Made
from desktop.data.db import Db
from desktop.data.kept import kept_id
from desktop.data.ready import Ready
from desktop.data.tables import activity, handover, person, session
from desktop.rules import handovers as rules
from desktop.rules.handovers import LASTS
from desktop.rules.names import Name, called


@dataclass(frozen=True, slots=True)
class Note:
    """A note to colleagues: about whom or which session, by whom, and until when it is there."""

    id: int
    version: int
    text: str
    person_id: int | None
    called: str
    session_id: int | None
    title: str
    held_on: date | None
    by: str
    at: datetime
    until: datetime
    may_read: str


_NOTES = (
    select(
        handover, person.c.title.label("person_title"), person.c.first, person.c.last,
        person.c.preferred, person.c.former, session.c.date, session.c.activity.label("of"),
        session.c.title.label("session_title"), activity.c.name,
    )
    .select_from(
        handover.outerjoin(person, person.c.id == handover.c.person)
        .outerjoin(session, session.c.id == handover.c.session)
        .outerjoin(activity, activity.c.id == session.c.activity)
    )
    .where(handover.c.until > bindparam("now"))
    .order_by(handover.c.made_at.desc(), handover.c.id.desc())
)  # fmt: skip
_ALL = Ready(_NOTES)
_OF_ACTIVITY = Ready(
    _NOTES.where(
        or_(
            session.c.activity
            == select(session.c.activity)
            .where(session.c.id == bindparam("session_id"))
            .scalar_subquery(),
            handover.c.session.is_(None),
        )
    )
)


def write(
    db: Db, *, text: str, person_id: int | None = None, session_id: int | None = None
) -> Made:
    """Leave a note to colleagues for seven days, about a person, a session, or neither."""
    lines = rules.check_text(text)
    return Made(
        db.add(
            handover, person=person_id and kept_id(db, person_id), session=session_id,
            text=lines, made_by=db.by, made_at=db.now, until=db.now + LASTS,
        )
    )  # fmt: skip


def change(db: Db, *, handover_id: int, text: str, version: int | None = None) -> None:
    """Write a note anew; it lapses when it would have lapsed."""
    db.change(handover, handover_id, version=version, text=rules.check_text(text))


def done(db: Db, *, handover_id: int) -> None:
    """Have a note lapse now: everybody has read it."""
    row = db.one(select(handover).where(handover.c.id == handover_id))
    if row.until > db.now:
        db.change(handover, handover_id, until=db.now)


def notes(db: Db, *, session_id: int | None = None) -> tuple[Note, ...]:
    """Read the notes that have not lapsed, the newest first.

    With a session, only those about its activity, or about no session at all.
    """
    if session_id is None:
        rows = db.all(_ALL, now=db.now)
    else:
        rows = db.all(_OF_ACTIVITY, now=db.now, session_id=session_id)
    return tuple(map(_note, rows))


def _note(row: Any) -> Note:
    name = Name(row.person_title, row.first, row.last, row.preferred, row.former)
    whom = called(name) if row.person is not None else ""
    return Note(
        id=row.id, version=row.version, text=row.text, person_id=row.person, called=whom,
        session_id=row.session, title=row.session_title or row.name or "", held_on=row.date,
        by=row.made_by, at=row.made_at, until=row.until, may_read=rules.may_read(whom),
    )  # fmt: skip
