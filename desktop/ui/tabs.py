"""The tabs at the top: each room's symbol, name and number."""

from PySide6.QtCore import QCoreApplication, QEvent, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from desktop.ui.look import current
from desktop.ui.paint import CENTRE, TAB_STITCH, draw_icon, rounded, stitch, words

TABS = (
    ("calendar", "calendar-blank", 1),
    ("signups", "list-checks", 2),
    ("people", "users", 4),
    ("activities", "scissors", 5),
    ("printroom", "printer", 6),
    ("todo", "tray", 7),
)
"""Each tab's room, symbol and number; numbers stay when other tabs are not there."""
BADGE = 24


def tab_words(room: str) -> str:
    """Name a room as its tab does."""
    named = {
        "calendar": "Calendar",
        "signups": "Sign-ups",
        "people": "People",
        "activities": "Activities",
        "printroom": "Print",
        "todo": "To do",
        "settings": "Settings",
    }
    return QCoreApplication.translate("Tab", named[room])


class Tab(QAbstractButton):
    """Symbol, word, and a stitched line beneath while its room is open."""

    def __init__(self, room: str, icon: str, number: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._icon, self._count, said = icon, 0, tab_words(room)
        self._short = False
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

    def show_count(self, count: int) -> None:
        """Show in green how many things are to be done; none shows no number."""
        if count != self._count:
            self._count = count
            due = self.tr("{0}, {1} now").format(self.text(), count)
            self.setAccessibleName(due if count else self.text())
            self.updateGeometry()
            self.update()

    def be_short(self, short: bool) -> None:
        """Show the symbol alone, where the words have no room."""
        if short != self._short:
            self._short = short
            self.updateGeometry()
            self.update()

    def sizeHint(self) -> QSize:
        look = current()
        wide = QFontMetricsF(look.font("tab_on")).horizontalAdvance(self.text())
        wide = 0 if self._short else wide + 2 + look.px(7)
        wide += look.px(BADGE + 8) if self._count else 0
        pad = 8 if self._short else 13
        return QSize(round(wide) + look.px(2 * pad + 20), look.size("top_bar") - 1)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self.updateGeometry()

    def paintEvent(self, _: QPaintEvent) -> None:
        look, painter, on = current(), QPainter(self), self.isChecked()
        colour = look.color("primary" if on else "ink" if self.underMouse() else "ink2")
        size, left = look.px(20), look.px(8 if self._short else 13)
        corner = QPointF(left, (self.height() - size) / 2)
        draw_icon(painter, corner, self._icon, "bold" if on else "regular", colour, size)
        start = left + size + look.px(7)
        rect = QRectF(start, 0, self.width() - start, self.height())
        if not self._short:
            words(painter, rect, self.text(), look.font("tab_on" if on else "tab"), colour)
        if self._count:
            self._draw_count(painter)
        if on:
            foot = QRectF(look.px(11), self.height() - 4, self.width() - 2 * look.px(11), 4)
            stitch(painter, foot, colour, TAB_STITCH)

    def _draw_count(self, painter: QPainter) -> None:
        look = current()
        side, right = look.px(BADGE), self.width() - look.px(13)
        box = QRectF(right - side, (self.height() - side) / 2, side, side)
        rounded(painter, box, look.radius("card"), fill=look.color("primary"))
        said = str(self._count) if self._count < 100 else "99"
        words(painter, box, said, look.font("status"), look.color("onprimary"), CENTRE)
