from datetime import date

import pytest

from desktop.rules import ask_first
from desktop.rules.refusal import Refused


def test_it_says_whom_to_ask_and_nothing_else():
    assert ask_first.words([]) == ""
    assert ask_first.words(["Sam Oduya"]) == "Ask Sam Oduya first."
    assert ask_first.words(["Sam Oduya", "Ali Khan", "Sam Oduya"]) == (
        "Ask Ali Khan and Sam Oduya first."
    )


@pytest.mark.parametrize(
    ("about", "says"),
    [
        (("", 1, None, None), "Not saved. Say whom to ask."),
        (("Sam", None, None, None), "Not saved. Choose a person or an activity."),
        (("Sam", 1, 1, None), "Not saved. Choose two different people."),
        (("Sam", None, 1, 2), "Not saved. Choose two different people."),
    ],
)
def test_what_asks_nobody_or_is_about_nothing_is_refused(about, says):
    with pytest.raises(Refused) as no:
        ask_first.check_can_add(*about)
    assert no.value.sentence == says


def test_an_end_that_is_over_is_refused():
    with pytest.raises(Refused, match="is over"):
        ask_first.check_until(date(2026, 11, 20), date(2026, 11, 23))
