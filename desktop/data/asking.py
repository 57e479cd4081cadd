"""Whom to ask first, written down and ended; its reason comes sealed and is opened by few."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import bindparam, or_, select

from desktop.data import sealing
from desktop.data.db import Db
from desktop.data.kept import kept_id
from desktop.data.series import today_of
from desktop.data.tables import activity, person, sealed_reason
from desktop.data.tables import ask_first as table
from desktop.rules import ask_first as rules
from desktop.rules.names import Name, called, clean
from desktop.rules.refusal import Refused


@dataclass(frozen=True, slots=True)
class Added:
    """The id of what was added."""

    id: int


@dataclass(frozen=True, slots=True)
class AskLine:
    """Whom to ask first, about what, until when; of two people the other is not named.

    `sealed` is whether there is a reason.
    """

    id: int
    version: int
    ask: str
    about: str
    until: date | None
    made_at: datetime
    made_by: str
    sealed: bool


@dataclass(frozen=True, slots=True)
class AskPage:
    """What the dialog about somebody shows: their name, what stands, and the activities."""

    person_id: int
    called: str
    lines: tuple[AskLine, ...]
    activities: tuple[tuple[int, str], ...]
    names: tuple[str, ...]


_LINES = (
    select(table, activity.c.name, sealed_reason.c.id.label("sealed"))
    .select_from(
        table.outerjoin(activity, activity.c.id == table.c.activity).outerjoin(
            sealed_reason, sealed_reason.c.ask_first == table.c.id
        )
    )
    .where(
        table.c.ended.is_(None),
        or_(table.c.until.is_(None), table.c.until >= bindparam("today")),
        or_(
            table.c.person.is_(None),
            table.c.person == bindparam("person_id"),
            table.c.other == bindparam("person_id"),
        ),
    )
    .order_by(table.c.id)
)
_OFFERED = select(activity.c.id, activity.c.name).where(activity.c.ended.is_(None))
_NAMES = select(table.c.ask).distinct().order_by(table.c.ask)


def add(
    db: Db, *, ask: str, person_id: int | None = None, other_id: int | None = None,
    activity_id: int | None = None, until: date | None = None, sealed: str = "",
) -> Added:  # fmt: skip
    """Write down whom to ask before somebody, or anybody of an activity, is booked.

    With an `other_id` only while the other is there, too. `sealed` is the reason, sealed already.
    """
    name = clean(ask)
    rules.check_can_add(name, person_id, other_id, activity_id)
    rules.check_until(until, today_of(db))
    person_id = person_id and kept_id(db, person_id)
    other_id = other_id and kept_id(db, other_id)
    people = sorted(each for each in (person_id, other_id) if each is not None)
    db.lock("person", person, people)
    _check_once(db, name, person_id, other_id, activity_id)
    ask_id = db.add(
        table, person=person_id, other=other_id, activity=activity_id, ask=name, until=until,
        made_at=db.now, made_by=db.by,
    )  # fmt: skip
    if sealed:
        db.add(sealed_reason, ask_first=ask_id, sealed=sealed)
    return Added(ask_id)


def end(db: Db, *, ask_first_id: int, version: int) -> None:
    """Let nobody be asked any more; what stood is kept."""
    row = db.one(select(table).where(table.c.id == ask_first_id))
    if row.ended is not None:
        raise Refused("That has been ended already.")
    db.change(table, ask_first_id, version=version, ended=today_of(db))


def page(db: Db, *, person_id: int) -> AskPage:
    """Read whom to ask first about somebody, or about everybody; why is not read with it."""
    who = db.one(select(person).where(person.c.id == person_id))
    rows = db.all(_LINES, person_id=person_id, today=today_of(db))
    offered = db.all(_OFFERED.order_by(activity.c.name, activity.c.id))
    return AskPage(
        person_id, called(Name(who.title, who.first, who.last, who.preferred, who.former)),
        tuple(map(_line, rows)), tuple((row.id, row.name) for row in offered),
        tuple(row.ask for row in db.all(_NAMES)),
    )  # fmt: skip


def write_down_opening(db: Db, *, ask_first_id: int) -> None:
    """Keep who opens a sealed reason and when; done before it is read."""
    row = db.one(select(sealed_reason).where(sealed_reason.c.ask_first == ask_first_id))
    db.change(sealed_reason, row.id, opened_at=db.now, opened_by=db.by)


def reason(db: Db, *, ask_first_id: int) -> str:
    """Open the reason; Refused for whoever has not written down that they do, and everywhere else.

    It is read, never written: nothing keeps what it says but the sealed words.
    """
    row = db.one(select(sealed_reason).where(sealed_reason.c.ask_first == ask_first_id))
    if row.opened_at is None:
        raise Refused("Not opened. Say first that you open it.")
    return sealing.opened(db, words=row.sealed)


def _check_once(
    db: Db, name: str, person_id: int | None, other_id: int | None, activity_id: int | None
) -> None:
    same = select(table).where(
        table.c.ended.is_(None), table.c.ask == name,
        or_(table.c.until.is_(None), table.c.until >= today_of(db)),
        table.c.activity.is_(None) if activity_id is None else table.c.activity == activity_id,
    )  # fmt: skip
    if any({row.person, row.other} == {person_id, other_id} for row in db.all(same)):
        raise Refused(f"Not saved. “{rules.words([name])}” is there already.")


def _line(row: Any) -> AskLine:
    what = row.name or "Everything"
    about = f"{what}, together with one other person" if row.other is not None else what
    about = f"{what}, everybody" if row.person is None else about
    return AskLine(
        row.id, row.version, rules.words([row.ask]), about, row.until, row.made_at, row.made_by,
        row.sealed is not None,
    )  # fmt: skip
