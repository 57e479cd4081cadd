"""Whom a change concerns: who must be told, who has something else then."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, time
from typing import Any

from sqlalchemy import func, select

from desktop.data.db import Db
from desktop.data.tables import booking, session, waiting
from desktop.rules.planning import Facts
from desktop.rules.series_change import Line, moves
from desktop.rules.signups import Mark


@dataclass(frozen=True, slots=True)
class Concerned:
    """How many people: overlapping have something else then; to telephone come in too late."""

    overlapping: int
    to_tell: int
    to_telephone: int


_LIVE = select(booking.c.person, booking.c.session).where(
    booking.c.status.in_((Mark.BOOKED.value, Mark.ARRIVED.value))
)
_WAITING = select(waiting.c.person, waiting.c.session).where(waiting.c.status == "waiting")
_ELSEWHERE = (
    select(
        booking.c.person, booking.c.session, session.c.date, session.c.starts, session.c.ends
    )
    .select_from(booking.join(session, session.c.id == booking.c.session))
    .where(booking.c.status == Mark.BOOKED.value, session.c.status == "planned")
)  # fmt: skip


def concerned(db: Db, lines: Sequence[Line]) -> Concerned:
    """Count the people who are booked on, or wait for, sessions that would move or not be on."""
    changed = {each.session.id: each for each in lines if each.session and _is_told(each)}
    booked = _going(db, changed)
    people = {row.person for row in booked}
    if not people:
        return Concerned(0, 0, 0)
    to_be: dict[int, list[Facts]] = defaultdict(list)
    first: dict[int, date] = {}
    for row in booked:
        line = changed[row.session]
        if line.outcome.facts is not None:
            to_be[row.person].append(line.outcome.facts)
        days = [line.session.facts.on] if line.session else []
        days += [line.outcome.facts.on] if line.outcome.facts else []
        first[row.person] = min([*days, first.get(row.person, date.max)])
    other = _elsewhere(db, people, {facts.on for each in to_be.values() for facts in each}, changed)
    overlapping = sum(_meet(to_be[each], other.get(each, ())) for each in people)
    visits = _next_visits(db, people, changed)
    soon = sum(visits.get(each, date.max) >= first[each] for each in people)
    return Concerned(overlapping, len(people), soon)


def _going(db: Db, sessions: Collection[int]) -> list[Any]:
    """Read who is booked on these sessions, or waits for a place in them."""
    if not sessions:
        return []
    booked = db.all(_LIVE.where(booking.c.session.in_(sessions)))
    return [*booked, *db.all(_WAITING.where(waiting.c.session.in_(sessions)))]


def _is_told(line: Line) -> bool:
    if line.session is None or not (line.session.live or line.session.waiting):
        return False
    if line.outcome.facts is None:
        return True
    was, facts = line.session.facts, line.outcome.facts
    return moves(line) and _seen(was) != _seen(facts)


def _seen(facts: Facts) -> tuple[date, time, time, int | None]:
    return facts.on, facts.starts, facts.ends, facts.place_id


def _elsewhere(
    db: Db, people: set[int], days: set[date], but: Iterable[int]
) -> dict[int, list[Any]]:
    found: dict[int, list[Any]] = defaultdict(list)
    asked = _ELSEWHERE.where(session.c.date.in_(days), booking.c.person.in_(people))
    for row in db.all(asked.where(session.c.id.not_in(list(but)))) if days else ():
        found[row.person].append(row)
    return found


def _next_visits(db: Db, people: set[int], but: Iterable[int]) -> dict[int, date]:
    """Find the day each comes in next for something that does not change."""
    asked = (
        select(booking.c.person, func.min(session.c.date).label("on"))
        .select_from(booking.join(session, session.c.id == booking.c.session))
        .where(booking.c.person.in_(people), booking.c.status == Mark.BOOKED.value)
        .where(session.c.status == "planned", session.c.starts_utc > db.now)
        .where(session.c.id.not_in(list(but)))
        .group_by(booking.c.person)
    )
    return {row.person: row.on for row in db.all(asked)}


def _meet(to_be: Iterable[Facts], others: Iterable[Any]) -> bool:
    theirs = list(others)
    return any(
        row.date == facts.on and row.starts < facts.ends and facts.starts < row.ends
        for facts in to_be
        for row in theirs
    )
