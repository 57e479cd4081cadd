"""The tabs at the top: each room's symbol, name and number."""

from PySide6.QtCore import QCoreApplication, QEvent, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from desktop.ui.look import current
from desktop.ui.paint import TAB_STITCH, draw_icon, stitch, words

TABS = (("calendar", "calendar-blank", 1), ("signups", "list-checks", 2), ("people", "users", 4))
"""Each tab's room, symbol and number; numbers stay when other tabs are not there."""


def tab_words(room: str) -> str:
    """Name a room as its tab does."""
    named = {"calendar": "Calendar", "signups": "Sign-ups", "people": "People"}
    return QCoreApplication.translate("Tab", named[room])


class Tab(QAbstractButton):
    """Symbol, word, and a stitched line beneath while its room is open."""

    def __init__(self, room: str, icon: str, number: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._icon, said = icon, tab_words(room)
        self.setObjectName(f"tab {room}")
        self.setText(said)
        self.setAccessibleName(said)
        self.setAccessibleDescription(f"Alt+{number}")
        self.setToolTip(self.tr("Go to {0}  Alt+{1}").format(said, number))
        self.setCheckable(True)
        self.setAutoExclusive(True)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setProperty("ring", "inside")

    def sizeHint(self) -> QSize:
        look = current()
        wide = QFontMetricsF(look.font("tab_on")).horizontalAdvance(self.text())
        return QSize(round(wide) + 2 + look.px(2 * 13 + 20 + 7), look.size("top_bar") - 1)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self.updateGeometry()

    def paintEvent(self, _: QPaintEvent) -> None:
        look, painter, on = current(), QPainter(self), self.isChecked()
        colour = look.color("primary" if on else "ink" if self.underMouse() else "ink2")
        size, left = look.px(20), look.px(13)
        corner = QPointF(left, (self.height() - size) / 2)
        draw_icon(painter, corner, self._icon, "bold" if on else "regular", colour, size)
        start = left + size + look.px(7)
        rect = QRectF(start, 0, self.width() - start, self.height())
        words(painter, rect, self.text(), look.font("tab_on" if on else "tab"), colour)
        if on:
            foot = QRectF(look.px(11), self.height() - 4, self.width() - 2 * look.px(11), 4)
            stitch(painter, foot, colour, TAB_STITCH)
