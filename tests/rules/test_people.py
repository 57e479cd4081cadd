"""People: what may be typed about them, and whether they may be contacted."""

from contextlib import suppress
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import phonenumbers
import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.rules.people import (
    LARGE_PRINT,
    NEEDS,
    OLDEST,
    Asked,
    PersonFacts,
    Phone,
    Status,
    age,
    check_person,
    complaints,
    may_be_contacted,
    need_icon,
    need_words,
    read_nhs_number,
    read_phone,
    show_nhs_number,
    status_words,
)
from desktop.rules.phones import show_phone
from desktop.rules.refusal import Refused

TODAY = date(2026, 11, 24)
ICONS = Path(__file__).parents[2] / "resources" / "icons" / "bold"
WRONG_DIGIT = "That NHS number has a digit wrong. Check it with the patient."
MEERA = PersonFacts(title="Mrs", first="Meera", last="Patel", born=date(1951, 3, 14))


def checked(**facts):
    return check_person(PersonFacts(**facts), today=TODAY)


def refusal(**facts):
    with pytest.raises(Refused) as no:
        checked(**facts)
    return no.value.sentence


@pytest.mark.parametrize("ending", [18, 26, 34, 42, 50, 69, 77, 85, 93])
def test_the_nhs_numbers_for_tests_are_right(ending):
    assert read_nhs_number(f"999 000 {ending:04}") == f"999000{ending:04}"


@pytest.mark.parametrize(
    "typed",
    [
        "999 000 0019",
        "999 012 3056",
        "0000000000",
        "1111111111",
        "9999999999",
        "0000000051",  # these are right by their last digit, but not from a range in use
        "5000000005",
        "8000000008",
        "3113000009",
        "8600000017",
    ],
)
def test_an_nhs_number_with_a_wrong_digit_is_refused(typed):
    with pytest.raises(Refused) as no:
        read_nhs_number(typed)
    assert no.value.sentence == WRONG_DIGIT


@pytest.mark.parametrize("typed", ["999 012 305", "99901230555", "999 O12 3055", "٩٩٩٠١٢٣٠٥٥"])
def test_an_nhs_number_has_ten_digits(typed):
    with pytest.raises(Refused, match="has 10 digits"):
        read_nhs_number(typed)


@pytest.mark.parametrize(
    "typed", ["9990123055", "999-012-3055", "\t999\u00a0012 3055\n", "999.012.3055"]
)
def test_an_nhs_number_is_read_with_whatever_stands_between(typed):
    assert read_nhs_number(typed) == "9990123055"


def test_no_nhs_number_is_no_trouble():
    assert read_nhs_number(" \t") == ""
    assert show_nhs_number("") == ""


@given(st.integers(400_000_000, 499_999_999))
def test_an_nhs_number_as_it_is_shown_reads_back(nine):
    check = -sum(int(digit) * (10 - place) for place, digit in enumerate(str(nine))) % 11
    if check == 10 or len(set(f"{nine}{check}")) == 1:
        return
    digits = f"{nine}{check}"
    assert read_nhs_number(show_nhs_number(digits)) == digits
    wrong = f"{nine}{(check + 1) % 10}"
    with pytest.raises(Refused):
        read_nhs_number(wrong)


@pytest.mark.parametrize(
    "typed",
    ["07700 900142", "07700900142", "7700900142", "+44 7700 900142", "+44 (0)7700 900 142",
     "0044 7700 900142", "(07700) 900-142", "\t07700 900142\n", "\u202a07700 900142\u202c"],
)  # fmt: skip
def test_a_british_phone_number_is_read_however_it_is_written(typed):
    assert read_phone(typed) == "+447700900142"
    assert show_phone(read_phone(typed)) == "07700 900142"


def test_a_number_from_another_country_begins_with_a_plus():
    assert read_phone("+48 600 100 200") == "+48600100200"
    assert show_phone("+48600100200") == "+48 600 100 200"


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ("900142", "That phone number has too few or too many digits."),
        ("0770090014", "That phone number has too few or too many digits."),
        ("077009001422", "That phone number has too few or too many digits."),
        ("07700 900142 son", "Type only the digits of a phone number. Words go beside it."),
        ("+999 123456", "That is not a phone number. Check its digits."),
        ("-", "That is not a phone number. Check its digits."),
    ],
)
def test_a_phone_number_that_cannot_be_is_refused(typed, sentence):
    with pytest.raises(Refused) as no:
        read_phone(typed)
    assert no.value.sentence == sentence


