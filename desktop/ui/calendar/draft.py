"""A session as it is typed, before it exists."""

from dataclasses import dataclass
from datetime import date, time

from desktop.rules.days import when


@dataclass(frozen=True, slots=True)
class Draft:
    """A session as it was typed; an id of None beside a name is something new."""

    activity: str
    activity_id: int | None
    patch: str
    on: date
    starts: time
    ends: time
    places: int
    place: str
    place_id: int | None
    leader: str
    leader_id: int | None
    note: str

    def minutes(self) -> int:
        """Return how long it takes."""
        return minutes_of(self.ends) - minutes_of(self.starts)

    def named(self, today: date) -> str:
        """Name it in a sentence: "Crafternoon, Thursday 6 May, 2pm to 4pm"."""
        return f"{self.activity}, {when(self.on, self.starts, self.ends, today)}"


def minutes_of(at: time) -> int:
    """Return how many minutes of the day have passed."""
    return 60 * at.hour + at.minute
