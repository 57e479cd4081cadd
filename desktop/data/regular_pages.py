"""What is shown of who comes every week: for one person, before it is begun, and of a group."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import or_, select

from desktop.data import ask_first, regular_company, waiters
from desktop.data import regular_dates as dates
from desktop.data import regular_facts as facts
from desktop.data.db import Db
from desktop.data.tables import activity, booking, person, regular, series, session, waiting
from desktop.rules import regulars as rules
from desktop.rules.companions import Brought, names
from desktop.rules.names import Name, called, plain
from desktop.rules.regulars import Regular
from desktop.rules.rhythm import Round, said_in_full
from desktop.rules.signups import Mark


@dataclass(frozen=True, slots=True)
class EveryWeek:
    """Something somebody comes to every week, and where that stands; `away` is empty when not."""

    id: int
    version: int
    activity_id: int
    title: str
    rhythm: str
    since: date
    until: date | None
    away: str
    away_from: date | None
    away_until: date | None
    booked: int
    waits: int
    next: date | None
    reason: str = ""
    brought: tuple[Brought, ...] = ()

    def how(self) -> str:
        """Say when they come, or that they are away, and with whom."""
        said = self.away or self.rhythm
        return f"{said}. With {names(self.brought)}" if self.brought else said

    def in_words(self) -> str:
        """Say it in one line: "Crafternoon, every Thursday, 2pm to 4pm. Away until 1 March."."""
        said = f"{self.title}, {self.rhythm[:1].lower()}{self.rhythm[1:]}."
        if self.brought:
            said = f"{said} With {names(self.brought)}."
        return f"{said} {self.away}." if self.away else said


@dataclass(frozen=True, slots=True)
class Asked:
    """What the dialog shows: `now` how it stands, or what would come of beginning.

    `members` come every week, `most` may (0: as many as like), for `places` seats. Who is
    `brought` comes along; `known` did so lately, and may be meant.
    """

    session_id: int
    person_id: int
    activity_id: int
    called: str
    title: str
    rhythm: str
    now: EveryWeek | None
    booked: int
    full: tuple[date, ...]
    members: int
    most: int
    places: int
    brought: tuple[Brought, ...] = ()
    known: tuple[Brought, ...] = ()


@dataclass(frozen=True, slots=True)
class Member:
    """Somebody of a group: seats of how many dates lately, the next one, the next to wait for."""

    regular_id: int
    person_id: int
    name: str
    since: date
    away: str
    seats: int
    dates: int
    next: date | None
    waits: date | None
    brought: tuple[Brought, ...] = ()


@dataclass(frozen=True, slots=True)
class Members:
    """A group's members, apart from its seats; `heads` counts who comes along."""

    activity_id: int
    version: int
    title: str
    places: int
    most: int
    lines: tuple[Member, ...]
    heads: int = 0


_WHO = (person.c.title, person.c.first, person.c.last, person.c.preferred, person.c.former)


def every_week(db: Db, *, person_id: int) -> tuple[EveryWeek, ...]:
    """Read what somebody comes to every week."""
    today = facts.today_of(db)
    going = or_(regular.c.until.is_(None), regular.c.until >= today)
    rows = db.all(
        select(regular, activity.c.name)
        .select_from(regular.join(activity, activity.c.id == regular.c.activity))
        .where(regular.c.person == person_id, going)
        .order_by(activity.c.name, regular.c.id)
    )
    return tuple(_line(db, row, today) for row in rows)


def standing(db: Db, *, person_id: int) -> dict[str, Any]:
    """Say what somebody comes to every week, and whom to ask about them first; for their card."""
    words = tuple(each.in_words() for each in every_week(db, person_id=person_id))
    ask_whom = ask_first.asks(db, person_id=person_id, today=facts.today_of(db))
    return {"every_week": words, "ask": ask_whom}


def ask(
    db: Db, *, session_id: int, person_id: int, brought: tuple[Brought, ...] | None = None
) -> Asked:
    """Read how it stands with somebody and this session's series, or what beginning would do.

    Without saying who is `brought`: who comes along to this session.
    """
    held = db.one(select(session).where(session.c.id == session_id))
    offered = db.one(select(activity).where(activity.c.id == held.activity))
    who = db.one(select(*_WHO).where(person.c.id == person_id))
    today = facts.today_of(db)
    there = dates.open_regulars(db, held.activity, today)
    of = facts.families(db, held.activity, there)
    theirs = [row for row in there if row.person == person_id and facts.is_of(held, of[row.id])]
    now = next((each for each in every_week(db, person_id=person_id)
                if theirs and each.id == theirs[0].id), None)  # fmt: skip
    if now is not None:
        brought = now.brought
    elif brought is None:
        brought = regular_company.of_date(db, session_id, person_id)
    booked, full = (0, ()) if now else _foreseen(db, held, person_id, brought)
    return Asked(
        session_id, person_id, offered.id, called(_name(who)), offered.name,
        _rhythm(db, held.series), now, booked, full, facts.heads(there),
        offered.members, held.places, brought, regular_company.known(db, person_id),
    )  # fmt: skip


