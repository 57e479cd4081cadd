from datetime import date
from functools import partial

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from desktop.data import finding, people, signups
from desktop.data.tables import person, spelling, word
from desktop.rules.names import Name, fold
from desktop.rules.names import words as words_of
from desktop.rules.people import PersonFacts
from tests.makers import TODAY, a_person, a_session

BORN = date(1951, 3, 14)


def find(store, text, **values):
    return store.read(partial(finding.find, text=text, today=TODAY, **values))


def names(store, text, **values):
    return [each.filed for each in find(store, text, **values).people]


def meant(store, text):
    guessed = store.read(partial(finding.meant, text=text, today=TODAY))
    return [each.filed for each in guessed.people]


def book(store, person_id):
    store.write(partial(signups.book, session_id=a_session(store), person_id=person_id))


@pytest.fixture
def mrs_patel(store):
    """Mrs Patel, and people who must not be found in her place."""
    a_person(store, "Derek", "Whitlow", title="Mr", number="+441632960018", born=date(1948, 5, 3))
    a_person(store, "Olive", "Reed", title="", number="+447700900999")
    return a_person(store, number="+447700900142", nhs="9990000018", born=BORN)


HER_WAYS = [
        "patel", "Patel", "PATEL", "pat", " patel ", "meera", "meera patel", "patel meera",
        "patel, meera", "Patel,Meera", "mee pat", "m patel", "patel m", "p meera", "mrs patel",
        "m p", "mp", "p m", "m. p.", "M.P.",
        "14/3/51", "14.03.1951", "14-3-1951", "14 March 1951", "14th march 1951", "14 mar 51",
        "1951-03-14", "140351", "14031951", "patel 14/3/51", "14.3.51 meera", "patel 1951",
        "999 000 0018", "9990000018", "999-000-0018", "patel 9990000018",
        "0142", "142", "900142", "07700900142", "07700 900142", "+447700900142",
        "+44 7700 900142", "+44 (0)7700 900 142", "00447700900142", "7700900142",
        "patel\t", "pat\nmeera", "“Patel”", "Patel (Mrs)",
]  # fmt: skip
NOT_HER = [
        "patal", "meera shah", "x patel", "15/3/51", "patel 15/3/51", "patel 1952", "32/3/51",
        "999 000 0026", "0143", "14", "0", "atel",
]  # fmt: skip
ODD_TEXTS = ["", " ", "%", "_", "%%%", "'", "''", '"', "\\", ";", "--", "*", "?", "patel%", "p_tel",
     "' OR 1=1 --", "'); DROP TABLE person;--", "\0", "\x1b[31m", "🌸", "👩🏽‍🦽", "\u202epatel%",
     "x" * 300, "patel " * 60 + "nobody", "\ud800", "ﷺ", "०१४२", "𝟙𝟜/𝟛/𝟝𝟙", "0" * 300, "/" * 300,
     "99999999/99/99", "00/00/00", "0000-00-00", "\U0010ffff"]  # fmt: skip
OTHER_WAYS = [
        ({"last": "O’Brien"}, ["o'brien", "o’brien", "obrien", "o brien", "O'B", "brien"]),
        ({"last": "Smith-Jones"}, ["smith-jones", "smith jones", "smithjones", "jones", "smith-j"]),
        ({"last": "McDonald"}, ["mcdonald", "macdonald", "mc donald", "mac donald", "macd", "mcd"]),
        ({"last": "MacDonald"}, ["mcdonald", "macdonald", "Mc Donald", "McD"]),
        ({"last": "Müller"}, ["muller", "müller", "MÜLLER"]),
        ({"last": "Łąck"}, ["lack", "łąck"]),
        ({"last": "Sørensen"}, ["sorensen", "sørensen"]),
        ({"last": "Ağaoğlu"}, ["agaoglu", "Ağao"]),
        ({"last": "Nuñez", "first": "José"}, ["nunez jose", "josé n"]),
        ({"last": "de la Cruz"}, ["de la cruz", "cruz", "dela", "delacruz"]),
        ({"last": "Patel", "former": "Shah"}, ["shah", "shah meera", "patel"]),
        ({"last": "Patel", "preferred": "Mira"}, ["mira", "mira patel"]),
        ({"last": "Green", "first": "William"}, ["bill green", "will", "william"]),
        ({"last": "王", "first": "小明"}, ["王", "小明", "王小明"]),
        ({"last": "الزهراء", "first": "فاطمة"}, ["الزهراء", "فاطمة", "فاط"]),
        ({"last": "Иванова", "first": "Ольга"}, ["иванова", "ольга и"]),
        ({"last": "", "first": "Cher"}, ["cher", "che"]),
        ({"last": "Kumar", "first": ""}, ["kumar"]),
    ]  # fmt: skip


