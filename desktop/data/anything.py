"""What Ctrl+K finds: people by the finder's rules, and sessions still to come."""

from dataclasses import dataclass
from datetime import date

from desktop.data import activities, finding
from desktop.data.activities import SessionCard
from desktop.data.db import Db
from desktop.data.finding import FEW, FoundPerson

PEOPLE, GUESSES, SESSIONS = 5, 3, 3


@dataclass(frozen=True, slots=True)
class Anything:
    """What was found for a text; `meant` are people nearly called so, when few are called so."""

    text: str
    people: tuple[FoundPerson, ...]
    meant: tuple[FoundPerson, ...]
    sessions: tuple[SessionCard, ...]


def find(db: Db, *, text: str, today: date) -> Anything:
    """Find people and sessions, whatever the text is."""
    people = finding.find(db, text=text, today=today, most=PEOPLE).people
    sessions = activities.coming_sessions(db, text=text, first=today, most=SESSIONS)
    return Anything(text, people, _meant(db, text, today, people) if not sessions else (), sessions)


def _meant(
    db: Db, text: str, today: date, people: tuple[FoundPerson, ...]
) -> tuple[FoundPerson, ...]:
    if len(people) >= FEW:
        return ()
    known = {each.id for each in people}
    guesses = finding.meant(db, text=text, today=today, most=GUESSES).people
    return tuple(each for each in guesses if each.id not in known)
