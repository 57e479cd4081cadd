"""What waits for the desk: people to tell, the shelf, "Garden today?", ripe ideas."""

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import func, select

from desktop.data import activities, shelf, telling, weather
from desktop.data.activities import Choice, SessionCard
from desktop.data.db import Db
from desktop.data.tables import activity, idea, idea_person, session
from desktop.data.telling import Round, ToTell
from desktop.rules.telling import DONE, Shelf


@dataclass(frozen=True, slots=True)
class Ripe:
    """An idea with as many people as it needs to become a group."""

    id: int
    title: str
    people: int
    smallest: int


@dataclass(frozen=True, slots=True)
class Todo:
    """Everything the To do tab shows.

    `others` are dates to offer to whom was chosen, `rooms` where a chosen session could be instead.
    """

    rounds: tuple[Round, ...]
    weather: tuple[SessionCard, ...]
    ripe: tuple[Ripe, ...]
    others: tuple[SessionCard, ...] = ()
    rooms: tuple[Choice, ...] = ()

    def due(self) -> int:
        """Return how many things are to be done now: rounds, questions and ideas."""
        open_rounds = sum(bool(untold(each)) for each in self.rounds)
        return open_rounds + len(self.weather) + len(self.ripe)


def untold(round_: Round) -> tuple[ToTell, ...]:
    """Return those of a round who have not heard yet."""
    return tuple(line for line in round_.lines if line.outcome not in DONE)


def on_the_shelf(round_: Round) -> tuple[ToTell, ...]:
    """Return those of a round who have heard, and wait for another place."""
    waiting = (line for line in round_.lines if line.shelf is Shelf.WAITING)
    return tuple(line for line in waiting if line.outcome in DONE)


def todo(
    db: Db, *, today: date, now: datetime, telling_id: int | None = None,
    session_id: int | None = None,
) -> Todo:  # fmt: skip
    """Read the To do tab; `telling_id` or `session_id` is the line that has been chosen."""
    rounds = telling.people_to_tell(db, today=today)
    waits = any(
        line.id == telling_id and line.shelf is Shelf.WAITING
        for each in rounds
        for line in each.lines
    )
    others = shelf.other_dates(db, telling_id=telling_id) if telling_id and waits else ()
    asked = _weather(db, today, now)
    moves = session_id in {each.id for each in asked}
    rooms = weather.places_for(db, session_id=session_id) if session_id and moves else ()
    return Todo(rounds, asked, _ripe(db), others, rooms)


def due(db: Db, *, today: date, now: datetime) -> int:
    """Count what is to be done now, for the top bar."""
    return todo(db, today=today, now=now).due()


def _weather(db: Db, today: date, now: datetime) -> tuple[SessionCard, ...]:
    """Find today's sessions that depend on the weather and have not been decided."""
    asked = (
        select(session.c.id)
        .join(activity, activity.c.id == session.c.activity)
        .where(
            session.c.date == today,
            session.c.ends_utc > now,
            session.c.status == "planned",
            session.c.weather == "",
            activity.c.weather,
        )
        .order_by(session.c.starts_utc)
    )
    ids = [row.id for row in db.all(asked)]
    cards = activities.session_cards(db, session_ids=ids)
    return tuple(cards[each] for each in ids)


def _ripe(db: Db) -> tuple[Ripe, ...]:
    people = func.count(idea_person.c.id)
    found = (
        select(idea.c.id, idea.c.title, idea.c.smallest, people.label("people"))
        .select_from(idea.join(idea_person, idea_person.c.idea == idea.c.id))
        .where(idea.c.status == "gathering", idea.c.smallest > 0)
        .group_by(idea.c.id, idea.c.title, idea.c.smallest)
        .having(people >= idea.c.smallest)
        .order_by(idea.c.id)
    )
    return tuple(Ripe(row.id, row.title, row.people, row.smallest) for row in db.all(found))
