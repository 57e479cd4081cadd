"""A box to tick and a round choice, with their words beside them."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QPoint, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QCheckBox, QRadioButton, QWidget

from desktop.ui.look import current
from desktop.ui.paint import DASH, draw_icon, rounded, words

if TYPE_CHECKING:
    Base = QAbstractButton
else:
    Base = object


class Worded(Base):
    """What a box to tick and a round choice share: a mark, its words beside it."""

    side = 20

    def sizeHint(self) -> QSize:
        look = current()
        wide = QFontMetrics(look.font("body")).horizontalAdvance(self.text().replace("&&", "&"))
        return QSize(look.px(self.side + 10) + wide + 2, max(look.px(28), look.line("body")))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def hitButton(self, pos: QPoint) -> bool:  # noqa: N802
        return self.rect().contains(pos)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self.updateGeometry()

    def paintEvent(self, _: QPaintEvent) -> None:
        painter, side = QPainter(self), current().px(self.side)
        self._draw_mark(painter, QRectF(0, (self.height() - side) // 2, side, side))
        _words(painter, self, self.text(), side)

    def _name(self, text: str) -> None:
        self.setText(text.replace("&", "&&"))
        self.setAccessibleName(text)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)

    def _draw_mark(self, painter: QPainter, box: QRectF) -> None:
        raise NotImplementedError


class Check(Worded, QCheckBox):
    """A box to tick."""

    def __init__(self, text: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._name(text)

    def _draw_mark(self, painter: QPainter, box: QRectF) -> None:
        look = current()
        if not self.isChecked():
            _empty(painter, box, 5, self)
            return
        rounded(painter, box, 5, fill=look.color("primary" if self.isEnabled() else "line2"))
        size = look.px(16)
        corner = box.center() - QPointF(size / 2, size / 2)
        draw_icon(painter, corner, "check", "bold", look.color("onprimary"), size)


class Choice(Worded, QRadioButton):
    """One of several of which one is on."""

    side = 22

    def __init__(self, text: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._name(text)

    def _draw_mark(self, painter: QPainter, box: QRectF) -> None:
        look, radius = current(), box.width() / 2
        if not self.isChecked():
            _empty(painter, box, radius, self)
            return
        edge = look.color("primary" if self.isEnabled() else "line2")
        rounded(painter, box, radius, fill=look.color("card"), edge=edge, width=look.px(7))


def _empty(painter: QPainter, box: QRectF, radius: float, button: QWidget) -> None:
    look, on = current(), button.isEnabled()
    edge = look.color("ink" if on and button.underMouse() else "line2")
    fill, dash = look.color("card" if on else "sunken"), None if on else DASH
    rounded(painter, box, radius, fill=fill, edge=edge, width=1.5, dash=dash)


def _words(painter: QPainter, button: QWidget, text: str, side: int) -> None:
    look = current()
    line = QRectF(side + look.px(10), 0, button.width() - side - look.px(10), button.height())
    ink = look.color("ink" if button.isEnabled() else "ink3")
    words(painter, line, text.replace("&&", "&"), look.font("body"), ink)