def test_a_stored_number_that_no_country_has_is_shown_as_it_is():
    assert show_phone("") == ""
    assert show_phone("ask at home") == "ask at home"


def test_only_a_name_is_required():
    assert checked(first="Meera") == PersonFacts(first="Meera")
    assert checked(last="Patel") == PersonFacts(last="Patel")


@pytest.mark.parametrize("name", ["", "  ", "🎨", "-", "123", "\u202e"])
def test_somebody_needs_a_name_with_a_letter(name):
    assert refusal(first=name, title="Mrs") == "Give at least a first or a last name."


def test_a_name_of_300_letters_is_refused_by_its_field():
    assert refusal(last="a" * 300) == "The last name is longer than 60 letters. Shorten it."
    assert checked(last="a" * 60)


def test_what_is_pasted_is_cleaned():
    facts = checked(
        first="\tMeera\n", last="Pa\x00tel 🎨", address="12 Elm Road,\r\n\r\nDerby\n", note="Sits\tby\n"
        "\n the window.", email=" meera@example.org ",
    )  # fmt: skip
    assert (facts.first, facts.last) == ("Meera", "Patel")
    assert facts.address == "12 Elm Road, Derby"
    assert facts.note == "Sits by\nthe window."
    assert facts.email == "meera@example.org"


def test_a_name_from_right_to_left_stays_as_it_is():
    assert checked(first="\u202eفاطمة\u202c", last="الحداد").first == "فاطمة"


def test_what_was_checked_once_is_right_the_second_time():
    once = check_person(
        replace(
            MEERA, nhs_number="999 012 3055", phones=(Phone("07700 900142", " her own "),),
            emergency_phone="07700 900160", address="1 Elm\nDerby", diet=Asked("listed", "no egg"),
            needs=(("large print", " 20 point"),), note="a\n\nb",
        ),
        today=TODAY,
    )  # fmt: skip
    assert once.phones == (Phone("+447700900142", "her own"),)
    assert once.needs == (("large print", "20 point"),)
    assert check_person(once, today=TODAY) == once


def test_a_number_typed_twice_is_one_number():
    phones = (Phone("07700 900142", "mobile"), Phone(""), Phone("+447700900142"))
    assert checked(first="Meera", phones=phones).phones == (Phone("+447700900142", "mobile"),)


def test_a_date_of_birth_is_of_somebody_alive():
    assert refusal(first="A", born=TODAY + timedelta(1)).startswith("A date of birth cannot be")
    assert refusal(first="A", born=date(1905, 1, 1)) == (
        "That is more than 120 years ago. Check the year."
    )
    assert checked(first="A", born=TODAY)
    assert age(checked(first="A", born=date(1906, 1, 1)).born, TODAY) == OLDEST


@pytest.mark.parametrize(
    "typed", ["meera", "meera@", "@example.org", "meera@example", "a b@example.org", "a@b..org",
              "a@example.org, b@example.org"]
)  # fmt: skip
def test_an_email_address_that_cannot_be_is_refused(typed):
    assert refusal(first="A", email=typed).startswith("That is not an email address.")


def test_allergies_are_either_none_or_listed():
    assert checked(first="A", allergies=Asked("not asked", "nuts", TODAY)).allergies == Asked(
        "listed", "nuts", TODAY
    )
    assert checked(first="A", allergies=Asked("not asked", "", TODAY)).allergies == Asked()
    assert checked(first="A", diet=Asked("none", "", TODAY)).diet.on == TODAY
    assert refusal(first="A", allergies=Asked("none", "nuts")) == (
        "The list of allergies says “nuts”, and also none. Which is it?"
    )
    assert refusal(first="A", diet=Asked("listed", " ")).startswith("The diet is empty.")


def test_a_need_is_recorded_once():
    needs = (("large print", "16 point"), ("large print", "20 point"))
    assert checked(first="A", needs=needs).needs == (("large print", "20 point"),)


