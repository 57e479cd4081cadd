"""What a poster says of one activity: its text, and its next dates."""

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import select

from desktop.data.db import Db
from desktop.data.own_paper import OwnPaper, own_paper
from desktop.data.tables import activity, session
from desktop.data.wall import SESSIONS, TIMES, WallSession, private, read_sessions
from desktop.rules.refusal import Refused

MOST_DATES = 4


@dataclass(frozen=True, slots=True)
class Poster:
    """An activity anybody may come to, with its next dates, the soonest first; never none."""

    printed: date
    head: OwnPaper
    dates: tuple[WallSession, ...]


def poster(db: Db, *, activity_id: int, now: datetime) -> Poster:
    """Read one activity for a poster; Refused if it is private or nothing is planned of it."""
    row = db.one(select(activity.c.name, activity.c.private).where(activity.c.id == activity_id))
    if row.private:
        raise private(row.name)
    coming = SESSIONS.where(
        session.c.activity == activity_id, session.c.starts_utc > now, session.c.status == "planned"
    )
    dates = read_sessions(db, coming.order_by(*TIMES).limit(MOST_DATES))
    if not dates:
        raise Refused(f"Not printed. Nothing is planned of {row.name}. Add a date first.")
    return Poster(now.date(), own_paper(db), dates)
