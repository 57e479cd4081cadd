"""Hatched bands: days and hours on which the practice is closed."""

from functools import lru_cache

from PySide6.QtCore import QPointF, QRectF, QSize
from PySide6.QtGui import QColor, QPainter, QPixmap

from desktop.data.calendar import Marks
from desktop.ui.calendar.frame import Frame
from desktop.ui.look import Look, current
from desktop.ui.paint import filled, ratio


def draw_bands(painter: QPainter, frame: Frame, marks: Marks, height: int) -> None:
    """Hatch the days and hours on which everything is closed."""
    look, dpr = current(), ratio(painter)
    for n, on in enumerate(frame.days):
        left, right = frame.edges[n] + 1, frame.edges[n + 1]
        for band in marks.of(on):
            if band.whole:
                hatch(painter, QRectF(left, 0, right - left, height), look, dpr)
            elif band.starts and band.ends and not band.place:
                top = max(0, frame.y(band.starts))
                end = min(height, frame.y(band.ends))
                hatch(painter, QRectF(left, top, right - left, end - top), look, dpr)


def draw_shut(painter: QPainter, frame: Frame, marks: Marks, height: int) -> None:
    """Shade the hours outside the practice's own, with a line where it opens and closes."""
    look = current()
    shade, line = look.color("pane"), look.color("line2")
    for n, on in enumerate(frame.days if marks.openings else ()):
        left, right, opening = frame.edges[n] + 1, frame.edges[n + 1], marks.opening(on)
        if opening is None:
            filled(painter, QRectF(left, 0, right - left, height), shade)
            continue
        opens = min(height, max(0, frame.y(opening.opens)))
        closes = min(height, max(0, frame.y(opening.closes)))
        for top, end in ((0, opens), (closes, height)):
            filled(painter, QRectF(left, top, right - left, end - top), shade)
        for at in (opens, closes):
            filled(painter, QRectF(left, at - 1, right - left, 2), line)


def hatch(painter: QPainter, box: QRectF, look: Look, dpr: float) -> None:
    """Hatch a rectangle."""
    tile = hatching(look.color("pane").name(), look.color("sunken").name(), dpr)
    painter.drawTiledPixmap(box, tile, QPointF(0, 0))


@lru_cache(maxsize=8)
def hatching(ground: str, line: str, dpr: float) -> QPixmap:
    """Return a tile of slanted lines that fits itself on all sides."""
    side = 12
    pixmap = QPixmap(QSize(round(side * dpr), round(side * dpr)))
    pixmap.setDevicePixelRatio(dpr)
    pixmap.fill(QColor(ground))
    painter = QPainter(pixmap)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    pen = painter.pen()
    pen.setColor(QColor(line))
    pen.setWidthF(2)
    painter.setPen(pen)
    for shift in (-side, 0, side):
        painter.drawLine(QPointF(shift - 2, side + 2), QPointF(shift + side + 2, -2))
    painter.end()
    return pixmap
