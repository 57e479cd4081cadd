"""Reminders: who is booked tomorrow, how they are reached, and the message in their language."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from sqlalchemy import and_, bindparam, select

from desktop.data import signups, wording
from desktop.data.db import Db
from desktop.data.open_days import open_days
from desktop.data.reached import Reached, phones, reached
from desktop.data.ready import Ready
from desktop.data.tables import activity, booking, person, place, session, to_ring
from desktop.data.telling import doubt_number
from desktop.data.to_ring import LONGEST_NOTE, came, check_open
from desktop.rules import reminders as rules
from desktop.rules import to_ring as calls
from desktop.rules.calls import Kind
from desktop.rules.names import clean
from desktop.rules.people import Status, may_be_contacted
from desktop.rules.refusal import Refused
from desktop.rules.reminders import Message
from desktop.rules.signups import Mark
from desktop.rules.to_ring import Outcome


@dataclass(frozen=True, slots=True)
class Reminder:
    """Somebody who is booked soon: what to send or say, and what came of reminding them."""

    booking_id: int
    session_id: int
    title: str
    on: date
    starts: time
    who: Reached
    language: str
    message: Message
    outcome: Outcome
    tried: Outcome
    came: str


_BOOKED = Ready(
    select(
        booking.c.id.label("booking_id"), booking.c.person, session.c.id.label("session_id"),
        session.c.title.label("own_title"), session.c.date, session.c.starts, session.c.private,
        activity.c.name, place.c.name.label("place_name"), person.c.title, person.c.first,
        person.c.last, person.c.preferred, person.c.former, person.c.reach_by,
        person.c.message_ok, person.c.say_surgery, person.c.status, person.c.status_until,
        person.c.language, to_ring.c.outcome, to_ring.c.tried, to_ring.c.outcome_at,
        to_ring.c.passed_to,
    )
    .select_from(
        session.join(booking, booking.c.session == session.c.id)
        .join(person, person.c.id == booking.c.person)
        .join(activity, activity.c.id == session.c.activity)
        .outerjoin(place, place.c.id == session.c.place)
        .outerjoin(
            to_ring, and_(to_ring.c.booking == booking.c.id, to_ring.c.kind == Kind.REMINDER.value)
        )
    )
    .where(
        session.c.date >= bindparam("first"), session.c.date <= bindparam("last"),
        session.c.status == "planned",
        booking.c.status == Mark.BOOKED.value,
    )
    .order_by(session.c.starts_utc, session.c.id, person.c.sort_key, booking.c.id)
)  # fmt: skip
_OF_BOOKING = (
    select(to_ring)
    .where(to_ring.c.kind == Kind.REMINDER.value, to_ring.c.booking == bindparam("booking_id"))
    .with_for_update(key_share=True)
)


def reminders(db: Db, *, today: date) -> tuple[Reminder, ...]:
    """Read who is booked on the next days and may be rung, session by session."""
    known = open_days(db, first=today, last=today + timedelta(days=rules.FARTHEST))
    days = rules.days_to_remind(today, known)
    rows = db.all(_BOOKED, first=days[0], last=days[-1])
    may = [r for r in rows if may_be_contacted(Status(r.status), r.status_until, today)]
    numbers = phones(db, {row.person for row in may})
    texts = wording.checked(db) if may else {}
    return tuple(_line(row, numbers.get(row.person), texts, today, db.now) for row in may)


def answer(db: Db, *, booking_id: int, outcome: str, note: str = "") -> None:
    """Write down what came of reminding somebody; who cannot come is cancelled in the same step."""
    outcome_now = Outcome(outcome)
    if outcome_now not in calls.OUTCOMES[Kind.REMINDER]:
        raise Refused("That is no answer. Choose what came of ringing.")
    held = signups.held(db, booking_id=booking_id)
    if held.status is not Mark.BOOKED:
        raise Refused(f"Not written down. {held.called} is not booked any more, or has arrived.")
    who = int(db.value(select(booking.c.person).where(booking.c.id == booking_id)))
    _write_down(db, held, who, outcome_now, clean(note)[:LONGEST_NOTE])
    if outcome_now is Outcome.CANNOT:
        signups.cancel(db, booking_id=booking_id, cancelled_by="person", reason=clean(note))
    if outcome_now is Outcome.WRONG_NUMBER:
        doubt_number(db, who)


def _write_down(db: Db, held: signups.Held, who: int, outcome: Outcome, note: str) -> None:
    row = db.first(_OF_BOOKING, booking_id=held.id)
    closing = calls.closes(Kind.REMINDER, outcome)
    said: dict[str, Any] = {
        "outcome" if closing else "tried": outcome.value, "outcome_at": db.now,
        "outcome_by": db.by, "note": note,
    }  # fmt: skip
    if row is not None:
        check_open(row)
        db.change(to_ring, row.id, **said)
    else:
        db.add(
            to_ring, kind=Kind.REMINDER.value, person=who, session=held.session.id,
            booking=held.id, due=db.now, **said,
        )  # fmt: skip


def _line(row: Any, number: Any, texts: Mapping[str, str], today: date, now: datetime) -> Reminder:
    title = str(row.own_title or row.name)
    written = rules.message(
        texts, row.language, title, row.date, row.starts, row.place_name or "", today
    )
    return Reminder(
        row.booking_id, row.session_id, title, row.date, row.starts, reached(row, number),
        row.language, Message("", why_not_theirs=rules.PRIVATE) if row.private else written,
        Outcome(row.outcome or ""), Outcome(row.tried or ""),
        came(row, now) if row.outcome is not None else "",
    )  # fmt: skip


def open_ones(found: Sequence[Reminder]) -> tuple[Reminder, ...]:
    """Give those who have not been reminded yet."""
    return tuple(each for each in found if each.outcome is Outcome.OPEN)
