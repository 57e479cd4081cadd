"""The panes of the People tab: the finder at the left, what somebody comes to at the right."""

from collections.abc import Callable
from datetime import date, datetime
from functools import partial

from PySide6.QtCore import QEvent, QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from desktop.data import finding
from desktop.data.finding import Found
from desktop.ui.desk import Desk
from desktop.ui.finder.finder import Finder
from desktop.ui.look import current
from desktop.ui.people.page import PagePane
from desktop.ui.people.visits import Visits
from desktop.ui.widgets.buttons import MainButton, PlainButton
from desktop.ui.widgets.label import Label
from desktop.ui.widgets.notice import Notice
from desktop.ui.widgets.pane import Pane

LEFT, RIGHT, LEAST_MIDDLE, LOW = 308, 372, 600, 400
MOST_SAVED = 2_000


class FinderPane(Pane):
    """How many people there are, the way to a new one, and the finder."""

    def __init__(
        self, desk: Desk, clock: Callable[[], datetime], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.finder = Finder(desk, clock)
        self.finder.box.setPlaceholderText(self.tr("patel m or 14/3/51"))
        self.number = Label("", "body", "ink2")
        self.twice, self.compare = Notice("info", ""), PlainButton(self.tr("Compare"), kind="bar")
        self.compare.setObjectName("compare")
        self.twice.add(self.compare)
        self.twice.hide()
        self.new = PlainButton(self.tr("New"), icon="user-plus", key="Ctrl+N")
        self.new.setObjectName("new_person")
        self.new.setAccessibleName(self.tr("New person"))
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(Label(self.tr("People"), "pane"))
        head.addWidget(self.number)
        head.addStretch(1)
        head.addWidget(self.new)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 12, 16, 12)
        column.setSpacing(10)
        column.addLayout(head)
        column.addWidget(self.finder)
        column.addWidget(self.twice)
        column.addStretch(1)
        self.setFocusProxy(self.finder.box)

    def listed(self, today: date) -> Callable[..., Found] | None:
        """Say how to read everybody the finder finds; None while nothing is typed."""
        text = self.finder.box.text().strip()
        return partial(finding.find, text=text, today=today, most=MOST_SAVED) if text else None

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.finder.set_most(self.height() - current().px(180))
        self.new.set_key("Ctrl+N" if self.width() >= current().px(LEFT) else "")

    def paintEvent(self, _: QPaintEvent) -> None:
        look, painter = current(), QPainter(self)
        painter.fillRect(self.rect(), look.color("pane"))
        painter.fillRect(QRectF(self.width() - 1, 0, 1, self.height()), look.color("line"))


class SidePane(Pane):
    """The room at the right; what stands there moves under the page when it is too narrow."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.inside, self.foot = QVBoxLayout(), QVBoxLayout()
        self.inside.setContentsMargins(0, 0, 8, 0)
        page = QWidget()
        page.setObjectName("contents")
        holder = QVBoxLayout(page)
        holder.setContentsMargins(0, 0, 0, 0)
        holder.addLayout(self.inside)
        holder.addStretch(1)
        area = QScrollArea()
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setWidgetResizable(True)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setAccessibleName(self.tr("Coming up and past"))
        area.setWidget(page)
        column = QVBoxLayout(self)
        column.setContentsMargins(18, 16, 14, 16)
        column.setSpacing(10)
        column.addWidget(area, 1)
        column.addLayout(self.foot)

    def paintEvent(self, _: QPaintEvent) -> None:
        look, painter = current(), QPainter(self)
        painter.fillRect(self.rect(), look.color("pane"))
        painter.fillRect(QRectF(0, 0, 1, self.height()), look.color("line"))


class PeoplePanes(QWidget):
    """Finder, page and side; with less room the side's contents go under the page."""

    def __init__(
        self, desk: Desk, clock: Callable[[], datetime], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.left, self.middle, self.right = FinderPane(desk, clock), PagePane(clock), SidePane()
        self.visits = Visits()
        self.take = MainButton("", icon="user-plus", key="Enter")
        self.take.setObjectName("take_to_signups")
        self.right.setFocusProxy(self.take)
        self._beside = False
        self._someone = False
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.left)
        row.addWidget(self.middle, 1)
        row.addWidget(self.right)

    def show_someone(self, someone: bool) -> None:
        """Show or hide what belongs to a person."""
        self._someone = someone
        self._fit()

    def is_beside(self) -> bool:
        """Whether the side has room beside the page."""
        return self._beside

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self._fit()

    def _fit(self) -> None:
        look, width = current(), self.width()
        beside = width - look.px(LEFT) - look.px(RIGHT) >= look.px(LEAST_MIDDLE)
        self.left.setFixedWidth(min(look.px(LEFT), int(width * 0.4)))
        self.right.setFixedWidth(look.px(RIGHT))
        if not beside:
            self._beside = False
            low = self.height() < look.px(LOW)
            (self.middle.below if low else self.middle.foot).insertWidget(0, self.take)
            self.middle.below.addWidget(self.visits)
        elif not self._beside:
            self._beside = True
            self.right.inside.addWidget(self.visits)
            self.right.foot.addWidget(self.take)
        self.visits.setVisible(self._someone)
        self.take.setVisible(self._someone)
        self.right.setVisible(beside and self._someone)
