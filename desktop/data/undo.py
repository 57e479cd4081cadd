"""Taking a step back: the journal read backwards, with the rules asked again."""

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any
from uuid import UUID

from sqlalchemy import Column, Row, Table, select

from desktop.data import (
    finding,
    option_limits,
    steps,
    undo_clashes,
    undo_merging,
    undo_party,
    undo_promises,
    undo_waiting,
)
from desktop.data.booking_numbers import free_number, number_again
from desktop.data.coming_back import check_can_come_back, check_still_possible
from desktop.data.db import WHOLE, Db
from desktop.data.tables import (
    activity,
    booking,
    hold,
    metadata,
    person,
    session,
    step,
    taxi_off,
    telling,
    to_ring,
    waiting,
)
from desktop.data.undo_words import VERBS
from desktop.rules.days import near
from desktop.rules.names import Name, called
from desktop.rules.refusal import Refused
from desktop.rules.signups import Mark

_ON_THE_PAGE = ("patient", "phone", "need", "spoken_to")
_CHANGED_SINCE = "Not undone. Somebody has changed it since."
_SINCE = {
    telling.name: "Not undone. People have been told of it. Change it again instead.",
    taxi_off.name: "Not undone. The taxi has been seen to. Book it again instead.",
    to_ring.name: "Not undone. Somebody has rung them since. Change the mark instead.",
}


@dataclass(frozen=True, slots=True)
class Undone:
    """What was taken back, in words for the desk that did it; and whose session it was."""

    words: str
    session_id: int | None


_AT_ONCE = 500


def undo(db: Db, *, key: str) -> Undone:
    """Take back the step with this key (32 hex digits); undoing an undo does it again.

    Refused with a sentence when the world has moved on.
    """
    values = steps.journal(db, UUID(key))
    if not values:
        raise Refused("Not undone. There is nothing to take back.")
    words, session_id = _told(db, UUID(key), values)
    sessions = _touched(db, values)
    _lock(db, values, sessions)
    other_now = [value.table for value in steps.changed_since(db, values)]
    if other_now:
        raise Refused(next(filter(None, map(_SINCE.get, other_now)), _CHANGED_SINCE))
    undo_merging.check(db, values)
    undo_promises.check_nobody_new(db, values)
    undo_waiting.check_nobody_new(db, values)
    option_limits.check_not_twice(db, values)
    gone = _sessions_gone(values)
    _check_bookings(db, values, lambda session_id: session_id not in gone)
    _check_places(db, values)
    live = _live(db, values)
    for (name, _row, kind), those in groupby(reversed(values), _alike):
        _take_back(db, metadata.tables[name], kind, list(those))
    for counted, by in _counts(values).items():
        db.count(session, counted, **by)
    _check_bookings(db, values, lambda session_id: session_id in gone)
    _number_bookings(db, live, _live(db, values))
    undo_clashes.check(db, values)
    undo_waiting.check_kept(db, sessions)
    undo_party.check_kept(db, values)
    option_limits.check_kept(db, values)
    _follow_up(db, values)
    return Undone(words, session_id)


def _lock(db: Db, values: Sequence[Row[Any]], sessions: set[int]) -> None:
    undo_clashes.hold(db, values)
    db.lock("session", session, sessions)
    db.lock("person", person, {row.person for row in values if row.person})


def _sessions_gone(values: Sequence[Row[Any]]) -> set[int]:
    """Find the sessions that went with the step, so that they are to come back first."""
    removed = (row for row in values if row.field == WHOLE and row.new is None)
    return {row.key for row in removed if row.table == session.name}


