"""The card in a pocket: what, when and where, large enough, in their language, and without a name."""

from datetime import date, time
from functools import partial

import pytest

from desktop.data.activities import SessionCard
from desktop.data.appointments import Appointment, Card, Cards, Practice, RideOnCard
from desktop.paper import card
from desktop.paper.documents import documents
from desktop.paper.how import How
from tests.conftest import NOW
from tests.paper.proof import proved, smallest, words

LONG = "Memory café with music from the forties and fifties #1, $2 a cup, *free* \\ with cake and tea!!"
PRACTICE = Practice("Quince Lane Surgery", "0113 496 0150")


def a_session(title="Crafternoon", *, on=date(2026, 11, 26), starts=time(14), place="Waiting room"):
    return SessionCard(
        1, title, "craft", "", on, starts, time(16), NOW, NOW, place, "Marian Okafor", 12, 0, 0,
        0, False, "", False, True, None, "The key hangs in the staff room.", 1, 1,
    )  # fmt: skip


NEXT = a_session("Shared lunch", on=date(2027, 1, 5), starts=time(12, 30))
HOME = RideOnCard("home", True, time(16, 15), None)


def a_card(
    of=None, *, number=40318, language="en", points=0, bring="", meets="Marian", rides=(HOME,)
):
    on = of or a_session()
    return Card(language, points, Appointment(number, on, bring, "", meets, rides, ""), NEXT)


def some(*cards):
    return Cards(PRACTICE, cards, NOW)


@pytest.fixture
def proof(tmp_path):
    return partial(proved, tmp_path)


def test_a_card_says_when_where_who_and_what_to_do(proof):
    made = proof(card.sheet(some(a_card(bring="An apron")), How("a6")))
    said = words(made)
    for each in (
        "Crafternoon", "Thursday 26 November", "2pm to 4pm", "Waiting room",
        "Marian meets you at the door.", "Please bring: An apron", "40318", "Ride home, 4:15pm",
        "Shared lunch", "Tuesday 5 January 2027", "12:30pm", "0113 496 0150",
    ):  # fmt: skip
        assert each in said
    assert "staff room" not in said  # what the desk notes about a session is the desk's
    assert len(made) == 2
    assert {round(page.rect.width) for page in made} == {420}


def test_a_card_calls_the_activity_by_its_name_in_the_language_it_is_in(proof):
    polish = Appointment(
        40318, a_session(), "", "", "", (), "", (("pl", "Robótki"), ("bn", "সেলাই"))
    )  # fmt: skip
    made = words(proof(card.sheet(some(Card("pl", 0, polish, None)), How("a6"))))
    assert "Robótki" in made
    assert "Crafternoon" not in made
    assert "Crafternoon" in words(proof(card.sheet(some(Card("so", 0, polish, None)), How("a6"))))


@pytest.mark.parametrize(("points", "width"), [(16, 595), (20, 595), (28, 842)])
def test_large_print_makes_the_card_larger_not_the_letters_smaller(proof, points, width):
    made = proof(card.sheet(some(a_card(points=points)), How("a6")))
    assert smallest(made) >= points
    assert round(made[0].rect.width) == width


def test_a_long_title_is_whole_and_never_run_as_code(proof):
    hard = a_card(a_session(LONG, place="Community room"), meets="Mrs Featherstonehaugh")
    for layout in (card.sheet, card.pictures):
        for points in (0, 28):
            made = proof(layout(some(hard, a_card(a_session(LONG), points=points)), How("a6")))
            assert words(made).count(LONG) == 2


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("bn", "2:00 PM – 4:00 PM"),
        ("ar", "2:00"),
        ("pl", "czwartek, 26 listopada"),
        ("ur", "4:15"),
        ("pa", "ਤੁਹਾਡਾ"),
    ],
)
def test_a_card_is_in_the_language_its_person_reads(proof, language, said):
    for layout in (card.sheet, card.pictures):
        made = proof(layout(some(a_card(language=language)), How("a6")))
        if layout is card.sheet:
            assert said in words(made)
        assert "You do not need" not in words(made)


def test_four_cards_lie_on_a_page_and_large_print_has_its_own(proof):
    cards = [a_card(number=40310 + n) for n in range(5)]
    made = proof(card.four(some(*cards, a_card(number=40399, points=24)), How()))
    numbers = [sorted(n for n in range(40310, 40400) if str(n) in page.get_text()) for page in made]
    assert numbers == [[40310, 40311, 40312, 40313], [], [40314], [], [40399], []]


def test_nobody_booked_gives_a_page_that_says_so(proof):
    assert "Nobody" in words(proof(card.four(some(), How())))


def test_a_picture_card_draws_a_ride_only_where_one_is_found(proof):
    looking = RideOnCard("home", False, None, None)
    made = words(proof(card.pictures(some(a_card(rides=(looking,))), How("a6"))))
    assert "ride" not in made.lower()
    plain = card.pictures(some(a_card()), How("a6")).view["cards"][0]
    assert (plain["hour"], plain["minute"], plain["square"]) == (14, 0, 4)
    assert plain["clock_alt"] == "A clock that shows 2pm"


def test_who_walked_in_has_no_number_and_the_card_says_what_to_say(proof):
    made = words(proof(card.sheet(some(a_card(number=None)), How("a6"))))
    assert "Tell the desk that you are here." in made


def test_every_card_can_be_asked_for_by_name():
    assert {"card", "cards", "picture-card"} <= documents().keys()
