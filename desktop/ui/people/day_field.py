"""A box for a day, typed as people say it; below it stands the day that was understood."""

from collections.abc import Callable
from datetime import date, datetime

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QWidget

from desktop.rules.days import day, read_day
from desktop.rules.refusal import Refused
from desktop.ui.widgets.field import Field


class DayField(Field):
    """Reads "1 March", "next Tuesday", "in 2 weeks"; empty is no day, and `empty` says so."""

    def __init__(
        self, label: str, clock: Callable[[], datetime], *, empty: str = "",
        parent: QWidget | None = None,
    ) -> None:  # fmt: skip
        super().__init__(label, hint=empty, icon="calendar-blank", parent=parent)
        self._label, self._clock, self._empty = label, clock, empty
        self.changed.connect(self._on_changed)

    def ask_for(self, label: str, empty: str) -> None:
        """Ask for another day; `empty` says what no day means."""
        self._label, self._empty = label, empty
        self._on_changed()

    def show_day(self, on: date | None) -> None:
        """Put a day into the box."""
        self.set_text(f"{on.day} {on:%B %Y}" if on else "")

    def on(self) -> date | None:
        """Return the day; None for an empty box; Refused for what is no day."""
        text = self.text().strip()
        return read_day(text, self._clock().date()) if text else None

    @Slot()
    def _on_changed(self) -> None:
        self.accept()
        try:
            found = self.on()
        except Refused:
            self.say(self._label, "")
            return
        said = day(found, self._clock().date()) if found else self._empty
        self.say(self._label, said)
