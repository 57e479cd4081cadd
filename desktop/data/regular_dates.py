"""Whoever comes every week is booked into new dates as they appear, or waits in turn."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import bindparam, or_, select

from desktop.data import ask_first, first_visits, waiters
from desktop.data.booking_numbers import claim_number
from desktop.data.comes import now_comes
from desktop.data.companions import bring
from desktop.data.db import Db
from desktop.data.regular_facts import Known, had, is_of, known_of, today_of
from desktop.data.tables import booking, person, regular, session, waiting
from desktop.rules import regulars as rules
from desktop.rules.companions import Brought
from desktop.rules.people import Status, age, may_be_contacted
from desktop.rules.regulars import Regular
from desktop.rules.sessions import overlap
from desktop.rules.signups import Mark
from desktop.rules.waiting import APART


@dataclass(frozen=True, slots=True)
class Party:
    """A regular with those of theirs who can come to one date."""

    regular: Regular
    brought: tuple[Brought, ...]

    @property
    def heads(self) -> int:
        return 1 + sum(each.takes for each in self.brought)

    @property
    def people(self) -> set[int]:
        """Who of them is in the records."""
        return {self.regular.person_id, *(e.person_id for e in self.brought if e.person_id)}


@dataclass(frozen=True, slots=True)
class Dealt:
    """A date, and which regulars have a place in it now, which wait for one."""

    session: Any
    seated: tuple[Party, ...]
    waits: tuple[Party, ...]


@dataclass(frozen=True, slots=True)
class KeptUp:
    """How many bookings were made ahead, and how many wait."""

    booked: int
    waits: int


def open_regulars(db: Db, activity_id: int, today: date) -> Sequence[Any]:
    """Read who comes to an activity every week, whoever began first before the others."""
    going = or_(regular.c.until.is_(None), regular.c.until >= today)
    rows = select(regular).where(regular.c.activity == activity_id, going)
    return db.all(rows.order_by(regular.c.made_at, regular.c.id))


def keep_up(db: Db, *, activity_ids: Collection[int] | None = None) -> KeptUp:
    """Book every regular into the dates that are new; however often it is done, each is once.

    A date that somebody was booked on or waited for stays as the desk has left it.
    """
    today, booked, waits = today_of(db), 0, 0
    wanted = _with_regulars(db, today, activity_ids)
    new = [(each, _to_do(db, each, today)) for each in wanted]
    due = [(each, dealt) for each, dealt in new if dealt]
    held = {one.session.id for _, dealt in due for one in dealt}
    db.lock("session", session, held)
    db.lock("person", person, {
        who for _, dealt in due for one in dealt
        for each in (*one.seated, *one.waits) for who in each.people
    })  # fmt: skip
    for activity_id, _ in due:
        again = deal(db, activity_id, open_regulars(db, activity_id, today), today)
        done = write(db, (one for one in again if one.session.id in held), today)
        booked, waits = booked + done.booked, waits + done.waits
    return KeptUp(booked, waits)


def due(db: Db) -> bool:
    """Whether somebody who comes every week has no place yet on a date: time for `keep_up`."""
    today = today_of(db)
    return any(_to_do(db, each, today) for each in _with_regulars(db, today, None))


def deal(
    db: Db, activity_id: int, rows: Sequence[Any], today: date, only: int | None = None
) -> Iterator[Dealt]:
    """Go through the dates to come, one by one, and say who is to have a place in each.

    What is written down about one date counts for the next. With `only`, for that regular alone.
    """
    if not rows:
        return
    known = known_of(db, activity_id, rows, today)
    for row in known.sessions:
        seated, waits = _of_date(db, known, row, only)
        if seated or waits:
            yield Dealt(row, seated, waits)


def write(db: Db, dealt: Iterable[Dealt], today: date) -> KeptUp:
    """Give the places; sessions and people are locked."""
    booked = waits = 0
    known: set[int] = set()
    for one in dealt:
        _write(db, one, today, known)
        booked, waits = booked + len(one.seated), waits + len(one.waits)
    return KeptUp(booked, waits)


def _with_regulars(db: Db, today: date, among: Collection[int] | None) -> Sequence[int]:
    going = or_(regular.c.until.is_(None), regular.c.until >= today)
    found = select(regular.c.activity).where(going).distinct().order_by(regular.c.activity)
    if among is not None:
        found = found.where(regular.c.activity.in_(among))
    return [row.activity for row in db.all(found)]


def _to_do(db: Db, activity_id: int, today: date) -> list[Dealt]:
    return list(deal(db, activity_id, open_regulars(db, activity_id, today), today))


def _of_date(
    db: Db, known: Known, row: Any, only: int | None
) -> tuple[tuple[Party, ...], tuple[Party, ...]]:
    shares = rules.share_seats(known.offered.members, row.places)
    if shares and row.date > known.today + rules.IN_TURN_AHEAD:
        return (), ()
    keen: list[Regular] = []
    for each in known.regulars.values():
        theirs = only is None or each.id == only
        if theirs and _could_come(db, known, row, each) and _once(keen, each):
            keen.append(each)
    order = rules.in_turn(keen, had(known, row.date, keen), row.places) if shares else tuple(keen)
    free = max(0, row.places - row.booked - row.waiting)
    seated: list[Party] = []
    rest: list[Party] = []
    there: set[int] = set()
    for each in order:
        if each.person_id in there:  # somebody brings them
            continue
        can_come = who_can_come(db, known, row, each)
        party = Party(each, tuple(one for one in can_come if one.person_id not in there))
        fits = party.heads <= free
        (seated if fits else rest).append(party)
        there |= party.people
        if fits:
            free -= party.heads
            _takes_a_seat(known, row, party)
    return tuple(seated), tuple(each for each in rest if _may_be_rung(known, each.regular))


def who_can_come(db: Db, known: Known, row: Any, each: Regular) -> tuple[Brought, ...]:
    """Find who of theirs can come along to a date: not who is elsewhere, or comes no more."""
    return tuple(
        one for one in each.brought
        if one.person_id is None
        or (_is_able(known, row, known.people[one.person_id])
            and _is_free(db, known, row, one.person_id, each.made_at))
    )  # fmt: skip


def _takes_a_seat(known: Known, row: Any, party: Party) -> None:
    known.seats.setdefault(party.regular.person_id, set()).add(row.date)
    for each in party.people:
        known.busy.setdefault(each, []).append((row.starts_utc, row.ends_utc))


def _once(keen: Sequence[Regular], each: Regular) -> bool:
    return all(one.person_id != each.person_id for one in keen)


def _could_come(db: Db, known: Known, row: Any, each: Regular) -> bool:
    who = known.people[each.person_id]
    if not is_of(row, known.families[each.id]) or not each.comes_on(row.date):
        return False
    if (row.id, each.person_id) in known.settled or not _is_able(known, row, who):
        return False
    return _is_free(db, known, row, each.person_id, each.made_at)


def _is_free(db: Db, known: Known, row: Any, person_id: int, after: datetime) -> bool:
    """Whether somebody is nowhere else then, and nobody has to be asked about them first."""
    if any(overlap(row.starts_utc, row.ends_utc, *span) for span in known.busy.get(person_id, ())):
        return False
    return person_id not in known.asks or not ask_first.to_ask(
        db, session_id=row.id, activity_id=row.activity, person_id=person_id,
        today=known.today, after=after,
    )  # fmt: skip


def _is_able(known: Known, row: Any, who: Any) -> bool:
    status = Status(who.status)
    if status in (Status.DIED, Status.MOVED) or who.merged_into is not None:
        return False
    if status is Status.HOSPITAL and (who.status_until is None or row.date <= who.status_until):
        return False
    if who.born is None:
        return True
    years = age(who.born, row.date)
    return bool((known.offered.youngest or 0) <= years <= (known.offered.oldest or 200))


def _may_be_rung(known: Known, each: Regular) -> bool:
    who = known.people[each.person_id]
    return may_be_contacted(Status(who.status), who.status_until, known.today)


def _write(db: Db, one: Dealt, today: date, known: set[int]) -> None:
    row = one.session
    for party in one.seated:
        each = party.regular
        is_first = each.person_id not in known and not db.value(_HAS_COME, who=each.person_id)
        booking_id = db.add(
            booking, session=row.id, person=each.person_id, status=Mark.BOOKED.value,
            number=claim_number(db, row.date, today), booked_at=db.now, regular=each.id,
        )  # fmt: skip
        bring(db, party.brought, booking=booking_id)
        known.add(each.person_id)
        if is_first:
            now_comes(db, each.person_id)
            first_visits.follow(db, booking_id, None)
    last = _last_position(db, row.id) if one.waits else 0
    for number, party in enumerate(one.waits, 1):
        waiting_id = db.add(
            waiting, session=row.id, person=party.regular.person_id,
            position=last + number * APART, party=party.heads, since=db.now,
            status=waiters.WAITS,
        )  # fmt: skip
        bring(db, party.brought, waiting=waiting_id)
    booked, waits = (sum(each.heads for each in some) for some in (one.seated, one.waits))
    db.count(session, row.id, booked=booked, waiting=waits)


_HAS_COME = (
    select(booking.c.id)
    .where(booking.c.person == bindparam("who"), booking.c.status != Mark.CANCELLED.value)
    .limit(1)
)


def _last_position(db: Db, session_id: int) -> int:
    last = select(waiting.c.position).where(
        waiting.c.session == session_id, waiting.c.status == waiters.WAITS
    )
    return int(db.value(last.order_by(waiting.c.position.desc()).limit(1)) or 0)
