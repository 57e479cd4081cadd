"""What is left over from sessions: things to buy, notes to colleagues, people nobody marked."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import bindparam, func, select

from desktop.data.db import Db
from desktop.data.ready import Ready
from desktop.data.tables import activity, booking, handover, person, session, to_buy
from desktop.rules.names import Name, plain
from desktop.rules.refusal import Refused
from desktop.rules.signups import Mark


@dataclass(frozen=True, slots=True)
class ToBuy:
    """Something that ran out, until somebody has bought it."""

    id: int
    version: int
    what: str
    title: str
    made_at: datetime


@dataclass(frozen=True, slots=True)
class Handover:
    """A note to colleagues; who it is about may ask to read it."""

    id: int
    version: int
    text: str
    name: str
    title: str
    made_by: str
    made_at: datetime
    until: datetime


@dataclass(frozen=True, slots=True)
class Unmarked:
    """A session that has ended, with how many people nobody has marked."""

    session_id: int
    title: str
    on: date
    people: int


_TITLE = func.coalesce(func.nullif(session.c.title, ""), activity.c.name, "").label("title")
_TO_BUY = Ready(
    select(to_buy, _TITLE)
    .select_from(
        to_buy.outerjoin(session, session.c.id == to_buy.c.session)
        .outerjoin(activity, activity.c.id == session.c.activity)
    )
    .where(to_buy.c.bought_at.is_(None))
    .order_by(to_buy.c.made_at, to_buy.c.id)
)  # fmt: skip
_HANDOVERS = Ready(
    select(
        handover, _TITLE, person.c.title.label("mr"), person.c.first, person.c.last,
        person.c.preferred, person.c.former,
    )
    .select_from(
        handover.outerjoin(session, session.c.id == handover.c.session)
        .outerjoin(activity, activity.c.id == session.c.activity)
        .outerjoin(person, person.c.id == handover.c.person)
    )
    .where(handover.c.until > bindparam("now"))
    .order_by(handover.c.made_at, handover.c.id)
)  # fmt: skip
_UNMARKED = Ready(
    select(session.c.id, session.c.date, _TITLE, func.count().label("people"))
    .select_from(
        session.join(booking, booking.c.session == session.c.id)
        .join(activity, activity.c.id == session.c.activity)
    )
    .where(
        session.c.date >= bindparam("first"), session.c.date <= bindparam("today"),
        session.c.ends_utc <= bindparam("now"), session.c.status == "planned",
        booking.c.status == Mark.BOOKED.value,
    )
    .group_by(session.c.id, session.c.date, session.c.title, activity.c.name, session.c.starts_utc)
    .order_by(session.c.starts_utc, session.c.id)
)  # fmt: skip
ASKED_FOR = timedelta(days=7)
"""So long after a session the To do list still asks who came."""


def to_buy_now(db: Db) -> tuple[ToBuy, ...]:
    """Read what is to be bought, the oldest first."""
    return tuple(ToBuy(r.id, r.version, r.what, r.title, r.made_at) for r in db.all(_TO_BUY))


def bought(db: Db, *, to_buy_id: int, version: int | None = None) -> None:
    """Say that something was bought."""
    row = db.one(select(to_buy).where(to_buy.c.id == to_buy_id).with_for_update(key_share=True))
    if row.bought_at is not None:
        raise Refused(f"{row.what} was bought already, says {row.bought_by}.")
    db.change(to_buy, to_buy_id, version=version, bought_at=db.now, bought_by=db.by)


def handovers(db: Db, *, now: datetime) -> tuple[Handover, ...]:
    """Read the notes to colleagues that have not lapsed."""
    return tuple(map(_handover, db.all(_HANDOVERS, now=now)))


def put_away(db: Db, *, handover_id: int, version: int | None = None) -> None:
    """Let a note to colleagues lapse now."""
    db.change(handover, handover_id, version=version, until=db.now)


def unmarked(db: Db, *, today: date, now: datetime) -> tuple[Unmarked, ...]:
    """Read the sessions of the last week that have ended with people nobody has marked."""
    rows = db.all(_UNMARKED, first=today - ASKED_FOR, today=today, now=now)
    return tuple(Unmarked(row.id, row.title, row.date, row.people) for row in rows)


def _handover(row: Any) -> Handover:
    name = plain(Name(row.mr, row.first, row.last, row.preferred, row.former)) if row.person else ""
    return Handover(
        row.id, row.version, row.text, name, row.title, row.made_by, row.made_at, row.until
    )
