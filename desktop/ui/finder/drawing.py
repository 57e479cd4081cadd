"""How one result is drawn: the name with what was typed in yellow, under it the birth date."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetricsF, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from desktop.ui.finder.marks import marks
from desktop.ui.finder.model import Kind, Role, Row
from desktop.ui.look import current
from desktop.ui.paint import chip, chip_size, draw_icon, words

Index = QModelIndex | QPersistentModelIndex
LEAST_STATUS = 96


class ResultDelegate(QStyledItemDelegate):
    """Draws the rows of the finder."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        row = index.data(Role.ROW)
        return QSize(0, row_height(row.kind) if row else 0)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        row: Row | None = index.data(Role.ROW)
        if row is None:
            return
        painter.save()
        rect = QRectF(option.rect)
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        hover = bool(option.state & QStyle.StateFlag.State_MouseOver)
        draw_row(painter, rect, row, index.data(Role.TYPED), chosen=chosen, hover=hover)
        if index.row():
            painter.fillRect(
                QRectF(rect.left(), rect.top(), rect.width(), 1), current().color("line")
            )
        painter.restore()


def row_height(kind: Kind) -> int:
    """Return how high a row of this kind is at the text size."""
    look = current()
    if kind is Kind.PERSON:
        return look.size("result") + (2 if look.compact else 0)
    return look.px(28 if kind is Kind.HEADING else 38)


def draw_row(
    painter: QPainter, rect: QRectF, row: Row, typed: tuple[str, ...], *, chosen: bool,
    hover: bool = False,
) -> None:  # fmt: skip
    """Draw one row of any kind."""
    look = current()
    if chosen or hover:
        painter.fillRect(rect, look.color("select" if chosen else "pane"))
    if chosen:
        painter.fillRect(QRectF(rect.left(), rect.top(), 4, rect.height()), look.color("primary"))
    inner = rect.adjusted(look.px(13), 0, -look.px(10), 0)
    if row.kind is Kind.PERSON:
        _draw_person(painter, inner, row, typed)
    elif row.kind is Kind.NEW:
        _draw_new(painter, inner, row)
    else:
        painter.fillRect(rect, look.color("pane"))
        words(painter, inner, row.words, look.font("small_strong"), look.color("ink2"))


def draw_marked(
    painter: QPainter, rect: QRectF, text: str, typed: tuple[str, ...], role: str = "row"
) -> None:
    """Write one line with yellow behind the letters that were typed."""
    look = current()
    font = look.font(role)
    metrics = QFontMetricsF(font)
    shown = metrics.elidedText(text, Qt.TextElideMode.ElideRight, rect.width())
    spots = [(a, min(b, len(shown))) for a, b in marks(text, typed) if a < len(shown)]
    if text.isascii() or not _right_to_left(text):
        top = rect.center().y() - metrics.height() / 2
        for start, end in spots:
            left = rect.left() + metrics.horizontalAdvance(shown[:start])
            wide = metrics.horizontalAdvance(shown[start:end])
            painter.fillRect(QRectF(left - 1, top, wide + 2, metrics.height()), look.color("mark"))
    words(painter, rect, text, font, look.color("ink"))
    baseline = round(rect.center().y() + (metrics.ascent() - metrics.descent()) / 2)
    painter.setPen(look.color("onmark"))
    for start, end in spots if look.theme == "dark" and not _right_to_left(text) else ():
        left = rect.left() + metrics.horizontalAdvance(shown[:start])
        painter.drawText(QPointF(left, baseline), shown[start:end])


def _draw_person(painter: QPainter, rect: QRectF, row: Row, typed: tuple[str, ...]) -> None:
    look = current()
    status = row.status()
    if status:
        rect.setRight(_draw_status(painter, rect, row) - look.px(8))
    first, second = look.line("row"), look.line("small") if row.second else 0
    top = rect.top() + (rect.height() - first - second) / 2
    draw_marked(painter, QRectF(rect.left(), top, rect.width(), first), row.words, typed)
    line = QRectF(rect.left(), top + first, rect.width(), second)
    words(painter, line, row.second, look.font("small"), look.color("ink2"))


def _draw_status(painter: QPainter, rect: QRectF, row: Row) -> float:
    """Draw a status in the room that name and birth date leave; return where it begins."""
    look = current()
    name = QFontMetricsF(look.font("row")).horizontalAdvance(row.words)
    second = QFontMetricsF(look.font("small")).horizontalAdvance(row.second)
    room = max(rect.width() - max(name, second) - look.px(10), look.px(LEAST_STATUS))
    said = row.status()
    if chip_size(said, "need").width() > room:
        said = said.partition(" until ")[0]
    size = chip_size(said, "need")
    size.setWidth(min(size.width(), room))
    corner = QPointF(rect.right() - size.width(), rect.center().y() - size.height() / 2)
    chip(painter, QRectF(corner, size), said, "need")
    return corner.x()


def _draw_new(painter: QPainter, rect: QRectF, row: Row) -> None:
    look, size = current(), current().px(18)
    corner = QPointF(rect.left(), rect.center().y() - size / 2)
    draw_icon(painter, corner, "user-plus", "bold", look.color("primary"), size)
    line = rect.adjusted(size + look.px(8), 0, 0, 0)
    words(painter, line, row.words, look.font("control"), look.color("primary"))


def _right_to_left(text: str) -> bool:
    return any("\u0590" <= each <= "\u08ff" or "\ufb1d" <= each <= "\ufefc" for each in text)
