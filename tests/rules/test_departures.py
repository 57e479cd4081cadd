"""Somebody who comes no more: what follows is said once."""

from datetime import date, time

import pytest

from desktop.rules.departures import Follows, check_ends_all, ended_words, lines
from desktop.rules.lives import ToCome
from desktop.rules.people import Status
from desktop.rules.refusal import Refused

TODAY = date(2026, 11, 23)
CRAFT = ToCome("Crafternoon", date(2026, 11, 26), time(14), time(16))
LUNCH = ToCome("Shared lunch", date(2026, 11, 27), time(12, 30), time(14))


def test_everything_that_follows_is_a_line():
    follows = Follows((CRAFT, LUNCH), (LUNCH,), ("Crafternoon",), (LUNCH,), ((CRAFT, 3),), (LUNCH,))
    assert lines(follows, TODAY) == (
        "Booked: Crafternoon, Thursday 26 November, 2pm.",
        "Booked: Shared lunch, Friday 27 November, 12:30pm.",
        "Waiting: Shared lunch, Friday 27 November, 12:30pm.",
        "Every week: Crafternoon.",
        "Comes along: Shared lunch, Friday 27 November, 12:30pm.",
        "Drives: Crafternoon, Thursday 26 November, 2pm. 3 people need another ride.",
        "Leads: Shared lunch, Friday 27 November, 12:30pm.",
        "Somebody else must lead these.",
    )
    assert follows.ends() == 6
    assert lines(Follows(), TODAY) == ()


def test_a_long_list_ends_with_how_many_more():
    said = lines(Follows(dates=(CRAFT,) * 15), TODAY)
    assert (len(said), said[-1]) == (13, "Booked: 3 more.")


def test_what_has_ended_is_counted():
    assert ended_words(9, 2) == "9 bookings cancelled, off 2 waiting lists"
    assert ended_words(1, 1) == "1 booking cancelled, off 1 waiting list"
    assert ended_words(0, 0) == ""


@pytest.mark.parametrize("status", [Status.HOSPITAL, Status.DO_NOT_CONTACT, Status.CURRENT])
def test_who_may_come_again_keeps_what_is_to_come(status):
    with pytest.raises(Refused):
        check_ends_all(status)
