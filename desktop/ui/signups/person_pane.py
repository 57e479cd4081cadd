"""The right pane: the finder, the card of who was found, and the foot with the big button."""

from collections.abc import Callable
from datetime import datetime

from PySide6.QtCore import QEvent, QRectF, Qt, Signal, Slot
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from desktop.data.registers import PersonCard
from desktop.ui.desk import Desk
from desktop.ui.finder.finder import Finder
from desktop.ui.look import current
from desktop.ui.signups.foot import Foot
from desktop.ui.signups.person_card import CardView
from desktop.ui.widgets.buttons import PlainButton
from desktop.ui.widgets.key_strip import KeyStrip
from desktop.ui.widgets.pane import Pane

FIXED = 206  # heading, box, hint, gaps and the big button
CARD_ROOM = 250
SHORT, BRIEF = 420, 600
ROOMY, ROOMY_WIDE = 880, 400


class PersonPane(Pane):
    """Finder, card and foot; the card scrolls, the foot stays.

    Signals:
        suits_wanted: what else suits whoever is shown is to be read.
    """

    suits_wanted = Signal()

    def __init__(
        self, desk: Desk, clock: Callable[[], datetime], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._clock = clock
        self._suits: QWidget | None = None
        self._asked_for = self._full = False
        self.finder = Finder(desk, clock)
        self.card = CardView()
        self.foot = Foot()
        self.others = PlainButton("", icon="calendar-blank", key="Ctrl+O")
        self.others.setObjectName("others")
        self.others.hide()
        self.others.clicked.connect(self.want_suits)
        self.keys = KeyStrip(self.tr("Keys for the finder"))
        self.choose_key = self.keys.add("↑+↓", self.tr("Choose"))
        self.both_key = self.keys.add("Ctrl+Enter", self.tr("Do both"))
        self.both_key.hide()
        self.card_key = self.keys.add("Ctrl+Enter", self.tr("With a card"))
        self.card_key.hide()
        self.clear_key = self.keys.add("Esc", self.tr("Clear"), right=True)
        self.choose_key.clicked.connect(lambda: self.finder.box.moved.emit(1))
        self.clear_key.clicked.connect(self.finder.box.escaped)
        self._lay_out()
        self.setFocusProxy(self.finder.box)
        self.show_card(None, None)

    def show_card(self, card: PersonCard | None, session_id: int | None) -> None:
        """Show a person, or nobody."""
        self._scroll.setVisible(card is not None)
        self._space.setVisible(card is None)
        self._share_room()
        self.foot.show_person(card)
        if card:
            self.card.show_card(card, self._clock().date(), session_id)

    def take_suits(self, view: QWidget) -> None:
        """Take the list of what else suits somebody: below the card, or above where it is tight."""
        self._suits = view
        self._inside.insertWidget(1, view)

    def offer_suits(self, called: str, full: bool) -> None:
        """Offer to show what else suits somebody; nobody for no words."""
        self._full = full
        self._asked_for = self._asked_for and bool(called)
        self.others.set_words(self.tr("What else suits {0}").format(called))
        self.others.setVisible(bool(called) and not self.wants_suits())

    def wants_suits(self) -> bool:
        """Whether the list is to be read by itself: there is room, or it has been asked for."""
        return self._is_roomy() or self._asked_for or self._full

    @Slot()
    def want_suits(self) -> None:
        """Ask for the list."""
        self._asked_for = True
        self.others.hide()
        self.suits_wanted.emit()

    def show_suits(self, shown: bool) -> None:
        """Show the list, or take it away with what was asked for."""
        if self._suits is None:
            return
        self._asked_for = self._asked_for and shown
        self._suits.setVisible(shown)
        self.both_key.setVisible(shown and self._full)
        self._inside.removeWidget(self._suits)
        self._inside.insertWidget(1 if self._is_roomy() else 0, self._suits)
        self._scroll.verticalScrollBar().setValue(0)

    def _is_roomy(self) -> bool:
        look = current()
        return self.height() >= look.px(ROOMY) and self.width() >= look.px(ROOMY_WIDE)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._share_room()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self._share_room()

    def paintEvent(self, _: QPaintEvent) -> None:
        look, painter = current(), QPainter(self)
        painter.fillRect(self.rect(), look.color("pane"))
        painter.fillRect(QRectF(0, 0, 1, self.height()), look.color("line"))

    def _share_room(self) -> None:
        look = current()
        shown = not self._scroll.isHidden()
        fixed = look.px(FIXED + (CARD_ROOM if shown else 0)) + look.size("key_strip")
        short = self.height() < look.px(SHORT)
        self.finder.show_hint(not short)
        high = self.height()
        self.foot.fit(brief=high < look.px(BRIEF), roomy=high >= look.px(ROOMY))
        self.finder.set_most(max((1 if short else 2) * look.size("result"), self.height() - fixed))

    def _lay_out(self) -> None:
        self._scroll = QScrollArea()
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        self._scroll.setWidgetResizable(True)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._scroll.setAccessibleName(self.tr("Person"))
        self._scroll.setMinimumHeight(1)  # it scrolls: box, results and button have room first
        page = QWidget()
        page.setObjectName("contents")
        self._inside = inside = QVBoxLayout(page)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setSpacing(14)
        inside.addWidget(self.card)
        inside.addStretch(1)
        self._scroll.setWidget(page)
        self._space = QWidget()
        upper = QVBoxLayout()
        upper.setContentsMargins(18, 16, 18, 10)
        upper.setSpacing(12)
        upper.addWidget(self.finder)
        upper.addWidget(self._scroll, 1)
        upper.addWidget(self._space, 1)
        upper.addWidget(self.others)
        upper.addWidget(self.foot)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(upper, 1)
        column.addWidget(self.keys)
