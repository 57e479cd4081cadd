"""What waits for the desk: places to offer, people to tell, calls, reminders, what is left over."""

from dataclasses import dataclass, replace
from datetime import date, datetime

from sqlalchemy import func, select

from desktop.data import (
    activities,
    handovers,
    places_to_offer,
    reminders,
    shelf,
    taxis,
    telling,
    weather,
)
from desktop.data import to_buy as buying
from desktop.data import to_ring as calls
from desktop.data.activities import Choice, SessionCard
from desktop.data.db import Db
from desktop.data.handovers import Note
from desktop.data.places_to_offer import PlacesToOffer
from desktop.data.reminders import Reminder
from desktop.data.tables import activity, idea, idea_person, session
from desktop.data.taxis import ToCancel
from desktop.data.telling import Round, ToTell
from desktop.data.to_buy import ToBuy
from desktop.data.to_ring import ToRing
from desktop.data.unmarked import Unmarked, unmarked
from desktop.rules import reminders as reminding
from desktop.rules import to_ring as ringing
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
    `here` is the name of the PC that asks.
    """

    rounds: tuple[Round, ...]
    weather: tuple[SessionCard, ...]
    ripe: tuple[Ripe, ...]
    others: tuple[SessionCard, ...] = ()
    rooms: tuple[Choice, ...] = ()
    offers: tuple[PlacesToOffer, ...] = ()
    calls: tuple[ToRing, ...] = ()
    reminders: tuple[Reminder, ...] = ()
    reminders_due: bool = False
    unmarked: tuple[Unmarked, ...] = ()
    taxis: tuple[ToCancel, ...] = ()
    to_buy: tuple[ToBuy, ...] = ()
    notes: tuple[Note, ...] = ()
    here: str = ""

    def due(self) -> int:
        """Return how many things are to be done now; what is to buy or to read can wait."""
        offers = can_be_rung(self.offers)
        counted = (offers, self.weather, self.ripe, self.unmarked, self.taxis,
                   open_calls(self.calls))  # fmt: skip
        open_rounds = sum(bool(untold(each)) for each in self.rounds)
        to_remind = self.reminders_due and bool(reminders.open_ones(self.reminders))
        return open_rounds + sum(map(len, counted)) + to_remind


def untold(round_: Round) -> tuple[ToTell, ...]:
    """Return those of a round who have not heard yet."""
    return tuple(line for line in round_.lines if line.outcome not in DONE)


def on_the_shelf(round_: Round) -> tuple[ToTell, ...]:
    """Return those of a round who have heard, and wait for another place."""
    waiting = (line for line in round_.lines if line.shelf is Shelf.WAITING)
    return tuple(line for line in waiting if line.outcome in DONE)


def can_be_rung(offers: tuple[PlacesToOffer, ...]) -> tuple[PlacesToOffer, ...]:
    """Return those places that somebody could be rung about now, or is being."""
    return tuple(each for each in offers if each.next or any(line.held for line in each.lines))


def open_calls(calls_: tuple[ToRing, ...]) -> tuple[ToRing, ...]:
    """Return the calls that nobody has closed."""
    return tuple(each for each in calls_ if each.outcome is ringing.Outcome.OPEN)


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
    to_buy = tuple(each for each in buying.to_buy(db) if each.bought_at is None)
    return replace(_now(db, today, now), rounds=rounds, weather=asked, others=others, rooms=rooms,
                   reminders=reminders.reminders(db, today=today),
                   to_buy=to_buy, notes=handovers.notes(db),
                   here=db.pc)  # fmt: skip


def due(db: Db, *, today: date, now: datetime) -> int:
    """Count what is to be done now, for the top bar."""
    found = replace(
        _now(db, today, now), rounds=telling.people_to_tell(db, today=today),
        weather=_weather(db, today, now),
    )  # fmt: skip
    if found.reminders_due:
        found = replace(found, reminders=reminders.reminders(db, today=today))
    return found.due()


def _now(db: Db, today: date, now: datetime) -> Todo:
    return Todo(
        (), (), _ripe(db),
        offers=places_to_offer.places_to_offer(db, now=now),
        calls=calls.to_ring_now(db, today=today, now=now),
        reminders_due=now.time() >= reminding.FROM,
        unmarked=unmarked(db, today=today, now=now),
        taxis=taxis.to_cancel(db, today=today),
    )  # fmt: skip


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
