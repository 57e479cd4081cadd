"""Who may take a place, who may be marked, and what is said when not."""

from dataclasses import dataclass
from datetime import date, datetime, time
from enum import StrEnum
from typing import Protocol

from desktop.rules.days import clock, day, hours, when
from desktop.rules.people import Status, age
from desktop.rules.referrals import NONE, Kept, kept_only
from desktop.rules.refusal import Refused, WayOn
from desktop.rules.sessions import left_words


class Mark(StrEnum):
    """What became of a booking; the words people read are in `MARK_WORDS`."""

    BOOKED = "booked"
    ARRIVED = "arrived"
    MISSED = "missed"
    CANCELLED = "cancelled"


MARK_WORDS = {
    Mark.BOOKED: "Booked",
    Mark.ARRIVED: "Arrived",
    Mark.MISSED: "Did not come",
    Mark.CANCELLED: "Cancelled",
}


@dataclass(frozen=True, slots=True)
class Stand:
    """How a booking stands: its mark, whether they told us before, whether they came late."""

    mark: Mark
    told_us: bool = False
    late: bool = False


@dataclass(frozen=True, slots=True)
class SessionFacts:
    """What has to be known of a session before anything about it is decided.

    Of its free places, `kept` are for people who wait, and `sent` for people who were referred,
    not for who asks now.
    """

    id: int
    title: str
    held_on: date
    starts: time
    ends: time
    ends_utc: datetime
    places: int
    booked: int
    cancelled: bool = False
    youngest: int | None = None
    oldest: int | None = None
    waiting: int = 0
    kept: int = 0
    sent: Kept = NONE

    def on(self, today: date) -> str:
        """Name the session and its time: "Crafternoon, Thursday 26 November, 2pm to 4pm"."""
        return f"{self.title}, {when(self.held_on, self.starts, self.ends, today)}"


@dataclass(frozen=True, slots=True)
class Clash:
    """A live booking that stands in the way, of this session or one at the same time."""

    session_id: int
    title: str
    starts: time
    ends: time


@dataclass(frozen=True, slots=True)
class Asked:
    """What has to be known of a person who asks for a place, or as many as their `party` is.

    `ask`: "Ask Sam Oduya first.".
    """

    called: str
    status: Status = Status.CURRENT
    status_until: date | None = None
    born: date | None = None
    clash: Clash | None = None
    person_id: int = 0
    waits: bool = False
    ask: str = ""
    party: int = 1


@dataclass(frozen=True, slots=True)
class NextWithRoom:
    """The next session of the same activity that has a place."""

    session_id: int
    date: date
    starts: time


class Held(Protocol):
    """A session as far as room in it is concerned."""

    @property
    def cancelled(self) -> bool: ...
    @property
    def ends_utc(self) -> datetime: ...
    @property
    def places(self) -> int: ...
    @property
    def booked(self) -> int: ...
    @property
    def waiting(self) -> int: ...


def has_room(session: Held, now: datetime, party: int = 1) -> bool:
    """Whether places can still be given in a session to a party that has not waited for them."""
    taken = session.booked + session.waiting + party
    return not session.cancelled and now < session.ends_utc and taken <= session.places


def check_can_book(
    session: SessionFacts,
    asked: Asked,
    *,
    now: datetime,
    today: date,
    instead: NextWithRoom | None = None,
) -> None:
    """Refuse a place that cannot be given, with the way on where there is one."""
    check_could_come(session, asked, now=now, today=today, instead=instead)
    if session.booked >= session.places:
        raise Refused(*_full(session, asked, instead, today))
    if session.booked + asked.party > session.places:
        raise Refused(*_too_many(session, asked))
    left = session.places - session.booked - session.sent.number
    if asked.party > left:
        free = session.places - session.booked
        raise Refused(*kept_only(session.title, free, session.sent.until, session.id))
    if session.kept + asked.party > left:
        raise Refused(*_kept(session, asked))
    check_asked(session, asked, "Not booked")


def check_could_come(
    session: SessionFacts, asked: Asked, *, now: datetime, today: date,
    instead: NextWithRoom | None = None, not_done: str = "Not booked",
) -> None:  # fmt: skip
    """Refuse a place, or to wait for one, to somebody who could not come if there were one."""
    _check_still_on(session, instead, now=now, today=today, not_done=not_done)
    _check_status(session, asked, not_done)
    _check_clash(session, asked, not_done)
    _check_age(session, asked, not_done)


def check_asked(session: SessionFacts, asked: Asked, not_done: str) -> None:
    """Refuse until a colleague has been asked: it says whom, and never why."""
    if asked.ask:
        way_on = WayOn("asked", "Asked, go on", session.id, asked.person_id)
        raise Refused(f"{not_done}. {asked.ask}", way_on)


def check_can_come_back(session: SessionFacts, asked: Asked, *, now: datetime) -> None:
    """Refuse a promise made anew that could not be made now; what is past stays as it was."""
    if session.ends_utc > now:
        _check_status(session, asked, "Not booked")
        _check_age(session, asked, "Not booked")
        check_asked(session, asked, "Not booked")


