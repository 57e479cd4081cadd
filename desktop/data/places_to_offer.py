"""Places to offer: free places people wait for, held while a desk rings, and what came of it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import bindparam, exists, or_, select

from desktop.data import activities, ask_first, booking_terms, signups, telling, waiters
from desktop.data.activities import SessionCard
from desktop.data.db import Db
from desktop.data.offer_lines import OfferLine, lines
from desktop.data.overlapping import TITLE_ALOUD
from desktop.data.ready import Ready
from desktop.data.tables import activity, activity_option, hold, session, waiting
from desktop.rules import places_to_offer as rules
from desktop.rules.days import clock, day, when
from desktop.rules.names import clean
from desktop.rules.places_to_offer import Outcome
from desktop.rules.referrals import still_kept
from desktop.rules.refusal import Refused, WayOn
from desktop.rules.waiting import check_still_waits


@dataclass(frozen=True, slots=True)
class PlacesToOffer:
    """A session with free places that people wait for.

    `free` are neither booked nor held; `next` is who is to be rung, None while all are held; `now`
    is when that was so.
    """

    session: SessionCard
    free: int
    lines: tuple[OfferLine, ...]
    next: OfferLine | None
    say: str
    now: datetime


@dataclass(frozen=True, slots=True)
class Rung:
    """A place held for whom this desk rings now."""

    hold_id: int
    until: str
    say: str


@dataclass(frozen=True, slots=True)
class Answered:
    """What an answer led to: a booking after a yes, with its number; what is gone, in words."""

    booking_id: int | None
    number: int | None
    left: str = ""


@dataclass(frozen=True, slots=True)
class RingingAbout:
    """Why somebody may be ringing: a place they were offered, in words to read."""

    waiting_id: int
    session_id: int
    hold_id: int
    outcome: Outcome
    at: datetime
    room: bool
    words: str


CATERED = or_(activity.c.caters != "", exists().where(activity_option.c.activity == activity.c.id))
"""Whether there is food: somebody has said so, or something like lunch is to choose."""
_SESSIONS = select(
    session, activity.c.name, activity.c.youngest, activity.c.oldest, CATERED.label("catered"),
    *booking_terms.OF_ACTIVITY, ask_first.OF_ACTIVITY.label("asks"),
).select_from(session.join(activity, activity.c.id == session.c.activity))  # fmt: skip
_WITH_PLACES = Ready(
    _SESSIONS.where(
        session.c.date >= bindparam("first"), session.c.ends_utc > bindparam("now"),
        session.c.status == "planned", session.c.waiting > 0,
        session.c.booked < session.c.places,
    )
    .order_by(session.c.starts_utc, session.c.id)
)  # fmt: skip
_LOCKED = _SESSIONS.where(session.c.id == bindparam("session_id")).with_for_update(
    of=session, key_share=True
)
_LAPSED = select(hold.c.id).where(
    hold.c.session == bindparam("session_id"), hold.c.outcome == "",
    hold.c.until <= bindparam("now"),
)  # fmt: skip
_RUNG_ABOUT = (
    _SESSIONS.add_columns(
        TITLE_ALOUD.label("aloud"), hold.c.id.label("hold_id"), hold.c.waiting.label("line"),
        hold.c.outcome, hold.c.outcome_at, hold.c.since,
    )
    .join(hold, hold.c.session == session.c.id)
    .join(waiting, waiting.c.id == hold.c.waiting)
    .where(
        hold.c.person == bindparam("person_id"), waiting.c.status == waiters.WAITS,
        hold.c.outcome != Outcome.LET_GO.value,
        session.c.status == "planned", session.c.ends_utc > bindparam("now"),
    )
    .order_by(session.c.starts_utc, hold.c.id)
)  # fmt: skip


def places_to_offer(db: Db, *, now: datetime) -> tuple[PlacesToOffer, ...]:
    """Read every free place that somebody waits for, the soonest session first."""
    first = now.date()
    found = db.all(_WITH_PLACES, first=first, now=now)
    of = lines(db, found, first)
    some = [row for row in found if of[row.id]]
    cards = activities.session_cards(db, session_ids=[row.id for row in some])
    return tuple(_offer(db, row, cards[row.id], of[row.id], now) for row in some)


def ring(db: Db, *, waiting_id: int, reason: str = "") -> Rung:
    """Hold a place for somebody this desk rings now, for fifteen minutes; all desks see it.

    A reason is needed to ask somebody before others.
    """
    row, line, who = _locked(db, waiting_id)
    why = clean(reason)[: rules.LONGEST_NOTE]
    if row.status == "cancelled" or row.ends_utc <= db.now:
        raise Refused(f"Not held. {_title(row)} is not to come any more.")
    free = _free(row, line, signups.today_at(db, row))
    asked = [each.asked for each in line]
    if who.cannot:
        _check_asked(db, row, who)
    rules.check_can_ring(asked, who.asked, who.called, free, db.now, why)
    for each in db.all(_LAPSED, session_id=row.id, now=db.now):
        db.change(hold, each.id, outcome=Outcome.LAPSED.value)
    until = db.now + rules.HELD_FOR
    hold_id = db.add(
        hold, session=row.id, waiting=waiting_id, person=who.person_id, places=who.party,
        by=db.by, pc=db.pc, since=db.now, until=until, note=why,
    )  # fmt: skip
    ends = clock(until.astimezone(ZoneInfo(row.zone)).time())
    return Rung(hold_id, ends, _say(db, row, who.party))


def answer(
    db: Db, *, hold_id: int, outcome: str, note: str = "", version: int | None = None
) -> Answered:
    """Write down what came of ringing: a yes is booked at once, a no ends the wait.

    With every other answer they keep their turn. A yes after the time is booked if the place is
    still there.
    """
    came, first = Outcome(outcome), db.one(select(hold).where(hold.c.id == hold_id))
    db.lock("session", session, [first.session])
    row = db.one(select(hold).where(hold.c.id == hold_id))
    _check_open(db, row, came)
    db.change(
        hold, hold_id, version=version, outcome=came.value, outcome_at=db.now, outcome_by=db.by,
        note=clean(note)[: rules.LONGEST_NOTE] or row.note,
    )  # fmt: skip
    if came is Outcome.YES:
        made = signups.book_promised(db, session_id=row.session, person_id=row.person)
        return Answered(made.booking_id, made.number, made.left)
    if came is Outcome.NO:
        waiters.leave(db, row.waiting, reason="Said no to a place.")
    if came is Outcome.WRONG_NUMBER:
        telling.doubt_number(db, row.person)
    return Answered(None, None)


def take_up(db: Db, *, waiting_id: int) -> Answered:
    """Book somebody who rings back about a place: held for them already, or held in this step."""
    row, _line, _who = _locked(db, waiting_id)
    held = waiters.being_rung(db, row.id).get(waiting_id)
    try:
        hold_id = held.hold_id if held else ring(db, waiting_id=waiting_id).hold_id
    except Refused as no:
        raise rules.not_taken_up(no, row.id) from None
    return answer(db, hold_id=hold_id, outcome=Outcome.YES.value)


def ringing_about(db: Db, *, person_id: int) -> tuple[RingingAbout, ...]:
    """Say why somebody may be ringing back: the places they were rung about, still to come."""
    last = {row.line: row for row in db.all(_RUNG_ABOUT, person_id=person_id, now=db.now)}
    found = [row for row in last.values() if Outcome(row.outcome) in rules.MAY_RING_BACK]
    return tuple(_about(db, row, person_id) for row in found)


def _offer(
    db: Db, row: Any, card: SessionCard, line: tuple[OfferLine, ...], now: datetime
) -> PlacesToOffer:
    free = _free(row, line, now.date())
    found = rules.next_to_ring([each.asked for each in line], free, now)
    first = next((each for each in line if each.asked is found), None)
    say = _say(db, row, first.party if first else 1)
    return PlacesToOffer(card, free, line, first, say, now)


def _locked(db: Db, waiting_id: int) -> tuple[Any, Sequence[OfferLine], OfferLine]:
    """Lock the session of a line; it comes back with its whole list, and the line."""
    held = select(waiting).where(waiting.c.id == waiting_id)
    session_id = db.one(held).session
    db.in_order("session")
    row = db.one(_LOCKED, session_id=session_id)
    line = lines(db, [row], signups.today_at(db, row))[row.id]
    who = next((each for each in line if each.waiting_id == waiting_id), None)
    if who is None:
        check_still_waits("That person", db.one(held).status)
        raise Refused("Not held. They are not to be rung now.")
    return row, line, who


def _check_open(db: Db, row: Any, came: Outcome) -> None:
    if came not in rules.ANSWERS:
        raise Refused("That is no answer. Choose what came of ringing.")
    if row.outcome not in ("", Outcome.LAPSED.value):
        said = rules.OUTCOME_WORDS[Outcome(row.outcome)]
        raise Refused(f"Not written down. {row.outcome_by} wrote “{said}” meanwhile.")
    status = db.value(select(waiting.c.status).where(waiting.c.id == row.waiting))
    check_still_waits("That person", str(status))


def _check_asked(db: Db, row: Any, who: OfferLine) -> None:
    here = {"session_id": row.id, "activity_id": row.activity}
    today = signups.today_at(db, row)
    if who.cannot == ask_first.to_ask(db, person_id=who.person_id, today=today, **here):
        way = WayOn("asked", "Asked, go on", row.id, who.person_id)
        raise Refused(f"Not held. {who.cannot}", way)


def _free(row: Any, line: Sequence[OfferLine], today: date) -> int:
    sent = still_kept(row.kept_left, row.date, row.kept_days, today)
    return int(row.places - row.booked - sent - sum(each.party for each in line if each.held))


def _about(db: Db, row: Any, person_id: int) -> RingingAbout:
    line = waiters.waiters(db, row.id, signups.today_at(db, row))
    room = signups.facts_for(row, line, person_id, promised=True)
    free = room.booked + room.kept < room.places
    outcome = Outcome(row.outcome)
    on = day(row.date, signups.today_at(db, row))
    words = rules.ringing_about(row.aloud, on, outcome, room=free)
    at = row.outcome_at or row.since
    return RingingAbout(row.line, row.id, row.hold_id, outcome, at, free, words)


def _say(db: Db, row: Any, party: int) -> str:
    at = when(row.date, row.starts, row.ends, signups.today_at(db, row))
    return rules.to_say(_title(row), at, party)


def _title(row: Any) -> str:
    return str(row.title or row.name)
