"""The person chosen, from the finder or from the register, and what follows from it."""

from dataclasses import dataclass
from datetime import datetime

from desktop.data.activities import SessionCard
from desktop.data.finding import FoundPerson
from desktop.data.registers import PersonCard
from desktop.rules import signups as rules
from desktop.rules.refusal import Refused
from desktop.rules.signups import Asked, Clash, SessionFacts
from desktop.ui.signups.offer import Does, Offer
from desktop.ui.signups.rows import Joins, Preview


@dataclass(frozen=True, slots=True)
class Choice:
    """Who is chosen, and where."""

    person: int | None = None
    from_register: bool = False


def found_person(card: PersonCard) -> FoundPerson:
    """Show a card as a result of the finder."""
    phone = card.phones[0][-4:] if card.phones else ""
    return FoundPerson(card.id, card.filed, card.called, card.plain, card.born, phone, card.status)


JOINS = {Does.BOOK: Joins.BOOKED, Does.WALK_IN: Joins.WALKED_IN, Does.WAIT: Joins.WAITING}


def preview_of(offer: Offer | None) -> Preview | None:
    """Show where the person of an offer would stand on the register."""
    if offer is None or offer.does not in JOINS:
        return None
    person = offer.person
    return Preview(person.plain, person.sort_key, person.on_register, JOINS[offer.does], person.id)


def why_not_booked(offer: Offer, now: datetime) -> Refused | None:
    """Say why the button is off, in the words of the rule."""
    try:
        rules.check_can_book(
            facts_of(offer.session), _asked(offer), now=now, today=now.date(), instead=offer.instead
        )
    except Refused as no:
        return no
    return None


def why_no_walk_in(session: SessionCard, now: datetime) -> Refused | None:
    """Say why nobody can walk in to a session, in the words of the rule."""
    try:
        rules.check_can_walk_in(facts_of(session), Asked(""), today=now.date())
    except Refused as no:
        return no
    return None


def _asked(offer: Offer) -> Asked:
    session, person = offer.session, offer.person
    clash = Clash(session.id, session.title, session.starts, session.ends)
    here = clash if person.live_booking else None
    return Asked(person.called, clash=here, person_id=person.id)


def facts_of(session: SessionCard) -> SessionFacts:
    """Say of a session on show what the rules ask."""
    return SessionFacts(
        session.id, session.title, session.date, session.starts, session.ends, session.ends_utc,
        session.places, session.booked, session.cancelled,
    )  # fmt: skip
