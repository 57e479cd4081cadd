"""The dialogs of the editor: who else leads, and the practice's own lists."""

from collections.abc import Callable
from datetime import datetime
from functools import partial

from PySide6.QtCore import QObject, Slot
from PySide6.QtWidgets import QDialog, QWidget

from desktop.data.finding import FoundPerson
from desktop.ui.activities.editor import Editor
from desktop.ui.desk import Desk


class Asking(QObject):
    """Opens a dialog over the editor, and gives its answer to an input."""

    def __init__(
        self, desk: Desk, clock: Callable[[], datetime], editor: Editor, parent: QWidget
    ) -> None:
        super().__init__(parent)
        self._desk, self._clock, self._over, self._form = desk, clock, parent, editor.form
        self.dialog: QDialog | None = None
        self._form.leader_wanted.connect(self.ask_leader)
        self._form.categories_wanted.connect(self.open_categories)
        self._form.places_wanted.connect(self.open_places)

    @Slot()
    def ask_leader(self) -> None:
        """Find somebody to lead."""
        from desktop.ui.finder.dialog import FindPersonDialog

        dialog = FindPersonDialog(self._desk, self._clock, self.tr("Who leads it?"), self._over)
        dialog.taken.connect(self._on_leader)
        self._open(dialog)

    @Slot()
    def open_categories(self) -> None:
        """Change the list of categories; one that was added is chosen."""
        from desktop.ui.activities.lists import CategoriesDialog

        dialog = CategoriesDialog(self._desk, self._over)
        dialog.added.connect(partial(self._form.expect, "category_id"))
        self._open(dialog)

    @Slot()
    def open_places(self) -> None:
        """Change the list of places; one that was added is chosen."""
        from desktop.ui.activities.lists import PlacesDialog

        dialog = PlacesDialog(self._desk, self._clock().date(), self._over)
        dialog.added.connect(partial(self._form.expect, "place_id"))
        self._open(dialog)

    def _open(self, dialog: QDialog) -> None:
        self.dialog = dialog
        dialog.open()

    @Slot(object)
    def _on_leader(self, person: FoundPerson) -> None:
        self._form.offer_leader(person.id, person.plain)
