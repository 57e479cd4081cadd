"""What the calendar's views read: days of sessions, what is closed, memos; and writing a memo."""

from dataclasses import dataclass, fields
from datetime import date, time, timedelta
from typing import TYPE_CHECKING, Any

from sqlalchemy import bindparam, func, select, tuple_

from desktop.data.activities import CARD, SessionCard, Week, card_of, week
from desktop.data.db import Db
from desktop.data.first_tables import activity, session
from desktop.rules.days import day
from desktop.rules.names import clean
from desktop.rules.refusal import Refused

if TYPE_CHECKING:
    from desktop.data.marks import Band, Memo
    from desktop.rules.closures import Opening

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
class Marks:
    """What is said of some days beside their sessions."""

    bands: "tuple[Band, ...]" = ()
    memos: "tuple[Memo, ...]" = ()
    openings: "tuple[Opening, ...]" = ()

    def of(self, on: date) -> "tuple[Band, ...]":
        """Return the bands of a day."""
        return tuple(each for each in self.bands if each.on == on)

    def closed(self, on: date) -> bool:
        """Whether everything is closed all day."""
        return any(each.whole for each in self.of(on))

    def shut(self, on: date) -> bool:
        """Whether the practice has opening hours, and none on this day."""
        return bool(self.openings) and self.opening(on) is None

    def opening(self, on: date) -> "Opening | None":
        """Return the opening hours of a day, if there are any."""
        return next((each for each in self.openings if each.weekday == on.weekday()), None)

    def memo(self, on: date) -> "Memo | None":
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
    read = _marks(db, first, after) if with_marks else Marks()
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
    read = _marks(db, first, _day_after(shown)) if shown else Marks()
    return Agenda(first, shown, more, hidden, read)


def write_memo(db: Db, *, on: date, text: str, version: int | None, today: date) -> None:
    """Write, change or empty the memo of a day; `version` is that of the one that was seen."""
    from desktop.data.tables import memo

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
        room = session.c.booked + session.c.waiting < session.c.places
        cards = cards.where(room, session.c.status == "planned", session.c.ends_utc > db.now)
    return cards.order_by(*_IN_ORDER)


def _marks(db: Db, first: date, after: date) -> Marks:
    from desktop.data.marks import marks  # with their tables, and bank holidays with a library

    return marks(db, first=first, after=after)


def _day_after(sessions: tuple[SessionCard, ...]) -> date:
    return sessions[-1].date + timedelta(days=1)
