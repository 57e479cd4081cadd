"""A card that goes straight to the printer this PC keeps for cards."""

from collections.abc import Callable
from datetime import datetime
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject

from desktop import settings
from desktop.paper import press
from desktop.paper.documents import document
from desktop.paper.how import How
from desktop.paper.press import Sheet
from desktop.rules.refusal import Refused
from desktop.ui.printing.bench import Bench
from desktop.ui.printing.kept import Kept, kept
from desktop.ui.printing.making import Asked
from desktop.ui.printing.printers import Order, Printers, printers_here
from desktop.ui.screen import WAY_ON, Screen

CARD = "card"


class AtOnce(QObject):
    """Prints cards of bookings from another room than the Print tab.

    The booking is done by then: whatever the printer says, it stands. `printing` are those on
    their way; one that is asked for again meanwhile is one wish.
    """

    def __init__(self, room: Screen, clock: Callable[[], datetime]) -> None:
        super().__init__(room)
        self._room, self._clock = room, clock
        self.printers: Printers = printers_here()
        self._bench = Bench(self)
        self._bench.failed.connect(room.desk.failed)
        self.printing: set[int] = set()

    def print(self, booking_id: int, called: str) -> bool:
        """Print a card where cards go; without such a place go to the Print tab, and say False."""
        choice = kept(settings.folder()).get(CARD, Kept())
        if not choice.printer:
            self._elsewhere(booking_id, called)
            return False
        if booking_id not in self.printing:
            self.printing.add(booking_id)
            self._read(booking_id, called, choice)
        return True

    def _read(self, booking_id: int, called: str, choice: Kept) -> None:
        card = document(CARD)
        own = settings.load()[0].templates
        paper = choice.paper or card.papers[0]
        how = How(paper, choice.across, choice.points, colour=choice.colour,
                  own=Path(own) if own else None)  # fmt: skip
        order = Order(choice.printer, card.title, choice.tray, choice.copies, paper,
                      choice.across, choice.colour)  # fmt: skip
        asked = Asked(card, {"booking_id": booking_id, "now": self._clock()}, how)
        no = partial(self._on_refused, booking_id, called)
        then = partial(self._hand_over, booking_id, order, no)
        unread = partial(self._on_unread, booking_id)
        self._room.desk.read(asked.read(), then, owner=self, refused=unread)

    def _hand_over(
        self, booking_id: int, order: Order, no: Callable[[Refused], None], sheet: Sheet
    ) -> None:
        job = partial(_printed, self.printers, order, sheet)
        self._bench.do(job, partial(self._on_sent, booking_id), refused=no)

    def _on_sent(self, booking_id: int, _nothing: object) -> None:
        self.printing.discard(booking_id)

    def _on_unread(self, booking_id: int, refusal: Refused) -> None:
        self.printing.discard(booking_id)
        self._room.messages.say("refuse", refusal.sentence)

    def _on_refused(self, booking_id: int, called: str, refusal: Refused) -> None:
        self.printing.discard(booking_id)
        words = self.tr("The booking of {0} stands. {1}").format(called, refusal.sentence)
        walk = partial(self._elsewhere, booking_id, called)
        self._room.messages.say("refuse", words, self.tr("Go to Print"), WAY_ON, walk)

    def _elsewhere(self, booking_id: int, called: str) -> None:
        self._room.go_to.emit("card", (booking_id, called))


def _printed(printers: Printers, order: Order, sheet: Sheet) -> None:
    """Press a card and hand it to its printer; it is too short to be stopped."""
    printers.print(order, sheet, press.pdf(sheet).data, lambda _page, _pages: True)
