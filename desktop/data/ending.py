"""The end of a group: its last date, what each member does next, and nothing left on the wall."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from sqlalchemy import Select, and_, or_, select

from desktop.data import coming, regulars, telling
from desktop.data.db import Db
from desktop.data.placing import call_off, drop, hand_of
from desktop.data.tables import activity, booking, next_step, person, series, session
from desktop.data.telling import Changed
from desktop.rules.days import day
from desktop.rules.names import Name, clean, plain
from desktop.rules.people import Status, may_be_contacted
from desktop.rules.refusal import Refused
from desktop.rules.signups import Mark
from desktop.rules.telling import Kind

LONGEST_STEP = 200
_LATELY = timedelta(weeks=12)


@dataclass(frozen=True, slots=True)
class Member:
    """Somebody who came lately or is booked; `next` is what was agreed for them, if anything."""

    person_id: int
    name: str
    last_came: date | None
    booked: int
    next: str


@dataclass(frozen=True, slots=True)
class Planned:
    """A date that is planned, and who is booked on it or waits for a place."""

    on: date
    people: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Group:
    """A group that may end: who belongs to it, and which dates are planned."""

    activity_id: int
    version: int
    title: str
    dates: tuple[Planned, ...]
    members: tuple[Member, ...]


@dataclass(frozen=True, slots=True)
class Ended:
    """What the end of a group did: dates that are not on, and people to tell."""

    sessions: int
    to_tell: int


def group(db: Db, *, activity_id: int, today: date) -> Group:
    """Read a group with its members, by name; those who may not be contacted are left out."""
    offered = db.one(select(activity).where(activity.c.id == activity_id))
    dates = db.all(_to_come(db, activity_id).order_by(session.c.date))
    agreed = select(next_step).where(next_step.c.activity == activity_id)
    steps = {row.person: row.text for row in db.all(agreed)}
    members = _members(db, activity_id, today, steps)
    going = telling.going(db, [row.id for row in dates])
    planned = tuple(
        Planned(row.date, tuple(each.person for each in going.get(row.id, ()))) for row in dates
    )
    return Group(activity_id, offered.version, offered.name, planned, members)


def end(
    db: Db, *, activity_id: int, version: int, last: date,
    next_steps: tuple[tuple[int, str], ...] = (),
) -> Ended:  # fmt: skip
    """End a group after its last date, in one step.

    Dates after it that somebody was ever booked on are called off and their people told; the
    others go. `next_steps` are what each member does next, in words they agreed to.
    """
    series_ids = [row.id for row in db.all(_series(activity_id))]
    db.lock("series", series, series_ids)
    # Before its sessions, as whoever saves an activity does.
    db.change(activity, activity_id, version=version, ended=last)
    after = _to_come(db, activity_id).where(session.c.date > last)
    db.lock("session", session, [row.id for row in db.all(after)])
    later = db.all(after)
    _check(db, later, last)
    for row in db.all(_series(activity_id)):
        if row.last is None or row.last > last:
            db.change(series, row.id, last=max(last, row.first))
    told = _clear(db, later)
    regulars.end_all(db, activity_id=activity_id, last=last)
    _agree(db, activity_id, next_steps)
    return Ended(len(later), telling.tell(db, changed=told))


def _check(db: Db, later: Sequence[Any], last: date) -> None:
    today = hand_of(db).today
    if last < today and later:
        raise Refused(f"The last date cannot be before today, {day(today, today)}.")


def _clear(db: Db, rows: Sequence[Any]) -> list[Changed]:
    """Call off what somebody was ever booked on, and take out the rest."""
    hand, told = hand_of(db), []
    for each in coming.coming_of(db, rows):
        if each.used:
            call_off(db, hand, each, "The group has ended.")
            told.append(Changed(each.id, Kind.ENDED, coming.known(each)))
        else:
            drop(db, each.id)
    return told


def _agree(db: Db, activity_id: int, steps: tuple[tuple[int, str], ...]) -> None:
    for person_id, text in steps:
        words = clean(text)
        if len(words) > LONGEST_STEP:
            raise Refused(f"The next step is longer than {LONGEST_STEP} letters. Shorten it.")
        of = and_(next_step.c.activity == activity_id, next_step.c.person == person_id)
        row = db.first(select(next_step).where(of))
        if row is not None:
            db.change(next_step, row.id, text=words)
        elif words:
            db.add(
                next_step, activity=activity_id, person=person_id, text=words, made_at=db.now
            )  # fmt: skip


def _members(db: Db, activity_id: int, today: date, steps: dict[int, str]) -> tuple[Member, ...]:
    counts = or_(booking.c.status == Mark.ARRIVED.value, session.c.date >= today)
    found = db.all(
        select(
            person, session.c.date, booking.c.status.label("mark"),
        )
        .select_from(
            booking.join(session, session.c.id == booking.c.session)
            .join(person, person.c.id == booking.c.person)
        )
        .where(
            session.c.activity == activity_id, session.c.date >= today - _LATELY, counts,
            booking.c.status.in_((Mark.ARRIVED.value, Mark.BOOKED.value)),
        )
        .order_by(person.c.sort_key, person.c.id, session.c.date)
    )  # fmt: skip
    members: dict[int, Member] = {}
    for row in found:
        if not may_be_contacted(Status(row.status), row.status_until, today):
            continue
        name = plain(Name(row.title, row.first, row.last, row.preferred, row.former))
        old = members.get(row.id)
        came = row.date if row.mark == Mark.ARRIVED else old.last_came if old else None
        booked = (old.booked if old else 0) + (row.mark == Mark.BOOKED)
        members[row.id] = Member(row.id, name, came, booked, steps.get(row.id, ""))
    return tuple(members.values())


def _series(activity_id: int) -> Select[Any]:
    return select(series).where(series.c.activity == activity_id).order_by(series.c.id)


def _to_come(db: Db, activity_id: int) -> Select[Any]:
    return coming.SESSIONS.where(
        session.c.activity == activity_id,
        session.c.starts_utc > db.now,
        session.c.status == "planned",
    )
