"""A box that opens a list to choose one thing from."""

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import (
    QFontMetrics,
    QIcon,
    QPainter,
    QPaintEvent,
    QPixmap,
    QShowEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QComboBox, QStyledItemDelegate, QWidget

from desktop.ui.look import current
from desktop.ui.paint import DASH, draw_icon, rounded, tile, words

PATCH = Qt.ItemDataRole.UserRole + 1


class Combo(QComboBox):
    """A chosen thing with a symbol in front, or with the tile of the activity it is."""

    def __init__(self, icon: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._symbol = icon
        self.setItemDelegate(QStyledItemDelegate(self))  # the stock one ignores the style sheet
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self._dress()

    def set_symbol(self, icon: str) -> None:
        """Put another symbol in front."""
        self._symbol = icon
        self.update()

    def add_patch(self, text: str, patch: str, data: object, code: str = "") -> None:
        """Add an activity, which is shown with its tile."""
        self.addItem(text, data)
        self.setItemData(self.count() - 1, (patch, code), PATCH)
        self._dress()

    def sizeHint(self) -> QSize:
        look = current()
        metrics = QFontMetrics(look.font("body"))
        texts = (self.itemText(row) for row in range(self.count()))
        wide = max((metrics.horizontalAdvance(text) for text in texts), default=0)
        return QSize(wide + look.px(11 + 32 + 18 + 14), look.size("field"))

    def minimumSizeHint(self) -> QSize:
        return QSize(current().px(90), current().size("field"))

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self._dress()
            self.updateGeometry()

    def showEvent(self, event: QShowEvent) -> None:
        self._dress()  # Qt puts back the font of an earlier look when it first polishes a widget
        super().showEvent(event)

    def paintEvent(self, _: QPaintEvent) -> None:
        look, painter = current(), QPainter(self)
        self._draw_box(painter)
        ink = look.color("ink" if self.isEnabled() else "ink3")
        left, size = look.px(11), look.px(18)
        middle = self.height() / 2
        chosen = self.currentData(PATCH)
        if chosen:
            side = look.px(24)
            tile(painter, QRectF(left, round(middle - side / 2), side, side), look.patch(*chosen))
            left += side + look.px(9)
        elif self._symbol:
            corner = QPointF(left, middle - size / 2)
            draw_icon(painter, corner, self._symbol, "bold", look.color("ink2"), size)
            left += size + look.px(9)
        right = self.width() - look.px(10) - size
        draw_icon(painter, QPointF(right, middle - size / 2), "caret-down", "bold", ink, size)
        line = QRectF(left, 0, right - look.px(6) - left, self.height())
        shown = self.currentText() or self.placeholderText()
        words(painter, line, shown, look.font("body"), ink)

    def _draw_box(self, painter: QPainter) -> None:
        look, on = current(), self.isEnabled()
        strong = on and (self.hasFocus() or self.underMouse())
        edge = "refuse" if self.property("refused") else "ink" if strong else "line2"
        rounded(
            painter,
            QRectF(self.rect()),
            7,
            fill=look.color("card" if on else "sunken"),
            edge=look.color(edge),
            width=2 if self.hasFocus() or self.property("refused") else 1,
            dash=None if on else DASH,
        )

    def _dress(self) -> None:
        self.setFont(current().font("body"))
        self.setIconSize(QSize(current().px(24), current().px(24)))
        for row in range(self.count()):
            if patch := self.itemData(row, PATCH):
                self.setItemIcon(row, self._tile(*patch))

    def _tile(self, patch: str, code: str) -> QIcon:
        side, dpr = current().px(24), self.devicePixelRatioF()
        pixmap = QPixmap(round(side * dpr), round(side * dpr))
        pixmap.setDevicePixelRatio(dpr)
        pixmap.fill(Qt.GlobalColor.transparent)
        painter = QPainter(pixmap)
        tile(painter, QRectF(0, 0, side, side), current().patch(patch, code))
        painter.end()
        icon = QIcon(pixmap)
        icon.addPixmap(pixmap, QIcon.Mode.Selected)  # else Qt greys the tile of the chosen row
        return icon


class StillCombo(Combo):
    """A list box that turning the wheel over it does not change: the form scrolls instead."""

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()
