"""How a date is drawn: number, day, old and new time, what is said of it; a clash stands out."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPointF, QRectF, QSize
from PySide6.QtGui import QFontMetricsF, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from desktop.rules.planning import How, State
from desktop.ui.look import current
from desktop.ui.paint import RIGHT, draw_icon, words
from desktop.ui.series.dates_model import ROW
from desktop.ui.series.rows import DateRow

Index = QModelIndex | QPersistentModelIndex
NUMBER, DAY = 30, 188
FILLS = {State.CLASH: "cautionT", State.SKIPPED: "infoT", State.STAYS: "pane",
         State.KEPT: "cautionT", State.GOES: "sunken"}  # fmt: skip
SIGNS = {State.CLASH: ("warning", "fill", "caution"), State.SKIPPED: ("flag-banner", "bold",
         "info"), State.STAYS: ("hand-pointing", "bold", "ink2"), State.FITS: ("check", "bold",
         "good"), State.NEW: ("plus", "bold", "good"), State.GOES: ("x", "bold", "ink2"),
         State.KEPT: ("warning", "fill", "caution")}  # fmt: skip


class DatesDelegate(QStyledItemDelegate):
    """Draws one date; below a clash there is room for its buttons."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(0, row_height(index.data(ROW)))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        row, rect = index.data(ROW), QRectF(option.rect)
        if not isinstance(row, DateRow):
            return
        painter.save()
        painter.setClipRect(rect)
        selected = bool(option.state & QStyle.StateFlag.State_Selected)
        _draw_ground(painter, rect, row, selected=selected)
        line = QRectF(rect.left(), rect.top(), rect.width() - 16, line_height())
        left = _draw_day(painter, line, row)
        left = _draw_change(painter, line, row, left)
        _draw_said(painter, line, row, left + current().px(8))
        if row.is_open():
            below = line.translated(0, line_height() - current().px(6))
            below.setLeft(rect.left() + current().px(NUMBER + 14))
            look = current()
            words(painter, below, row.sentence, look.font("small"), look.color("ink"))
        painter.restore()


def line_height() -> int:
    """Return how high one line of the list is."""
    return current().px(31 if current().compact else 34)


def row_height(row: DateRow | None) -> int:
    """Return how high a row is: a clash holds a sentence and its buttons as well."""
    if row is None or not row.is_open():
        return line_height()
    return 2 * line_height() - current().px(6) + (current().px(44) if row.ways else 0)


def _draw_ground(painter: QPainter, rect: QRectF, row: DateRow, *, selected: bool) -> None:
    look = current()
    fill = FILLS.get(row.state, "card")
    painter.fillRect(rect, look.color("select" if selected and not row.is_open() else fill))
    edge = QRectF(rect.left(), rect.bottom() - 1, rect.width(), 1)
    painter.fillRect(edge, look.color("line"))
    if selected:
        painter.fillRect(QRectF(rect.left(), rect.top(), 4, rect.height()), look.color("primary"))


def _draw_day(painter: QPainter, line: QRectF, row: DateRow) -> float:
    look, struck = current(), row.state in (State.SKIPPED, State.GOES)
    number = QRectF(line.left(), line.top(), look.px(NUMBER), line.height())
    words(painter, number, row.number, look.font("small"), look.color("ink2"), RIGHT)
    font = look.font("control")
    font.setStrikeOut(struck)
    left = number.right() + look.px(14 if row.number else -12)
    wide = max(look.px(DAY), QFontMetricsF(font).horizontalAdvance(row.title) + 4)
    wide = min(wide, line.right() - left)
    words(painter, QRectF(left, line.top(), wide, line.height()), row.title, font,
          look.color("ink2" if struck else "ink"))  # fmt: skip
    return left + wide


def _draw_change(painter: QPainter, line: QRectF, row: DateRow, left: float) -> float:
    """Draw "2pm → 2:30pm", the old struck through and the new green."""
    look = current()
    if row.state in (State.STAYS, State.KEPT) or not (row.was or row.becomes):
        return left
    font = look.font("text")
    if row.was:
        font.setStrikeOut(True)
        wide = QFontMetricsF(font).horizontalAdvance(row.was) + 2
        box = QRectF(left, line.top(), wide, line.height())
        words(painter, box, row.was, font, look.color("ink2"))
        left += wide + look.px(8)
    if row.becomes:
        size = look.px(15)
        corner = QPointF(left, line.center().y() - size / 2)
        draw_icon(painter, corner, "arrow-right", "bold", look.color("ink2"), size)
        left += size + look.px(8)
        font = look.font("control")
        wide = QFontMetricsF(font).horizontalAdvance(row.becomes) + 2
        box = QRectF(left, line.top(), wide, line.height())
        words(painter, box, row.becomes, font, look.color("good"))
        left += wide
    return left


def _draw_said(painter: QPainter, line: QRectF, row: DateRow, left: float) -> None:
    """Draw at the right what is said of the date, its sign in front."""
    look, (icon, style, colour) = current(), SIGNS[row.state]
    if row.settled and row.settled.how not in (How.SKIP, How.AS_IT_IS):
        icon, style, colour = "check", "bold", "good"
    font = look.font("small_strong" if row.is_open() else "small")
    size = look.px(17)
    shown = row.said if not (row.is_open() and row.becomes) else ""
    wide = min(QFontMetricsF(font).horizontalAdvance(shown) + 2, line.right() - left - size - 8)
    text = QRectF(line.right() - max(wide, 0), line.top(), max(wide, 0), line.height())
    ink = look.color(colour if row.is_open() or row.state is State.SKIPPED else "ink2")
    words(painter, text, shown, font, ink, RIGHT)
    quiet = row.state is State.FITS and bool(row.becomes)
    if not quiet:
        corner = QPointF(text.left() - size - look.px(7 if shown else 0), 0)
        corner.setY(line.center().y() - size / 2)
        draw_icon(painter, corner, icon, style, look.color(colour), size)
