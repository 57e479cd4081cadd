"""Who of the sample's people comes every week, who comes along with whom, and how."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import date, datetime, timedelta
from functools import partial
from random import Random
from typing import Any

from sqlalchemy import func, select

from desktop.data import (
    companions,
    first_visits,
    options,
    regulars,
    rides,
    signups,
    to_buy,
    wrap_ups,
)
from desktop.data.booking_numbers import claim_number, free_number
from desktop.data.db import Db
from desktop.data.sample_people import Facts, moment, read
from desktop.data.sample_programme import Planned
from desktop.data.tables import activity_option, booking, patient, person, session
from desktop.rules.companions import Brought

_LEAST_ROOM = 2
_LATER = timedelta(minutes=10)


def add_company(db: Db, planned: Sequence[Planned], *, now: datetime, seed: int) -> None:
    """Add what people say at the desk, through the same doors: `now` is on the wall."""
    facts, people = read("company"), _people(db)
    last = db.value(select(func.max(booking.c.id)))
    coming = partial(_coming, planned, now)
    with _standing_at(db, moment(now.date(), now.time())):
        for each in facts["weekly"]:
            _add_regular(db, each, people, coming(each).id, now.date())
        for each in facts["together"]:
            _bring(db, each, people, coming(each))
        for each in facts["chosen"]:
            _choose(db, each, planned, now)
        _welcome(db, people[facts["first_visit"]], planned, now)
    _wrap_up(db, facts["wrapped_up"], planned, now)
    _number_anew(db, last, Random(f"{seed} {now}"), now.date())  # noqa: S311 -- it must repeat


@contextmanager
def _standing_at(db: Db, when: datetime) -> Iterator[None]:
    """Let what follows be done at a moment of the sample's day, whatever the clock says."""
    was, db.now = db.now, when
    yield
    db.now = was


def _people(db: Db) -> dict[str, int]:
    rows = db.all(select(person.c.id, person.c.first, person.c.last).order_by(person.c.id))
    return {f"{row.first} {row.last}".strip(): row.id for row in rows}


def _coming(planned: Sequence[Planned], now: datetime, about: Facts) -> Planned:
    """Give the next session of an activity on a weekday that has not begun, or one `later`."""
    those = [
        each for each in planned
        if each.slot.activity["name"] == about["what"] and _is_to_come(each, now)
        and about["day"] in each.slot.facts["rule"]
    ]  # fmt: skip
    return those[about.get("later", 0)]


def _is_to_come(planned: Planned, now: datetime) -> bool:
    row = planned.row
    return row["status"] == "planned" and datetime.combine(row["date"], row["starts"]) > now


def _add_regular(
    db: Db, facts: Facts, people: dict[str, int], session_id: int, today: date
) -> None:
    begun = regulars.begin(db, session_id=session_id, person_id=people[facts["who"]])
    if "away" in facts:
        until = today + timedelta(days=facts["away"])
        regulars.pause(
            db, regular_id=begun.regular_id, first=today, until=until, version=1,
            reason=facts["why"],
        )  # fmt: skip


def _bring(db: Db, facts: Facts, people: dict[str, int], to: Planned) -> None:
    booking_id = _booked(db, to.id, people[facts["who"]])
    brought = [_brought(each, people) for each in facts["with"]]
    companions.add(db, booking_id=booking_id, brought=brought)
    ride = partial(rides.need, db, booking_id=booking_id, way="both")
    if car := facts.get("car"):
        leaves = _earlier(to, car["early"]).time()
        car_id = rides.add_car(
            db, session_id=to.id, driver_id=people[car["driver"]], seats=car["seats"],
            leaves_from=car["leaves_from"], leaves=leaves,
        )  # fmt: skip
        ride(car_id=car_id)
    if taxi := facts.get("taxi"):
        back = to.row["ends"]
        firm = {name: taxi[name] for name in ("firm", "reference", "pays")}
        ride(taxi=rides.Taxi(**firm, leaves=_earlier(to, taxi["early"]).time(), back=back))


def _brought(facts: Facts, people: dict[str, int]) -> Brought:
    own = dict(facts)
    return Brought(person_id=people.get(own.pop("person", "")), **own)


def _earlier(than: Planned, minutes: int) -> datetime:
    return datetime.combine(than.row["date"], than.row["starts"]) - timedelta(minutes=minutes)


def _booked(db: Db, session_id: int, person_id: int) -> int:
    """Give the booking of somebody on a session; they are booked if they are not yet."""
    there = signups.live_of(db, session_id=session_id, person_id=person_id)
    if there is not None:
        return there
    return signups.book_held(db, session_id=session_id, person_id=person_id).booking_id


def _choose(db: Db, facts: Facts, planned: Sequence[Planned], now: datetime) -> None:
    """Let some of those booked on the coming dates of an activity take an option."""
    of_name = select(activity_option).where(activity_option.c.name == facts["option"])
    for each in planned:
        if each.slot.activity["name"] == facts["what"] and each.off == 0 and _is_to_come(each, now):
            (option,) = (row for row in db.all(of_name) if row.activity == each.slot.activity_id)
            for booking_id in _who_takes(db, facts, each.id)[: facts["most"]]:
                options.choose(db, booking_id=booking_id, option_id=option.id)


def _who_takes(db: Db, facts: Facts, session_id: int) -> list[int]:
    there = select(booking.c.id).join(patient, patient.c.id == booking.c.person, isouter=True)
    there = there.where(booking.c.session == session_id, booking.c.status == "booked")
    if "diet" in facts:
        there = there.where(patient.c.diet.startswith(facts["diet"]))
    if "ride" in facts:
        there = there.where(patient.c.ride.in_(facts["ride"]))
    return [row.id for row in db.all(there.order_by(booking.c.id))]


def _welcome(db: Db, person_id: int, planned: Sequence[Planned], now: datetime) -> None:
    """Let somebody come for the first time: today if anything open to all still has room."""
    for each in planned:
        row = db.one(select(session).where(session.c.id == each.id))
        theirs = _is_to_come(each, now) and each.slot.activity["likes"] not in ("craft", "young")
        if theirs and row.places - row.booked >= _LEAST_ROOM:
            booked = signups.book_held(db, session_id=row.id, person_id=person_id)
            first_visits.welcome(db, booking_id=booked.booking_id, meets=row.leader)
            return


def _wrap_up(db: Db, facts: Facts, planned: Sequence[Planned], now: datetime) -> None:
    """Wrap up the last session before today, a few minutes after its end."""
    over = [
        each for each in planned
        if each.row["date"] < now.date() and each.row["status"] == "planned"
    ]  # fmt: skip
    last: Any = max(over, key=lambda each: each.row["ends_utc"])
    with _standing_at(db, last.row["ends_utc"] + _LATER):
        wrap_ups.save(
            db, session_id=last.id, lovely=facts["lovely"], ran_out_of=facts["ran_out_of"]
        )
        to_buy.add(db, what=facts["to_buy"], session_id=last.id)


def _number_anew(db: Db, last: int, chance: Random, today: date) -> None:
    """Give the bookings made here numbers that are the same for the same day and seed."""
    rows = select(booking.c.id, booking.c.number, booking.c.status, session.c.date).join(session)
    for row in db.all(rows.where(booking.c.id > last).order_by(booking.c.id)):
        free_number(db, row.number)
        number = chance.randrange(10_000, 100_000)
        if row.status != "cancelled":
            number = claim_number(db, row.date, today, number)
        db.change(booking, row.id, number=number)