def _check_bookings(db: Db, values: Sequence[Row[Any]], asked: Callable[[int], bool]) -> None:
    """Ask the rules about bookings that would be live: before, for no two may be for a moment."""
    whose = undo_merging.whose(values, booking.name)
    going = _going(values) | {*whose}
    for value in values:
        if value.table != booking.name or value.field not in (WHOLE, "status"):
            continue
        whole = value.field == WHOLE
        after = steps.row_of(booking, value.old) if whole else {}
        status = steps.field(booking, value, "old") if not whole else after.get("status")
        if status in (None, Mark.CANCELLED):
            continue
        held = after if whole else _held(db, value.key)
        if not asked(held["session"]):
            continue
        who = {"session_id": held["session"], "person_id": whose.get(value.key, held["person"])}
        before = None if whole else steps.field(booking, value)
        undo_promises.check_kept(
            db, values, held["session"], anew=before in (None, Mark.CANCELLED, Mark.MISSED)
        )
        check_still_possible(db, but=going | {value.key}, **who)
        was_none = before in (None, Mark.CANCELLED)
        if was_none and status == Mark.BOOKED:
            again = undo_merging.again(values, who["person_id"])
            check_can_come_back(db, **who, again=again)


def _going(values: Sequence[Row[Any]]) -> set[int]:
    """Find the bookings that end as the step is taken back: they stand in nobody's way."""
    of_bookings = [value for value in values if value.table == booking.name]
    added = {value.key for value in of_bookings if value.field == WHOLE and value.old is None}
    ended = {value.key for value in of_bookings if value.field == "status"
             and steps.field(booking, value, "old") == Mark.CANCELLED}  # fmt: skip
    return added | ended


def _held(db: Db, booking_id: int) -> Mapping[str, Any]:
    held = select(booking.c.session, booking.c.person).where(booking.c.id == booking_id)
    row: Mapping[str, Any] = db.one(held)._mapping
    return row


def _check_places(db: Db, values: Sequence[Row[Any]]) -> None:
    """Refuse when more would be booked than there would be places."""
    counts = _counts(values)
    places = {row.key: int(row.old) for row in values
              if (row.table, row.field) == (session.name, "places")}  # fmt: skip
    for row_id in {*counts, *places}:
        row = db.one(select(session).where(session.c.id == row_id))
        booked = row.booked + counts.get(row_id, {}).get("booked", 0)
        if booked <= places.get(row_id, row.places):
            continue
        if row_id in places:
            raise Refused(f"Not undone. {row.booked} people are booked by now.")
        raise Refused("Not undone. The place has gone to somebody else since.")


def _counts(values: Sequence[Row[Any]]) -> dict[int, dict[str, int]]:
    """Say how far a step's counters go back: together, so that they fit at every moment."""
    counts: dict[int, dict[str, int]] = defaultdict(lambda: defaultdict(int))
    new = {(row.table, row.key) for row in values if row.field == WHOLE and row.new is not None}
    for row in values:
        if steps.is_counter(row) and (row.table, row.key) not in new:  # they go with their row
            counts[row.key][row.field] += int(row.old) - int(row.new)
    return counts


def _alike(value: Row[Any]) -> tuple[str, int, str]:
    """Say what can be taken back together: rows added, rows removed, the fields of one row."""
    if value.field != WHOLE:
        return value.table, value.key, "changed"
    return value.table, 0, "removed" if value.new is None else "added"


def _take_back(db: Db, table: Table, kind: str, values: Sequence[Row[Any]]) -> None:
    if kind == "removed":
        # The journal leaves out what was empty, and rows added together need the same columns.
        empty = dict.fromkeys(table.c.keys())
        db.add_many(table, [empty | steps.row_of(table, value.old) for value in values])
    elif kind == "added":
        _remove(db, table, [value.key for value in values])
    else:
        # Together, for what holds between the fields of a row must hold at every moment.
        fields = [value for value in values if not steps.is_counter(value)]
        old = {each.field: steps.field(table, each, "old") for each in fields}
        if old:
            db.change(table, values[0].key, **old)


def _remove(db: Db, table: Table, ids: Sequence[int]) -> None:
    # An import may have added 100,000: no database takes as many values at once.
    for start in range(0, len(ids), _AT_ONCE):
        some = ids[start : start + _AT_ONCE]
        if table is person:
            finding.unfile_words(db, *some)
        for column in _users(table):
            if db.first(select(column).where(column.in_(some)).limit(1)):
                raise Refused("Not undone. It has been used since.")
        db.remove_many(table, some)


