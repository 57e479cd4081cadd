"""Things side by side where there is room, else under each other."""

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QWidget

from desktop.ui.look import current


class Columns(QWidget):
    """Two columns of equal width, one below `least` pixels at 100 % text.

    A `wide` widget has a row of its own. Widgets of one row are equally high, or with `top`
    as high as they are.
    """

    def __init__(
        self, least: int, *, gap: int = 12, top: bool = False, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._least = least
        self._align = Qt.AlignmentFlag.AlignTop if top else Qt.AlignmentFlag(0)
        self._items: list[tuple[QWidget, bool]] = []
        self._arranged: tuple[int, int] = (0, 0)
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(12)
        self._grid.setVerticalSpacing(gap)

    def add(self, widget: QWidget, *, wide: bool = False) -> None:
        """Add a widget behind the others; the keyboard goes through them in this order."""
        self._items.append((widget, wide))
        self._arrange()

    def arrange_again(self) -> None:
        """Close the gaps after widgets were shown or hidden."""
        self._arranged = (0, 0)
        self._arrange()

    def minimumSizeHint(self) -> QSize:
        # The grid would keep the room two columns need for ever, and never become one.
        high = super().minimumSizeHint().height()
        wide = max((each.minimumSizeHint().width() for each, _wide in self._items), default=0)
        return QSize(wide, high)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self._arrange()

    def _arrange(self) -> None:
        columns = 2 if self.width() >= current().px(self._least) else 1
        if self._arranged == (columns, len(self._items)):
            return
        self._arranged = (columns, len(self._items))
        while self._grid.takeAt(0):
            pass
        self._grid.setColumnStretch(0, 1)
        self._grid.setColumnStretch(1, columns - 1)
        at = 0
        for widget, wide in self._items:
            if _hidden(widget):
                continue
            span = columns if wide else 1
            at += at % columns if wide else 0
            self._grid.addWidget(widget, at // columns, at % columns, 1, span, self._align)
            at += span


def _hidden(widget: QWidget) -> bool:
    # A widget that was never shown counts as hidden to Qt, too.
    asked = widget.testAttribute(Qt.WidgetAttribute.WA_WState_ExplicitShowHide)
    return asked and widget.isHidden()
