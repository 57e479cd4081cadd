"""What the documents are about just now."""

from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Any

from desktop.data.print_room import InHand

WEEK = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class Subject:
    """A week by its Monday; with it perhaps a session, and somebody or a booking of theirs."""

    first: date
    session_id: int | None = None
    person_id: int | None = None
    booking_id: int | None = None

    def taking(self, kind: str, which: Any) -> "Subject":
        """Take something in hand: a week, a session, a booking or a person."""
        if kind == "week":
            return Subject(which - timedelta(days=which.weekday()))
        if kind == "booking":
            return replace(self, booking_id=which, person_id=None)
        if kind == "person":
            return replace(self, booking_id=None, person_id=which)
        return Subject(self.first, which)

    def with_view(self, view: InHand) -> "Subject":
        """Turn to the week of the session in hand, and to the next booking of who is."""
        seen = self
        if view.booking_id:
            seen = replace(seen, booking_id=view.booking_id)
        if self.session_id and view.session:
            on = view.session.date
            seen = replace(seen, first=on - timedelta(days=on.weekday()))
        return seen

    def of(self, about: str, view: InHand | None, now: datetime) -> dict[str, Any] | None:
        """Say what a document is to be read with; None while something is missing."""
        session = view.session if view else None
        today = now.date()
        this_week = self.first <= today < self.first + WEEK
        found: dict[str, Any] = {
            "week": {"first": self.first},
            "day": {"on": session.date if session else today if this_week else self.first},
            "now": {},
            "session": {"session_id": session.id if session else None},
            "activity": {"activity_id": session.activity_id if session else None},
            "booking": {"booking_id": self.booking_id},
            "person": {"person_id": self.person_id},
        }
        asked = found[about]
        return None if None in asked.values() else asked | {"now": now}
