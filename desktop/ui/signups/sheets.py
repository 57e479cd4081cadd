"""Sheets in the Sign-ups tab: entered from the finder, said beside the register they are about."""

from collections.abc import Callable

from PySide6.QtCore import QObject, Slot

from desktop.data.entering import Entered
from desktop.ui.finder.finder import Finder


class Sheets(QObject):
    """Lets the finder take sheets; `show` opens a session, `say` says what was done."""

    def __init__(
        self, finder: Finder, show: Callable[[int], None], say: Callable[[str], None],
        refuse: Callable[..., None], parent: QObject,
    ) -> None:  # fmt: skip
        super().__init__(parent)
        self._finder, self._show, self._say = finder, show, say
        preview = finder.take_sheets()
        preview.entered.connect(self._on_entered)
        preview.refused.connect(refuse)

    def enter(self, text: str) -> None:
        """Enter a sheet that was typed elsewhere, as if it had been typed here."""
        self._finder.start(text)
        self._finder.box.entered.emit()

    @Slot(object)
    def _on_entered(self, done: Entered) -> None:
        self._show(done.session_id)
        self._say(self.tr("Entered. {0}").format(done.words))
        self._finder.box.selectAll()
