from datetime import date, time

import pytest

from desktop.rules.closures import Closure, OpenDays, Opening
from desktop.rules.refusal import Refused
from desktop.rules.reminders import check_wording, code_of, days_to_remind, message
from tests.makers import TODAY

TUESDAY, FRIDAY = date(2026, 11, 24), date(2026, 11, 27)
WEEKDAYS = tuple(Opening(n, time(8), time(18)) for n in range(5))
POLISH = {"pl": "Jutro, {day}, {time}: {activity}, {place}. Do zobaczenia."}


def said(checked, spoken, place="Community room"):
    return message(checked, spoken, "Crafternoon", TUESDAY, time(14), place, TODAY)


def test_tomorrow_is_reminded_of_today():
    assert days_to_remind(TODAY, OpenDays()) == (TUESDAY,)


def test_on_a_friday_monday_is_reminded_of_where_weekends_are_closed():
    days = days_to_remind(FRIDAY, OpenDays(openings=WEEKDAYS))
    assert [each.day for each in days] == [28, 29, 30]


def test_a_closed_monday_is_reminded_over():
    shut = Closure(1, "Training", date(2026, 11, 30), date(2026, 11, 30), None, None, None, "", 1)
    days = days_to_remind(FRIDAY, OpenDays(openings=WEEKDAYS, closures=(shut,)))
    assert days[-1] == date(2026, 12, 1)


def test_the_message_names_the_day_the_hour_and_the_place_and_nobody():
    assert said({}, "English").text == (
        "Tomorrow, Tuesday 24 November, 2pm: Crafternoon, Community room. See you there."
    )


@pytest.mark.parametrize("text", ["{day}, {time}: {activity} in the {place}.",
                                  "{day}, {time}: {activity} ({place})."])  # fmt: skip
def test_a_session_without_a_place_leaves_no_gap(text):
    assert (
        said({"en": text}, "", place="").text == "Tomorrow, Tuesday 24 November, 2pm: Crafternoon."
    )


@pytest.mark.parametrize("spoken", ["Polish", "polish ", "Polski", "pl"])
def test_who_speaks_polish_gets_the_words_somebody_has_checked(spoken):
    found = said(POLISH, spoken)
    assert found.text == "Jutro, 24/11, 14:00: Crafternoon, Community room. Do zobaczenia."
    assert (found.language, found.why_not_theirs) == ("pl", "")


def test_who_reads_english_too_is_not_said_to_lack_a_text():
    assert said({}, "Urdu and English").why_not_theirs == ""
    assert said(POLISH, "English, Polish").language == "pl"


def test_nobody_gets_a_text_that_nobody_has_checked():
    found = said(POLISH, "Urdu")
    assert found.text.startswith("Tomorrow")
    assert found.why_not_theirs == "In English: nobody has checked a text in Urdu."
    assert said({}, "Klingon").why_not_theirs.endswith("in Klingon.")
    assert code_of("") == "en"


@pytest.mark.parametrize(
    ("typed", "no"),
    [
        ("{day} {time} {activity} {name}", "{name} is not known here."),
        ("See you tomorrow", "Say what and when"),
        ("{day} {time} {activity", "{activity is not known"),
        ("{day} {time} {activity}" + "x" * 300, "no more than 300 letters"),
    ],
)
def test_words_with_a_gap_nobody_can_fill_are_refused(typed, no):
    with pytest.raises(Refused, match="(?i)" + no.replace("{", r"\{")):
        check_wording(typed)
