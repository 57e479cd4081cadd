"""Every row that names a person, followed when two records become one; first what both have."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from sqlalchemy import Column, select

from desktop.data import one_companion, parties, regular_company, rides, signups, waiters
from desktop.data.db import Db
from desktop.data.tables import (
    activity,
    ask_first,
    asked,
    booking,
    booking_option,
    car,
    companion,
    first_visit,
    handover,
    hold,
    idea,
    idea_person,
    looked_up,
    need,
    next_step,
    passed_on,
    patient,
    person,
    phone,
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
    waiting_option,
    word,
)
from desktop.rules.companions import MOST, Brought, same
from desktop.rules.signups import Mark
from desktop.rules.telling import DONE, Shelf
from desktop.rules.waiting import Waiter

TWICE = "The same person, written down twice."
MOVED: tuple[Column[Any], ...] = (
    activity.c.leader, series.c.leader, session.c.leader, staff.c.person, spoken_to.c.person,
    passed_on.c.person, ask_first.c.person, ask_first.c.other, idea.c.suggested_by,
    idea_person.c.person, next_step.c.person, regular.c.person, booking.c.person, car.c.driver,
    handover.c.person, first_visit.c.meets, ride.c.person, to_ring.c.person, waiting.c.person,
    companion.c.person, hold.c.person, telling.c.person, asked.c.person, referral.c.person,
    regular_companion.c.person, taxi_off.c.person, looked_up.c.person, person.c.merged_into,
)  # fmt: skip
"""What names somebody and goes over to the record that is kept, as it is."""
FACTS: tuple[Column[Any], ...] = (patient.c.id, phone.c.person, need.c.person, word.c.person)
"""What is a fact about somebody: written anew from what was chosen, field by field."""

_LIVE = booking.c.status != Mark.CANCELLED.value
_BEST = (Mark.ARRIVED, Mark.BOOKED, Mark.MISSED)


def follow(db: Db, kept: int, other: int) -> int:
    """Have every row name the kept record; how many did not before comes back."""
    moved = 0
    for column in MOVED:
        table = column.table
        rows = db.all(select(table.c.id).where(column == other).order_by(table.c.id))
        for row in rows:
            db.change(table, row.id, **{column.name: kept})
        moved += len(rows)
    return moved


def settle_places(db: Db, kept: int, other: int) -> None:
    """Leave one place where both are booked on a session, or wait for it; those are locked."""
    for first, second in booked_twice(db, kept, other):
        _one_booking(db, *sorted((first, second), key=_booking_rank))
    both = [kept, other]
    waits = {of[0]: lines for of, lines in _by(_waits(db, both), "session").items()}
    booked = {row.session: row for row in db.all(
        select(booking).where(booking.c.person.in_(both), booking.c.session.in_(waits), _LIVE)
    )}  # fmt: skip
    for session_id, lines in waits.items():
        if session_id in booked:
            for line in lines:
                _leave(db, line)
        elif len(lines) > 1:
            _one_line(db, lines)
    _no_companion_of_their_own(db, kept, other)
    _one_car(db, kept, other)


def settle_the_rest(db: Db, kept: int, other: int) -> None:
    """Leave one row where both have the same, so that the other's can go over."""
    for told in _twice(db, telling, kept, other, "news"):
        _one_telling(db, told)
    for _mine, theirs in _twice(db, asked, kept, other, "ask_first", "session", "about"):
        db.remove(asked, theirs.id)
    for _mine, theirs in _twice(db, idea_person, kept, other, "idea"):
        db.remove(idea_person, theirs.id)
    for _mine, theirs in _twice(db, referral, kept, other, "activity"):
        db.remove(referral, theirs.id)
    for mine, theirs in _twice(db, next_step, kept, other, "activity"):
        text = " ".join(dict.fromkeys(filter(None, (mine.text, theirs.text))))
        db.change(next_step, mine.id, text=text)
        db.remove(next_step, theirs.id)
    for rows in _both_regular(db, kept, other):
        _one_regular(db, rows)
    _nobody_with_themselves(db, kept, other)
    _end_asking_each_other(db, kept, other)


