"""What the Sign-ups tab shows: a session's register, and the card of a person beside it."""

from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Any

from sqlalchemy import bindparam, exists, select

from desktop.data import along, ask_first, booking_terms, door_lines, parties, waiting
from desktop.data.activities import SessionCard, Week, session_card, week
from desktop.data.along import Along
from desktop.data.db import Db
from desktop.data.needs import Need, needs_of, to_think_of
from desktop.data.tables import booking, first_visit, patient, person, phone, regular
from desktop.data.tables import waiting as waits
from desktop.data.visits import Attended, Visits, visits_of
from desktop.data.waiters import WAITS
from desktop.data.waiting import WaitingFor, WaitingLine
from desktop.data.with_room import next_with_room
from desktop.rules.names import Name, called, filed, full, plain
from desktop.rules.people import Status, status_words
from desktop.rules.signups import Mark, NextWithRoom, has_room

if TYPE_CHECKING:
    from desktop.data.options import OptionLine
    from desktop.data.places_to_offer import RingingAbout
    from desktop.data.ride_lines import RideLine

DAYS = 7


@dataclass(frozen=True, slots=True)
class RegisterLine:
    """One line of a register; `first_visit` says who meets them, None when it is not the first."""

    booking_id: int
    person_id: int
    name: str
    called: str
    needs: tuple[Need, ...]
    booked_at: datetime
    mark: Mark
    walked_in: bool
    over: bool
    number: int | None
    sort_key: str
    along: tuple[Along, ...] = ()
    rides: tuple["RideLine", ...] = ()
    told_us: bool = False
    late: bool = False
    gone: bool = False
    first_visit: str | None = None
    rung_if_not_here: bool = False


@dataclass(frozen=True, slots=True)
class Register:
    """A session, everybody on it by name (those who walked in last), and who waits, in order.

    `kept` says how many places, `sent`, are kept for people who were referred. `left` are
    companions whose person has cancelled, at a desk that knew nothing of them. `nameless` gave no
    name.
    """

    session: SessionCard
    lines: tuple[RegisterLine, ...]
    waiting: tuple[WaitingLine, ...] = ()
    left: tuple[Along, ...] = ()
    kept: str = ""
    nameless: int = 0
    cancelled: tuple[door_lines.CancelledLine, ...] = ()
    options: tuple["OptionLine", ...] = ()
    sent: int = 0


@dataclass(frozen=True, slots=True)
class PersonCard:
    """A person as the desk sees them before it books. Empty words mean: nothing recorded.

    `past` are the newest 60 sessions and `coming` the next 60; the numbers count all there are.
    `waits_for` are sessions they wait for, `ringing` what they may be ringing back about.
    """

    id: int
    name: str
    filed: str
    called: str
    plain: str
    born: date | None
    nhs_number: str
    phones: tuple[str, ...]
    language: str
    interpreter: bool
    reach_by: str
    message_ok: str
    say_surgery: bool
    note: str
    status: str
    is_patient: bool
    ride: str
    allergies_state: str
    allergies: str
    allergies_asked: date | None
    diet_state: str
    diet: str
    needs: tuple[Need, ...]
    past: tuple[Attended, ...]
    coming: tuple[Attended, ...]
    number_of_visits: int
    number_missed: int
    live_booking: int | None
    live_mark: Mark | None
    sort_key: str
    on_register: tuple[Need, ...]
    waits_for: tuple[WaitingFor, ...] = ()
    ringing: tuple["RingingAbout", ...] = ()
    along: tuple[Along, ...] = ()
    ask: str = ""
    every_week: tuple[str, ...] = ()
    referred_to: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class SignUps:
    """What the Sign-ups tab shows; `instead` is the next session with room if this has none."""

    week: Week
    register: Register | None
    card: PersonCard | None
    instead: NextWithRoom | None


