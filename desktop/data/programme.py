"""The programme for eyes outside: what a calendar file may show, and nothing private."""

from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any

from sqlalchemy import ColumnElement, false, func, select

from desktop.data.db import Db
from desktop.data.opening import about
from desktop.data.tables import (
    activity,
    activity_text,
    category,
    journal_value,
    person,
    place,
    release,
    session,
    step,
)
from desktop.rules.languages import ENGLISH
from desktop.rules.names import Name, clean, fold, plain
from desktop.rules.refusal import Refused

_COUNTERS = ("booked", "over", "came")
_OPEN = (session.c.private == false(), activity.c.private == false())


@dataclass(frozen=True, slots=True)
class ProgrammeEntry:
    """A session as strangers may see it; of its leader only the first name."""

    id: int
    title: str
    about: str
    category: str
    price: str
    bring: str
    place: str
    leader: str
    date: date
    starts: time
    ends: time
    zone: str
    cancelled: bool
    sequence: int
    changed: datetime | None


@dataclass(frozen=True, slots=True)
class Programme:
    """What is on in a span of days; `uid` names these records for good."""

    title: str
    uid: str
    zone: str
    made: datetime
    entries: tuple[ProgrammeEntry, ...]


# How often somebody was booked is nobody's news outside.
_CHANGED = (
    select(func.max(step.c.at))
    .select_from(journal_value.join(step, step.c.id == journal_value.c.step))
    .where(
        journal_value.c.table == "session",
        journal_value.c.key == session.c.id,
        journal_value.c.field.not_in(_COUNTERS),
    )
    .scalar_subquery()
)
# What nobody has checked yet is no text for strangers.
_READ = (
    (activity_text.c.activity == activity.c.id)
    & (activity_text.c.language == ENGLISH)
    & activity_text.c.checked_on.is_not(None)
)
_ENTRIES = (
    select(
        session,
        activity.c.name,
        activity.c.about,
        activity_text.c.text,
        activity.c.price,
        activity.c.bring,
        category.c.name.label("category_name"),
        place.c.name.label("place_name"),
        person.c.first,
        person.c.preferred,
        _CHANGED.label("changed"),
    )
    .select_from(
        session.join(activity, activity.c.id == session.c.activity)
        .outerjoin(activity_text, _READ)
        .outerjoin(category, category.c.id == activity.c.category)
        .outerjoin(place, place.c.id == session.c.place)
        .outerjoin(person, person.c.id == session.c.leader)
    )
    .where(*_OPEN)
    .order_by(session.c.date, session.c.starts, session.c.id)
)


def programme(
    db: Db,
    *,
    first: date,
    until: date | None = None,
    activity_name: str = "",
    leader_name: str = "",
) -> Programme:
    """Read what is on from `first` to `until`, all of it or one activity's or leader's.

    Refused when nobody and nothing is called so, or when the activity is private.
    """
    if until and until < first:
        raise Refused("The last day is before the first. Nothing was written.")
    practice = about(db)
    chosen: list[ColumnElement[bool]] = [session.c.date >= first]
    titles = [practice.name or "Programme"]
    if until:
        chosen.append(session.c.date <= until)
    if activity_name:
        ids, name = _activities(db, activity_name)
        chosen.append(session.c.activity.in_(ids))
        titles.append(name)
    if leader_name:
        leader_id, name = _leader(db, leader_name)
        chosen.append(session.c.leader == leader_id)
        titles.append(name)
    rows = db.all(_ENTRIES.where(*chosen))
    return Programme(
        ": ".join(titles), uid(db), practice.zone, db.now, tuple(map(_entry, rows))
    )  # fmt: skip


def uid(db: Db) -> str:
    """Read what these records are called for good, wherever they are copied."""
    return str(db.value(select(release.c.uid)))


def _activities(db: Db, name: str) -> tuple[list[int], str]:
    wanted = clean(name).casefold()
    rows = [row for row in db.all(select(activity)) if row.name.casefold() == wanted]
    if not rows:
        raise Refused(f"There is no activity called {clean(name)}. Nothing was written.")
    if all(row.private for row in rows):
        raise Refused(f"{rows[0].name} is private. It is never written into a calendar file.")
    return [row.id for row in rows], rows[0].name


def _leader(db: Db, name: str) -> tuple[int, str]:
    led = select(session.c.leader).where(session.c.leader.is_not(None))
    wanted = fold(name)
    rows = db.all(select(person).where(person.c.id.in_(led)))
    whole = [row for row in rows if wanted == fold(plain(_name(row)))]
    found = whole or [row for row in rows if wanted in (fold(row.first), fold(row.preferred))]
    if not found:
        raise Refused("Nobody of that name leads a session. Nothing was written.")
    if len(found) > 1:
        raise Refused("More than one leader has that name. Write first and last name.")
    return found[0].id, found[0].preferred or found[0].first


def _name(row: Any) -> Name:
    return Name(row.title, row.first, row.last, row.preferred, row.former)


def _entry(row: Any) -> ProgrammeEntry:
    return ProgrammeEntry(
        id=row.id, title=row.title or row.name, about=row.text or row.about,
        price=row.price, bring=row.bring, category=row.category_name or "",
        place=row.place_name or "", leader=row.preferred or row.first or "",
        date=row.date, starts=row.starts, ends=row.ends, zone=row.zone,
        cancelled=row.status == "cancelled", sequence=row.sequence,
        changed=row.changed,
    )  # fmt: skip
