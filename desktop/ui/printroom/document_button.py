"""A document in the catalogue: a small page, its name, and what it is of."""

from PySide6.QtCore import QEvent, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QPaintEvent, QPixmap
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from desktop.paper.documents import Document
from desktop.ui.look import current
from desktop.ui.paint import filled, rounded, words

ARROWS = (Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Up, Qt.Key.Key_Down)
PAGE, LINES = 150, (0.8, 0.67, 0.54, 0.72, 0.6)


class DocumentButton(QAbstractButton):
    """Grey lines on a page until its picture is made.

    Signals: arrow(event), an arrow key
    """

    arrow = Signal(object)

    def __init__(self, document: Document, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.document, self._second = document, ""
        self._page: QPixmap | None = None
        self.shows: object = None
        self.setObjectName(f"document {document.name}")
        self.setText(document.title)
        self.setCheckable(True)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self.setProperty("ring_radius", 10)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.say("")

    def say(self, second: str) -> None:
        """Say below its name what it is of."""
        self._second = second
        self.setAccessibleName(f"{self.text()}. {second}" if second else self.text())
        self.update()

    def second(self) -> str:
        """Return what is said below its name."""
        return self._second

    def show_page(self, png: bytes | None) -> None:
        """Show a picture of its first page; None for grey lines."""
        self._page = None
        if png is not None:
            self._page = QPixmap()
            self._page.loadFromData(png, "PNG")
        self.update()

    def has_page(self) -> bool:
        """Whether its picture is there."""
        return self._page is not None

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in ARROWS:
            self.arrow.emit(event)  # a button would go among its neighbours by itself
        else:
            super().keyPressEvent(event)

    def sizeHint(self) -> QSize:
        look = current()
        high = look.px(PAGE + 12 + 10 + 11) + look.line("card") + look.line("small") + 4
        return QSize(look.px(190), high)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self.updateGeometry()

    def paintEvent(self, _: QPaintEvent) -> None:
        look, painter = current(), QPainter(self)
        on, hover = self.isChecked(), self.underMouse() and self.isEnabled()
        fill = look.color("primaryT" if hover else "card" if self.isEnabled() else "pane")
        edge = look.color("primary" if on else "line")
        box, radius = QRectF(self.rect()), look.radius("panel")
        rounded(painter, box, radius, fill=fill, edge=edge, width=2 if on else 1)
        pad = look.px(12)
        stage = QRectF(pad, pad, self.width() - 2 * pad, look.px(PAGE + 6))
        rounded(painter, stage, look.radius("tag"), fill=look.color("sunken"))
        self._draw_page(painter, stage)
        ink = look.color("ink" if self.isEnabled() else "ink3")
        top = stage.bottom() + look.px(8)
        line = QRectF(pad + 2, top, stage.width() - 4, look.line("card") + 2)
        words(painter, line, self.text(), look.font("card"), ink)
        line = QRectF(line.left(), line.bottom(), line.width(), look.line("small") + 2)
        words(painter, line, self._second, look.font("small"), look.color("ink2"))

    def _draw_page(self, painter: QPainter, stage: QRectF) -> None:
        look = current()
        high = stage.height() - look.px(8)
        if self._page is None or self._page.isNull():
            page = _fitted(QSize(210, 297), stage, high)
            filled(painter, page, QColor("white"))
            for row, part in enumerate(LINES if self.isEnabled() else ()):
                wide = (page.width() - 16) * part
                top = page.top() + 14 + row * look.px(14)
                filled(painter, QRectF(page.left() + 8, top, wide, 4), QColor("lightgray"))
        else:
            page = _fitted(self._page.size(), stage, high)
            painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
            painter.drawPixmap(page, self._page, QRectF(self._page.rect()))
        rounded(painter, page.adjusted(-1, -1, 1, 1), 1, edge=look.color("ink3"))


def _fitted(size: QSize, stage: QRectF, high: float) -> QRectF:
    """Put a page into the middle of its stage, whole."""
    scale = min(high / size.height(), (stage.width() - 8) / size.width())
    wide, tall = round(size.width() * scale), round(size.height() * scale)
    left = round(stage.center().x() - wide / 2)
    return QRectF(left, round(stage.center().y() - tall / 2), wide, tall)
