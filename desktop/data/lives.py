"""What a person's page shows beside their facts: dates, turns, what was said, what was agreed."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time
from heapq import nlargest
from typing import Any

from sqlalchemy import bindparam, select

from desktop.data import activities, ask_first, departures, regular_pages, waiting
from desktop.data.db import Db
from desktop.data.merging_rows import TWICE
from desktop.data.overlapping import TITLE_ALOUD
from desktop.data.tables import (
    activity,
    booking,
    companion,
    hold,
    next_step,
    person,
    place,
    session,
    telling,
    to_ring,
)
from desktop.rules import lives as rules
from desktop.rules import places_to_offer
from desktop.rules import to_ring as ringing
from desktop.rules.departures import Follows
from desktop.rules.lives import ToCome
from desktop.rules.names import Name, called, plain
from desktop.rules.regulars import AWAY
from desktop.rules.signups import Mark
from desktop.rules.telling import OUTCOME_WORDS, Outcome

MOST, MOST_SAID = 12, 6
MOVED = "moved"


@dataclass(frozen=True, slots=True)
class Turn:
    """A session somebody waits for, and where they stand."""

    session_id: int
    title: str
    patch: str
    date: date
    starts: time
    ends: time
    place: int


@dataclass(frozen=True, slots=True)
class Weekly:
    """What somebody comes to every week; `words` say when, or until when they are away."""

    id: int
    title: str
    patch: str
    words: str


@dataclass(frozen=True, slots=True)
class CalledOff:
    """A booking that was cancelled, by whom, and why if somebody wrote it down."""

    session_id: int
    title: str
    patch: str
    date: date
    starts: time
    words: str
    reason: str


@dataclass(frozen=True, slots=True)
class Said:
    """Something that was said to a person, or tried, and when."""

    at: datetime
    words: str


@dataclass(frozen=True, slots=True)
class Life:
    """Everything of a person that is not a fact on the form."""

    waits: tuple[Turn, ...]
    every_week: tuple[Weekly, ...]
    cancelled: tuple[CalledOff, ...]
    comes_with: tuple[str, ...]
    said: tuple[Said, ...]
    agreed: tuple[tuple[str, date], ...]
    asks: str
    aloud: tuple[str, ...]
    follows: Follows


_PERSON = select(person).where(person.c.id == bindparam("person_id"))
_SESSIONS = booking.join(session, session.c.id == booking.c.session).join(
    activity, activity.c.id == session.c.activity
)
_NEXT = (
    select(
        TITLE_ALOUD.label("title"), session.c.date, session.c.starts, session.c.ends, place.c.name
    )
    .select_from(_SESSIONS.outerjoin(place, place.c.id == session.c.place))
    .where(
        booking.c.person == bindparam("person_id"), booking.c.status == Mark.BOOKED.value,
        session.c.status == "planned", session.c.ends_utc > bindparam("now"),
    )
    .order_by(session.c.starts_utc)
    .limit(MOST)
)  # fmt: skip
_CANCELLED = (
    select(
        session.c.id, session.c.title, session.c.date, session.c.starts, activity.c.name,
        activity.c.patch, booking.c.cancelled_by, booking.c.reason,
    )
    .select_from(_SESSIONS)
    .where(
        booking.c.person == bindparam("person_id"), booking.c.status == Mark.CANCELLED.value,
        booking.c.cancelled_by.not_in((MOVED, AWAY)), booking.c.reason != TWICE,
    )
    .order_by(session.c.starts_utc.desc(), booking.c.id.desc())
    .limit(MOST)
)  # fmt: skip
_PATCHES = select(activity.c.id, activity.c.patch).where(
    activity.c.id.in_(bindparam("activities", expanding=True))
)
_WITH_THEM = (
    select(companion.c.name, companion.c.kind, person)
    .select_from(_SESSIONS.join(companion, companion.c.booking == booking.c.id).outerjoin(
        person, person.c.id == companion.c.person))
    .where(
        booking.c.person == bindparam("person_id"), companion.c.status != Mark.CANCELLED.value,
        session.c.ends_utc > bindparam("now"),
    )
    .order_by(session.c.starts_utc)
    .limit(MOST)
)  # fmt: skip
_AGREED = (
    select(next_step.c.text, next_step.c.made_at)
    .where(next_step.c.person == bindparam("person_id"), next_step.c.text != "")
    .order_by(next_step.c.made_at.desc())
    .limit(MOST_SAID)
)


def life(db: Db, *, person_id: int, today: date) -> Life:
    """Read what a person's page shows beside their facts."""
    who = db.one(_PERSON, person_id=person_id)
    name = called(_name(who))
    turns = _turns(db, person_id)
    return Life(
        waits=turns, every_week=_every_week(db, person_id),
        cancelled=tuple(_called_off(row, name) for row in db.all(_CANCELLED, person_id=person_id)),
        comes_with=_comes_with(db, person_id), said=said_to(db, person_id=person_id),
        agreed=_agreed(db, who), asks=ask_first.asks(db, person_id=person_id, today=today),
        aloud=rules.aloud(name, [*_next(db, person_id), *map(_in_turn, turns)], today),
        follows=departures.follows(db, person_id=person_id, today=today),
    )  # fmt: skip


