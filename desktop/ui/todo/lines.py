"""The lines of the To do room: headings, people to ring, and things to see to."""

from dataclasses import dataclass
from enum import StrEnum

from desktop.data.activities import SessionCard
from desktop.data.handovers import Note
from desktop.data.offer_lines import OfferLine
from desktop.data.places_to_offer import PlacesToOffer
from desktop.data.reminders import Reminder
from desktop.data.taxis import ToCancel
from desktop.data.telling import Round, ToTell
from desktop.data.to_buy import ToBuy
from desktop.data.to_ring import ToRing
from desktop.data.todo import Ripe
from desktop.data.unmarked import Unmarked
from desktop.rules.calls import Kind


class Matter(StrEnum):
    """The kinds of things to do, in the order they stand."""

    NOT_HERE = "not here"
    OFFER = "offer"
    TELL = "tell"
    TAXI = "taxi"
    NEEDS_CALL = "needs a call"
    MISSED_YOU = "missed you"
    FIRST_VISIT = "first visit"
    WEATHER = "weather"
    UNMARKED = "unmarked"
    IDEAS = "ideas"
    REMIND = "remind"
    SHELF = "shelf"
    TO_BUY = "to buy"
    HANDOVER = "handover"


LATER = (Matter.REMIND, Matter.SHELF, Matter.TO_BUY, Matter.HANDOVER)
"""What may wait until there is time."""
OF_CALL = {
    Kind.NOT_HERE: Matter.NOT_HERE,
    Kind.NEEDS_A_CALL: Matter.NEEDS_CALL,
    Kind.MISSED_YOU: Matter.MISSED_YOU,
    Kind.FIRST_VISIT: Matter.FIRST_VISIT,
}


@dataclass(frozen=True, slots=True)
class Section:
    """A heading: what it is about, and how far it has come, which is never cut short.

    With `session` it is a tall one: the session with a free place, and `held` until when, in full
    and where there is little room.
    """

    matter: Matter
    title: str
    words: str
    told: str = ""
    session: SessionCard | None = None
    held: str = ""
    held_short: str = ""


@dataclass(frozen=True, slots=True)
class Caller:
    """Whom a line is about, and how to reach them."""

    id: int
    name: str
    called: str
    phone: str
    reach: str
    to_check: bool = False


@dataclass(frozen=True, slots=True)
class CallRow:
    """Somebody to ring, and what came of it.

    `key` tells the line from all others, also after the next reading. `second` stands under the
    name, `beside` under what to say; `on_it` is whoever else is on the line now.
    """

    matter: Matter
    key: object
    number: str
    who: Caller
    second: str
    chip: str
    status: str
    icon: str | None
    say: str
    line: ToTell | OfferLine | ToRing | Reminder
    of: Round | PlacesToOffer | None = None
    beside: str = ""
    on_it: str = ""


@dataclass(frozen=True, slots=True)
class ThingRow:
    """Something to see to that is no call: a session's weather, an idea, a thing to buy, a note."""

    matter: Matter
    key: object
    title: str
    words: str
    icon: str
    about: SessionCard | Ripe | ToBuy | Note | Unmarked | ToCancel


Line = CallRow | ThingRow
