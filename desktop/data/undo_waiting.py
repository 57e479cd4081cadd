"""Whether waiting lists, and places held for them, would still be true if a step went back."""

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import Row, and_, select

from desktop.data import steps, undo_merging, waiters
from desktop.data.db import WHOLE, Db
from desktop.data.tables import booking, journal_value, session, waiting
from desktop.data.undo_promises import SEEN, end_of
from desktop.rules.refusal import Refused
from desktop.rules.signups import Mark


def check_nobody_new(db: Db, values: Sequence[Row[Any]]) -> None:
    """Refuse when somebody waits since: again, or for a session where the step put it."""
    whose = undo_merging.whose(values, waiting.name)
    for value in values:
        if value.table == waiting.name and _waited_before(value):
            _check_waits_once(db, value, whose)
    moved = {row.key for row in values if row.table == session.name and row.field in SEEN}
    written = and_(journal_value.c.table == waiting.name, journal_value.c.key == waiting.c.id)
    since = (
        select(waiting.c.id)
        .select_from(waiting.join(journal_value, written))
        .where(
            waiting.c.session.in_(moved),
            waiting.c.status == waiters.WAITS,
            journal_value.c.field == WHOLE,
            journal_value.c.id > end_of(values),
        )
        .limit(1)
    )
    if moved and db.first(since):
        raise Refused("Not undone. Somebody is on the waiting list since. Change it again instead.")


def check_kept(db: Db, sessions: set[int]) -> None:
    """Refuse to leave fewer places than are promised, or somebody booked who waits as well."""
    for row in db.all(select(session).where(session.c.id.in_(sessions), session.c.waiting > 0)):
        if row.booked + waiters.held_places(db, row.id) > row.places:
            raise Refused("Not undone. The place is being offered to somebody by telephone.")
    both = and_(booking.c.session == waiting.c.session, booking.c.person == waiting.c.person)
    twice = (
        select(waiting.c.id)
        .select_from(waiting.join(booking, both))
        .where(
            waiting.c.session.in_(sessions),
            waiting.c.status == waiters.WAITS,
            booking.c.status != Mark.CANCELLED.value,
        )
    )
    if db.first(twice.limit(1)):
        raise Refused("Not undone. They are on the waiting list by now.")


def _waited_before(value: Row[Any]) -> bool:
    if value.field == WHOLE:
        return bool(steps.row_of(waiting, value.old).get("status") == waiters.WAITS)
    return value.field == "status" and bool(steps.field(waiting, value, "old") == waiters.WAITS)


def _check_waits_once(db: Db, value: Row[Any], whose: Mapping[int, int]) -> None:
    whole = steps.row_of(waiting, value.old) if value.field == WHOLE else {}
    held = whole or db.one(select(waiting).where(waiting.c.id == value.key))._mapping
    again = select(waiting.c.id).where(
        waiting.c.session == held["session"],
        waiting.c.person == whose.get(value.key, held["person"]),
        waiting.c.status == waiters.WAITS,
        waiting.c.id.not_in({value.key, *whose}),
    )
    if db.first(again.limit(1)):
        raise Refused("Not undone. They are waiting again since.")
