"""How the register is drawn: numbers, names, needs with symbols, status chips, the stitched row."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPointF, QRectF, QSize
from PySide6.QtGui import QFontMetricsF, QPainter
from PySide6.QtWidgets import (
    QAbstractScrollArea,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from desktop.data.needs import Need
from desktop.ui.look import current
from desktop.ui.paint import RIGHT, STITCH, chip, chip_size, draw_icon, rounded, words
from desktop.ui.signups.kinds import Kind, Row
from desktop.ui.signups.model import ROW, Column

Index = QModelIndex | QPersistentModelIndex
PAD = 6
EDGE = 20
FEWEST_LETTERS = 46
UNDER = 14


class RegisterDelegate(QStyledItemDelegate):
    """Draws one cell; what goes along a whole row is drawn in parts, a part in each cell."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        row = index.data(ROW)
        return QSize(40, row_height(row.kind) if isinstance(row, Row) else 0)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        row = index.data(ROW)
        if not isinstance(row, Row):
            return
        cell = QRectF(option.rect)
        whole = QRectF(0, cell.top(), _width(option.widget), cell.height())
        painter.save()
        painter.setClipRect(cell)
        selected = bool(option.state & QStyle.StateFlag.State_Selected)
        _draw_ground(painter, whole, row, selected=selected)
        first = cell.left() <= 0 and index.column() != Column.NUMBER
        left = EDGE if first else PAD
        _draw_cell(painter, cell.adjusted(left, 0, -PAD, -1), row, index.column())
        painter.restore()


def _width(widget: QWidget | None) -> int:
    return widget.viewport().width() if isinstance(widget, QAbstractScrollArea) else 0


def row_height(kind: Kind) -> int:
    """Return how high a row of this kind is at the text size."""
    look = current()
    if kind is Kind.SECTION:
        return look.px(28 if look.compact else 32)
    if kind in (Kind.ALONG, Kind.RIDE):
        return look.px(32 if look.compact else 36)
    return look.size("row")


def _draw_ground(painter: QPainter, whole: QRectF, row: Row, *, selected: bool) -> None:
    look = current()
    fills = {Kind.SECTION: "pane", Kind.PREVIEW: "primaryT"}
    fill = "select" if selected else fills.get(row.kind, "card")
    painter.fillRect(whole, look.color(fill))
    edge = QRectF(whole.left(), whole.bottom() - 1, whole.width(), 1)
    painter.fillRect(edge, look.color("line"))
    if selected:
        painter.fillRect(QRectF(0, whole.top(), 3, whole.height()), look.color("primary"))
    if row.kind is Kind.PREVIEW:
        box = whole.adjusted(8, 2, -8, -3)
        rounded(painter, box, 7, edge=look.color("primary"), width=2, dash=STITCH)


def _draw_cell(painter: QPainter, rect: QRectF, row: Row, column: int) -> None:
    look = current()
    if row.kind is Kind.SECTION:
        _draw_section(painter, rect, row)
    elif column == Column.NUMBER:
        words(painter, rect, row.number, look.font("control"), look.color("ink3"), RIGHT)
    elif column == Column.NAME:
        _draw_name(painter, rect, row)
    elif column == Column.NEEDS:
        _draw_needs(painter, rect, row.needs)
    elif column == Column.BOOKED:
        words(painter, rect, row.booked, look.font("small"), look.color("ink3"))
    elif row.status:
        size = chip_size(row.status, row.chip)
        top = round(rect.center().y() - size.height() / 2)
        wide = min(size.width(), rect.width())
        chip(painter, QRectF(rect.left(), top, wide, size.height()), row.status, row.chip)


def _draw_name(painter: QPainter, rect: QRectF, row: Row) -> None:
    look = current()
    under = rect.adjusted(look.px(UNDER), 0, 0, 0)
    if row.kind is Kind.RIDE:
        _draw_needs(painter, under, (Need("car", row.name),))
    elif row.kind is Kind.ALONG:
        words(painter, under, row.name, look.font("text"), look.color("ink"))
    else:
        words(painter, rect, row.name, look.font("strong"), look.color("ink"))


def _draw_section(painter: QPainter, rect: QRectF, row: Row) -> None:
    look = current()
    line = rect.adjusted(EDGE - PAD, 0, 0, 0)
    font = look.font("status")
    font.setWeight(font.Weight.Bold)
    words(painter, line, row.name, font, look.color("ink2"))
    line.setLeft(line.left() + QFontMetricsF(font).horizontalAdvance(row.name) + look.px(8))
    words(painter, line, row.booked, look.font("small"), look.color("ink2"))


def _draw_needs(painter: QPainter, rect: QRectF, needs: tuple[Need, ...]) -> None:
    """Draw symbols and words from the left; where room ends, symbols alone."""
    look = current()
    metrics = QFontMetricsF(look.font("small"))
    size, gap = look.px(15), look.px(8)
    left = rect.left()
    for number, need in enumerate(needs):
        after = (len(needs) - number - 1) * (size + gap)
        room = rect.right() - left - size - look.px(4) - after
        top = rect.center().y() - size / 2
        draw_icon(painter, QPointF(left, top), need.icon, "bold", look.color("ink2"), size)
        left += size
        wide = min(metrics.horizontalAdvance(need.words) + 1, room)
        if wide >= min(FEWEST_LETTERS, metrics.horizontalAdvance(need.words)):
            line = QRectF(left + look.px(4), rect.top(), wide, rect.height())
            words(painter, line, need.words, look.font("small"), look.color("ink2"))
            left += look.px(4) + wide
        left += gap