def check_can_walk_in(session: SessionFacts, asked: Asked, *, today: date) -> None:
    """Refuse what cannot be; who stands in the room is recorded, full or not."""
    if session.cancelled:
        raise Refused(f"Not added. {session.title} on {day(session.held_on, today)} is cancelled.")
    if session.held_on > today:
        way_on = WayOn("book", "Book for that day", session.id)
        raise Refused(f"Not added. {session.title} is on {day(session.held_on, today)}.", way_on)
    if asked.clash and asked.clash.session_id == session.id:
        raise Refused(f"{asked.called} is on this register already.")
    check_asked(session, asked, "Not added")


def check_can_mark(
    session: SessionFacts, called: str, old: Mark, new: Mark, *, walked_in: bool, today: date
) -> None:
    """Refuse a mark that would say what cannot be known."""
    if old is Mark.CANCELLED:
        raise Refused(f"{called} has cancelled. Book again first.")
    if session.cancelled:
        raise Refused(f"{session.title} on {day(session.held_on, today)} is cancelled.")
    if new is not Mark.BOOKED and session.held_on > today:
        held_on = day(session.held_on, today)
        raise Refused(f"Not marked. {session.title} is on {held_on}. Mark arrivals that day.")
    if new is Mark.BOOKED and walked_in:
        raise Refused(f"{called} walked in without a booking. Cancel it to take it off.")


def check_can_cancel(called: str, old: Mark) -> None:
    """Refuse to cancel what is over or was never there."""
    if old is Mark.CANCELLED:
        raise Refused(f"{called} has cancelled already.")


def _check_still_on(
    session: SessionFacts, instead: NextWithRoom | None, *, now: datetime, today: date,
    not_done: str,
) -> None:  # fmt: skip
    way_on = WayOn("show_session", "Show the next one", instead.session_id) if instead else None
    if session.cancelled:
        held_on = day(session.held_on, today)
        raise Refused(f"{not_done}. {session.title} on {held_on} is cancelled.", way_on)
    if session.ends_utc <= now:
        ended = "" if session.held_on == today else f" on {day(session.held_on, today)}"
        finished = f"finished at {clock(session.ends)}{ended}"
        raise Refused(f"{not_done}. {session.title} {finished}.", way_on)


def _check_status(session: SessionFacts, asked: Asked, not_done: str) -> None:
    if asked.status is Status.DIED:
        raise Refused(f"{not_done}. {asked.called} is recorded as having died.")
    way_on = WayOn("show_person page", "Show their page", asked.person_id)
    if asked.status is Status.MOVED:
        raise Refused(
            f"{not_done}. {asked.called} is recorded as moved away. Change that first.", way_on
        )
    if asked.status is Status.HOSPITAL and (
        asked.status_until is None or session.held_on <= asked.status_until
    ):
        raise Refused(
            f"{not_done}. {asked.called} is recorded as in hospital. Change that first.", way_on
        )


def _check_clash(session: SessionFacts, asked: Asked, not_done: str) -> None:
    clash = asked.clash
    if clash is None:
        return
    if clash.session_id == session.id:
        raise Refused(f"{not_done}. {asked.called} is already booked on {session.title}.")
    raise Refused(
        f"{not_done}. {asked.called} is already at {clash.title} "
        f"from {hours(clash.starts, clash.ends)}.",
        WayOn("show_session", "Show it", clash.session_id),
    )


def _check_age(session: SessionFacts, asked: Asked, not_done: str) -> None:
    if asked.born is None:
        return
    years = age(asked.born, session.held_on)
    if (session.youngest or 0) <= years <= (session.oldest or 200):
        return
    raise Refused(f"{not_done}. {ages_words(session.youngest, session.oldest)}")


def ages_words(youngest: int | None, oldest: int | None) -> str:
    """Say whom a group is for, never how old somebody is: "This group is for 11 to 18."."""
    if youngest and oldest:
        return f"This group is for {youngest} to {oldest}."
    return f"This group is for {youngest} and over." if youngest else f"This is up to {oldest}."


def _full(
    session: SessionFacts, asked: Asked, instead: NextWithRoom | None, today: date
) -> tuple[str, WayOn | None]:
    sentence = f"Not booked. {session.title} is full: {session.booked} of {session.places}."
    if asked.party > 1 and not asked.waits:
        return sentence, _all_wait(session, asked)
    if instead is None:
        return sentence, None
    there = f"{day(instead.date, today)}, {clock(instead.starts)}"
    return f"{sentence} The next with room is {there}.", WayOn(
        "show_session", "Show it", instead.session_id
    )


def _too_many(session: SessionFacts, asked: Asked) -> tuple[str, WayOn | None]:
    left = left_words(session.booked, session.places)
    sentence = f"Not booked. {session.title} has {left}, and they are {asked.party}."
    return sentence, None if asked.waits else _all_wait(session, asked)


def _all_wait(session: SessionFacts, asked: Asked) -> WayOn:
    all_of_them = "both" if asked.party == 2 else f"all {asked.party}"
    return WayOn("wait", f"Add {all_of_them} to the waiting list", session.id)


def _kept(session: SessionFacts, asked: Asked) -> tuple[str, WayOn | None]:
    free = session.places - session.booked - session.sent.number
    places = "The free place" if free == 1 else f"The {free} free places"
    kept = f"Not booked. {places} in {session.title} {'is' if free == 1 else 'are'} kept for"
    if asked.waits:
        return f"{kept} people before {asked.called}.", None
    return f"{kept} people who wait.", WayOn("wait", "Add to the waiting list", session.id)
