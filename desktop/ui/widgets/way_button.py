"""A way on: its key, a symbol, what it does and what comes of it, one under another in a list."""

from PySide6.QtCore import QPointF, QRectF, QSize
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent

from desktop.ui.look import current
from desktop.ui.paint import draw_icon, words
from desktop.ui.widgets.buttons import TwoLines
from desktop.ui.widgets.keycap import draw_keys, keys_width


class WayButton(TwoLines):
    """The key stands in front: these are read from top to bottom, figure by figure."""

    joint = ". "

    def sizeHint(self) -> QSize:
        look = current()
        wide = max(
            QFontMetrics(look.font(role)).horizontalAdvance(text)
            for role, text in (("strong", self.words()), ("small", self._second))
        )
        second = look.line("small") if self._second else 0
        high = max(look.px(40), look.line("strong") + second + look.px(10))
        return QSize(wide + self._start() + look.px(14), high)

    def minimumSizeHint(self) -> QSize:
        return QSize(current().px(96), self.sizeHint().height())

    def paintEvent(self, _: QPaintEvent) -> None:
        look, painter = current(), QPainter(self)
        ink = self._draw_box(painter, look.radius("control"))
        middle, left = self.height() / 2, float(look.px(10))
        plain = self._kind == "plain"
        edge = look.color("line2") if plain else ink
        if self._keys:
            cap = look.color("ink2") if plain else ink
            draw_keys(painter, left, middle, self._keys, ink=cap, edge=edge)
            left += keys_width(self._keys) + look.px(12)
        if self._symbol:
            size = look.px(20)
            draw_icon(painter, QPointF(left, middle - size / 2), self._symbol, "bold", ink, size)
        self._draw_words(painter)

    def _start(self) -> int:
        look = current()
        keys = round(keys_width(self._keys)) + look.px(12) if self._keys else 0
        return look.px(10) + keys + (look.px(20 + 12) if self._symbol else 0)

    def _draw_words(self, painter: QPainter) -> None:
        look, start = current(), self._start()
        kind, _fill = self._colours()
        ink = look.color(kind.ink)
        first = look.line("strong")
        second = look.line("small") if self._second else 0
        top, wide = (self.height() - first - second) / 2, self.width() - start - look.px(10)
        upper = QRectF(start, top, wide, first)
        words(painter, upper, self.words(), look.font("strong"), ink)
        lower = QRectF(start, top + first, wide, second)
        soft = look.color("ink2") if self._kind == "plain" and self.isEnabled() else ink
        words(painter, lower, self._second, look.font("small"), soft)
