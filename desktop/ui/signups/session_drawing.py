"""How a session is drawn in the list at the left: tile, title, hours, places."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRectF, QSize
from PySide6.QtGui import QFontMetricsF, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from desktop.ui.look import current
from desktop.ui.paint import RIGHT, chip, chip_size, rounded, tile, words
from desktop.ui.signups.session_model import ROW, DayRow, SessionRow, Tag

Index = QModelIndex | QPersistentModelIndex


class SessionDelegate(QStyledItemDelegate):
    """Draws headings of days and sessions; the chosen one has a green edge."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        look = current()
        if isinstance(index.data(ROW), DayRow):
            return QSize(0, look.line("status") + look.px(10 if look.compact else 15))
        around = look.px(10 if look.compact else 16)
        return QSize(0, look.line("row") + look.line("small") + around + 2)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        row = index.data(ROW)
        rect = QRectF(option.rect)
        painter.save()
        if isinstance(row, DayRow):
            _draw_day(painter, rect, row)
        elif isinstance(row, SessionRow):
            chosen = bool(option.state & QStyle.StateFlag.State_Selected)
            hover = bool(option.state & QStyle.StateFlag.State_MouseOver)
            _draw_box(painter, rect.adjusted(8, 0, -8, -2), chosen=chosen, hover=hover)
            _draw_session(painter, rect.adjusted(17, 0, -17, -2), row)
        painter.restore()


def _draw_day(painter: QPainter, rect: QRectF, row: DayRow) -> None:
    look = current()
    line = QRectF(rect.left() + 16, rect.bottom() - look.line("status") - look.px(4),
                  rect.width() - 32, look.line("status"))  # fmt: skip
    count = str(row.count)
    wide = QFontMetricsF(look.font("small")).horizontalAdvance(count) + 8
    line.setRight(line.right() - wide)
    fits = QFontMetricsF(look.font("status")).horizontalAdvance(row.words) <= line.width()
    said = row.words if fits else row.short
    words(painter, line, said, look.font("status"), look.color("ink2"))
    line.setRight(line.right() + wide)
    words(painter, line, count, look.font("small"), look.color("ink3"), RIGHT)


def _draw_box(painter: QPainter, rect: QRectF, *, chosen: bool, hover: bool) -> None:
    look = current()
    if chosen:
        fill, edge = look.color("card"), look.color("primary")
        rounded(painter, rect, look.radius("control"), fill=fill, edge=edge, width=2)
    elif hover:
        rounded(painter, rect, look.radius("control"), fill=look.color("primaryT"))


def _draw_session(painter: QPainter, rect: QRectF, row: SessionRow) -> None:
    look = current()
    side = look.px(30)
    square = QRectF(rect.left(), round(rect.center().y() - side / 2), side, side)
    tile(painter, square, look.patch(row.session.patch, row.session.code))
    left = square.right() + look.px(10)
    taken = _draw_end(painter, QRectF(left, rect.top(), rect.right() - left, rect.height()), row)
    first, second = look.line("row"), look.line("small")
    top = rect.top() + (rect.height() - first - second) / 2
    wide = rect.right() - left - taken - look.px(6)
    font = look.font("row")
    font.setStrikeOut(row.tag is Tag.CANCELLED)
    ink = look.color("ink2" if row.tag is Tag.CANCELLED else "ink")
    words(painter, QRectF(left, top, wide, first), row.session.title, font, ink)
    line = QRectF(left, top + first, wide, second)
    words(painter, line, row.hours, look.font("small"), look.color("ink2"))


def _draw_end(painter: QPainter, rect: QRectF, row: SessionRow) -> float:
    """Draw what is said about places at the right; return the width it took."""
    look = current()
    more = QFontMetricsF(look.font("small")).horizontalAdvance(row.more) if row.more else 0.0
    upper = rect.adjusted(0, 0, 0, -look.line("small") if row.more else 0)
    if row.more:
        lower = QRectF(rect.left(), rect.center().y(), rect.width(), look.line("small") + 2)
        words(painter, lower, row.more, look.font("small"), look.color("ink2"), RIGHT)
    if row.tag in (Tag.FULL, Tag.CANCELLED):
        kind = "full" if row.tag is Tag.FULL else "off"
        size = chip_size(row.words, kind, "")
        top = upper.center().y() - size.height() / 2
        box = QRectF(rect.right() - size.width(), top, size.width(), size.height())
        chip(painter, box, row.words, kind, "")
        return max(size.width(), more)
    words(painter, upper, row.words, look.font("card"), look.color("ink"), RIGHT)
    return max(QFontMetricsF(look.font("card")).horizontalAdvance(row.words), more)
