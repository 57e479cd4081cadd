"""What a card or a letter says of a booking: when, where, who meets them; a card has no name."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any

from sqlalchemy import bindparam, select

from desktop.data import printed
from desktop.data.activities import SessionCard, session_cards
from desktop.data.db import Db
from desktop.data.tables import (
    activity,
    activity_text,
    booking,
    car,
    first_visit,
    need,
    person,
    practice,
    ride,
    session,
)
from desktop.rules.names import Name, called, full
from desktop.rules.people import Status, may_be_contacted
from desktop.rules.reading import points_of, reads_in
from desktop.rules.refusal import Refused
from desktop.rules.rides import State
from desktop.rules.signups import Mark


@dataclass(frozen=True, slots=True)
class Practice:
    """Whose paper it is, and the number to ring; either may be empty."""

    name: str
    phone: str


@dataclass(frozen=True, slots=True)
class RideOnCard:
    """A ride as its person needs it: which way, and when; not `found` is looked for still."""

    way: str
    found: bool
    leaves: time | None
    back: time | None


@dataclass(frozen=True, slots=True)
class Appointment:
    """One booking on paper. `meets` meets them at the door; `say` is what the desk says too.

    `titles` is what the activity is called in other languages, where somebody has checked it.
    """

    number: int | None
    session: SessionCard
    bring: str
    say: str
    meets: str
    rides: tuple[RideOnCard, ...]
    text: str
    titles: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Card:
    """A card: a booking in the language and size its person reads, and their next one."""

    language: str
    points: int
    appointment: Appointment
    next: SessionCard | None


@dataclass(frozen=True, slots=True)
class Cards:
    """The cards of one booking, or of a whole session."""

    practice: Practice
    cards: tuple[Card, ...]
    now: datetime


@dataclass(frozen=True, slots=True)
class Letter:
    """A letter with the next dates of one person; `address` is empty where none is recorded."""

    practice: Practice
    name: str
    called: str
    address: str
    language: str
    points: int
    dates: tuple[Appointment, ...]
    now: datetime


_MEETER = person.alias("meeter")
_BOOKED = (
    select(
        booking.c.id, booking.c.number, booking.c.session, booking.c.person,
        session.c.starts_utc, session.c.private, activity.c.id.label("activity"),
        session.c.title.label("own_title"),
        activity.c.bring, activity.c.say_when_booking, person.c.language, person.c.interpreter,
        person.c.status.label("person_status"), person.c.status_until,
        first_visit.c.meets_name, _MEETER.c.first.label("meeter"),
    )
    .select_from(
        booking.join(session, session.c.id == booking.c.session)
        .join(activity, activity.c.id == session.c.activity)
        .join(person, person.c.id == booking.c.person)
        .outerjoin(first_visit, first_visit.c.booking == booking.c.id)
        .outerjoin(_MEETER, _MEETER.c.id == first_visit.c.meets)
    )
    .where(booking.c.status != Mark.CANCELLED.value, session.c.status == "planned")
    .order_by(session.c.starts_utc, booking.c.walked_in, person.c.sort_key, booking.c.id)
)  # fmt: skip
_ONE = _BOOKED.where(booking.c.id == bindparam("booking_id"))
_OF_SESSION = _BOOKED.where(booking.c.session == bindparam("session_id"))
_COMING = _BOOKED.where(
    booking.c.person.in_(bindparam("people", expanding=True)),
    booking.c.status == Mark.BOOKED.value, session.c.starts_utc > bindparam("after"),
)  # fmt: skip
_RIDES = (
    select(ride, car.c.leaves.label("car_leaves"), car.c.way.label("car_way"))
    .select_from(ride.outerjoin(car, car.c.id == ride.c.car))
    .where(
        ride.c.booking.in_(bindparam("bookings", expanding=True)),
        ride.c.status != State.CANCELLED.value,
    )
    .order_by(ride.c.id)
)
_NEEDS = select(need.c.person, need.c.kind, need.c.detail).where(
    need.c.person.in_(bindparam("people", expanding=True))
)
_TEXTS = select(activity_text).where(
    activity_text.c.activity.in_(bindparam("activities", expanding=True)),
    activity_text.c.checked_on.is_not(None),
)
MOST_DATES = 12
MOST_CARDS = 400
"""In one go: two hundred sheets, and seconds rather than minutes of work."""


def card(db: Db, *, booking_id: int, now: datetime) -> Cards:
    """Read the card of one booking; Refused where there is nothing to come to any more."""
    rows = db.all(_ONE, booking_id=booking_id)
    if not rows:
        raise Refused("Nothing was printed. That booking is cancelled, or the session is not on.")
    if not _may_have_one(rows[0], now.date()):
        raise Refused("Nothing was printed. Their record says not to contact them now.")
    return Cards(practice_on_paper(db), _cards(db, rows), now)


def cards(db: Db, *, session_id: int, now: datetime) -> Cards:
    """Read a card for everybody booked on a session; who may not be written to gets none."""
    rows = db.all(_OF_SESSION, session_id=session_id)
    if len(rows) > MOST_CARDS:
        raise Refused(
            f"Nothing was printed. {len(rows)} people are booked, and cards are printed for "
            f"{MOST_CARDS} at most in one go. Print the cards of single bookings."
        )
    may = [row for row in rows if _may_have_one(row, now.date())]
    return Cards(practice_on_paper(db), _cards(db, may), now)


def letter(db: Db, *, person_id: int, now: datetime) -> Letter:
    """Read a letter with somebody's next dates; Refused without one, or who is not written to."""
    who = db.one(select(person).where(person.c.id == person_id))
    name = Name(who.title, who.first, who.last, who.preferred, who.former)
    if not may_be_contacted(Status(who.status), who.status_until, now.date()):
        raise Refused("Nothing was printed. Their record says not to contact them now.")
    rows = db.all(_COMING, people=[person_id], after=now)[:MOST_DATES]
    if not rows:
        raise Refused(f"Nothing was printed. {called(name)} is booked on nothing to come.")
    known = _Known.of(db, rows)
    return Letter(
        practice_on_paper(db), full(name), called(name), who.address,
        known.language(rows[0], *rows), points_of(known.needs[person_id]),
        tuple(known.appointment(row) for row in rows), now,
    )  # fmt: skip


