"""The look's few strokes: icon, patch, tile, stitch, chip, key cap, seats and focus ring."""

from dataclasses import dataclass
from math import ceil

from PySide6.QtCore import QPointF, QRect, QRectF, QSizeF, Qt
from PySide6.QtGui import (
    QBrush,
    QColor,
    QFont,
    QFontMetricsF,
    QPainter,
    QPainterPath,
    QPen,
)

from desktop.ui.look import Look, Patch, current
from desktop.ui.pixmaps import icon, patch_brush

STITCH = (9.0, 6.0)
TAB_STITCH = (11.0, 5.0)
NOW_STITCH = (10.0, 5.0)
DASH = (4.0, 3.0)
ARROW_KEYS = {"↑": "arrow-up", "↓": "arrow-down", "←": "arrow-left", "→": "arrow-right"}
LEFT = Qt.AlignmentFlag.AlignLeft
CENTRE = Qt.AlignmentFlag.AlignHCenter
RIGHT = Qt.AlignmentFlag.AlignRight


@dataclass(frozen=True, slots=True)
class ChipStyle:
    """How one kind of chip looks, in names of colour tokens; a `tall` one is a booking's status."""

    fill: str
    ink: str
    edge: str = ""
    icon: str = ""
    icon_style: str = "bold"
    dashed: bool = False
    tall: bool = False


CHIPS = {
    "full": ChipStyle("ink", "card"),
    "need": ChipStyle("cautionT", "caution", "caution", "warning", "fill"),
    "off": ChipStyle("refuseT", "refuse", "refuse", "x"),
    "good": ChipStyle("goodT", "good", icon="check"),
    "info": ChipStyle("infoT", "info"),
    "plain": ChipStyle("sunken", "ink2"),
    "missed": ChipStyle("sunken", "ink2", icon="x"),
    "booked": ChipStyle("card", "ink2", "line2", "circle", tall=True),
    "arrived": ChipStyle("primary", "onprimary", "primary", "check", tall=True),
    "did_not_come": ChipStyle("sunken", "ink", "ink2", "x", tall=True),
    "walked_in": ChipStyle("goodT", "good", "good", "door-open", tall=True),
    "waiting": ChipStyle("infoT", "info", "info", "hourglass", tall=True),
    "held": ChipStyle("infoT", "info", "info", "phone", dashed=True, tall=True),
    "will_be_booked": ChipStyle("primaryT", "primary", "primary", "plus", dashed=True, tall=True),
    "unconfirmed": ChipStyle(
        "cautionT", "caution", "caution", "cloud-slash", "fill", dashed=True, tall=True
    ),
    "cancelled": ChipStyle("sunken", "ink2", "line2", "prohibit", dashed=True, tall=True),
}


def ratio(painter: QPainter) -> float:
    """Return how many of the screen's dots make one pixel here (1, 1.25, 1.5, 2)."""
    return float(painter.device().devicePixelRatioF())


def draw_icon(
    painter: QPainter, corner: QPointF, name: str, style: str, colour: QColor, size: float
) -> None:
    """Draw an icon with its top left at `corner`, moved to whole dots so that it stays sharp."""
    dpr = ratio(painter)
    corner = QPointF(round(corner.x() * dpr) / dpr, round(corner.y() * dpr) / dpr)
    painter.drawPixmap(corner, icon(name, style, colour, size, dpr))


def patch_fill(painter: QPainter, rect: QRectF, patch: Patch, size: float = 12) -> None:
    """Fill a square-cornered piece of cloth, its pattern starting in its own corner."""
    painter.save()
    painter.setBrushOrigin(rect.topLeft())
    filled(painter, rect, patch_brush(patch, ratio(painter), size))
    painter.restore()


def band(painter: QPainter, rect: QRectF, patch: Patch) -> None:
    """Draw the band over a page: cloth with a thin rule along its lower edge."""
    patch_fill(painter, rect, patch)
    filled(painter, QRectF(rect.left(), rect.bottom() - 1, rect.width(), 1), _faint_ink(0.3))


def strip(painter: QPainter, rect: QRectF, patch: Patch) -> None:
    """Draw the strip at the left of a card: cloth with a thin rule along its right edge."""
    patch_fill(painter, rect, patch)
    filled(painter, QRectF(rect.right() - 1, rect.top(), 1, rect.height()), _faint_ink(0.3))


