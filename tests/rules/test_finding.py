"""The finder reads what was typed without a mode."""

from datetime import date

import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st

from desktop.rules.days import full_date
from desktop.rules.finding import Sought, sought
from desktop.rules.names import Name, fold, words

TODAY = date(2026, 11, 24)
MEERA = date(1951, 3, 14)

letters = st.characters(
    categories=["Lu", "Ll", "Lt", "Lo", "Mn", "Mc"], include_characters="'’- ßøłđæ"
)
written = st.one_of(
    st.text(letters, min_size=1, max_size=12),
    st.sampled_from(["O’Brien", "Mc Donald", "MacDonald", "Machado", "Smith-Jones", "Ó Dálaigh",
                     "Yıldırım", "İpek", "Strauß", "Bjørn", "van der Berg", "বেগম", "الحداد"]),
)  # fmt: skip


def finds(typed, name):
    """Whether what was typed finds a name: every word of it begins a filed word."""
    asked = sought(typed, TODAY).words
    filed = [each for each, _kind in words(name)]
    return bool(asked) and all(any(each.startswith(one) for each in filed) for one in asked)


@pytest.mark.parametrize(
    ("typed", "looked_for"),
    [
        ("patel", ("patel",)),
        ("meera patel", ("meera", "patel")),
        ("Patel, Meera", ("patel", "meera")),
        ("patel m", ("patel", "m")),
        ("Mrs Patel", ("patel",)),
        ("Patel, Meera (Mrs)", ("patel", "meera")),
        ("o'brien", ("obrien",)),
        ("SMITH-JONES", ("smith", "jones")),
        ("siân", ("sian",)),
        ("mr", ("mr",)),
        ("miss", ("miss",)),
    ],
)
def test_names_are_read_in_any_order_and_without_titles(typed, looked_for):
    assert sought(typed, TODAY).words == looked_for


@pytest.mark.parametrize("typed", ["mp", "MP", "m p", "m.p.", "M. P.", "m,p"])
def test_initials_may_also_be_the_beginning_of_names(typed):
    read = sought(typed, TODAY)
    assert read.initials == "mp"
    assert "".join(read.words) == "mp"


@pytest.mark.parametrize("typed", ["patel", "patel m", "m", "m patel"])
def test_names_are_not_initials(typed):
    assert sought(typed, TODAY).initials == ""


@pytest.mark.parametrize(
    "typed",
    ["14/3/51", "14.3.1951", "14-03-1951", "14 mar 51", "14 march 1951", "14-Mar-1951",
     "14th March 1951", "1951-03-14", "14mar51", "march 14 1951", "March 14, 1951"],
)  # fmt: skip
def test_a_birthday_is_nothing_but_a_birthday(typed):
    assert sought(typed, TODAY) == Sought(born=MEERA)


@pytest.mark.parametrize("typed", ["140351", "14 03 51", "14031951"])
def test_bare_digits_may_be_a_birthday_or_the_end_of_a_phone(typed):
    assert sought(typed, TODAY) == Sought(born=MEERA, digits=typed.replace(" ", ""))


@given(st.dates(date(1907, 1, 1), TODAY))
@example(date(2026, 11, 24))
def test_every_birthday_is_found_as_it_is_said(born):
    assert sought(full_date(born), TODAY).born == born
    assert sought(f"patel {born:%d/%m/%Y}", TODAY) == Sought(words=("patel",), born=born)


@pytest.mark.parametrize("typed", ["31/2/51", "14/3", "14/3/2051", "14/3/1850", "0/0/00"])
def test_what_nobodys_birthday_can_be_finds_nobody(typed):
    assert sought(typed, TODAY) == Sought()


@pytest.mark.parametrize("typed", ["9990123055", "999 012 3055", "999-012-3055", " 999 012 3055 "])
def test_an_nhs_number_is_read_with_or_without_spaces(typed):
    assert sought(typed, TODAY).nhs == "9990123055"


@pytest.mark.parametrize("typed", ["0142", "900142", "07700 900142", "(07700) 900-142",
                                   "+44 7700 900 142", "+44 (0)7700 900142", "00447700900142",
                                   "\u202a07700900142\u202c"])  # fmt: skip
def test_digits_are_the_end_of_a_phone_number_as_it_is_stored(typed):
    read = sought(typed, TODAY)
    assert "447700900142".endswith(read.digits)
    assert len(read.digits) >= 4


def test_a_number_from_abroad_is_whole():
    assert sought("+48 600 100 200", TODAY).digits == "48600100200"
    assert sought("0048 600 100 200", TODAY).digits == "48600100200"


@pytest.mark.parametrize("typed", ["1", "12", "", "   ", "😀", "-", "'", "14/"])
def test_too_little_finds_nobody(typed):
    assert sought(typed, TODAY) == Sought()


def test_a_name_and_more_are_read_together():
    patel = ("patel",)
    assert sought("patel 1951", TODAY) == Sought(words=patel, year=1951)
    assert sought("1951 patel", TODAY) == Sought(words=patel, year=1951)
    assert sought("patel 14/3/51", TODAY) == Sought(words=patel, born=MEERA)
    assert sought("14 mar 51 patel", TODAY) == Sought(words=patel, born=MEERA)
    assert sought("Patel 999 012 3055", TODAY) == Sought(words=patel, nhs="9990123055")


@pytest.mark.parametrize("typed", ["patel 2050", "patel 1850", "patel 51", "patel 12345"])
def test_a_number_beside_a_name_that_is_no_year_is_left_out(typed):
    assert sought(typed, TODAY) == Sought(words=("patel",))


def test_a_year_alone_is_the_end_of_a_phone():
    assert sought("1951", TODAY) == Sought(digits="1951")


@given(written, st.integers(1, 12))
@example("MacDonald", 4)
@example("Mc Donald", 4)
@example("Smith-Jones", 7)
def test_the_beginning_of_a_name_finds_it(last, length):
    typed = last[:length]
    assume(fold(typed))
    assert finds(typed, Name(last=last))


@given(written)
def test_the_beginning_of_every_filed_word_finds_it(last):
    for filed, _kind in words(Name(first="Meera", last=last)):
        for length in range(1, len(filed) + 1):
            assert finds(filed[:length], Name(first="Meera", last=last))


@given(written, written)
def test_both_names_find_somebody_in_either_order(first, last):
    assume(fold(first) and fold(last))
    name = Name("Mrs", first, last)
    for typed in (f"{first} {last}", f"{last}, {first}", f"Mrs {last}", f"{last} {first[:1]}"):
        assert finds(typed, name)


@pytest.mark.parametrize(
    ("typed", "last"),
    [
        ("mcdonald", "MacDonald"),
        ("macdonald", "McDonald"),
        ("mac donald", "McDonald"),
        ("mc d", "MacDonald"),
        ("o brien", "O’Brien"),
        ("obrien", "O Brien"),
        ("o'b", "O Brien"),
        ("smithjones", "Smith-Jones"),
        ("smith jones", "Smith-Jones"),
        ("smith-j", "Smith Jones"),
        ("vanderberg", "van der Berg"),
        ("strauss", "Strauß"),
        ("yildirim", "Yıldırım"),
    ],
)
def test_spellings_that_sound_the_same_at_the_desk_find_each_other(typed, last):
    assert finds(typed, Name(first="Ann", last=last))


def test_somebody_whose_first_name_is_mac_is_found():
    assert finds("mac miller", Name(first="Mac", last="Miller"))


@given(st.text(st.characters(), max_size=300))
def test_anything_may_be_typed(text):
    read = sought(text, TODAY)
    assert all(read.words)
    assert read.digits == "" or read.digits.isdecimal()
