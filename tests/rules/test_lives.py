"""What a person's page says about their dates."""

from datetime import date, time

from desktop.rules.lives import ToCome, aloud, cancelled_by

TODAY = date(2026, 11, 23)
THURSDAY = ToCome("Crafternoon", date(2026, 11, 26), time(14), time(16), "Community room")
IN_JANUARY = ToCome("Singing", date(2027, 1, 6), time(14), time(15))
IN_TURN = ToCome("Gentle movement", date(2026, 12, 2), time(9, 30), time(10, 30), turn=2)


def test_next_dates_are_read_aloud_one_after_another():
    assert aloud("Mrs Patel", [THURSDAY, IN_JANUARY, IN_TURN], TODAY) == (
        "Mrs Patel, these are your next 2 dates.",
        "Thursday 26 November, 2pm to 4pm: Crafternoon, Community room.",
        "Wednesday 6 January 2027, 2pm to 3pm: Singing.",
        "You are 2nd in turn for Gentle movement: Wednesday 2 December, 9:30am to 10:30am.",
    )


def test_one_date_only_a_turn_or_nothing_is_said_as_it_is():
    assert aloud("Mrs Patel", [THURSDAY], TODAY)[0] == "Mrs Patel, this is your next date."
    assert aloud("Mrs Patel", [IN_TURN], TODAY)[0] == "Mrs Patel, no date is booked yet."
    assert aloud("Mrs Patel", [], TODAY) == ("Mrs Patel, nothing is booked for you at the moment.",)


def test_by_whom_a_booking_was_cancelled_is_kept_apart():
    assert cancelled_by("person", "Mrs Patel") == "Cancelled by Mrs Patel"
    assert cancelled_by("practice", "Mrs Patel") == "Cancelled by us"
    assert cancelled_by("", "Mrs Patel") == "Cancelled"
