"""One call about many dates: when a series moves, each person hears of all of theirs at once."""

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from typing import Any

from sqlalchemy import select

from desktop.data.db import Db
from desktop.data.tables import news, session, telling
from desktop.rules.telling import TOGETHER, Kind, Known

Read = Callable[[str], Known]
"""Reads how a session was, as a piece of news keeps it."""


def heads(
    rounds: Iterable[Any], cards: Mapping[int, Any], lines: Mapping[int, list[Any]], read: Read
) -> Mapping[int, tuple[date, ...]]:
    """Give the lines to show, and the dates of the others each of them speaks for.

    Of one step, a person hears once of all dates of an activity that moved alike.
    """
    first: dict[Any, int] = {}
    found: dict[int, list[date]] = {}
    for each in rounds:
        card, was = cards[each.session], read(each.was)
        moved = (card.activity_id, card.place, *_shift(was, card))
        for line, _number in lines.get(each.id, ()):
            about = (line.person, line.outcome, line.waiting is None, each.made_at, each.kind)
            alone = Kind(each.kind) not in TOGETHER
            head = first.setdefault((line.id,) if alone else (*about, *moved), line.id)
            found.setdefault(head, [])
            if head != line.id:
                found[head].append(card.date)
    return {head: tuple(dates) for head, dates in found.items()}


def spoken_for(db: Db, line_id: int, read: Read) -> tuple[int, ...]:
    """Find the other lines that an answer on this one answers, too."""
    own = db.one(_LINES.where(telling.c.id == line_id))
    if Kind(own.kind) not in TOGETHER:
        return ()
    others = _LINES.where(
        telling.c.id != line_id, telling.c.person == own.person, telling.c.outcome == own.outcome,
        news.c.made_at == own.made_at, news.c.kind == own.kind,
        session.c.activity == own.activity, session.c.place.is_not_distinct_from(own.place),
    )  # fmt: skip
    alike = _shift(read(own.was), own)
    return tuple(
        row.id for row in db.all(others.order_by(telling.c.id))
        if _shift(read(row.was), row) == alike and (row.waiting is None) == (own.waiting is None)
    )  # fmt: skip


_LINES = select(
    telling.c.id, telling.c.person, telling.c.outcome, telling.c.waiting, news.c.made_at,
    news.c.kind, news.c.was, session.c.activity, session.c.place, session.c.date,
    session.c.starts, session.c.ends,
).select_from(
    telling.join(news, news.c.id == telling.c.news).join(session, session.c.id == telling.c.session)
)  # fmt: skip


def _shift(was: Known, now: Any) -> tuple[Any, ...]:
    return now.date - was.date, was.starts, was.ends, was.place_id, now.starts, now.ends
