"""Who has which place and which leader when: read for the rules, and held for a decision."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date
from typing import Any

from sqlalchemy import func, or_, select

from desktop.data.db import Db
from desktop.data.open_days import open_days, zone_of
from desktop.data.tables import activity, person, place, session
from desktop.rules import clashes as rules
from desktop.rules.clashes import Diary, PlaceFacts, Taken
from desktop.rules.names import Name, called
from desktop.rules.planning import Facts
from desktop.rules.refusal import Refused

# Everything of a day is looked at, nothing of any other: no session goes past midnight, so ten
# years of history cost nothing.
_TAKEN = (
    select(
        session.c.id, session.c.date, session.c.starts, session.c.ends, session.c.title,
        session.c.place, session.c.leader, activity.c.name,
        or_(session.c.private, activity.c.private).label("private"),
    )
    .select_from(session.join(activity, activity.c.id == session.c.activity))
    .where(session.c.status == "planned")
    .where(or_(session.c.place.is_not(None), session.c.leader.is_not(None)))
)  # fmt: skip


_NOWHERE = 0x504C4143  # any number of our own


def hold_everywhere(db: Db) -> None:
    """Keep everybody from planning anything without a place until the step ends."""
    if db.on_postgres:
        db.value(select(func.pg_advisory_xact_lock(_NOWHERE)))


def hold(db: Db, *, places: Iterable[int | None], leaders: Iterable[int | None]) -> None:
    """Lock places and leaders until the step ends, so that nobody takes them meanwhile.

    What has no place is held against closures of everywhere. Refused if somebody has removed a
    place.
    """
    asked = set(places)
    if None in asked and db.on_postgres:  # no row stands for it
        db.value(select(func.pg_advisory_xact_lock_shared(_NOWHERE)))
    wanted = {each for each in asked if each is not None}
    db.lock("place", place, wanted)
    if wanted - {row.id for row in db.all(select(place.c.id).where(place.c.id.in_(wanted)))}:
        raise Refused("That place is no longer there. Choose another.")
    db.lock("leader", person, set(leaders) - {None})  # type: ignore[arg-type]


def diary(db: Db, *, dates: Iterable[date], leader_ids: Iterable[int | None] = ()) -> Diary:
    """Read what is on, on some days, and what is free; leaders are named for the sentences."""
    days = sorted(set(dates))
    if not days:
        return Diary(zone_of(db))
    taken: dict[date, list[Taken]] = defaultdict(list)
    for row in db.all(_TAKEN.where(session.c.date.in_(days))):
        taken[row.date].append(_taken(row))
    return Diary(
        zone_of(db), open_days(db, first=days[0], last=days[-1]), taken, _places(db),
        _leaders(db, leader_ids),
    )  # fmt: skip


def check(db: Db, facts: Facts, *, reason: str = "", but: Iterable[int] = ()) -> None:
    """Refuse a session whose place or leader is elsewhere then; a reason lets it be all the same.

    Locks the place and the leader first.
    """
    hold(db, places=[facts.place_id], leaders=[facts.leader_id])
    check_held(db, facts, reason=reason, but=but)


def check_held(db: Db, facts: Facts, *, reason: str = "", but: Iterable[int] = ()) -> None:
    """Do the same where the place and the leader are locked already."""
    found = diary(db, dates=[facts.on], leader_ids=[facts.leader_id])
    rules.check_clash(found, facts, reason, frozenset(but))


def _taken(row: Any) -> Taken:
    title = "a private session" if row.private else row.title or row.name
    return Taken(row.id, title, row.starts, row.ends, row.place, row.leader)


def _places(db: Db) -> dict[int, PlaceFacts]:
    rows = db.all(select(place).order_by(place.c.name))
    return {row.id: PlaceFacts(row.id, row.name, row.shared, row.closed) for row in rows}


def _leaders(db: Db, ids: Iterable[int | None]) -> dict[int, str]:
    wanted = set(ids) - {None}
    if not wanted:
        return {}
    rows = db.all(select(person).where(person.c.id.in_(wanted)))
    return {row.id: _leader(row) for row in rows}


def _leader(row: Any) -> str:
    full = " ".join(filter(None, (row.preferred or row.first, row.last)))
    return full or called(Name(row.title, row.first, row.last, row.preferred, row.former))