def tile(painter: QPainter, rect: QRectF, patch: Patch) -> None:
    """Draw the activity's symbol, or its two-letter code, on its colour."""
    rounded(painter, rect, max(4.0, rect.width() * 0.2), fill=QColor(patch.solid))
    glyph = QColor(patch.glyph)
    if patch.code:
        font = current().font("heading")
        font.setPixelSize(max(8, round(rect.height() * 0.46)))
        words(painter, rect, patch.code, font, glyph, CENTRE)
        return
    size = round(rect.width() * 0.64)
    corner = rect.center() - QPointF(size / 2, size / 2)
    draw_icon(painter, corner, patch.icon, patch.icon_style, glyph, size)


def rounded(
    painter: QPainter,
    rect: QRectF,
    radius: float,
    *,
    fill: QColor | None = None,
    edge: QColor | None = None,
    width: float = 1,
    dash: tuple[float, float] | None = None,
) -> None:
    """Draw a box whose edge lies inside `rect`; a `dash` makes it a stitch that meets itself."""
    dpr = ratio(painter)
    pen = max(1, int(width * dpr + 0.01)) / dpr if edge else 0.0
    path = QPainterPath()
    inner = rect.adjusted(pen / 2, pen / 2, -pen / 2, -pen / 2)
    path.addRoundedRect(inner, max(0.0, radius - pen / 2), max(0.0, radius - pen / 2))
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setBrush(fill or Qt.BrushStyle.NoBrush)
    painter.setPen(_pen(edge, pen, dash, path.length()) if edge else Qt.PenStyle.NoPen)
    painter.drawPath(path)
    painter.restore()


def filled(painter: QPainter, rect: QRectF | QRect, colour: QColor | QBrush) -> None:
    """Fill a rectangle, as QPainter.fillRect does.

    The first fillRect of a program costs 10 ms: Python learns the names of 180 gradients for it.
    """
    painter.save()
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(colour)
    painter.drawRect(rect)
    painter.restore()


def stitch(
    painter: QPainter, line: QRectF, colour: QColor, dash: tuple[float, float] = STITCH
) -> None:
    """Draw a running stitch that fills the thin rectangle `line`, along its longer side."""
    on, off = dash
    across = line.width() >= line.height()
    place, end = 0.0, line.width() if across else line.height()
    while place < end:
        length = min(on, end - place)
        piece = (
            QRectF(line.left() + place, line.top(), length, line.height())
            if across
            else QRectF(line.left(), line.top() + place, line.width(), length)
        )
        filled(painter, piece, colour)
        place += on + off


def focus_ring(painter: QPainter, rect: QRectF, radius: float, colour: QColor) -> None:
    """Draw the 3 pixel ring outside `rect`, with 2 pixels of whatever lies below between."""
    rounded(painter, rect.adjusted(-5, -5, 5, 5), radius + 5, edge=colour, width=3)


def seats_height(width: float, places: int, look: Look) -> int:
    """Return how high `seats` becomes in this width."""
    rows = ceil(places / _seats_in_row(width, places, look))
    return int(rows * look.px(15) + max(0, rows - 1) * 3)


def seats(painter: QPainter, rect: QRectF, taken: int, places: int) -> None:
    """Draw one box a place: taken ones solid, empty ones stitched, in as many rows as needed."""
    look = current()
    in_row = _seats_in_row(rect.width(), places, look)
    step = (rect.width() + 3) / in_row
    for place in range(places):
        row, column = divmod(place, in_row)
        left = round(rect.left() + column * step)
        wide = round(rect.left() + (column + 1) * step) - left - 3
        seat = QRectF(left, rect.top() + row * (look.px(15) + 3), wide, look.px(15))
        if place < taken:
            rounded(painter, seat, 3, fill=look.color("primary"))
        else:
            rounded(painter, seat, 3, edge=look.color("line2"), width=1.5, dash=DASH)


