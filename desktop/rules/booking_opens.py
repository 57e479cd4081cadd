"""When booking for an activity opens and closes."""

from datetime import date, datetime, time, timedelta

from desktop.rules.days import clock, day
from desktop.rules.refusal import Refused


def check_open(
    title: str, held_on: date, window: tuple[int | None, int | None, time | None], *, now: datetime
) -> None:
    """Refuse a booking before it opens or after it has closed; `now` is the practice's wall clock.

    `window` is how many days before booking opens, and how many days before it closes at what time.
    """
    opens, closes, at = window
    today = now.date()
    if opens is not None and today < held_on - timedelta(days=opens):
        first = day(held_on - timedelta(days=opens), today)
        raise Refused(f"Not booked. Booking for {title} opens on {first}.")
    if closes is None or at is None:
        return
    last = held_on - timedelta(days=closes)
    if (today, now.time()) >= (last, at):
        raise Refused(f"Not booked. Booking for {title} closed on {day(last, today)}, {clock(at)}.")
