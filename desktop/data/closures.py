"""Closures, opening hours and terms: what stands in their way, and what becomes of each."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, time

from sqlalchemy import select

from desktop.data import clashes, coming, telling
from desktop.data import series as making
from desktop.data.db import Db
from desktop.data.open_days import open_days
from desktop.data.placing import call_off, hand_of, put
from desktop.data.tables import closure, opening_hours, place, practice, session, term
from desktop.data.telling import Changed
from desktop.rules import bank_holidays as holidays
from desktop.rules import closures as rules
from desktop.rules.bank_holidays import NATIONS, BankHoliday
from desktop.rules.clashes import Diary
from desktop.rules.closures import Closure, OpenDays, Opening
from desktop.rules.days import day
from desktop.rules.names import clean
from desktop.rules.planning import Facts, How, Settled, State
from desktop.rules.refusal import Refused
from desktop.rules.series_change import Coming, not_without
from desktop.rules.settling import settle
from desktop.rules.telling import Kind


@dataclass(frozen=True, slots=True)
class Standing:
    """A session that stands where a closure would be; `place` is its name."""

    session_id: int
    title: str
    on: date
    starts: time
    ends: time
    place: str
    booked: int


@dataclass(frozen=True, slots=True)
class Answer:
    """What becomes of a session in a closure's way.

    `how` is SKIP (not on), DATE, START or PLACE with its value (see planning.How), or AS_IT_IS.
    """

    session_id: int
    how: How
    value: str = ""


@dataclass(frozen=True, slots=True)
class Shut:
    """A closure that was added, and how many people there are to tell."""

    id: int
    to_tell: int


@dataclass(frozen=True, slots=True)
class Added:
    """The id of what was added."""

    id: int


def open_between(db: Db, *, first: date, last: date) -> OpenDays:
    """Read the closures of some days, and the practice's hours, terms and nation."""
    return open_days(db, first=first, last=last)


def bank_holidays(db: Db, *, first: date, last: date) -> tuple[BankHoliday, ...]:
    """Give the bank holidays of the practice's nation."""
    nation = db.value(select(practice.c.nation).order_by(practice.c.id))
    return holidays.bank_holidays(nation or NATIONS[0], first, last)


def standing(
    db: Db, *, first: date, last: date, starts: time | None = None, ends: time | None = None,
    place_id: int | None = None,
) -> tuple[Standing, ...]:  # fmt: skip
    """Read which sessions to come stand where a closure would be, the first first."""
    wanted = Closure(0, "", first, last, starts, ends, place_id)
    rules.check_closure("a closure", first, last, starts, ends)
    found = _in_the_way(db, wanted)
    where = {row.id: row.name for row in db.all(select(place))}
    return tuple(
        Standing(
            each.id, each.title, each.facts.on, each.facts.starts, each.facts.ends,
            where.get(each.facts.place_id or 0, ""), each.live,
        )
        for each in found
    )  # fmt: skip


def add(
    db: Db, *, name: str, first: date, last: date, starts: time | None = None,
    ends: time | None = None, place_id: int | None = None, answers: tuple[Answer, ...] = (),
) -> Shut:  # fmt: skip
    """Close the practice or a place, and cancel or move what stands there, all in one step.

    Refused while a session in the way has no answer.
    """
    named = clean(name)
    rules.check_closure(named, first, last, starts, ends)
    wanted = Closure(0, named, first, last, starts, ends, place_id)
    _hold(db, answers, place_id)
    closure_id = db.add(
        closure, name=named, first=first, last=last, starts=starts, ends=ends, place=place_id
    )
    db.lock("session", session, [each.id for each in _in_the_way(db, wanted)])
    told = _answer_all(db, wanted, {each.session_id: each for each in answers})
    return Shut(closure_id, telling.tell(db, changed=told))


def remove(db: Db, *, closure_id: int) -> None:
    """Open again; what was called off stays so until somebody brings it back."""
    db.remove(closure, closure_id)


