"""What is offered and when: the week, the choices of a dialog, new activities and sessions."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from sqlalchemy import bindparam, or_, select

from desktop.data.db import Db
from desktop.data.first_tables import activity, person, place, practice, session
from desktop.rules import sessions as rules
from desktop.rules.names import Name, clean, plain
from desktop.rules.refusal import Refused

LONGEST_TITLE = 90


@dataclass(frozen=True, slots=True)
class SessionCard:
    """A session as calendars, lists and registers show it. Times are on the practice's wall."""

    id: int
    title: str
    patch: str
    code: str
    date: date
    starts: time
    ends: time
    starts_utc: datetime
    ends_utc: datetime
    place: str
    leader: str
    places: int
    booked: int
    over: int
    came: int
    cancelled: bool
    reason: str
    private: bool
    step_free: bool | None
    hearing_loop: bool | None
    note: str
    activity_id: int
    version: int
    short: str = ""
    waiting: int = 0
    say: str = ""


@dataclass(frozen=True, slots=True)
class Week:
    """Consecutive days, and their sessions by day and start."""

    first: date
    days: int
    sessions: tuple[SessionCard, ...]


@dataclass(frozen=True, slots=True)
class Choice:
    """Something to choose in a dialog, with what choosing it suggests."""

    id: int
    name: str
    patch: str = ""
    minutes: int = 60
    places: int = 12
    place_id: int | None = None
    leader_id: int | None = None


@dataclass(frozen=True, slots=True)
class Choices:
    """What the "new session" dialog can choose from."""

    activities: tuple[Choice, ...]
    places: tuple[Choice, ...]
    leaders: tuple[Choice, ...]


@dataclass(frozen=True, slots=True)
class Made:
    """The id of what was made."""

    id: int


CARD = select(
    session,
    activity.c.name,
    activity.c.short_name,
    activity.c.say_when_booking,
    activity.c.patch,
    activity.c.code,
    activity.c.id.label("activity_id"),
    place.c.name.label("place_name"),
    place.c.step_free,
    place.c.hearing_loop,
    person.c.first,
    person.c.last,
).select_from(
    session.join(activity, activity.c.id == session.c.activity)
    .outerjoin(place, place.c.id == session.c.place)
    .outerjoin(person, person.c.id == session.c.leader)
)
_WEEK = CARD.where(
    session.c.date >= bindparam("first"), session.c.date < bindparam("after")
).order_by(session.c.date, session.c.starts, session.c.id)
_SOME = CARD.where(session.c.id.in_(bindparam("sessions", expanding=True)))
_ONE = CARD.where(session.c.id == bindparam("session_id"))


def week(db: Db, *, first: date, days: int = 7) -> Week:
    """Read the sessions of some days, from `first` on."""
    rows = db.all(_WEEK, first=first, after=first + timedelta(days=days))
    return Week(first, days, tuple(map(card_of, rows)))


def session_card(db: Db, *, session_id: int) -> SessionCard:
    """Read one session; Refused if it is no longer there."""
    return card_of(db.one(_ONE, session_id=session_id))


def session_cards(db: Db, *, session_ids: Collection[int]) -> dict[int, SessionCard]:
    """Read some sessions at once, each by its id; what is no longer there is left out."""
    rows = db.all(_SOME, sessions=list(session_ids)) if session_ids else []
    return {row.id: card_of(row) for row in rows}


def choices(db: Db) -> Choices:
    """Read what a new session can be made of."""
    offered = select(activity).where(activity.c.ended.is_(None)).order_by(activity.c.name)
    led = select(activity.c.leader).where(activity.c.leader.is_not(None))
    leaders = select(person).where(person.c.id.in_(led)).order_by(person.c.sort_key)
    rooms = select(place).where(or_(place.c.closed.is_(None), place.c.closed > db.now.date()))
    return Choices(
        tuple(_activity_choice(row) for row in db.all(offered)),
        tuple(Choice(row.id, row.name) for row in db.all(rooms.order_by(place.c.name))),
        tuple(Choice(row.id, plain(_name(row))) for row in db.all(leaders)),
    )


def make_session(
    db: Db,
    *,
    activity_id: int,
    on: date,
    starts: time,
    ends: time,
    places: int,
    place_id: int | None = None,
    leader_id: int | None = None,
    note: str = "",
    clash_reason: str = "",
) -> Made:
    """Add one dated session of an activity, outside any series.

    Refused when its place or its leader is elsewhere then, unless a reason is given.
    """
    from desktop.data import clashes, regular_dates  # not for the first week's sake
    from desktop.rules.planning import Facts

    rules.check_places(places)
    zone = str(db.value(select(practice.c.zone)) or "Europe/London")
    hours = rules.hours_of(on, starts, ends, zone)
    facts = Facts(on, starts, ends, place_id, leader_id, places)
    clashes.check(db, facts, reason=clash_reason)
    asked = select(activity).where(activity.c.id == activity_id)
    offered = db.one(asked.with_for_update(read=True))  # nobody ends it meanwhile
    if offered.ended is not None and offered.ended < on:
        raise Refused(f"{offered.name} has ended. Choose another activity.")
    made = db.add(
        session, activity=activity_id, date=on, starts=starts, ends=ends, zone=zone,
        starts_utc=hours.starts_utc, ends_utc=hours.ends_utc, place=place_id,
        leader=leader_id, places=places, note=clean(note), private=offered.private,
        clash_reason=clean(clash_reason),
    )  # fmt: skip
    regular_dates.keep_up(db, activity_ids=[activity_id])
    return Made(made)


def make_activity(db: Db, *, name: str, patch: str, minutes: int = 60, places: int = 12) -> Made:
    """Add something the practice offers."""
    named = clean(name)
    if not named:
        raise Refused("Give the activity a name.")
    if len(named) > LONGEST_TITLE:
        raise Refused(f"The name is longer than {LONGEST_TITLE} letters. Shorten it.")
    rules.check_places(places)
    return Made(db.add(activity, name=named, patch=patch, minutes=minutes, places=places))


def make_place(db: Db, *, name: str) -> Made:
    """Add a room, a garden or another place where sessions are."""
    named = clean(name)
    if not named:
        raise Refused("Give the place a name.")
    if db.first(select(place.c.id).where(place.c.name == named)):
        raise Refused(f"There is a place called {named} already.")
    return Made(db.add(place, name=named))


def _activity_choice(row: Any) -> Choice:
    return Choice(row.id, row.name, row.patch, row.minutes, row.places, row.place, row.leader)


def _name(row: Any) -> Name:
    return Name(row.title, row.first, row.last, row.preferred, row.former)


def card_of(row: Any) -> SessionCard:
    """Make a card of a row of CARD."""
    leader = " ".join(filter(None, (row.first, row.last)))
    return SessionCard(
        id=row.id, title=row.title or row.name, patch=row.patch, code=row.code, date=row.date,
        starts=row.starts, ends=row.ends, starts_utc=row.starts_utc, ends_utc=row.ends_utc,
        place=row.place_name or "", leader=leader, places=row.places, booked=row.booked,
        over=row.over, came=row.came, cancelled=row.status == "cancelled", reason=row.reason,
        private=row.private, step_free=row.step_free, hearing_loop=row.hearing_loop,
        note=row.note, activity_id=row.activity_id, version=row.version,
        short="" if row.title else row.short_name, waiting=row.waiting,
        say=row.say_when_booking,
    )  # fmt: skip
