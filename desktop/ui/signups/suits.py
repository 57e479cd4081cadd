"""What else suits the person chosen: up to four sessions, booked by Ctrl+1 to Ctrl+4."""

from collections.abc import Callable
from datetime import date, datetime
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop.rules.companions import together
from desktop.ui.desk import Desk
from desktop.ui.signups.offer import Does, Offer
from desktop.ui.signups.person_pane import PersonPane
from desktop.ui.signups.suit_button import SuitButton
from desktop.ui.widgets.keycap import KeyCap
from desktop.ui.widgets.label import Label

if TYPE_CHECKING:
    from desktop.data.offering import Suited

MOST = 4


class SuitsView(QWidget):
    """The heading, and a button for each.

    Signals:
        wanted: this one is to be booked (Suited).
    """

    wanted = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("suits")
        self.title = Label("", "strong", wrap=True)
        self.title.setMinimumWidth(1)  # one very long name must not make the offers too wide
        self._nothing = Label(self.tr("Nothing in the next two weeks."), "text", "ink2", wrap=True)
        self.buttons = [SuitButton(number) for number in range(1, MOST + 1)]
        head = QHBoxLayout()
        head.setSpacing(4)
        head.addWidget(self.title, 1)
        self._keys = [KeyCap("Ctrl"), KeyCap("1"), Label(self.tr("to"), "small", "ink2"),
                      KeyCap("4")]  # fmt: skip
        for each in self._keys:
            head.addWidget(each, 0, Qt.AlignmentFlag.AlignTop)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addLayout(head)
        column.addWidget(self._nothing)
        for button in self.buttons:
            column.addWidget(button)
            button.clicked.connect(partial(self._on_clicked, button))
        self.hide()

    def show_suits(
        self, called: str, found: "tuple[Suited, ...]", today: date, *, full: bool
    ) -> None:
        """Show what suits somebody, in place of a full session or beside another."""
        words = self.tr("Or offer {0} one of these") if full else self.tr("What else suits {0}")
        self.title.setText(words.format(called))
        self.setAccessibleName(self.title.text())
        self._nothing.setVisible(not found)
        for each in self._keys:
            each.setVisible(bool(found))
        for number, button in enumerate(self.buttons):
            button.setVisible(number < len(found))
            if number < len(found):
                button.show_suited(found[number], today)

    def number(self, number: int) -> "Suited | None":
        """Return the first, second, … that is shown."""
        button = self.buttons[number - 1]
        return button.suited() if not button.isHidden() else None

    def _on_clicked(self, button: SuitButton) -> None:
        self.wanted.emit(button.suited())


class Suits(QObject):
    """Reads what suits whoever is chosen, and books what is asked for.

    Signals:
        wanted: somebody is to be booked elsewhere (SessionCard, int person id, str called, and
            who comes along).
        waits_too: they are to be put on the waiting list as well (Offer).
    """

    wanted = Signal(object, int, str, object)
    waits_too = Signal(object)

    def __init__(
        self, desk: Desk, clock: Callable[[], datetime], pane: PersonPane, parent: QObject
    ) -> None:
        super().__init__(parent)
        self._desk, self._clock, self._pane = desk, clock, pane
        self._offer: Offer | None = None
        self._shown: tuple[int, int] | None = None
        self.view = SuitsView()
        pane.take_suits(self.view)
        pane.suits_wanted.connect(self._read)
        pane.both_key.clicked.connect(self.take_both)
        self.view.wanted.connect(self._on_wanted)

    @Slot(object)
    def show_offer(self, made: Offer | None) -> None:
        """Follow the person and the session on show."""
        ids = made.ids() if made else None
        if ids != self._shown:
            self._shown = None
            self._pane.show_suits(False)
        self._offer = made
        can = made is not None and made.does is not Does.WALK_IN
        self._pane.offer_suits(made.person.called if made and can else "", self._is_full())
        if can and self._pane.wants_suits():
            self._read()

    @Slot(int)
    def take(self, number: int) -> None:
        """Book the first, second, … of them; what is not in sight is shown first."""
        if self._shown is None or not self.view.isVisible():
            self._pane.want_suits()
        else:
            found = self.view.number(number)
            if found:
                self._on_wanted(found)

    @Slot()
    def take_both(self) -> bool:
        """Put them on a full session's list and book the first of what suits; whether it could."""
        made = self._offer
        first = self.view.number(1) if self._shown and self.view.isVisible() else None
        if made and made.does is Does.WAIT and first:
            self.waits_too.emit(made)
            self._on_wanted(first)
            return True
        return False

    @Slot()
    def _read(self) -> None:
        made = self._offer
        if made is None:
            return
        from desktop.data import offering

        session_id, person_id = made.ids()
        query = partial(
            offering.what_suits,
            person_id=person_id,
            now=self._clock(),
            most=MOST,
            beside=session_id,
        )
        self._desk.read(query, partial(self._show, made), owner=self, latest="suits")

    def _show(self, made: Offer, found: "tuple[Suited, ...]") -> None:
        if self._offer is None or made.ids() != self._offer.ids():
            return
        self._shown = made.ids()
        more = sum(each.takes for each in found[0].brought) if found else 0
        whom, today = together(made.person.called, more), self._clock().date()
        self.view.show_suits(whom, found, today, full=self._is_full())
        self._pane.show_suits(True)

    def _is_full(self) -> bool:
        return self._offer is not None and self._offer.is_full()

    @Slot(object)
    def _on_wanted(self, suited: "Suited") -> None:
        if self._offer is not None:
            who = self._offer.person
            self.wanted.emit(suited.session, who.id, who.called, suited.brought)
