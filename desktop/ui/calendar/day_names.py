"""The names of the days over their columns, and what is said of each day below its name."""

from datetime import date

from PySide6.QtCore import QCoreApplication, QEvent, QPointF, QRectF, QSize, Signal
from PySide6.QtGui import QFontMetricsF, QHelpEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QToolTip, QWidget

from desktop.data.calendar import Marks
from desktop.rules.days import day, short_day
from desktop.ui.calendar.frame import Frame
from desktop.ui.calendar.words import headline, name_words
from desktop.ui.look import current
from desktop.ui.paint import draw_icon, filled, words
from desktop.ui.widgets.tip import tip


class DayNames(QWidget):
    """The names of the days and what is said of them, which stay while the hours scroll.

    Signals: picked(date), a day's name was clicked twice
    """

    picked = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._frame: Frame | None = None
        self._today: date | None = None
        self._marks = Marks()

    def show_marks(self, marks: Marks) -> None:
        """Say this of the days."""
        if marks != self._marks:
            self._marks = marks
            self.update()

    def show_days(self, frame: Frame, today: date) -> None:
        """Show these days above their columns."""
        self._frame, self._today = frame, today
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(0, _names_height() + _news_height())

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self.updateGeometry()

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            on = self._day_at(event.pos().x())
            QToolTip.showText(event.globalPos(), tip(headline(self._marks, on) if on else ""))
            return True
        return super().event(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        on = self._day_at(round(event.position().x()))
        if on:
            self.picked.emit(on)

    def paintEvent(self, event: QPaintEvent) -> None:
        look, painter = current(), QPainter(self)
        filled(painter, QRectF(event.rect()), look.color("card"))
        for n, on in enumerate(self._frame.days if self._frame else ()):
            self._draw_day(painter, on, n)
        for edge in (0, _names_height(), self.height() - 1):
            filled(painter, QRectF(0, edge, self.width(), 1), look.color("line"))

    def _day_at(self, x: int) -> date | None:
        frame = self._frame
        for n, on in enumerate(frame.days if frame else ()):
            if frame and frame.edges[n] <= x < frame.edges[n + 1]:
                return on
        return None

    def _draw_day(self, painter: QPainter, on: date, n: int) -> None:
        if self._frame is None or self._today is None:
            return
        look, is_today = current(), on == self._today
        left, right = self._frame.edges[n], self._frame.edges[n + 1]
        place = QRectF(left, 0, right - left, _names_height())
        if is_today:
            filled(painter, place, look.color("primaryT"))
        filled(painter, QRectF(left, 0, 1, self.height()), look.color("line"))
        line = place.adjusted(look.px(8), 0, -2, 0)
        font = look.font("tab_on" if is_today else "strong")
        ink = "primary" if is_today else "ink3" if on.weekday() > 4 else "ink2"
        said, wide = _day_name(on, QFontMetricsF(font), line.width())
        words(painter, line, said, font, look.color(ink))
        rest = line.adjusted(wide + look.px(6), 1, 0, 0)
        today = QCoreApplication.translate("calendar", "Today")
        if is_today and QFontMetricsF(look.font("tag")).horizontalAdvance(today) < rest.width():
            words(painter, rest, today, look.font("tag"), look.color(ink))
        self._draw_news(painter, on, QRectF(left, place.height(), right - left, _news_height()))

    def _draw_news(self, painter: QPainter, on: date, box: QRectF) -> None:
        """Write what the day is called, and its memo."""
        look, name, memo = current(), name_words(self._marks, on), self._marks.memo(on)
        filled(painter, box.adjusted(1, 1, 0, 0), look.color("infoT" if name else "pane"))
        line, font = box.adjusted(look.px(8), 0, -4, 0), look.font("tag")
        if name:
            side = look.px(13)
            corner = QPointF(line.left(), line.center().y() - side / 2)
            draw_icon(painter, corner, "flag-banner", "fill", look.color("info"), side)
            line.setLeft(line.left() + side + look.px(4))
            said = _fitting(name, self._marks.of(on)[0].short, QFontMetricsF(font), line.width())
            words(painter, line, said, font, look.color("info"))
            line.setLeft(line.left() + QFontMetricsF(font).horizontalAdvance(said) + look.px(8))
        if memo and line.width() > look.px(30):
            words(painter, line, memo.text, look.font("tag"), look.color("ink2"))


def _names_height() -> int:
    return current().px(36 if current().compact else 44)


def _news_height() -> int:
    return current().px(22 if current().compact else 26)


def _fitting(name: str, short: str, metrics: QFontMetricsF, room: float) -> str:
    return name if metrics.horizontalAdvance(name) <= room else short


def _day_name(on: date, metrics: QFontMetricsF, room: float) -> tuple[str, float]:
    """Name a day as fully as its column allows, and say how wide that is; weekends are short."""
    short, number = short_day(on), str(on.day)
    full = short if on.weekday() > 4 else day(on, on).rpartition(" ")[0]
    ways = (full, short, f"{short[:2]} {number}", number)
    wide = [(said, metrics.horizontalAdvance(said)) for said in ways]
    return next((each for each in wide if each[1] <= room), wide[-1])
