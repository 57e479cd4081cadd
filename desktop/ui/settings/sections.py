"""The left pane of Settings: what there is to decide, with a box to find it."""

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal, Slot
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QVBoxLayout, QWidget

from desktop.ui.look import current
from desktop.ui.paint import draw_icon, rounded, words
from desktop.ui.widgets.find_box import FindBox
from desktop.ui.widgets.label import Label
from desktop.ui.widgets.pane import Pane

WIDTH = 308


class SectionButton(QAbstractButton):
    """One section: symbol, name, and what is in it; a green edge while it is open."""

    def __init__(
        self, name: str, icon: str, text: str, about: str, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._icon, self._about = icon, about
        self.setObjectName(f"section_{name}")
        self.setText(text)
        self.setAccessibleName(text)
        self.setAccessibleDescription(about)
        self.setCheckable(True)
        self.setAutoExclusive(True)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def is_about(self, typed: str) -> bool:
        """Whether what was typed is in its name or in what it is about."""
        return typed.strip().casefold() in f"{self.text()} {self._about}".casefold()

    def sizeHint(self) -> QSize:
        look = current()
        return QSize(look.px(200), look.line("row") + look.line("small") + look.px(14))

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self.updateGeometry()

    def paintEvent(self, _: QPaintEvent) -> None:
        look, painter = current(), QPainter(self)
        on = self.isChecked()
        if on or self.underMouse():
            edge = look.color("primary") if on else None
            rounded(painter, QRectF(self.rect()), look.radius("card"), fill=look.color("card"),
                    edge=edge, width=2)  # fmt: skip
        side, left = look.px(32), look.px(12)
        box = QRectF(left, (self.height() - side) / 2, side, side)
        tint = look.color("primaryT" if on else "sunken")
        rounded(painter, box, look.radius("card"), fill=tint)
        size = look.px(18)
        corner = box.center() - QPointF(size / 2, size / 2)
        ink = look.color("primary" if on else "ink2")
        draw_icon(painter, corner, self._icon, "bold", ink, size)
        self._draw_words(painter, box.right() + look.px(10))

    def _draw_words(self, painter: QPainter, left: float) -> None:
        look = current()
        first, second = look.line("row"), look.line("small")
        top, wide = (self.height() - first - second) / 2, self.width() - left - look.px(8)
        first_line = QRectF(left, top, wide, first)
        words(painter, first_line, self.text(), look.font("row"), look.color("ink"))
        lower = QRectF(left, top + first, wide, second)
        words(painter, lower, self._about, look.font("small"), look.color("ink2"))


class SectionsPane(Pane):
    """The sections, from top to bottom; arrows go from one to the next.

    Signals:
        chosen: a section was opened (str name).
    """

    chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.finder = FindBox(self.tr("Find a setting"), self.tr("Find a setting"), small=True)
        self.buttons: dict[str, SectionButton] = {}
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(12, 14, 12, 12)
        self._column.setSpacing(4)
        self._column.addWidget(Label(self.tr("Settings"), "pane"))
        self._column.addSpacing(6)
        self._column.addWidget(self.finder)
        self._column.addSpacing(6)
        self._column.addStretch(1)
        self.finder.textChanged.connect(self._on_typed)
        self.finder.returnPressed.connect(self._on_entered)
        self._dress()

    def add(self, name: str, icon: str, text: str, about: str) -> None:
        """Add a section at the end."""
        button = SectionButton(name, icon, text, about)
        button.clicked.connect(lambda _on=False, name=name: self.chosen.emit(name))
        self.buttons[name] = button
        self._column.insertWidget(self._column.count() - 1, button)

    def show_chosen(self, name: str) -> None:
        """Put the green edge round a section."""
        self.buttons[name].setChecked(True)
        self.setFocusProxy(self.buttons[name])

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self._dress()

    def paintEvent(self, _: QPaintEvent) -> None:
        QPainter(self).fillRect(self.rect(), current().color("pane"))

    @Slot(str)
    def _on_typed(self, typed: str) -> None:
        for button in self.buttons.values():
            button.setVisible(not typed.strip() or button.is_about(typed))

    @Slot()
    def _on_entered(self) -> None:
        found = next((each for each in self.buttons.values() if not each.isHidden()), None)
        if found:
            found.setFocus(Qt.FocusReason.OtherFocusReason)
            found.click()

    def _dress(self) -> None:
        self.setFixedWidth(current().px(WIDTH))
