"""Who comes along with a booking, or a line of a waiting list, as that begins, goes on and ends."""

from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from typing import Any

from sqlalchemy import bindparam, exists, select

from desktop.data import taxis
from desktop.data.db import Db
from desktop.data.ready import Ready
from desktop.data.tables import booking, booking_option, companion, ride
from desktop.rules.companions import INTERPRETER, OWN_WAY
from desktop.rules.signups import Mark

LIVE = companion.c.status != Mark.CANCELLED.value
HAS = exists().where(companion.c.booking == booking.c.id, LIVE)
"""Whether anybody comes along with a booking: asked where the booking is read anyway."""
HAS_RIDE = exists().where(ride.c.booking == booking.c.id, ride.c.status != "cancelled")
HAS_OPTIONS = exists().where(booking_option.c.booking == booking.c.id)
_OF_BOOKING = Ready(
    select(companion)
    .where(companion.c.booking == bindparam("booking_id"), LIVE)
    .order_by(companion.c.id)
)
_OF_WAITING = Ready(
    select(companion)
    .where(companion.c.waiting == bindparam("waiting_id"), LIVE)
    .order_by(companion.c.id)
)
_RIDES = Ready(
    select(ride)
    .where(ride.c.booking == bindparam("booking_id"), ride.c.status != "cancelled")
    .order_by(ride.c.id)
)


def of_booking(db: Db, booking_id: int) -> Sequence[Any]:
    """Read who comes along with a booking."""
    return db.all(_OF_BOOKING, booking_id=booking_id)


def of_waiting(db: Db, waiting_id: int) -> Sequence[Any]:
    """Read who would come along with somebody who waits."""
    return db.all(_OF_WAITING, waiting_id=waiting_id)


def places(rows: Iterable[Any]) -> int:
    """Count the places that companions take."""
    return sum(bool(row.takes_place) for row in rows)


def seats(rows: Iterable[Any]) -> int:
    """Count the seats companions take where the person they come with has a ride."""
    return sum(row.ride != OWN_WAY and row.kind != INTERPRETER for row in rows)


def counted(rows: Iterable[Any]) -> Counter[str]:
    """Say how companions count on their session: "booked" or "over", and "came"."""
    counts: Counter[str] = Counter()
    for row in rows:
        if row.takes_place:
            counts["over" if row.over else "booked"] += 1
            counts["came"] += row.status == Mark.ARRIVED
    return counts


def cancel(db: Db, rows: Iterable[Any], reason: str) -> None:
    """Cancel companions; whoever calls it counts the session."""
    for row in rows:
        db.change(companion, row.id, status=Mark.CANCELLED.value, reason=reason)


def mark(db: Db, booking_id: int, old: Mark, new: Mark, *, but: Collection[int] = ()) -> int:
    """Mark those who stood as the booking did, `but` some; how many more have come, comes back."""
    theirs = (row for row in of_booking(db, booking_id) if row.id not in but)
    alike = [row for row in theirs if row.status == old]
    for row in alike:
        db.change(companion, row.id, status=new.value)
    return places(alike) * ((new is Mark.ARRIVED) - (old is Mark.ARRIVED))


def travel(
    db: Db, rows: Iterable[Any], booking_id: int, *, room: int | None = None,
    status: Mark = Mark.BOOKED,
) -> None:  # fmt: skip
    """Let companions come along with another booking; beyond `room` they are over."""
    for row in rows:
        over = bool(row.takes_place) and room is not None and room <= 0
        if room is not None and row.takes_place:
            room -= 1
        db.change(
            companion, row.id, booking=booking_id, waiting=None, over=over, status=status.value
        )


def end(db: Db, booking_id: int, reason: str, *, goes_on: bool) -> Counter[str]:
    """Cancel who comes along and the rides, unless all of it goes on; how they counted, comes back.

    A car has its seats again.
    """
    rows = of_booking(db, booking_id)
    if not goes_on:
        cancel(db, rows, reason)
        for row in db.all(_RIDES, booking_id=booking_id):
            taxis.let_go(db, row)
            db.change(ride, row.id, status="cancelled")
    return counted(rows)


def ride_goes_on(
    db: Db, old_id: int, new_id: int, session_id: int, *, fewer: int = 0,
    person_id: int | None = None,
) -> None:  # fmt: skip
    """Let somebody need a ride to where they were moved: cars and taxis are for one day."""
    old = select(ride).where(ride.c.booking == old_id, ride.c.status != "cancelled")
    for row in db.all(old.order_by(ride.c.id)):
        taxis.let_go(db, row)
        db.change(ride, row.id, status="cancelled")
        db.add(
            ride, session=session_id, booking=new_id, person=person_id or row.person, way=row.way,
            seats=max(row.seats - fewer, 1), leaves_from=row.leaves_from, status="needed",
        )  # fmt: skip
