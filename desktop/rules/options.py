"""What a booking may take inside a session: lunch, a ride home, each with a limit of its own."""

from collections.abc import Sequence
from datetime import date

from desktop.rules.days import day
from desktop.rules.refusal import Refused
from desktop.rules.signups import Mark


def check_comes(whose: str, status: Mark) -> None:
    """Refuse an option for somebody who does not come."""
    if status is Mark.CANCELLED:
        raise Refused(f"Not added. {whose} has cancelled. Book again first.")
    if status is Mark.MISSED:
        raise Refused(f"Not added. {whose} did not come.")


def check_number(name: str, whose: str, number: int, party: int) -> None:
    """Refuse fewer than one, or more than there are people."""
    if number < 1:
        raise Refused(f"Not added. Say how many take {name}.")
    if number > party:
        people = "1 person" if party == 1 else f"{party} people"
        raise Refused(f"Not added. {whose} is {people}, and {number} were to take {name}.")


def check_room(name: str, more: int, taken: int, places: int) -> None:
    """Refuse `more` of an option than are left."""
    if more <= max(places - taken, 0):
        return
    if taken >= places:
        raise Refused(f"Not added. {name} is full: {taken} of {places}.")
    raise Refused(f"Not added. {name} has {places - taken} left: {taken} of {places}.")


def check_same(title: str, option_of: int | None, activity_id: int) -> None:
    """Refuse an option that the session's activity does not have, or no longer."""
    if option_of != activity_id:
        raise Refused(f"Not added. {title} no longer has that option.")


def check_fewer(name: str, taken: int, places: int, on: date, today: date) -> None:
    """Refuse a limit below what people have on a date to come."""
    if taken > places:
        raise Refused(f"Not saved. {name} is taken by {taken} on {day(on, today)}, over {places}.")


def check_unused(name: str, taken: int, on: date, today: date) -> None:
    """Refuse to remove an option that somebody has on a date to come."""
    if taken:
        who = "1 person has" if taken == 1 else f"{taken} people have"
        raise Refused(f"Not saved. {who} {name} on {day(on, today)}. Take it off there first.")


def taken_words(taken: int, places: int) -> str:
    """Say how much of an option is gone: "3 of 12"."""
    return f"{taken} of {places}"


def line_words(name: str, number: int) -> str:
    """Say on the register what somebody takes: "Lunch", "Lunch for 2"."""
    return name if number == 1 else f"{name} for {number}"


def gone_by_now(names: Sequence[str], called: str) -> str:
    """Say what is gone that somebody wanted who has a place now: "Lunch is full by now. …"."""
    if not names:
        return ""
    which = names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"
    return f"{which} {'is' if len(names) == 1 else 'are'} full by now. Tell {called}."


def left_behind(names: Sequence[str], called: str) -> str:
    """Say what did not go along when a booking was moved."""
    if not names:
        return ""
    which = names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"
    return f"{which} did not go along: none is free there. Tell {called}."
