"""What the desk has to think of for people on a list: needs, languages, rides, food."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import bindparam, select

from desktop.data.db import Db
from desktop.data.tables import need
from desktop.rules.people import need_icon, need_words


@dataclass(frozen=True, slots=True)
class Need:
    """Something to think of, as a symbol and plain words."""

    icon: str
    words: str


_NEEDS = (
    select(need.c.person, need.c.kind, need.c.detail)
    .where(need.c.person.in_(bindparam("people", expanding=True)))
    .order_by(need.c.person, need.c.id)
)


def needs_of(db: Db, people: Sequence[int]) -> dict[int, tuple[Need, ...]]:
    """Read the needs of some people, by person."""
    needs: dict[int, list[Need]] = defaultdict(list)
    for row in db.all(_NEEDS, people=people) if people else ():
        needs[row.person].append(Need(need_icon(row.kind), need_words(row.kind, row.detail)))
    return {each: tuple(theirs) for each, theirs in needs.items()}


def to_think_of(row: Any, needs: tuple[Need, ...]) -> tuple[Need, ...]:
    """Put what must be seen first: in a narrow column the last ones are symbols only.

    The row has the columns of a person and a patient that are read for a list.
    """
    allergy = (Need("warning-circle", row.allergies),) if row.allergies_state == "listed" else ()
    speech = (Need("translate", row.language),) if row.interpreter and row.language else ()
    ride = (Need("car", "Ride"),) if row.ride in ("there", "home", "both") else ()
    diet = (Need("leaf", row.diet),) if row.diet_state == "listed" else ()
    return (*allergy, *speech, *needs, *ride, *diet)
