"""Taking a step back: the journal read backwards, with the rules asked again."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import Row, Table, select

from desktop.data import finding
from desktop.data.db import WHOLE, Db, from_text
from desktop.data.tables import activity, booking, journal_value, metadata, person, session, step
from desktop.rules.days import near
from desktop.rules.names import Name, called
from desktop.rules.refusal import Refused
from desktop.rules.signups import Mark

_COUNTED = {(session.name, name) for name in ("booked", "over", "came")}
_ORDER = ("session", "person")
_CHANGED_SINCE = "Not undone. Somebody has changed it since."


@dataclass(frozen=True, slots=True)
class Undone:
    """What was taken back, in words for the desk that did it; and whose session it was."""

    words: str
    session_id: int | None


_VERBS = {
    "signups.book": "booked {person} on {session}",
    "signups.walk_in": "{person} walked in to {session}",
    "signups.cancel": "cancelled {person} on {session}",
    "signups.mark": "marked {person} on {session}",
    "people.add": "added {person}",
    "people.change": "changed {person}",
    "people.set_status": "changed the status of {person}",
    "activities.make_session": "made {session}",
    "activities.change_places": "changed the places of {session}",
    "activities.make_activity": "made an activity",
    "activities.make_place": "made a place",
}


def undo(db: Db, *, key: str) -> Undone:
    """Take back the step with this key (32 hex digits); undoing an undo does it again.

    Refused with a sentence when the world has moved on.
    """
    values = _values(db, UUID(key))
    if not values:
        raise Refused("Not undone. There is nothing to take back.")
    words, session_id = _told(db, UUID(key), values)
    _lock(db, values)
    for value in values:
        _check_unchanged(db, value)
    for value in reversed(values):
        _take_back(db, value)
    _follow_up(db, values)
    return Undone(words, session_id)


def _values(db: Db, key: UUID) -> Sequence[Row[Any]]:
    theirs = journal_value.c.step == key
    return db.all(select(journal_value).where(theirs).order_by(journal_value.c.id))


def _lock(db: Db, values: Sequence[Row[Any]]) -> None:
    sessions, people = _sessions(db, values), {row.person for row in values if row.person}
    db.lock("session", session, sessions)
    db.lock("person", person, people)


def _check_unchanged(db: Db, value: Row[Any]) -> None:
    """Refuse when a row is no longer as the step left it; counters may have moved."""
    if (value.table, value.field) in _COUNTED:
        return
    table = metadata.tables[value.table]
    now = db.first(select(table).where(table.c.id == value.key))
    left = _row(table, value.new) if value.field == WHOLE else {value.field: _field(table, value)}
    gone = value.field == WHOLE and value.new is None
    if gone != (now is None) or any(now._mapping[name] != left[name] for name in left if now):
        raise Refused(_CHANGED_SINCE)


def _take_back(db: Db, value: Row[Any]) -> None:
    table = metadata.tables[value.table]
    if value.field == WHOLE:
        _take_back_row(db, table, value)
    elif (value.table, value.field) in _COUNTED:
        _take_back_count(db, value)
    else:
        db.change(table, value.key, **{value.field: _field(table, value, "old")})


def _take_back_row(db: Db, table: Table, value: Row[Any]) -> None:
    if value.new is None:
        db.add_many(table, [_row(table, value.old)])
        return
    if table is person:
        finding.unfile_words(db, value.key)
    db.remove(table, value.key)


def _take_back_count(db: Db, value: Row[Any]) -> None:
    by = int(value.old) - int(value.new)
    if value.field == "booked" and by > 0:
        _check_room(db, value.key)
    db.count(session, value.key, **{value.field: by})


def _check_room(db: Db, session_id: int) -> None:
    row = db.one(select(session).where(session.c.id == session_id))
    if row.booked >= row.places:
        raise Refused("Not undone. The place has gone to somebody else since.")


def _follow_up(db: Db, values: Sequence[Row[Any]]) -> None:
    """Ask the rules about bookings that live again, and file people under their names again."""
    for booking_id in {row.key for row in values if row.table == booking.name}:
        _check_alive(db, booking_id)
    for person_id in {row.key for row in values if row.table == person.name}:
        row = db.first(select(person).where(person.c.id == person_id))
        if row:
            finding.unfile_words(db, person_id)
            finding.file_words(db, [(person_id, _name(row))], comes=row.comes)


def _check_alive(db: Db, booking_id: int) -> None:
    from desktop.data.signups import check_still_possible

    status = db.value(select(booking.c.status).where(booking.c.id == booking_id))
    if status is not None and status != Mark.CANCELLED:
        check_still_possible(db, booking_id=booking_id)


def _told(db: Db, key: UUID, values: Sequence[Row[Any]]) -> tuple[str, int | None]:
    """Put a step into words, now; the step itself holds no names."""
    use_case = str(db.value(select(step.c.use_case).where(step.c.id == key)))
    if use_case == "undo.undo":
        undone = db.value(select(step.c.undoes).where(step.c.id == key))
        words, session_id = _told(db, undone, values)
        return f"did again: {words.removeprefix('undid: ')}", session_id
    about = next((row.person for row in values if row.person), None)
    sessions = _sessions(db, values)
    verb = _VERBS.get(use_case, "the last step")
    said = verb.format(person=_called(db, about), session=_session_words(db, sessions))
    return f"undid: {said}", next(iter(sessions), None)


def _sessions(db: Db, values: Sequence[Row[Any]]) -> set[int]:
    """Find which sessions a step was about: its own rows, and those of its bookings."""
    bookings = {row.key for row in values if row.table == booking.name}
    found = {row.key for row in values if row.table == session.name}
    rows = db.all(select(booking.c.session).where(booking.c.id.in_(bookings)))
    return found | {row.session for row in rows}


def _called(db: Db, person_id: int | None) -> str:
    row = db.first(select(person).where(person.c.id == person_id))
    return called(_name(row)) if row else "somebody"


def _session_words(db: Db, sessions: set[int]) -> str:
    found = select(session, activity.c.name).join(activity).where(session.c.id.in_(sessions))
    row = db.first(found)
    if row is None:
        return "a session"
    return f"{row.title or row.name}, {near(row.date, db.now.date())}"


def _field(table: Table, value: Row[Any], which: str = "new") -> Any:
    stored = value._mapping[which]
    return from_text(table.c[value.field], stored and json.loads(stored))


def _row(table: Table, stored: str | None) -> dict[str, Any]:
    if stored is None:
        return {}
    return {name: from_text(table.c[name], each) for name, each in json.loads(stored).items()}


def _name(row: Any) -> Name:
    return Name(row.title, row.first, row.last, row.preferred, row.former)
