"""How a session is drawn that is held elsewhere and not put down yet."""

from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QPainter

from desktop.rules.days import hours_short
from desktop.ui.calendar.carried import Carried
from desktop.ui.look import current
from desktop.ui.paint import STITCH, rounded, tile, words


def draw_held(painter: QPainter, rect: QRectF, carried: Carried) -> None:
    """Draw the session stitched: what it is, and when it would be."""
    look, session = current(), carried.session
    patch = look.patch(session.patch, session.code)
    edge, fill = look.color("primary"), QColor(patch.tint)
    rounded(painter, rect, look.radius("card"), fill=fill, edge=edge, width=2, dash=STITCH)
    side, high = look.px(18), min(rect.height(), look.px(26))
    line = QRectF(rect.left() + look.px(6), rect.top(), rect.width() - look.px(10), high)
    square = QRectF(line.left(), round(line.center().y() - side / 2), side, side)
    tile(painter, square, patch)
    line.setLeft(square.right() + look.px(5))
    hours = hours_short(carried.starts, carried.ends)
    words(painter, line, hours, look.font("small_strong"), look.color("ink"))
    if rect.height() > high + look.line("card"):
        below = QRectF(rect.left() + look.px(6), line.bottom(), rect.width() - look.px(10),
                       look.line("card"))  # fmt: skip
        words(painter, below, session.title, look.font("card"), look.color("ink"))
