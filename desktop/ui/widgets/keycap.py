"""The picture of a key, or of several pressed together."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from desktop.ui.look import current
from desktop.ui.paint import key_cap, key_cap_size

GAP = 3


def keys_of(key: str) -> tuple[str, ...]:
    """Return the caps of a key: "Ctrl+K" has two, "+" and "" are no join."""
    if len(key) < 2:
        return (key,) if key else ()
    return tuple(key.split("+"))


def keys_width(keys: Sequence[str], *, big: bool = False) -> float:
    """Return how wide these caps stand side by side."""
    return sum(key_cap_size(key, big=big).width() + GAP for key in keys) - (GAP if keys else 0)


def draw_keys(
    painter: QPainter,
    left: float,
    middle: float,
    keys: Sequence[str],
    *,
    ink: QColor | None = None,
    edge: QColor | None = None,
    fill: QColor | None = None,
    big: bool = False,
) -> None:
    """Draw caps side by side from `left`, centred on the height `middle`."""
    for key in keys:
        size = key_cap_size(key, big=big)
        rect = QRectF(QPointF(round(left), round(middle - size.height() / 2)), size)
        key_cap(painter, rect, key, ink=ink, edge=edge, fill=fill, big=big)
        left += size.width() + GAP


class KeyCap(QWidget):
    """A key shown beside what it does; the words carry the meaning for a screen reader."""

    def __init__(self, key: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._keys = keys_of(key)
        self.setAccessibleName(key)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)

    def sizeHint(self) -> QSize:
        high = key_cap_size("A").height() if self._keys else 0
        return QSize(round(keys_width(self._keys)), round(high))

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self.updateGeometry()

    def paintEvent(self, _: QPaintEvent) -> None:
        painter = QPainter(self)
        draw_keys(painter, 0, self.height() / 2, self._keys, fill=current().color("card"))
