"""How an activity is drawn in the list: tile, name, when it comes round, dates to come."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPointF, QRectF, QSize
from PySide6.QtGui import QFontMetricsF, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from desktop.ui.activities.offers_model import ROW, OfferRow
from desktop.ui.look import current
from desktop.ui.paint import DASH, RIGHT, draw_icon, rounded, tile, words

Index = QModelIndex | QPersistentModelIndex


class OfferDelegate(QStyledItemDelegate):
    """Draws an activity; the chosen one has a green edge."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        look = current()
        around = look.px(8 if look.compact else 12)
        return QSize(0, look.line("row") + look.line("small") + around + 2)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        row, rect = index.data(ROW), QRectF(option.rect)
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        hover = bool(option.state & QStyle.StateFlag.State_MouseOver)
        painter.save()
        draw_box(painter, rect.adjusted(8, 0, -8, -2), chosen=chosen, hover=hover)
        _draw_offer(painter, rect.adjusted(19, 0, -19, -2), row)
        painter.restore()


def draw_box(painter: QPainter, rect: QRectF, *, chosen: bool, hover: bool) -> None:
    """Draw what says that a row is chosen, or that the pointer is over it."""
    look = current()
    if chosen:
        fill, edge = look.color("card"), look.color("primary")
        rounded(painter, rect, look.radius("control"), fill=fill, edge=edge, width=2)
    elif hover:
        rounded(painter, rect, look.radius("control"), fill=look.color("primaryT"))


def _draw_offer(painter: QPainter, rect: QRectF, row: OfferRow) -> None:
    look, side = current(), current().px(32)
    square = QRectF(rect.left(), round(rect.center().y() - side / 2), side, side)
    _draw_tile(painter, square, row)
    left = square.right() + look.px(10)
    first, second = look.line("row"), look.line("small")
    top = rect.top() + (rect.height() - first - second) / 2
    taken = _draw_end(painter, QRectF(left, rect.top(), rect.right() - left, rect.height()), row)
    wide = rect.right() - left - taken - look.px(6)
    ink = look.color("ink2" if row.ended else "ink")
    name = QRectF(left, top, rect.right() - left - (_draft_wide(row) or 0), first)
    words(painter, name, row.name, look.font("row"), ink)
    if row.draft:
        _draw_draft(painter, QRectF(left, top, rect.right() - left, first))
    line = QRectF(left, top + first, wide, second)
    words(painter, line, row.second, look.font("small"), look.color("ink2"))


def _draw_tile(painter: QPainter, square: QRectF, row: OfferRow) -> None:
    look = current()
    if row.patch:
        painter.setOpacity(0.5 if row.ended else 1.0)
        tile(painter, square, look.patch(row.patch, row.code))
        painter.setOpacity(1.0)
        return
    ink = look.color("line2")
    rounded(painter, square, 6, edge=ink, width=1.5, dash=DASH)
    size = look.px(18)
    corner = square.center() - QPointF(size / 2, size / 2)
    draw_icon(painter, corner, "plus", "bold", look.color("ink2"), size)


def _draw_end(painter: QPainter, rect: QRectF, row: OfferRow) -> float:
    """Draw dates to come at the end of the second line, with a shut eye for private."""
    look, second = current(), current().line("small")
    top = rect.top() + (rect.height() - look.line("row") - second) / 2 + look.line("row")
    line = QRectF(rect.left(), top, rect.width(), second)
    words(painter, line, row.end, look.font("small_strong"), look.color("ink2"), RIGHT)
    taken = QFontMetricsF(look.font("small_strong")).horizontalAdvance(row.end)
    if not row.private:
        return taken
    size = look.px(15)
    corner = QPointF(rect.right() - taken - size - look.px(5), line.center().y() - size / 2)
    draw_icon(painter, corner, "eye-slash", "bold", look.color("ink2"), size)
    return taken + size + look.px(5)


def _draft_wide(row: OfferRow) -> int:
    return current().px(22) if row.draft else 0


def _draw_draft(painter: QPainter, line: QRectF) -> None:
    look, size = current(), current().px(15)
    corner = QPointF(line.right() - size, line.center().y() - size / 2)
    draw_icon(painter, corner, "note-pencil", "bold", look.color("caution"), size)
