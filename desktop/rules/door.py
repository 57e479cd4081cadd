"""At the door: what may be marked, who has gone home, and how many gave no name."""

from desktop.rules.refusal import Refused
from desktop.rules.signups import MARK_WORDS, Mark, Stand

MOST_NAMELESS = 500


def stand_words(mark: Mark, *, told_us: bool = False, late: bool = False) -> str:
    """Say what became of a booking, late and told us kept apart: "Did not come, told us"."""
    if mark is Mark.ARRIVED and late:
        return "Came late"
    if mark is Mark.MISSED and told_us:
        return "Did not come, told us"
    return MARK_WORDS[mark]


def check_stand(new: Stand) -> None:
    """Refuse what cannot be: late without coming, or telling us before a visit that took place."""
    if new.late and new.mark is not Mark.ARRIVED:
        raise Refused("Not marked. Only somebody who came can be late.")
    if new.told_us and new.mark is not Mark.MISSED:
        raise Refused("Not marked. Only somebody who did not come can have told us.")


def check_can_mark_all(title: str, unmarked: int) -> None:
    """Refuse to mark everybody where nobody is left to mark."""
    if not unmarked:
        raise Refused(f"Nobody to mark. Everybody on {title} has a mark already.")


def check_can_leave(called: str, mark: Mark, *, gone: bool) -> None:
    """Refuse to say that somebody went home who was never here."""
    if gone and mark is not Mark.ARRIVED:
        raise Refused(f"Not written down. {called} is not marked as here.")


def count_heads(nameless: int, by: int) -> int:
    """Count people without a name up or down; Refused where the number could not be."""
    number = nameless + by
    if number < 0:
        raise Refused("Not counted. There is nobody without a name.")
    if number > MOST_NAMELESS:
        raise Refused(f"Not counted. At most {MOST_NAMELESS} people without a name.")
    return number