_LINES = (
    select(
        booking.c.id.label("booking_id"), booking.c.status.label("mark"), booking.c.booked_at,
        booking.c.walked_in, booking.c.over, booking.c.number, person.c.id, person.c.title,
        person.c.first, person.c.last, person.c.preferred, person.c.former, person.c.born,
        person.c.language, person.c.interpreter, person.c.sort_key, patient.c.ride,
        patient.c.diet_state, patient.c.diet, patient.c.allergies_state, patient.c.allergies,
        parties.HAS_RIDE.label("has_ride"),
        *door_lines.COLUMNS,
    )
    .select_from(
        booking.join(person, person.c.id == booking.c.person)
        .outerjoin(patient, patient.c.id == person.c.id)
        .outerjoin(first_visit, first_visit.c.booking == booking.c.id)
    )
    .where(booking.c.session == bindparam("session_id"), booking.c.status != Mark.CANCELLED)
    .order_by(booking.c.walked_in, person.c.sort_key, person.c.id)
)  # fmt: skip
_PERSON = (
    select(
        person, patient.c.id.label("patient_id"), patient.c.nhs_number, patient.c.ride,
        patient.c.allergies_state, patient.c.allergies, patient.c.allergies_asked,
        patient.c.diet_state, patient.c.diet,
        exists()
        .where(waits.c.person == person.c.id, waits.c.status == WAITS)
        .label("is_waiting"),
        exists().where(regular.c.person == person.c.id).label("is_regular"),
        booking_terms.WAS_REFERRED.label("was_referred"),
        ask_first.OF_PERSON.label("asks"),
    )
    .select_from(person.outerjoin(patient, patient.c.id == person.c.id))
    .where(person.c.id == bindparam("person_id"))
)  # fmt: skip
_PHONES = (
    select(phone.c.number)
    .where(phone.c.person == bindparam("person_id"))
    .order_by(phone.c.place)
)  # fmt: skip
_LIVE = select(booking.c.id, booking.c.status).where(
    booking.c.session == bindparam("session_id"),
    booking.c.person == bindparam("person_id"),
    booking.c.status != Mark.CANCELLED,
)


def register(db: Db, *, session_id: int) -> Register:
    """Read who is on a session; Refused if it is no longer there."""
    rows = db.all(_LINES, session_id=session_id)
    needs = needs_of(db, [row.id for row in rows])
    same = _same_names(rows)
    with_them = dict(along.of_session(db, session_id))
    rides = door_lines.rides(db, session_id) if any(row.has_ride for row in rows) else {}
    lines = tuple(
        replace(
            _line(row, needs.get(row.id, ()), same),
            along=with_them.pop(row.booking_id, ()), rides=rides.get(row.booking_id, ()),
        )
        for row in rows
    )  # fmt: skip
    left = tuple(each for those in with_them.values() for each in those)
    session = session_card(db, session_id=session_id)
    waits = waiting.waiting_list(db, session_id=session_id) if session.waiting else ()
    sent, kept = booking_terms.kept_places(db, session_id)
    return door_lines.whole(db, Register(session, lines, waits, left, kept, sent=sent))


def sign_ups(
    db: Db, *, first: date | None, days: int, today: date, session_id: int | None = None,
    person_id: int | None = None,
) -> SignUps:  # fmt: skip
    """Read the Sign-ups tab: days, a session of them or any other, and a person.

    With no `first`, the days are those round the session's own date; with no session it is the
    one that is on now, or next.
    """
    shown = week(db, first=first or _week_round(db, session_id, today), days=days)
    chosen = session_id or _now_or_next(db, shown)
    theirs = register(db, session_id=chosen) if chosen else None
    who = card(db, person_id=person_id, session_id=chosen) if person_id else None
    elsewhere = chosen and theirs and not has_room(theirs.session, db.now)
    instead = next_with_room(db, session_id=chosen) if chosen and elsewhere else None
    return SignUps(shown, theirs, who, instead)


