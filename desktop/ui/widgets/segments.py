"""A row of choices of which exactly one is on, such as Today and This week."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QPoint, QRectF, QSize, Qt, Signal, Slot
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPainterPath, QPaintEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QButtonGroup,
    QHBoxLayout,
    QRadioButton,
    QSizePolicy,
    QWidget,
)

from desktop.ui.look import current
from desktop.ui.paint import CENTRE, filled, rounded, words


class Segment(QRadioButton):
    """One choice; its place in the row decides which corners are round."""

    def __init__(self, text: str, key: str, parent: QWidget, *, small: bool = False) -> None:
        super().__init__(text.replace("&", "&&"), parent)
        self._small = small
        self.key, self._said, self._row = key, text, parent
        self.setAccessibleName(text)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)

    def sizeHint(self) -> QSize:
        look = current()
        font, pad = look.font("choice_on"), look.px(8 if self._small else 11)
        wide = QFontMetrics(self._sized(font)).horizontalAdvance(self._said) + 2
        return QSize(wide + 2 * pad, look.px(32) if self._small else look.size("button"))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def _sized(self, font: QFont) -> QFont:
        if self._small:
            font.setPixelSize(font.pixelSize() - current().px(1))
        return font

    def hitButton(self, pos: QPoint) -> bool:  # noqa: N802
        return self.rect().contains(pos)

    def paintEvent(self, _: QPaintEvent) -> None:
        look, painter = current(), QPainter(self)
        face = QRectF(self.rect())
        whole = self._row.rect().translated(-self.pos())
        clip = QPainterPath()
        clip.addRoundedRect(QRectF(whole), look.radius("control"), look.radius("control"))
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setClipPath(clip)
        if self.isChecked():
            filled(painter, face, look.color("primary" if self.isEnabled() else "line2"))
        elif self.underMouse() and self.isEnabled():
            filled(painter, face.adjusted(1, 1, -1, -1), look.color("primaryT"))
        ink = "onprimary" if self.isChecked() else "ink2" if self.isEnabled() else "ink3"
        font = self._sized(look.font("choice_on" if self.isChecked() else "choice"))
        words(painter, face, self._said, font, look.color(ink), CENTRE)


class Segments(QWidget):
    """Choices side by side; arrow keys move between them.

    Signals: chosen(key)
    """

    chosen = Signal(str)

    def __init__(
        self,
        name: str,
        choices: Sequence[tuple[str, str]],
        parent: QWidget | None = None,
        *,
        small: bool = False,
    ) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self._group = QButtonGroup(self)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        for key, text in choices:
            segment = Segment(text, key, self, small=small)
            self._group.addButton(segment)
            row.addWidget(segment)
        self._group.buttons()[0].setChecked(True)
        self._group.buttonToggled.connect(self._on_toggled)
        self._let_tab_in()

    def choice(self) -> str:
        """Return the key of the choice that is on."""
        segment = self._group.checkedButton()
        return segment.key if isinstance(segment, Segment) else ""

    def choose(self, key: str) -> None:
        """Turn one choice on, as if it had been clicked."""
        for segment in self._group.buttons():
            if isinstance(segment, Segment) and segment.key == key:
                segment.setChecked(True)

    def choose_none(self) -> None:
        """Turn every choice off, when what is shown is none of them."""
        self._group.setExclusive(False)
        for segment in self._group.buttons():
            segment.setChecked(False)
        self._group.setExclusive(True)
        self._let_tab_in()

    def _let_tab_in(self) -> None:
        """Let Tab come to the choice that is on; Qt does so only once it has been there."""
        chosen = self._group.checkedButton() or self._group.buttons()[0]
        for segment in self._group.buttons():
            on = segment is chosen
            policy = Qt.FocusPolicy.StrongFocus if on else Qt.FocusPolicy.ClickFocus
            segment.setFocusPolicy(policy)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            for segment in self._group.buttons():
                segment.updateGeometry()

    def paintEvent(self, _: QPaintEvent) -> None:
        look, painter = current(), QPainter(self)
        box = QRectF(self.rect())
        rounded(
            painter, box, look.radius("control"), fill=look.color("card"), edge=look.color("line2")
        )
        for segment in self._group.buttons()[1:]:
            filled(painter, QRectF(segment.x(), 1, 1, self.height() - 2), look.color("line"))

    @Slot(QAbstractButton, bool)
    def _on_toggled(self, segment: QAbstractButton, on: bool) -> None:
        if on and isinstance(segment, Segment):
            self._let_tab_in()
            self.chosen.emit(segment.key)
