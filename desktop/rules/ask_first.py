"""Ask first: whom the desk asks before somebody is booked; nobody else is named."""

from collections.abc import Sequence
from datetime import date

from desktop.rules.days import day
from desktop.rules.refusal import Refused

LONGEST_NAME, LONGEST_REASON = 80, 1000


def words(names: Sequence[str]) -> str:
    """Say whom to ask: "Ask Sam Oduya first."; nothing where nobody has to be asked."""
    each = sorted({name.strip() for name in names if name.strip()}, key=str.casefold)
    if not each:
        return ""
    *others, last = each
    return f"Ask {', '.join(others)} and {last} first." if others else f"Ask {last} first."


def check_can_add(
    name: str, person_id: int | None, other_id: int | None, activity_id: int | None
) -> None:
    """Refuse what would ask nobody, or be about nothing."""
    if not name:
        raise Refused("Not saved. Say whom to ask.")
    if len(name) > LONGEST_NAME:
        raise Refused(f"Not saved. The name is longer than {LONGEST_NAME} letters. Shorten it.")
    if person_id is None and activity_id is None:
        raise Refused("Not saved. Choose a person or an activity.")
    if other_id is not None and person_id in (None, other_id):
        raise Refused("Not saved. Choose two different people.")


def check_until(until: date | None, today: date) -> None:
    """Refuse an end that is over already."""
    if until is not None and until < today:
        raise Refused(f"Not saved. {day(until, today)} is over. Choose a later day, or none.")
