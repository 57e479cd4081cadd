"""What the calendar's views read: days of sessions, what is closed, memos; and writing a memo."""

from collections.abc import Iterator
from dataclasses import dataclass, fields
from datetime import date, time, timedelta
from functools import cache
from typing import Any

from sqlalchemy import bindparam, func, or_, select, tuple_

from desktop.data.activities import CARD, SessionCard, Week, card_of, week
from desktop.data.db import Db
from desktop.data.tables import activity, category, closure, memo, person, place, practice, session
from desktop.rules.days import day
from desktop.rules.names import clean
from desktop.rules.refusal import Refused

LONGEST_MEMO = 200
PAGE = 60
_MEMO_LOCK = 0x4D454D  # any number of our own, beside that of the day


@dataclass(frozen=True, slots=True)
class Only:
    """What the calendar is narrowed to; several of them narrow it together."""

    activity_id: int | None = None
    category_id: int | None = None
    place_id: int | None = None
    leader_id: int | None = None
    with_room: bool = False

    def __bool__(self) -> bool:
        return any(getattr(self, each.name) for each in fields(self))


@dataclass(frozen=True, slots=True)
class Band:
    """A day that is called something: a bank holiday or a closure, of all or of one place."""

    on: date
    name: str
    short: str
    starts: time | None = None
    ends: time | None = None
    place: str = ""

    @property
    def whole(self) -> bool:
        """Whether everything is closed all day."""
        return self.starts is None and not self.place


@dataclass(frozen=True, slots=True)
class Memo:
    """What the desk wrote for a day."""

    on: date
    text: str
    version: int


@dataclass(frozen=True, slots=True)
class Marks:
    """What is said of some days beside their sessions."""

    bands: tuple[Band, ...] = ()
    memos: tuple[Memo, ...] = ()

    def of(self, on: date) -> tuple[Band, ...]:
        """Return the bands of a day."""
        return tuple(each for each in self.bands if each.on == on)

    def closed(self, on: date) -> bool:
        """Whether everything is closed all day."""
        return any(each.whole for each in self.of(on))

    def memo(self, on: date) -> Memo | None:
        """Return the memo of a day."""
        return next((each for each in self.memos if each.on == on), None)


@dataclass(frozen=True, slots=True)
class Days:
    """Consecutive days as a view shows them; `hidden` sessions are there but narrowed away."""

    week: Week
    hidden: int = 0
    marks: Marks = Marks()


@dataclass(frozen=True, slots=True)
class Agenda:
    """A part of the list of sessions from a day on; `more` says that it goes on."""

    first: date
    sessions: tuple[SessionCard, ...]
    more: bool
    hidden: int = 0
    marks: Marks = Marks()


@dataclass(frozen=True, slots=True)
class Named:
    """Something the calendar can be narrowed to."""

    id: int
    name: str
    patch: str = ""
    code: str = ""


@dataclass(frozen=True, slots=True)
class Narrowings:
    """Everything the calendar can be narrowed to, by name."""

    activities: tuple[Named, ...]
    categories: tuple[Named, ...]
    places: tuple[Named, ...]
    leaders: tuple[Named, ...]


_BETWEEN = (session.c.date >= bindparam("first"), session.c.date < bindparam("after"))
_IN_ORDER = (session.c.date, session.c.starts, session.c.id)


def days(
    db: Db, *, first: date, count: int, only: Only = Only(), with_marks: bool = True
) -> Days:  # fmt: skip
    """Read some days from `first` on; without their marks sooner, for the first picture."""
    after = first + timedelta(days=count)
    if only:
        rows = db.all(_narrowed(db, CARD.where(*_BETWEEN), only), first=first, after=after)
        found = Week(first, count, tuple(map(card_of, rows)))
    else:
        found = week(db, first=first, days=count)
    hidden = _how_many(db, first, after) - len(found.sessions) if only else 0
    read = marks(db, first=first, after=after) if with_marks else Marks()
    return Days(found, hidden, read)


def agenda(
    db: Db, *, first: date, only: Only = Only(), last: tuple[date, time, int] | None = None,
    most: int = PAGE,
) -> Agenda:  # fmt: skip
    """Read the next sessions from a day on, or those after `last` (day, start and id)."""
    coming = _narrowed(db, CARD.where(session.c.date >= bindparam("first")), only)
    if last:
        coming = coming.where(tuple_(*_IN_ORDER) > last)
    rows = db.all(coming.limit(most + 1), first=first)
    shown = tuple(map(card_of, rows[:most]))
    more = len(rows) > most
    everything = select(func.count()).select_from(session).where(session.c.date >= first)
    hidden = int(db.value(everything) or 0) if only and not shown and not last else 0
    read = marks(db, first=first, after=_day_after(shown)) if shown else Marks()
    return Agenda(first, shown, more, hidden, read)


