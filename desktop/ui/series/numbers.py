"""What a change means in five numbers, before anything is done."""

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from desktop.rules.planning import Consequences
from desktop.ui.look import current
from desktop.ui.paint import RIGHT, draw_icon, words


class NumberLine(QWidget):
    """A large figure, what it counts, and what is done about it."""

    def __init__(self, icon: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._icon, self._number, self._first, self._second = icon, 0, "", ""
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def say(self, number: int, first: str, second: str) -> None:
        """Show another number."""
        self._number, self._first, self._second = number, first, second
        self.setAccessibleName(f"{number} {first}. {second}")
        self.update()

    def sizeHint(self) -> QSize:
        look = current()
        return QSize(look.px(260), look.line("strong") + look.line("small") + look.px(12))

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self.updateGeometry()

    def paintEvent(self, _: QPaintEvent) -> None:
        look, painter = current(), QPainter(self)
        figure = QRectF(0, 0, look.px(58), self.height() - 1)
        words(painter, figure, str(self._number), look.font("title"), look.color("ink"), RIGHT)
        left, high, low = figure.right() + look.px(12), look.line("strong"), look.line("small")
        size = look.px(20)
        wide = self.width() - left - size - look.px(10)
        top = (self.height() - high - low) / 2
        upper, lower = QRectF(left, top, wide, high), QRectF(left, top + high, wide, low)
        words(painter, upper, self._first, look.font("strong"), look.color("ink"))
        words(painter, lower, self._second, look.font("small"), look.color("ink2"))
        corner = QPointF(self.width() - size, (self.height() - size) / 2)
        draw_icon(painter, corner, self._icon, "bold", look.color("ink2"), size)
        edge = QRectF(0, self.height() - 1, self.width(), 1)
        painter.fillRect(edge, look.color("line"))


class Numbers(QWidget):
    """Dates, exceptions, bookings, overlaps, calls."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        icons = ("arrows-clockwise", "hand-pointing", "ticket", "users", "phone")
        self._lines = [NumberLine(icon) for icon in icons]
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        for line in self._lines:
            column.addWidget(line)

    def show_consequences(self, found: Consequences) -> None:
        """Show what this change would do."""
        several = (
            (found.dates_move, self.tr("date changes"), self.tr("dates change")),
            (found.by_hand_stay, self.tr("changed by hand stays"), self.tr("changed by hand stay")),
            (found.booked, self.tr("booking goes with it"), self.tr("bookings go with them")),
            (found.overlapping, self.tr("overlaps something else"),
             self.tr("overlap something else")),
            (found.to_telephone, self.tr("person to telephone"), self.tr("people to telephone")),
        )  # fmt: skip
        seconds = (
            self.tr("Those already over never do"), self.tr("M moves one as well"),
            self.tr("All keep place and number"), self.tr("Ask when you ring"),
            self._told_otherwise(found.to_tell - found.to_telephone),
        )  # fmt: skip
        for line, (number, one, many), second in zip(self._lines, several, seconds, strict=True):
            line.say(number, one if number == 1 else many, second)

    def _told_otherwise(self, others: int) -> str:
        many = self.tr("The other {0} are told at their next visit").format(others)
        return self.tr("The other one is told at the next visit") if others == 1 else (
            many if others else "")  # fmt: skip
