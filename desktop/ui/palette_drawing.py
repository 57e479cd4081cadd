"""How a row of Ctrl+K is drawn: a tile, what was found, and Enter at the chosen one."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPointF, QRectF, QSize
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from desktop.ui.finder.drawing import draw_marked
from desktop.ui.look import current
from desktop.ui.paint import chip, chip_size, draw_icon, filled, rounded, tile, words
from desktop.ui.palette_model import Entry, Kind, Role
from desktop.ui.widgets.keycap import draw_keys, keys_width

Index = QModelIndex | QPersistentModelIndex
TILE, PAD = 34, 16


class EntryDelegate(QStyledItemDelegate):
    """Draws what was found."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        entry: Entry | None = index.data(Role.ENTRY)
        return QSize(0, entry_height(entry.kind) if entry else 0)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        entry: Entry | None = index.data(Role.ENTRY)
        if entry is None:
            return
        painter.save()
        rect = QRectF(option.rect)
        if entry.kind is Kind.HEADING:
            _draw_heading(painter, rect, entry)
        else:
            chosen = bool(option.state & QStyle.StateFlag.State_Selected)
            hover = bool(option.state & QStyle.StateFlag.State_MouseOver)
            _draw_ground(painter, rect, chosen=chosen, hover=hover)
            rest = _draw_right(painter, rect, entry, chosen=chosen)
            _draw_entry(painter, rest, entry, index.data(Role.TYPED))
        painter.restore()


def entry_height(kind: Kind) -> int:
    """Return how high a row of this kind is at the text size."""
    look = current()
    if kind is Kind.HEADING:
        return look.px(30)
    return look.px(42 if look.compact else 48)


def _draw_heading(painter: QPainter, rect: QRectF, entry: Entry) -> None:
    look = current()
    line = rect.adjusted(look.px(PAD), look.px(5), 0, 0)
    words(painter, line, entry.words, look.font("small_strong"), look.color("ink3"))


def _draw_ground(painter: QPainter, rect: QRectF, *, chosen: bool, hover: bool) -> None:
    look = current()
    if chosen or hover:
        filled(painter, rect, look.color("select" if chosen else "pane"))
    if chosen:
        filled(painter, QRectF(rect.left(), rect.top(), 4, rect.height()), look.color("primary"))


def _draw_right(painter: QPainter, rect: QRectF, entry: Entry, *, chosen: bool) -> QRectF:
    """Draw what stands at the end of the row and return what is left of it."""
    look = current()
    rest = rect.adjusted(look.px(PAD), 0, -look.px(PAD), 0)
    if chosen:
        left = rest.right() - keys_width(("Enter",))
        draw_keys(painter, left, rest.center().y(), ("Enter",), fill=look.color("card"))
        rest.setRight(left - look.px(10))
    if entry.status:
        size = chip_size(entry.status, "need")
        corner = QPointF(rest.right() - size.width(), rest.center().y() - size.height() / 2)
        chip(painter, QRectF(corner, size), entry.status, "need")
        rest.setRight(corner.x() - look.px(8))
    return rest


def _draw_entry(painter: QPainter, rect: QRectF, entry: Entry, typed: tuple[str, ...]) -> None:
    look = current()
    side = look.px(TILE)
    square = QRectF(rect.left(), round(rect.center().y() - side / 2), side, side)
    _draw_tile(painter, square, entry)
    left = square.right() + look.px(12)
    first, second = look.line("row"), look.line("small") if entry.second else 0
    top = rect.top() + (rect.height() - first - second) / 2
    wide = rect.right() - left
    draw_marked(painter, QRectF(left, top, wide, first), entry.words, typed)
    line = QRectF(left, top + first, wide, second)
    words(painter, line, entry.second, look.font("small"), look.color("ink2"))


def _draw_tile(painter: QPainter, square: QRectF, entry: Entry) -> None:
    look = current()
    if entry.kind is Kind.SESSION:
        tile(painter, square, look.patch(*entry.patch))
        return
    size, new = look.px(19), entry.kind is Kind.NEW
    rounded(painter, square, 8, fill=look.color("primaryT" if new else "sunken"))
    corner = square.center() - QPointF(size / 2, size / 2)
    colour = look.color("primary" if new else "ink2")
    draw_icon(painter, corner, entry.icon, "bold", colour, size)
