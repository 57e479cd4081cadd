"""Taxis that are booked and not needed any more: whom to ring, until somebody has."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import bindparam, select
from sqlalchemy import text as sql

from desktop.data.db import Db
from desktop.data.ready import Ready
from desktop.data.tables import activity, person, ride, session, taxi_off
from desktop.rules import rides as rules
from desktop.rules.names import Name, called
from desktop.rules.refusal import Refused
from desktop.rules.rides import State, TaxiOff

NO_TAXI: Mapping[str, Any] = {"firm": "", "reference": "", "pays": "", "leaves": None, "back": None}
"""What a ride holds of a taxi when there is none."""
_OPEN = Ready(
    select(
        taxi_off, person.c.title, person.c.first, person.c.last, person.c.preferred,
        person.c.former, session.c.title.label("own_title"), activity.c.name,
    )
    .select_from(
        taxi_off.join(person, person.c.id == taxi_off.c.person)
        .join(session, session.c.id == taxi_off.c.session)
        .join(activity, activity.c.id == session.c.activity)
    )
    .where(
        sql("taxi_off.outcome = ''"),  # word for word, or its index is not used
        taxi_off.c.held_on >= bindparam("today"),
    )
    .order_by(taxi_off.c.held_on, taxi_off.c.leaves, taxi_off.c.id)
)  # fmt: skip
_OF_SESSIONS = (
    select(ride)
    .where(ride.c.session.in_(bindparam("sessions", expanding=True)), ride.c.status == "taxi")
    .order_by(ride.c.id)
)


@dataclass(frozen=True, slots=True)
class ToCancel:
    """A taxi to cancel: for whom, to what, and how it is said."""

    id: int
    version: int
    called: str
    title: str
    facts: TaxiOff


def to_cancel(db: Db, *, today: date) -> tuple[ToCancel, ...]:
    """Read the taxis nobody has cancelled yet, the soonest first."""
    return tuple(map(_line, db.all(_OPEN, today=today)))


def answer(db: Db, *, taxi_id: int, outcome: str) -> None:
    """Write down that a taxi was cancelled, or that it comes all the same."""
    rules.check_taxi_outcome(outcome)
    row = db.one(select(taxi_off).where(taxi_off.c.id == taxi_id).with_for_update(key_share=True))
    if row.outcome:
        raise Refused(f"Not written down. {row.outcome_by} has seen to this taxi already.")
    db.change(taxi_off, taxi_id, outcome=outcome, outcome_at=db.now, outcome_by=db.by)


def let_go(db: Db, row: Any, held_on: date | None = None) -> None:
    """Have the taxi of a ride cancelled, if there is one; `held_on` is when it was to come."""
    if row.status != State.TAXI:
        return
    on = held_on or db.value(select(session.c.date).where(session.c.id == row.session))
    if on >= db.now.date():
        db.add(
            taxi_off, session=row.session, person=row.person, held_on=on, way=row.way,
            firm=row.firm, reference=row.reference, leaves=row.leaves, back=row.back, outcome="",
        )  # fmt: skip


def sessions_changed(db: Db, changed: Iterable[tuple[int, date]]) -> None:
    """Have the taxis to sessions cancelled that are not when they were; the rides are needed."""
    was = dict(changed)
    for row in db.all(_OF_SESSIONS, sessions=sorted(was)) if was else ():
        let_go(db, row, was[row.session])
        db.change(ride, row.id, status=State.NEEDED.value, **NO_TAXI)


def _line(row: Any) -> ToCancel:
    name = Name(row.title, row.first, row.last, row.preferred, row.former)
    return ToCancel(
        row.id, row.version, called(name), str(row.own_title or row.name),
        TaxiOff(row.firm, row.reference, row.way, row.held_on, row.leaves, row.back),
    )  # fmt: skip