def _users(table: Table) -> list[Column[Any]]:
    """Give each column that may name a row of this table."""
    keys = [key for other in metadata.sorted_tables for key in other.foreign_keys]
    return [key.parent for key in keys if key.column.table is table]


def _live(db: Db, values: Sequence[Row[Any]]) -> dict[int, Any]:
    """Read which of a step's bookings are live, with the numbers they have."""
    ids = {row.key for row in values if row.table == booking.name}
    found = select(booking.c.id, booking.c.number).where(
        booking.c.id.in_(ids), booking.c.status != Mark.CANCELLED
    )
    return {row.id: row.number for row in db.all(found)} if ids else {}


def _number_bookings(db: Db, before: dict[int, Any], now: dict[int, Any]) -> None:
    for booking_id, number in before.items():
        if booking_id not in now:
            free_number(db, number)
    for booking_id, number in now.items():
        if booking_id not in before and number is not None:
            number_again(db, booking_id=booking_id)


def _follow_up(db: Db, values: Sequence[Row[Any]]) -> None:
    """File people under their names again, and let everybody see that their page is another."""
    named = {row.key for row in values if row.table == person.name} | undo_merging.both(values)
    theirs = [*named | {row.person for row in values if row.table in _ON_THE_PAGE and row.person}]
    parts = (theirs[start : start + _AT_ONCE] for start in range(0, len(theirs), _AT_ONCE))
    found = (db.all(select(person.c.id).where(person.c.id.in_(some))) for some in parts)
    there = sorted(row.id for rows in found for row in rows)
    for person_id in there:
        db.renew(person, person_id)
    finding.refile(db, *(each for each in there if each in named))


def _told(db: Db, key: UUID, values: Sequence[Row[Any]]) -> tuple[str, int | None]:
    """Put a step into words, now; the step itself holds no names."""
    use_case = str(db.value(select(step.c.use_case).where(step.c.id == key)))
    if use_case == "undo.undo":
        undone = db.value(select(step.c.undoes).where(step.c.id == key))
        words, session_id = _told(db, undone, values)
        said = words.partition(": ")[2]
        again = words.startswith("undid")
        return f"{'did again' if again else 'undid'}: {said}", session_id
    about = undo_party.whose(db, values) or option_limits.whose(db, values)
    about = about or next((row.person for row in values if row.person), None)
    sessions = _sessions(db, values)
    verb = VERBS.get(use_case, "the last step")
    dates = "1 date" if len(sessions) == 1 else f"{len(sessions)} dates"
    session_words = _session_words(db, sessions)
    said = verb.format(person=_called(db, about), session=session_words, dates=dates)
    return f"undid: {said}", next(iter(sessions), None)


def _sessions(db: Db, values: Sequence[Row[Any]]) -> set[int]:
    """Find which sessions a step was about: those of its new bookings, or all it touched."""
    wholes = [row for row in values if row.table == booking.name and row.field == WHOLE]
    new = {steps.row_of(booking, row.new or row.old)["session"] for row in wholes}
    if new:
        return new
    return _touched(db, values)


def _touched(db: Db, values: Sequence[Row[Any]]) -> set[int]:
    found = {row.key for row in values if row.table == session.name}
    for table in (booking, waiting, hold):
        ids = {row.key for row in values if row.table == table.name}
        rows = db.all(select(table.c.session).where(table.c.id.in_(ids))) if ids else ()
        found |= {row.session for row in rows}
    return found | undo_party.sessions_of(db, values) | option_limits.sessions_of(db, values)


def _called(db: Db, person_id: int | None) -> str:
    row = db.first(select(person).where(person.c.id == person_id))
    return called(_name(row)) if row else "somebody"


def _session_words(db: Db, sessions: set[int]) -> str:
    found = select(session, activity.c.name).join(activity).where(session.c.id.in_(sessions))
    row = db.first(found)
    if row is None:
        return "a session"
    return f"{row.title or row.name}, {near(row.date, db.now.date())}"


def _name(row: Any) -> Name:
    return Name(row.title, row.first, row.last, row.preferred, row.former)
