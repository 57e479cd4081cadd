"""What stands where nothing is yet: three patches, the middle one still to be sewn."""

from PySide6.QtCore import QEvent, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QPushButton, QSizePolicy, QVBoxLayout, QWidget

from desktop.ui.look import current
from desktop.ui.paint import patch_fill, rounded
from desktop.ui.widgets.label import Label

SEAM = 3
CENTRE = Qt.AlignmentFlag.AlignHCenter


class ThreePatches(QWidget):
    """Two patches and the stitched place between them."""

    def __init__(self, first: str, last: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._first, self._last = first, last
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self.updateGeometry()

    def sizeHint(self) -> QSize:
        side = current().px(34)
        return QSize(3 * side + 2 * SEAM, side)

    def paintEvent(self, _: QPaintEvent) -> None:
        look, painter = current(), QPainter(self)
        side, tile = look.px(34), look.px(12)
        place = QRectF(0, 0, side, side)
        patch_fill(painter, place, look.patch(self._first), tile)
        place.translate(side + SEAM, 0)
        rounded(painter, place, 0, edge=look.color("line2"), width=2, dash=(6, 4))
        place.translate(side + SEAM, 0)
        patch_fill(painter, place, look.patch(self._last), tile)


class Empty(QWidget):
    """Says that nothing is here yet and offers the one thing to do about it."""

    def __init__(
        self,
        title: str,
        sentence: str = "",
        button: QPushButton | None = None,
        *,
        patches: tuple[str, str] = ("walk", "lunch"),
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setAccessibleName(f"{title}. {sentence}".strip())
        self._title = Label(title, "empty", wrap=True)
        self._sentence = Label(sentence, "text", "ink2", wrap=True)
        for label in (self._title, self._sentence):
            label.setAlignment(CENTRE)
        self._column = QVBoxLayout(self)
        self._column.setSpacing(5)
        self._column.addStretch(1)
        self._column.addWidget(ThreePatches(*patches), 0, CENTRE)
        self._column.addSpacing(9)
        self._column.addWidget(self._title)
        self._column.addWidget(self._sentence)
        if button:
            self._column.addSpacing(9)
            self._column.addWidget(button, 0, CENTRE)
        self._column.addStretch(2)
        self._column.setContentsMargins(14, 22, 14, 22)

    def say(self, title: str, sentence: str = "") -> None:
        """Say something else."""
        self._title.setText(title)
        self._sentence.setText(sentence)
        self.setAccessibleName(f"{title}. {sentence}".strip())
