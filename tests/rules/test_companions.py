import pytest

from desktop.rules.companions import Brought, check_brought, named, together
from desktop.rules.refusal import Refused


@pytest.mark.parametrize(
    ("brought", "why"),
    [
        (Brought(kind="carer"), "Not added. Give a name, so that the register says who comes."),
        (Brought("Jo", "boss"), "Not added. Choose how they belong together."),
        (Brought("J" * 101), "Not added. A name has up to 100 letters."),
        (Brought("Jo", diet="x" * 201), "Not added. What they eat has up to 200 letters."),
    ],
)
def test_who_cannot_be_written_down_is_refused_in_a_sentence(brought, why):
    with pytest.raises(Refused) as said:
        check_brought([brought], 0)
    assert str(said.value) == why


def test_an_interpreter_needs_no_name_and_takes_no_place():
    check_brought([Brought(kind="interpreter")], 0)
    assert not Brought("Anna Kowalska", "interpreter").takes


def test_more_than_eight_are_people_with_bookings_of_their_own():
    with pytest.raises(Refused, match="Up to 8 may come along"):
        check_brought([Brought("Jo")], 8)


def test_companions_are_named_as_the_register_says_them():
    assert [named("Jo Reid", "carer"), named("Jo Reid", "companion"), named("", "interpreter")] == [
        "Jo Reid, carer", "Jo Reid", "Interpreter",
    ]  # fmt: skip
    assert (together("Mrs Patel", 0), together("Mrs Patel", 2)) == (
        "Mrs Patel", "Mrs Patel and 2 more",
    )  # fmt: skip
