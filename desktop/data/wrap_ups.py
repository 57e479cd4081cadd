"""Wrap-up: how a session went, and who was there without a name."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import bindparam, func, select

from desktop.data import activities, handovers, signups, unmarked, worries
from desktop.data import to_buy as buying
from desktop.data.activities import SessionCard
from desktop.data.db import Db
from desktop.data.handovers import Note
from desktop.data.ready import Ready
from desktop.data.tables import booking, person, session, to_ring
from desktop.data.tables import wrap_up as table
from desktop.data.to_buy import ToBuy
from desktop.data.unmarked import UnmarkedLine
from desktop.rules import door
from desktop.rules import wrap_ups as rules
from desktop.rules.calls import Kind
from desktop.rules.names import Name, plain
from desktop.rules.signups import Mark


@dataclass(frozen=True, slots=True)
class Call:
    """Somebody of a session who is to be rung, and about what."""

    id: int
    person_id: int
    name: str
    about: str
    outcome: str


@dataclass(frozen=True, slots=True)
class WrapUp:
    """Everything the wrap-up asks about a session, and what it knows already.

    `booked_came` and `walked_in` are those with a name; `worried` is what the practice says to do.
    """

    session: SessionCard
    booked_came: int
    walked_in: int
    nameless: int
    unmarked: tuple[UnmarkedLine, ...]
    ran_out_of: str
    lovely: str
    done_at: datetime | None
    done_by: str
    to_buy: tuple[ToBuy, ...]
    calls: tuple[Call, ...]
    notes: tuple[Note, ...]
    worried: str


@dataclass(frozen=True, slots=True)
class Heads:
    """How many gave no name by now."""

    nameless: int


_WRAP_UP = Ready(select(table).where(table.c.session == bindparam("session_id")))
_CAME = Ready(
    select(booking.c.walked_in, func.count().label("people"))
    .where(booking.c.session == bindparam("session_id"), booking.c.status == Mark.ARRIVED.value)
    .group_by(booking.c.walked_in)
)
_CALLS = Ready(
    select(
        to_ring.c.id, to_ring.c.person, to_ring.c.note, to_ring.c.outcome, person.c.title,
        person.c.first, person.c.last, person.c.preferred, person.c.former,
    )
    .select_from(to_ring.join(person, person.c.id == to_ring.c.person))
    .where(
        to_ring.c.session == bindparam("session_id"),
        to_ring.c.kind == Kind.NEEDS_A_CALL.value,
    )
    .order_by(to_ring.c.id)
)  # fmt: skip


def wrap_up(db: Db, *, session_id: int) -> WrapUp:
    """Read how a session went, as far as it is known."""
    row = db.first(_WRAP_UP, session_id=session_id)
    came = {bool(each.walked_in): each.people for each in db.all(_CAME, session_id=session_id)}
    return WrapUp(
        session=activities.session_card(db, session_id=session_id),
        booked_came=came.get(False, 0), walked_in=came.get(True, 0),
        nameless=row.nameless if row else 0,
        unmarked=unmarked.of_session(db, session_id=session_id),
        ran_out_of=row.ran_out_of if row else "", lovely=row.lovely if row else "",
        done_at=row.done_at if row else None, done_by=row.done_by if row else "",
        to_buy=buying.to_buy(db), calls=_calls(db, session_id),
        notes=handovers.notes(db, session_id=session_id), worried=worries.instructions(db).says,
    )  # fmt: skip


def head_count(db: Db, *, session_id: int, by: int) -> Heads:
    """Count people who gave no name up or down; two desks counting at once both count."""
    row = _locked(db, session_id)
    number = door.count_heads(row.nameless if row else 0, by)
    _write(db, session_id, row, nameless=number)
    return Heads(number)


def save(
    db: Db, *, session_id: int, ran_out_of: str = "", lovely: str = "", was: str | None = None,
    note: str = "", about: int | None = None,
) -> None:  # fmt: skip
    """Wrap a session up: how many came is counted, the rest is as it was typed.

    `was` is the lovely moment as this desk first saw it: nobody may have written another one
    meanwhile. A `note` is for colleagues, about a person or about nobody.
    """
    words = {"ran_out_of": ran_out_of, "lovely": lovely}
    checked = {name: rules.check_words(name, text) for name, text in words.items()}
    row = _locked(db, session_id)
    rules.check_still(row.lovely if row else "", was, checked["lovely"], row.done_by if row else "")
    came = db.value(select(session.c.came).where(session.c.id == session_id))
    heads = came + (row.nameless if row else 0)
    _write(db, session_id, row, heads=heads, done_at=db.now, done_by=db.by, **checked)
    if note.strip():
        handovers.write(db, text=note, person_id=about, session_id=session_id)


def _locked(db: Db, session_id: int) -> Any:
    db.in_order("session", session_id)
    signups.row_of(db, session_id)
    return db.first(_WRAP_UP, session_id=session_id)


def _write(db: Db, session_id: int, row: Any, **values: Any) -> None:
    if row is None:
        db.add(table, session=session_id, **({"nameless": 0, "done_by": "", "lovely": ""} | values))
    else:
        db.change(table, row.id, **values)


def _calls(db: Db, session_id: int) -> tuple[Call, ...]:
    rows = db.all(_CALLS, session_id=session_id)
    return tuple(Call(row.id, row.person, plain(_name(row)), row.note, row.outcome) for row in rows)


def _name(row: Any) -> Name:
    return Name(row.title, row.first, row.last, row.preferred, row.former)
