"""Paper that names people leaves the program as a file does: who printed it, when, and what."""

from desktop.data.db import Db
from desktop.data.tables import taken_out


def note(db: Db, *, what: str, people: int) -> None:
    """Write down that a list of people is printed, before it is given out."""
    db.add(taken_out, at=db.now, by=db.by, what=what, people=people, reason="Printed.")
