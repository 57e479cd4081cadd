"""What the desk does about who comes along, and about rides, from the register and the card."""

from collections.abc import Callable
from datetime import datetime
from functools import partial

from PySide6.QtCore import QObject, Signal, Slot

from desktop.rules.days import clock
from desktop.ui.signups.chosen import Chosen
from desktop.ui.signups.register_pane import RegisterPane
from desktop.ui.signups.rows import Line
from desktop.ui.signups.steps import Steps
from desktop.ui.signups.under import AlongLine


class Company(QObject):
    """Carries wishes about companions and rides to the steps and the dialogs.

    Signals:
        go_to: a dialog is wanted (str place, (int session id, int person id)).
    """

    go_to = Signal(str, object)

    def __init__(
        self, steps: Steps, middle: RegisterPane, chosen: Chosen, clock: Callable[[], datetime],
        parent: QObject,
    ) -> None:  # fmt: skip
        super().__init__(parent)
        self._steps, self._middle, self._chosen, self._clock = steps, middle, chosen, clock
        middle.view.asked_about.connect(self._on_line)
        middle.view.along_wanted.connect(self._on_along)

    def add_keys(self, add_key: Callable[[str, Callable[[], object]], object]) -> None:
        """Let two keys ask the same from the finder, where a letter alone is typed."""
        add_key("Ctrl+G", self.ask_company)
        add_key("Ctrl+I", self.ask_ride)

    @Slot()
    def ask_company(self) -> None:
        """Ask who comes along with whoever is chosen, on the register or in the finder."""
        self._ask("companions", self._chosen.person())

    @Slot()
    def ask_ride(self) -> None:
        """Ask how whoever is chosen gets here and home."""
        self._ask("ride", self._chosen.person())

    @Slot(str, object)
    def _on_line(self, place: str, line: Line) -> None:
        self._ask(place, line.person_id or None)

    def _ask(self, place: str, person_id: int | None) -> None:
        register = self._middle.shown()
        if person_id is None or register is None:
            self._steps.told.emit(self.tr("Choose somebody first."))
        else:
            self.go_to.emit(place, (register.session.id, person_id))

    @Slot(object, str)
    def _on_along(self, line: AlongLine, wish: str) -> None:
        from desktop.data import one_companion

        name, at = line.name, clock(self._clock().time())
        whose = line.whose.called if line.whose else ""
        words = {
            "arrived": self.tr("{0} has arrived. Marked at {1}."),
            "missed": self.tr("{0} did not come. Marked at {1}."),
            "booked": self.tr("{0} is back to booked. Marked at {1}."),
            "cancel": self.tr("Cancelled. {0} does not come along with {2}."),
        }[wish].format(name, at, whose or self.tr("anybody"))
        if wish == "cancel":
            action = partial(one_companion.cancel, companion_id=line.along.id)
        else:
            action = partial(one_companion.mark, companion_id=line.along.id, as_=wish)
        self._steps.do(action, line.person_id, words)
