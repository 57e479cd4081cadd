"""A session that is being moved by hand and not put down yet. Plain values, nothing drawn."""

from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta

from desktop.data.activities import SessionCard
from desktop.rules.days import when
from desktop.ui.calendar.words import translate

QUARTER = 15
A_DAY = 24 * 60


@dataclass(frozen=True, slots=True)
class Carried:
    """A session, and the day and hour it is held over."""

    session: SessionCard
    on: date
    starts: time

    @property
    def ends(self) -> time:
        """When it would end: a session keeps its length."""
        return (datetime.combine(self.on, self.starts) + length(self.session)).time()

    @property
    def elsewhere(self) -> bool:
        """Whether this is anywhere but where it stands."""
        return (self.on, self.starts) != (self.session.date, self.session.starts)

    def shown(self) -> SessionCard:
        """Return the session as it would be."""
        return replace(self.session, date=self.on, starts=self.starts, ends=self.ends)

    def moved(self, days: int, minutes: int) -> "Carried":
        """Carry it on; it stays where it is at either end of the day."""
        return self.held_at(self.on + timedelta(days=days), minutes_of(self.starts) + minutes)

    def held_at(self, on: date, minutes: int) -> "Carried":
        """Hold it over a day, at so many minutes after midnight, as long as it fits that day."""
        last = A_DAY - 1 - length(self.session) // timedelta(minutes=1)
        if not 0 <= minutes <= last:
            minutes = minutes_of(self.starts)
        return Carried(self.session, on, time(minutes // 60, minutes % 60))


def lift(session: SessionCard) -> Carried:
    """Take a session up where it stands."""
    return Carried(session, session.date, session.starts)


def length(session: SessionCard) -> timedelta:
    """Return how long a session is on the wall."""
    return timedelta(minutes=minutes_of(session.ends) - minutes_of(session.starts))


def minutes_of(at: time) -> int:
    """Return a time as minutes after midnight."""
    return 60 * at.hour + at.minute


def held_words(carried: Carried, today: date) -> str:
    """Say where a session is held, and what putting it down there would mean."""
    there = when(carried.on, carried.starts, carried.ends, today)
    said = translate("calendar", "{0} to {1}?").format(carried.session.title, there)
    people = carried.session.booked + carried.session.over
    return " ".join(filter(None, (said, _to_tell(people))))


def moved_words(carried: Carried, to_tell: int, today: date) -> str:
    """Say where a session has been put, and what follows."""
    there = when(carried.on, carried.starts, carried.ends, today)
    said = translate("calendar", "Moved {0} to {1}.").format(carried.session.title, there)
    one, many = translate("calendar", "1 to tell."), translate("calendar", "{0} to tell.")
    told = one if to_tell == 1 else many.format(to_tell) if to_tell else ""
    return " ".join(filter(None, (said, told)))


def _to_tell(people: int) -> str:
    if not people:
        return translate("calendar", "Nobody is booked.")
    one = translate("calendar", "1 person is booked and has to be told.")
    many = translate("calendar", "{0} people are booked and have to be told.")
    return one if people == 1 else many.format(people)
