"""The strip at the foot of a page that shows its keys; each can be clicked as well."""

from PySide6.QtCore import QEvent, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QHBoxLayout, QSizePolicy, QWidget

from desktop.ui.look import Look, current
from desktop.ui.paint import rounded, words
from desktop.ui.widgets.flow import Flow
from desktop.ui.widgets.keycap import draw_keys, keys_of, keys_width


class KeyButton(QAbstractButton):
    """A key and what it does. It takes no focus: whoever is at the keyboard has the key itself."""

    def __init__(self, key: str, text: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._keys = keys_of(key)
        self._hint: tuple[Look, str, QSize] | None = None
        self.setText(text)
        self.setAccessibleName(self.tr("{0}, key {1}").format(text, key))
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)

    def sizeHint(self) -> QSize:
        # Asked a hundred times while a page is laid out, and always the same.
        look, text = current(), self.text()
        if self._hint is None or self._hint[:2] != (look, text):
            wide = QFontMetrics(look.font("small")).horizontalAdvance(text) + 2
            across = round(keys_width(self._keys)) + look.px(6) + wide + 8
            self._hint = look, text, QSize(across, look.px(28))
        return self._hint[2]

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self._hint = None
            self.updateGeometry()

    def paintEvent(self, _: QPaintEvent) -> None:
        look, painter = current(), QPainter(self)
        if self.isEnabled() and (self.underMouse() or self.isDown()):
            fill = look.color("sunken" if self.isDown() else "primaryT")
            rounded(painter, QRectF(self.rect()), look.radius("tag"), fill=fill)
        ink = look.color("ink2" if self.isEnabled() else "ink3")
        middle = self.height() / 2
        draw_keys(painter, 4, middle, self._keys, ink=ink, fill=look.color("card"))
        left = 4 + round(keys_width(self._keys)) + look.px(6)
        line = QRectF(left, 0, self.width() - left, self.height())
        words(painter, line, self.text(), look.font("small"), ink)


class KeyStrip(QWidget):
    """Keys at the left and, after a gap, at the right; long rows go on below."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self._left, self._right = Flow(6, 2), Flow(6, 2)
        self._row = QHBoxLayout(self)
        self._row.addLayout(self._left, 1)
        self._row.addLayout(self._right)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self._dress()

    def add(self, key: str, text: str, *, right: bool = False) -> KeyButton:
        """Add a key, such as ("A", "Arrived"); connect to the `clicked` of what is returned."""
        button = KeyButton(key, text, self)
        (self._right if right else self._left).addWidget(button)
        return button

    def keep_to_lines(self, most: int) -> None:
        """Take no more lines than this: the first keys are the most needed, F1 has them all."""
        if most != self._left.most_lines:
            self._left.most_lines = most
            self._row.invalidate()
            self.updateGeometry()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self._dress()

    def paintEvent(self, _: QPaintEvent) -> None:
        look, painter = current(), QPainter(self)
        painter.fillRect(self.rect(), look.color("pane"))
        painter.fillRect(QRectF(0, 0, self.width(), 1), look.color("line"))

    def _dress(self) -> None:
        look = current()
        around = (look.size("key_strip") - look.px(28)) // 2
        self._row.setContentsMargins(14, around, 14, around)
        self.setMinimumHeight(look.size("key_strip"))
