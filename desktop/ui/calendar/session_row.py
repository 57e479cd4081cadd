"""A session in a list: tile, title, hours and place, and how it stands at the end of the row."""

from datetime import datetime

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QFontMetricsF, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from desktop.data.activities import SessionCard
from desktop.rules.days import hours_short
from desktop.ui.calendar.drawing import Shown, ends_of
from desktop.ui.calendar.session_button import SessionButton
from desktop.ui.calendar.words import translate, waiting_words
from desktop.ui.look import current
from desktop.ui.paint import RIGHT, chip, chip_size, rounded, tile, words


def row_height() -> int:
    """Return how high such a row is."""
    look = current()
    return look.line("row") + look.line("small") + look.px(8 if look.compact else 12)


def draw_row(painter: QPainter, rect: QRectF, shown: Shown) -> None:
    """Draw a session as a row; the chosen one has a green edge."""
    look = current()
    if shown.chosen:
        fill, edge = look.color("card"), look.color("primary")
        rounded(painter, rect, look.radius("control"), fill=fill, edge=edge, width=2)
    elif shown.hover:
        rounded(painter, rect, look.radius("control"), fill=look.color("primaryT"))
    side, session = look.px(30), shown.session
    line = rect.adjusted(look.px(8), 0, -look.px(8), 0)
    square = QRectF(line.left(), round(line.center().y() - side / 2), side, side)
    tile(painter, square, look.patch(session.patch, session.code))
    line.setLeft(square.right() + look.px(10))
    line.setRight(line.right() - draw_end(painter, line, shown) - look.px(6))
    _draw_words(painter, line, shown)


def where_words(session: SessionCard) -> str:
    """Say hours and place: "2 to 4pm, waiting room"."""
    hours = hours_short(session.starts, session.ends)
    return ", ".join(filter(None, (hours, session.place)))


def _below(shown: Shown) -> str:
    where = where_words(shown.session)
    return translate("calendar", "{0}, no leader").format(where) if shown.unstaffed else where


def _draw_words(painter: QPainter, line: QRectF, shown: Shown) -> None:
    look, session = current(), shown.session
    first, second = look.line("row"), look.line("small")
    top = line.top() + (line.height() - first - second) / 2
    font, pale = look.font("row"), session.cancelled or shown.past
    font.setStrikeOut(session.cancelled)
    place = QRectF(line.left(), top, line.width(), first)
    words(painter, place, session.title, font, look.color("ink2" if pale else "ink"))
    place = QRectF(line.left(), top + first, line.width(), second)
    words(painter, place, _below(shown), look.font("small"), look.color("ink2"))


def draw_end(painter: QPainter, line: QRectF, shown: Shown) -> float:
    """Draw how it stands at the right, and who waits; return the width it took."""
    session, look = shown.session, current()
    waits = "" if session.cancelled or shown.past else waiting_words(session)
    if not waits:
        return _draw_places(painter, line, shown)
    font = look.font("small")
    wide, lower = QFontMetricsF(font).horizontalAdvance(waits) + 1, look.line("small")
    ink = look.color("ink2")
    if line.height() >= look.line("row") + lower:
        below = QRectF(line.left(), line.center().y() + 1, line.width(), lower)
        words(painter, below, waits, font, ink, RIGHT)
        return max(wide, _draw_places(painter, line.adjusted(0, 0, 0, -lower), shown))
    places = _draw_places(painter, line, shown) + look.px(8)
    words(painter, line.adjusted(0, 0, -places, 0), waits, font, ink, RIGHT)
    return places + wide


def _draw_places(painter: QPainter, line: QRectF, shown: Shown) -> float:
    look, end = current(), ends_of(shown)[-1]
    if end.kind and end.kind != "plain":
        size = chip_size(end.text, end.kind, "")
        top = line.center().y() - size.height() / 2
        box = QRectF(line.right() - size.width(), top, size.width(), size.height())
        chip(painter, box, end.text, end.kind, "")
        return size.width()
    font = look.font("card")
    words(painter, line, end.text, font, look.color("ink2" if shown.past else "ink"), RIGHT)
    return QFontMetricsF(font).horizontalAdvance(end.text)


class RowButton(SessionButton):
    """A row that can be chosen. It is used again for another session."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setProperty("ring_radius", 8)

    def show_row(self, session: SessionCard, now: datetime, *, chosen: bool) -> None:
        """Show a session; its `chosen` row stands out."""
        self.setObjectName(f"row_{session.id}")
        self.show_session(session, now)
        self.show_chosen(chosen=chosen)
        self.setFixedHeight(row_height())
        self.show()

    def sizeHint(self) -> QSize:
        return QSize(current().px(200), row_height())

    def paintEvent(self, _: QPaintEvent) -> None:
        if self._shown:
            past = self._shown.past
            shown = Shown(self.session, past, chosen=self.isChecked(), hover=self.underMouse())
            draw_row(QPainter(self), QRectF(self.rect()), shown)
