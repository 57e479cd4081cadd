"""What a person's page says about their dates: read aloud, and by whom cancelled."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, time

from desktop.rules.days import day, hours, ordinal

BY_THEM, BY_US = "person", "practice"


@dataclass(frozen=True, slots=True)
class ToCome:
    """A date somebody has, or waits for with `turn` as their place in the line."""

    title: str
    on: date
    starts: time
    ends: time
    place: str = ""
    turn: int = 0


def aloud(called: str, dates: Sequence[ToCome], today: date) -> tuple[str, ...]:
    """Put somebody's next dates into sentences to read to them."""
    if not dates:
        return (f"{called}, nothing is booked for you at the moment.",)
    count = sum(not each.turn for each in dates)
    first = {0: "no date is booked yet", 1: "this is your next date"}
    opening = first.get(count, f"these are your next {count} dates")
    return (f"{called}, {opening}.", *(_sentence(each, today) for each in dates))


def cancelled_by(by: str, called: str) -> str:
    """Say who cancelled: "Cancelled by Mrs Patel"."""
    return {
        BY_THEM: f"Cancelled by {called}",
        BY_US: "Cancelled by us",
    }.get(by, "Cancelled")


def _sentence(each: ToCome, today: date) -> str:
    when = f"{day(each.on, today)}, {hours(each.starts, each.ends)}"
    if each.turn:
        return f"You are {ordinal(each.turn)} in turn for {each.title}: {when}."
    place = f", {each.place}" if each.place else ""
    return f"{when}: {each.title}{place}."
