"""A box to tick and a round choice, with their words beside them."""

from PySide6.QtCore import QEvent, QPoint, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QCheckBox, QRadioButton, QWidget

from desktop.ui.look import current
from desktop.ui.paint import DASH, draw_icon, rounded, words


class Check(QCheckBox):
    """A box to tick."""

    def __init__(self, text: str, parent: QWidget | None = None) -> None:
        super().__init__(text.replace("&", "&&"), parent)
        self.setAccessibleName(text)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)

    def sizeHint(self) -> QSize:
        return _hint(self.text(), 20)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def hitButton(self, pos: QPoint) -> bool:  # noqa: N802
        return self.rect().contains(pos)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self.updateGeometry()

    def paintEvent(self, _: QPaintEvent) -> None:
        look, painter = current(), QPainter(self)
        side = look.px(20)
        box = QRectF(0, (self.height() - side) // 2, side, side)
        if self.isChecked():
            fill = "primary" if self.isEnabled() else "line2"
            rounded(painter, box, 5, fill=look.color(fill))
            size = look.px(16)
            corner = box.center() - QPointF(size / 2, size / 2)
            draw_icon(painter, corner, "check", "bold", look.color("onprimary"), size)
        else:
            _empty(painter, box, 5, self)
        _words(painter, self, self.text(), side)


class Choice(QRadioButton):
    """One of several of which one is on."""

    def __init__(self, text: str, parent: QWidget | None = None) -> None:
        super().__init__(text.replace("&", "&&"), parent)
        self.setAccessibleName(text)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)

    def sizeHint(self) -> QSize:
        return _hint(self.text(), 22)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def hitButton(self, pos: QPoint) -> bool:  # noqa: N802
        return self.rect().contains(pos)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self.updateGeometry()

    def paintEvent(self, _: QPaintEvent) -> None:
        look, painter = current(), QPainter(self)
        side = look.px(22)
        box = QRectF(0, (self.height() - side) // 2, side, side)
        if self.isChecked():
            edge = look.color("primary" if self.isEnabled() else "line2")
            rounded(painter, box, side / 2, fill=look.color("card"), edge=edge, width=look.px(7))
        else:
            _empty(painter, box, side / 2, self)
        _words(painter, self, self.text(), side)


def _hint(text: str, side: int) -> QSize:
    look = current()
    wide = QFontMetrics(look.font("body")).horizontalAdvance(text.replace("&&", "&"))
    return QSize(look.px(side + 10) + wide + 2, max(look.px(28), look.line("body")))


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
