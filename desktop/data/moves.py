"""Sessions moved, called off and brought back, and everybody booked on them to be told."""

from dataclasses import dataclass
from datetime import date, time

from desktop.data import clashes, coming, telling
from desktop.data.coming import Reach
from desktop.data.db import Db
from desktop.data.placing import call_off, hand_of, put
from desktop.data.series_change import alone
from desktop.data.tables import session
from desktop.data.telling import Changed
from desktop.rules.names import clean
from desktop.rules.planning import How, Scope, SeriesChange, Settled, State
from desktop.rules.refusal import Refused
from desktop.rules.series_change import Coming, moves
from desktop.rules.telling import Kind

_OVER = "That is over already. Sessions that have happened never change."


@dataclass(frozen=True, slots=True)
class Moved:
    """A session that was moved, and how many people there are to tell."""

    session_id: int
    to_tell: int


@dataclass(frozen=True, slots=True)
class CalledOff:
    """How many sessions are not on, and how many people there are to tell."""

    sessions: int
    to_tell: int


def move(
    db: Db, *, session_id: int, version: int, on: date | None = None, starts: time | None = None,
    ends: time | None = None, place_id: int | None = None, reason: str = "",
) -> Moved:  # fmt: skip
    """Put one session on another day, at another time or elsewhere (planning.NONE: nowhere).

    A new start alone keeps its length. A reason lets its place or leader be in two things at once.
    """
    change = SeriesChange(on=on, starts=starts, ends=ends, place_id=place_id)
    found = _held(db, session_id, place_id or None)
    if found.chosen.cancelled:
        raise Refused("Not moved. It is not on. Bring it back first.")
    line = alone(db, found, change, _all_the_same(found.chosen, reason))
    if line.outcome.state is State.CLASH or line.outcome.facts is None:
        raise Refused(f"Not moved. {line.outcome.sentence}")
    put(
        db,
        hand_of(db),
        found.chosen,
        line.outcome.facts,
        version=version,
        reason=line.outcome.reason,
    )
    told = [_news(found.chosen, Kind.MOVED)] if moves(line) else []
    return Moved(session_id, telling.tell(db, changed=told))


def cancel(db: Db, *, session_ids: tuple[int, ...], reason: str = "") -> CalledOff:
    """Call sessions off; the reason is for staff. Bookings stay until each has another place."""
    db.lock("session", session, session_ids)
    rows = db.all(coming.SESSIONS.where(session.c.id.in_(session_ids)).order_by(session.c.id))
    planned = [row for row in rows if row.status == "planned"]
    if not planned:
        raise Refused("Nothing is left to cancel. It is not on already.")
    if any(row.ends_utc <= db.now for row in planned):
        raise Refused(_OVER)
    off = coming.coming_of(db, planned)
    hand = hand_of(db)
    for each in off:
        call_off(db, hand, each, clean(reason))
    told = telling.tell(db, changed=[_news(each, Kind.NOT_ON) for each in off])
    return CalledOff(len(off), told)


def bring_back(db: Db, *, session_id: int, reason: str = "") -> Moved:
    """Let a session that was called off be on after all; a reason lets it clash."""
    found = _held(db, session_id, None)
    each = found.chosen
    if not each.cancelled:
        raise Refused("It is on already.")
    clashes.check_held(db, each.facts, reason=clean(reason), but=[each.id])
    db.change(
        session, each.id, status="planned", reason="", clash_reason=clean(reason), weather="",
        sequence=each.sequence + 1,
    )  # fmt: skip
    return Moved(session_id, telling.tell(db, changed=[_news(each, Kind.ON_AGAIN)]))


def _held(db: Db, session_id: int, place_id: int | None) -> Reach:
    found = coming.reach(db, session_id=session_id, scope=Scope.ONE)
    coming.hold(db, found, [place_id], [], ())
    return coming.reach(db, session_id=session_id, scope=Scope.ONE)


def _all_the_same(each: Coming, reason: str) -> tuple[Settled, ...]:
    why = clean(reason)
    return (Settled(each.original or each.facts.on, How.ANYWAY, why),) if why else ()


def _news(each: Coming, kind: Kind) -> Changed:
    return Changed(each.id, kind, coming.known(each))
