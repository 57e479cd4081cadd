"""An activity's patch as a tile with its symbol, and as the band over a page."""

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from desktop.ui.look import current
from desktop.ui.paint import band, tile
from desktop.ui.widgets.symbol import Drawn


class PatchTile(Drawn):
    """The symbol of an activity on its colour; `name` is the activity's, for a screen reader."""

    def __init__(
        self,
        patch: str,
        size: int = 44,
        *,
        name: str,
        code: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(size, name, parent)
        self._patch, self._code = patch, code

    def show_patch(self, patch: str, name: str, code: str = "") -> None:
        """Show another activity."""
        self._patch, self._code = patch, code
        self.setAccessibleName(name)
        self.update()

    def paintEvent(self, _: QPaintEvent) -> None:
        tile(QPainter(self), QRectF(self.rect()), current().patch(self._patch, self._code))


class PatchBand(QWidget):
    """The strip of cloth over a register or a panel."""

    def __init__(self, patch: str = "", height: int = 12, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._patch = patch
        self.setFixedHeight(height)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_patch(self, patch: str) -> None:
        """Show another activity's cloth; "" shows none."""
        self._patch = patch
        self.update()

    def paintEvent(self, _: QPaintEvent) -> None:
        if self._patch:
            band(QPainter(self), QRectF(self.rect()), current().patch(self._patch))
