"""One of those who come along: changed, confirmed, marked, cancelled, or coming on their own."""

from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy import select

from desktop.data import options, parties, rides, signups
from desktop.data.companions import ask_for, check_not_rung, columns, count, room_for, to_be, waits
from desktop.data.db import Db
from desktop.data.signups import Booked
from desktop.data.tables import booking, companion, person, session
from desktop.data.tables import waiting as line_table
from desktop.rules import companions as rules
from desktop.rules import signups as booking_rules
from desktop.rules.companions import Brought
from desktop.rules.names import Name, clean, plain
from desktop.rules.refusal import Refused
from desktop.rules.signups import Mark


@dataclass(frozen=True, slots=True)
class _Held:
    """A companion, locked for a decision, with the session it is about and whose it is."""

    row: Any
    session_id: int
    person_id: int
    name: str


def change(db: Db, *, companion_id: int, version: int, brought: Brought) -> None:
    """Change what is known of a companion; whether a place is taken counts at once."""
    held = _held(db, companion_id)
    rules.check_comes(held.name, Mark(held.row.status))
    (new,) = to_be([replace(brought, person_id=held.row.person)])
    more = int(new.takes) - int(held.row.takes_place)
    if held.row.booking is not None:
        _count_change(db, held, more)
    elif more:
        row, name = waits(db, held.row.waiting)
        check_not_rung(db, row, name)
        ask_for(db, row, more)
    over = held.row.over and new.takes
    db.change(companion, companion_id, version=version, over=over, **columns(new))


def confirm(db: Db, *, companion_id: int, confirmed: bool = True) -> None:
    """Write down that an interpreter has said yes, or not yet."""
    held = _held(db, companion_id)
    rules.check_comes(held.name, Mark(held.row.status))
    db.change(companion, companion_id, confirmed=confirmed)


def cancel(db: Db, *, companion_id: int, reason: str = "") -> None:
    """Let one companion not come; everybody else still does."""
    held = _held(db, companion_id)
    booking_rules.check_can_cancel(held.name, Mark(held.row.status))
    parties.cancel(db, [held.row], clean(reason))
    if held.row.booking is not None:
        options.keep_within(db, held.row.booking)
        freed = parties.counted([held.row])
        count(db, held.session_id, **{name: -by for name, by in freed.items()})
        rides.reseat(db, held.row.booking, -parties.seats([held.row]))
    elif held.row.takes_place:
        row, _called = waits(db, held.row.waiting)
        ask_for(db, row, -1)


def mark(db: Db, *, companion_id: int, as_: str) -> None:
    """Mark one companion "arrived", "missed" (did not come) or "booked" again."""
    held, new = _held(db, companion_id), Mark(as_)
    old = Mark(held.row.status)
    if held.row.booking is None:
        raise Refused(f"{held.name} has no place yet.")
    whose = signups.held(db, booking_id=held.row.booking)
    rules.check_can_mark(held.name, whose.called, old, whose.status)
    booking_rules.check_can_mark(
        whose.session, held.name, old, new, walked_in=False, today=signups.today_at(db, whose)
    )
    db.change(companion, companion_id, status=new.value)
    if held.row.takes_place:
        count(db, held.session_id, came=(new is Mark.ARRIVED) - (old is Mark.ARRIVED))


def stay(db: Db, *, companion_id: int, reason: str = "", cancelled_by: str = "") -> Booked:
    """Cancel the person and let their companion come all the same, with a booking of their own.

    Whoever else comes along comes with the companion now. Refused for somebody without a record.
    """
    held = _held(db, companion_id)
    rules.check_comes(held.name, Mark(held.row.status))
    rules.check_can_stay(held.name, held.row.person)
    old_id = held.row.booking
    if old_id is None:
        raise Refused(f"{held.name} has no place yet.")
    old = signups.held(db, booking_id=old_id)
    others = [row for row in parties.of_booking(db, old_id) if row.id != companion_id]
    signups.cancel(
        db, booking_id=old_id, reason=reason, cancelled_by=cancelled_by, goes_on=True
    )  # fmt: skip
    parties.cancel(db, [held.row], "Comes without them.")
    made = signups.book_promised(
        db, session_id=held.session_id, person_id=held.row.person, party=1 + parties.places(others)
    )
    parties.travel(db, others, made.booking_id)
    if old.options:
        options.travel(db, old_id, made.booking_id, held.session_id)
    if old.rides:
        parties.ride_goes_on(
            db, old_id, made.booking_id, held.session_id, fewer=1, person_id=held.row.person
        )  # fmt: skip
    return made


def _count_change(db: Db, held: _Held, more: int) -> None:
    if more > 0:
        rules.check_fits(room_for(db, signups.held(db, booking_id=held.row.booking)), more)
    came = more if held.row.status == Mark.ARRIVED else 0
    count(db, held.session_id, **{"over" if held.row.over else "booked": more}, came=came)


def _held(db: Db, companion_id: int) -> _Held:
    """Read a companion after its session was locked; what it was before the lock may be old."""
    found = select(companion).where(companion.c.id == companion_id)
    first = db.one(found)
    table, row_id = (
        (booking, first.booking) if first.booking is not None else (line_table, first.waiting)
    )  # fmt: skip
    whose = db.one(select(table.c.session, table.c.person).where(table.c.id == row_id))
    db.lock("session", session, [whose.session])
    row = db.one(found)
    if (row.booking, row.waiting) != (first.booking, first.waiting):
        raise Refused("They have a place by now. Look at it first.")
    return _Held(row, whose.session, whose.person, _name(db, row))


def _name(db: Db, row: Any) -> str:
    if row.person is None:
        return row.name or rules.named("", row.kind)
    who = db.one(select(person).where(person.c.id == row.person))
    return plain(Name(who.title, who.first, who.last, who.preferred, who.former))
