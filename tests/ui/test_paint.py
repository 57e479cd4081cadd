"""What is painted is sharp, told apart without colour, and never cut off."""

import re
from itertools import pairwise

import pytest
from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QImage, QPainter

from desktop.ui import look as looks
from desktop.ui import paint, pixmaps
from desktop.ui.look import ACTIVITY_KEYS, RESOURCES, Look

DESKTOP = RESOURCES.parent / "desktop"
STYLES = ("regular", "bold", "fill")
RATIOS = (1.0, 1.25, 1.5, 2.0)


@pytest.fixture(autouse=True)
def _plain_look(qapp):
    looks.apply(qapp, Look())
    yield
    looks.apply(qapp, Look())


def picture(draw, wide=96, high=48, dpr=1.0):
    """Return what `draw(painter)` paints on white."""
    image = QImage(round(wide * dpr), round(high * dpr), QImage.Format.Format_RGB32)
    image.setDevicePixelRatio(dpr)
    image.fill(Qt.GlobalColor.white)
    painter = QPainter(image)
    draw(painter)
    painter.end()
    return image


def grey(image):
    """Return the picture in greys, as rows of 0 to 255."""
    plain = image.convertToFormat(QImage.Format.Format_Grayscale8)
    return [
        [QColor(plain.pixel(x, y)).lightness() for x in range(plain.width())]
        for y in range(plain.height())
    ]


def icons_in_tables():
    """Return each (style, icon) of the activities, the chips and the arrow keys."""
    patches = [Look().patch(key) for key in ACTIVITY_KEYS]
    named = {(patch.icon_style, patch.icon) for patch in patches}
    named |= {(kind.icon_style, kind.icon) for kind in paint.CHIPS.values() if kind.icon}
    return named | {("bold", name) for name in paint.ARROW_KEYS.values()}


def icons_in_code():
    """Return each (style, icon) that stands in the program's own text."""
    text = "".join(path.read_text(encoding="utf-8") for path in DESKTOP.rglob("*.py"))
    pairs = re.findall(r'"([a-z]+(?:-[a-z]+)*)",\s*"(regular|bold|fill)"', text)
    named = {(style, name) for name, style in pairs if name not in STYLES}
    return named | {("bold", name) for name in re.findall(r'\bicon="([a-z-]+)"', text)}


@pytest.mark.parametrize(("style", "name"), sorted(icons_in_tables() | icons_in_code()))
def test_every_icon_the_program_names_is_there(style, name):
    assert (RESOURCES / "icons" / style / f"{name}.svg").is_file()
    pixmap = pixmaps.icon(name, style, QColor("#18251F"), 18, 1.5)
    dots = pixmap.toImage()
    assert any(dots.pixelColor(x, y).alpha() for x in range(27) for y in range(27))


def test_every_font_and_icon_comes_with_its_licence():
    for name in ("fonts/AtkinsonHyperlegibleNext", "fonts/YoungSerif"):
        assert "SIL OPEN FONT LICENSE" in (RESOURCES / f"{name}-LICENSE.txt").read_text().upper()
    assert "MIT License" in (RESOURCES / "icons" / "LICENSE.txt").read_text()


@pytest.mark.parametrize("dpr", RATIOS)
def test_icons_have_as_many_dots_as_the_screen(dpr):
    pixmap = pixmaps.icon("check", "bold", QColor("black"), 18, dpr)
    assert pixmap.width() == round(18 * dpr)
    assert pixmap.devicePixelRatio() == dpr


def test_an_icon_takes_its_colour_from_the_theme():
    def drawn(theme):
        colour = Look(theme).color("primary")
        image = pixmaps.icon("circle", "fill", colour, 18, 1.0).toImage()
        return image.pixelColor(9, 9)

    assert drawn("light") == Look("light").color("primary")
    assert drawn("dark") == Look("dark").color("primary")


@pytest.mark.parametrize("dpr", RATIOS)
@pytest.mark.parametrize("key", ACTIVITY_KEYS)
def test_patterns_repeat_exactly_so_that_they_stay_sharp(key, dpr):
    patch = Look().patch(key)
    image = picture(lambda p: paint.patch_fill(p, QRectF(0, 0, 48, 24), patch), 48, 24, dpr)
    step = round(12 * dpr)
    rows = grey(image)
    assert [row[step : 2 * step] for row in rows] == [row[:step] for row in rows]