def booked_twice(db: Db, kept: int, other: int) -> Sequence[tuple[Any, Any]]:
    """Find the sessions on which both are booked: the kept one's booking, and the other's."""
    rows = db.all(select(booking).where(booking.c.person.in_((kept, other)), _LIVE))
    return _pairs(rows, kept, "session")


def _one_booking(db: Db, stays: Any, goes: Any) -> None:
    """Have everything that hangs on one booking hang on the other, and end it."""
    for table in (companion, ride):
        for row in db.all(select(table.c.id).where(table.c.booking == goes.id)):
            db.change(table, row.id, booking=stays.id)
    for table in (telling, waiting):
        for row in db.all(select(table.c.id).where(table.c.booking == goes.id)):
            db.change(table, row.id, booking=stays.id)
    for row in db.all(select(telling.c.id).where(telling.c.placed == goes.id)):
        db.change(telling, row.id, placed=stays.id)
    if stays.regular is None and goes.regular is not None:
        db.change(booking, stays.id, regular=goes.regular)
    _move_to_ring(db, stays.id, goes.id)
    _move_options(db, stays.id, goes.id)
    signups.cancel(db, booking_id=goes.id, reason=TWICE)


def _move_to_ring(db: Db, stays: int, goes: int) -> None:
    for table, name in ((to_ring, "kind"), (first_visit, None)):
        rows = db.all(select(table).where(table.c.booking.in_((stays, goes))))
        there = {name and row._mapping[name] for row in rows if row.booking == stays}
        for row in rows:
            if row.booking == goes and (name and row._mapping[name]) not in there:
                db.change(table, row.id, booking=stays)


def _move_options(db: Db, stays: int, goes: int) -> None:
    """Let the booking that stays have what either took; both had lunch, one person eats it."""
    rows = db.all(select(booking_option).where(booking_option.c.booking.in_((stays, goes))))
    there = {row.option for row in rows if row.booking == stays}
    for row in rows:
        if row.booking == goes and row.option not in there:
            db.change(booking_option, row.id, booking=stays)


def _booking_rank(row: Any) -> tuple[Any, ...]:
    return _BEST.index(Mark(row.status)), row.over, row.booked_at, row.id


def _no_companion_of_their_own(db: Db, kept: int, other: int) -> None:
    """Cancel companions who are booked on that session themselves, or come along twice."""
    both = (kept, other)
    there = {row.session for row in db.all(
        select(booking.c.session).where(booking.c.person.in_(both), _LIVE)
    )}  # fmt: skip
    for table in (booking, waiting):
        its = select(companion, table.c.session).join(table, table.c.id == companion.c[table.name])
        mine = its.where(companion.c.person.in_(both), parties.LIVE)
        for row in db.all(mine.order_by(companion.c.id)):
            if row.session in there:
                one_companion.cancel(db, companion_id=row.id, reason=TWICE)
            there.add(row.session)


def _one_car(db: Db, kept: int, other: int) -> None:
    """Leave one car where both drive: who sat in the other one needs a ride again."""
    mine = select(car.c.session).where(car.c.driver == kept)
    theirs = select(car.c.id).where(car.c.driver == other, car.c.session.in_(mine))
    for row in db.all(theirs.order_by(car.c.id)):
        rides.remove_car(db, car_id=row.id)


def _waits(db: Db, both: Sequence[int]) -> Sequence[Any]:
    live = select(waiting).where(waiting.c.person.in_(both), waiting.c.status == waiters.WAITS)
    return db.all(live.order_by(waiting.c.position, waiting.c.id))


def _one_line(db: Db, lines: Sequence[Any]) -> None:
    """Keep the better place on a waiting list, for as many as either of them asked for."""
    rung = waiters.being_rung(db, lines[0].session)
    stays, goes = sorted(lines, key=lambda row: (row.id not in rung, row.position, row.id))
    if goes.party > stays.party:
        db.change(waiting, stays.id, party=goes.party)
        db.count(session, stays.session, waiting=goes.party - stays.party)
        for row in db.all(select(companion.c.id).where(companion.c.waiting == goes.id)):
            db.change(companion, row.id, waiting=stays.id)
    rows = db.all(select(waiting_option).where(waiting_option.c.waiting.in_((stays.id, goes.id))))
    there = {row.option for row in rows if row.waiting == stays.id}
    for row in rows:
        if row.option not in there:
            db.change(waiting_option, row.id, waiting=stays.id)
    _leave(db, goes)


