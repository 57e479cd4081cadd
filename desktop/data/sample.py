"""The sample practice, Elm Tree Surgery: made up, believable, and the same for the same day."""

from datetime import date, datetime, time
from functools import partial

from desktop.data.db import Db
from desktop.data.sample_bookings import add_bookings
from desktop.data.sample_company import add_company
from desktop.data.sample_more import add_more
from desktop.data.sample_people import add_people
from desktop.data.sample_programme import add_programme
from desktop.data.store import Store

OPENING = time(8, 30)


def make(store: Store, *, today: date, at: time = OPENING, seed: int = 2027) -> None:
    """Fill an empty database with the sample practice, in one step.

    `at` is the time on the practice's wall: what is over by then has its marks, and to what
    begins within half an hour the first have come.
    """
    now = datetime.combine(today, at)  # on the wall, so without a zone
    store.write(partial(open_practice, now=now, seed=seed))


def open_practice(db: Db, *, now: datetime, seed: int) -> None:
    """Add the people, the programme around `now`, and the bookings of the sample practice."""
    add_people(db, today=now.date())
    planned = add_programme(db, now=now)
    add_bookings(db, planned, now=now, seed=seed)
    add_more(db, planned, now=now)
    add_company(db, planned, now=now, seed=seed)
