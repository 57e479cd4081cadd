"""Giving a line to a colleague: who takes it is seen on all desks until the day is over."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QStringListModel, Qt, Signal, Slot
from PySide6.QtWidgets import QCompleter, QWidget

from desktop.data import on_it
from desktop.rules.refusal import Refused
from desktop.ui.desk import Desk
from desktop.ui.todo.asking import Asking
from desktop.ui.widgets.buttons import PlainButton
from desktop.ui.widgets.field import Field


class GiveDialog(Asking):
    """Asks for a name; Enter gives the line.

    Signals:
        given: it is done (str, what to say).
    """

    given = Signal(str)

    def __init__(self, desk: Desk, line: tuple[str, int], called: str, parent: QWidget) -> None:
        act = PlainButton(self.tr("Give"), icon="user-switch", key="Enter", kind="main")
        super().__init__("give", self.tr("Keep it"), act, 460, parent)
        self._desk, self._line, self._busy = desk, line, False
        telling = line[0] == on_it.TELLING
        all_of_it = self.tr("Everybody of this list who has not heard yet goes along.")
        one = self.tr("All desks see who has it, until the day is over.")
        whom = self.tr("this list") if telling else called
        title = self.tr("Give {0} to a colleague").format(whom)
        self.ask_about(title, all_of_it if telling else one)
        self.to = Field(self.tr("Who takes it?"), hint=self.tr("a name or a desk"), icon="user")
        self.to.box.setObjectName("give_to")
        self._known = QStringListModel(self)
        completer = QCompleter(self._known, self)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        self.to.box.setCompleter(completer)
        self.body.addWidget(self.to)
        self.act.clicked.connect(self._on_act)
        self.act.setDefault(True)

    def ask(self) -> None:
        """Open, with the colleagues there are to choose from."""
        self.open()
        self.to.setFocus()
        self._desk.read(on_it.colleagues, self._show, owner=self, latest="colleagues")

    def _show(self, names: Sequence[str]) -> None:
        self._known.setStringList(list(names))

    @Slot()
    def _on_act(self) -> None:
        if self._busy:
            return
        self._busy = True
        what, line_id = self._line
        action = partial(on_it.give, what=what, line_id=line_id, to=self.to.text())
        self._desk.write(action, self._on_done, owner=self, refused=self._on_refused)

    def _on_done(self, lines: int) -> None:
        to = self.to.text().strip()
        several = self.tr("{0} has {1} lines now.").format(to, lines)
        self.given.emit(self.tr("{0} has it now.").format(to) if lines == 1 else several)
        self.accept()

    def _on_refused(self, refusal: Refused) -> None:
        self._busy = False
        self.to.refuse(refusal.sentence)
