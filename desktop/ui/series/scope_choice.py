"""How far a change reaches: only this one, this and following, all to come; each with its cost."""

from collections.abc import Mapping

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetricsF, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QButtonGroup, QSizePolicy, QVBoxLayout, QWidget

from desktop.rules.planning import Consequences, Scope
from desktop.ui.look import current
from desktop.ui.paint import draw_icon, rounded, words
from desktop.ui.widgets.keycap import draw_keys, keys_width


class ScopeButton(QAbstractButton):
    """A round choice with its figure, and below it what it would mean."""

    def __init__(self, name: str, figure: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._figure, self._tell, self._clash = figure, "", ""
        self.setText(name)
        self.setAccessibleName(name)
        self.setCheckable(True)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def show_cost(self, name: str, tell: str, clash: str) -> None:
        """Say how many dates, how many people to tell, and what clashes ("" for nothing)."""
        self._tell, self._clash = tell, clash
        self.setText(name)
        self.setAccessibleName(". ".join(filter(None, (name, tell, clash))))
        self.update()

    def sizeHint(self) -> QSize:
        look = current()
        return QSize(look.px(260), look.line("strong") + look.line("small") + look.px(20))

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self.updateGeometry()

    def paintEvent(self, _: QPaintEvent) -> None:
        look, painter, on = current(), QPainter(self), self.isChecked()
        fill = look.color("primaryT" if on or self.underMouse() else "card")
        edge = look.color("primary" if on else "line2")
        rounded(painter, QRectF(self.rect()), look.radius("panel"), fill=fill, edge=edge,
                width=2 if on else 1)  # fmt: skip
        side, left = look.px(22), look.px(14)
        high = look.line("strong")
        top = look.px(10)
        ring = QRectF(left, top + (high - side) / 2, side, side)
        rounded(painter, ring, side / 2, edge=edge, width=side * 0.3 if on else 2)
        left += side + look.px(12)
        self._draw_lines(painter, left, top, high)

    def _draw_lines(self, painter: QPainter, left: float, top: float, high: float) -> None:
        look, font = current(), current().font("strong")
        wide = QFontMetricsF(font).horizontalAdvance(self.text()) + 2
        box = QRectF(left, top, min(wide, self.width() - left - look.px(44)), high)
        words(painter, box, self.text(), font, look.color("ink"))
        keys = (str(self._figure),)
        draw_keys(painter, self.width() - look.px(14) - keys_width(keys), top + high / 2, keys)
        line = QRectF(left, top + high, self.width() - left - 10, look.line("small"))
        small = look.font("small")
        words(painter, line, self._tell, small, look.color("ink2"))
        if self._clash:
            line.setLeft(left + QFontMetricsF(small).horizontalAdvance(self._tell) + look.px(14))
            size = look.px(15)
            corner = QPointF(line.left(), line.center().y() - size / 2)
            draw_icon(painter, corner, "warning", "fill", look.color("caution"), size)
            line.setLeft(line.left() + size + look.px(5))
            strong = look.font("small_strong")
            words(painter, line, self._clash, strong, look.color("caution"))


class ScopeChoice(QWidget):
    """The three choices; the narrowest is chosen at first.

    Signals:
        chosen: another reach (Scope).
    """

    chosen = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._names = {
            Scope.ONE: self.tr("Only this one"),
            Scope.FOLLOWING: self.tr("This and following, {0} dates"),
            Scope.ALL: self.tr("All {0} to come, and those made later"),
        }
        self._group = QButtonGroup(self)
        self._buttons: dict[Scope, ScopeButton] = {}
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        for figure, (scope, name) in enumerate(self._names.items(), 1):
            button = ScopeButton(name.replace(", {0} dates", "").replace(" {0}", ""), figure)
            button.setObjectName(f"scope_{scope}")
            button.clicked.connect(lambda _on=False, scope=scope: self.chosen.emit(scope))
            self._group.addButton(button)
            self._buttons[scope] = button
            column.addWidget(button)
        self._buttons[Scope.ONE].setChecked(True)
        self.setFocusProxy(self._buttons[Scope.ONE])

    def scope(self) -> Scope:
        """Return the reach that is chosen."""
        return next(scope for scope, button in self._buttons.items() if button.isChecked())

    def choose(self, scope: Scope) -> None:
        """Choose a reach, as its figure does."""
        if not self.isHidden():
            if self.focusWidget():
                self._buttons[scope].setFocus(Qt.FocusReason.OtherFocusReason)
            self._buttons[scope].click()

    def show_costs(self, costs: Mapping[Scope, Consequences]) -> None:
        """Say under each what it would mean."""
        for scope, cost in costs.items():
            dates = len([each for each in cost.lines if each.session_id is not None])
            tell = self._people(cost.to_tell)
            clash = self._clashes(cost.clashes)
            self._buttons[scope].show_cost(self._names[scope].format(dates), tell, clash)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        figure = event.key() - Qt.Key.Key_0
        if 0 < figure <= len(self._buttons):
            self.choose(list(self._buttons)[figure - 1])
        else:
            super().keyPressEvent(event)

    def _people(self, number: int) -> str:
        several = self.tr("{0} people to tell").format(number)
        return self.tr("1 person to tell") if number == 1 else several if number else self.tr(
            "Nobody to tell")  # fmt: skip

    def _clashes(self, number: int) -> str:
        several = self.tr("{0} clashes").format(number)
        return self.tr("1 clash") if number == 1 else several if number else ""
