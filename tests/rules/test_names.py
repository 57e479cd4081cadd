"""Names of all kinds: said, filed, sorted and found."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.rules.names import (
    LONGEST,
    Name,
    called,
    clean,
    clean_name,
    filed,
    fold,
    full,
    plain,
    sort_key,
    words,
)

MEERA = Name("Mrs", "Meera", "Patel")

letters = st.characters(
    categories=["Lu", "Ll", "Lt", "Lo", "Lm", "Mn", "Mc", "Nd"], include_characters="'’-` .,ßøłđæ"
)
parts = st.one_of(
    st.text(letters, max_size=12),
    st.sampled_from(["O’Brien", "Mc Donald", "MacDonald", "Smith-Jones", "Ó Dálaigh", "Yıldırım",
                     "İpek", "Strauß", "Bjørn", "Łukasz", "Đặng", "Æsa", "বেগম", "الحداد", "王"]),
)  # fmt: skip
names = st.builds(Name, last=parts, first=parts, preferred=parts, former=parts)


def found(name, kind=None):
    return {each for each, its in words(name) if kind in (None, its)}


def test_a_name_is_said_in_full_plainly_as_filed_and_as_called():
    assert full(MEERA) == "Mrs Meera Patel"
    assert plain(MEERA) == "Meera Patel"
    assert filed(MEERA) == "Patel, Meera (Mrs)"
    assert called(MEERA) == "Mrs Patel"


def test_somebody_without_a_title_is_called_by_both_names():
    assert called(Name("", "Meera", "Patel")) == "Meera Patel"
    assert filed(Name("", "Meera", "Patel")) == "Patel, Meera"


def test_one_name_is_enough():
    selvi = Name(last="Selvi")
    assert (full(selvi), plain(selvi), filed(selvi), called(selvi)) == ("Selvi",) * 4
    assert called(Name("Mrs", "Meera")) == "Mrs Meera"
    assert sort_key(Name(first="Meera")) == "meera"


@pytest.mark.parametrize(
    ("written", "folded"),
    [
        ("Patel", ("patel",)),
        ("  PATEL,  Meera ", ("patel", "meera")),
        ("O'Brien", ("obrien",)),
        ("O’Brien", ("obrien",)),
        ("O`Brien", ("obrien",)),
        ("O´Brien", ("obrien",)),
        ("Siân", ("sian",)),
        ("Sia\u0302n", ("sian",)),
        ("Smith-Jones", ("smith", "jones")),
        ("Smith–Jones", ("smith", "jones")),
        ("Strauß", ("strauss",)),
        ("STRAUSS", ("strauss",)),
        ("Bjørn Ødegård", ("bjorn", "odegard")),
        ("Łukasz Wójcik", ("lukasz", "wojcik")),
        ("Đặng Nguyễn", ("dang", "nguyen")),
        ("Æsa", ("aesa",)),
        ("Gülşen Yıldırım", ("gulsen", "yildirim")),
        ("İPEK IŞIK", ("ipek", "isik")),
        ("m.p.", ("m", "p")),
        ("فاطمة الحداد", ("فاطمة", "الحداد")),
        ("王小明", ("王小明",)),
        ("Ann 🎨", ("ann",)),
        ("👩‍🎨", ()),
        ("", ()),
    ],
)
def test_accents_apostrophes_hyphens_and_capitals_do_not_matter(written, folded):
    assert fold(written) == folded


def test_a_bengali_name_stays_a_word():
    assert len(fold("রহিমা বেগম")) == 2
    assert fold("বেগম") == fold(unicodedata.normalize("NFD", "বেগম"))


@given(st.text(max_size=30))
def test_what_is_folded_stays_as_it_is(text):
    assert fold(" ".join(fold(text))) == fold(text)


@given(st.text(max_size=30))
def test_folding_does_not_mind_capitals(text):
    assert fold(text.swapcase().casefold()) == fold(text.casefold())


def test_every_part_of_a_name_finds_its_person():
    gwen = Name("Ms", "Gwenllian Mair", "Llewellyn-Rees", "Gwen", "Pugh")
    assert {"llewellyn", "rees", "llewellynrees"} <= found(gwen, "last")
    assert {"gwenllian", "mair", "gwenllianmair"} <= found(gwen, "first")
    assert "gwen" in found(gwen, "preferred")
    assert "pugh" in found(gwen, "former")


@pytest.mark.parametrize("written", ["McDonald", "MacDonald", "Mc Donald", "MCDONALD", "Macdonald"])
def test_mc_and_mac_are_one(written):
    assert {"mcdonald", "macdonald", "donald"} <= found(Name(last=written))


@pytest.mark.parametrize("written", ["O'Brien", "O Brien", "O’BRIEN", "O-Brien"])
def test_o_brien_is_found_however_it_is_written(written):
    assert {"obrien", "brien"} <= found(Name(last=written))


def test_names_of_several_words_are_found_joined():
    berg = Name(last="van der Berg", first="Anne-Marie")
    assert {"van", "der", "berg", "vanderberg", "derberg", "annemarie"} <= found(berg)


def test_a_chinese_name_is_found_as_it_is_written():
    assert "王小明" in found(Name(first="小明", last="王"))


@pytest.mark.parametrize(
    ("name", "variant"),
    [
        (Name(first="William", last="Garside"), "bill"),
        (Name(first="Bill", last="Garside"), "william"),
        (Name(first="Elizabeth"), "liz"),
        (Name(first="Margaret"), "peggy"),
        (Name(first="Robert"), "bob"),
        (Name(first="Muhammad Iqbal", last="Khan"), "mohammed"),
        (Name(last="Mohamed"), "muhammad"),
        (Name(first="Wing Kwok", preferred="Peter"), "pete"),
        (Name(first="Chris"), "christopher"),
        (Name(first="Chris"), "christine"),
    ],
)
def test_known_short_names_and_spellings_find_each_other(name, variant):
    assert variant in found(name, "variant")


def test_a_surname_has_no_short_form():
    assert "jim" not in found(Name(last="James", first="Carol"))


def test_initials_are_filed_in_either_order():
    assert {"mp", "pm"} <= found(MEERA, "initials")
    mary = Name(first="Mary Jane", last="Smith-Brown", preferred="Polly")
    assert {"ms", "sm", "mb", "bm", "ps", "sp", "mjs"} <= found(mary, "initials")


def test_a_word_is_filed_once_and_first_for_what_it_is():
    iqbal = Name(first="Iqbal", last="Iqbal", former="Iqbal")
    assert dict(words(iqbal)) == {"iqbal": "last", "ii": "initials"}


@given(names)
def test_every_word_is_filed_once_and_folded(name):
    filed_under = [each for each, _kind in words(name)]
    assert len(filed_under) == len(set(filed_under))
    assert all(each and not each.isspace() for each in filed_under)


def test_people_are_sorted_by_last_name_then_first_and_macs_stand_together():
    people = [
        Name(first="Ewa", last="Nowak"), Name(first="Fergus", last="McDonald"),
        Name(first="Ann", last="Madden"), Name(first="Anne", last="MacDonald"),
        Name(first="Zoë", last="Ó Dálaigh"), Name(first="Al", last="Mace"),
        Name(first="Bea", last="O’Dea"), Name(first="Cher"),
    ]  # fmt: skip
    in_order = [plain(each) for each in sorted(people, key=sort_key)]
    assert in_order == [
        "Cher", "Anne MacDonald", "Fergus McDonald", "Al Mace", "Ann Madden", "Ewa Nowak",
        "Zoë Ó Dálaigh", "Bea O’Dea",
    ]  # fmt: skip


def test_pasted_tabs_and_newlines_become_one_space():
    assert clean("\tMeera \r\n\u00a0 Patel\u2028") == "Meera Patel"


def test_names_from_right_to_left_stay_and_direction_marks_go():
    assert clean("\u202eفاطمة\u202c \u2067الحداد\u2069\u200f") == "فاطمة الحداد"


def test_letters_that_need_a_joiner_keep_it():
    assert clean("عل\u200cی") == "عل\u200cی"
    assert clean("\u200dAnn \u200d") == "Ann"


def test_nul_and_lone_surrogates_go():
    assert clean("Pa\x00tel\ud800\ufeff") == "Patel"


def test_pictures_go_from_names_and_stay_in_notes():
    assert clean_name("Ann 👩🏽‍🎨❤️ Bostock✌🏾") == "Ann Bostock"
    assert clean("Likes 🎨") == "Likes 🎨"


@given(st.text(st.characters(), max_size=30))
def test_what_is_clean_stays_as_it_is_and_can_be_stored(text):
    assert clean(clean(text)) == clean(text)
    assert clean_name(clean_name(text)) == clean_name(text)
    assert "\x00" not in clean(text)
    clean(text).encode()


def test_a_name_of_the_longest_kind_has_not_too_many_words():
    assert len(words(Name(first="a " * (LONGEST // 2), last="b-" * (LONGEST // 2)))) < 200
