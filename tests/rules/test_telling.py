from datetime import date, time

from desktop.rules.telling import Kind, Known, public_words, reach_words, to_say

TODAY = date(2026, 11, 23)
THURSDAY = Known(date(2026, 11, 26), time(14), time(16), 1)


def test_the_wall_never_says_why():
    assert public_words(Kind.NOT_ON, time(14)) == "Not on today"
    assert public_words(Kind.MOVED, time(15)) == "Now at 3pm"


def test_what_to_say_when_a_session_is_not_on():
    said = to_say(Kind.NOT_ON, "Garden group", THURSDAY, THURSDAY, "", TODAY)
    assert said == "Garden group on Thursday 26 November is not on. Would you like another date?"


def test_what_to_say_when_only_the_time_is_another():
    later = Known(THURSDAY.date, time(14, 30), time(16, 30), 1)
    said = to_say(Kind.MOVED, "Crafternoon", THURSDAY, later, "Waiting room", TODAY)
    assert said == (
        "Crafternoon on Thursday 26 November is now 2:30pm to 4:30pm. Does that suit you?"
    )


def test_what_to_say_when_it_is_another_day():
    friday = Known(date(2026, 11, 27), time(14), time(16), 1)
    said = to_say(Kind.MOVED, "Crafternoon", THURSDAY, friday, "Waiting room", TODAY)
    assert "is now Friday 27 November, 2pm to 4pm" in said


def test_what_to_say_when_it_is_only_in_another_room():
    annexe = Known(THURSDAY.date, time(14), time(16), 2)
    said = to_say(Kind.MOVED, "Crafternoon", THURSDAY, annexe, "Annexe", TODAY)
    assert said == "Crafternoon on Thursday 26 November is now in the annexe."


def test_how_to_reach_says_what_not_to_say():
    assert reach_words("phone", "yes", say_surgery=False) == (
        "Phone. You may leave a message. Do not say it is the surgery."
    )
    assert reach_words("", "not asked", say_surgery=True) == "Not asked how to reach."
