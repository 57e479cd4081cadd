"""Handover: a note to colleagues about a person or a session is written, gone after seven days."""

from desktop.data.activities import Made
from desktop.data.db import Db
from desktop.data.tables import handover
from desktop.rules import handovers as rules
from desktop.rules.handovers import LASTS


def write(
    db: Db, *, text: str, person_id: int | None = None, session_id: int | None = None
) -> Made:
    """Leave a note to colleagues for seven days, about a person, a session, or neither."""
    lines = rules.check_text(text)
    return Made(
        db.add(
            handover, person=person_id, session=session_id, text=lines, made_by=db.by,
            made_at=db.now, until=db.now + LASTS,
        )
    )  # fmt: skip
