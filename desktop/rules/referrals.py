"""Places kept for people who were referred: how many still are, until when, and what is said."""

from dataclasses import dataclass
from datetime import date, timedelta

from desktop.rules.days import day
from desktop.rules.refusal import Refused, WayOn


@dataclass(frozen=True, slots=True)
class Kept:
    """How many places somebody may not take because they were not referred, and until when."""

    number: int = 0
    until: str = ""


NONE = Kept()


def still_kept(number: int, held_on: date, days: int | None, today: date) -> int:
    """Count the places still kept; `days` before the session everybody may have them."""
    opened = days is not None and today >= held_on - timedelta(days=days)
    return 0 if opened else max(number, 0)


def until_words(held_on: date, days: int | None, today: date) -> str:
    """Say until when: "until Wednesday 25 November"; nothing where they stay kept."""
    return "" if days is None else f" until {day(held_on - timedelta(days=days), today)}"


def kept_words(number: int, held_on: date, days: int | None, today: date) -> str:
    """Say how many places are kept: "2 places are kept for referrals until …."."""
    places = "1 place is" if number == 1 else f"{number} places are"
    return f"{places} kept for referrals{until_words(held_on, days, today)}."


def kept_only(title: str, free: int, until: str, session_id: int) -> tuple[str, WayOn]:
    """Say that all that is free is kept, and what the desk can do."""
    places = "The free place" if free == 1 else f"The {free} free places"
    are = "is" if free == 1 else "are"
    return f"Not booked. {places} in {title} {are} kept for referrals{until}.", _way(session_id)


def check_added(title: str, session_id: int, *, added: bool) -> None:
    """Refuse somebody nobody has added, where only the link worker adds people."""
    if not added:
        said = f"Not booked. {title} is for people the link worker adds."
        raise Refused(said, _way(session_id))


def check_by(by: str) -> None:
    """Refuse a referral that names nobody."""
    if not by:
        raise Refused("Not booked. Say who referred them, so that it can be asked later.")


def _way(session_id: int) -> WayOn:
    return WayOn("referral", "It is a referral", session_id)
