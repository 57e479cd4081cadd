"""Twelve patches to choose one from, each a cloth with its symbol."""

from collections.abc import Iterable

from PySide6.QtCore import QEvent, QRectF, QSize, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QButtonGroup, QGridLayout, QWidget

from desktop.ui.look import ACTIVITY_KEYS, current
from desktop.ui.paint import patch_fill, rounded, tile
from desktop.ui.widgets.tip import tip

ACROSS = 6
SMALL = QSize(60, 40)
ARROWS = {
    Qt.Key.Key_Left: -1,
    Qt.Key.Key_Right: 1,
    Qt.Key.Key_Up: -ACROSS,
    Qt.Key.Key_Down: ACROSS,
}


class PatchButton(QAbstractButton):
    """One patch: its cloth with its symbol; the chosen one has a green edge."""

    def __init__(self, patch: str, name: str, size: QSize, parent: QWidget) -> None:
        super().__init__(parent)
        self.patch, self._size = patch, size
        self.setObjectName(f"patch_{patch}")
        self.setAccessibleName(name)
        self.setToolTip(tip(name))
        self.setCheckable(True)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)

    def sizeHint(self) -> QSize:
        return QSize(current().px(self._size.width()), current().px(self._size.height()))

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self.updateGeometry()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        event.ignore()

    def paintEvent(self, _: QPaintEvent) -> None:
        look, painter, rect = current(), QPainter(self), QRectF(self.rect())
        patch = look.patch(self.patch)
        inset = 5 if self.isChecked() else 1
        patch_fill(painter, rect.adjusted(inset, inset, -inset, -inset), patch)
        side = look.px(round(self._size.height() * 0.6))
        place = QRectF(0, 0, side, side)
        place.moveCenter(rect.center())
        around = place.adjusted(-2, -2, 2, 2)
        rounded(painter, around, side * 0.2 + 2, fill=look.color("pane"))
        tile(painter, place, patch)
        edge = "primary" if self.isChecked() else "ink2" if self.underMouse() else "line2"
        width = 3 if self.isChecked() else 1
        rounded(painter, rect, look.radius("control"), edge=look.color(edge), width=width)


class PatchPicker(QWidget):
    """Two rows of patches; the arrow keys move about in them.

    Signals: chosen(str key), when somebody chooses another
    """

    chosen = Signal(str)

    def __init__(self, size: QSize = SMALL, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._group = QButtonGroup(self)
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(8)
        for n, key in enumerate(ACTIVITY_KEYS):
            button = PatchButton(key, self._names()[key], size, self)
            self._group.addButton(button, n)
            grid.addWidget(button, n // ACROSS, n % ACROSS)
        self._group.button(0).setChecked(True)
        self._group.idToggled.connect(self._on_toggled)
        self._let_tab_find_the_chosen()

    def patch(self) -> str:
        """Return the key of the chosen patch."""
        return ACTIVITY_KEYS[self._group.checkedId()]

    def choose(self, patch: str) -> None:
        """Choose a patch; one this version does not know chooses the last."""
        known = patch if patch in ACTIVITY_KEYS else ACTIVITY_KEYS[-1]
        if known != self.patch():
            self._group.button(ACTIVITY_KEYS.index(known)).setChecked(True)

    def take_the_chosen(self) -> None:
        """Give the keyboard to the chosen patch."""
        self._group.button(self._group.checkedId()).setFocus(Qt.FocusReason.OtherFocusReason)

    def prefer_unused(self, used: Iterable[str]) -> None:
        """Choose the first patch that no activity has yet."""
        taken = set(used)
        free = (n for n, key in enumerate(ACTIVITY_KEYS) if key not in taken)
        self._group.button(next(free, 0)).setChecked(True)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = ARROWS.get(Qt.Key(event.key()), 0)
        there = self._group.button(self._group.checkedId() + step) if step else None
        if there:
            there.setChecked(True)
            there.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            super().keyPressEvent(event)

    @Slot(int, bool)
    def _on_toggled(self, _number: int, on: bool) -> None:
        self._let_tab_find_the_chosen()
        if on:
            self.chosen.emit(self.patch())

    def _let_tab_find_the_chosen(self) -> None:
        policy = Qt.FocusPolicy
        for button in self._group.buttons():
            chosen = button.isChecked()
            button.setFocusPolicy(policy.StrongFocus if chosen else policy.ClickFocus)

    def _names(self) -> dict[str, str]:
        names = (
            self.tr("Scissors on dots"),
            self.tr("Plant on leaves"),
            self.tr("Fork and knife on checks"),
            self.tr("Cup on stripes"),
            self.tr("Hammer on slanting lines"),
            self.tr("Pot on zigzags"),
            self.tr("Headphones on triangles"),
            self.tr("Footprints on waves"),
            self.tr("Music on upright stripes"),
            self.tr("Moving figure on diamonds"),
            self.tr("Baby on crosses"),
            self.tr("Lifebuoy on a grid"),
        )
        return dict(zip(ACTIVITY_KEYS, names, strict=True))
