"""The bar at the top: tabs, the find box, whether all is saved, and who is here."""

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QFocusEvent,
    QFontMetricsF,
    QKeyEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import QAbstractButton, QHBoxLayout, QSizePolicy, QWidget

from desktop.ui.look import current
from desktop.ui.paint import CENTRE, draw_icon, filled, rounded, words
from desktop.ui.tabs import TABS, Tab
from desktop.ui.widgets.chip import Chip
from desktop.ui.widgets.find_box import FindBox
from desktop.ui.widgets.label import Label
from desktop.ui.widgets.pane import Pane
from desktop.ui.widgets.symbol import Logo

ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
STEPS = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1, Qt.Key.Key_PageDown: 4, Qt.Key.Key_PageUp: -4}
FIND_WIDTHS = (216, 216, 216, 216, 150, 150, 120, 120, 112, 74)


class FindAnything(FindBox):
    """The box of Ctrl+K; arrows, Enter, F2 and Esc are for what hangs below it.

    Signals:
        moved: an arrow (int, rows down).
        entered: Enter.
        page_wanted: F2.
        escaped: Esc.
        reached: the box has the keyboard now.
        left: the keyboard has gone elsewhere in this window.
    """

    moved = Signal(int)
    entered = Signal()
    page_wanted = Signal()
    escaped = Signal()
    reached = Signal()
    left = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        keypad = Qt.KeyboardModifier.KeypadModifier
        plain, key = not event.modifiers() & ~keypad, Qt.Key(event.key())
        asked = {Qt.Key.Key_F2: self.page_wanted, Qt.Key.Key_Escape: self.escaped}
        if plain and key in STEPS:
            self.moved.emit(STEPS[key])
        elif plain and key in ENTER:
            if not event.isAutoRepeat():
                self.entered.emit()
        elif plain and key in asked:
            asked[key].emit()
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.reached.emit()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        elsewhere = (Qt.FocusReason.PopupFocusReason, Qt.FocusReason.ActiveWindowFocusReason)
        if event.reason() not in elsewhere:
            self.left.emit()


