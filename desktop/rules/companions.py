"""Who comes along with somebody: carers, partners, children, and interpreters."""

from collections.abc import Sequence
from dataclasses import dataclass

from desktop.rules.referrals import kept_only
from desktop.rules.refusal import Refused
from desktop.rules.signups import Mark, SessionFacts

LONGEST_NAME = 100
LONGEST_DIET = 200
MOST = 8
"""So many may come along with one person: more of them are people with bookings of their own."""
INTERPRETER = "interpreter"
OWN_WAY = "own way"
KINDS = {
    "companion": "Companion",
    "partner": "Partner",
    "carer": "Carer",
    "child": "Child",
    "parent": "Parent",
    "friend": "Friend",
    INTERPRETER: "Interpreter",
}


@dataclass(frozen=True, slots=True)
class Brought:
    """Somebody who comes along: a name, or a person of the records; an interpreter needs neither.

    `own_way`: they need no seat where the person they come with has a ride.
    """

    name: str = ""
    kind: str = "companion"
    person_id: int | None = None
    diet: str = ""
    takes_place: bool = True
    own_way: bool = False
    confirmed: bool = False

    @property
    def is_interpreter(self) -> bool:
        return self.kind == INTERPRETER

    @property
    def takes(self) -> bool:
        """Whether a place is taken: never by an interpreter, who works."""
        return self.takes_place and not self.is_interpreter


def check_brought(brought: Sequence[Brought], there: int, not_done: str = "Not added") -> None:
    """Refuse who cannot be written down; `there` come along already."""
    for each in brought:
        if each.kind not in KINDS:
            raise Refused(f"{not_done}. Choose how they belong together.")
        if not each.name and each.person_id is None and not each.is_interpreter:
            raise Refused(f"{not_done}. Give a name, so that the register says who comes.")
        if len(each.name) > LONGEST_NAME:
            raise Refused(f"{not_done}. A name has up to {LONGEST_NAME} letters.")
        if len(each.diet) > LONGEST_DIET:
            raise Refused(f"{not_done}. What they eat has up to {LONGEST_DIET} letters.")
    if there + len(brought) > MOST:
        raise Refused(f"{not_done}. Up to {MOST} may come along. Book the others themselves.")


def same(one: Brought, other: Brought) -> bool:
    """Whether two are one and the same: the same record, or the same name said of nobody's."""
    if one.person_id or other.person_id:
        return one.person_id == other.person_id
    named_alike = one.name.casefold() == other.name.casefold()
    return named_alike and (bool(one.name) or one.kind == other.kind)


def fits(session: SessionFacts, more: int) -> bool:
    """Whether there are places for so many companions of somebody booked."""
    free = session.places - session.booked
    return more <= max(free - session.kept - session.sent.number, 0)


def check_fits(session: SessionFacts, more: int) -> None:
    """Refuse companions of somebody booked for whom there is no place."""
    free, sent = session.places - session.booked, session.sent
    if more <= free - session.kept - sent.number:
        return
    if free <= 0:
        sentence = f"{session.title} is full: {session.booked} of {session.places}."
        raise Refused(f"Not added. {sentence}")
    if free - sent.number < more <= free:
        sentence, _way_on = kept_only(session.title, free, sent.until, session.id)
        raise Refused(sentence.replace("Not booked.", "Not added.", 1))
    if more <= free:
        places = "The free place" if free == 1 else f"The {free} free places"
        are = "is" if free == 1 else "are"
        raise Refused(f"Not added. {places} in {session.title} {are} kept for people who wait.")
    raise Refused(f"Not added. {session.title} has {_places(free)} left.")


def check_can_come_along(whose: str, status: Mark) -> None:
    """Refuse a companion of somebody who does not come."""
    if status is Mark.CANCELLED:
        raise Refused(f"Not added. {whose} has cancelled. Book again first.")
    if status is Mark.MISSED:
        raise Refused(f"Not added. {whose} did not come.")


def check_comes(name: str, status: Mark) -> None:
    """Refuse to do anything about a companion who has cancelled."""
    if status is Mark.CANCELLED:
        raise Refused(f"{name} has cancelled. Add them again first.")


def check_can_mark(name: str, whose: str, old: Mark, of_booking: Mark) -> None:
    """Refuse to mark who has cancelled, or whose booking has gone."""
    check_comes(name, old)
    if of_booking is Mark.CANCELLED:
        raise Refused(f"{whose} has cancelled, and {name} came with them.")


def check_can_stay(name: str, person_id: int | None) -> None:
    """Refuse to book somebody in their own right who is not in the records."""
    if person_id is None:
        raise Refused(f"Not changed. {name} is not in the records. Add them to People first.")


def together(called: str, more: int) -> str:
    """Name somebody with who comes along: "Mrs Patel and 1 more"."""
    return f"{called} and {more} more" if more else called


def named(name: str, kind: str) -> str:
    """Name a companion as the register does: "Jo Reid, carer"; "Interpreter"."""
    word = KINDS.get(kind, kind)
    if not name:
        return word
    return name if kind == "companion" else f"{name}, {word.lower()}"


def names(brought: Sequence[Brought]) -> str:
    """Name who comes along: "Jo Reid, carer, and Ann Reid, child"."""
    said = [named(each.name, each.kind) for each in brought]
    if len(said) < 2:
        return "".join(said)
    return f"{', '.join(said[:-1])}, and {said[-1]}"


def _places(number: int) -> str:
    return "1 place" if number == 1 else f"{number} places"
