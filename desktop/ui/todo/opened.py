"""The line that is open at this desk: its place is held, all desks see who is on it."""

from collections.abc import Callable
from functools import partial
from typing import Any

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from desktop.data import on_it, places_to_offer
from desktop.data.offer_lines import OfferLine
from desktop.data.places_to_offer import PlacesToOffer, Rung
from desktop.data.reminders import Reminder
from desktop.data.telling import ToTell
from desktop.data.to_ring import ToRing
from desktop.rules.places_to_offer import Outcome
from desktop.rules.refusal import Refused
from desktop.ui.desk import Desk
from desktop.ui.todo.answering import what_of
from desktop.ui.todo.lines import CallRow, Line

RESTS_MS = 450
"""A line the eye rests on for so long is open; those the arrow keys run over are not."""


class Opened(QObject):
    """Takes the hold of a line that is opened, and lets go of it when the line is left.

    What it writes is nobody's own doing, so that Undo leaves it alone.

    Signals:
        refused: a place could not be held (Refused).
    """

    refused = Signal(object)

    def __init__(self, desk: Desk, parent: QObject) -> None:
        super().__init__(parent)
        self._desk = desk
        self._row: CallRow | None = None
        self._taken: tuple[str, int] | None = None
        self._then: Callable[[int], object] | None = None
        self._asked: object = None
        self._by_itself = False
        self._soon = QTimer(self, singleShot=True, interval=RESTS_MS)
        self._soon.timeout.connect(self._take)

    def open(self, row: Line | None, here: str) -> None:
        """Open a line in place of the one before; the same one anew changes nothing."""
        mine = row if isinstance(row, CallRow) else None
        same = mine is not None and self._row is not None and mine.key == self._row.key
        if not same:
            self.leave()
        self._row, self._then = mine, None if not same else self._then
        if mine is not None and (held := _held_here(mine, here)) is not None:
            self._taken = ("offer", held)
        elif not same and mine is not None and _may_take(mine):
            self._soon.start()

    def leave(self) -> None:
        """Let go of the line that is open; the place is free for every desk again."""
        self._soon.stop()
        row, taken = self._row, self._taken
        self._row = self._taken = self._then = None
        if row is not None and taken is not None:
            self._by_the_way(_leaving(*taken))

    def answered(self) -> None:
        """Forget the hold: an answer has ended it."""
        self._soon.stop()
        self._taken = self._then = None

    def hold_then(self, row: CallRow, reason: str, then: Callable[[int], object]) -> None:
        """Hold the place of an offer, if it is not held yet, then go on with the hold's id."""
        self._soon.stop()
        if self._taken is not None and self._row is not None and self._row.key == row.key:
            then(self._taken[1])
            return
        self._row, self._then, self._by_itself = row, then, False
        if self._asked != row.key:  # else the hold is on its way
            self._ring(row, reason)

    @Slot()
    def _take(self) -> None:
        row = self._row
        if row is None or not _may_take(row):  # it may be another's turn by now
            return
        if isinstance(row.line, OfferLine):
            self._by_itself = True
            self._ring(row, "")
        else:
            what, line_id = what_of(row)
            self._taken = (what, line_id)
            self._by_the_way(partial(on_it.take, what=what, line_id=line_id))

    def _ring(self, row: CallRow, reason: str) -> None:
        if isinstance(row.line, OfferLine):
            ring = partial(places_to_offer.ring, waiting_id=row.line.waiting_id, reason=reason)
            self._asked = row.key
            self._desk.write(ring, partial(self._on_held, row.key), owner=self,
                             refused=self._on_refused, lost=self._on_lost, quiet=True)  # fmt: skip

    def _on_held(self, key: object, rung: Rung) -> None:
        self._asked = None
        if self._row is None or self._row.key != key:  # the line was left while it was asked for
            self._by_the_way(_leaving("offer", rung.hold_id))
            return
        self._taken, then = ("offer", rung.hold_id), self._then
        self._then = None
        if then is not None:
            then(rung.hold_id)

    def _by_the_way(self, action: Callable[..., Any]) -> None:
        """Write what lapses by itself; nobody is told when it cannot be written."""
        self._desk.write(action, owner=self, refused=_nothing, lost=_nothing, quiet=True)

    def _on_refused(self, refusal: Refused) -> None:
        self._asked = self._then = None
        if not self._by_itself:  # nobody asked for what the list did by itself
            self.refused.emit(refusal)

    def _on_lost(self, sentence: str) -> None:
        self._asked = self._then = None
        self._desk.not_confirmed.emit(sentence)


def _may_take(row: CallRow) -> bool:
    """Whether opening a line says that this desk is on it: of an offer, only whose turn it is."""
    if isinstance(row.line, OfferLine) and isinstance(row.of, PlacesToOffer):
        return row.of.next is not None and row.of.next.waiting_id == row.line.waiting_id
    if isinstance(row.line, Reminder) and row.line.outcome:
        return False
    return isinstance(row.line, ToTell | ToRing | Reminder) and not row.on_it


def _held_here(row: CallRow, here: str) -> int | None:
    held = row.line.held if isinstance(row.line, OfferLine) else None
    return held.hold_id if held is not None and held.pc == here else None


def _leaving(what: str, taken: int) -> Callable[..., Any]:
    if what == "offer":
        return partial(places_to_offer.answer, hold_id=taken, outcome=Outcome.LET_GO.value)
    return partial(on_it.leave, what=what, line_id=taken)


def _nothing(_: Refused | str) -> None:
    """Keep still: it lapses by itself."""
