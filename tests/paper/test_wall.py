from datetime import time, timedelta
from functools import cache

import pymupdf
import pytest

from desktop.data.poster import Poster
from desktop.paper import large_print, poster, press, timetable
from desktop.paper.how import How
from desktop.paper.wall import sentences
from desktop.paper.wall_words import spoken, words
from desktop.rules.refusal import Refused
from tests.paper.reading import broken, fonts_left_out, opened, outside, smallest, words_of
from tests.paper.walls import EMPTY, HARD, LONG, MONDAY, PLAIN, SAYS, TITLES, TRICKY, WITH_PAGE

FONTS = sorted(each.name for each in (press.RESOURCES / "fonts").glob("*-400.ttf"))

ACROSS = How(across=True)
POSTER = Poster(PLAIN.printed, WITH_PAGE, PLAIN.sessions[:1])
LONG_POSTER = Poster(PLAIN.printed, WITH_PAGE, HARD.sessions[:1] * 4)
SHEETS = {
    "poster": (poster.sheet, POSTER, How(colour=True)),
    "poster with a long name": (poster.sheet, LONG_POSTER, How()),
    "poster on A3 in Arabic": (poster.sheet, POSTER, How("a3", language="ar")),
    "week": (timetable.sheet, PLAIN, ACROSS),
    "hard week": (timetable.sheet, HARD, ACROSS),
    "hard week upright": (timetable.sheet, HARD, How()),
    "hard week on A3": (timetable.sheet, HARD, How("a3", across=True, colour=True)),
    "empty week": (timetable.sheet, EMPTY, ACROSS),
    "hard week in large print": (large_print.sheet, HARD, How(points=20)),
    "week as easy read": (large_print.easy, PLAIN, How(colour=True)),
    "Arabic in large print": (large_print.sheet, PLAIN, How(points=16, language="ar")),
    "Arabic": (timetable.sheet, PLAIN, How(across=True, language="ar")),
    "Bengali": (timetable.sheet, PLAIN, How(language="bn")),
    "Polish": (timetable.sheet, PLAIN, How(language="pl")),
}
every = pytest.mark.parametrize("name", SHEETS)


@cache
def made(name):
    lay, view, how = SHEETS[name]
    return lay(view, how)


@cache
def pdf(name):
    return press.pdf(made(name)).data


@every
def test_it_can_be_read_aloud_and_by_the_standard(name):
    assert broken(made(name)) == []


@every
def test_nothing_is_small_clipped_or_without_its_letters(name):
    data = pdf(name)
    assert smallest(data) > 10.99
    assert outside(data) == []
    assert fonts_left_out(data) == []
    assert "\ufffd" not in words_of(data)


@pytest.mark.parametrize("name", [each for each in SHEETS if "week" in each])
def test_every_session_of_the_week_is_there_with_its_title_and_time(name):
    lay, view, _ = SHEETS[name]
    said, in_english = words_of(pdf(name)), words("en")
    whole = said.replace(" ", "")
    for each in view.sessions:
        assert each.title.replace(" ", "") in whole
        short = lay is timetable.sheet
        assert in_english.hours(each.starts, each.ends, short=short).replace(" ", "") in whole
        assert each.cancelled or each.place in said


def test_what_is_not_on_full_or_closed_is_said():
    said = words_of(pdf("week"))
    for words_said in ("Not on", "Full this week", "Bank holiday. We are closed.", "With Marian"):
        assert words_said in said
    assert "Step-free: Community room." in said
    assert "Hearing loop" not in said


def test_a_long_title_and_one_full_of_signs_are_printed_as_they_are():
    said = words_of(pdf("hard week")).replace(" ", "")
    assert LONG.replace(" ", "") in said
    assert TRICKY.replace(" ", "") in said


@pytest.mark.parametrize("points", large_print.LARGE)
def test_large_print_is_large_throughout_and_names_a_day_that_runs_over(points):
    data = press.pdf(large_print.sheet(HARD, How(points=points))).data
    assert smallest(data) >= points - 0.01
    pages = opened(data)
    assert len(pages) > 5
    assert all("May" in page.get_text().split("place.")[-1] for page in pages)


def test_a_poster_says_what_when_where_and_what_to_bring():
    said = words_of(pdf("poster"))
    for wanted in ("Crafternoon", "Thursday 6 May", "2pm to 3:30pm", "Bring: Old wool"):
        assert wanted in said
    assert LONG.replace(" ", "") in words_of(pdf("poster with a long name")).replace(" ", "")


def test_easy_read_leaves_long_sentences_out():
    long = " ".join(["many"] * 16) + "."
    assert sentences(f"Come along. {long} Bring wool.", 15) == ["Come along.", "Bring wool."]


def test_an_empty_week_says_so():
    assert "Nothing is planned here yet." in words_of(pdf("empty week"))


def test_a_language_shows_checked_titles_and_the_rest_in_english_beneath_a_line():
    said = words_of(pdf("Polish"))
    assert "Robótki ręczne" in said
    assert "Crafternoon" in said
    assert said.index("Na razie tylko po angielsku:") < said.index("Garden group")


def test_a_language_without_words_or_letters_is_refused():
    with pytest.raises(Refused, match=r"Not printed in Cantonese\."):
        timetable.sheet(PLAIN, How(language="zh-Hant"))


def test_the_same_week_gives_the_same_bytes():
    assert press.pdf(made("week")).data == pdf("week")


@pytest.mark.parametrize("code", spoken())
def test_every_language_says_all_there_is_to_say(code):
    assert words(code).said.keys() == words("en").said.keys()
    for key, text in words("en").said.items():
        wanted = {part.split("}")[0] for part in text.split("{")[1:]}
        assert wanted == {part.split("}")[0] for part in words(code).said[key].split("{")[1:]}


@pytest.mark.parametrize("code", spoken())
def test_no_language_prints_a_box_for_a_letter(code):
    said = " ".join(words(code).said.values()) + SAYS.get(code, "") + TITLES.get(code, "")
    said += " ".join(words(code).full(MONDAY + timedelta(days=31 * n)) for n in range(12))
    said += words(code).hours(time(9), time(14))
    drawn = set().union(*(letters(name) for name in FONTS))
    assert {each for each in said if each.isprintable() and ord(each) not in drawn} == set()


@cache
def letters(name):
    return set(pymupdf.Font(fontfile=str(press.RESOURCES / "fonts" / name)).valid_codepoints())
