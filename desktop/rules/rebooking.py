"""Which bookings may be put elsewhere, and what is said when not."""

from datetime import date, datetime

from desktop.rules.days import day, ordinal
from desktop.rules.refusal import Refused, WayOn
from desktop.rules.signups import Asked, Mark, SessionFacts


def check_can_move(
    session: SessionFacts, called: str, mark: Mark, *, now: datetime, today: date
) -> None:
    """Refuse to move a booking that has been used, is over, or waits for another date already."""
    if mark is Mark.CANCELLED:
        raise Refused(f"Not moved. {called} has cancelled. Book the other date instead.")
    if mark is Mark.ARRIVED:
        raise Refused(f"Not moved. {called} has arrived.")
    if mark is Mark.MISSED:
        raise Refused(f"Not moved. {called} did not come. Book another date instead.")
    held_on = day(session.held_on, today)
    if session.cancelled:
        raise Refused(
            f"Not moved. {session.title} on {held_on} is cancelled. Give another date in To do."
        )
    if session.ends_utc <= now:
        raise Refused(f"Not moved. {session.title} on {held_on} is over. Book another date.")


def check_elsewhere(session: SessionFacts, called: str, session_id: int) -> None:
    """Refuse to move somebody to where they are."""
    if session.id == session_id:
        raise Refused(f"Not moved. {called} is on {session.title} already.")


def not_moved(no: Refused, session_id: int, party: int = 1) -> Refused:
    """Say of a move what was said of a booking; the old place is still theirs.

    Of a `party` there may be room for one.
    """
    sentence, way_on = no.sentence.replace("Not booked.", "Not moved.", 1), no.way_on
    if party > 1 and way_on and way_on.kind == "wait":
        way_on = WayOn("alone", "Move one alone", session_id)
    return Refused(sentence, way_on)


def why_not(no: Refused, session: SessionFacts, asked: Asked) -> str:
    """Say shortly, beside its date, why a session cannot be given to somebody."""
    if asked.clash and asked.clash.session_id == session.id:
        return "Booked already"
    if session.booked + session.kept >= session.places and not asked.clash:
        return "Full"
    return f"At {asked.clash.title} then" if asked.clash else no.sentence.partition(". ")[2]


def waits_already(place: int) -> str:
    """Say shortly, beside its date, that somebody is on its waiting list."""
    return f"{ordinal(place)} on the waiting list"


def moved_to(session: SessionFacts, today: date) -> str:
    """Say why the old booking ended: "Moved to Crafternoon, Thursday 3 December"."""
    return f"Moved to {session.title}, {day(session.held_on, today)}"