def marks(db: Db, *, first: date, after: date) -> Marks:
    """Read bank holidays, closures and memos of the days before `after`."""
    closures = [
        band for row in db.all(_closures(), first=first, after=after)
        for band in _bands(row, first, after)
    ]  # fmt: skip
    memos = tuple(
        Memo(row.date, row.text, row.version) for row in db.all(_memos(), first=first, after=after)
    )
    return Marks((*closures, *_bank_holidays(db, first, after)), memos)


def narrowings(db: Db) -> Narrowings:
    """Read what the calendar can be narrowed to."""
    offered = select(activity).where(activity.c.ended.is_(None)).order_by(activity.c.name)
    leads = or_(
        person.c.id.in_(select(activity.c.leader).where(activity.c.leader.is_not(None))),
        person.c.id.in_(select(session.c.leader).where(session.c.leader.is_not(None))),
    )
    led = select(person).where(leads).order_by(person.c.sort_key)
    groups = select(category).order_by(category.c.position, category.c.name)
    return Narrowings(
        tuple(Named(row.id, row.name, row.patch, row.code) for row in db.all(offered)),
        tuple(Named(row.id, row.name) for row in db.all(groups)),
        tuple(Named(row.id, row.name) for row in db.all(select(place).order_by(place.c.name))),
        tuple(Named(row.id, f"{row.first} {row.last}".strip()) for row in db.all(led)),
    )


def write_memo(db: Db, *, on: date, text: str, version: int | None, today: date) -> None:
    """Write, change or empty the memo of a day; `version` is that of the one that was seen."""
    said = clean(text)
    if len(said) > LONGEST_MEMO:
        raise Refused(f"A memo has at most {LONGEST_MEMO} letters. Shorten it.")
    if db.on_postgres:  # two desks may begin the same day's memo at once
        db.value(select(func.pg_advisory_xact_lock(_MEMO_LOCK, on.toordinal())))
    there = db.first(select(memo).where(memo.c.date == on))
    if there is None:
        db.add(memo, date=on, text=said)
    elif version is None and there.text:
        seen = f"“{there.text}”"
        raise Refused(f"Not saved. Somebody wrote {seen} for {day(on, today)} meanwhile.")
    else:
        db.change(memo, there.id, version=version or there.version, text=said)


# Made when first asked for: the first picture of a start needs none of them.
@cache
def _closures() -> Any:
    return (
        select(closure, place.c.name.label("place_name"))
        .outerjoin_from(closure, place, place.c.id == closure.c.place)
        .where(closure.c.last >= bindparam("first"), closure.c.first < bindparam("after"))
        .order_by(closure.c.first, closure.c.id)
    )


@cache
def _memos() -> Any:
    between = (memo.c.date >= bindparam("first"), memo.c.date < bindparam("after"))
    return select(memo).where(*between, memo.c.text != "").order_by(memo.c.date)


def _how_many(db: Db, first: date, after: date) -> int:
    count = select(func.count()).select_from(session).where(*_BETWEEN)
    return int(db.value(count, first=first, after=after) or 0)


def _narrowed(db: Db, cards: Any, only: Only) -> Any:
    if only.activity_id:
        cards = cards.where(session.c.activity == only.activity_id)
    if only.category_id:
        cards = cards.where(activity.c.category == only.category_id)
    if only.place_id:
        cards = cards.where(session.c.place == only.place_id)
    if only.leader_id:
        cards = cards.where(session.c.leader == only.leader_id)
    if only.with_room:
        room = session.c.booked < session.c.places
        cards = cards.where(room, session.c.status == "planned", session.c.ends_utc > db.now)
    return cards.order_by(*_IN_ORDER)


def _bands(row: Any, first: date, after: date) -> Iterator[Band]:
    start, end = max(row.first, first), min(row.last, after - timedelta(days=1))
    for n in range((end - start).days + 1):
        on = start + timedelta(days=n)
        yield Band(on, row.name, row.name, row.starts, row.ends, row.place_name or "")


def _bank_holidays(db: Db, first: date, after: date) -> Iterator[Band]:
    from desktop.rules.bank_holidays import bank_holidays

    nation = db.value(select(practice.c.nation)) or "England"
    for each in bank_holidays(nation, first, after - timedelta(days=1)):
        yield Band(each.on, each.name, "Bank holiday")


def _day_after(sessions: tuple[SessionCard, ...]) -> date:
    return sessions[-1].date + timedelta(days=1)
