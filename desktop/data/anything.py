"""What Ctrl+K finds: people by the finder's rules, sessions still to come, or a sheet typed."""

from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from itertools import islice
from typing import TYPE_CHECKING

from sqlalchemy import bindparam, select

from desktop.data import finding
from desktop.data.activities import SessionCard, session_card
from desktop.data.db import Db
from desktop.data.finding import FEW, FoundPerson
from desktop.data.ready import Ready
from desktop.data.tables import activity, person, place, session
from desktop.rules.finding import sought
from desktop.rules.names import Name, fold, words

if TYPE_CHECKING:
    from desktop.data.entering import Preview

PEOPLE, GUESSES, SESSIONS = 5, 3, 3
_AHEAD = 2_000  # sessions: more than a year of a busy practice


@dataclass(frozen=True, slots=True)
class Anything:
    """What was found for a text; `meant` are people nearly called so, when few are called so.

    `sheet` says what the text would enter, where it is that of a sheet.
    """

    text: str
    people: tuple[FoundPerson, ...]
    meant: tuple[FoundPerson, ...]
    sessions: tuple[SessionCard, ...]
    sheet: "Preview | None" = None


# Names of what is offered are few and repeat: they are compared here, once each, and only the
# sessions that are shown are read whole.
_COMING = Ready(
    select(
        session.c.id, session.c.title, activity.c.name, place.c.name.label("place_name"),
        person.c.first, person.c.last, person.c.preferred, person.c.former,
    )
    .select_from(
        session.join(activity, activity.c.id == session.c.activity)
        .outerjoin(place, place.c.id == session.c.place)
        .outerjoin(person, person.c.id == session.c.leader)
    )
    .where(session.c.date >= bindparam("first"), session.c.status == "planned")
    .order_by(session.c.date, session.c.starts, session.c.id)
    .limit(_AHEAD)
)  # fmt: skip


def find(db: Db, *, text: str, today: date) -> Anything:
    """Find people and sessions, whatever the text is; or read what a sheet would enter."""
    if ":" in text:
        from desktop.data import entering
        from desktop.rules.sheets import is_line

        if is_line(text):
            return Anything(text, (), (), (), entering.preview(db, text=text))
    people = finding.find(db, text=text, today=today, most=PEOPLE).people
    sessions = coming_sessions(db, text=text, first=today, most=SESSIONS)
    return Anything(text, people, _meant(db, text, today, people) if not sessions else (), sessions)


def coming_sessions(
    db: Db, *, text: str, first: date, most: int = SESSIONS
) -> tuple[SessionCard, ...]:
    """Find the next sessions by what they are, where, or who leads them, in any order of words."""
    typed = sought(text, first).words
    if not typed:
        return ()
    rows = db.all(_COMING, first=first)
    found = islice((row.id for row in rows if _is_named(typed, _known_by(*row[1:]))), most)
    return tuple(session_card(db, session_id=each) for each in found)


def _is_named(typed: tuple[str, ...], known: frozenset[str]) -> bool:
    """Whether each word that was typed begins a known one."""
    return all(any(each.startswith(start) for each in known) for start in typed)


@lru_cache(maxsize=1_000)
def _known_by(title: str, name: str, where: str | None, *leader: str | None) -> frozenset[str]:
    """Give the words by which a session is known: of its name, its place and its leader."""
    first, last, preferred, former = (each or "" for each in leader)
    who = words(Name("", first, last, preferred, former))
    offered = (each for text in (title, name, where or "") for each in fold(text))
    return frozenset((*offered, *(each for each, kind in who if kind != "initials")))


def _meant(
    db: Db, text: str, today: date, people: tuple[FoundPerson, ...]
) -> tuple[FoundPerson, ...]:
    if len(people) >= FEW:
        return ()
    known = {each.id for each in people}
    guesses = finding.meant(db, text=text, today=today, most=GUESSES).people
    return tuple(each for each in guesses if each.id not in known)