def test_she_is_found_whichever_way_the_desk_types_her(store, mrs_patel):
    found = {text: [each.id for each in find(store, text).people] for text in HER_WAYS}
    assert {text: ids for text, ids in found.items() if ids != [mrs_patel]} == {}


def test_she_is_not_found_by_what_she_is_not(store, mrs_patel):
    found = {text: [each.id for each in find(store, text).people] for text in NOT_HER}
    assert [text for text, ids in found.items() if mrs_patel in ids] == []


def test_an_nhs_number_beside_a_name_shows_its_owner_first(store, mrs_patel):
    anil = a_person(store, "Anil", title="Mr", nhs="9990000026")
    book(store, mrs_patel)
    found = find(store, "patel 999 000 0026").people
    assert [each.id for each in found] == [anil, mrs_patel]


def test_odd_text_finds_nobody_and_breaks_nothing(store, mrs_patel):
    for text in ODD_TEXTS:
        found = find(store, text)
        assert found.text == text
        assert "Whitlow, Derek (Mr)" not in [each.filed for each in found.people]
        assert meant(store, text) == []
    assert store.read(people.how_many) == 3


def test_accents_apostrophes_hyphens_and_other_names_do_not_matter(store):
    lost = []
    for facts, texts in OTHER_WAYS:
        person_id = a_person(store, **{"first": "Meera", "title": ""} | facts)
        lost += [
            text for text in texts
            if person_id not in [each.id for each in find(store, text, most=20).people]
        ]  # fmt: skip
    assert lost == []


def test_a_result_shows_name_birthday_and_end_of_phone_and_never_what_somebody_attends(
    store, mrs_patel
):
    book(store, mrs_patel)
    (found,) = find(store, "patel").people
    assert (found.filed, found.called, found.plain) == (
        "Patel, Meera (Mrs)",
        "Mrs Patel",
        "Meera Patel",
    )
    assert (found.born, found.phone_end, found.status) == (BORN, "0142", "")
    assert set(found.__slots__) == {
        "id", "filed", "called", "plain", "born", "phone_end", "status"
    }  # fmt: skip


def test_who_comes_here_stands_before_who_does_not(store):
    for first in ("Aaron", "Bella", "Carl"):
        a_person(store, first, "Patel", title="")
    book(store, a_person(store, "Zita", "Patel", title=""))
    assert names(store, "patel") == ["Patel, Zita", "Patel, Aaron", "Patel, Bella", "Patel, Carl"]


def test_a_whole_name_stands_before_longer_ones_and_the_rest_is_alphabetical(store):
    for last in ("Smithson", "Smith", "Smithers"):
        a_person(store, "Ann", last, title="")
    a_person(store, "Aaron", "Smith", title="")
    assert names(store, "smith") == [
        "Smith, Aaron", "Smith, Ann", "Smithers, Ann", "Smithson, Ann"
    ]  # fmt: skip


def test_more_than_fit_are_said_to_be_more(store):
    for n in range(9):
        a_person(store, f"Ann{n}", "Patel")
    found = find(store, "patel")
    assert (len(found.people), found.more) == (8, True)
    assert (len(find(store, "patel", most=9).people), find(store, "patel", most=9).more) == (
        9,
        False,
    )
    assert [each.plain for each in find(store, "patel ann8").people] == ["Ann8 Patel"]


def test_people_with_many_words_alike_do_not_crowd_out_the_others(store):
    for n in range(6):
        a_person(store, "Margaret Mary", f"Macmillan{chr(97 + n)}")
    for first in ("Milo", "Mona", "Muriel"):
        a_person(store, first, "Zed")
    found = find(store, "m")
    assert (len(found.people), found.more) == (8, True)
    assert len(find(store, "m", most=20).people) == 9


def test_more_of_the_same_birthday_or_phone_are_said_to_be_more(store):
    for n in range(10):
        a_person(store, f"Ann{n}", "Patel", born=BORN, number=f"+44770090{n}142")
    for text in ("14/3/1951", "142", "patel 1951"):
        found = find(store, text)
        assert (len(found.people), found.more) == (8, True), text


