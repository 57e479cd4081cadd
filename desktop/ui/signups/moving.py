"""Moving a booking: the list of sessions is where to choose, Enter moves, Esc leaves it."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from PySide6.QtCore import QObject, Qt, Signal, Slot
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop.data.registers import Register, RegisterLine
from desktop.rules import rebooking as rules
from desktop.rules.refusal import Refused
from desktop.rules.signups import has_room
from desktop.ui.signups.choice import facts_of
from desktop.ui.signups.rows import Preview
from desktop.ui.signups.session_pane import SessionPane
from desktop.ui.widgets.flow import Flow
from desktop.ui.widgets.key_strip import KeyButton
from desktop.ui.widgets.label import Label


@dataclass(frozen=True, slots=True)
class Move:
    """Whose booking is to go elsewhere, and from which session."""

    line: RegisterLine
    session_id: int


class MoveStrip(QWidget):
    """Says above the list whom it is for now, and with which keys."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("move_strip")
        self.words = Label("", "strong", wrap=True)
        self.here = KeyButton("Enter", self.tr("Move here"))
        self.leave = KeyButton("Esc", self.tr("Leave it"))
        buttons = Flow(6, 2)
        for each in (self.here, self.leave):
            buttons.addWidget(each)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 4, 10, 6)
        column.setSpacing(2)
        column.addWidget(self.words)
        column.addLayout(buttons)  # its buttons take no focus: the list keeps the keyboard
        self.hide()

    def ask(self, called: str) -> None:
        """Say who is to be moved."""
        self.words.setText(self.tr("Move {0} to …").format(called))
        self.setAccessibleName(self.words.text())
        self.show()


class Moving(QObject):
    """Knows whose booking is being moved, while the list of sessions is where to choose.

    Signals:
        wanted: move it there (RegisterLine, SessionCard).
        refused: no, with the reason (Refused), and about whom (int person id).
        left: it stays where it is (int session id).
        ended: nothing is being moved any more.
    """

    wanted = Signal(object, object)
    refused = Signal(object, int)
    left = Signal(int)
    ended = Signal()

    def __init__(
        self, sessions: SessionPane, clock: Callable[[], datetime], parent: QObject
    ) -> None:
        super().__init__(parent)
        self._sessions, self._clock = sessions, clock
        self._move: Move | None = None
        self._register: Register | None = None
        self.strip = MoveStrip()
        sessions.show_above(self.strip)
        self._esc = QShortcut(QKeySequence("Esc"), sessions, self.leave)
        self._esc.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        self._esc.setEnabled(False)
        self.strip.here.clicked.connect(self.take)
        self.strip.leave.clicked.connect(self.leave)

    def start(self, line: RegisterLine) -> bool:
        """Ask where a line of the register on show is to go; False if it has to stay."""
        register = self._register
        if register is None:
            return False
        now, facts = self._clock(), facts_of(register.session)
        try:
            rules.check_can_move(facts, line.called, line.mark, now=now, today=now.date())
        except Refused as no:
            self.refused.emit(no, line.person_id)
            return False
        self._set(Move(line, register.session.id))
        self.strip.ask(line.called)
        return True

    def show_register(self, register: Register | None) -> None:
        """Take what is on show: where it would go, or from where."""
        self._register = register

    def preview(self) -> Preview | None:
        """Return where they would stand on the register on show, if they can be put there."""
        move, register = self._move, self._register
        if move is None or register is None:
            return None
        party = 1 + sum(each.brought.takes for each in move.line.along)
        if not has_room(register.session, self._clock(), party):
            return None
        if any(each.person_id == move.line.person_id for each in register.lines):
            return None
        return Preview(move.line.name, move.line.sort_key, move.line.needs)

    @Slot()
    def take(self) -> bool:
        """Move it to the session on show; False if nothing is being moved."""
        if self._move is None:
            return False
        if self._register is not None:
            self.wanted.emit(self._move.line, self._register.session)
        return True

    @Slot()
    def leave(self) -> None:
        """Leave it where it is, and go back there."""
        if self._move is not None:
            back = self._move.session_id
            self.end()
            self.left.emit(back)

    @Slot()
    def end(self) -> None:
        """Be done with it."""
        if self._move is not None:
            self._set(None)
            self.strip.hide()
            self.ended.emit()

    def _set(self, move: Move | None) -> None:
        self._move = move
        self._esc.setEnabled(move is not None)
