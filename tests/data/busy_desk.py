"""A desk in a process of its own that books and cancels without rest, until it is killed."""

import sys
from functools import partial
from itertools import product

from desktop.data import signups
from desktop.data.changes import Hand
from desktop.data.store import Store


def work(url, sessions, people):
    """Say `booked ID` or `cancelled ID` only when the step has been acknowledged."""
    store = Store(url, Hand("tests", "busy desk"))
    for n, (person_id, session_id) in enumerate(product(people, sessions)):
        book = partial(signups.book, session_id=session_id, person_id=person_id)
        booking_id = store.write(book).value.booking_id
        _say("booked", booking_id)
        if n % 3 == 2:
            store.write(partial(signups.cancel, booking_id=booking_id))
            _say("cancelled", booking_id)


def _say(what, booking_id):
    sys.stdout.write(f"{what} {booking_id}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    _program, address, *numbers = sys.argv
    work(address, *([int(each) for each in text.split(",")] for text in numbers))
