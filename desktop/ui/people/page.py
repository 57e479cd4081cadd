"""The middle pane: one person's page, or the word that nobody is chosen."""

from collections.abc import Callable
from datetime import datetime
from functools import partial

from PySide6.QtCore import Qt, QTimer, Signal, Slot
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QStackedWidget, QVBoxLayout, QWidget

from desktop.data.people import PeopleTab, PersonPage
from desktop.data.registers import PersonCard
from desktop.rules.days import full_date
from desktop.rules.departures import Follows
from desktop.rules.people import show_nhs_number
from desktop.ui.look import current
from desktop.ui.messages import MessageBar
from desktop.ui.people.breaking import breakable
from desktop.ui.people.cards import PersonCards
from desktop.ui.people.checks import years
from desktop.ui.people.status import StatusPane
from desktop.ui.widgets.buttons import PlainButton
from desktop.ui.widgets.empty import Empty
from desktop.ui.widgets.key_strip import KeyStrip
from desktop.ui.widgets.label import Label
from desktop.ui.widgets.pane import Pane

ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class PageArea(QScrollArea):
    """The page scrolls with the arrows and has keys of its own.

    Signals:
        letter: a letter or digit was typed (str).
        entered: Enter.
        escaped: Esc.
    """

    letter = Signal(str)
    entered = Signal()
    escaped = Signal()

    def __init__(self, page: QWidget) -> None:
        super().__init__()
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setProperty("ring", "inside")
        self.setObjectName("page")
        page.setObjectName("contents")
        self.setWidget(page)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        plain = not event.modifiers() & ~(
            Qt.KeyboardModifier.KeypadModifier | Qt.KeyboardModifier.ShiftModifier
        )
        text = event.text()
        if plain and event.key() in ENTER:
            self.entered.emit()
        elif plain and event.key() == Qt.Key.Key_Escape:
            self.escaped.emit()
        elif plain and text.isprintable() and text.strip():
            self.letter.emit(text)
        else:
            super().keyPressEvent(event)


class PagePane(Pane):
    """Name, status and cards; `below` takes what has no room beside the page."""

    def __init__(self, clock: Callable[[], datetime], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._clock = clock
        self.name, self._born = Label("", "title", wrap=True), Label("", "body", "ink2", wrap=True)
        self.name.setObjectName("person_name")
        self.change = PlainButton(self.tr("Change"), icon="pencil-simple", key="E")
        self.change.setObjectName("change")
        self.status = StatusPane(clock)
        self.cards = PersonCards()
        self.messages = MessageBar()
        self.messages.setObjectName("messages")
        self.new = PlainButton(self.tr("New person"), icon="user-plus", key="Ctrl+N", kind="main")
        self._nobody = Empty("", "", self.new)
        self.keys = KeyStrip(self.tr("Keys for the page"))
        self.below = QVBoxLayout()
        self.foot = QVBoxLayout()
        self.area = PageArea(self._page())
        self._lay_out()
        self.setFocusProxy(self.area)
        self.status.asked.connect(self._on_asked)

    def show_tab(self, view: PeopleTab) -> None:
        """Show a person, or that nobody is chosen."""
        if view.page and view.card:
            self._show_person(view.page, view.card)
            follows = view.life.follows if view.life else Follows()
            self.status.show_page(view.page, view.card.called, follows)
            if view.life:
                self.cards.show_life(view.life, self._clock().date())
            self._pages.setCurrentWidget(self.area)
            return
        if view.number:
            title = self.tr("Nobody is chosen")
            sentence = self.tr("Type a name, a date of birth, an NHS number or a phone.")
        else:
            title = self.tr("Nobody is here yet")
            sentence = self.tr("Add the first person. Only a name is needed.")
        self._nobody.say(title, sentence)
        self._pages.setCurrentWidget(self._nobody)

    def shows_person(self) -> bool:
        """Whether somebody's page is in front."""
        return self._pages.currentWidget() is self.area

    def paintEvent(self, _: QPaintEvent) -> None:
        QPainter(self).fillRect(self.rect(), current().color("card"))

    def _show_person(self, page: PersonPage, card: PersonCard) -> None:
        self.name.setText(breakable(card.name))
        self.name.setAccessibleName(card.name)
        self.area.setAccessibleName(self.tr("Page of {0}").format(card.name))
        self._born.setText(breakable(self._identity(page)))
        self.cards.show_page(page, self._clock().date())

    def _identity(self, page: PersonPage) -> str:
        facts, today = page.facts, self._clock().date()
        born = facts.born
        number = show_nhs_number(facts.nhs_number) if facts.nhs_number else ""
        parts = (
            self.tr("Born {0}, {1}.").format(full_date(born), years(born, today)) if born else "",
            self.tr("NHS number {0}.").format(number) if number else "",
            self.tr("Likes to be called {0}.").format(facts.preferred) if facts.preferred else "",
        )
        return " ".join(filter(None, parts)) or self.tr("No date of birth recorded.")

    @Slot()
    def _on_asked(self) -> None:
        # Once it has its height: only then is there somewhere to scroll to.
        show = partial(self.area.ensureWidgetVisible, self.status.question)
        QTimer.singleShot(0, self, show)

    def _page(self) -> QWidget:
        page, head, names = QWidget(), QHBoxLayout(), QVBoxLayout()
        self.name.setMinimumWidth(1)  # a long name must not widen the pane
        names.setSpacing(2)
        names.addWidget(self.name)
        names.addWidget(self._born)
        head.addLayout(names, 1)
        head.addWidget(self.change, 0, Qt.AlignmentFlag.AlignTop)
        column = QVBoxLayout(page)
        column.setContentsMargins(22, 14, 22, 16)
        column.setSpacing(12)
        column.addLayout(head)
        column.addWidget(self.status)
        column.addWidget(self.cards)
        column.addLayout(self.below)
        column.addStretch(1)
        return page

    def _lay_out(self) -> None:
        self._pages = QStackedWidget()
        self._pages.addWidget(self._nobody)
        self._pages.addWidget(self.area)
        said = QVBoxLayout()
        said.setContentsMargins(22, 10, 22, 0)
        said.addWidget(self.messages)
        self.foot.setContentsMargins(22, 8, 22, 10)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(said)
        column.addWidget(self._pages, 1)
        column.addLayout(self.foot)
        column.addWidget(self.keys)
