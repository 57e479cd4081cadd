"""The page as it will be printed, page by page, larger and smaller."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPixmap, QResizeEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QSizePolicy, QWidget

from desktop.ui.look import current
from desktop.ui.paint import filled, rounded

ZOOMS = (1.0, 1.5, 2.0, 3.0)
HIGH, DOTS = 300, 96.0


class Page(QWidget):
    """One page on its sunken stage."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.page = QPixmap()

    def paintEvent(self, _: QPaintEvent) -> None:
        look, painter = current(), QPainter(self)
        filled(painter, QRectF(self.rect()), look.color("sunken"))
        if self.page.isNull():
            return
        pad = look.px(10)
        size = self.page.size().scaled(
            self.size() - QSize(2 * pad, 2 * pad), Qt.AspectRatioMode.KeepAspectRatio
        )
        left, top = (self.width() - size.width()) // 2, (self.height() - size.height()) // 2
        box = QRectF(left, top, size.width(), size.height())
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.drawPixmap(box, self.page, QRectF(self.page.rect()))
        rounded(painter, box.adjusted(-1, -1, 1, 1), 1, edge=look.color("ink3"))


class Preview(QScrollArea):
    """Shows one of several pages; what is zoomed scrolls."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("preview")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Expanding)
        self._pages: Sequence[bytes] = ()
        self._number, self._zoom, self._paper = 0, 0, Page()
        self.setWidget(self._paper)
        self._dress()

    def show_pages(self, pages: Sequence[bytes]) -> None:
        """Show other pages; the number stays where there are as many."""
        self._pages = pages
        self.turn(0)

    def turn(self, pages: int) -> None:
        """Go some pages on or back."""
        self._number = max(0, min(self._number + pages, len(self._pages) - 1))
        self._paper.page = QPixmap()
        if self._pages:
            self._paper.page.loadFromData(self._pages[self._number], "PNG")
        self.verticalScrollBar().setValue(0)
        said = self.tr("Page {0} of {1}").format(*self.place())
        self.setAccessibleName(said if self._pages else self.tr("No page"))
        self._paper.update()

    def place(self) -> tuple[int, int]:
        """Return which page is shown, from 1, and how many there are."""
        return (self._number + 1 if self._pages else 0, len(self._pages))

    def zoom(self, step: int) -> bool:
        """Show it larger or smaller; whether it must be drawn anew."""
        before, self._zoom = self._zoom, max(0, min(self._zoom + step, len(ZOOMS) - 1))
        self._fit()
        return self._zoom != before

    def dots(self) -> float:
        """Return how many dots per inch the pages should have."""
        return DOTS * ZOOMS[self._zoom] * min(2.0, self.devicePixelRatioF())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self._dress()

    def sizeHint(self) -> QSize:
        return QSize(current().px(380), current().px(HIGH))

    def _dress(self) -> None:
        self.setMinimumHeight(current().px(90))

    def _fit(self) -> None:
        room = self.viewport().size()
        self._paper.resize(room if not self._zoom else room * ZOOMS[self._zoom])
