"""The one box that finds people: a magnifier in front, how many were found behind."""

from PySide6.QtCore import QEvent, QPointF, QRectF
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QShowEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from desktop.ui.look import current
from desktop.ui.paint import RIGHT, draw_icon, words
from desktop.ui.widgets.keycap import draw_keys, keys_of, keys_width


class FindBox(QLineEdit):
    """A large box; behind the words stands what was found, or the key that leads here."""

    def __init__(
        self,
        name: str,
        placeholder: str = "",
        *,
        key: str = "",
        small: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._small, self._keys, self._found = small, keys_of(key), ""
        self._keys_shown = bool(key)
        self.setObjectName("find")
        self.setProperty("small", small)
        self.setAccessibleName(name)
        self.setPlaceholderText(placeholder)
        self._dress()

    def show_found(self, words_found: str) -> None:
        """Show for example "3 found"; "" shows nothing. A screen reader reads it as description."""
        self._found = words_found
        self.setAccessibleDescription(words_found)
        self._dress()
        self.update()

    def show_keys(self, shown: bool) -> None:
        """Show the key that leads here, or do without where there is no room for it."""
        self._keys_shown = shown
        self._dress()
        self.update()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self._dress()

    def showEvent(self, event: QShowEvent) -> None:
        self._dress()  # Qt puts back the font of an earlier look when it first polishes a widget
        super().showEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        look, painter = current(), QPainter(self)
        ink = look.color("ink" if self.hasFocus() or not self._small else "ink2")
        size = look.px(18 if self._small else 20)
        pad = look.px(10 if self._small else 13)
        corner = QPointF(pad, (self.height() - size) / 2)
        draw_icon(painter, corner, "magnifying-glass", "bold", ink, size)
        right = self.width() - look.px(8 if self._small else 14)
        if self._found:
            line = QRectF(0, 0, right, self.height())
            words(painter, line, self._found, look.font("small"), look.color("ink2"), RIGHT)
        elif self._keys_shown:
            left = right - keys_width(self._keys)
            draw_keys(painter, left, self.height() / 2, self._keys)

    def _dress(self) -> None:
        look = current()
        self.setFont(look.font("text" if self._small else "find"))
        self.setFixedHeight(look.size("button" if self._small else "finder"))
        after = keys_width(self._keys) if self._keys_shown else 0
        if self._found:
            after = QFontMetrics(look.font("small")).horizontalAdvance(self._found)
        self.setTextMargins(look.px(28 if self._small else 34), 0, round(after) + look.px(6), 0)
