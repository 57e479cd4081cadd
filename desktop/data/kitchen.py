"""What the kitchen has to know: how many eat, what they cannot eat, who was not asked."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import bindparam, select

from desktop.data import along, printed
from desktop.data.activities import SessionCard, session_card
from desktop.data.db import Db
from desktop.data.options import options_of
from desktop.data.tables import booking, patient, person
from desktop.rules.catering import Eater, Food, food
from desktop.rules.names import Name
from desktop.rules.sheets import Names, names_on_sheet
from desktop.rules.signups import Mark


@dataclass(frozen=True, slots=True)
class Kitchen:
    """The kitchen's sheet: `chosen` counts what people took beforehand, option by option."""

    session: SessionCard
    food: Food
    chosen: tuple[tuple[str, int], ...]
    now: datetime


_NAMES = ("title", "first", "last", "preferred")
_ASKED = ("allergies_state", "allergies", "allergies_asked", "diet_state", "diet", "diet_asked")
_FACTS = (
    *(person.c[each] for each in _NAMES), *(patient.c[each] for each in _ASKED),
)  # fmt: skip
_EATERS = (
    select(booking.c.id.label("booking"), person.c.id, *_FACTS)
    .select_from(
        booking.join(person, person.c.id == booking.c.person)
        .outerjoin(patient, patient.c.id == person.c.id)
    )
    .where(
        booking.c.session == bindparam("session_id"),
        booking.c.status.in_((Mark.BOOKED.value, Mark.ARRIVED.value)),
    )
    .order_by(person.c.sort_key, booking.c.id)
)  # fmt: skip
_KNOWN = (
    select(person.c.id, *_FACTS)
    .select_from(person.outerjoin(patient, patient.c.id == person.c.id))
    .where(person.c.id.in_(bindparam("people", expanding=True)))
)


def kitchen(db: Db, *, session_id: int, now: datetime) -> Kitchen:
    """Read what everybody who comes to a session eats, companions too; first names alone."""
    rows = db.all(_EATERS, session_id=session_id)
    with_them = _companions(db, session_id, {row.booking for row in rows})
    known = _known(db, [each.brought.person_id for each in with_them if each.brought.person_id])
    names = [_name(row) for row in rows]
    names += [_of_companion(each, known) for each in with_them]
    facts = [*map(_eats, rows), *(_eats_too(each, known) for each in with_them)]
    firsts = names_on_sheet(names, Names.FIRST)
    eaters = [Eater(first, *each) for first, each in zip(firsts, facts, strict=True)]
    options = tuple((each.name, each.taken) for each in options_of(db, session_id=session_id))
    return Kitchen(session_card(db, session_id=session_id), food(eaters), options, now)


def print_kitchen(db: Db, *, session_id: int, now: datetime) -> None:
    """Write down that the kitchen's sheet is printed."""
    shown = kitchen(db, session_id=session_id, now=now)
    what = f"Kitchen sheet of {shown.session.title} on {shown.session.date:%d %B %Y}, on paper"
    printed.note(db, what=what, people=shown.food.heads)


def _companions(db: Db, session_id: int, bookings: set[int]) -> list[along.Along]:
    found = along.of_session(db, session_id)
    live = (each for which, those in found.items() if which in bookings for each in those)
    return [each for each in live if each.mark in (Mark.BOOKED, Mark.ARRIVED)]


def _known(db: Db, people: Sequence[int]) -> dict[int, Any]:
    rows = db.all(_KNOWN, people=sorted(people)) if people else ()
    return {row.id: row for row in rows}


def _eats(row: Any) -> tuple[str, str, date | None, str, str]:
    return (
        row.allergies_state or "not asked", row.allergies or "", row.allergies_asked,
        row.diet_state or "not asked", row.diet or "",
    )  # fmt: skip


def _eats_too(each: along.Along, known: dict[int, Any]) -> tuple[str, str, date | None, str, str]:
    """Take what was said of a companion for this session, else what their own record says."""
    theirs = known.get(each.brought.person_id or 0)
    of_record = _eats(theirs) if theirs else ("not asked", "", None, "not asked", "")
    said = ("listed", each.brought.diet) if each.brought.diet else of_record[3:]
    return (*of_record[:3], *said)


def _name(row: Any) -> Name:
    return Name(*(getattr(row, each) for each in _NAMES))


def _of_companion(each: along.Along, known: dict[int, Any]) -> Name:
    theirs = known.get(each.brought.person_id or 0)
    if theirs:
        return _name(theirs)
    first, _space, last = (each.name or each.words).partition(" ")
    return Name(first=first, last=last)
