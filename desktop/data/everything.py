"""Everything that is kept about somebody, to be read to them or shown to them."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import Column, func, null, select

from desktop.data import people
from desktop.data.db import Db
from desktop.data.kept import kept_id
from desktop.data.people import PersonPage
from desktop.data.tables import (
    activity,
    ask_first,
    asked,
    booking,
    car,
    companion,
    first_visit,
    handover,
    hold,
    idea,
    idea_person,
    journal_value,
    looked_up,
    next_step,
    passed_on,
    person,
    referral,
    regular,
    regular_companion,
    ride,
    series,
    session,
    spoken_to,
    staff,
    taxi_off,
    telling,
    to_ring,
    waiting,
)
from desktop.rules.days import full_date
from desktop.rules.names import Name, called

NOT_SHOWN = (passed_on.c.person, ask_first.c.other, person.c.merged_into)
"""What names somebody and is not read out: worries, whom they are kept apart from."""


@dataclass(frozen=True, slots=True)
class Kept:
    """What one table keeps about somebody: its heading, and the fields worth saying."""

    heading: str
    column: Column[Any]
    fields: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Section:
    """A heading and what is kept under it, a line for each."""

    heading: str
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Everything:
    """A person's own facts, and all that names them; `changes` are in the journal."""

    called: str
    page: PersonPage
    sections: tuple[Section, ...]
    changes: int
    by: str
    at: datetime | None


KEPT = (
    Kept("May be spoken to", spoken_to.c.person, ("name", "relation", "phone", "about", "agreed")),
    Kept("Bookings", booking.c.person, ("status", "cancelled_by", "reason")),
    Kept("Comes every week", regular.c.person, ("since", "until", "paused_from", "reason")),
    Kept("Waiting lists", waiting.c.person, ("status", "since", "reason", "order_reason")),
    Kept("Comes along with somebody", companion.c.person, ("status", "kind", "diet", "ride")),
    Kept("Comes along every week", regular_companion.c.person, ("kind", "diet", "ride")),
    Kept("Rides", ride.c.person, ("way", "status", "leaves_from", "firm", "reference", "note")),
    Kept("Taxis to cancel", taxi_off.c.person, ("firm", "reference", "outcome")),
    Kept("Drives", car.c.driver, ("way", "seats", "leaves_from", "note")),
    Kept("Meets on a first visit", first_visit.c.meets),
    Kept("Places offered", hold.c.person, ("since", "outcome", "note")),
    Kept("Told", telling.c.person, ("outcome", "outcome_at")),
    Kept("Rung, or to be rung", to_ring.c.person, ("kind", "outcome", "outcome_at", "passed_to",
                                                   "note")),
    Kept("Notes to colleagues", handover.c.person, ("text", "made_by", "made_at")),
    Kept("Ask first", ask_first.c.person, ("ask", "made_at", "ended")),
    Kept("Was asked about", asked.c.person, ("by", "at")),
    Kept("Referred", referral.c.person, ("by", "made_at")),
    Kept("Agreed", next_step.c.person, ("text", "made_at")),
    Kept("Ideas suggested", idea.c.suggested_by, ("title", "about", "made_at")),
    Kept("Would like to come to an idea", idea_person.c.person),
    Kept("Leads", activity.c.leader, ("name",)),
    Kept("Leads in a series", series.c.leader, ("first", "last")),
    Kept("Leads sessions", session.c.leader, ("title", "date")),
    Kept("Is staff", staff.c.person, ("name", "role")),
    Kept("This page was opened", looked_up.c.person, ("by", "at")),
)  # fmt: skip
_NAMES = {"by": "by", "since": "since", "until": "until", "reason": "why", "order_reason": "why",
          "cancelled_by": "cancelled by", "paused_from": "away from", "leaves_from": "from",
          "made_by": "by", "made_at": "on", "at": "on", "outcome_at": "on", "passed_to": "to",
          "ended": "ended", "first": "from", "last": "until", "agreed": "agreed",
          "ask": "whom to ask"}  # fmt: skip
_SAID = {"missed": "did not come", "arrived": "came", "person": "themselves",
         "practice": "the practice"}  # fmt: skip


def look_up(db: Db, *, person_id: int) -> None:
    """Write down that all that is kept about somebody is opened; done before it is read."""
    db.add(looked_up, person=kept_id(db, person_id), at=db.now, by=db.by)


def everything(db: Db, *, person_id: int) -> Everything:
    """Read all that is kept about somebody, but sealed reasons and worries passed on."""
    page = people.page(db, person_id=person_id)
    changes = select(func.count()).where(journal_value.c.person == page.id)
    last = db.first(
        select(looked_up).where(looked_up.c.person == page.id).order_by(looked_up.c.id.desc())
    )
    facts = page.facts
    name = Name(facts.title, facts.first, facts.last, facts.preferred, facts.former)
    found = ((each, tuple(_lines(db, each, page.id))) for each in KEPT)
    return Everything(
        called(name), page, tuple(Section(each.heading, lines) for each, lines in found if lines),
        int(db.value(changes)), last.by if last else "", last.at if last else None,
    )  # fmt: skip


def _lines(db: Db, kept: Kept, person_id: int) -> Iterable[str]:
    table = kept.column.table
    held, group = session.alias(), activity.alias()
    source, title, on = _where(table, held, group)
    own = [table.c[name].label(f"own_{name}") for name in kept.fields]
    found = select(
        table.c.id, title.label("title"), on.label("date"), group.c.name.label("group"), *own
    )
    rows = db.all(found.select_from(source).where(kept.column == person_id).order_by(table.c.id))
    for row in rows:
        yield _line(row, kept.fields)


def _where(table: Any, held: Any, group: Any) -> tuple[Any, Any, Any]:
    """Join what says to which session, activity or idea a row belongs."""
    if "session" in table.c:
        source = table.outerjoin(held, held.c.id == table.c.session)
    elif "booking" in table.c:
        booked = booking.alias()
        source = table.outerjoin(booked, booked.c.id == table.c.booking)
        source = source.outerjoin(held, held.c.id == booked.c.session)
    else:
        mine = table.c.activity if "activity" in table.c else null()
        if table is idea_person:
            suggested = idea.alias()
            source = table.join(suggested, suggested.c.id == table.c.idea)
            return source.outerjoin(group, group.c.id == null()), suggested.c.title, null()
        return table.outerjoin(group, group.c.id == mine), null(), null()
    return source.outerjoin(group, group.c.id == held.c.activity), held.c.title, held.c.date


def _line(row: Any, fields: tuple[str, ...]) -> str:
    """Say a row: "Crafternoon, 26 November 2026. booked, why: ill."."""
    head = ", ".join(filter(None, (row.title or row.group, row.date and full_date(row.date))))
    values = ((name, _said(row._mapping[f"own_{name}"])) for name in fields)
    rest = ", ".join(
        f"{_NAMES[name]} {value}" if name in _NAMES else value for name, value in values if value
    )
    return ". ".join(filter(None, (head, rest[:1].upper() + rest[1:])))


def _said(value: Any) -> str:
    if isinstance(value, datetime):
        return full_date(value.date())
    if isinstance(value, date):
        return full_date(value)
    return _SAID.get(str(value), str(value)) if value else ""
