"""Ask first: whom to ask before somebody is booked, as it stands; why is sealed from the desk."""

from collections.abc import Collection, Sequence
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import and_, bindparam, exists, or_, select

from desktop.data.db import Db
from desktop.data.ready import Ready
from desktop.data.tables import activity, asked, booking, companion, person, session, waiting
from desktop.data.tables import ask_first as table
from desktop.rules import ask_first as rules

PLACE, RIDE = "", "ride"
"""What was asked about: coming at all, or sharing a car."""
LONG_AGO = datetime.min.replace(tzinfo=ZoneInfo("UTC"))

OF_PERSON = exists().where(
    table.c.ended.is_(None), or_(table.c.person == person.c.id, table.c.other == person.c.id)
)
"""Whether anything stands about a person; read with them, so that most pay nothing for it."""
OF_ACTIVITY = exists().where(
    table.c.ended.is_(None), table.c.activity == activity.c.id, table.c.person.is_(None)
)
"""Whether everybody is asked about before they come to an activity."""


_COMES = and_(booking.c.status != "cancelled", booking.c.status != "missed")


def _is_there(who: Any) -> Any:
    live = booking.c.session == bindparam("session_id"), _COMES
    waits = waiting.c.session == bindparam("session_id"), waiting.c.status == "waiting"
    brought = companion.c.person == who, companion.c.status != "cancelled"
    return or_(
        exists().where(booking.c.person == who, *live),
        exists().where(waiting.c.person == who, *waits),
        exists().where(companion.c.booking == booking.c.id, *brought, *live),
        exists().where(companion.c.waiting == waiting.c.id, *brought, *waits),
    )


_STANDS = (
    table.c.ended.is_(None),
    or_(table.c.until.is_(None), table.c.until >= bindparam("today")),
)
_THEIRS = table.c.person == bindparam("person_id")
_OTHERS = table.c.other == bindparam("person_id")
_NOT_ASKED = ~exists().where(
    asked.c.ask_first == table.c.id, asked.c.person == bindparam("person_id"),
    asked.c.session == bindparam("session_id"), asked.c.about == bindparam("about"),
)  # fmt: skip
_HERE = or_(table.c.activity.is_(None), table.c.activity == bindparam("activity_id"))
_TO_ASK = Ready(
    select(table.c.id, table.c.ask)
    .where(
        *_STANDS, _NOT_ASKED, _HERE, table.c.made_at > bindparam("after"),
        or_(
            and_(table.c.other.is_(None), or_(table.c.person.is_(None), _THEIRS)),
            and_(_THEIRS, _is_there(table.c.other)),
            and_(_OTHERS, _is_there(table.c.person)),
        ),
    )
    .order_by(table.c.id)
)  # fmt: skip
_TOGETHER = select(table.c.id, table.c.ask, table.c.person, table.c.other).where(
    *_STANDS, _NOT_ASKED, _HERE, table.c.other.is_not(None), or_(_THEIRS, _OTHERS)
)
_CONCERNED = select(table.c.person, table.c.other, table.c.activity).where(
    table.c.ended.is_(None),
    or_(
        table.c.person.in_(bindparam("people", expanding=True)),
        table.c.other.in_(bindparam("people", expanding=True)),
        and_(table.c.person.is_(None), table.c.activity == bindparam("activity_id")),
    ),
)
_EVERYTHING = Ready(
    select(table.c.ask).where(
        *_STANDS, _THEIRS, table.c.activity.is_(None), table.c.other.is_(None)
    )
)  # fmt: skip
PAIR_IS_THERE = exists().where(
    table.c.ended.is_(None),
    or_(table.c.until.is_(None), table.c.until >= bindparam("first")),
    or_(table.c.activity.is_(None), table.c.activity == session.c.activity),
    booking.c.session == session.c.id,
    _COMES,
    or_(
        and_(_THEIRS, table.c.other == booking.c.person),
        and_(_OTHERS, table.c.person == booking.c.person),
    ),
)
"""Whether somebody is there whom a person must not meet unasked; for a list of sessions."""


def to_ask(
    db: Db, *, session_id: int, activity_id: int, person_id: int, today: date,
    after: datetime = LONG_AGO,
) -> str:  # fmt: skip
    """Say whom to ask before somebody comes to a session; empty when nobody, or they were asked.

    Of two people who are to be kept apart, the one who is there already is never named. What was
    written down `after` a moment alone counts where everything before it has been asked.
    """
    rows = _to_ask(db, session_id, activity_id, person_id, today, after)
    return rules.words([row.ask for row in rows])


def to_share(db: Db, *, session_id: int, person_id: int, others: Collection[int]) -> str:
    """Say whom to ask before somebody shares a car with `others`; empty when nobody."""
    rows = _together(db, session_id, person_id)
    near = set(others)
    return rules.words([row.ask for row in rows if {row.person, row.other} & near])


def asks(db: Db, *, person_id: int, today: date) -> str:
    """Say whom to ask before somebody is booked on anything at all; for their card."""
    rows = db.all(_EVERYTHING, person_id=person_id, today=today)
    return rules.words([row.ask for row in rows])


def concerned(db: Db, *, people: Collection[int], activity_id: int) -> set[int]:
    """Find which of these people may have to be asked about, for an activity."""
    wanted = set(people)
    rows = db.all(_CONCERNED, people=sorted(wanted), activity_id=activity_id) if wanted else ()
    if any(row.person is None for row in rows):
        return wanted
    return wanted & {each for row in rows for each in (row.person, row.other)}


def write_down(db: Db, *, session_id: int, person_id: int, about: str = PLACE) -> None:
    """Keep that a colleague has been asked about a person and a session: by whom, and when."""
    if about == RIDE:
        rows = _together(db, session_id, person_id)
    else:
        held = db.one(_SESSION, session_id=session_id)
        rows = _to_ask(db, session_id, held.activity, person_id, _today(db, held), LONG_AGO)
    for row in rows:
        db.add(
            asked, ask_first=row.id, person=person_id, session=session_id, at=db.now, by=db.by,
            about=about,
        )  # fmt: skip


_SESSION = select(session.c.activity, session.c.zone).where(session.c.id == bindparam("session_id"))


def _to_ask(
    db: Db, session_id: int, activity_id: int, person_id: int, today: date, after: datetime
) -> Sequence[Any]:
    return db.all(
        _TO_ASK, session_id=session_id, activity_id=activity_id, person_id=person_id, today=today,
        after=after, about=PLACE,
    )  # fmt: skip


def _together(db: Db, session_id: int, person_id: int) -> Sequence[Any]:
    held = db.one(_SESSION, session_id=session_id)
    return db.all(
        _TOGETHER, session_id=session_id, activity_id=held.activity, person_id=person_id,
        today=_today(db, held), about=RIDE,
    )  # fmt: skip


def _today(db: Db, held: Any) -> date:
    return db.now.astimezone(ZoneInfo(held.zone)).date()
