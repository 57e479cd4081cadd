"""What the green button offers for a person and a session; it acts on these ids, no others."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from desktop.data.activities import SessionCard
from desktop.data.registers import PersonCard
from desktop.rules.signups import Mark, NextWithRoom


class Does(StrEnum):
    """What the button does, or why it is off."""

    BOOK = "book"
    WALK_IN = "walk in"
    ARRIVE = "arrive"
    IS_BOOKED = "is booked"
    HAS_ARRIVED = "has arrived"
    DID_NOT_COME = "did not come"
    IS_GONE = "is gone"
    FULL = "full"
    OVER = "over"
    CANCELLED = "cancelled"


@dataclass(frozen=True, slots=True)
class Offer:
    """The button and whom and what it is for; `instead` is where there still is room."""

    does: Does
    session: SessionCard
    person: PersonCard
    from_register: bool = False
    instead: NextWithRoom | None = None

    def is_on(self) -> bool:
        """Whether the button can be pressed."""
        return self.does in (Does.BOOK, Does.WALK_IN, Does.ARRIVE)

    def ids(self) -> tuple[int, int]:
        """Return the session and the person it is for."""
        return self.session.id, self.person.id


def offer(
    session: SessionCard,
    person: PersonCard,
    *,
    now: datetime,
    from_register: bool,
    walks_in: bool,
    instead: NextWithRoom | None,
) -> Offer:
    """Decide what to offer; the database is asked again when the button is pressed."""
    does = _for_booked(session, person, now, from_register) or _for_new(session, now, walks_in)
    no_room = does in (Does.FULL, Does.OVER, Does.CANCELLED)
    return Offer(does, session, person, from_register, instead if no_room else None)


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


def _for_new(session: SessionCard, now: datetime, walks_in: bool) -> Does:
    if session.cancelled:
        return Does.CANCELLED
    if walks_in:
        return Does.WALK_IN
    if session.ends_utc <= now:
        return Does.OVER
    return Does.FULL if session.booked >= session.places else Does.BOOK
