"""One session of a person, in one line or in two."""

from datetime import date

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QSizePolicy

from desktop.data.lives import CalledOff, Turn, Weekly
from desktop.data.visits import Attended
from desktop.rules.days import clock, day, ordinal, short_date
from desktop.rules.signups import Mark
from desktop.ui.look import current
from desktop.ui.paint import chip, chip_size, draw_icon, key_cap, key_cap_size, rounded, tile, words


class VisitLine(QAbstractButton):
    """One session: with `coming` in two lines, else in one with what became of it."""

    def __init__(self, *, coming: bool) -> None:
        super().__init__()
        self._coming = coming
        self.session_id = self.regular_id = 0
        self._patch = self._first = self._second = self._icon = self._mark = self._tag = ""
        self._key = ""
        self._good = False
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setProperty("ring", "inside")
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def set_key(self, key: str) -> None:
        """Draw the key that does something with this line, or none."""
        self._key = key
        self.update()

    def show_visit(self, visit: Attended, today: date) -> None:
        """Show a session somebody is booked on, or was."""
        when = f"{day(visit.date, today)}, {clock(visit.starts)}"
        self._good = visit.mark is Mark.ARRIVED
        if self._coming:
            self._show(visit.session_id, visit.patch, visit.title, when)
        else:
            icon, mark = self._became(visit)
            self._show_past(visit, visit.title, today, icon, mark)

    def show_called_off(self, off: CalledOff, today: date) -> None:
        """Show a booking that was cancelled, by whom, and why."""
        self._good = False
        about = ": ".join(filter(None, (off.title, off.reason)))
        self._show_past(off, about, today, "prohibit", off.words)

    def show_turn(self, turn: Turn, today: date) -> None:
        """Show a session somebody waits for, with their place in the line."""
        when = f"{day(turn.date, today)}, {clock(turn.starts)}"
        self._show(turn.session_id, turn.patch, turn.title, when, ordinal(turn.place))

    def show_every_week(self, each: Weekly) -> None:
        """Show what somebody comes to every week, or that they are away."""
        self._show(0, each.patch, each.title, each.words)
        self.regular_id = each.id
        self.setAccessibleDescription(self.tr("Change it"))

    def _show(self, session_id: int, patch: str, first: str, second: str, tag: str = "") -> None:
        self.session_id, self._patch, self._tag = session_id, patch, tag
        self._first, self._second, self._icon, self._mark = first, second, "", ""
        self._say(first, second, tag)

    def _show_past(
        self, about: Attended | CalledOff, title: str, today: date, icon: str, mark: str
    ) -> None:
        year = f" {about.date.year}" if about.date.year != today.year else ""
        self.session_id, self._patch, self._tag = about.session_id, about.patch, ""
        self._first = f"{about.date:%a} {short_date(about.date)}{year}"
        self._second, self._icon, self._mark = title, icon, mark
        self._say(title, f"{day(about.date, today)}, {clock(about.starts)}", mark)

    def _say(self, *parts: str) -> None:
        self.setAccessibleName(", ".join(filter(None, parts)))
        self.setAccessibleDescription(self.tr("Show the session") if self.session_id else "")
        self.update()

    def sizeHint(self) -> QSize:
        look = current()
        lines = look.line("row") + look.line("small") if self._coming else look.line("text")
        return QSize(look.px(220), lines + look.px(12))

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self.updateGeometry()

    def paintEvent(self, _: QPaintEvent) -> None:
        look, painter = current(), QPainter(self)
        if self.underMouse():
            rounded(painter, QRectF(self.rect()), 6, fill=look.color("primaryT"))
        side = look.px(30 if self._coming else 24)
        top = (self.height() - side) / 2
        tile(painter, QRectF(0, round(top), side, side), look.patch(self._patch))
        rest = QRectF(side + look.px(10), 0, self.width() - side - look.px(10), self.height())
        if self._tag:
            size = chip_size(self._tag, "info")
            corner = QPointF(rest.right() - size.width(), (self.height() - size.height()) / 2)
            chip(painter, QRectF(corner, size), self._tag, "info")
            rest.setRight(corner.x() - look.px(8))
        if self._key:
            size = key_cap_size(self._key)
            corner = QPointF(rest.right() - size.width(), (self.height() - size.height()) / 2)
            key_cap(painter, QRectF(corner, size), self._key)
            rest.setRight(corner.x() - look.px(8))
        if self._coming:
            self._draw_two_lines(painter, rest)
        else:
            self._draw_one_line(painter, rest)

    def _became(self, visit: Attended) -> tuple[str, str]:
        told, late = self.tr("Did not come, told us"), self.tr("Came late")
        return {
            Mark.ARRIVED: ("check", late if visit.late else self.tr("Came")),
            Mark.MISSED: ("x", told if visit.told_us else self.tr("Did not come")),
        }.get(visit.mark, ("circle", self.tr("Not marked")))

    def _draw_two_lines(self, painter: QPainter, rest: QRectF) -> None:
        look = current()
        first, second = look.line("row"), look.line("small")
        top = (rest.height() - first - second) / 2
        upper = QRectF(rest.left(), top, rest.width(), first)
        words(painter, upper, self._first, look.font("row"), look.color("ink"))
        lower = QRectF(rest.left(), top + first, rest.width(), second)
        words(painter, lower, self._second, look.font("small"), look.color("ink2"))

    def _draw_one_line(self, painter: QPainter, rest: QRectF) -> None:
        look, size = current(), current().px(15)
        ink = look.color("good" if self._good else "ink2")
        font = look.font("small_strong")
        wide = QFontMetricsF(font).horizontalAdvance(self._mark) + 2
        left = rest.right() - wide
        words(painter, QRectF(left, 0, wide, rest.height()), self._mark, font, ink)
        corner = QPointF(left - size - look.px(5), (rest.height() - size) / 2)
        draw_icon(painter, corner, self._icon, "bold", ink, size)
        rest.setRight(corner.x() - look.px(8))
        date_font = look.font("control")
        dated = QFontMetricsF(date_font).horizontalAdvance(self._first) + 2
        words(painter, rest, self._first, date_font, look.color("ink"))
        rest.setLeft(rest.left() + dated + look.px(8))
        words(painter, rest, self._second, look.font("small"), look.color("ink2"))
        painter.fillRect(QRectF(0, self.height() - 1, self.width(), 1), look.color("line"))