def practice_on_paper(db: Db) -> Practice:
    """Read the name and the telephone number that stand on every sheet."""
    row = db.first(select(practice.c.name, practice.c.phone).order_by(practice.c.id).limit(1))
    return Practice(row.name, row.phone) if row else Practice("", "")


def _may_have_one(row: Any, today: date) -> bool:
    return may_be_contacted(Status(row.person_status), row.status_until, today)


def _cards(db: Db, rows: Sequence[Any]) -> tuple[Card, ...]:
    if not rows:
        return ()
    known, people = _Known.of(db, rows), [row.person for row in rows]
    coming = db.all(_COMING, people=people, after=min(row.starts_utc for row in rows))
    # A card has no name, but who finds it reads it: what is private stands on its own card alone.
    later: dict[int, int] = {}
    for row in coming:
        if not row.private and row.starts_utc > rows[0].starts_utc:
            later.setdefault(row.person, row.session)
    shown = session_cards(db, session_ids=set(later.values()))
    return tuple(
        Card(
            known.language(row, row), points_of(known.needs[row.person]),
            known.appointment(row), shown.get(later.get(row.person, 0)),
        )
        for row in rows
    )  # fmt: skip


def _ride(row: Any) -> RideOnCard:
    # A car's time is when it sets out, so it says nothing of the way home of one that goes both.
    of_car = row.car_leaves if row.way in (row.car_way, "there") else None
    found = row.status != State.NEEDED.value
    return RideOnCard(row.way, found, row.leaves or of_car, row.back)


@dataclass(frozen=True, slots=True)
class _Known:
    """What is read at once for all the bookings of a sheet."""

    sessions: Mapping[int, SessionCard]
    rides: Mapping[int, list[RideOnCard]]
    needs: Mapping[int, list[tuple[str, str]]]
    texts: Mapping[tuple[int, str], str]
    titles: Mapping[int, list[tuple[str, str]]]

    @classmethod
    def of(cls, db: Db, rows: Sequence[Any]) -> "_Known":
        rides, needs, titles = defaultdict(list), defaultdict(list), defaultdict(list)
        for each in db.all(_RIDES, bookings=[row.id for row in rows]):
            rides[each.booking].append(_ride(each))
        for each in db.all(_NEEDS, people=sorted({row.person for row in rows})):
            needs[each.person].append((each.kind, each.detail))
        texts = db.all(_TEXTS, activities=sorted({row.activity for row in rows}))
        for each in texts:
            if each.title:
                titles[each.activity].append((each.language, each.title))
        return cls(
            session_cards(db, session_ids={row.session for row in rows}), rides, needs,
            {(each.activity, each.language): each.text for each in texts}, titles,
        )  # fmt: skip

    def language(self, who: Any, *rows: Any) -> str:
        """Give their language where each of these has a text checked in it, else English."""
        code = reads_in(who.language, interpreter=who.interpreter)
        return code if all((row.activity, code) in self.texts for row in rows) else "en"

    def appointment(self, row: Any) -> Appointment:
        code = reads_in(row.language, interpreter=row.interpreter)
        return Appointment(
            row.number, self.sessions[row.session], row.bring, row.say_when_booking,
            row.meeter or row.meets_name or "", tuple(self.rides[row.id]),
            self.texts.get((row.activity, code), ""),
            # What this one date alone is called is said in no other language.
            () if row.own_title else tuple(self.titles[row.activity]),
        )  # fmt: skip


def print_letter(db: Db, *, person_id: int, now: datetime) -> None:
    """Write down that somebody's letter is printed; Refused where there is none to print."""
    letter(db, person_id=person_id, now=now)
    printed.note(db, what="Letter with somebody’s next dates, on paper", people=1)
