"""What a key begins from somebody's page: dates read out, a pause, a cancelling, all we hold."""

from collections.abc import Callable
from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot

from desktop.data.people import PeopleTab
from desktop.rules.signups import Mark
from desktop.ui.desk import Desk
from desktop.ui.people.visits import Visits
from desktop.ui.screen import Screen

if TYPE_CHECKING:
    from desktop.ui.at_once import AtOnce


class FromPage(QObject):
    """Opens what belongs to the person on show; nothing while nobody is.

    Signals:
        said: it is done, and can be undone (str).
        told: it cannot be done (str, why).
        regular_wanted: what they come to every week is to be changed (int id).
    """

    said = Signal(str)
    told = Signal(str)
    regular_wanted = Signal(int)

    def __init__(
        self, desk: Desk, clock: Callable[[], datetime], visits: Visits, over: Screen
    ) -> None:
        super().__init__(over)
        self._desk, self._clock, self._visits, self._over = desk, clock, visits, over
        self._view: PeopleTab | None = None
        self._at_once: AtOnce | None = None
        visits.print.clicked.connect(self.print_card)

    def show_tab(self, view: PeopleTab) -> None:
        """Know who is on show."""
        self._view = view

    @Slot()
    def read_dates(self) -> None:
        """Show the next dates, to be read to whom they are about."""
        if self._view and self._view.life:
            from desktop.ui.people.reading import ReadingDialog

            ReadingDialog(self._desk, self._view.life.aloud, self._over).open()

    @Slot()
    def pause(self) -> None:
        """Let them be away from what they come to every week, until a day."""
        weekly = self._view.life.every_week if self._view and self._view.life else ()
        if weekly:
            self.regular_wanted.emit(self._visits.chosen_regular() or weekly[0].id)
        elif self._view and self._view.card:
            words = self.tr("{0} comes to nothing every week.")
            self.told.emit(words.format(self._view.card.called))

    @Slot()
    def cancel(self) -> None:
        """Ask about cancelling the coming booking that was chosen, else the next one."""
        card = self._view.card if self._view else None
        if card is None:
            return
        if not card.coming:
            self.told.emit(self.tr("Nothing is booked for {0}.").format(card.called))
            return
        from desktop.ui.people.cancel_dialog import CancelDialog

        place = self._visits.chosen_coming()
        dialog = CancelDialog(self._desk, card.called, card.coming[place], self._clock().date(),
                              self._over)  # fmt: skip
        dialog.said.connect(self.said)
        dialog.open()

    @Slot()
    def print_card(self) -> None:
        """Print the card of the coming booking that was chosen, else of the next one."""
        card = self._view.card if self._view else None
        if card is None:
            return
        coming = card.coming[self._visits.chosen_coming() :]
        booked = [each for each in coming if each.mark is Mark.BOOKED]
        if not booked:
            words = self.tr("No card to print: nothing is booked for {0}.")
            self.told.emit(words.format(card.called))
        elif self.at_once().print(booked[0].booking_id, card.called):
            self.told.emit(self.tr("The card of {0} is printing.").format(card.called))

    def at_once(self) -> "AtOnce":
        """Give what prints; it is made for the first card."""
        if self._at_once is None:
            from desktop.ui.at_once import AtOnce

            self._at_once = AtOnce(self._over, self._clock)
        return self._at_once

    @Slot()
    def everything(self) -> None:
        """Write down that all we hold is opened, then show it."""
        if self._view and self._view.page:
            from desktop.data import everything

            person_id = self._view.page.id
            step = partial(everything.look_up, person_id=person_id)
            then = partial(self._on_written_down, person_id)
            self._desk.write(step, then, owner=self, quiet=True)

    def _on_written_down(self, person_id: int, _done: object) -> None:
        from desktop.ui.people.everything_dialog import EverythingDialog

        EverythingDialog(self._desk, self._clock, person_id, self._over).ask()
