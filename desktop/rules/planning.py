"""What a series plans and what a change of it would do: plain facts for previews and dialogs."""

from dataclasses import dataclass
from datetime import date, time
from enum import StrEnum


class Scope(StrEnum):
    """How far a change reaches, from the session that was chosen."""

    ONE = "one"
    FOLLOWING = "following"
    ALL = "all"


class State(StrEnum):
    """How a date stands in a preview, or in the consequences of a change.

    FITS: as planned · SKIPPED: no session that day · CLASH: to be settled first ·
    STAYS: changed by hand or begun, so left alone · GOES: falls out, and nobody is booked ·
    KEPT: falls out, but people are booked: it stays as it is · NEW: a date more.
    """

    FITS = "fits"
    SKIPPED = "skipped"
    CLASH = "clash"
    STAYS = "stays"
    GOES = "goes"
    KEPT = "kept"
    NEW = "new"


class How(StrEnum):
    """How one date is settled, and what `value` then says.

    PLACE: another place, its id · START: another start that day, "14:30" · DATE: another day,
    "2027-06-15" · SKIP: no session · ANYWAY: all the same, value is why · AS_IT_IS: this date is
    not changed · MOVE: changed by hand, yet it moves with the others.
    """

    PLACE = "place"
    START = "start"
    DATE = "date"
    SKIP = "skip"
    ANYWAY = "anyway"
    AS_IT_IS = "as it is"
    MOVE = "move"


@dataclass(frozen=True, slots=True)
class Way:
    """A ready answer to a clash: a button with its label; pressed, it is `settled(on)`."""

    how: How
    value: str
    label: str

    def settled(self, on: date) -> "Settled":
        return Settled(on, self.how, self.value)


@dataclass(frozen=True, slots=True)
class Settled:
    """What was decided for one date of a preview or of the consequences (their `on`)."""

    on: date
    how: How
    value: str = ""


@dataclass(frozen=True, slots=True)
class SeriesPlan:
    """A series somebody would like: `rule` is an RRULE's value, see rules.series and rules.rrule.

    At most one of `last` and `count`; neither means until it is ended, made 18 months ahead.
    """

    activity_id: int
    rule: str
    first: date
    starts: time
    ends: time
    places: int
    last: date | None = None
    count: int | None = None
    place_id: int | None = None
    leader_id: int | None = None
    skips_closed: bool = True
    term_only: bool = False


@dataclass(frozen=True, slots=True)
class PlannedDate:
    """One date of a preview; `number` counts the sessions, None where there is none.

    `why` is for a chip ("Room taken", "Spring bank holiday"), `sentence` for the row below it.
    """

    on: date
    number: int | None
    state: State
    why: str = ""
    sentence: str = ""
    ways: tuple[Way, ...] = ()
    settled: Settled | None = None


@dataclass(frozen=True, slots=True)
class Preview:
    """A series before it is made: the sentence, every date, and how many of which kind."""

    sentence: str
    dates: tuple[PlannedDate, ...]
    sessions: int
    bank_holidays: int
    closed: int
    clashes: int
    last: date | None


NONE = 0
"""In a SeriesChange, instead of an id: no place, or no leader, from now on."""


@dataclass(frozen=True, slots=True)
class SeriesChange:
    """What is to be different; None leaves it as it is.

    A new start alone keeps the length. `weekday` (Monday 0) keeps the rhythm, `rule` replaces it.
    `on` moves a single session (Scope.ONE) to another day. `last` ends the series after that
    day. NONE instead of an id takes the place or the leader away.
    """

    starts: time | None = None
    ends: time | None = None
    weekday: int | None = None
    rule: str | None = None
    on: date | None = None
    last: date | None = None
    place_id: int | None = None
    leader_id: int | None = None
    places: int | None = None


@dataclass(frozen=True, slots=True)
class ChangeLine:
    """One date in the consequences: `was` and `becomes` in words ("2pm", "2:30pm").

    `on` names the date when it is settled; `session_id` is None for a date that would be new.
    """

    on: date
    session_id: int | None
    was: str
    becomes: str
    state: State
    why: str
    booked: int
    ways: tuple[Way, ...] = ()
    settled: Settled | None = None


@dataclass(frozen=True, slots=True)
class Consequences:
    """What a change would do, counted; nothing is done yet.

    `booked` counts bookings that go with their dates, `overlapping` people who have something
    else then, `to_tell` people, `to_telephone` those of them with no visit before it matters.
    """

    title: str
    scope: Scope
    series_id: int | None
    version: int
    dates_move: int
    by_hand_stay: int
    booked: int
    overlapping: int
    to_tell: int
    to_telephone: int
    clashes: int
    lines: tuple[ChangeLine, ...]


@dataclass(frozen=True, slots=True)
class Facts:
    """What one session of a series is to be like."""

    on: date
    starts: time
    ends: time
    place_id: int | None
    leader_id: int | None
    places: int
