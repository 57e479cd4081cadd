from pathlib import Path

import pytest

from desktop.paper import press
from desktop.paper.press import Sheet

PAGE = """#import "lib.typ": *
#show: sheet.with(title: view.title)
= #view.title
#view.says
"""


def a_sheet(folder: Path, page: str = PAGE, says: str = "Come along.") -> Sheet:
    (folder / "trial.typ").write_text(page, encoding="utf-8")
    return Sheet("trial", {"title": "What’s on", "says": says}, folder)


def test_the_same_values_give_the_same_bytes_every_time(tmp_path):
    first, again = press.pdf(a_sheet(tmp_path)), press.pdf(a_sheet(tmp_path))
    assert first.data == again.data
    assert first.data.startswith(b"%PDF")


def test_what_people_type_is_text_and_never_run(tmp_path):
    typed = "#pagebreak() $x$ *bold* \\ <a> @b #panic() [ ] { }"
    assert len(press.pictures(a_sheet(tmp_path, says=typed)).pages) == 1


def test_a_page_of_its_own_is_drawn_for_every_page(tmp_path):
    two = a_sheet(tmp_path, PAGE + "#pagebreak()\nMore.")
    pages = press.pictures(two, dots_per_inch=48).pages
    assert len(pages) == 2
    assert all(page.startswith(b"\x89PNG") for page in pages)


def test_a_template_that_is_broken_and_has_no_other_says_where(tmp_path):
    with pytest.raises(RuntimeError) as refused:
        press.pdf(a_sheet(tmp_path, PAGE + "#nothing()"))
    assert "trial.typ:5" in str(refused.value.diagnostic)