class Saved(QWidget):
    """Whether what is done is in the database at once."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("saved")
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.short = False
        self.show_reachable(True)

    def show_reachable(self, reachable: bool) -> None:
        """Say Saved or Offline."""
        self._reachable = reachable
        self._words = self.tr("Saved") if reachable else self.tr("Offline")
        self.setAccessibleName(self._words)
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        look = current()
        font = look.font(self._role())
        wide = 0.0 if self.short else look.px(7) + QFontMetricsF(font).horizontalAdvance("Offline")
        return QSize(round(wide) + look.px(20 + 2 * 9), look.px(30))

    def paintEvent(self, _: QPaintEvent) -> None:
        look, painter = current(), QPainter(self)
        ink = look.color("ink2" if self._reachable else "caution")
        if not self._reachable:
            box, radius = QRectF(self.rect()), look.radius("control")
            rounded(painter, box, radius, fill=look.color("cautionT"), edge=ink)
        size, left = look.px(20), look.px(9)
        icon = "cloud-check" if self._reachable else "cloud-slash"
        colour = look.color("good") if self._reachable else ink
        draw_icon(painter, QPointF(left, (self.height() - size) / 2), icon, "fill", colour, size)
        if not self.short:
            start = left + size + look.px(6)
            rect = QRectF(start, 0, self.width() - start, self.height())
            words(painter, rect, self._words, look.font(self._role()), ink)

    def _role(self) -> str:
        return "choice" if self._reachable else "control"


class PersonButton(QAbstractButton):
    """Who is here, by initials and name, and at which PC; opens the menu."""

    def __init__(self, name: str, pc: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.lines = 2
        self._pc = pc
        self.setObjectName("person")
        self.setText(name)
        self.setAccessibleName(self.tr("{0} at {1}, menu").format(name, pc))
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)

    def sizeHint(self) -> QSize:
        look = current()
        name = QFontMetricsF(look.font("card")).horizontalAdvance(self.text())
        pc = QFontMetricsF(look.font("tag")).horizontalAdvance(self._pc) if self.lines > 1 else 0
        wide = min(max(name, pc), look.px(190)) + look.px(9) if self.lines else 0
        return QSize(round(wide) + look.px(34 + 7 + 14) + 4, look.px(40))

    def paintEvent(self, _: QPaintEvent) -> None:
        look, painter = current(), QPainter(self)
        side, middle = look.px(34), self.height() / 2
        square = QRectF(1, middle - side / 2, side, side)
        rounded(painter, square, 10, fill=look.color("select" if self.underMouse() else "primaryT"))
        font, ink = look.font("card"), look.color("primary")
        words(painter, square, _initials(self.text()), font, ink, CENTRE)
        size = look.px(14)
        corner = QPointF(self.width() - size - 2, middle - size / 2)
        draw_icon(painter, corner, "caret-down", "bold", look.color("ink2"), size)
        if self.lines:
            room = square.right() + look.px(9)
            self._draw_name(painter, QRectF(room, 0, corner.x() - room - 2, self.height()))

    def _draw_name(self, painter: QPainter, rect: QRectF) -> None:
        look = current()
        if self.lines > 1:
            middle, high = rect.center().y(), look.line("card")
            lower = QRectF(rect.left(), middle - 1, rect.width(), high)
            words(painter, lower, self._pc, look.font("tag"), look.color("ink3"))
            rect = QRectF(rect.left(), middle - high, rect.width(), high)
        words(painter, rect, self.text(), look.font("card"), look.color("ink"))


class TopBar(Pane):
    """Tabs on the left; finding, saving and who is here on the right.

    What has no room goes, the least needed first.

    Signals:
        tab_chosen: a tab was pressed (str, its room).
    """

    tab_chosen = Signal(str)

    def __init__(
        self, person: str, pc: str, *, sample: bool = False, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setObjectName("top_bar")
        self.tabs = {room: Tab(room, icon, number) for room, icon, number in TABS}
        words_in_it = self.tr("Find a person")
        self.find_box = FindAnything(
            self.tr("Find anything"), words_in_it, key="Ctrl+K", small=True
        )
        self.saved = Saved()
        self.person = PersonButton(person, pc)
        self._brand = Label("Crafternoon", "empty")
        self._sample = Chip(self.tr("Sample"), "info") if sample else None
        self._lay_out()
        for room, tab in self.tabs.items():
            tab.clicked.connect(lambda _on, room=room: self.tab_chosen.emit(room))

    def show_tab(self, room: str) -> None:
        """Put the stitched line under a tab, the one the keyboard comes to."""
        if room not in self.tabs:  # Settings lie over the tabs
            return
        self.tabs[room].setChecked(True)
        self.setFocusProxy(self.tabs[room])
        for name, tab in self.tabs.items():
            policy = Qt.FocusPolicy
            tab.setFocusPolicy(policy.StrongFocus if name == room else policy.ClickFocus)
        self._fit()

    def minimumSizeHint(self) -> QSize:
        return QSize(0, current().size("top_bar"))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self._fit()

    def paintEvent(self, _: QPaintEvent) -> None:
        look, painter = current(), QPainter(self)
        filled(painter, QRectF(self.rect()), look.color("card"))
        filled(painter, QRectF(0, self.height() - 1, self.width(), 1), look.color("line"))

    def _lay_out(self) -> None:
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(16, 0, 16, 1)
        self._row.setSpacing(0)
        self._logo = Logo(30)
        self._row.addWidget(self._logo)
        self._row.addSpacing(10)
        self._row.addWidget(self._brand)
        if self._sample:
            self._row.addSpacing(10)
            self._row.addWidget(self._sample)
        self._row.addSpacing(16)
        todo = self.tabs["todo"]  # it stands apart: what it counts is for whoever is here
        for tab in self.tabs.values():
            self._row.addWidget(tab)
        self._row.removeWidget(todo)
        self._row.addStretch(1)
        self._row.addWidget(self.find_box)
        self._row.addSpacing(4)
        self._row.addWidget(todo)
        self._row.addWidget(self.saved)
        self._row.addSpacing(8)
        self._row.addWidget(self.person)
        self._row.setSizeConstraint(QHBoxLayout.SizeConstraint.SetNoConstraint)

    def _fit(self) -> None:
        look = current()
        self.setFixedHeight(look.size("top_bar"))
        for spared in range(len(FIND_WIDTHS)):
            self._spare(spared)
            if self._row.sizeHint().width() <= self.width():
                return

    def _spare(self, spared: int) -> None:
        """Do without the PC's name, the person's, the brand, a wide box, the words of tabs."""
        look = current()
        self.person.lines = max(0, 2 - spared)
        self._logo.setVisible(spared < 9)
        self._brand.setVisible(spared < 3)
        self.find_box.setFixedWidth(look.px(FIND_WIDTHS[spared]))
        self.find_box.show_keys(spared < 6)
        self.saved.short = spared >= 5
        if self._sample:
            self._sample.setVisible(spared < 7)
        for tab in self.tabs.values():
            tab.be_short(spared >= 8 and not tab.isChecked())
        self.person.updateGeometry()
        self.saved.updateGeometry()


def _initials(name: str) -> str:
    return "".join(part[0] for part in name.split()[:2]).upper()