def test_every_field_complains_for_itself_while_it_is_typed():
    typed = {
        "first": "a" * 61, "last": "Patel", "born": "31/2/51", "nhs_number": "9990000019",
        "phone1": "07700 900142", "phone2": "12", "email": "meera", "note": "a" * 999,
        "emergency_phone": "", "address": "", "place": "a" * 5000,
    }  # fmt: skip
    assert complaints(typed, today=TODAY) == {
        "first": "The first name is longer than 60 letters. Shorten it.",
        "born": "That is not a date we know. Try 14 March 1951 or 14/3/51.",
        "nhs_number": WRONG_DIGIT,
        "phone2": "That phone number has too few or too many digits.",
        "email": "That is not an email address. It needs an @ and a full stop.",
    }


def test_a_birthday_to_come_is_complained_about():
    found = complaints({"born": "25/11/2026"}, today=TODAY)
    assert found == {"born": "A date of birth cannot be in the future."}


def test_an_empty_form_has_nothing_wrong():
    nothing = dict.fromkeys(("first", "last", "born", "nhs_number", "phone", "email"), " ")
    assert complaints(nothing, today=TODAY) == {}


@given(st.dictionaries(st.sampled_from(["first", "born", "nhs_number", "phone1", "email", "note"]),
                       st.text(st.characters(), max_size=80)))  # fmt: skip
def test_anything_may_be_typed_into_any_field(typed):
    for name, sentence in complaints(typed, today=TODAY).items():
        assert name in typed
        assert sentence.endswith((".", "?"))
        assert len(sentence.split()) <= 20


@given(st.text(st.characters(), max_size=90), st.text(st.characters(), max_size=90))
def test_any_name_is_stored_clean_or_refused(first, last):
    with suppress(Refused):
        once = checked(first=first, last=last)
        assert check_person(once, today=TODAY) == once
        (once.first + once.last).encode()


@pytest.mark.parametrize(
    ("status", "until", "may"),
    [
        (Status.CURRENT, None, True),
        (Status.MOVED, None, False),
        (Status.DO_NOT_CONTACT, None, False),
        (Status.DIED, None, False),
        (Status.HOSPITAL, None, False),
        (Status.HOSPITAL, TODAY, False),
        (Status.HOSPITAL, TODAY - timedelta(1), True),
        (Status.MOVED, TODAY - timedelta(1), False),
        (Status.DIED, TODAY - timedelta(1), False),
    ],
)
def test_only_current_people_are_called_and_a_hospital_stay_ends_by_itself(status, until, may):
    assert may_be_contacted(status, until, TODAY) is may


def test_a_status_is_said_in_words():
    assert [status_words(each, None) for each in Status] == [
        "Current", "In hospital", "Moved away", "Do not contact", "Died"
    ]  # fmt: skip
    until = date(2026, 11, 26)
    assert status_words(Status.HOSPITAL, until) == "In hospital until Thursday 26 November"
    assert status_words(Status.MOVED, until) == "Moved away"


@pytest.mark.parametrize(
    ("born", "on", "years"),
    [
        (date(1951, 3, 14), date(2026, 3, 13), 74),
        (date(1951, 3, 14), date(2026, 3, 14), 75),
        (date(2008, 2, 29), date(2026, 2, 28), 17),
        (date(2008, 2, 29), date(2026, 3, 1), 18),
        (TODAY, TODAY, 0),
    ],
)
def test_age_is_counted_in_whole_years(born, on, years):
    assert age(born, on) == years


@pytest.mark.parametrize("kind", NEEDS)
def test_every_need_has_words_and_a_symbol_that_is_there(kind):
    assert need_words(kind, "")[0].isupper()
    assert (ICONS / f"{need_icon(kind)}.svg").is_file()


def test_a_need_is_said_with_its_detail():
    assert need_words("large print", LARGE_PRINT[2]) == "Large print, 20 point"
    assert need_words("hearing loop", "") == "Hearing loop"


def test_a_need_that_a_newer_desk_wrote_is_shown_as_it_stands():
    assert need_words("tactile signs", "") == "tactile signs"
    assert (ICONS / f"{need_icon('tactile signs')}.svg").is_file()


@given(st.from_regex(r"0[1-9]([ -]?[0-9]){9}", fullmatch=True))
def test_a_plain_british_number_is_read_at_once_as_the_library_reads_it(typed):
    number = phonenumbers.parse(typed, "GB")
    how = phonenumbers.PhoneNumberFormat.E164
    assert phonenumbers.is_possible_number(number)
    assert read_phone(typed) == phonenumbers.format_number(number, how)
