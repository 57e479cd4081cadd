"""Three panes side by side; when there is no room for three, one side at a time."""

from PySide6.QtCore import QEvent, Qt, Signal, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSplitter

from desktop.ui.look import current
from desktop.ui.widgets.pane import Pane

NARROW = 1000
LEFT, MIDDLE, RIGHT = range(3)


class Panes(QSplitter):
    """Sessions, register, finder. Each pane's focus proxy takes the keyboard.

    Signals:
        narrowed: whether only one side pane has room (bool).
    """

    narrowed = Signal(bool)

    def __init__(self, left: Pane, middle: Pane, right: Pane) -> None:
        super().__init__(Qt.Orientation.Horizontal)
        self._panes = (left, middle, right)
        self._side = RIGHT
        self._moved = False
        self._narrow = False
        self.setChildrenCollapsible(False)
        self.setHandleWidth(1)
        for pane in self._panes:
            self.addWidget(pane)
        self.setStretchFactor(MIDDLE, 1)
        self.splitterMoved.connect(self._on_moved)

    def is_narrow(self) -> bool:
        """Whether only one side pane has room."""
        return self._narrow

    def all(self) -> tuple[Pane, ...]:
        """Return the panes from left to right, in sight or not."""
        return self._panes

    def bring(self, pane: Pane) -> None:
        """See to it that a pane is in sight."""
        if pane is not self._panes[MIDDLE]:
            self._side = self._panes.index(pane)
            self._show_sides()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self._moved = False
            self._fit()

    def _fit(self) -> None:
        narrow = self.width() < current().px(NARROW)
        if narrow != self._narrow:
            self._narrow = narrow
            self.narrowed.emit(narrow)
        self._show_sides()
        if not self._moved:
            self._share()

    def _show_sides(self) -> None:
        for number in (LEFT, RIGHT):
            self._panes[number].setVisible(not self._narrow or number == self._side)

    def _share(self) -> None:
        look, width = current(), self.width()
        plain = width / look.scale
        left = min(look.px(min(312, max(250, plain * 0.1833))), width * 0.32)
        right = min(look.px(min(544, max(404, plain * 0.2986))), width * 0.44)
        if not self._narrow:
            left, right = min(left, width * 0.215), min(right, width * 0.36)
        middle = width - (left + right if not self._narrow else 0)
        self.setSizes([int(left), int(middle), int(right)])

    @Slot(int, int)
    def _on_moved(self, _position: int, _handle: int) -> None:
        self._moved = True
