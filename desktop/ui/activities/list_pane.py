"""The left pane: everything that is offered, the way to a new activity, and the ideas."""

from collections.abc import Collection
from datetime import date

from PySide6.QtCore import QEvent, QModelIndex, QPersistentModelIndex, QRectF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop.data.offers import ActivitiesTab
from desktop.ui.activities.drawing import OfferDelegate
from desktop.ui.activities.offers_model import OffersModel
from desktop.ui.look import current
from desktop.ui.widgets.buttons import PlainButton
from desktop.ui.widgets.label import Label
from desktop.ui.widgets.pane import Pane
from desktop.ui.widgets.plain_list import PlainList

ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
Index = QModelIndex | QPersistentModelIndex


class OffersList(PlainList):
    """The activities; Enter goes to what is written about the one chosen.

    Signals:
        opened: Enter on an activity.
        moved: another row is current.
    """

    opened = Signal()
    moved = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setMouseTracking(True)
        self.setItemDelegate(OfferDelegate(self))
        self.setStyleSheet("QListView { background: transparent; }")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in ENTER:
            self.opened.emit()
        elif event.text().isprintable() and event.text():
            event.ignore()  # letters are keys of the tab
        else:
            super().keyPressEvent(event)

    def currentChanged(self, now: Index, before: Index) -> None:
        super().currentChanged(now, before)
        self.moved.emit()


class OffersPane(Pane):
    """The list under its heading, the ideas at its foot.

    Signals:
        picked: an activity was chosen (int id).
        opened: Enter on the chosen one.
    """

    picked = Signal(int)
    opened = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("offers_pane")
        self._shown: int | None = None
        self.number = Label("", "body", "ink2")
        self.new = PlainButton(self.tr("New"), icon="plus", key="N")
        self.new.setObjectName("new_activity")
        self.new.setAccessibleName(self.tr("New activity"))
        self.model, self.list = OffersModel(self), OffersList()
        self.list.setModel(self.model)
        self.list.setObjectName("offers")
        self.list.setAccessibleName(self.tr("Activities"))
        self.ideas = PlainButton("", icon="lightbulb", key="I", kind="quiet")
        self.ideas.setObjectName("ideas")
        self._lay_out()
        self.setFocusProxy(self.list)
        self.list.moved.connect(self._on_moved)
        self.list.opened.connect(self.opened)

    def show_offers(
        self, view: ActivitiesTab, chosen: int | None, drafts: Collection[int], today: date, *,
        new: bool,
    ) -> None:  # fmt: skip
        """Show the list with one chosen; scrolling stays where it was."""
        self._shown = chosen
        now = [each for each in view.offered if each.ended is None or each.ended >= today]
        self.number.setText(str(len(now)))
        self.model.show_offers(view.offered, drafts, today, new=new)
        number = self.model.number_of(chosen)
        if self.list.currentIndex().row() != number:
            self.list.setCurrentIndex(self.model.index(number))
        words = self.tr("1 idea is waiting"), self.tr("{0} ideas are waiting")
        several = words[1].format(view.ideas) if view.ideas else self.tr("Ideas")
        self.ideas.set_words(words[0] if view.ideas == 1 else several)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self.list.doItemsLayout()
            self._dress()

    def paintEvent(self, _: QPaintEvent) -> None:
        look, painter = current(), QPainter(self)
        painter.fillRect(self.rect(), look.color("pane"))
        painter.fillRect(QRectF(self.width() - 1, 0, 1, self.height()), look.color("line"))

    def _lay_out(self) -> None:
        self._head, self._foot = QHBoxLayout(), QHBoxLayout()
        self._head.setSpacing(8)
        self._head.addWidget(Label(self.tr("Activities"), "pane"))
        self._head.addWidget(self.number)
        self._head.addStretch(1)
        self._head.addWidget(self.new)
        self._foot.addWidget(self.ideas)
        self._foot.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 1, 0)
        column.setSpacing(0)
        column.addLayout(self._head)
        column.addWidget(self.list, 1)
        column.addLayout(self._foot)
        self._dress()

    def _dress(self) -> None:
        look = current()
        around = look.px(7 if look.compact else 12)
        self._head.setContentsMargins(18, around, 14, around - 3)
        self._foot.setContentsMargins(8, 6, 8, around)

    def _on_moved(self) -> None:
        chosen = self.model.id_at(self.list.currentIndex().row())
        if chosen is not None and chosen != self._shown:
            self._shown = chosen
            self.picked.emit(chosen)
