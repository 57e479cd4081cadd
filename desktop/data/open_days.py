"""When the practice is open, read for the rules: closures, hours, terms and the nation."""

from datetime import date
from typing import Any

from sqlalchemy import bindparam, select

from desktop.data.db import Db
from desktop.data.ready import Ready
from desktop.data.tables import closure, opening_hours, place, practice, term
from desktop.rules.closures import Closure, OpenDays, Opening, Term

_CLOSURES = Ready(
    select(closure, place.c.name.label("place_name"))
    .select_from(closure.outerjoin(place, place.c.id == closure.c.place))
    .where(closure.c.last >= bindparam("from_day"), closure.c.first <= bindparam("to_day"))
    .order_by(closure.c.first, closure.c.id)
)
_HOURS = Ready(select(opening_hours).order_by(opening_hours.c.weekday))
_TERMS = Ready(select(term).order_by(term.c.first, term.c.id))
_PRACTICE = Ready(select(practice.c.zone, practice.c.nation).order_by(practice.c.id).limit(1))


def open_days(db: Db, *, first: date, last: date) -> OpenDays:
    """Read all that says on which of some days the practice is open."""
    where = db.first(_PRACTICE)
    rows = db.all(_CLOSURES, from_day=first, to_day=last)
    return OpenDays(
        nation=where.nation if where else "England",
        closures=tuple(map(closure_of, rows)),
        openings=openings(db),
        terms=tuple(
            Term(row.id, row.name, row.first, row.last, row.version) for row in db.all(_TERMS)
        ),
    )


def openings(db: Db) -> tuple[Opening, ...]:
    """Read the practice's opening hours, from Monday on."""
    return tuple(Opening(row.weekday, row.opens, row.closes) for row in db.all(_HOURS))


def zone_of(db: Db) -> str:
    """Name the zone of the practice's clocks."""
    where = db.first(_PRACTICE)
    return where.zone if where else "Europe/London"


def closure_of(row: Any) -> Closure:
    """Read a closure out of its row."""
    return Closure(
        row.id, row.name, row.first, row.last, row.starts, row.ends, row.place,
        row.place_name or "", row.version,
    )  # fmt: skip
