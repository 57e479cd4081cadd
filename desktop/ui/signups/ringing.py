"""Why somebody may be ringing: the places they were rung about, and the key for their yes."""

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop.ui.widgets.buttons import PlainButton
from desktop.ui.widgets.notice import Notice

if TYPE_CHECKING:
    from desktop.data.places_to_offer import RingingAbout

YES = "Alt+Y"
MOST = 2


class Ringing(QWidget):
    """A notice for each of the first places; the first that is free has the key.

    Signals:
        yes: they would like this one (RingingAbout).
    """

    yes = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._abouts: tuple[RingingAbout, ...] = ()
        self._notices = [Notice("info", "", "phone") for _ in range(MOST)]
        self.buttons = [PlainButton(self.tr("Yes"), kind="main") for _ in range(MOST)]
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        for number, (notice, button) in enumerate(zip(self._notices, self.buttons, strict=True)):
            button.setObjectName(f"rings_yes_{number + 1}")
            button.clicked.connect(partial(self._on_yes, number))
            notice.add(button)
            column.addWidget(notice)
        self.hide()

    def show_ringing(self, abouts: "tuple[RingingAbout, ...]") -> None:
        """Show what somebody may be ringing about; nothing for nothing."""
        self._abouts = abouts[:MOST]
        self.setVisible(bool(abouts))
        free = self._free()
        for number, notice in enumerate(self._notices):
            notice.setVisible(number < len(self._abouts))
            if number < len(self._abouts):
                self._show(number, self._abouts[number], first=self._abouts[number] is free)

    def sentences(self) -> list[str]:
        """Return what is said."""
        return [each.words for each in self._abouts] if not self.isHidden() else []

    @Slot()
    def say_yes(self) -> None:
        """Take the first place that is still free."""
        free = self._free()
        if free is not None:
            self.yes.emit(free)

    def _show(self, number: int, about: "RingingAbout", *, first: bool) -> None:
        self._notices[number].show_sentence("info" if about.room else "caution", about.words)
        button = self.buttons[number]
        button.setVisible(about.room)
        button.set_words(self.tr("Yes"), self.tr("Yes: book it. {0}").format(about.words))
        button.set_key(YES if first else "")

    def _free(self) -> "RingingAbout | None":
        return next((each for each in self._abouts if each.room), None)

    def _on_yes(self, number: int) -> None:
        if number < len(self._abouts):
            self.yes.emit(self._abouts[number])
