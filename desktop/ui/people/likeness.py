"""Whether somebody new is perhaps here already."""

from collections.abc import Callable
from datetime import datetime
from functools import partial

from PySide6.QtCore import QObject, Signal

from desktop.data import finding
from desktop.data.finding import Found, FoundPerson
from desktop.rules.names import fold
from desktop.ui.desk import Desk
from desktop.ui.people import checks


class Likeness(QObject):
    """Looks for somebody of the same name with the same date of birth or the same phone.

    Signals:
        seen: who is perhaps meant (FoundPerson), or None.
    """

    seen = Signal(object)

    def __init__(self, desk: Desk, clock: Callable[[], datetime], parent: QObject) -> None:
        super().__init__(parent)
        self._desk, self._clock = desk, clock
        self._name = ""
        self._found: dict[str, FoundPerson | None] = {}

    def look_for(self, first: str, last: str, born: str, phone: str) -> None:
        """Look again; `born` and `phone` as they stand in their boxes."""
        self._name, self._found = f"{first} {last}".strip(), {}
        if not self._name:
            self.seen.emit(None)
            return
        day = checks.born_of(born, self._clock().date())
        self._ask("born", f"{self._name} {day:%d/%m/%Y}" if day else "")
        number = checks.tidy("phone0", phone, self._clock().date())
        self._ask("phone", number)

    def _ask(self, by: str, text: str) -> None:
        if not text:
            self._tell(by, None)
            return
        query = partial(finding.find, text=text, today=self._clock().date())
        self._desk.read(query, partial(self._on_found, by), owner=self, latest=by)

    def _on_found(self, by: str, found: Found) -> None:
        same = (each for each in found.people if fold(each.plain) == fold(self._name))
        self._tell(by, next(same, None))

    def _tell(self, by: str, person: FoundPerson | None) -> None:
        self._found[by] = person
        self.seen.emit(self._found.get("born") or self._found.get("phone"))
