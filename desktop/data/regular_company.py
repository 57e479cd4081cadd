"""Who comes along with somebody every week: read, and written down for the dates to come."""

from collections.abc import Collection, Mapping, Sequence
from datetime import timedelta
from typing import Any

from sqlalchemy import and_, bindparam, or_, select

from desktop.data.companions import columns
from desktop.data.db import Db
from desktop.data.ready import Ready
from desktop.data.tables import booking, companion, person, regular, session, waiting
from desktop.data.tables import regular_companion as table
from desktop.rules.companions import MOST, OWN_WAY, Brought, same
from desktop.rules.names import Name, plain
from desktop.rules.signups import Mark

LATELY = timedelta(weeks=26)
"""So long ago somebody came along, and may be meant again."""
MOST_KNOWN = 6

_GONE = or_(person.c.status == "died", person.c.status == "moved")
_HERE = or_(person.c.id.is_(None), ~_GONE)
_NAMED = (person.c.title, person.c.first, person.c.last, person.c.preferred, person.c.former)
_OF_BOOKING = companion.join(booking, booking.c.id == companion.c.booking).outerjoin(
    person, person.c.id == companion.c.person
)
_OF_LINE = companion.join(waiting, waiting.c.id == companion.c.waiting).outerjoin(
    person, person.c.id == companion.c.person
)
_LIVE = companion.c.status != Mark.CANCELLED.value
_BOOKED = Ready(
    select(companion, *_NAMED)
    .select_from(_OF_BOOKING)
    .where(
        booking.c.person == bindparam("person_id"),
        booking.c.session == bindparam("session_id"),
        booking.c.status != Mark.CANCELLED.value, _LIVE,
    )
    .order_by(companion.c.id)
)  # fmt: skip
_WAITS = Ready(
    select(companion, *_NAMED)
    .select_from(_OF_LINE)
    .where(
        waiting.c.person == bindparam("person_id"),
        waiting.c.session == bindparam("session_id"), waiting.c.status == "waiting", _LIVE,
    )
    .order_by(companion.c.id)
)  # fmt: skip
_WEEKLY = Ready(
    select(table, *_NAMED)
    .select_from(
        table.join(regular, regular.c.id == table.c.regular)
        .outerjoin(person, person.c.id == table.c.person)
    )
    .where(
        regular.c.person == bindparam("person_id"),
        or_(regular.c.until.is_(None), regular.c.until >= bindparam("today")), _HERE,
    )
    .order_by(table.c.regular.desc(), table.c.id)
)  # fmt: skip
_LATELY = Ready(
    select(booking.c.id.label("at"), companion, *_NAMED, person.c.status.label("standing"))
    .select_from(
        booking.join(session, session.c.id == booking.c.session)
        .outerjoin(companion, and_(companion.c.booking == booking.c.id, _LIVE))
        .outerjoin(person, person.c.id == companion.c.person)
    )
    .where(
        booking.c.person == bindparam("person_id"),
        booking.c.status != Mark.CANCELLED.value,
        session.c.starts_utc > bindparam("since"),
    )
    .order_by(session.c.starts_utc.desc(), booking.c.id, companion.c.id)
    .limit(MOST)
)  # fmt: skip


def along(db: Db, ids: Collection[int]) -> Mapping[int, tuple[Brought, ...]]:
    """Read who comes along with which regular; those with nobody are not there."""
    if not ids:
        return {}
    found: dict[int, tuple[Brought, ...]] = {}
    its = select(table, *_NAMED).outerjoin(person, person.c.id == table.c.person)
    for row in db.all(its.where(table.c.regular.in_(ids)).order_by(table.c.id)):
        found[row.regular] = (*found.get(row.regular, ()), brought_of(row, named=True))
    return found


