from datetime import date, time

import pytest

from desktop.rules.calls import Kind
from desktop.rules.on_it import is_at, who_is_on_it
from desktop.rules.to_ring import OUTCOMES, Outcome, about, came_words, closes, to_say
from tests.conftest import NOW
from tests.makers import TODAY

THURSDAY_BEFORE = date(2026, 11, 19)


@pytest.mark.parametrize("kind", Kind)
def test_the_same_key_means_the_same_answer_in_every_call(kind):
    keys = OUTCOMES[kind]
    assert keys[2:4] == (Outcome.NO_ANSWER, Outcome.MESSAGE)
    assert keys[5:7] == (Outcome.SOMEONE_ELSE, Outcome.WRONG_NUMBER)
    assert len(keys) <= 9


@pytest.mark.parametrize("kind", Kind)
def test_who_was_not_reached_stays_on_the_list(kind):
    for outcome in (Outcome.NO_ANSWER, Outcome.SOMEONE_ELSE, Outcome.WRONG_NUMBER):
        assert not closes(kind, outcome)
    assert closes(kind, OUTCOMES[kind][0])


def test_a_message_is_enough_for_a_reminder_and_for_nothing_else():
    assert [kind for kind in Kind if closes(kind, Outcome.MESSAGE)] == [Kind.REMINDER]


def test_what_came_is_said_with_to_whom_it_was_passed_and_when():
    said = came_words(Outcome.PASSED_ON, time(14, 35), "the duty doctor")
    assert said == "Passed to the duty doctor, 2:35pm"
    assert came_words(Outcome.NO_ANSWER, None) == "No answer"


def test_a_first_visit_is_asked_about_with_who_met_them():
    said = about(Kind.FIRST_VISIT, "Singing", THURSDAY_BEFORE, TODAY, met_by="Joan Bell")
    assert said == "First time at Singing on Thursday 19 November, met by Joan Bell."
    aloud = to_say(Kind.FIRST_VISIT, "Singing", THURSDAY_BEFORE, time(14), TODAY)
    assert aloud == "You came to Singing on Thursday 19 November, for the first time. How was it?"


def test_who_is_not_here_is_asked_whether_all_is_well():
    assert to_say(Kind.NOT_HERE, "Crafternoon", TODAY, time(14), TODAY) == (
        "We expected you at Crafternoon today at 2pm. Is all well?"
    )


def test_nobody_is_on_a_line_once_the_time_has_passed():
    assert who_is_on_it("Mina, desk 1", NOW, NOW) == ""
    assert who_is_on_it("Mina, desk 1", None, NOW) == ""
    assert is_at("Mina, desk 1", "desk 1")
    assert not is_at("Mina, desk 11", "desk 1")
