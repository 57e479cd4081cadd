"""From how many people on somebody must say why a list leaves the program."""

import pytest

from desktop.rules.refusal import Refused
from desktop.rules.taking_out import check_reason


def test_up_to_twenty_people_leave_without_a_reason():
    assert check_reason(20, "") == ""


@pytest.mark.parametrize("reason", ["", "  ", "..."])
def test_more_than_twenty_people_leave_only_with_a_reason(reason):
    with pytest.raises(Refused, match=r"21 people would leave the program\. Say why\."):
        check_reason(21, reason)
    assert check_reason(21, " Fire  drill ") == "Fire drill"
