"""Booking numbers: five digits that no other booking still to come has."""

import secrets
from datetime import date
from functools import cache
from zoneinfo import ZoneInfo

from sqlalchemy import bindparam, delete, select

from desktop.data.db import Db, insert_into
from desktop.data.ready import Ready
from desktop.data.tables import booking, booking_number, session
from desktop.rules.refusal import Refused

FIRST_NUMBER, LAST_NUMBER = 10_000, 99_999

_NUMBERED = Ready(
    select(booking.c.number, session.c.date, session.c.zone)
    .select_from(booking.join(session, session.c.id == booking.c.session))
    .where(booking.c.id == bindparam("booking_id"))
)


@cache
def _claim(on_postgres: bool) -> Ready:
    """Take a number over if its booking has lapsed."""
    adding = insert_into(booking_number, on_postgres=on_postgres)
    new = adding.values(number=bindparam("number"), until=bindparam("until"))
    lapsed = booking_number.c.until < bindparam("today")
    taken_over = new.on_conflict_do_update(
        index_elements=["number"], set_={"until": new.excluded.until}, where=lapsed
    )
    return Ready(taken_over.returning(booking_number.c.number))


def claim_number(db: Db, until: date, today: date, first: int | None = None) -> int:
    """Take five digits that no booking still to come has, `first` if they are free."""
    claim = _claim(db.on_postgres)
    drawn = (FIRST_NUMBER + secrets.randbelow(LAST_NUMBER - FIRST_NUMBER + 1) for _ in range(50))
    for number in (first, *drawn) if first else drawn:
        if db.value(claim, number=number, until=until, today=today) == number:
            return number
    raise Refused("Not booked. Every booking number is in use. Ask for help.")


def free_number(db: Db, number: int | None) -> None:
    """Let the number of a booking that is no more be given to another; walk-ins have none."""
    if number is not None:
        db.derived(delete(booking_number).where(booking_number.c.number == number))


def number_again(db: Db, *, booking_id: int) -> None:
    """Take the number of a booking that lives again, or another if it has been given away."""
    row = db.one(_NUMBERED, booking_id=booking_id)
    today = db.now.astimezone(ZoneInfo(row.zone)).date()
    claim = _claim(db.on_postgres)
    if db.value(claim, number=row.number, until=row.date, today=today) is None:
        db.change(booking, booking_id, number=claim_number(db, row.date, today))
