"""The strip at the foot of the register that cancels one booking, with a reason if there is one."""

from datetime import date

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QWidget

from desktop.data.activities import SessionCard
from desktop.data.registers import RegisterLine
from desktop.rules.companions import together
from desktop.ui.signups.strip import Strip
from desktop.ui.signups.words import what_and_when
from desktop.ui.widgets.segments import Segments


class CancelStrip(Strip):
    """Asks why and who cancels; both may be left as they are.

    Signals:
        agreed: cancel it (RegisterLine, str reason, str by whom).
    """

    agreed = Signal(object, str, str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._line: RegisterLine | None = None
        self.reason.setObjectName("cancel_reason")
        self.reason.setMaxLength(300)
        self.reason.setPlaceholderText(self.tr("Reason, if there is one"))
        self.reason.setAccessibleName(self.tr("Reason, if there is one"))
        choices = (
            ("person", self.tr("They cancel")),
            ("practice", self.tr("We cancel")),
        )
        self.by_whom = Segments(self.tr("Who cancels"), choices)
        self.yes.set_words(self.tr("Cancel booking"))
        self.lay_out(self.by_whom)

    def ask(self, session: SessionCard, line: RegisterLine, today: date) -> None:
        """Open for one booking, the cursor in the reason."""
        self._line = line
        words = self.tr("Cancel the booking of {0}: {1}?")
        self.by_whom.choose("person")
        everybody = together(line.called, len(line.along))
        self.open_for(words.format(everybody, what_and_when(session, today)))

    @Slot()
    def agree(self) -> None:
        self.hide()
        self.agreed.emit(self._line, self.reason.text().strip(), self.by_whom.choice())
