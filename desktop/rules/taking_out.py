"""When a list of people leaves the program: from how many on somebody must say why."""

from desktop.rules.names import clean
from desktop.rules.refusal import Refused

MOST_WITHOUT_REASON = 20
LONGEST_REASON = 200


def needs_reason(people: int) -> bool:
    """Say whether so many people may leave only with a reason."""
    return people > MOST_WITHOUT_REASON


def check_reason(people: int, reason: str) -> str:
    """Clean the reason; Refused where one is needed and there is none."""
    words = clean(reason)
    if needs_reason(people) and not any(each.isalpha() for each in words):
        raise Refused(f"Not written. {people} people would leave the program. Say why.")
    if len(words) > LONGEST_REASON:
        raise Refused(f"That reason is longer than {LONGEST_REASON} letters. Shorten it.")
    return words
