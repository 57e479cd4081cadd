"""A sheet typed into the finder, "K7: 1 2 4-7 9d": what it would do, and Enter does it."""

from functools import partial

from PySide6.QtCore import Signal, Slot
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from desktop.data import entering
from desktop.data.changes import Changes, Topic
from desktop.data.entering import Entered, Preview
from desktop.rules.refusal import Refused
from desktop.rules.sheets import is_line
from desktop.ui.desk import Desk
from desktop.ui.widgets.notice import Notice


class SheetPreview(QWidget):
    """Stands under the box while a sheet is typed there; the keyboard stays in the box.

    Signals:
        entered: the sheet has been entered (Entered).
        refused: it was not (Refused).
    """

    entered = Signal(object)
    refused = Signal(object)

    def __init__(self, desk: Desk, box: QLineEdit, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("sheet_preview")
        self.setAccessibleName(self.tr("Sheet"))
        self._desk, self._box = desk, box
        self._seen: Preview | None = None
        self._held = self._writing = False
        self.would, self.notes = Notice("info"), Notice("caution")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self.would)
        column.addWidget(self.notes)
        self.hide()
        desk.changed.connect(self._on_changed)
        desk.reachable.connect(self._on_reachable)
        desk.failed.connect(self._on_failed)

    def ask(self, text: str) -> bool:
        """Whether a sheet is typed; then its preview is asked for, else this goes away."""
        self._held, self._seen = False, None
        if not is_line(text):
            self.hide()
            return False
        query = partial(entering.preview, text=text)
        self._desk.read(query, self._on_preview, owner=self, latest="sheet")
        return True

    def enter(self) -> None:
        """Enter the sheet: at once, or as soon as it is known what that does."""
        if self._seen is None:
            self._held = True
        elif self._seen.no:
            self.refused.emit(Refused(self._seen.no))
        elif not self._writing:
            self._writing = True
            self._desk.write(
                partial(entering.enter, text=self._seen.text), self._on_entered, owner=self,
                refused=self._on_refused, lost=self._on_lost,
            )  # fmt: skip

    def _on_preview(self, seen: Preview) -> None:
        if seen.text != self._box.text():
            return
        again, self._seen = self.isVisible(), seen
        if seen.no:
            self.would.show_sentence("refuse" if seen.no.startswith("Not ") else "info", seen.no)
        else:
            words = self.tr("{0}: {1}. Enter enters it.").format(seen.about, seen.counts)
            self.would.show_sentence("good", words)
        self.notes.show_sentence("caution", " ".join(seen.notes))
        self.notes.setVisible(bool(seen.notes))
        self.show()
        self._read_aloud(again)
        if self._held:
            self._held = False
            self.enter()

    def _read_aloud(self, again: bool) -> None:
        """Tell a screen reader: at first what this is, later only what has changed."""
        said = " ".join(filter(None, (self.would.sentence(), *self._notes())))
        words = said if again else self.tr("Sheet. {0}").format(said)
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self._box, words))

    def _notes(self) -> tuple[str, ...]:
        return self._seen.notes if self._seen else ()

    def _on_entered(self, done: Entered) -> None:
        self._writing = False
        self.entered.emit(done)

    def _on_refused(self, no: Refused) -> None:
        self._writing = False
        self.refused.emit(no)
        self.ask(self._box.text())

    def _on_lost(self, sentence: str) -> None:
        self._writing = False
        self._desk.not_confirmed.emit(sentence)

    @Slot(object)
    def _on_failed(self, _error: BaseException) -> None:
        self._writing = False

    @Slot(bool, str)
    def _on_reachable(self, reachable: bool, _sentence: str) -> None:
        if not reachable:
            self._held = False  # an Enter from before must not act minutes later

    @Slot(object)
    def _on_changed(self, changes: Changes) -> None:
        if Topic.SIGNUPS in changes and self.isVisible():
            self.ask(self._box.text())
