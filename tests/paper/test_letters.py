"""No letter is ever handed to the press that no font has."""

import pytest
from fontTools.ttLib import TTFont

from desktop.paper import letters, press
from tests.paper.test_press import PAGE, a_sheet


@pytest.mark.parametrize("name", ["AtkinsonHyperlegibleNext-700", "NotoSansBengali-400"])
def test_the_letters_of_a_font_are_those_others_read_from_it(name):
    file = letters.FONTS / f"{name}.ttf"
    known = set(TTFont(file).getBestCmap()) - {0, 0xFFFF}
    assert set(letters.letters_of(file.read_bytes())) - {0, 0xFFFF} == known


@pytest.mark.parametrize("page", [PAGE, PAGE.replace("#view.says", "*#view.says*\n= #view.says")])
def test_every_letter_we_have_is_printed_in_text_and_in_headings(tmp_path, page):
    every = "".join(chr(each) for each in sorted(letters._letters()) if chr(each).isprintable())
    assert len(every) > 4000
    assert press.pdf(a_sheet(tmp_path, page, says=every)).data.startswith(b"%PDF")


def test_what_no_font_has_is_left_out_and_never_stops_the_press(tmp_path):
    typed = "Ann \U0001f33b, 王小明 Lee ☐ שרה \ue000"
    assert letters.printable(typed) == "Ann , … Lee  … …"
    assert not letters.can_print(typed)
    assert letters.can_print("Zoë, Łukasz, রহিমা, فاطمة")
    assert press.pdf(a_sheet(tmp_path, says=typed)).data.startswith(b"%PDF")
