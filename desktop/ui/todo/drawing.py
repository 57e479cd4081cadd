"""How a line of the To do list is drawn: number, name and how to reach, telephone, what came."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPointF, QRectF, QSize
from PySide6.QtGui import QFont, QFontMetricsF, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from desktop.data.activities import SessionCard
from desktop.ui.look import current
from desktop.ui.paint import RIGHT, STITCH, chip, chip_size, draw_icon, rounded, tile, words
from desktop.ui.todo.lines import CallRow, Section, ThingRow
from desktop.ui.todo.model import ROW

Index = QModelIndex | QPersistentModelIndex
NUMBER, PHONE, STATUS, NARROW, SLIM = 52, 128, 168, 560, 330


class TodoDelegate(QStyledItemDelegate):
    """Draws headings, people, sessions and ideas."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        look, row = current(), index.data(ROW)
        if isinstance(row, Section) and row.session is not None:
            return QSize(0, look.line("title") + look.line("small") + look.px(26))
        if isinstance(row, Section):
            return QSize(0, look.px(34 if look.compact else 40))
        return QSize(0, look.line("strong") + look.line("small") + look.px(6))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        row, rect = index.data(ROW), QRectF(option.rect)
        selected = bool(option.state & QStyle.StateFlag.State_Selected)
        painter.save()
        painter.setClipRect(rect)
        heading = isinstance(row, Section) and row.session is None
        _draw_ground(painter, rect, heading=heading, selected=selected)
        if isinstance(row, Section) and row.session is not None:
            _draw_places(painter, rect, row, row.session)
        elif isinstance(row, Section):
            _draw_section(painter, rect, row)
        elif isinstance(row, CallRow):
            _draw_person(painter, rect, row)
        else:
            _draw_other(painter, rect, row)
        painter.restore()


def _draw_ground(painter: QPainter, rect: QRectF, *, heading: bool, selected: bool) -> None:
    look = current()
    fill = "pane" if heading else "select" if selected else "card"
    painter.fillRect(rect, look.color(fill))
    edge = QRectF(rect.left(), rect.bottom() - 1, rect.width(), 1)
    painter.fillRect(edge, look.color("line"))
    if selected:
        painter.fillRect(QRectF(0, rect.top(), 4, rect.height()), look.color("primary"))


def _draw_section(painter: QPainter, rect: QRectF, row: Section) -> None:
    look = current()
    line, font = rect.adjusted(20, 0, -20, -1), look.font("status")
    font.setWeight(QFont.Weight.Bold)
    words(painter, line, row.title, font, look.color("ink2"))
    line.setLeft(line.left() + QFontMetricsF(font).horizontalAdvance(row.title) + look.px(10))
    small = look.font("small")
    told = QFontMetricsF(small).horizontalAdvance(row.told) + 2
    words(painter, line, row.told, small, look.color("ink2"), RIGHT)
    line.setRight(line.right() - (told + look.px(10) if row.told else 0))
    words(painter, line, row.words, small, look.color("ink2"))


def _draw_places(painter: QPainter, rect: QRectF, row: Section, session: SessionCard) -> None:
    """Draw a free place: the session's tile, when it is, and until when the place is held."""
    look = current()
    side = look.px(44)
    box = QRectF(rect.left() + look.px(20), round(rect.center().y() - side / 2), side, side)
    if rect.width() < look.px(SLIM + 50):
        box.setRight(rect.left() + look.px(6))  # the name needs the room more
    else:
        tile(painter, box, look.patch(session.patch, session.code))
    left = box.right() + look.px(14)
    held = row.held_short if rect.width() < look.px(NARROW) else row.held
    right = _draw_held(painter, rect, held) - look.px(8) if held else rect.right() - 20
    high, low = look.line("title"), look.line("small")
    top = rect.top() + (rect.height() - high - low) / 2
    title = QRectF(left, top, right - left, high)
    words(painter, title, row.title, look.font("title"), look.color("ink"))
    under = QRectF(left, top + high, right - left, low)
    words(painter, under, row.words, look.font("small"), look.color("ink2"))


def _draw_held(painter: QPainter, rect: QRectF, held: str) -> float:
    """Draw until when a place is held, in a stitched frame at the right; where it begins."""
    look, font = current(), current().font("status")
    size, high = look.px(18), look.px(34)
    wide = QFontMetricsF(font).horizontalAdvance(held) + size + look.px(34)
    wide = min(wide, rect.width() * 0.48)
    box = QRectF(rect.right() - look.px(18) - wide, rect.center().y() - high / 2, wide, high)
    ink = look.color("primary")
    rounded(painter, box, look.radius("control"), fill=look.color("primaryT"), edge=ink, width=2,
            dash=STITCH)  # fmt: skip
    corner = QPointF(box.left() + look.px(11), box.center().y() - size / 2)
    draw_icon(painter, corner, "lock-simple", "bold", ink, size)
    text = box.adjusted(look.px(11 + 18 + 8), 0, -look.px(10), 0)
    words(painter, text, held, font, ink)
    return box.left()


def _draw_person(painter: QPainter, rect: QRectF, row: CallRow) -> None:
    look = current()
    narrow, slim = (rect.width() < look.px(wide) for wide in (NARROW, SLIM))
    line = rect.adjusted(0, 0, -16, -1)
    number = QRectF(line.left(), line.top(), look.px(2 if slim else NUMBER), line.height())
    if not slim:
        words(painter, number, row.number, look.font("control"), look.color("ink3"), RIGHT)
    said = "" if slim else row.status
    size = chip_size(said, row.chip, row.icon)
    wide = min(size.width(), look.px(STATUS))
    left = line.right() - (wide if slim else look.px(STATUS))
    top = round(line.center().y() - size.height() / 2)
    chip(painter, QRectF(left, top, wide, size.height()), said, row.chip, row.icon)
    if not narrow:
        left -= look.px(PHONE)
        phone = QRectF(left, line.top(), look.px(PHONE) - look.px(8), line.height())
        words(painter, phone, row.who.phone, look.font("control"), look.color("ink"))
    start = number.right() + look.px(14)
    second = f"{row.who.phone}  {row.second}" if narrow else row.second
    box = QRectF(start, line.top(), left - start - look.px(8), line.height())
    _two_lines(painter, box, row.who.name, f"{row.on_it}. {second}" if row.on_it else second)


def _draw_other(painter: QPainter, rect: QRectF, row: ThingRow) -> None:
    look, side = current(), current().px(30)
    left = rect.left() + look.px(NUMBER) - side + look.px(4)
    box = QRectF(left, round(rect.center().y() - side / 2), side, side)
    if isinstance(row.about, SessionCard):
        tile(painter, box, look.patch(row.about.patch, row.about.code))
    else:
        icon = look.px(22)
        corner = QPointF(box.center().x() - icon / 2, box.center().y() - icon / 2)
        draw_icon(painter, corner, row.icon, "bold", look.color("primary"), icon)
    text = rect.adjusted(left + side + look.px(12) - rect.left(), 0, -16, -1)
    _two_lines(painter, text, row.title, row.words)


def _two_lines(painter: QPainter, rect: QRectF, first: str, second: str) -> None:
    look = current()
    high, low = look.line("strong"), look.line("small")
    top = rect.top() + (rect.height() - high - low) / 2
    upper = QRectF(rect.left(), top, rect.width(), high)
    words(painter, upper, first, look.font("strong"), look.color("ink"))
    lower = QRectF(rect.left(), top + high, rect.width(), low)
    words(painter, lower, second, look.font("small"), look.color("ink2"))
