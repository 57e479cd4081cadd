"""What is said of days beside their sessions: bank holidays, closures and memos."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, time, timedelta
from functools import cache
from typing import Any

from sqlalchemy import bindparam, select

from desktop.data.calendar import Marks
from desktop.data.db import Db
from desktop.data.open_days import openings
from desktop.data.tables import closure, memo, place, practice


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


def marks(db: Db, *, first: date, after: date) -> Marks:
    """Read bank holidays, closures and memos of the days before `after`."""
    closures = [
        band for row in db.all(_closures(), first=first, after=after)
        for band in _bands(row, first, after)
    ]  # fmt: skip
    memos = tuple(
        Memo(row.date, row.text, row.version) for row in db.all(_memos(), first=first, after=after)
    )
    return Marks((*closures, *_bank_holidays(db, first, after)), memos, openings(db))


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
