"""How "+2 more" is drawn, where sessions have no column left."""

from PySide6.QtCore import QRectF
from PySide6.QtGui import QFontMetricsF, QPainter

from desktop.ui.calendar.words import translate
from desktop.ui.look import current
from desktop.ui.paint import CENTRE, rounded, words


def draw_crowd(painter: QPainter, rect: QRectF, number: int, *, chosen: bool, hover: bool) -> None:
    """Draw "+2 more", where sessions have no column left."""
    look = current()
    edge = look.color("primary") if chosen else look.color("ink2" if hover else "line2")
    fill = look.color("primaryT" if hover else "card")
    width = 3 if chosen else 1
    rounded(painter, rect, look.radius("card"), fill=fill, edge=edge, width=width)
    lines = [f"+{number}", translate("calendar", "more")]
    if QFontMetricsF(look.font("card")).horizontalAdvance(
        " ".join(lines)
    ) < rect.width() - 10 or rect.height() < look.px(44):
        lines = [" ".join(lines)]
    high = look.line("card")
    top = rect.center().y() - high * len(lines) / 2
    for n, line in enumerate(lines):
        place = QRectF(rect.left() + 2, top + n * high, rect.width() - 4, high)
        words(painter, place, line, look.font("card"), look.color("ink"), CENTRE)
