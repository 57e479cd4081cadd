"""Twelve patches to choose one from, for an activity that is new."""

from collections.abc import Iterable

from PySide6.QtCore import QEvent, QRectF, QSize, Qt
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QButtonGroup, QGridLayout, QWidget

from desktop.ui.look import ACTIVITY_KEYS, current
from desktop.ui.paint import patch_fill, rounded, tile
from desktop.ui.widgets.tip import tip

ACROSS = 6
ARROWS = {
    Qt.Key.Key_Left: -1,
    Qt.Key.Key_Right: 1,
    Qt.Key.Key_Up: -ACROSS,
    Qt.Key.Key_Down: ACROSS,
}


class PatchButton(QAbstractButton):
    """One patch: its cloth with its symbol; the chosen one has a green edge."""

    def __init__(self, patch: str, name: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.patch = patch
        self.setObjectName(f"patch_{patch}")
        self.setAccessibleName(name)
        self.setToolTip(tip(name))
        self.setCheckable(True)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)

    def sizeHint(self) -> QSize:
        return QSize(current().px(60), current().px(40))

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self.updateGeometry()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        event.ignore()

    def paintEvent(self, _: QPaintEvent) -> None:
        look, painter, rect = current(), QPainter(self), QRectF(self.rect())
        patch = look.patch(self.patch)
        patch_fill(painter, rect.adjusted(5, 5, -5, -5), patch)
        side = look.px(24)
        place = QRectF(0, 0, side, side)
        place.moveCenter(rect.center())
        tile(painter, place, patch)
        edge = "primary" if self.isChecked() else "ink2" if self.underMouse() else "line2"
        width = 3 if self.isChecked() else 1
        rounded(painter, rect, look.radius("control"), edge=look.color(edge), width=width)


class PatchPicker(QWidget):
    """Two rows of patches; the arrow keys move about in them."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._group = QButtonGroup(self)
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(8)
        for n, key in enumerate(ACTIVITY_KEYS):
            button = PatchButton(key, self._names()[key], self)
            self._group.addButton(button, n)
            grid.addWidget(button, n // ACROSS, n % ACROSS)
        self._group.button(0).setChecked(True)
        self._group.idToggled.connect(self._let_tab_find_the_chosen)
        self._let_tab_find_the_chosen()

    def patch(self) -> str:
        """Return the key of the chosen patch."""
        return ACTIVITY_KEYS[self._group.checkedId()]

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
