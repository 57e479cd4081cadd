"""Reminders: who is booked tomorrow, how they are reached, and the message in their language."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from sqlalchemy import and_, bindparam, select

from desktop.data import reminding, signups, wording
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
class Soon:
    """One date somebody is booked on."""

    booking_id: int
    session_id: int
    title: str
    on: date
    starts: time


@dataclass(frozen=True, slots=True)
class Reminder:
    """Somebody who is booked soon: what to send or say, and what came of reminding them.

    `dates` are those they have not been reminded of yet, or all once they have.
    """

    who: Reached
    dates: tuple[Soon, ...]
    language: str
    message: Message
    outcome: Outcome
    tried: Outcome
    came: str
    on_it: str

    def booking_ids(self) -> tuple[int, ...]:
        """Give the bookings that an answer is about."""
        return tuple(each.booking_id for each in self.dates)


_LONG_AGO = datetime.min.replace(tzinfo=UTC)
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
    """Read who is booked on the next days and may be rung, each once, by their first date."""
    known = open_days(db, first=today, last=today + timedelta(days=rules.FARTHEST))
    days = rules.days_to_remind(today, known)
    rows = db.all(_BOOKED, first=days[0], last=days[-1])
    theirs: dict[int, list[Any]] = defaultdict(list)
    for row in rows:
        if may_be_contacted(Status(row.status), row.status_until, today):
            theirs[row.person].append(row)
    numbers, on_it = phones(db, set(theirs)), reminding.on_it(db, theirs)
    texts = wording.checked(db) if theirs else {}
    return tuple(
        _line(rows, numbers.get(who), texts, today, db.now, on_it.get(who, ""))
        for who, rows in theirs.items()
    )


def answer(db: Db, *, booking_ids: Sequence[int], outcome: str, note: str = "") -> None:
    """Write down what came of reminding somebody of these bookings of theirs.

    Who cannot come is cancelled in the same step.
    """
    came_now = Outcome(outcome)
    if came_now not in calls.OUTCOMES[Kind.REMINDER]:
        raise Refused("That is no answer. Choose what came of ringing.")
    ids = booking.c.id.in_(booking_ids)
    rows = db.all(select(booking.c.person, booking.c.session).where(ids))
    db.lock("session", session, {row.session for row in rows})
    held = [signups.held(db, booking_id=each) for each in booking_ids]
    for each in held:
        if each.status is not Mark.BOOKED:
            raise Refused(
                f"Not written down. {each.called} is not booked any more, or has arrived."
            )
    for each in held:
        _write_down(db, each, rows[0].person, came_now, clean(note)[:LONGEST_NOTE])
        if came_now is Outcome.CANNOT:
            signups.cancel(db, booking_id=each.id, cancelled_by="person", reason=clean(note))
    if came_now is Outcome.WRONG_NUMBER:
        doubt_number(db, rows[0].person)


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


def _line(
    rows: Sequence[Any], number: Any, texts: Mapping[str, str], today: date, now: datetime,
    on_it: str,
) -> Reminder:  # fmt: skip
    rows = [row for row in rows if not row.outcome] or rows
    first, latest = rows[0], max(rows, key=lambda row: row.outcome_at or _LONG_AGO)
    dates = [rules.Date(_title(row), row.date, row.starts, row.place_name or "") for row in rows]
    private = any(row.private for row in rows)
    written = rules.message_of_all(texts, first.language, dates, today)
    return Reminder(
        reached(first, number),
        tuple(Soon(row.booking_id, row.session_id, each.title, each.on, each.starts)
              for row, each in zip(rows, dates, strict=True)),
        first.language, Message("", why_not_theirs=rules.PRIVATE) if private else written,
        Outcome(latest.outcome or ""), Outcome(latest.tried or ""),
        came(latest, now) if latest.outcome is not None else "", on_it,
    )  # fmt: skip


def _title(row: Any) -> str:
    return str(row.own_title or row.name)


def open_ones(found: Sequence[Reminder]) -> tuple[Reminder, ...]:
    """Give those who have not been reminded yet."""
    return tuple(each for each in found if each.outcome is Outcome.OPEN)
