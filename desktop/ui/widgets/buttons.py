"""The buttons: a small one with a symbol and a key, and the big green one that says it all."""

from dataclasses import dataclass

from PySide6.QtCore import QEvent, QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QPushButton, QSizePolicy, QWidget

from desktop.ui.look import current
from desktop.ui.paint import DASH, LEFT, STITCH, draw_icon, rounded, words
from desktop.ui.widgets.keycap import draw_keys, keys_of, keys_width

WRAP = Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop


@dataclass(frozen=True, slots=True)
class Kind:
    """What one kind of button is made of, in names of colour tokens; "" is nothing at all."""

    rest: str
    hover: str
    pressed: str
    ink: str
    edge: str = ""
    stitched: bool = False
    pad: int = 12
    high: int = 36


KINDS = {
    "main": Kind("primary", "primaryH", "primaryP", "onprimary"),
    "plain": Kind("card", "primaryT", "sunken", "ink", "line2"),
    "danger": Kind("card", "refuseT", "sunken", "refuse", "refuse"),
    "quiet": Kind("", "primaryT", "sunken", "primary"),
    "bar": Kind("", "card", "sunken", "ink", pad=6, high=24),
    "wait": Kind("primaryT", "select", "sunken", "primary", "primary", stitched=True),
}
OFF = Kind("sunken", "sunken", "sunken", "ink3", "line2")


class Button(QPushButton):
    """A painted button with an optional symbol in front and key at the end."""

    def __init__(
        self,
        text: str,
        *,
        icon: str = "",
        key: str = "",
        kind: str = "plain",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._symbol, self._keys, self._kind = icon, keys_of(key), kind
        self.set_words(text)

        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setAutoDefault(True)  # so that Enter presses it in a window too, not only Space

    def words(self) -> str:
        """Return what the button says."""
        return self.text().replace("&&", "&")

    def set_words(self, text: str, name: str = "") -> None:
        """Say something else; `name` is what a screen reader says, if that is more."""
        self.setText(text.replace("&", "&&"))
        self.setAccessibleName(name or text)
        self.updateGeometry()

    def set_key(self, key: str) -> None:
        """Show another key at the end; "" shows none."""
        self._keys = keys_of(key)
        self.updateGeometry()
        self.update()

    def set_symbol(self, icon: str, kind: str) -> None:
        """Look like another kind of button, when it now does something else."""
        self._symbol, self._kind = icon, kind
        self.updateGeometry()
        self.update()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self.updateGeometry()

    def _colours(self) -> tuple[Kind, str]:
        if not self.isEnabled():
            return OFF, OFF.rest
        kind = KINDS[self._kind]
        if self.isDown() or self.isChecked():
            return kind, kind.pressed
        return kind, kind.hover if self.underMouse() else kind.rest

    def _draw_box(self, painter: QPainter, radius: int) -> QColor:
        """Draw fill and edge and return the ink for what stands on it."""
        look = current()
        kind, fill = self._colours()
        dashed = STITCH if kind.stitched else DASH if kind is OFF else None
        rounded(
            painter,
            QRectF(self.rect()),
            radius,
            fill=look.color(fill) if fill else None,
            edge=look.color(kind.edge) if kind.edge else None,
            width=2 if kind.stitched else 1,
            dash=dashed,
        )
        return look.color(kind.ink)

    def _draw_keys(self, painter: QPainter, ink: QColor, pad: int, *, big: bool = False) -> None:
        plain = self._kind in ("plain", "danger") and self.isEnabled()
        edge = current().color("line2") if plain else ink
        if self._keys:
            left = self.width() - pad - keys_width(self._keys, big=big)
            ink = current().color("ink2") if plain else ink
            draw_keys(painter, left, self.height() / 2, self._keys, ink=ink, edge=edge, big=big)


class PlainButton(Button):
    """A button of one line; kinds "plain", "main" (green), "quiet" and "danger"."""

    def sizeHint(self) -> QSize:
        look = current()
        wide = QFontMetrics(look.font("control")).horizontalAdvance(self.words()) + 2
        wide += look.px(18 + 7) if self._symbol else 0
        wide += round(keys_width(self._keys)) + look.px(10) if self._keys else 0
        square = self._symbol and not self.text() and not self._keys
        kind = KINDS[self._kind]
        wide = look.px(kind.high) if square else wide + 2 * look.px(kind.pad)
        return QSize(wide, look.px(kind.high))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, _: QPaintEvent) -> None:
        look, painter = current(), QPainter(self)
        ink = self._draw_box(painter, look.radius("control"))
        pad, size = look.px(KINDS[self._kind].pad), look.px(18) if self._symbol else 0
        gap = look.px(7) if self._symbol and self.text() else 0
        keys = round(keys_width(self._keys)) + look.px(10) if self._keys else 0
        wide = QFontMetrics(look.font("control")).horizontalAdvance(self.words()) + 1
        spare = self.width() - 2 * pad - size - gap - keys - wide
        left = pad if self._keys else max(pad if self.text() else 0, pad + spare / 2)
        if self._symbol:
            corner = QPointF(left, (self.height() - size) / 2)
            draw_icon(painter, corner, self._symbol, "bold", ink, size)
        line = QRectF(left + size + gap, 0, wide + min(spare, 0), self.height())
        words(painter, line, self.words(), look.font("control"), ink, LEFT)
        self._draw_keys(painter, ink, pad)


