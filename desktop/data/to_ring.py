"""People to ring after a visit or an absence: who is due, and what came of each call."""

from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any

from sqlalchemy import bindparam, or_, select
from sqlalchemy import text as sql

from desktop.data import marking, signups
from desktop.data.db import Db
from desktop.data.reached import Reached, phones, reached
from desktop.data.ready import Ready
from desktop.data.tables import activity, first_visit, person, session, to_ring
from desktop.data.telling import doubt_number
from desktop.rules import to_ring as rules
from desktop.rules.calls import Kind
from desktop.rules.names import Name, clean, plain
from desktop.rules.on_it import who_is_on_it
from desktop.rules.people import Status, may_be_contacted
from desktop.rules.phones import show_phone
from desktop.rules.refusal import Refused
from desktop.rules.signups import Mark, Stand
from desktop.rules.to_ring import Outcome

LONGEST_NOTE = 200


@dataclass(frozen=True, slots=True)
class ToRing:
    """Somebody to ring: why, what to say, what was tried, and what came of it.

    `contact` is their emergency contact, only when they are missing now. `came` says in words
    what closed the line, or how the last try went.
    """

    id: int
    version: int
    kind: Kind
    who: Reached
    about: str
    say: str
    contact: str
    outcome: Outcome
    tried: Outcome
    came: str
    on_it: str
    session_id: int | None


_THIS = select(to_ring).where(to_ring.c.id == bindparam("ring_id"))
_MEETS = person.alias("meets")
_LINES = (
    select(
        to_ring, person.c.title, person.c.first, person.c.last, person.c.preferred,
        person.c.former, person.c.reach_by, person.c.message_ok, person.c.say_surgery,
        person.c.status, person.c.status_until, person.c.emergency_name,
        person.c.emergency_phone, session.c.date, session.c.starts,
        session.c.title.label("own_title"), activity.c.name.label("activity_name"),
        first_visit.c.meets_name, _MEETS.c.first.label("meets_first"),
        _MEETS.c.last.label("meets_last"),
    )
    .select_from(
        to_ring.join(person, person.c.id == to_ring.c.person)
        .outerjoin(session, session.c.id == to_ring.c.session)
        .outerjoin(activity, activity.c.id == session.c.activity)
        .outerjoin(first_visit, first_visit.c.booking == to_ring.c.booking)
        .outerjoin(_MEETS, _MEETS.c.id == first_visit.c.meets)
    )
    .where(to_ring.c.kind != Kind.REMINDER.value)
    .order_by(to_ring.c.due, to_ring.c.id)
)  # fmt: skip
_OPEN = Ready(
    _LINES.where(
        sql("to_ring.outcome = ''"),  # word for word, or its index is not used
        to_ring.c.due <= bindparam("now"),
        or_(to_ring.c.until.is_(None), to_ring.c.until > bindparam("now")),
        # Who was not here yesterday is not rung today: it was to be the same day.
        or_(to_ring.c.kind != Kind.NOT_HERE.value, session.c.date >= bindparam("today")),
    )
)
_NOT_HERE_TODAY = Ready(
    _LINES.where(
        to_ring.c.kind == Kind.NOT_HERE.value, session.c.date == bindparam("today"),
        to_ring.c.outcome != "", to_ring.c.outcome != Outcome.WITHDRAWN.value,
    )
)  # fmt: skip


def to_ring_now(db: Db, *, today: date, now: datetime) -> tuple[ToRing, ...]:
    """Read whom to ring now, by kind; who was not here today stays listed with what came of it."""
    rows = [*db.all(_OPEN, now=now, today=today), *db.all(_NOT_HERE_TODAY, today=today)]
    may = [r for r in rows if may_be_contacted(Status(r.status), r.status_until, today)]
    numbers = phones(db, {row.person for row in may})
    found = [_line(row, numbers.get(row.person), today, now) for row in may]
    return tuple(sorted(found, key=lambda each: rules.ORDER.index(each.kind)))


def answer(
    db: Db, *, ring_id: int, outcome: str, note: str = "", version: int | None = None
) -> None:
    """Write down what came of ringing somebody; who was not reached stays on the list.

    Who came after all is marked as here in the same step.
    """
    came = Outcome(outcome)
    visit = _visit(db, ring_id) if came is Outcome.CAME else None  # before the line: lock order
    row = db.one(_THIS.with_for_update(key_share=True), ring_id=ring_id)
    kind = Kind(row.kind)
    if came not in rules.OUTCOMES[kind]:
        raise Refused("That is no answer. Choose what came of ringing.")
    if visit is not None:
        rules.check_came(visit.stand, withdrawn=row.outcome == Outcome.WITHDRAWN)
    check_open(row)
    said = clean(note)[:LONGEST_NOTE]
    db.change(
        to_ring, ring_id, version=version, outcome_at=db.now, outcome_by=db.by,
        passed_to=rules.PASSED_TO.get(came, ""), **({"note": said} if said else {}),
        **{"outcome" if rules.closes(kind, came) else "tried": came.value},
    )  # fmt: skip
    if came is Outcome.WRONG_NUMBER:
        doubt_number(db, row.person)
    if visit is not None:
        marking.set_mark(db, visit, Stand(Mark.ARRIVED, late=visit.stand.late))


def _visit(db: Db, ring_id: int) -> signups.Held | None:
    booking_id = db.one(_THIS, ring_id=ring_id).booking
    return signups.held(db, booking_id=booking_id) if booking_id else None


def check_open(row: Any) -> None:
    """Refuse to answer a line that somebody has closed meanwhile."""
    if row.outcome == Outcome.WITHDRAWN:
        raise Refused("Not written down. They need no call any more.")
    if row.outcome:
        said = rules.OUTCOME_WORDS[Outcome(row.outcome)]
        raise Refused(f"Not written down. {row.outcome_by} wrote “{said}” meanwhile.")


def came(row: Any, now: datetime) -> str:
    """Say what came of a line so far, with the time if it was today."""
    outcome = Outcome(row.outcome or row.tried)
    at = row.outcome_at.astimezone(now.tzinfo) if row.outcome_at else None
    today = at.time() if at and at.date() == now.date() else None
    return rules.came_words(outcome, today, row.passed_to)


def _line(row: Any, number: Any, today: date, now: datetime) -> ToRing:
    kind, title = Kind(row.kind), str(row.own_title or row.activity_name or "")
    on, starts = row.date or today, row.starts or time(0)
    contact = (row.emergency_name, show_phone(row.emergency_phone) if row.emergency_phone else "")
    return ToRing(
        id=row.id, version=row.version, kind=kind, who=reached(row, number),
        about=rules.about(kind, title, on, today, met_by=_met_by(row), note=row.note),
        say=rules.to_say(kind, title, on, starts, today),
        contact=", ".join(filter(None, contact)) if kind is Kind.NOT_HERE else "",
        outcome=Outcome(row.outcome), tried=Outcome(row.tried), came=came(row, now),
        on_it=who_is_on_it(row.on_it, row.on_it_until, now), session_id=row.session,
    )  # fmt: skip


def _met_by(row: Any) -> str:
    if row.meets_first or row.meets_last:
        return plain(Name("", row.meets_first, row.meets_last, "", ""))
    return str(row.meets_name or "")
