"""Rooms, gardens and other places: what is known of them, and when they are used no more."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import func, or_, select

from desktop.data.activities import Made
from desktop.data.db import Db
from desktop.data.tables import activity, closure, place, series, session
from desktop.rules.activities import check_name
from desktop.rules.days import day
from desktop.rules.names import clean
from desktop.rules.refusal import Refused


@dataclass(frozen=True, slots=True)
class PlaceFacts:
    """What the desk knows of a place; None says that nobody has looked."""

    name: str
    note: str = ""
    step_free: bool | None = None
    hearing_loop: bool | None = None
    shared: bool = False


def add(db: Db, *, facts: PlaceFacts) -> Made:
    """Add a place."""
    return Made(db.add(place, **_checked(db, facts, None)))


def change(db: Db, *, place_id: int, version: int, facts: PlaceFacts) -> None:
    """Change what is known of a place; sessions there see it at once."""
    db.lock("place", place, [place_id])
    db.change(place, place_id, version=version, **_checked(db, facts, place_id))


def close(db: Db, *, place_id: int, version: int, on: date) -> None:
    """Use a place no more from this day on; Refused while sessions are planned there."""
    db.lock("place", place, [place_id])
    row = db.one(select(place).where(place.c.id == place_id))
    planned = select(func.count(), func.min(session.c.date)).where(
        session.c.place == place_id, session.c.date >= on, session.c.status == "planned"
    )
    number, first = db.one(planned)
    if number:
        are = "1 date is" if number == 1 else f"{number} dates are"
        since = day(first, db.now.date())
        raise Refused(f"Not closed. {are} planned at {row.name}, from {since} on. Move them first.")
    db.change(place, place_id, version=version, closed=on)


def reopen(db: Db, *, place_id: int, version: int) -> None:
    """Use a place again that was closed."""
    db.change(place, place_id, version=version, closed=None)


def remove(db: Db, *, place_id: int) -> None:
    """Remove a place that nothing was ever at."""
    db.lock("place", place, [place_id])
    row = db.one(select(place).where(place.c.id == place_id).with_for_update())
    if any(_uses(db, table, place_id) for table in (session, series, activity, closure)):
        raise Refused(f"Not removed. {row.name} is in use. Close it from a day on instead.")
    db.remove(place, place_id)


def is_open(on: date) -> Any:
    """Say in SQL that a place is in use on a day."""
    return or_(place.c.closed.is_(None), place.c.closed > on)


def _uses(db: Db, table: Any, place_id: int) -> bool:
    return db.first(select(table.c.id).where(table.c.place == place_id).limit(1)) is not None


def _checked(db: Db, facts: PlaceFacts, place_id: int | None) -> dict[str, Any]:
    named = check_name(facts.name, "place")
    rows = db.all(select(place.c.id).where(func.lower(place.c.name) == named.lower()))
    if any(row.id != place_id for row in rows):
        raise Refused(f"There is a place called {named} already.")
    return {
        "name": named,
        "note": clean(facts.note),
        "step_free": facts.step_free,
        "hearing_loop": facts.hearing_loop,
        "shared": facts.shared,
    }