class TwoLines(Button):
    """A button with a second line; a screen reader hears both, joined by `joint`."""

    joint = " "

    def __init__(
        self, text: str, second: str = "", *, icon: str = "", key: str = "", kind: str = "plain",
        parent: QWidget | None = None,
    ) -> None:  # fmt: skip
        self._second = second
        super().__init__(text, icon=icon, key=key, kind=kind, parent=parent)
        self.say(text, second)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def say(self, text: str, second: str = "") -> None:
        """Set both lines, for example "Book Mrs Patel:" and "Crafternoon, today 2pm"."""
        self._second = second
        self.set_words(text, self.joint.join(filter(None, (text, second))))

    def second(self) -> str:
        """Return the second line."""
        return self._second


class MainButton(TwoLines):
    """The one big button of a room: what it does, to whom and when. Long names wrap."""

    def __init__(
        self, text: str, second: str = "", *, icon: str = "", key: str = "", kind: str = "main",
        parent: QWidget | None = None,
    ) -> None:  # fmt: skip
        super().__init__(text, second, icon=icon, key=key, kind=kind, parent=parent)
        self.setProperty("ring_radius", 10)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def sizeHint(self) -> QSize:
        wide = max(
            self._advance("button_main", self.words()), self._advance("second", self._second)
        )
        wide += self._around()
        return QSize(wide, self.heightForWidth(wide))

    def minimumSizeHint(self) -> QSize:
        look = current()
        return QSize(self._around() + look.px(120), look.size("button_big"))

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        look = current()
        first, second = self._heights(width - self._around())
        return max(look.size("button_big"), first + second + look.px(10))

    def paintEvent(self, _: QPaintEvent) -> None:
        look, painter = current(), QPainter(self)
        ink = self._draw_box(painter, look.radius("panel"))
        pad, size = look.px(16), look.px(24)
        if self._symbol:
            corner = QPointF(pad, (self.height() - size) / 2)
            draw_icon(painter, corner, self._symbol, "bold", ink, size)
        left, wide = (
            pad + (size + look.px(10) if self._symbol else 0),
            self.width() - self._around(),
        )
        first, second = self._heights(wide)
        top = round((self.height() - first - second) / 2)
        painter.setPen(ink)
        painter.setFont(look.font("button_main"))
        painter.drawText(QRect(left, top, wide, first), WRAP, self.words())
        painter.setFont(look.font("second"))
        painter.drawText(QRect(left, top + first, wide, second), WRAP, self._second)
        self._draw_keys(painter, ink, pad, big=True)

    def _around(self) -> int:
        """Return the width of all that is not words."""
        look = current()
        keys = round(keys_width(self._keys, big=True)) + look.px(10) if self._keys else 0
        return 2 * look.px(16) + (look.px(34) if self._symbol else 0) + keys

    def _advance(self, role: str, text: str) -> int:
        return QFontMetrics(current().font(role)).horizontalAdvance(text) + 2

    def _heights(self, width: int) -> tuple[int, int]:
        return tuple(  # type: ignore[return-value]
            QFontMetrics(current().font(role))
            .boundingRect(QRect(0, 0, max(1, width), 9999), WRAP, text)
            .height()
            if text
            else 0
            for role, text in (("button_main", self.words()), ("second", self._second))
        )
