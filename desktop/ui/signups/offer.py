"""What the green button offers for a person and a session; it acts on these ids, no others."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from desktop.data.activities import SessionCard
from desktop.data.registers import PersonCard, Register
from desktop.data.waiting import WaitingLine
from desktop.rules.signups import Mark, NextWithRoom
from desktop.rules.waiting import kept


class Does(StrEnum):
    """What the button does, or why it is off."""

    BOOK = "book"
    WALK_IN = "walk in"
    ARRIVE = "arrive"
    IS_BOOKED = "is booked"
    HAS_ARRIVED = "has arrived"
    DID_NOT_COME = "did not come"
    IS_GONE = "is gone"
    WAIT = "wait"
    WAITS = "waits"
    OFFER = "offer"
    OVER = "over"
    CANCELLED = "cancelled"


KINDS_ON = (Does.BOOK, Does.WALK_IN, Does.ARRIVE, Does.WAIT, Does.OFFER)


@dataclass(frozen=True, slots=True)
class Offer:
    """The button and whom and what it is for.

    `instead` is where there still is room, `waits` their line on the waiting list, `place` where
    on it they stand or would. `kept` says that all that is free is kept for referrals.
    """

    does: Does
    session: SessionCard
    person: PersonCard
    from_register: bool = False
    instead: NextWithRoom | None = None
    waits: WaitingLine | None = None
    place: int = 0
    kept: str = ""

    def is_on(self) -> bool:
        """Whether the button can be pressed."""
        return self.does in KINDS_ON

    def is_here(self) -> bool:
        """Whether they stand on the register already, booked or waiting."""
        return self.person.live_booking is not None or self.waits is not None

    def is_full(self) -> bool:
        """Whether there is no room for them."""
        return self.does in (Does.WAIT, Does.WAITS)

    def ids(self) -> tuple[int, int]:
        """Return the session and the person it is for."""
        return self.session.id, self.person.id


def offer(
    register: Register,
    person: PersonCard,
    *,
    now: datetime,
    from_register: bool,
    walks_in: bool,
    instead: NextWithRoom | None,
) -> Offer:
    """Decide what to offer; the database is asked again when the button is pressed."""
    session = register.session
    waits = next((each for each in register.waiting if each.person_id == person.id), None)
    booked = _for_booked(session, person, now, from_register)
    if booked is Does.IS_GONE and waits:
        booked = None
    does = booked or _for_new(session, now, walks_in) or _for_full(register, waits, person)
    if does is Does.BOOK and waits and from_register:
        does = Does.OFFER
    no_room = does in (Does.WAIT, Does.WAITS, Does.OVER, Does.CANCELLED)
    place = waits.place if waits else len(register.waiting) + 1
    full = session.places <= session.booked
    kept_for = (
        "" if full or does is not Does.WAIT or _is_referred(register, person) else register.kept
    )
    instead = instead if no_room else None
    return Offer(does, session, person, from_register, instead, waits, place, kept_for)


def _for_booked(
    session: SessionCard, person: PersonCard, now: datetime, from_register: bool
) -> Does | None:
    if person.live_booking is None:
        # A row that another desk cancels must not turn into a button that books.
        return Does.IS_GONE if from_register else None
    if person.live_mark is Mark.ARRIVED:
        return Does.HAS_ARRIVED
    if from_register and session.date <= now.date() and not session.cancelled:
        return Does.ARRIVE
    return Does.DID_NOT_COME if person.live_mark is Mark.MISSED else Does.IS_BOOKED


def _for_new(session: SessionCard, now: datetime, walks_in: bool) -> Does | None:
    if session.cancelled:
        return Does.CANCELLED
    if walks_in:
        return Does.WALK_IN
    return Does.OVER if session.ends_utc <= now else None


def _for_full(register: Register, waits: WaitingLine | None, person: PersonCard) -> Does:
    """Offer a place that is not kept for others, or for referrals, else the waiting list."""
    sent = 0 if _is_referred(register, person) else register.sent
    free = register.session.places - register.session.booked - sent
    room = free - kept(register.waiting, free, person.id)
    if room >= (waits.party if waits else 1):
        return Does.BOOK
    return Does.WAITS if waits else Does.WAIT


def _is_referred(register: Register, person: PersonCard) -> bool:
    return register.session.activity_id in person.referred_to