def card(db: Db, *, person_id: int, session_id: int | None = None) -> PersonCard:
    """Read a person's card, with their booking of the session if they have one."""
    row = db.one(_PERSON, person_id=person_id)
    if row.merged_into is not None:
        return card(db, person_id=row.merged_into, session_id=session_id)
    phones = tuple(each.number for each in db.all(_PHONES, person_id=person_id))
    needs = needs_of(db, [person_id]).get(person_id, ())
    theirs = visits_of(db, person_id)
    live = session_id and db.first(_LIVE, session_id=session_id, person_id=person_id)
    with_them = along.of_booking(db, booking_id=live.id) if live else ()
    shown = _person_card(row, phones, needs, theirs, live, with_them)
    shown = _with_waiting(db, shown) if row.is_waiting else shown
    if row.was_referred:
        shown = replace(shown, referred_to=booking_terms.referred_to(db, person_id))
    if row.is_regular or row.asks:
        from desktop.data import regular_pages

        shown = replace(shown, **regular_pages.standing(db, person_id=person_id))
    return shown


def _with_waiting(db: Db, shown: PersonCard) -> PersonCard:
    """Add what somebody waits for, and was rung about: few people do."""
    from desktop.data import places_to_offer

    return replace(
        shown,
        waits_for=waiting.waiting_for(db, person_id=shown.id),
        ringing=places_to_offer.ringing_about(db, person_id=shown.id),
    )


def _week_round(db: Db, session_id: int | None, today: date) -> date:
    """Find the days to list: from today on if the session is near, else its own week."""
    on = session_card(db, session_id=session_id).date if session_id else today
    return today if 0 <= (on - today).days < DAYS else on - timedelta(days=on.weekday())


def _now_or_next(db: Db, shown: Week) -> int | None:
    still = (each for each in shown.sessions if each.ends_utc > db.now and not each.cancelled)
    found = next(still, None) or next(iter(shown.sessions), None)
    return found.id if found else None


def _same_names(rows: Any) -> set[str]:
    seen: set[str] = set()
    return {name for row in rows if (name := plain(_name(row))) in seen or seen.add(name)}  # type: ignore[func-returns-value]


def _line(row: Any, needs: tuple[Need, ...], same: set[str]) -> RegisterLine:
    name = plain(_name(row))
    if name in same and row.born:
        name = f"{name} ({row.born.year})"
    return RegisterLine(
        booking_id=row.booking_id, person_id=row.id, name=name, called=called(_name(row)),
        needs=door_lines.with_first_visit(row, to_think_of(row, needs)), booked_at=row.booked_at,
        mark=Mark(row.mark), walked_in=row.walked_in, over=row.over, number=row.number,
        sort_key=row.sort_key, **door_lines.facts(row),
    )  # fmt: skip


def _person_card(
    row: Any, phones: tuple[str, ...], needs: tuple[Need, ...], visits: Visits, live: Any,
    with_them: tuple[Along, ...],
) -> PersonCard:  # fmt: skip
    name, status = _name(row), Status(row.status)
    return PersonCard(
        id=row.id, name=full(name), filed=filed(name), called=called(name), plain=plain(name),
        born=row.born, nhs_number=row.nhs_number or "", phones=phones, language=row.language,
        interpreter=row.interpreter, reach_by=row.reach_by, message_ok=row.message_ok,
        say_surgery=row.say_surgery, note=row.note,
        status="" if status is Status.CURRENT else status_words(status, row.status_until),
        is_patient=row.patient_id is not None, ride=row.ride or "not asked",
        allergies_state=row.allergies_state or "not asked", allergies=row.allergies or "",
        allergies_asked=row.allergies_asked, diet_state=row.diet_state or "not asked",
        diet=row.diet or "", needs=needs, past=visits.past, coming=visits.coming,
        number_of_visits=visits.came, number_missed=visits.missed,
        live_booking=live.id if live else None, live_mark=Mark(live.status) if live else None,
        sort_key=row.sort_key, on_register=to_think_of(row, needs), along=with_them,
    )  # fmt: skip


def _name(row: Any) -> Name:
    return Name(row.title, row.first, row.last, row.preferred, row.former)
