"""What the register says of the door: who told us, came late, went home, is here first."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import TYPE_CHECKING, Any

from sqlalchemy import bindparam, exists, func, select

from desktop.data.db import Db
from desktop.data.needs import Need
from desktop.data.ready import Ready
from desktop.data.tables import activity_option, booking, first_visit, person, session, wrap_up
from desktop.rules.first_visits import sign
from desktop.rules.names import Name, plain
from desktop.rules.signups import Mark

if TYPE_CHECKING:
    from desktop.data.registers import Register
    from desktop.data.ride_lines import RideLine

COLUMNS = (
    booking.c.told_us, booking.c.late, booking.c.left_at, first_visit.c.meets_name,
    person.c.ring_agreed,
)  # fmt: skip
_SESSION = Ready(
    select(
        func.coalesce(wrap_up.c.nameless, 0).label("nameless"),
        exists().where(activity_option.c.activity == session.c.activity).label("has_options"),
    )
    .select_from(session.outerjoin(wrap_up, wrap_up.c.session == session.c.id))
    .where(session.c.id == bindparam("session_id"))
)  # fmt: skip


def facts(row: Any) -> dict[str, Any]:
    """Give what a line of the register says of the door, from a row with `COLUMNS`."""
    return {
        "told_us": row.told_us, "late": row.late, "gone": row.left_at is not None,
        "first_visit": row.meets_name, "rung_if_not_here": row.ring_agreed is not None,
    }  # fmt: skip


def with_first_visit(row: Any, needs: tuple[Need, ...]) -> tuple[Need, ...]:
    """Put a first visit first, but for allergies: somebody is to be met at the door."""
    if row.meets_name is None:
        return needs
    after = 1 if row.allergies_state == "listed" else 0
    return (*needs[:after], Need("door-open", sign(row.meets_name)), *needs[after:])


@dataclass(frozen=True, slots=True)
class CancelledLine:
    """A booking that ended: whose it was, who ended it, when and why; "moved" went elsewhere."""

    name: str
    by_whom: str
    at: datetime | None
    reason: str


_CANCELLED = Ready(
    select(
        booking.c.cancelled_by, booking.c.cancelled_at, booking.c.reason, person.c.title,
        person.c.first, person.c.last, person.c.preferred, person.c.former,
    )
    .select_from(booking.join(person, person.c.id == booking.c.person))
    .where(
        booking.c.session == bindparam("session_id"), booking.c.status == Mark.CANCELLED.value
    )
    .order_by(person.c.sort_key, booking.c.id)
)  # fmt: skip


def cancelled(db: Db, session_id: int) -> tuple[CancelledLine, ...]:
    """Read whose bookings of a session ended, by name; who is booked again stands here as well."""
    rows = db.all(_CANCELLED, session_id=session_id)
    return tuple(
        CancelledLine(
            plain(Name(row.title, row.first, row.last, row.preferred, row.former)),
            row.cancelled_by, row.cancelled_at, row.reason,
        )
        for row in rows
    )  # fmt: skip


def whole(db: Db, found: "Register") -> "Register":
    """Add what concerns the session: who gave no name, whose booking ended, what is taken of it."""
    row, session_id = db.one(_SESSION, session_id=found.session.id), found.session.id
    more = replace(found, nameless=int(row.nameless), cancelled=cancelled(db, session_id))
    return _with_options(db, more) if row.has_options else more


def _with_options(db: Db, found: "Register") -> "Register":
    """Put what somebody takes, such as lunch, last among what to think of for them."""
    from desktop.data.options import options_of
    from desktop.rules.options import line_words

    options = options_of(db, session_id=found.session.id)
    theirs: dict[int, list[Need]] = defaultdict(list)
    for each in options:
        for booking_id, number in each.takers:
            theirs[booking_id].append(Need("check", line_words(each.name, number)))
    lines = tuple(
        replace(line, needs=(*line.needs, *theirs.get(line.booking_id, ()))) for line in found.lines
    )
    if not found.waiting:
        return replace(found, lines=lines, options=options)
    from desktop.data.waiting_options import wanted

    want = {
        each: [Need("check", line_words(name, number)) for name, number in theirs]
        for each, theirs in wanted(db, found.session.id).items()
    }
    waiting = tuple(
        replace(line, needs=(*line.needs, *want.get(line.waiting_id, ()))) for line in found.waiting
    )
    return replace(found, lines=lines, options=options, waiting=waiting)


def rides(db: Db, session_id: int) -> Mapping[int, tuple["RideLine", ...]]:
    """Read the rides of a session, by booking."""
    from desktop.data import ride_lines

    return ride_lines.of_session(db, session_id)
