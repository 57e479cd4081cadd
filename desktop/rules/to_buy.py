"""To buy: what may stand on the list."""

from desktop.rules.names import clean
from desktop.rules.refusal import Refused

LONGEST = 120


def check_what(what: str) -> str:
    """Read one thing to buy; Refused if it is nothing, or too long for one line."""
    line = clean(what)
    if not line:
        raise Refused("Not added. Write what there is to buy.")
    if len(line) > LONGEST:
        raise Refused(f"Not added. That is longer than {LONGEST} letters. Shorten it.")
    return line
