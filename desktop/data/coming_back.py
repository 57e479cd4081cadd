"""Whether a booking may come back to life as a step is taken back."""

from collections.abc import Mapping
from types import SimpleNamespace
from typing import Any

from desktop.data.db import Db
from desktop.data.overlapping import overlapping
from desktop.data.signups import asked_by, facts_of, person_of, row_of
from desktop.rules import signups as rules
from desktop.rules.refusal import Refused


def check_still_possible(db: Db, *, but: set[int], session_id: int, person_id: int) -> None:
    """Refuse to bring a booking back to life where one, `but` these, stands in its way by now."""
    row = row_of(db, session_id)
    for clash in overlapping(db, row, person_id):
        if clash.booking_id in but:
            continue
        if clash.id == session_id:
            raise Refused("Not undone. They have been booked again since.")
        raise Refused(f"Not undone. They are at {clash.title} then.")


def check_can_come_back(
    db: Db, *, session_id: int, person_id: int, again: Mapping[str, Any]
) -> None:
    """Refuse to promise a place anew to somebody who could not be booked.

    `again` is what is said of them once more when the step is taken back, their status perhaps.
    """
    row = row_of(db, session_id)
    who = SimpleNamespace(**{**person_of(db, person_id)._mapping, **again})
    rules.check_can_come_back(
        facts_of(db, session_id=session_id), asked_by(db, row, who), now=db.now
    )
