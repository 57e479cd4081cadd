"""The look: its colours can be read, its fonts are its own, and it follows the text size."""

import time

import pytest
from PySide6.QtGui import QColor, QFontInfo, QFontMetricsF, QPalette
from PySide6.QtWidgets import QApplication, QLabel, QWidget

from desktop.ui import look as looks
from desktop.ui.look import ACTIVITY_KEYS, TEXT_SCALES, Look
from desktop.ui.widgets.label import Label

SURFACES = ("window", "pane", "card")
PAIRS = [
    *[("ink", ground, 7) for ground in (*SURFACES, "sunken", "select", "primaryT")],
    *[("ink2", ground, 7) for ground in (*SURFACES, "select")],
    *[("ink3", ground, 4.5) for ground in SURFACES],
    *[("line2", ground, 3) for ground in SURFACES],
    *[("primary", ground, 4.5) for ground in (*SURFACES, "primaryT")],
    *[("focus", ground, 3) for ground in (*SURFACES, "select")],
    *[(kind, ground, 6) for kind in ("good",) for ground in ("card", "goodT")],
    *[(kind, "card", 7) for kind in ("refuse", "caution", "info")],
    *[(kind, f"{kind}T", 7) for kind in ("refuse", "caution", "info")],
    *[("ink", f"{kind}T", 7) for kind in ("good", "refuse", "caution", "info")],
    *[("onprimary", ground, 7) for ground in ("primary", "primaryH", "primaryP")],
    ("card", "ink", 7),
    ("onmark", "mark", 7),
]


@pytest.fixture(autouse=True)
def _plain_look(qapp):
    looks.apply(qapp, Look())
    yield
    looks.apply(qapp, Look())


def _lightness(colour):
    parts = [colour.redF(), colour.greenF(), colour.blueF()]
    red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one, other):
    """WCAG 2.2's ratio of two colours."""
    dark, light = sorted([_lightness(QColor(one)), _lightness(QColor(other))])
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize(("ink", "ground", "needed"), PAIRS)
def test_words_and_edges_can_be_told_from_what_they_stand_on(theme, ink, ground, needed):
    look = Look(theme)
    assert contrast(look.color(ink), look.color(ground)) >= needed


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("key", ACTIVITY_KEYS)
def test_every_activity_can_be_read_on_its_own_colours(theme, key):
    look = Look(theme)
    patch = look.patch(key)
    assert contrast(patch.glyph, patch.solid) >= 4.5
    assert contrast(look.color("ink"), patch.tint) >= 7


def test_no_two_activities_share_colour_symbol_or_pattern():
    for theme in ("light", "dark"):
        patches = [Look(theme).patch(key) for key in ACTIVITY_KEYS]
        for part in ("solid", "tint", "icon", "pattern"):
            assert len({getattr(patch, part) for patch in patches}) == len(ACTIVITY_KEYS)


def test_an_activity_of_a_newer_version_borrows_a_patch_and_keeps_its_code():
    patch = Look().patch("pottery", "PO")
    assert (patch.key, patch.code) == ("pottery", "PO")
    assert patch.solid == Look().patch("advice").solid


@pytest.mark.parametrize("role", looks.tokens()["type"])
def test_every_role_is_written_in_the_fonts_we_bring(role):
    kind = looks.tokens()["type"][role]
    found = QFontInfo(Look().font(role))
    assert found.family() == kind.get("family", "Atkinson Hyperlegible Next")
    assert found.weight() == kind["weight"]


def test_figures_stand_under_each_other():
    metrics = QFontMetricsF(Look().font("body"))
    assert len({round(metrics.horizontalAdvance(figure), 2) for figure in "0123456789"}) == 1


@pytest.mark.parametrize("role", looks.tokens()["type"])
def test_letters_grow_with_the_text_size_and_fit_their_line(role):
    sizes = [Look(scale=scale).font(role).pixelSize() for scale in TEXT_SCALES]
    assert sizes == sorted(set(sizes))
    assert min(sizes) >= 12
    for scale in TEXT_SCALES:
        look = Look(scale=scale)
        assert look.line(role) >= round(QFontMetricsF(look.font(role)).height())


def test_rows_stand_closer_in_a_low_window():
    assert Look(compact=True).size("row") < Look().size("row")
    assert Look(compact=True).size("button") == Look().size("button")


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_the_style_sheet_has_every_name_filled_in(theme):
    sheet = looks.style_sheet(Look(theme, 1.3))
    assert "@" not in sheet
    assert "padding: 1px 12px" in sheet


def test_the_application_wears_the_look(qapp):
    looks.apply(qapp, Look("dark"))
    assert looks.current() == Look("dark")
    assert qapp.palette().color(QPalette.ColorRole.Window) == Look("dark").color("window")


def test_an_open_window_follows_theme_and_text_size(qapp, qtbot):
    window = QWidget()
    qtbot.addWidget(window)
    label = Label("Crafternoon", "title", "primary", parent=window)
    window.show()
    looks.apply(qapp, Look("dark", 1.5))
    assert label.font().pixelSize() == 36
    assert label.palette().color(QPalette.ColorRole.WindowText) == Look("dark").color("primary")


def test_a_window_built_but_not_yet_shown_follows_too(qapp, qtbot):
    label = Label("Crafternoon", "title")
    qtbot.addWidget(label)
    looks.apply(qapp, Look("dark", 2.0))
    label.show()
    assert label.font().pixelSize() == 48


def test_a_plain_label_has_the_application_font(qtbot):
    label = QLabel("12")
    qtbot.addWidget(label)
    assert label.font().family() == "Atkinson Hyperlegible Next"


def test_the_look_is_put_on_quickly(qapp):
    started = time.perf_counter()
    looks.apply(qapp, Look("dark", 1.15))
    assert time.perf_counter() - started < 0.5
    assert isinstance(qapp, QApplication)