def ask_about(db: Db, *, regular_id: int) -> Asked:
    """Read how it stands with somebody who comes every week."""
    row = db.one(select(regular).where(regular.c.id == regular_id))
    its = select(session.c.id).where(session.c.activity == row.activity)
    if row.series is not None:
        its = its.where(session.c.series == row.series)
    held = db.one(its.order_by(session.c.starts_utc.desc()).limit(1))
    return ask(db, session_id=held.id, person_id=row.person)


def members(db: Db, *, activity_id: int) -> Members:
    """Read who belongs to a group, by name, and whose turn it is."""
    offered = db.one(select(activity).where(activity.c.id == activity_id))
    today = facts.today_of(db)
    rows = dates.open_regulars(db, activity_id, today)
    coming = facts.to_come(db, activity_id)
    places = coming[0].places if coming else offered.places
    if not rows:
        return Members(activity_id, offered.version, offered.name, places, offered.members, ())
    known = facts.known_of(db, activity_id, rows, today)
    facts.remember_turns(db, known, {row.person for row in rows})
    had = facts.had(known, today, list(known.regulars.values()))
    booked = _next_dates(db, booking, Mark.BOOKED.value, activity_id)
    waits = _next_dates(db, waiting, waiters.WAITS, activity_id)
    lines = [
        Member(
            each.id, each.person_id, plain(_name(known.people[each.person_id])), each.since,
            _away(each, today), had[each.person_id].seats, had[each.person_id].dates,
            booked.get(each.person_id), waits.get(each.person_id), each.brought,
        )
        for each in known.regulars.values()
    ]  # fmt: skip
    lines.sort(key=lambda line: known.people[line.person_id].sort_key)
    return Members(
        activity_id,
        offered.version,
        offered.name,
        places,
        offered.members,
        tuple(lines),
        facts.heads(rows),
    )


def _line(db: Db, row: Any, today: date) -> EveryWeek:
    family = facts.families(db, row.activity, [row])[row.id]
    coming = [each for each in facts.to_come(db, row.activity) if facts.is_of(each, family)]
    booked = _on(db, booking, Mark.BOOKED.value, row.person, coming)
    waits = _on(db, waiting, waiters.WAITS, row.person, coming)
    return EveryWeek(
        row.id, row.version, row.activity, row.name,
        _rhythm(db, max(family) if family else None, row.series), row.since, row.until,
        _away(facts.regular_of(row), today), row.paused_from, row.paused_until, len(booked),
        len(waits), min(booked, default=None), row.reason,
        regular_company.along(db, [row.id]).get(row.id, ()),
    )  # fmt: skip


def _away(each: Regular, today: date) -> str:
    if each.away_from is None or (each.away_until is not None and each.away_until <= today):
        return ""
    return rules.away_words(each.away_from, each.away_until, today)


def _on(db: Db, table: Any, status: str, person_id: int, among: Sequence[Any]) -> list[date]:
    on = {row.id: row.date for row in among}
    live = select(table.c.session).where(
        table.c.person == person_id, table.c.status == status, table.c.session.in_(on)
    )
    return [on[row.session] for row in db.all(live)] if on else []


def _next_dates(db: Db, table: Any, status: str, activity_id: int) -> dict[int, date]:
    found: dict[int, date] = {}
    rows: Iterable[Any] = db.all(
        select(table.c.person, session.c.date)
        .select_from(table.join(session, session.c.id == table.c.session))
        .where(
            session.c.activity == activity_id, session.c.starts_utc > db.now,
            session.c.status == "planned", table.c.status == status,
        )
        .order_by(session.c.starts_utc)
    )  # fmt: skip
    for row in rows:
        found.setdefault(row.person, row.date)
    return found


def _rhythm(db: Db, *ids: int | None) -> str:
    for each in ids:
        row = db.first(select(series).where(series.c.id == each)) if each else None
        if row is not None:
            return said_in_full(Round(row.rule, row.first, row.last, row.starts, row.ends))
    return "Every date"


def _foreseen(
    db: Db, held: Any, person_id: int, brought: tuple[Brought, ...]
) -> tuple[int, tuple[date, ...]]:
    """Say on how many dates somebody would be booked, and which are full."""
    row = _would_be(db, held, person_id, brought)
    today = facts.today_of(db)
    others = dates.open_regulars(db, held.activity, today)
    booked, full = 0, []
    for one in dates.deal(db, held.activity, [*others, row], today, only=row.id):
        booked += len(one.seated)
        full += [one.session.date] if one.waits else []
    return booked, tuple(full)


@dataclass(frozen=True, slots=True)
class _WouldBe:
    """A regular who is none yet, as a row."""

    id: int
    series: int | None
    person: int
    since: date
    made_at: Any
    until: date | None = None
    paused_from: date | None = None
    paused_until: date | None = None
    brought: tuple[Brought, ...] = ()


def _would_be(db: Db, held: Any, person_id: int, brought: tuple[Brought, ...]) -> _WouldBe:
    return _WouldBe(0, held.series, person_id, held.date, db.now, brought=brought)


def _name(row: Any) -> Name:
    return Name(row.title, row.first, row.last, row.preferred, row.former)
