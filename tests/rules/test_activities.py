"""What an activity may be, and how its lengths and booking times are said."""

from dataclasses import replace
from datetime import time

import pytest

from desktop.rules.activities import (
    ActivityFacts,
    Option,
    check_activity,
    check_may_check,
    closes_words,
    length_words,
    letters_for,
    merged,
    opens_words,
    read_length,
)
from desktop.rules.languages import LANGUAGES, in_order, language
from desktop.rules.refusal import Refused

LUNCH = ActivityFacts(name="Shared lunch", patch="lunch", minutes=90, places=12, smallest=4)


def no(**facts):
    with pytest.raises(Refused) as refused:
        check_activity(replace(LUNCH, **facts))
    return refused.value.sentence


def test_what_is_typed_is_tidied():
    facts = check_activity(replace(LUNCH, name="  Shared \t lunch ", bring=" an  apron "))
    assert (facts.name, facts.bring) == ("Shared lunch", "an apron")


@pytest.mark.parametrize(
    ("facts", "sentence"),
    [
        ({"name": " "}, "Give the activity a name."),
        ({"name": "x" * 91}, "The name is longer than 90 letters. Shorten it."),
        ({"bring": "x" * 301}, "What to bring is longer than 300 letters. Shorten it."),
        ({"minutes": 0}, "That is not a length we know. Try 1 hour 30, or 45 minutes."),
        ({"places": 0}, "Places must be a number from 1 to 500."),
        ({"smallest": 13}, "The smallest number is more than the 12 places."),
        ({"kept": 13}, "More places are kept for referrals than the 12 there are."),
        ({"youngest": 19, "oldest": 18}, "The youngest, 19, is older than the oldest, 18."),
        ({"oldest": 121}, "Ages are numbers from 0 to 120."),
        ({"opens_days": 400}, "Booking can open and close up to a year before, not earlier."),
        ({"closes_days": 1}, "Say both when booking closes and at what time."),
        (
            {"opens_days": 7, "closes_days": 7, "closes_at": time(10)},
            "Booking would close before it opens. Choose another day for one.",
        ),
        ({"options": (Option(" ", 2),)}, "Give the option a name, or remove it."),
        (
            {"options": (Option("Ride", 2), Option("ride ", 3))},
            "There are two options called ride.",
        ),
        (
            {"options": (Option("Ride", 13),)},
            "The limit of Ride must be a number from 1 to 12.",
        ),
    ],
)
def test_what_cannot_be_is_said_in_a_sentence(facts, sentence):
    assert no(**facts) == sentence


@pytest.mark.parametrize(
    ("text", "minutes"),
    [
        ("1 hour 30", 90), ("1 hour 30 minutes", 90), ("90", 90), ("1:30", 90), ("1.30", 90),
        ("2 hours", 120), ("45 min", 45), ("1h30", 90), ("2 h", 120), ("1 hour and 15 minutes", 75),
        ("half an hour", 30), ("1 and a half hours", 90),
    ],
)  # fmt: skip
def test_a_length_is_read_as_it_is_said(text, minutes):
    assert read_length(text) == minutes


@pytest.mark.parametrize("text", ["", "long", "0", "13 hours", "1 hour 30 cakes", "-5"])
def test_a_length_nobody_means_is_refused(text):
    with pytest.raises(Refused, match="not a length"):
        read_length(text)


@pytest.mark.parametrize("minutes", [5, 45, 60, 75, 90, 120, 150, 720])
def test_a_length_that_is_said_is_read_back(minutes):
    assert read_length(length_words(minutes)) == minutes


def test_booking_times_are_said_as_at_the_desk():
    assert [opens_words(days) for days in (None, 28, 7, 1, 10)] == [
        "Always open", "4 weeks before", "1 week before", "The day before", "10 days before",
    ]  # fmt: skip
    assert closes_words(0, time(10)) == "10am that day"
    assert closes_words(1, time(17)) == "5pm the day before"
    assert closes_words(None, None) == "When it starts"


def test_a_writer_checks_their_own_text_unless_the_practice_asks_for_two():
    check_may_check("Bea", "Bea", two_people=False)
    check_may_check("Bea", "Rina", two_people=True)
    with pytest.raises(Refused, match="Somebody else has to read it"):
        check_may_check("Bea", "Bea", two_people=True)


def test_a_second_use_of_a_patch_gets_two_letters_of_its_own():
    assert letters_for("Shared supper", ()) == "Ss"
    assert letters_for("Shared supper", ("Ss",)) == "Sh"
    assert letters_for("下午茶", ()) == "下午"
    assert len(letters_for("", ())) > 0


def test_what_two_people_changed_apart_is_kept_from_both():
    was = {"name": "Lunch", "places": "12", "bring": ""}
    both = merged(was, was | {"places": "10"}, was | {"bring": "An apron"})
    assert both.values == {"name": "Lunch", "places": "10", "bring": "An apron"}
    assert both.both == ()


def test_what_two_people_changed_alike_is_mine_and_named():
    was = {"name": "Lunch", "places": "12"}
    both = merged(was, was | {"places": "10"}, was | {"places": "14"})
    assert (both.values["places"], both.both) == ("14", ("places",))


def test_english_stands_first_and_every_language_has_its_direction():
    assert sorted((each.code for each in LANGUAGES), key=in_order)[:2] == ["en", "ar"]
    assert language("ur").right_to_left
    assert not language("pl").right_to_left
    assert language("xx").own == "xx"
