"""One icon, one tile or one band of cloth, as a widget of its own."""

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from desktop.ui.look import current
from desktop.ui.paint import draw_icon, ratio
from desktop.ui.pixmaps import logo


class Drawn(QWidget):
    """A square that grows with the text and lets clicks through; `name` "" is decoration."""

    def __init__(self, size: int, name: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._size = size
        self.setAccessibleName(name)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)

    def sizeHint(self) -> QSize:
        side = current().px(self._size)
        return QSize(side, side)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self.updateGeometry()


class Symbol(Drawn):
    """A Phosphor icon in a colour of the look."""

    def __init__(
        self,
        icon: str,
        style: str = "bold",
        colour: str = "ink2",
        size: int = 18,
        *,
        name: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(size, name, parent)
        self._icon, self._style, self._colour = icon, style, colour

    def show_icon(self, icon: str, style: str, colour: str) -> None:
        """Show another icon."""
        self._icon, self._style, self._colour = icon, style, colour
        self.update()

    def paintEvent(self, _: QPaintEvent) -> None:
        look, painter = current(), QPainter(self)
        if self._icon:
            colour, size = look.color(self._colour), look.px(self._size)
            draw_icon(painter, QPointF(0, 0), self._icon, self._style, colour, size)


class Logo(Drawn):
    """The sprout on its green square."""

    def __init__(self, size: int = 30, parent: QWidget | None = None) -> None:
        super().__init__(size, "Crafternoon", parent)

    def paintEvent(self, _: QPaintEvent) -> None:
        painter, side = QPainter(self), current().px(self._size)
        painter.drawPixmap(QRectF(0, 0, side, side).topLeft(), logo(side, ratio(painter)))
