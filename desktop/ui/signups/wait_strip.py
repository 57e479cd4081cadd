"""The strip at the foot of the register that changes somebody's place on the waiting list."""

from PySide6.QtCore import Signal, Slot
from PySide6.QtGui import QIntValidator
from PySide6.QtWidgets import QHBoxLayout, QWidget

from desktop.data.waiting import WaitingLine
from desktop.rules.days import ordinal
from desktop.ui.look import current
from desktop.ui.signups.strip import Strip
from desktop.ui.widgets.field import Box
from desktop.ui.widgets.label import Label


class WaitStrip(Strip):
    """Asks for a place and why, or why somebody leaves; why the order changes has to be said.

    Signals:
        put: give them this place (WaitingLine, int, str reason).
        left: take them off the list (WaitingLine, str reason).
    """

    put = Signal(object, int, str)
    left = Signal(object, str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._line: WaitingLine | None = None
        self._puts = False
        self.reason.setObjectName("wait_reason")
        self.reason.setMaxLength(200)
        self.place = Box()
        self.place.setObjectName("wait_place")
        self.place.setMaxLength(3)
        self._range = QIntValidator(1, 1, self)
        self.place.setValidator(self._range)
        self.place.setAccessibleName(self.tr("Place on the list, 1 is first"))
        self.place.returnPressed.connect(self._on_place)
        self._which = QWidget()
        row = QHBoxLayout(self._which)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(Label(self.tr("Place"), "text", "ink2"))
        row.addWidget(self.place)
        row.addStretch(1)
        self.lay_out(self._which)

    def ask_place(self, line: WaitingLine, several: int) -> None:
        """Ask for another place on a list of so many; why is asked too."""
        self._open(line, puts=True)
        self._range.setTop(several)
        words = self.tr("Change the place of {0} on the waiting list, now {1} of {2}?")
        self.open_for(words.format(line.called, ordinal(line.place), several))
        self.place.setFixedWidth(current().px(64))
        self.place.setText("1" if line.place > 1 else "2")
        self.place.setFocus()
        self.place.selectAll()

    def ask_leave(self, line: WaitingLine) -> None:
        """Ask why somebody is to be taken off the list; it may be left empty."""
        self._open(line, puts=False)
        self.open_for(self.tr("Take {0} off the waiting list?").format(line.called))

    @Slot()
    def agree(self) -> None:
        line, why = self._line, self.reason.text().strip()
        if line is None:
            return
        if self._puts and not (why and self.place.hasAcceptableInput()):
            (self.reason if self.place.hasAcceptableInput() else self.place).setFocus()
            return
        self.hide()
        if self._puts:
            self.put.emit(line, int(self.place.text() or "0"), why)
        else:
            self.left.emit(line, why)

    def _open(self, line: WaitingLine, *, puts: bool) -> None:
        self._line, self._puts = line, puts
        self._which.setVisible(puts)
        said = self.tr("Why: everybody can see it") if puts else self.tr("Reason, if there is one")
        self.reason.setPlaceholderText(said)
        self.reason.setAccessibleName(said)
        self.yes.set_words(self.tr("Change place") if puts else self.tr("Take off the list"))
        self.yes.set_symbol("", "main" if puts else "danger")

    @Slot()
    def _on_place(self) -> None:
        self.reason.setFocus() if not self.reason.text().strip() else self.agree()
