"""Days and times from posters: proposed with what is doubtful, never guessed in silence."""

from datetime import date, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.rules.free_text_times import Proposal, read_repeats
from desktop.rules.refusal import Refused
from desktop.rules.series import Rule, monthly, weekly

TODAY = date(2026, 11, 23)


def read(text, **how):
    return read_repeats(text, today=TODAY, **how)


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("Every Tuesday, 10am to 12pm", "Every Tuesday, 10am to 12pm"),
        ("Tuesday mornings 10-12", "Every Tuesday, 10am to 12pm"),
        ("Wednesday evenings 7-9pm", "Every Wednesday, 7pm to 9pm"),
        ("Mon, Wed & Fri 10.30am - 12noon", "Every Monday, Wednesday and Friday, 10:30am to 12pm"),
        ("Mon to Thurs 11am-12", "Every Monday, Tuesday, Wednesday and Thursday, 11am to 12pm"),
        ("Weekdays 12:30 - 13:15", "Every weekday, 12:30pm to 1:15pm"),
        ("Sundays 14h-16h", "Every Sunday, 2pm to 4pm"),
        ("2 hours every Friday from 10am", "Every Friday, 10am to 12pm"),
        (
            "last Friday of the month 6pm for 2 hours",
            "The last Friday of the month, 6pm to 8pm",
        ),
        ("1st & 3rd Mon of each month 1400-1530", "The first and third Monday of the month, 2pm to 3:30pm"),
        ("Thursdays (term time) 14.00–16.00", "Every Thursday in term time, 2pm to 4pm"),
        ("24 November 2pm-4pm", "Tuesday 24 November 2026, 2pm to 4pm"),
        (
            "from 5 January 2027, Mondays 1000-1200 until 30 March 2027",
            "Every Monday, 10am to 12pm, from 5 January 2027, until 30 March 2027",
        ),
        (
            "Every other Tuesday, 10am to 12pm, from 24 November 2026",
            "Every other Tuesday, 10am to 12pm, from 24 November 2026",
        ),
    ],
)  # fmt: skip
def test_what_is_said_outright_is_read_without_a_doubt(text, sentence):
    found = read(text)
    assert (found.sentence, found.unsure) == (sentence, ())


@pytest.mark.parametrize(
    ("text", "sentence", "doubts"),
    [
        (
            "Tuesdays 10-12ish",
            "Every Tuesday, 10am to 12pm",
            ["The times were read as 10am to 12pm.", "“12ish” is only roughly 12pm."],
        ),
        (
            "1st Weds of month 2pm",
            "The first Wednesday of the month, 2pm to 3pm",
            ["No end is said: 60 minutes were taken."],
        ),
        (
            "Thurs (term time) 14.00–16.00",
            "Every Thursday in term time, 2pm to 4pm",
            ["“thurs” was read as each Thursday."],
        ),
        (
            "daily 10am",
            "Every day, 10am to 11am",
            [
                "“daily” was read as every day, weekends too.",
                "No end is said: 60 minutes were taken.",
            ],
        ),
        (
            "Mon-Fri 9-5",
            "Every weekday, 9am to 5pm",
            ["The times were read as 9am to 5pm."],
        ),
        (
            "every second Tuesday 10am-11am",
            "Every other Tuesday, 10am to 11am, from 24 November 2026",
            [
                "“every second” was read as every other week.",
                "It does not say in which week: Tuesday 24 November was taken.",
            ],
        ),
        (
            "1st Tue 10-11.30am",
            "The first Tuesday of the month, 10am to 11:30am",
            ["“1st tue” was read as one of each month."],
        ),
        (
            "Thursdays 2-3pm except August",
            "Every Thursday, 2pm to 3pm",
            ["“except august” was not understood and is left out."],
        ),
        (
            "Saturdays 10am and 2pm",
            "Every Saturday, 10am to 11am",
            [
                "No end is said: 60 minutes were taken.",
                "“and 2pm” was not understood and is left out.",
            ],
        ),
        (
            "Room 4, Tuesdays 2pm-3pm, £2.50",
            "Every Tuesday, 2pm to 3pm",
            ["“room 4 … £2 50” was not understood and is left out."],
        ),
        (
            "Tuesday 25 November 2pm-3pm",
            "Wednesday 25 November 2026, 2pm to 3pm",
            ["25 November 2026 is a Wednesday, not a Tuesday."],
        ),
    ],
)
def test_what_is_only_guessed_is_said_in_a_sentence(text, sentence, doubts):
    found = read(text)
    assert (found.sentence, list(found.unsure)) == (sentence, doubts)


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("Tuesdays", "No time is found in “Tuesdays”."),
        ("Thursday afternoons", "No time is found"),
        ("10-12", "No day is found in “10-12”."),
        ("ring Sam", "No day is found"),
        ("Tuesdays 4pm-2pm", "It ends before it starts"),
        ("Fri 10pm-1am", "after midnight"),
        ("Tuesdays 25:00", "“25:00” is not a time."),
        ("monthly, Tuesdays 2pm", "which one of the month"),
        ("Mondays 2pm-3pm from 5 Jan 2027 until 4 Jan 2027", "Its last date is before its first."),
        ("Mondays from 31 June 2pm-3pm", "That is not a date we know"),
        ("every 99 weeks on Monday 2pm-3pm", "from 1 to 52"),
        ("x" * 301, "too long"),
    ],
)
def test_what_cannot_be_read_gets_a_sentence(text, sentence):
    with pytest.raises(Refused) as no:
        read(text)
    assert sentence in no.value.sentence or "not a day we know" in no.value.sentence


def test_a_column_called_day_or_a_first_date_beside_it_takes_the_doubt_away():
    assert read("Tuesday 2pm-3pm").unsure
    assert not read("Tuesday 2pm-3pm", every=True).unsure
    assert read("every other Friday 2pm-3pm").unsure
    assert not read("every other Friday 2pm-3pm", first=TODAY).unsure


def test_how_long_it_usually_takes_serves_where_no_end_is_said():
    found = read("Fridays 2pm", minutes=90)
    assert (found.starts, found.ends) == (time(14), time(15, 30))
    assert found.unsure == ("No end is said: 90 minutes were taken.",)


rules = st.one_of(
    st.just(Rule("DAILY")),
    st.builds(weekly, st.sets(st.integers(0, 6), min_size=1).map(tuple)),
    st.builds(weekly, st.integers(0, 6).map(lambda day: (day,)), st.integers(2, 6)),
    st.builds(monthly, st.sampled_from([1, 2, 3, 4, 5, -1]), st.integers(0, 6)),
)
clocks = st.builds(time, st.integers(0, 23), st.sampled_from([0, 5, 30, 45]))


@given(rules, clocks, clocks, st.dates(date(2026, 11, 24), date(2030, 1, 1)), st.booleans())
def test_what_is_proposed_can_be_written_into_the_file_and_is_read_again(rule, a, b, first, term):
    if a == b:
        return
    said = Proposal(rule, min(a, b), max(a, b), None, first, None, term)
    assert read(said.sentence) == said


PIECES = """Tuesdays 10-12 2pm ish 1st last of month every other week weekdays daily term time from
until 5 January 14.00 noon & , - ( ) £3 24/11 fortnightly 99 évé 🎨 \u202e"""
pieces = st.sampled_from(PIECES.split())


@given(st.lists(pieces).map(" ".join) | st.text(max_size=320))
def test_any_text_is_a_proposal_or_a_sentence(text):
    try:
        found = read(text)
    except Refused as no:
        said = no.sentence
    else:
        assert found.starts < found.ends
        said = f"{found.sentence}."
    assert said.endswith(".")
