"""The person chosen, in the finder or on the register, and what is offered for them."""

from collections.abc import Callable
from datetime import datetime, timedelta
from functools import partial

from PySide6.QtCore import QObject, Signal, Slot

from desktop.data import registers
from desktop.data.activities import SessionCard
from desktop.data.finding import FoundPerson
from desktop.data.registers import PersonCard, SignUps
from desktop.rules.refusal import Refused
from desktop.ui.desk import Desk
from desktop.ui.signups.choice import Choice, found_person, why_no_walk_in
from desktop.ui.signups.offer import Does, Offer, offer
from desktop.ui.signups.person_pane import PersonPane
from desktop.ui.signups.rows import Line

FILLED_JUST_NOW = timedelta(seconds=1)


class Chosen(QObject):
    """Knows who is chosen, reads their card and decides what the big button offers.

    Enter is held until the offer belongs to the session and the person now chosen.

    Signals:
        offered: something else is offered now (Offer or None).
        taken: the offer is taken up (Offer).
        refused: no, with the reason (Refused).
        left: the finder is done with.
    """

    offered = Signal(object)
    taken = Signal(object)
    refused = Signal(object)
    left = Signal()

    def __init__(
        self, desk: Desk, clock: Callable[[], datetime], pane: PersonPane, parent: QObject
    ) -> None:
        super().__init__(parent)
        self._desk, self._clock, self._pane = desk, clock, pane
        self._choice = Choice()
        self._session: int | None = None
        self._view: SignUps | None = None
        self._card: PersonCard | None = None
        self._card_session: int | None = None
        self._walks_in = self._enter_held = False
        self._last: Offer | None = None
        self._filled_at: datetime | None = None

        finder, foot = pane.finder, pane.foot
        finder.chosen.connect(self._on_found)
        finder.accepted.connect(self._on_accepted)
        finder.left.connect(self._on_left)
        finder.reached.connect(self._on_finder_reached)
        foot.taken.connect(self._take)
        foot.walk_in_ended.connect(self.end_walk_in)
        desk.reachable.connect(self._on_reachable)

    def person(self) -> int | None:
        """Return the id of who is chosen."""
        return self._choice.person

    def from_register(self) -> bool:
        """Whether they were chosen on the register."""
        return self._choice.from_register

    def expect_session(self, session_id: int) -> None:
        """Hold everything until this session is on show."""
        self._session = session_id
        self.end_walk_in()
        if self._choice.from_register:
            self._choose(Choice())

    def show_view(self, view: SignUps) -> None:
        """Take what was read: the session, and the card if it is still the right one."""
        self._view = view
        self._session = view.register.session.id if view.register else None
        if view.card and view.card.id == self._choice.person:
            self._card, self._card_session = view.card, self._session
        elif self._choice.person is not None and self._card_session != self._session:
            self._read_card()  # the card came before the session was known
        self._show()

    @Slot(object)
    def choose_line(self, line: Line) -> None:
        """Choose somebody on the register, booked or waiting."""
        self.end_walk_in()
        self._choose(Choice(line.person_id, from_register=True))

    def take_person(self, person_id: int) -> None:
        """Choose somebody found elsewhere, as if the finder had found them."""
        self._pane.finder.expect()
        query = partial(registers.card, person_id=person_id)
        self._desk.read(
            query, self._on_taken, owner=self, latest="taken", refused=self.refused.emit
        )

    def start_walk_in(self) -> bool:
        """Offer to write down a walk-in from now on; False if nobody can walk in."""
        register = self._view.register if self._view else None
        no = why_no_walk_in(register.session, self._clock()) if register else None
        if no:
            self.refused.emit(no)
        self._walks_in = register is not None and no is None
        self._pane.foot.show_walk_in(self._walks_in)
        if self._walks_in:
            self._pane.finder.call_new(self.tr("Here, and new: “{0}”"))
        return self._walks_in

    def walking_in(self) -> SessionCard | None:
        """Return the session that walk-ins are written down for, if they are."""
        register = self._view.register if self._view and self._walks_in else None
        return register.session if register else None

    @Slot()
    def end_walk_in(self) -> None:
        """Go back to booking."""
        if self._walks_in:
            self._walks_in = False
            self._pane.foot.show_walk_in(False)
            self._pane.finder.call_new()
            self._show()

    def _choose(self, choice: Choice) -> None:
        self._choice = choice
        self._enter_held = False
        if choice.person is None:
            self._card = None
            self._show()
        else:
            self._read_card()

    def _read_card(self) -> None:
        person_id = self._choice.person or 0
        query = partial(registers.card, person_id=person_id, session_id=self._session)
        then = partial(self._on_card, self._session)
        self._desk.read(query, then, owner=self, latest="card", refused=self.refused.emit)

    def _on_card(self, session_id: int | None, card: PersonCard) -> None:
        if card.id != self._choice.person:
            return
        if session_id != self._session:
            self._read_card()
            return
        self._card, self._card_session = card, session_id
        self._show()

    def _show(self) -> None:
        if self._card and self._card.id != self._choice.person:
            return  # the card of who is chosen now is on its way
        made = self._made()
        self._note_filled(made)
        self._pane.show_card(self._card, self._session)
        self._pane.foot.show_offer(made, self._clock().date())
        self.offered.emit(made)
        if self._enter_held and made and made.ids() == (self._session, self._choice.person):
            self._enter_held = False
            self._take(made)

    def _note_filled(self, made: Offer | None) -> None:
        """Note when a button that booked becomes one that waits, under whoever presses it."""
        last, self._last = self._last, made
        if made is None or last is None or made.ids() != last.ids():
            self._filled_at = None
        elif last.does is Does.BOOK and made.does is Does.WAIT:
            self._filled_at = self._clock()

    @Slot(object)
    def _take(self, made: Offer) -> None:
        filled, self._filled_at = self._filled_at, None
        if filled and made.does is Does.WAIT and self._clock() - filled < FILLED_JUST_NOW:
            words = self.tr("Not added. {0} has become full. Enter adds {1} to the waiting list.")
            self.refused.emit(Refused(words.format(made.session.title, made.person.called)))
        else:
            self.taken.emit(made)

    def _made(self) -> Offer | None:
        register = self._view.register if self._view else None
        if self._card is None or self._view is None or register is None:
            return None
        if register.session.id != self._card_session:
            return None
        return offer(
            register,
            self._card,
            now=self._clock(),
            from_register=self._choice.from_register,
            walks_in=self._walks_in,
            instead=self._view.instead,
        )

    @Slot(object)
    def _on_found(self, person: FoundPerson | None) -> None:
        self._choose(Choice(person.id if person else None))

    @Slot(object)
    def _on_accepted(self, person: FoundPerson) -> None:
        if self._view and self._session is None:
            self.refused.emit(Refused(self.tr("Choose a session first.")))
            return
        if self._choice != Choice(person.id):
            self._choose(Choice(person.id))
        self._enter_held = True
        made = self._pane.foot.offer()
        if made and made.ids() == (self._session, person.id) and self._card_is_right(made):
            self._enter_held = False
            self._take(made)

    def _card_is_right(self, made: Offer) -> bool:
        return made.from_register == self._choice.from_register

    def _on_taken(self, card: PersonCard) -> None:
        self._pane.finder.show_one(found_person(card))

    @Slot()
    def _on_finder_reached(self) -> None:
        if self._choice.from_register:
            self._on_found(self._pane.finder.person())

    @Slot()
    def _on_left(self) -> None:
        self.end_walk_in()
        self.left.emit()

    @Slot(bool, str)
    def _on_reachable(self, reachable: bool, _sentence: str) -> None:
        if not reachable:
            self._enter_held = False  # an Enter from before must not book minutes later