def set_hours(db: Db, *, hours: tuple[Opening, ...], nation: str = "") -> None:
    """Set the practice's opening hours; a weekday without is closed, none at all says nothing.

    `nation` is whose bank holidays count from now on, if that is to be another one.
    """
    rules.check_openings(hours)
    if nation and nation not in NATIONS:
        raise Refused("Choose England, Wales, Scotland or Northern Ireland.")
    if nation:
        _set_nation(db, nation)
    wanted = {each.weekday: each for each in hours}
    for row in db.all(select(opening_hours)):
        if row.weekday not in wanted:
            db.remove(opening_hours, row.id)
        else:
            new = wanted.pop(row.weekday)
            db.change(opening_hours, row.id, opens=new.opens, closes=new.closes)
    for new in wanted.values():
        db.add(opening_hours, weekday=new.weekday, opens=new.opens, closes=new.closes)


def _set_nation(db: Db, nation: str) -> None:
    here = db.first(select(practice.c.id).order_by(practice.c.id).limit(1))
    if here:
        db.change(practice, here.id, nation=nation)
    else:
        db.add(practice, nation=nation)


def add_term(db: Db, *, name: str, first: date, last: date) -> Added:
    """Add a school term, both days included."""
    named = clean(name)
    rules.check_span(named, first, last)
    return Added(db.add(term, name=named, first=first, last=last))


def remove_term(db: Db, *, term_id: int) -> None:
    """Take a term away; sessions stay as they are."""
    db.remove(term, term_id)


def _hold(db: Db, answers: Iterable[Answer], place_id: int | None) -> None:
    """Lock every place and what has none, and the leaders of what is to move."""
    clashes.hold_everywhere(db)
    moved = [each.session_id for each in answers if each.how not in (How.SKIP, How.AS_IT_IS)]
    rows = db.all(select(session.c.leader).where(session.c.id.in_(moved))) if moved else []
    places = [row.id for row in db.all(select(place.c.id))]
    clashes.hold(db, places=[*places, place_id], leaders=[row.leader for row in rows])


def _in_the_way(db: Db, wanted: Closure) -> list[Coming]:
    rows = db.all(
        coming.SESSIONS.where(
            session.c.date >= wanted.first, session.c.date <= wanted.last,
            session.c.status == "planned", session.c.starts_utc > db.now,
        ).order_by(session.c.date, session.c.starts, session.c.id)
    )  # fmt: skip
    here = [
        row for row in rows
        if wanted.place_id in (None, row.place)
        and rules.meets(wanted, row.date, row.starts, row.ends)
    ]  # fmt: skip
    return list(coming.coming_of(db, here)) if here else []


def _answer_all(db: Db, wanted: Closure, answers: dict[int, Answer]) -> list[Changed]:
    told = []
    today = making.today_of(db)
    for each in _in_the_way(db, wanted):
        answer = answers.get(each.id)
        if answer is None:
            when = day(each.facts.on, today)
            raise Refused(f"Not saved. {each.title} is on {when}. Cancel it or move it first.")
        if answer.how is not How.AS_IT_IS:
            told.append(_answer(db, wanted, each, answer))
    return told


def _answer(db: Db, wanted: Closure, each: Coming, answer: Answer) -> Changed:
    was = coming.known(each)
    if answer.how is How.SKIP:
        call_off(db, hand_of(db), each, wanted.name)
        return Changed(each.id, Kind.NOT_ON, was)
    settled = Settled(each.facts.on, answer.how, answer.value)
    facts = _placed(db, each, settled)
    put(db, hand_of(db), each, facts)
    return Changed(each.id, Kind.MOVED, was)


def _placed(db: Db, each: Coming, settled: Settled) -> Facts:
    facts = each.facts
    found = _diary(db, facts, settled)
    outcome = not_without(each, settle(found, facts, settled, {each.id}))
    if outcome.state is State.CLASH or outcome.facts is None:
        raise Refused(f"Not saved. {outcome.sentence}")
    return outcome.facts


def _diary(db: Db, facts: Facts, settled: Settled) -> Diary:
    return making.diary_for(db, [facts.on], [settled], [facts.leader_id])
