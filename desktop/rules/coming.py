"""The first date of a rule that is still to come, so that what has gone is left alone."""

from datetime import date

from desktop.rules.refusal import Refused
from desktop.rules.series import FARTHEST, Rule, occurrences

GONE = "Its last date has gone."
DAY_GONE = "That day has gone."


def first_to_come(rule: Rule, first: date, last: date | None, today: date) -> date:
    """Give a rule's first date from today on, in the same weeks as if it began at `first`.

    Refused when there is none up to `last`.
    """
    coming = occurrences(rule, first, last or max(first, today) + FARTHEST)
    found = next((on for on in coming if on >= today), None)
    if found is None:
        raise Refused(GONE)
    return found
