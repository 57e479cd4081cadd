"""Whether a session that depends on the weather is on today, indoors or off."""

from dataclasses import replace

from sqlalchemy import select

from desktop.data import clashes, coming, moves
from desktop.data.activities import Choice
from desktop.data.db import Db
from desktop.data.moves import CalledOff, Moved
from desktop.data.tables import session
from desktop.rules.clashes import clash
from desktop.rules.planning import Scope
from desktop.rules.refusal import Refused

ON, INDOORS, OFF = "on", "indoors", "off"
_WHY = "The weather."


def is_on(db: Db, *, session_id: int) -> None:
    """Write down that a session is on, whatever the sky says."""
    _decide(db, session_id, ON)


def indoors(db: Db, *, session_id: int, place_id: int) -> Moved:
    """Hold a session in another place today; everybody booked is to be told."""
    version = db.value(select(session.c.version).where(session.c.id == session_id))
    moved = moves.move(db, session_id=session_id, version=int(version or 0), place_id=place_id)
    _decide(db, session_id, INDOORS)
    return moved


def off(db: Db, *, session_id: int) -> CalledOff:
    """Call a session off because of the weather; everybody booked is to be told."""
    called_off = moves.cancel(db, session_ids=(session_id,), reason=_WHY)
    _decide(db, session_id, OFF)
    return called_off


def places_for(db: Db, *, session_id: int, most: int = 5) -> tuple[Choice, ...]:
    """Find places that are free for a session now, by name."""
    facts = coming.reach(db, session_id=session_id, scope=Scope.ONE).chosen.facts
    diary = clashes.diary(db, dates=[facts.on])
    free = [
        place
        for place in diary.places.values()
        if place.id != facts.place_id
        and clash(diary, replace(facts, place_id=place.id, leader_id=None), (session_id,)) is None
    ]
    return tuple(Choice(place.id, place.name) for place in free[:most])


def _decide(db: Db, session_id: int, answer: str) -> None:
    row = db.one(select(session.c.status).where(session.c.id == session_id))
    if row.status == "cancelled" and answer != OFF:
        raise Refused("It has been called off already. Bring it back first.")
    db.change(session, session_id, weather=answer)
