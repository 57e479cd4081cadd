"""Who could be rung about a free place: the waiting lists with what is known of each person."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import bindparam, func, select

from desktop.data import ask_first
from desktop.data.along import Along, of_lists
from desktop.data.db import Db
from desktop.data.offer_thoughts import brought_of, think_of, with_needs
from desktop.data.overlapping import title_aloud
from desktop.data.tables import (
    activity,
    booking,
    companion,
    hold,
    need,
    patient,
    person,
    phone,
    session,
)
from desktop.data.tables import waiting as table
from desktop.data.waiters import WAITS, Held
from desktop.rules import places_to_offer as rules
from desktop.rules.days import hours
from desktop.rules.names import Name, called, plain
from desktop.rules.people import Status, age, may_be_contacted, need_words
from desktop.rules.phones import show_phone
from desktop.rules.places_to_offer import Asked, Outcome, Tried
from desktop.rules.signups import Mark, ages_words
from desktop.rules.telling import reach_words
from desktop.rules.waiting import Waiter


@dataclass(frozen=True, slots=True)
class OfferLine:
    """Somebody who waits: how to reach them, what to think of, and what came of ringing so far.

    `cannot` says why they, or those who come along, cannot come then; empty when they fit.
    `to_check`: a doubtful number. `along`: who comes along, with what to think of for each.
    """

    waiting_id: int
    person_id: int
    place: int
    party: int
    name: str
    called: str
    phone: str
    to_check: bool
    reach: str
    think_of: tuple[str, ...]
    cannot: str
    tried: Tried | None
    tried_by: str
    held: Held | None
    asked: Asked
    along: tuple[str, ...] = ()


_LINES = (
    select(
        table.c.id, table.c.session, table.c.position, table.c.party, table.c.person,
        person.c.title, person.c.first, person.c.last, person.c.preferred, person.c.former,
        person.c.born, person.c.status, person.c.status_until, person.c.reach_by,
        person.c.message_ok, person.c.say_surgery, person.c.language, person.c.interpreter,
        patient.c.ride, patient.c.diet_state, patient.c.diet, patient.c.allergies_state,
        patient.c.allergies, ask_first.OF_PERSON.label("asks"),
    )
    .select_from(
        table.join(person, person.c.id == table.c.person)
        .outerjoin(patient, patient.c.id == person.c.id)
    )
    .where(
        table.c.session.in_(bindparam("sessions", expanding=True)), table.c.status == WAITS
    )
    .order_by(table.c.session, table.c.position, table.c.id)
)  # fmt: skip
_LAST = (
    select(func.max(hold.c.id))
    .where(hold.c.session.in_(bindparam("sessions", expanding=True)), hold.c.outcome != "let go")
    .group_by(hold.c.waiting)
)
_HOLDS = select(hold).where(hold.c.id.in_(_LAST))
_PHONES = (
    select(phone.c.person, phone.c.number, phone.c.label)
    .where(phone.c.person.in_(bindparam("people", expanding=True)))
    .order_by(phone.c.person, phone.c.place, phone.c.id)
)
_NEEDS = (
    select(need.c.person, need.c.kind, need.c.detail)
    .where(need.c.person.in_(bindparam("people", expanding=True)))
    .order_by(need.c.person, need.c.id)
)
_OTHER = session.alias("other")
_AT_THAT_TIME = (
    select(
        session.c.id.label("wanted"), _OTHER.c.id, _OTHER.c.starts, _OTHER.c.ends,
        title_aloud(_OTHER).label("title"),
    )
    .select_from(
        session.join(_OTHER, _OTHER.c.date == session.c.date)
        .join(activity, activity.c.id == _OTHER.c.activity)
    )
    .where(
        session.c.id.in_(bindparam("sessions", expanding=True)),
        _OTHER.c.status == "planned",
        _OTHER.c.starts_utc < session.c.ends_utc, _OTHER.c.ends_utc > session.c.starts_utc,
    )
)  # fmt: skip
# Nought is added to keep SQLite from going through all that each person ever came to.
_COMES = (Mark.BOOKED.value, Mark.ARRIVED.value)
_THERE = select(booking.c.person, booking.c.session).where(
    booking.c.session.in_(bindparam("sessions", expanding=True)),
    (booking.c.person + 0).in_(bindparam("people", expanding=True)),
    booking.c.status.in_(_COMES),
)
_ALONG_THERE = (
    select(companion.c.person, booking.c.session)
    .select_from(companion.join(booking, booking.c.id == companion.c.booking))
    .where(
        booking.c.session.in_(bindparam("sessions", expanding=True)),
        (companion.c.person + 0).in_(bindparam("people", expanding=True)),
        companion.c.status.in_(_COMES),
    )
)
_PEOPLE = select(
    person.c.id, person.c.born, person.c.status, person.c.status_until,
    ask_first.OF_PERSON.label("asks"),
).where(person.c.id.in_(bindparam("people", expanding=True)))  # fmt: skip


def lines(db: Db, sessions: Sequence[Any], today: date) -> Mapping[int, tuple[OfferLine, ...]]:
    """Read whom to ring of the waiting lists of some sessions (rows with their ages), in order."""
    ids = [row.id for row in sessions]
    rows = db.all(_LINES, sessions=ids) if ids else []
    along = of_lists(db, ids) if rows else {}
    theirs = {b.person_id for some in along.values() for b in brought_of(some) if b.person_id}
    people = sorted({row.person for row in rows})
    known = _Known(
        {row.waiting: row for row in db.all(_HOLDS, sessions=ids)} if ids else {},
        _first(db.all(_PHONES, people=people) if people else []),
        _needs(db.all(_NEEDS, people=people) if people else []),
        today,
        db.now,
        along,
        {row.id: row for row in db.all(_PEOPLE, people=sorted(theirs))} if theirs else {},
    )
    of = {each.id: [row for row in rows if row.session == each.id] for each in sessions}
    busy = _elsewhere(db, ids, sorted({*people, *theirs})) if people else {}
    return {each.id: _of_session(db, each, of[each.id], busy, known) for each in sessions}


@dataclass(frozen=True, slots=True)
class _Known:
    holds: Mapping[int, Any]
    phones: Mapping[int, Any]
    needs: Mapping[int, tuple[str, ...]]
    today: date
    now: datetime
    along: Mapping[int, tuple[Along, ...]]
    company: Mapping[int, Any]


def _elsewhere(
    db: Db, sessions: Sequence[int], people: Sequence[int]
) -> Mapping[tuple[int, int], Any]:
    """Find what somebody is booked on while a session is: by session and person."""
    then = db.all(_AT_THAT_TIME, sessions=sessions)
    there = defaultdict(list)
    its = {"sessions": sorted({each.id for each in then}), "people": people}
    for row in (*db.all(_THERE, **its), *db.all(_ALONG_THERE, **its)):
        there[row.session].append(row.person)
    return {(each.wanted, who): each for each in then for who in there[each.id]}


def _of_session(
    db: Db, each: Any, rows: Sequence[Any], busy: Mapping[tuple[int, int], Any], known: _Known
) -> tuple[OfferLine, ...]:
    return tuple(
        _line(each, row, place, _cannot(db, each, row, busy, known), known)
        for place, row in enumerate(rows, 1)
        if may_be_contacted(Status(row.status), row.status_until, known.today)
    )


def _line(each: Any, row: Any, place: int, cannot: str, known: _Known) -> OfferLine:
    last = known.holds.get(row.id)
    held = _held(last, known.now)
    waiter = Waiter(row.id, row.person, row.position, row.party, held=held is not None)
    tried = None if last is None or held else Tried(_came(last), last.outcome_at or last.until)
    number = known.phones.get(row.person)
    along = known.along.get(row.id, ())
    return OfferLine(
        waiting_id=row.id, person_id=row.person, place=place, party=row.party,
        name=plain(_name(row)), called=called(_name(row)),
        phone=show_phone(number.number) if number else "",
        to_check=bool(number and number.label.startswith("wrong number")),
        reach=reach_words(row.reach_by, row.message_ok, say_surgery=row.say_surgery),
        think_of=think_of(each, row, along, known.needs.get(row.person, ())), cannot=cannot,
        tried=tried,
        tried_by=_who_rang(last) if tried else "", held=held,
        asked=Asked(waiter, tried, cannot),
        along=tuple(with_needs(each, one) for one in along),
    )  # fmt: skip


def _held(last: Any, now: datetime) -> Held | None:
    if last is None or last.outcome or last.until <= now:
        return None
    return Held(last.id, last.by, last.pc, last.until)


def _who_rang(last: Any) -> str:
    return str(last.outcome_by or last.by)


def _came(last: Any) -> Outcome:
    return Outcome(last.outcome) if last.outcome else rules.Outcome.LAPSED


def _cannot(db: Db, each: Any, row: Any, busy: Mapping[tuple[int, int], Any], known: _Known) -> str:
    """Say why somebody, or who comes along, could not come, or whom to ask first."""
    theirs = _Coming(row.person, called(_name(row)), row)
    company = [
        _Coming(one.brought.person_id, one.name, known.company[one.brought.person_id])
        for one in known.along.get(row.id, ()) if one.brought.person_id
    ]  # fmt: skip
    why = (_why_not(db, each, one, busy, known) for one in (theirs, *company))
    return next(filter(None, why), "")


@dataclass(frozen=True, slots=True)
class _Coming:
    """One of those who would come: who, what they are called, and the row about them."""

    person_id: int
    called: str
    row: Any


def _why_not(
    db: Db, each: Any, who: _Coming, busy: Mapping[tuple[int, int], Any], known: _Known
) -> str:
    """Say why one of them could not come; an age is never said."""
    there = busy.get((each.id, who.person_id))
    if there is not None:
        return f"{who.called} is at {there.title} from {hours(there.starts, there.ends)}."
    if Status(who.row.status) in (Status.DIED, Status.MOVED):
        return f"{who.called} is recorded as not here any more."
    years = age(who.row.born, each.date) if who.row.born else None
    if years is not None and not (each.youngest or 0) <= years <= (each.oldest or 200):
        return ages_words(each.youngest, each.oldest)
    if not (each.asks or who.row.asks):
        return ""
    here = {"session_id": each.id, "activity_id": each.activity, "today": known.today}
    return ask_first.to_ask(db, person_id=who.person_id, **here)


def _first(rows: Sequence[Any]) -> Mapping[int, Any]:
    found: dict[int, Any] = {}
    for row in rows:
        found.setdefault(row.person, row)
    return found


def _needs(rows: Sequence[Any]) -> Mapping[int, tuple[str, ...]]:
    found: dict[int, list[str]] = defaultdict(list)
    for row in rows:
        found[row.person].append(need_words(row.kind, row.detail))
    return {each: tuple(theirs) for each, theirs in found.items()}


def _name(row: Any) -> Name:
    return Name(row.title, row.first, row.last, row.preferred, row.former)
