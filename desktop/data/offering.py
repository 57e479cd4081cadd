"""What a person can be offered in the next two weeks, best first."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import bindparam, exists, func, or_, select

from desktop.data import booking_terms, regular_company
from desktop.data.activities import SessionCard, session_cards
from desktop.data.ask_first import PAIR_IS_THERE
from desktop.data.db import Db
from desktop.data.ready import Ready
from desktop.data.tables import (
    activity,
    activity_text,
    ask_first,
    asked,
    booking,
    car,
    companion,
    need,
    patient,
    person,
    place,
    ride,
    session,
)
from desktop.rules import offering as rules
from desktop.rules.companions import Brought
from desktop.rules.languages import LANGUAGES
from desktop.rules.offering import Held, Seats, Who, legs_of
from desktop.rules.people import Status
from desktop.rules.sessions import overlap
from desktop.rules.signups import Mark

_NAMES = {each.code: each.name for each in LANGUAGES}


@dataclass(frozen=True, slots=True)
class Suited:
    """A session that suits somebody: why, in a word or two each, and a sentence to read aloud.

    Who is `brought` comes along, and has room too.
    """

    session: SessionCard
    tags: tuple[str, ...]
    sentence: str
    brought: tuple[Brought, ...] = ()


_PERSON = Ready(
    select(person.c.born, person.c.status, person.c.status_until, person.c.language, patient.c.ride)
    .select_from(person.outerjoin(patient, patient.c.id == person.c.id))
    .where(person.c.id == bindparam("person_id"))
)
_NEEDS = Ready(select(need.c.kind).where(need.c.person == bindparam("person_id")))
_ASK_FIRST = exists().where(
    ask_first.c.ended.is_(None),
    ask_first.c.other.is_(None),
    ~exists().where(
        asked.c.ask_first == ask_first.c.id,
        asked.c.person == bindparam("person_id"),
        asked.c.session == session.c.id,
        asked.c.about == "",
    ),
    or_(ask_first.c.until.is_(None), ask_first.c.until >= bindparam("first")),
    or_(ask_first.c.person.is_(None), ask_first.c.person == bindparam("person_id")),
    or_(ask_first.c.activity.is_(None), ask_first.c.activity == session.c.activity),
)
_ROOM = Ready(
    select(
        session.c.id, session.c.activity, session.c.title, session.c.date, session.c.starts,
        session.c.ends, session.c.starts_utc, session.c.ends_utc, session.c.booked,
        session.c.places, session.c.zone, session.c.waiting, *booking_terms.OF_ACTIVITY,
        activity.c.name, activity.c.youngest, activity.c.oldest,
        place.c.name.label("place_name"),
        func.coalesce(place.c.step_free, activity.c.step_free).label("step_free"),
        func.coalesce(place.c.hearing_loop, activity.c.hearing_loop).label("hearing_loop"),
    )
    .select_from(
        session.join(activity, activity.c.id == session.c.activity)
        .outerjoin(place, place.c.id == session.c.place)
    )
    .where(
        session.c.date >= bindparam("first"), session.c.date < bindparam("after"),
        session.c.starts_utc > bindparam("now"), session.c.status == "planned",
        # Free places are kept for those who wait.
        session.c.booked + session.c.waiting < session.c.places,
        ~session.c.private, ~activity.c.private, activity.c.who == "everybody", ~_ASK_FIRST,
        ~PAIR_IS_THERE,
    )
)  # fmt: skip
_OF_PERSON = booking.join(session, session.c.id == booking.c.session)
_WITH_OTHERS = companion.join(_OF_PERSON, companion.c.booking == booking.c.id)
_IN_DAYS = (
    session.c.status == "planned", session.c.date >= bindparam("first"),
    session.c.date < bindparam("after"),
)  # fmt: skip
_BUSY = Ready(
    select(session.c.starts_utc, session.c.ends_utc)
    .select_from(_OF_PERSON)
    .where(
        booking.c.person == bindparam("person_id"), booking.c.status != Mark.CANCELLED.value,
        *_IN_DAYS,
    )
    .union_all(
        select(session.c.starts_utc, session.c.ends_utc)
        .select_from(_WITH_OTHERS)
        .where(
            companion.c.person == bindparam("person_id"),
            companion.c.status != Mark.CANCELLED.value,
            companion.c.status != Mark.MISSED.value, *_IN_DAYS,
        )
    )
)  # fmt: skip
_VISITS = Ready(
    select(session.c.activity, func.count().label("times"))
    .select_from(_OF_PERSON)
    .where(booking.c.person == bindparam("person_id"), booking.c.status == Mark.ARRIVED.value)
    .group_by(session.c.activity)
)
_TEXTS = Ready(select(activity_text.c.activity, activity_text.c.language))
_CARS = Ready(
    select(car.c.id, car.c.session, car.c.way, car.c.seats)
    .select_from(car.join(session, session.c.id == car.c.session))
    .where(session.c.date >= bindparam("first"), session.c.date < bindparam("after"))
)
_SAT = Ready(
    select(ride.c.car, ride.c.way, func.sum(ride.c.seats).label("seats"))
    .select_from(ride.join(session, session.c.id == ride.c.session))
    .where(
        session.c.date >= bindparam("first"), session.c.date < bindparam("after"),
        ride.c.status == "car",
    )
    .group_by(ride.c.car, ride.c.way)
)  # fmt: skip


def what_suits(
    db: Db, *, person_id: int, now: datetime, most: int = 8, beside: int | None = None
) -> tuple[Suited, ...]:
    """Find up to `most` sessions of the next 14 days with room that suit somebody, best first.

    `beside` is the session on show: it is left out, and other dates of its activity come first.
    `now` is on the practice's wall. Private ones and those of the link worker are never offered.
    Who comes along to the session on show, or comes with them else, is reckoned with them.
    """
    brought = regular_company.usual(db, person_id, beside)
    who, today = _who(db, person_id, brought), now.date()
    if not rules.can_be_offered(who, today):
        return ()
    found = [
        each
        for each in _held(db, [person_id, *_known(brought)], now, beside, who.heads)
        if rules.suits(who, each)
    ]
    best = sorted(found, key=lambda each: rules.rank(who, each))[:most]
    cards = session_cards(db, session_ids=[each.id for each in best])
    return tuple(
        Suited(cards[each.id], rules.tags(who, each), rules.sentence(who, each, today), brought)
        for each in best
    )


def _known(brought: Sequence[Brought]) -> list[int]:
    return [each.person_id for each in brought if each.person_id is not None]


def _who(db: Db, person_id: int, brought: Sequence[Brought]) -> Who:
    row = db.one(_PERSON, person_id=person_id)
    needs = {each.kind for each in db.all(_NEEDS, person_id=person_id)}
    company = _known(brought)
    for each in company:
        needs |= {one.kind for one in db.all(_NEEDS, person_id=each)}
    return Who(
        row.born, Status(row.status), row.status_until, frozenset(needs),
        row.ride if row.ride in ("there", "home", "both") else "", row.language,
        heads=1 + sum(each.takes for each in brought),
        seats=1 + sum(not (each.own_way or each.is_interpreter) for each in brought),
        company=tuple(db.one(_PERSON, person_id=each).born for each in company),
    )  # fmt: skip


def _held(
    db: Db, people: Sequence[int], now: datetime, beside: int | None, heads: int
) -> list[Held]:
    days: dict[str, Any] = {"first": now.date(), "after": now.date() + timedelta(days=rules.DAYS)}
    person_id = people[0]
    rows = db.all(_ROOM, person_id=person_id, now=now, **days)
    busy = [span for each in people for span in db.all(_BUSY, person_id=each, **days)]
    visits = {row.activity: row.times for row in db.all(_VISITS, person_id=person_id)}
    like = db.value(select(session.c.activity).where(session.c.id == beside)) if beside else None
    seats, texts = _seats(db, days), _texts(db)
    return [
        _facts(row, free, visits.get(row.activity, 0), seats[row.id], texts[row.activity], like)
        for row in rows
        if row.id != beside and not _overlaps(row, busy)
        and (free := booking_terms.free(row, db.now)) >= heads
    ]  # fmt: skip


def _facts(
    row: Any, free: int, visits: int, seats: Seats, languages: Sequence[str], like: int | None
) -> Held:
    return Held(
        id=row.id, title=row.title or row.name, on=row.date, starts=row.starts, ends=row.ends,
        place=row.place_name or "", booked=row.places - free, places=row.places,
        youngest=row.youngest, oldest=row.oldest,
        step_free=row.step_free, hearing_loop=row.hearing_loop,
        languages=tuple(languages), seats=seats, visits=visits, same=row.activity == like,
    )  # fmt: skip


def _overlaps(row: Any, busy: Sequence[Any]) -> bool:
    spans = ((each.starts_utc, each.ends_utc) for each in busy)
    return any(overlap(row.starts_utc, row.ends_utc, *span) for span in spans)


def _seats(db: Db, days: dict[str, date]) -> dict[int, Seats]:
    """Find the most seats left in one car of each session, there and home."""
    sat: dict[tuple[int, str], int] = defaultdict(int)
    for row in db.all(_SAT, **days):
        for leg in legs_of(row.way):
            sat[row.car, leg] += int(row.seats)
    found: dict[int, Seats] = defaultdict(Seats)
    for row in db.all(_CARS, **days):
        left = {leg: row.seats - sat[row.id, leg] for leg in legs_of(row.way)}
        found[row.session] = found[row.session].and_in(left)
    return found


def _texts(db: Db) -> dict[int, list[str]]:
    """Name the languages there is a text in, of each activity."""
    found: dict[int, list[str]] = defaultdict(list)
    for row in db.all(_TEXTS):
        found[row.activity].append(_NAMES.get(row.language, row.language))
    return found