def words(
    painter: QPainter,
    rect: QRectF,
    text: str,
    font: QFont,
    colour: QColor,
    align: Qt.AlignmentFlag = LEFT,
) -> None:
    """Write one line, set by its baseline in the middle of `rect`, ending in … where it must."""
    metrics = QFontMetricsF(font)
    shown = metrics.elidedText(text, Qt.TextElideMode.ElideRight, rect.width() + 0.5)
    spare = rect.width() - metrics.horizontalAdvance(shown)
    shift = {LEFT: 0.0, CENTRE: spare / 2, RIGHT: spare}[align]
    baseline = round(rect.center().y() + (metrics.ascent() - metrics.descent()) / 2)
    painter.setFont(font)
    painter.setPen(colour)
    painter.drawText(QPointF(rect.left() + shift, baseline), shown)


def key_cap_size(key: str, *, big: bool = False) -> QSizeF:
    """Return the size of `key_cap` for this key."""
    look = current()
    high = look.px(24 if big else 20)
    if key in ARROW_KEYS:
        return QSizeF(high, high)
    wide = QFontMetricsF(look.font("control" if big else "key")).horizontalAdvance(key)
    return QSizeF(max(high, ceil(wide) + look.px(18 if big else 12)), high)


def key_cap(
    painter: QPainter,
    rect: QRectF,
    key: str,
    *,
    ink: QColor | None = None,
    edge: QColor | None = None,
    fill: QColor | None = None,
    big: bool = False,
) -> None:
    """Draw the picture of a key; `rect` as large as `key_cap_size` says. Arrows are drawn."""
    look = current()
    ink, edge = ink or look.color("ink2"), edge or look.color("line2")
    rounded(painter, rect, 4, fill=fill, edge=edge)
    filled(painter, QRectF(rect.left() + 3, rect.bottom() - 2, rect.width() - 6, 1), edge)
    face = rect.adjusted(0, 0, 0, -1)
    if key in ARROW_KEYS:
        size = look.px(12)
        corner = face.center() - QPointF(size / 2, size / 2)
        draw_icon(painter, corner, ARROW_KEYS[key], "bold", ink, size)
        return
    words(painter, face, key, look.font("control" if big else "key"), ink, CENTRE)


def chip_size(text: str, kind: str, icon_name: str | None = None) -> QSizeF:
    """Return the size of `chip`; it holds the whole text."""
    look, kind_of = current(), CHIPS[kind]
    font = look.font("status" if kind_of.tall else "tag")
    pad = look.px(10 if kind_of.tall else 6)
    wide = ceil(QFontMetricsF(font).horizontalAdvance(text)) + 2 * pad + 1
    if icon_name or (icon_name is None and kind_of.icon):
        wide += look.px(15 + 6) if kind_of.tall else look.px(13 + 4)
    return QSizeF(wide, look.px(28 if kind_of.tall else 20))


def chip(
    painter: QPainter, rect: QRectF, text: str, kind: str, icon_name: str | None = None
) -> None:
    """Draw a chip or a booking's status; `icon_name` None takes the kind's own symbol, "" none."""
    look, kind_of = current(), CHIPS[kind]
    ink = look.color(kind_of.ink)
    edge = look.color(kind_of.edge) if kind_of.edge else None
    fill, dash = look.color(kind_of.fill), DASH if kind_of.dashed else None
    rounded(painter, rect, 7 if kind_of.tall else 5, fill=fill, edge=edge, width=1.5, dash=dash)
    pad, size, gap = (look.px(n) for n in ((10, 15, 6) if kind_of.tall else (6, 13, 4)))
    line = rect.adjusted(pad, 0, -pad + 1, 0)
    shown = kind_of.icon if icon_name is None else icon_name
    if shown:
        corner = QPointF(line.left(), rect.center().y() - size / 2)
        draw_icon(painter, corner, shown, kind_of.icon_style, ink, size)
        line.setLeft(line.left() + size + gap)
    words(painter, line, text, look.font("status" if kind_of.tall else "tag"), ink)


def _pen(colour: QColor, width: float, dash: tuple[float, float] | None, length: float) -> QPen:
    pen = QPen(colour, width)
    if dash:
        on, off = dash
        stretch = length / max(1, round(length / (on + off))) / (on + off)
        pen.setDashPattern([on * stretch / width, off * stretch / width])
        pen.setCapStyle(Qt.PenCapStyle.FlatCap)
    return pen


def _seats_in_row(width: float, places: int, look: Look) -> int:
    most = int((width + 3) // (look.px(12) + 3))
    return max(1, min(places, most))


def _faint_ink(share: float) -> QColor:
    colour = current().color("ink")
    colour.setAlphaF(share)
    return colour
