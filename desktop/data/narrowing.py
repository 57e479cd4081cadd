"""What the calendar can be narrowed to."""

from dataclasses import dataclass

from sqlalchemy import or_, select

from desktop.data.db import Db
from desktop.data.first_tables import activity, category, person, place, session


@dataclass(frozen=True, slots=True)
class Named:
    """Something the calendar can be narrowed to."""

    id: int
    name: str
    patch: str = ""
    code: str = ""


@dataclass(frozen=True, slots=True)
class Narrowings:
    """Everything the calendar can be narrowed to, by name."""

    activities: tuple[Named, ...]
    categories: tuple[Named, ...]
    places: tuple[Named, ...]
    leaders: tuple[Named, ...]


def narrowings(db: Db) -> Narrowings:
    """Read what the calendar can be narrowed to."""
    offered = select(activity).where(activity.c.ended.is_(None)).order_by(activity.c.name)
    leads = or_(
        person.c.id.in_(select(activity.c.leader).where(activity.c.leader.is_not(None))),
        person.c.id.in_(select(session.c.leader).where(session.c.leader.is_not(None))),
    )
    led = select(person).where(leads).order_by(person.c.sort_key)
    groups = select(category).order_by(category.c.position, category.c.name)
    return Narrowings(
        tuple(Named(row.id, row.name, row.patch, row.code) for row in db.all(offered)),
        tuple(Named(row.id, row.name) for row in db.all(groups)),
        tuple(Named(row.id, row.name) for row in db.all(select(place).order_by(place.c.name))),
        tuple(Named(row.id, f"{row.first} {row.last}".strip()) for row in db.all(led)),
    )
