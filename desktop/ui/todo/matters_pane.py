"""The left pane: the kinds of things to do, each with how many there are."""

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from desktop.data.todo import Todo, on_the_shelf, untold
from desktop.ui.look import current
from desktop.ui.paint import CENTRE, draw_icon, filled, rounded, words
from desktop.ui.todo.model import Matter
from desktop.ui.widgets.keycap import KeyCap
from desktop.ui.widgets.label import Label
from desktop.ui.widgets.pane import Pane

ICONS = {Matter.TELL: "megaphone", Matter.SHELF: "calendar-blank", Matter.WEATHER: "sun",
         Matter.IDEAS: "lightbulb"}  # fmt: skip


class MatterButton(QAbstractButton):
    """One kind: symbol, name, what it is about just now, and a number when it is due."""

    def __init__(self, matter: Matter, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._icon, self._about, self._count, self._due = ICONS[matter], "", 0, False
        self.setObjectName(f"matter_{matter}")
        self.setText(name)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setProperty("ring", "inside")
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.show_count(0, "", due=False)

    def show_count(self, count: int, about: str, *, due: bool) -> None:
        """Show how many there are, and of what; green when they are to be done now."""
        self._count, self._about, self._due = count, about, due
        self.setEnabled(bool(count))
        said = self.tr("{0}: {1}").format(self.text(), count or self.tr("none"))
        self.setAccessibleName(f"{said}. {about}" if about else said)
        self.update()

    def sizeHint(self) -> QSize:
        look = current()
        return QSize(look.px(200), look.line("row") + look.line("small") + look.px(14))

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self.updateGeometry()

    def paintEvent(self, _: QPaintEvent) -> None:
        look, painter = current(), QPainter(self)
        if self.underMouse() and self.isEnabled():
            rounded(painter, QRectF(self.rect()), look.radius("control"), fill=look.color("card"))
        side, left, middle = look.px(32), look.px(10), self.height() / 2
        box = QRectF(left, round(middle - side / 2), side, side)
        rounded(painter, box, look.radius("card"), fill=look.color("sunken"))
        size = look.px(18)
        ink = look.color("ink2" if self.isEnabled() else "ink3")
        corner = box.center() - QPointF(size / 2, size / 2)
        draw_icon(painter, corner, self._icon, "bold", ink, size)
        right = self._draw_count(painter)
        self._draw_words(painter, left + side + look.px(10), right - look.px(8))

    def _draw_count(self, painter: QPainter) -> float:
        look = current()
        wide, high = look.px(26), look.px(24)
        box = QRectF(self.width() - wide - look.px(10), (self.height() - high) / 2, wide, high)
        if self._due and self._count:
            rounded(painter, box, look.radius("card"), fill=look.color("primary"))
        if self._count:
            ink = look.color("onprimary" if self._due else "ink")
            words(painter, box, str(self._count), look.font("status"), ink, CENTRE)
        return box.left()

    def _draw_words(self, painter: QPainter, left: float, right: float) -> None:
        look = current()
        first, second = look.line("row"), look.line("small") if self._about else 0
        top = (self.height() - first - second) / 2
        ink = look.color("ink" if self.isEnabled() else "ink2")
        words(painter, QRectF(left, top, right - left, first), self.text(), look.font("row"), ink)
        lower = QRectF(left, top + first, right - left, second)
        words(painter, lower, self._about, look.font("small"), look.color("ink2"))


class MattersPane(Pane):
    """The kinds, from top to bottom.

    Signals:
        chosen: a kind was pressed (Matter).
    """

    chosen = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._number = Label("", "body", "ink2")
        names = {
            Matter.TELL: self.tr("People to tell"),
            Matter.SHELF: self.tr("On the shelf"),
            Matter.WEATHER: self.tr("Garden today?"),
            Matter.IDEAS: self.tr("Ideas"),
        }
        self._buttons = {matter: MatterButton(matter, name) for matter, name in names.items()}
        head = QHBoxLayout()
        head.setContentsMargins(8, 0, 4, 6)
        head.setSpacing(8)
        head.addWidget(Label(self.tr("To do"), "pane"))
        head.addWidget(self._number, 1)
        head.addWidget(KeyCap("Alt+7"))
        column = QVBoxLayout(self)
        column.setContentsMargins(10, 12, 10, 12)
        column.setSpacing(4)
        column.addLayout(head)
        for matter, button in self._buttons.items():
            button.clicked.connect(lambda _on=False, matter=matter: self.chosen.emit(matter))
            column.addWidget(button)
        column.addStretch(1)

    def show_todo(self, view: Todo) -> None:
        """Show how much there is of each."""
        due = view.due()
        self._number.setText(self.tr("{0} now").format(due) if due else self.tr("nothing now"))
        open_rounds = [each for each in view.rounds if untold(each)]
        left = sum(len(untold(each)) for each in open_rounds)
        waiting = sum(len(on_the_shelf(each)) for each in view.rounds if not untold(each))
        first = open_rounds[0].session.title if open_rounds else ""
        about = self.tr("{0}: {1} left").format(first, left) if open_rounds else ""
        self._show(Matter.TELL, len(open_rounds), about, due=True)
        self._show(Matter.SHELF, waiting, self.tr("would like another date") if waiting else "")
        session = view.weather[0] if view.weather else None
        self._show(Matter.WEATHER, len(view.weather), session.title if session else "", due=True)
        idea = view.ripe[0].title if view.ripe else ""
        self._show(Matter.IDEAS, len(view.ripe), idea, due=True)

    def paintEvent(self, _: QPaintEvent) -> None:
        look, painter = current(), QPainter(self)
        filled(painter, QRectF(self.rect()), look.color("pane"))
        filled(painter, QRectF(self.width() - 1, 0, 1, self.height()), look.color("line"))

    def _show(self, matter: Matter, count: int, about: str, *, due: bool = False) -> None:
        self._buttons[matter].show_count(count, about, due=due)
