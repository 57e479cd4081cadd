"""Icons and cloth drawn once from their SVGs, for each colour, size and ratio of the screen."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QPainter, QPixmap, QPixmapCache
from PySide6.QtSvg import QSvgRenderer

from desktop.ui.look import RESOURCES, Patch

if TYPE_CHECKING:
    from PySide6.QtGui import QIcon


def icon(name: str, style: str, colour: QColor, size: float, dpr: float) -> QPixmap:
    """Return a Phosphor icon ("regular", "bold" or "fill") in one colour, sharp at this ratio."""
    key = f"icon/{style}/{name}/{colour.name()}/{size}/{dpr}"
    return _cached(key, lambda: _drawn(_icon_source(name, style, colour), size, dpr))


def patch_brush(patch: Patch, dpr: float, size: float = 12) -> QBrush:
    """Return the patch's colour and pattern; set the painter's brush origin before using it."""
    key = f"patch/{patch.solid}/{patch.glyph}/{patch.icon}/{size}/{dpr}"
    return QBrush(_cached(key, lambda: _drawn(_patch_source(patch), size, dpr, patch.solid)))


def logo(size: float, dpr: float) -> QPixmap:
    """Return the sprout on its green square."""
    source = RESOURCES / "icons" / "logo.svg"
    return _cached(f"logo/{size}/{dpr}", lambda: _drawn(source.read_bytes(), size, dpr))


def window_icon() -> "QIcon":
    """Return the program's own icon, for windows and the task bar."""
    from PySide6.QtGui import QIcon  # Python learns 157 names of icons with it: not at start

    return QIcon(str(RESOURCES / "icons" / "crafternoon.png"))


def _icon_source(name: str, style: str, colour: QColor) -> bytes:
    source = (RESOURCES / "icons" / style / f"{name}.svg").read_bytes()
    return source.replace(b"currentColor", colour.name().encode())


def _patch_source(patch: Patch) -> bytes:
    body = patch.pattern.replace("currentColor", patch.glyph)
    return (
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 12 12">'
        f'<g fill="{patch.glyph}" fill-opacity="{patch.opacity}" '
        f'stroke-opacity="{patch.opacity}">{body}</g></svg>'
    ).encode()


def _drawn(source: bytes, size: float, dpr: float, ground: str = "") -> QPixmap:
    dots = max(1, round(size * dpr))
    pixmap = QPixmap(dots, dots)
    pixmap.fill(QColor(ground) if ground else Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    QSvgRenderer(QByteArray(source)).render(painter, QRectF(0, 0, dots, dots))
    painter.end()
    pixmap.setDevicePixelRatio(dpr)
    return pixmap


def _cached(key: str, draw: Callable[[], QPixmap]) -> QPixmap:
    pixmap = QPixmap()
    if not QPixmapCache.find(key, pixmap):
        pixmap = draw()
        QPixmapCache.insert(key, pixmap)
    return pixmap
