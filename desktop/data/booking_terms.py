"""On which terms an activity takes bookings: when, for whom, and which places it keeps."""

from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import and_, bindparam, case, exists, func, select

from desktop.data.db import Db
from desktop.data.ready import Ready
from desktop.data.tables import activity, booking, person, referral, session
from desktop.rules import referrals as rules
from desktop.rules.booking_opens import check_open as check_window
from desktop.rules.referrals import NONE, Kept

_SENT = and_(referral.c.person == booking.c.person, referral.c.activity == activity.c.id)
_USED = (
    select(func.count())
    .select_from(booking.join(referral, _SENT))
    .where(booking.c.session == session.c.id, booking.c.status != "cancelled")
    .correlate(session, activity)
    .scalar_subquery()
)
# Most keep none, and pay for no more than knowing that.
LEFT = case((activity.c.kept == 0, 0), else_=activity.c.kept - _USED)
"""How many places of a session are kept for referrals and not taken up; may be below 0."""
_REFERRED = Ready(
    select(referral.c.id).where(
        referral.c.activity == bindparam("activity_id"),
        referral.c.person == bindparam("person_id"),
    )
)
_REFERRED_TO = Ready(select(referral.c.activity).where(referral.c.person == bindparam("person_id")))
WAS_REFERRED = exists().where(referral.c.person == person.c.id)
_CAME = Ready(
    select(booking.c.id)
    .select_from(booking.join(session, session.c.id == booking.c.session))
    .where(
        booking.c.person == bindparam("person_id"),
        session.c.activity == bindparam("activity_id"),
    )
    .limit(1)
)


OF_ACTIVITY = (
    activity.c.opens_days, activity.c.closes_days, activity.c.closes_at, activity.c.who,
    activity.c.kept_days, LEFT.label("kept_left"),
)  # fmt: skip
"""What is read with a session, so that its terms are known."""


_KEPT = Ready(
    select(session.c.date, session.c.zone, session.c.booked, session.c.places, *OF_ACTIVITY)
    .select_from(session.join(activity, activity.c.id == session.c.activity))
    .where(session.c.id == bindparam("session_id"), activity.c.kept > 0)
)


def kept_places(db: Db, session_id: int) -> tuple[int, str]:
    """Say how many free places of a session are kept for referrals, and that in words."""
    row = db.first(_KEPT, session_id=session_id)
    left = min(still_kept(row, db.now), row.places - row.booked) if row else 0
    if left <= 0:
        return 0, ""
    return left, rules.kept_words(left, row.date, row.kept_days, _today(row, db.now))


def referred_to(db: Db, person_id: int) -> tuple[int, ...]:
    """Find the activities somebody was referred to."""
    return tuple(row.activity for row in db.all(_REFERRED_TO, person_id=person_id))


def still_kept(row: Any, now: datetime) -> int:
    """Count the places of a session that are still kept for referrals."""
    return rules.still_kept(row.kept_left, row.date, row.kept_days, _today(row, now))


def free(row: Any, now: datetime) -> int:
    """Count the places neither taken, waited for nor kept for referrals."""
    return int(row.places - row.booked - row.waiting - still_kept(row, now))


def _today(row: Any, now: datetime) -> date:
    return now.astimezone(ZoneInfo(row.zone)).date()


def check(db: Db, row: Any, person_id: int) -> None:
    """Refuse before booking opens or after it has closed, and who is not to be added here."""
    now = db.now.astimezone(ZoneInfo(row.zone))
    check_open(row, now)
    check_added(db, row, person_id)


def check_open(row: Any, now: datetime) -> None:
    """Refuse before booking opens, or after it has closed; `now` is on the practice's wall."""
    window = row.opens_days, row.closes_days, row.closes_at
    check_window(row.title or row.name, row.date, window, now=now)


def kept_from(db: Db, row: Any, person_id: int) -> Kept:
    """Count the places that somebody who was not referred may not take, and say until when."""
    left = still_kept(row, db.now) if row.kept_left else 0
    if not left or is_referred(db, row.activity, person_id):
        return NONE
    return Kept(left, rules.until_words(row.date, row.kept_days, _today(row, db.now)))


def is_referred(db: Db, activity_id: int, person_id: int) -> bool:
    """Whether somebody was referred to an activity."""
    return db.first(_REFERRED, activity_id=activity_id, person_id=person_id) is not None


def check_added(db: Db, row: Any, person_id: int) -> None:
    """Refuse who was neither referred nor there before, where the link worker adds people."""
    if row.who == "everybody":
        return
    of = {"activity_id": row.activity, "person_id": person_id}
    added = is_referred(db, **of) or db.first(_CAME, **of) is not None
    rules.check_added(row.title or row.name, row.id, added=added)
