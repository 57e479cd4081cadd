"""How the people of a list are reached: the number to dial, and how they like it."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import bindparam, select

from desktop.data.db import Db
from desktop.data.tables import phone
from desktop.rules.names import Name, called, plain
from desktop.rules.phones import show_phone
from desktop.rules.telling import reach_words

TO_CHECK = "wrong number, to check"
_PHONES = (
    select(phone.c.person, phone.c.number, phone.c.label)
    .where(phone.c.person.in_(bindparam("people", expanding=True)))
    .order_by(phone.c.person, phone.c.place, phone.c.id)
)


@dataclass(frozen=True, slots=True)
class Reached:
    """Somebody to ring; `to_check`: the number is doubtful."""

    person_id: int
    name: str
    called: str
    phone: str
    to_check: bool
    reach: str


def phones(db: Db, people: Collection[int]) -> Mapping[int, Any]:
    """Read the first number of some people."""
    found: dict[int, Any] = {}
    for row in db.all(_PHONES, people=sorted(people)) if people else ():
        found.setdefault(row.person, row)
    return found


def reached(row: Any, number: Any) -> Reached:
    """Say how to reach somebody; `row` holds their name and wishes, and `person`, their id."""
    name = Name(row.title, row.first, row.last, row.preferred, row.former)
    return Reached(
        row.person, plain(name), called(name), show_phone(number.number) if number else "",
        bool(number and number.label == TO_CHECK),
        reach_words(row.reach_by, row.message_ok, say_surgery=row.say_surgery),
    )  # fmt: skip
