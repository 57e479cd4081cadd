"""Whether somebody new is perhaps here already: looked for while the form is filled in."""

from collections.abc import Callable
from datetime import datetime
from functools import partial

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from desktop.data import likeness
from desktop.data.likeness import Like
from desktop.rules.likeness import Traits
from desktop.rules.names import Name
from desktop.rules.people import read_nhs_number, read_phone
from desktop.rules.refusal import Refused
from desktop.ui.desk import Desk
from desktop.ui.people import checks

PAUSE_MS = 250  # nobody is looked up for every letter


class Likeness(QObject):
    """Looks, once the typing stops, for somebody with the same number, name or birthday.

    Signals:
        seen: who is perhaps meant (tuple of Like), the likeliest first.
    """

    seen = Signal(tuple)

    def __init__(
        self, desk: Desk, clock: Callable[[], datetime], but: int | None, parent: QObject
    ) -> None:
        super().__init__(parent)
        self._desk, self._clock, self._but = desk, clock, but
        self._began = self._traits = Traits(Name())
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(PAUSE_MS)
        self._soon.timeout.connect(self._on_still)

    def begin(self, text: Callable[[str], str]) -> None:
        """Take what stands in the boxes as known: only what is typed then is looked for."""
        self._began = self._traits = self._read(text)

    def look_for(self, text: Callable[[str], str]) -> None:
        """Look soon, if anything is different by which people are known."""
        traits = self._read(text)
        if traits == self._traits:
            return
        self._traits = traits
        self._soon.start()

    @Slot()
    def _on_still(self) -> None:
        if self._traits == self._began:
            self.seen.emit(())
            return
        today = self._clock().date()
        query = partial(likeness.alike, traits=self._traits, today=today, but=self._but)
        self._desk.read(query, self._on_found, owner=self, latest="alike")

    def _on_found(self, found: tuple[Like, ...]) -> None:
        self.seen.emit(found)

    def _read(self, text: Callable[[str], str]) -> Traits:
        """Read the boxes; what is not understood yet says nothing."""
        name = Name("", text("first"), text("last"), text("preferred"), text("former"))
        born = checks.born_of(text("born"), self._clock().date()) if text("born") else None
        phone = _number(read_phone, text("phone0"))
        phones = frozenset({phone} if phone else ())
        return Traits(name, born, _number(read_nhs_number, text("nhs_number")), phones)


def _number(read: Callable[[str], str], text: str) -> str:
    try:
        return read(text)
    except Refused:
        return ""
