import pytest

from desktop.rules import own_paper as rules
from desktop.rules.own_paper import OnPaper
from desktop.rules.refusal import Refused


def test_a_page_s_address_is_completed_and_a_wrong_one_refused():
    assert (
        rules.checked(OnPaper(page_address=" example.org/x ")).page_address
        == "https://example.org/x"
    )
    with pytest.raises(Refused, match="not the address of a page"):
        rules.checked(OnPaper(page_address="come along"))


def test_a_line_that_is_too_long_for_paper_is_refused():
    with pytest.raises(Refused, match="120 letters"):
        rules.checked(OnPaper(closing_line="x" * 121))


def test_a_picture_is_known_by_what_is_in_it_and_not_by_its_name():
    assert rules.kind_of(b"<?xml version='1.0'?><svg xmlns='x'/>") == "svg"
    assert rules.kind_of(b"<?xml version='1.0'?><html/>") == ""
    assert rules.kind_of(b"\xff\xd8\xff\xe0") == "jpg"


def test_a_practice_without_a_name_is_refused():
    with pytest.raises(Refused, match="needs a name"):
        rules.check_name("  ")