def test_six_digits_may_be_a_birthday_or_the_end_of_a_phone(store):
    born = a_person(store, "Ann", born=BORN)
    called = a_person(store, "Bob", number="+441632140351")
    assert [each.id for each in find(store, "140351").people] == [born, called]


@pytest.mark.parametrize(
    ("status", "words"),
    [("died", "Died"), ("moved", "Moved away"), ("do_not_contact", "Do not contact")],
)
def test_who_died_or_moved_is_shown_as_such(store, mrs_patel, status, words):
    store.write(partial(people.set_status, person_id=mrs_patel, version=1, status=status))
    assert [each.status for each in find(store, "patel").people] == [words]


@pytest.mark.parametrize(
    "slip",
    ["Whitlwo", "Whitlw", "Whittlow", "Wihtlow", "Whitlov", "hitlow", "Whitloww", "Whiltow",
     "Derek Whitlwo", "Dreek Whitlow", "Dreek Whitlwo", "whitlwo, derek"],
)  # fmt: skip
def test_a_slip_of_the_pen_is_understood(store, mrs_patel, slip):
    assert meant(store, slip)[:1] == ["Whitlow, Derek (Mr)"]


def test_what_was_typed_is_not_offered_as_what_was_meant(store, mrs_patel):
    assert meant(store, "whitlow") == []
    assert meant(store, "whit") == []
    assert meant(store, "") == meant(store, "14/3/51") == meant(store, "0142") == []


def test_several_who_may_be_meant_are_all_offered(store):
    for last in ("Hill", "Hall", "Hull"):
        a_person(store, "Ann", last, title="")
    assert sorted(meant(store, "Holl")) == ["Hall, Ann", "Hill, Ann", "Hull, Ann"]
    assert sorted(meant(store, "Hill")) == ["Hall, Ann", "Hull, Ann"]


def change_name(store, person_id, **parts):
    facts = PersonFacts(**{"title": "Mrs", "first": "Meera"} | parts)
    store.write(partial(people.change, person_id=person_id, version=1, facts=facts))


def test_after_a_change_of_name_only_the_new_one_is_found(store):
    person_id = a_person(store)
    change_name(store, person_id, last="Shah")
    assert names(store, "patel") == meant(store, "pattel") == []
    assert names(store, "shah") == ["Shah, Meera (Mrs)"]
    assert store.read(lambda db: db.all(select(spelling).where(spelling.c.word == "patel"))) == []


def test_a_spelling_stays_as_long_as_somebody_has_it(store):
    one, other = a_person(store), a_person(store, "Anil", title="Mr")
    change_name(store, one, last="Shah")
    assert meant(store, "pattel") == ["Patel, Anil (Mr)"]
    assert [each.id for each in find(store, "patel").people] == [other]


def test_who_comes_here_still_stands_first_after_a_change_of_name(store):
    a_person(store, "Aaron", "Shah", title="")
    regular = a_person(store, "Zita", "Patel", title="")
    book(store, regular)
    change_name(store, regular, last="Shah", first="Zita", title="")
    assert names(store, "shah") == ["Shah, Zita", "Shah, Aaron"]


def test_a_name_that_stays_as_it_is_keeps_its_words(store, mrs_patel):
    before = store.read(lambda db: db.all(select(word).order_by(word.c.word)))
    change_name(store, mrs_patel, last="Patel", note="Likes the window seat")
    assert store.read(lambda db: db.all(select(word).order_by(word.c.word))) == before


LETTERS = st.characters(codec="utf-8", categories=["L", "M", "N", "P", "S", "Zs"])
PARTS = st.text(LETTERS, max_size=14)


@given(last=PARTS, first=PARTS, former=PARTS)
@settings(
    suppress_health_check=[HealthCheck.function_scoped_fixture],
    max_examples=max(15, settings().max_examples // 4),
)
def test_every_beginning_of_every_word_of_a_name_finds_its_owner(store, last, first, former):
    name = Name(last=last, first=first, former=former)

    def add_find_and_remove(db):
        person_id = db.add(person, last=last, first=first, former=former, sort_key="", made=db.now)
        finding.file_words(db, [(person_id, name)])
        typed = {each[:n] for each, _kind in words_of(name) for n in (1, len(each) // 2, len(each))}
        lost = [
            text
            for text in typed
            if fold(text) == (text,)
            and not text.isdecimal()
            and person_id
            not in [each.id for each in finding.find(db, text=text, today=TODAY).people]
        ]
        finding.unfile_words(db, person_id)
        db.remove(person, person_id)
        return lost

    assert store.write(add_find_and_remove).value == []
