"""Ctrl+Enter: what Enter does, and the appointment card is printed at once."""

from collections.abc import Callable
from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Slot

from desktop.data.signups import Booked
from desktop.ui.signups.chosen import Chosen
from desktop.ui.signups.offer import Does, Offer
from desktop.ui.signups.steps import Steps
from desktop.ui.signups.suits import Suits
from desktop.ui.signups.taking import Taking

if TYPE_CHECKING:
    from desktop.ui.at_once import AtOnce
    from desktop.ui.signups.screen import SignupsScreen


class CardAtOnce(QObject):
    """Carries offers that are taken up to the steps, with the card where it was asked for.

    Ctrl+Enter is held like Enter until what is found belongs to what was typed; a card is printed
    only once the database has the booking.
    """

    def __init__(
        self, room: "SignupsScreen", chosen: Chosen, suits: Suits, taking: Taking, steps: Steps,
        clock: Callable[[], datetime],
    ) -> None:  # fmt: skip
        super().__init__(room)
        self._room, self._chosen, self._suits = room, chosen, suits
        self._taking, self._steps, self._clock = taking, steps, clock
        self._wanted = False
        self._at_once: AtOnce | None = None
        for key in ("Ctrl+Return", "Ctrl+Enter"):
            room.add_key(key, self.book_and_print).setAutoRepeat(False)
        room.right.card_key.clicked.connect(self.book_and_print)
        chosen.offered.connect(self._on_offered)
        chosen.taken.connect(self._take)
        chosen.refused.connect(self._forget)
        room.finder.new_person.connect(self._forget)
        room.finder.box.textChanged.connect(self._forget)
        room.desk.reachable.connect(self._on_reachable)

    @Slot()
    def book_and_print(self) -> None:
        """Do what Enter does and print the card; when full, list them and book what suits."""
        if self._suits.take_both():
            return
        made = self._room.foot.offer()
        self._wanted = True
        if not self._chosen.from_register():
            self._room.finder.box.entered.emit()
        elif made and made.ids()[1] == self._chosen.person():
            self._take(made)

    def at_once(self) -> "AtOnce":
        """Give what prints; it is made for the first card."""
        if self._at_once is None:
            from desktop.ui.at_once import AtOnce

            self._at_once = AtOnce(self._room, self._clock)
        return self._at_once

    @Slot(object)
    def _take(self, made: Offer) -> None:
        wanted, self._wanted = self._wanted, False
        who, session = made.person, made.session
        if wanted and made.does is Does.BOOK:
            after = partial(self._after, who.called)
            self._steps.book(session, who.id, who.called, after=after)
        elif wanted and made.does is Does.WAIT:
            note = self.tr("No card: it is printed with a place.")
            self._steps.wait(session.id, who.id, note)
        elif wanted and who.live_booking and made.does in (Does.IS_BOOKED, Does.ARRIVE):
            self._again(who.live_booking, who.called)
        else:
            self._taking.take(made)

    def _after(self, called: str, booked: Booked) -> str:
        printing = self.at_once().print(booked.booking_id, called)
        return self.tr("The card is printing.") if printing else ""

    def _again(self, booking_id: int, called: str) -> None:
        if self.at_once().print(booking_id, called):
            words = self.tr("{0} is booked. The card is printing.")
            self._steps.told.emit(words.format(called))

    @Slot(object)
    def _on_offered(self, made: Offer | None) -> None:
        self._room.right.card_key.setVisible(made is not None and made.does is Does.BOOK)

    @Slot(bool, str)
    def _on_reachable(self, reachable: bool, _sentence: str) -> None:
        if not reachable:
            self._forget()

    def _forget(self, *_what: object) -> None:
        self._wanted = False
