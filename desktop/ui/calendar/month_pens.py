"""What a month is drawn with: fonts, colours and the grounds of its lines, each made once."""

from dataclasses import dataclass, field
from enum import IntEnum

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPainterPath, QPixmap

from desktop.data.activities import SessionCard
from desktop.ui.look import Look, Patch
from desktop.ui.paint import DASH, patch_fill, rounded, tile

STRIP, RADIUS = 5, 5


class State(IntEnum):
    """How a session stands."""

    COMING = 0
    PAST = 1
    OFF = 2


@dataclass(frozen=True, slots=True)
class Pen:
    """A font with its measures; where the letters stand in a line is worked out once."""

    font: QFont
    metrics: QFontMetricsF

    def width(self, text: str) -> float:
        """Return how wide a text is."""
        return self.metrics.horizontalAdvance(text)

    def baseline(self, top: float, high: float) -> float:
        """Return where the letters stand in a line."""
        middle = top + high / 2
        return round(middle + (self.metrics.ascent() - self.metrics.descent()) / 2)


def pen_of(font: QFont, *, weight: int = 0, struck: bool = False) -> Pen:
    """Make a pen; the measures are those of the font as it is written."""
    if weight:
        font.setWeight(QFont.Weight(weight))
    font.setStrikeOut(struck)
    return Pen(font, QFontMetricsF(font))


@dataclass(slots=True)
class Pens:
    """All of them for one look and one ratio of the screen."""

    look: Look
    dpr: float
    colours: dict[str, QColor] = field(default_factory=dict)
    grounds: dict[tuple[str, str, int, State], QPixmap] = field(default_factory=dict)
    time: Pen = field(init=False)
    name: Pen = field(init=False)
    struck: Pen = field(init=False)
    end: Pen = field(init=False)
    number: Pen = field(init=False)

    def __post_init__(self) -> None:
        tag = self.look.font
        self.time, self.name = pen_of(tag("tag")), pen_of(tag("tag"), weight=500)
        self.struck = pen_of(tag("tag"), weight=500, struck=True)
        self.end, self.number = pen_of(tag("tag"), weight=700), pen_of(tag("card"))

    def colour(self, name: str) -> QColor:
        """Return a colour of the look."""
        found = self.colours.get(name)
        if found is None:
            found = self.colours[name] = self.look.color(name)
        return found

    def ground(self, session: SessionCard, width: int, high: int, state: State) -> QPixmap:
        """Return what a session's line is written on: strip, tint, edge and tile."""
        key = (session.patch, session.code, width, state)
        found = self.grounds.get(key)
        if found is None:
            found = self._ground(self.look.patch(session.patch, session.code), width, high, state)
            self.grounds[key] = found
        return found

    def tile_left(self) -> int:
        """Return where the tile stands in a line."""
        return STRIP + self.look.px(4)

    def _ground(self, patch: Patch, width: int, high: int, state: State) -> QPixmap:
        pixmap = QPixmap(round(width * self.dpr), round(high * self.dpr))
        pixmap.setDevicePixelRatio(self.dpr)
        pixmap.fill(Qt.GlobalColor.transparent)
        painter, box = QPainter(pixmap), QRectF(0, 0, width, high)
        if state is State.COMING:
            _draw_cloth(painter, box, patch, self.colour("ink"))
        elif state is State.OFF:
            fill, edge = self.colour("card"), self.colour("line2")
            rounded(painter, box, RADIUS, fill=fill, edge=edge, width=1.5, dash=DASH)
        side = self.look.px(18)
        if is_wide(width, self.look):
            place = QRectF(self.tile_left(), round((high - side) / 2), side, side)
            tile(painter, place, patch)
        painter.end()
        return pixmap


def _draw_cloth(painter: QPainter, box: QRectF, patch: Patch, ink: QColor) -> None:
    """Draw tint, strip and edge, all round in the same corners."""
    inside = QPainterPath()
    inside.addRoundedRect(box, RADIUS, RADIUS)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setClipPath(inside)
    painter.fillRect(box, QColor(patch.tint))
    patch_fill(painter, QRectF(0, 0, STRIP, box.height()), patch)
    faint = QColor(ink)
    faint.setAlphaF(0.3)
    painter.fillRect(QRectF(STRIP, 0, 1, box.height()), faint)
    painter.setClipping(False)
    faint.setAlphaF(0.22)
    rounded(painter, box, RADIUS, edge=faint)


def put(painter: QPainter, pen: Pen, colour: QColor, at: QPointF, text: str) -> None:
    """Write a text from a point on its baseline."""
    painter.setFont(pen.font)
    painter.setPen(colour)
    painter.drawText(at, text)


def is_wide(width: int, look: Look) -> bool:
    """Whether a line has room for the tile and the time, and not for a name alone."""
    return width > look.px(124)
