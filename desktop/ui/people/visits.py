"""What somebody comes to and came to; each line opens its session."""

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal, Slot
from PySide6.QtGui import QFontMetricsF, QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QHBoxLayout,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from desktop.data.registers import PersonCard
from desktop.data.visits import Attended
from desktop.rules.days import clock, day, short_date
from desktop.rules.signups import Mark
from desktop.ui.look import current
from desktop.ui.paint import draw_icon, rounded, tile, words
from desktop.ui.widgets.label import Label
from desktop.ui.widgets.stitch_line import StitchLine

MOST_COMING, MOST_PAST = 8, 12


class VisitLine(QAbstractButton):
    """One session: with `coming` in two lines, else in one with what became of it."""

    def __init__(self, *, coming: bool) -> None:
        super().__init__()
        self._coming = coming
        self.session_id = 0
        self._patch = self._first = self._second = self._icon = self._mark = ""
        self._good = False
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setProperty("ring", "inside")
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def show_visit(self, visit: Attended, today: date) -> None:
        """Show another session."""
        self.session_id, self._patch = visit.session_id, visit.patch
        when = f"{day(visit.date, today)}, {clock(visit.starts)}"
        self._icon, self._mark, self._good = "", "", visit.mark is Mark.ARRIVED
        if self._coming:
            self._first, self._second = visit.title, when
        else:
            year = f" {visit.date.year}" if visit.date.year != today.year else ""
            self._first, self._second = (
                f"{visit.date:%a} {short_date(visit.date)}{year}",
                visit.title,
            )
            self._icon, self._mark = self._became(visit.mark)
        said = (visit.title, when, self._mark)
        self.setAccessibleName(", ".join(filter(None, said)))
        self.setAccessibleDescription(self.tr("Show the session"))
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
        if self._coming:
            self._draw_two_lines(painter, rest)
        else:
            self._draw_one_line(painter, rest)

    def _became(self, mark: Mark) -> tuple[str, str]:
        return {
            Mark.ARRIVED: ("check", self.tr("Came")),
            Mark.MISSED: ("x", self.tr("Did not come")),
        }.get(mark, ("circle", self.tr("Not marked")))

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


class Visits(QWidget):
    """Coming up and past.

    Signals:
        session_wanted: a session is to be shown (int id).
    """

    session_wanted = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._number, self._sum = Label("", "small", "ink2"), Label("", "small", "ink2")
        self._none = Label(self.tr("Nothing is booked."), "text", "ink3", wrap=True)
        self._never = Label(self.tr("No visits yet."), "text", "ink3", wrap=True)
        self._more = Label("", "small", "ink2")
        self.coming = [self._line(coming=True) for _ in range(MOST_COMING)]
        self.past = [self._line(coming=False) for _ in range(MOST_PAST)]
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        column.addLayout(self._head(self.tr("Coming up"), self._number))
        for widget in (self._none, *self.coming, self._more):
            column.addWidget(widget)
        column.addSpacing(10)
        column.addWidget(StitchLine())
        column.addSpacing(10)
        column.addLayout(self._head(self.tr("Past"), self._sum))
        for widget in (self._never, *self.past):
            column.addWidget(widget)

    def show_card(self, card: PersonCard, today: date) -> None:
        """Show a person's sessions."""
        self._fill(self.coming, card.coming, today)
        self._fill(self.past, card.past, today)
        self._none.setVisible(not card.coming)
        self._never.setVisible(not card.past)
        more = len(card.coming) - MOST_COMING
        self._more.setText(self.tr("and {0} more").format(more))
        self._more.setVisible(more > 0)
        self._number.setText(str(len(card.coming) or ""))
        self._sum.setText(self._came(card))

    def _fill(self, lines: Sequence[VisitLine], visits: Sequence[Attended], today: date) -> None:
        for line, visit in zip(lines, visits, strict=False):
            line.show_visit(visit, today)
        for place, line in enumerate(lines):
            line.setVisible(place < len(visits))

    def _came(self, card: PersonCard) -> str:
        if not card.past:
            return ""
        words = self.tr("came {0}, did not come {1}")
        return words.format(card.number_of_visits, card.number_missed)

    def _head(self, title: str, right: Label) -> QHBoxLayout:
        head = QHBoxLayout()
        head.setContentsMargins(0, 0, 0, 4)
        head.addWidget(Label(title, "heading"), 1)
        head.addWidget(right)
        return head

    def _line(self, *, coming: bool) -> VisitLine:
        line = VisitLine(coming=coming)
        line.clicked.connect(self._on_clicked)
        return line

    @Slot()
    def _on_clicked(self) -> None:
        line = self.sender()
        if isinstance(line, VisitLine):
            self.session_wanted.emit(line.session_id)