def write_down(
    db: Db, regular_id: int, coming: Sequence[Brought], version: int | None = None
) -> None:
    """Let these come along with a regular each week, and nobody else."""
    there = db.all(select(table).where(table.c.regular == regular_id).order_by(table.c.id))
    known = {brought_of(row): row.id for row in there}
    wanted = [_stored(each) for each in coming]
    for each, row_id in known.items():
        if each not in wanted:
            db.remove(table, row_id)
    for each in wanted:
        if each not in known:
            db.add(table, regular=regular_id, **_columns(each))
    db.change(regular, regular_id, version=version, party=1 + sum(each.takes for each in coming))


def without(db: Db, person_id: int) -> None:
    """Let somebody who comes no more come along with nobody."""
    mine = select(table.c.regular).where(table.c.person == person_id).distinct()
    for row in db.all(mine):
        left = [each for each in along(db, [row.regular])[row.regular]
                if each.person_id != person_id]  # fmt: skip
        write_down(db, row.regular, left)


def known(db: Db, person_id: int) -> tuple[Brought, ...]:
    """Find who came along with somebody lately, or does every week; the latest is first."""
    theirs = (
        select(companion, *_NAMED)
        .select_from(
            companion.join(booking, booking.c.id == companion.c.booking)
            .join(session, session.c.id == booking.c.session)
            .outerjoin(person, person.c.id == companion.c.person)
        )
        .where(
            booking.c.person == person_id, session.c.starts_utc > db.now - LATELY,
            companion.c.status != Mark.CANCELLED.value,
            _HERE,
        )
        .order_by(session.c.starts_utc.desc(), companion.c.id)
    )  # fmt: skip
    weekly = along(db, [row.id for row in db.all(
        select(regular.c.id).where(regular.c.person == person_id, regular.c.until.is_(None))
    )])  # fmt: skip
    found: list[Brought] = []
    lately = [brought_of(row, named=True) for row in db.all(theirs)]
    for each in (*(one for some in weekly.values() for one in some), *lately):
        if each.name and not any(same(each, one) for one in found):
            found.append(each)
    return tuple(found[:MOST_KNOWN])


def of_date(db: Db, session_id: int, person_id: int) -> tuple[Brought, ...]:
    """Read who comes along with somebody to one date, booked or waiting."""
    return _with_them(db, _BOOKED, session_id, person_id) or _with_them(
        db, _WAITS, session_id, person_id
    )


def usual(db: Db, person_id: int, beside: int | None = None) -> tuple[Brought, ...]:
    """Find who is to be reckoned with somebody: to the session on show, every week, or last time.

    Who has died or moved away is nobody's company any more.
    """
    if beside is not None and (found := of_date(db, beside, person_id)):
        return found
    weekly = db.all(_WEEKLY, person_id=person_id, today=db.now.date())
    if weekly:
        first = weekly[0].regular
        return tuple(brought_of(row, named=True) for row in weekly if row.regular == first)
    lately = db.all(_LATELY, person_id=person_id, since=db.now - LATELY)
    return tuple(
        brought_of(row, named=True) for row in lately
        if row.at == lately[0].at and row.id is not None and row.standing not in ("died", "moved")
    )  # fmt: skip


def _with_them(db: Db, its: Ready, session_id: int, person_id: int) -> tuple[Brought, ...]:
    rows = db.all(its, session_id=session_id, person_id=person_id)
    return tuple(brought_of(row, named=True) for row in rows)


def brought_of(row: Any, *, named: bool = False) -> Brought:
    """Give a companion's row as the rules know it; `named`: with their name in the records."""
    name = row.name
    if named and row.person is not None:
        name = plain(Name(row.title, row.first, row.last, row.preferred, row.former))
    return Brought(
        name=name, kind=row.kind, person_id=row.person, diet=row.diet,
        takes_place=row.takes_place, own_way=row.ride == OWN_WAY,
    )  # fmt: skip


def _stored(each: Brought) -> Brought:
    """Say it as a row says it: whose name the records have is named there."""
    return Brought(
        name="" if each.person_id else each.name, kind=each.kind, person_id=each.person_id,
        diet=each.diet, takes_place=each.takes, own_way=each.own_way,
    )  # fmt: skip


def _columns(each: Brought) -> dict[str, Any]:
    return {name: value for name, value in columns(each).items() if name != "confirmed"}
