"""Somebody nobody knows stands in the room: a name is enough to write them down."""

from desktop.data import people, signups
from desktop.data.db import Db
from desktop.data.signups import Booked
from desktop.rules.people import PersonFacts


def walk_in_new(
    db: Db, *, session_id: int, title: str = "", first: str = "", last: str = ""
) -> Booked:
    """Write down somebody new who is here without a booking, in one step, full or not."""
    made = people.add(db, facts=PersonFacts(title=title, first=first, last=last))
    return signups.walk_in(db, session_id=session_id, person_id=made.id)