@pytest.mark.parametrize("dpr", [1.0, 1.5, 2.0])
def test_stripes_have_hard_edges(dpr):
    patch = Look().patch("chat")
    image = picture(lambda p: paint.patch_fill(p, QRectF(0, 0, 24, 24), patch), 24, 24, dpr)
    assert len({row[5] for row in grey(image)}) <= (2 if dpr != 1.5 else 4)


def test_no_two_patterns_look_alike_in_black_and_white():
    def pattern(key):
        patch = Look().patch(key)
        rows = grey(picture(lambda p: paint.patch_fill(p, QRectF(0, 0, 24, 24), patch), 24, 24))
        plain = QColor(patch.solid)
        ground = grey(picture(lambda p: p.fillRect(0, 0, 24, 24, plain), 24, 24))[0][0]
        return tuple(abs(dot - ground) > 8 for row in rows for dot in row)

    made = {key: pattern(key) for key in ACTIVITY_KEYS}
    for one in ACTIVITY_KEYS:
        for other in ACTIVITY_KEYS:
            differing = sum(a != b for a, b in zip(made[one], made[other], strict=True))
            assert one == other or differing > 24, (one, other)


def test_a_stitch_is_nine_on_and_six_off():
    image = picture(lambda p: paint.stitch(p, QRectF(0, 4, 60, 2), QColor("black")), 60, 10)
    dark = [QColor(image.pixel(x, 4)).lightness() < 128 for x in range(60)]
    changes = [x for x, (a, b) in enumerate(pairwise(dark), 1) if a != b]
    assert changes == [9, 15, 24, 30, 39, 45, 54]
    assert QColor(image.pixel(3, 3)).lightness() == QColor(image.pixel(3, 6)).lightness() == 255


def test_the_focus_ring_leaves_two_pixels_free_and_is_three_wide():
    violet = Look().color("focus")
    image = picture(lambda p: paint.focus_ring(p, QRectF(10, 10, 40, 20), 8, violet), 60, 40)
    middle = [image.pixelColor(30, y) == violet for y in range(12)]
    assert middle == [False] * 5 + [True] * 3 + [False] * 4


def test_a_taken_place_is_solid_and_a_free_one_is_not():
    image = picture(lambda p: paint.seats(p, QRectF(0, 0, 177, 15), 1, 2), 177, 15)
    assert image.pixelColor(40, 7) == Look().color("primary")
    assert image.pixelColor(140, 7) == QColor("white")


@pytest.mark.parametrize("places", [1, 12, 60, 400])
def test_any_number_of_places_fits_the_panel(places):
    high = paint.seats_height(200, places, Look())
    image = picture(
        lambda p: paint.seats(p, QRectF(0, 0, 200, high), places, places), 210, high + 9
    )
    assert all(image.pixelColor(205, y) == QColor("white") for y in range(high))
    assert all(image.pixelColor(x, high + 4) == QColor("white") for x in range(200))


@pytest.mark.parametrize("scale", looks.TEXT_SCALES)
@pytest.mark.parametrize("kind", paint.CHIPS)
def test_no_chip_cuts_off_its_words(qapp, kind, scale):
    looks.apply(qapp, Look(scale=scale))
    size = paint.chip_size("Did not come", kind)
    room = size.width() + 400

    def drawn(wide):
        rect = QRectF(0, 0, wide, size.height())
        return picture(
            lambda p: paint.chip(p, rect, "Did not come", kind), int(room), int(size.height())
        )

    ink = Look().color(paint.CHIPS[kind].ink)
    narrow, wide = (
        sum(
            image.pixelColor(x, y) == ink
            for x in range(4, int(size.width()) - 4)
            for y in range(4, int(size.height()) - 4)
        )
        for image in (drawn(size.width()), drawn(room))
    )
    assert narrow == pytest.approx(wide, rel=0.03)


def test_arrow_keys_are_drawn_because_the_font_has_none():
    def cap(key):
        return picture(lambda p: paint.key_cap(p, QRectF(0, 0, 20, 20), key), 20, 20)

    pictures = [cap(key) for key in "↑↓←→"]
    assert all(one != other for one, other in pairwise(pictures))


def test_a_thirteenth_activity_shows_its_two_letters():
    def drawn(code):
        patch = Look().patch("craft", code)
        return picture(lambda p: paint.tile(p, QRectF(0, 0, 44, 44), patch), 44, 44)

    assert drawn("PO") != drawn("") != drawn("QU")


def test_the_program_has_an_icon_for_the_task_bar(qapp):
    assert pixmaps.window_icon().availableSizes()
