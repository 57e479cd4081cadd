from datetime import date

import pytest

from desktop.rules.building import think_of
from desktop.rules.calls import Visit, check_call, missed_twice, next_day
from desktop.rules.door import check_stand, count_heads, stand_words
from desktop.rules.first_visits import sign
from desktop.rules.handovers import about_whom, check_text, may_read
from desktop.rules.refusal import Refused
from desktop.rules.signups import Mark, Stand
from desktop.rules.to_buy import check_what
from desktop.rules.worries import check_told
from desktop.rules.wrap_ups import check_words, heads_words


def visits(*marks, regular=True):
    """Make visits from letters: a came, x did not, t told us, c cancelled, p called off, b open."""
    made = {"a": (Mark.ARRIVED,), "x": (Mark.MISSED,), "t": (Mark.MISSED, True),
            "c": (Mark.CANCELLED, False), "p": (Mark.CANCELLED, False), "b": (Mark.BOOKED,)}  # fmt: skip
    return [
        Visit(number, *made[each], regular=regular, by_them=each == "c")
        for number, each in enumerate(marks, 1)
    ]


@pytest.mark.parametrize(
    ("marks", "called"),
    [("xx", {2}), ("axx", {3}), ("xax", set()), ("xxx", {2}), ("xxaxx", {2, 5}), ("x", set()),
     ("xtx", set()), ("xcx", set()), ("tt", set()), ("xpx", {3}), ("xbx", {3}), ("", set())],
)  # fmt: skip
def test_the_second_absence_in_a_row_makes_one_call(marks, called):
    assert missed_twice(visits(*marks)) == called


def test_who_does_not_come_every_week_is_not_missed():
    assert not missed_twice(visits("x", "x", regular=False))


def test_a_call_is_due_on_the_next_weekday_at_nine():
    assert next_day(date(2026, 11, 26), "Europe/London").isoformat() == "2026-11-27T09:00:00+00:00"
    assert next_day(date(2026, 11, 27), "Europe/London").isoformat() == "2026-11-30T09:00:00+00:00"


@pytest.mark.parametrize(
    "stand", [Stand(Mark.MISSED, late=True), Stand(Mark.ARRIVED, told_us=True)]
)
def test_nobody_is_late_without_coming_or_told_us_and_came(stand):
    with pytest.raises(Refused):
        check_stand(stand)


def test_heads_without_a_name_never_go_below_none():
    assert count_heads(2, -1) == 1
    with pytest.raises(Refused, match="nobody without a name"):
        count_heads(0, -1)
    with pytest.raises(Refused, match="At most 500"):
        count_heads(500, 1)


def test_what_was_typed_becomes_plain_lines():
    assert check_call(" first\tvisit,  ring ") == "first visit, ring"
    assert check_text(" Jean sits\n\n  by the window ") == "Jean sits\nby the window"
    assert check_what(" Lavender ") == "Lavender"
    assert check_words("lovely", "a \n b") == "a\nb"


@pytest.mark.parametrize(
    ("check", "words"),
    [(check_call, "x" * 201), (check_text, " \n "), (check_text, "x" * 501), (check_what, " "),
     (check_what, "x" * 121), (check_told, "  ")],
)  # fmt: skip
def test_nothing_and_too_much_are_refused_in_words(check, words):
    with pytest.raises(Refused) as said:
        check(words)
    assert said.value.sentence.endswith((".",))


def test_a_note_says_who_may_ask_to_read_it():
    assert may_read("Mrs Patel") == "Mrs Patel may ask to read this. Write it with that in mind."
    assert may_read("").startswith("Whoever this is about may ask")


def test_words_of_the_door():
    assert sign("Sue") == "First visit, met by Sue"
    assert heads_words(10, 2) == "12 came, 2 of them gave no name"
    assert think_of(["large print", "visual alert", "wheelchair"]) == "Wheelchair, Visual alert"


def test_a_note_that_names_one_person_of_the_session_is_about_them():
    names = [(1, "Jean Hall"), (2, "Kofi Mensah"), (3, "Jean Shah")]
    assert about_whom("Kofi would like to sit by the door.", names) == 2
    assert about_whom("Jean would like tea.", names) is None
    assert about_whom("The kettle is broken.", names) is None


def test_late_and_told_us_are_kept_apart_in_words():
    assert stand_words(Mark.ARRIVED, late=True) == "Came late"
    assert stand_words(Mark.MISSED, told_us=True) == "Did not come, told us"
    assert stand_words(Mark.MISSED) == "Did not come"
