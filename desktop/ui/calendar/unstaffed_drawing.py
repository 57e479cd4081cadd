"""How it is drawn that nobody leads a session."""

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QPainter

from desktop.ui.calendar.words import translate
from desktop.ui.look import current
from desktop.ui.paint import chip, chip_size, draw_icon


def draw_unstaffed(painter: QPainter, line: QRectF) -> float:
    """Say that nobody leads it, as far as there is room; return how wide that is."""
    said = translate("calendar", "No leader")
    for text, icon in ((said, None), (said, ""), ("", None)):
        size = chip_size(text, "need", icon)
        if size.width() <= line.width():
            top = round(line.center().y() - size.height() / 2)
            chip(painter, QRectF(line.left(), top, *size.toTuple()), text, "need", icon)
            return size.width()
    side = min(current().px(14), line.width())
    corner = QPointF(line.right() - side, line.center().y() - side / 2)
    draw_icon(painter, corner, "warning", "fill", current().color("caution"), side)
    return side