def _leave(db: Db, line: Any) -> None:
    found = Waiter(line.id, line.person, line.position, line.party)
    waiters.end(db, line.session, found, status=waiters.LEFT, reason=TWICE)


def _one_telling(db: Db, rows: Sequence[Any]) -> None:
    """Keep the line on which they have heard; who took another place is on no shelf."""
    stays, goes = sorted(rows, key=lambda row: row.outcome not in {each.value for each in DONE})
    settled = Shelf.WAITING.value not in (stays.shelf, goes.shelf) or stays.shelf == goes.shelf
    if not settled and stays.shelf == Shelf.WAITING.value:
        db.change(telling, stays.id, shelf=goes.shelf, placed=goes.placed)
    db.remove(telling, goes.id)


def _both_regular(db: Db, kept: int, other: int) -> Iterable[Sequence[Any]]:
    open_ = select(regular).where(regular.c.person.in_((kept, other)), regular.c.until.is_(None))
    found: dict[Any, list[Any]] = {}
    for row in db.all(open_.order_by(regular.c.since, regular.c.id)):
        found.setdefault((row.activity, row.series), []).append(row)
    return [rows for rows in found.values() if len(rows) > 1]


def _one_regular(db: Db, rows: Sequence[Any]) -> None:
    stays, *others = rows
    for row in others:
        regular_company.write_down(db, stays.id, _both_bring(db, stays.id, row.id))
        db.change(regular, row.id, until=db.now.date(), reason=TWICE)


def _both_bring(db: Db, *ids: int) -> Sequence[Brought]:
    """Say who comes along each week with one or the other record, nobody twice."""
    found: list[Brought] = []
    brought = regular_company.along(db, ids)
    for each in (one for which in ids for one in brought.get(which, ())):
        if not any(same(each, one) for one in found):
            found.append(each)
    return found[:MOST]


def _nobody_with_themselves(db: Db, kept: int, other: int) -> None:
    """Let nobody come along with themselves each week, or twice with somebody."""
    pair, seen = (kept, other), set()
    its = select(regular_companion, regular.c.person.label("whose")).join(regular)
    mine = its.where(regular_companion.c.person.in_(pair)).order_by(regular_companion.c.id)
    for row in db.all(mine):
        if row.whose in pair or row.regular in seen:
            brought = regular_company.along(db, [row.regular])[row.regular]
            left = [each for each in brought if each.person_id != row.person]
            regular_company.write_down(db, row.regular, left)
        seen.add(row.regular)


def _end_asking_each_other(db: Db, kept: int, other: int) -> None:
    pair = {kept, other}
    both = select(ask_first).where(ask_first.c.person.in_(pair), ask_first.c.other.in_(pair))
    for row in db.all(both):
        db.change(ask_first, row.id, other=None, ended=db.now.date())


def _twice(db: Db, table: Any, kept: int, other: int, *by: str) -> Sequence[tuple[Any, Any]]:
    """Find what both have: the kept one's row first, then the other's."""
    return _pairs(db.all(select(table).where(table.c.person.in_((kept, other)))), kept, *by)


def _pairs(rows: Sequence[Any], kept: int, *by: str) -> Sequence[tuple[Any, Any]]:
    found = _by(sorted(rows, key=lambda row: row.person != kept), *by)
    return [(two[0], two[1]) for two in found.values() if len(two) == 2]


def _by(rows: Iterable[Any], *names: str) -> Mapping[tuple[Any, ...], Sequence[Any]]:
    found: dict[tuple[Any, ...], list[Any]] = {}
    for row in rows:
        found.setdefault(tuple(row._mapping[name] for name in names), []).append(row)
    return found