def said_to(db: Db, *, person_id: int) -> tuple[Said, ...]:
    """Read what was said to somebody lately, or tried, the newest first."""
    heard = [*_told(db, person_id), *_offered(db, person_id), *_rung(db, person_id)]
    return tuple(nlargest(MOST_SAID, heard, key=lambda each: each.at))


def _turns(db: Db, person_id: int) -> tuple[Turn, ...]:
    found = waiting.waiting_for(db, person_id=person_id)
    cards = activities.session_cards(db, session_ids={each.session_id for each in found})
    return tuple(
        Turn(each.session_id, each.title, card.patch, each.date, card.starts, card.ends, each.place)
        for each in found
        if (card := cards.get(each.session_id))
    )


def _in_turn(turn: Turn) -> ToCome:
    return ToCome(turn.title, turn.date, turn.starts, turn.ends, turn=turn.place)


def _next(db: Db, person_id: int) -> Iterable[ToCome]:
    for row in db.all(_NEXT, person_id=person_id, now=db.now):
        yield ToCome(row.title, row.date, row.starts, row.ends, row.name or "")


def _every_week(db: Db, person_id: int) -> tuple[Weekly, ...]:
    found = regular_pages.every_week(db, person_id=person_id)
    ids = [each.activity_id for each in found]
    patches = {row.id: row.patch for row in db.all(_PATCHES, activities=ids)} if ids else {}
    return tuple(
        Weekly(each.id, each.title, patches[each.activity_id], each.how()) for each in found
    )


def _called_off(row: Any, name: str) -> CalledOff:
    words = rules.cancelled_by(row.cancelled_by, name)
    title = row.title or row.name
    return CalledOff(row.id, title, row.patch, row.date, row.starts, words, row.reason)


def _comes_with(db: Db, person_id: int) -> tuple[str, ...]:
    rows = db.all(_WITH_THEM, person_id=person_id, now=db.now)
    return tuple(dict.fromkeys(_along(row) for row in rows))


def _along(row: Any) -> str:
    name = plain(_name(row)) if row.id is not None else row.name
    return f"{name}, {row.kind}" if name and row.kind != "companion" else name or row.kind


def _agreed(db: Db, who: Any) -> tuple[tuple[str, date], ...]:
    steps = tuple((row.text, row.made_at.date()) for row in db.all(_AGREED, person_id=who.id))
    same_day = (("Ring the same day if not here.", who.ring_agreed),) if who.ring_agreed else ()
    leader = (("The leader may be told what helps.", who.leader_agreed),)
    wall = (("First name on the timetable.", who.wall_agreed),) if who.wall_agreed else ()
    return (*steps, *same_day, *(leader if who.leader_agreed else ()), *wall)


def _told(db: Db, person_id: int) -> Iterable[Said]:
    for row in _outcomes(db, telling, person_id, but=("", Outcome.OVERTAKEN.value)):
        yield Said(row.outcome_at, f"{row.title}: {OUTCOME_WORDS[Outcome(row.outcome)].lower()}")


def _offered(db: Db, person_id: int) -> Iterable[Said]:
    words = places_to_offer.OUTCOME_WORDS
    for row in _outcomes(db, hold, person_id, but=("", "let go", "lapsed")):
        answer = words[places_to_offer.Outcome(row.outcome)].lower()
        yield Said(row.outcome_at, f"A place in {row.title}: {answer}")


def _rung(db: Db, person_id: int) -> Iterable[Said]:
    words = ringing.OUTCOME_WORDS
    for row in _outcomes(db, to_ring, person_id, but=("", "withdrawn")):
        yield Said(row.outcome_at, f"{row.title}: {words[ringing.Outcome(row.outcome)].lower()}")


def _outcomes(db: Db, table: Any, person_id: int, *, but: tuple[str, ...]) -> Iterable[Any]:
    """Read what came of telling, offering or ringing somebody, the newest first."""
    title = TITLE_ALOUD.label("title")
    found = (
        select(table.c.outcome, table.c.outcome_at, title)
        .select_from(table.join(session, session.c.id == table.c.session).join(
            activity, activity.c.id == session.c.activity))
        .where(
            table.c.person == person_id, table.c.outcome.not_in(but),
            table.c.outcome_at.is_not(None),
        )
        .order_by(table.c.outcome_at.desc(), table.c.id.desc())
        .limit(MOST_SAID)
    )  # fmt: skip
    return db.all(found)


def _name(row: Any) -> Name:
    return Name(row.title, row.first, row.last, row.preferred, row.former)
