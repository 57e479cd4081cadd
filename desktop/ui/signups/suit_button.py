"""One thing that suits somebody: its key, patch, title, when, why and how many places."""

from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from desktop.rules.days import near, when
from desktop.ui.look import current
from desktop.ui.paint import RIGHT, draw_icon, key_cap, key_cap_size, rounded, tile, words
from desktop.ui.widgets.tip import tip

if TYPE_CHECKING:
    from desktop.data.offering import Suited


class SuitButton(QAbstractButton):
    """Books what it shows; read aloud it is the sentence for the telephone."""

    def __init__(self, number: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._number = str(number)
        self._suited: Suited | None = None
        self._when = ""
        self.setObjectName(f"suits_{number}")
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def suited(self) -> "Suited | None":
        """Return what it shows."""
        return self._suited

    def show_suited(self, suited: "Suited", today: date) -> None:
        """Show a session that suits."""
        self._suited, session = suited, suited.session
        word = near(session.date, today)
        said = when(session.date, session.starts, session.ends, today)
        if " " not in word:  # "Tomorrow, 2pm to 4pm"
            said = f"{word.capitalize()},{said.partition(',')[2]}"
        self._when = said
        self.setText(session.title)
        self.setAccessibleName(suited.sentence)
        self.setToolTip(tip(suited.sentence))
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        look = current()
        lines = look.line("row") + look.line("small")
        tags = look.line("small") if self._suited and self._suited.tags else 0
        return QSize(look.px(200), lines + tags + look.px(14))

    def minimumSizeHint(self) -> QSize:
        return QSize(current().px(96), self.sizeHint().height())

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self.updateGeometry()

    def paintEvent(self, _: QPaintEvent) -> None:
        if self._suited is None:
            return
        look, painter = current(), QPainter(self)
        over = self.underMouse() or self.isDown()
        box = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        fill = look.color("primaryT" if over else "card")
        rounded(painter, box, look.radius("control"), fill=fill, edge=look.color("line"))
        cap = key_cap_size(self._number)
        top = (self.height() - cap.height()) / 2
        key_cap(painter, QRectF(look.px(10), top, cap.width(), cap.height()), self._number)
        left = look.px(20) + cap.width()
        side = look.px(30)
        session = self._suited.session
        square = QRectF(left, (self.height() - side) / 2, side, side)
        tile(painter, square, look.patch(session.patch, session.code))
        self._draw_words(painter, left + side + look.px(10))

    def _draw_words(self, painter: QPainter, left: float) -> None:
        look = current()
        right = self.width() - look.px(12)
        taken = self._draw_places(painter, right)
        top, first, small = float(look.px(7)), look.line("row"), look.line("small")
        wide = right - left - taken - look.px(8)
        words(painter, QRectF(left, top, wide, first), self.text(), look.font("row"),
              look.color("ink"))  # fmt: skip
        words(painter, QRectF(left, top + first, right - left, small), self._when,
              look.font("small"), look.color("ink2"))  # fmt: skip
        self._draw_tags(painter, QRectF(left, top + first + small, right - left, small))

    def _draw_places(self, painter: QPainter, right: float) -> float:
        look = current()
        session = self._suited.session if self._suited else None
        left = session.places - session.booked - session.waiting if session else 0
        said = self.tr("1 place") if left == 1 else self.tr("{0} places").format(left)
        font = look.font("card")
        wide = QFontMetricsF(font).horizontalAdvance(said) + 2
        line = QRectF(right - wide, look.px(7), wide, look.line("row"))
        words(painter, line, said, font, look.color("ink"), RIGHT)
        return wide

    def _draw_tags(self, painter: QPainter, line: QRectF) -> None:
        look, at, size = current(), line.left(), current().px(14)
        font, good = look.font("small_strong"), look.color("good")
        for tag in self._suited.tags if self._suited else ():
            wide = QFontMetricsF(font).horizontalAdvance(tag) + 2
            if at + size + wide > line.right():
                return
            corner = QPointF(at, line.center().y() - size / 2)
            draw_icon(painter, corner, "check", "bold", good, size)
            at += size + look.px(4)
            words(painter, QRectF(at, line.top(), wide, line.height()), tag, font, good)
            at += wide + look.px(10)
