"""At the door: what is done to a whole session, and what the menu of the register offers."""

from collections.abc import Callable
from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, QPoint, Slot
from PySide6.QtWidgets import QDialog, QWidget

from desktop.data.registers import Register, RegisterLine
from desktop.rules.handovers import may_read
from desktop.rules.refusal import Refused
from desktop.ui.desk import Desk
from desktop.ui.signups.chosen import Chosen
from desktop.ui.signups.register import RegisterView
from desktop.ui.signups.register_pane import RegisterPane
from desktop.ui.signups.rows import Line
from desktop.ui.signups.steps import Steps

if TYPE_CHECKING:
    from desktop.data.marking import MarkedAll
    from desktop.data.wrap_ups import WrapUp
    from desktop.ui.signups.ask_dialog import Question


class Door(QObject):
    """Does what concerns a whole session, and asks what needs a word; `go` leads elsewhere."""

    def __init__(
        self, desk: Desk, clock: Callable[[], datetime], middle: RegisterPane, steps: Steps,
        go: Callable[[str, Any], None],
    ) -> None:  # fmt: skip
        super().__init__(middle)
        self._desk, self._clock, self._middle, self._steps = desk, clock, middle, steps
        self.dialog: QDialog | None = None
        self._go = go
        self._typed: dict[int, Any] = {}  # what was left for later, by session
        middle.view.session_wanted.connect(self.do)
        middle.view.menu_wanted.connect(self._on_menu)

    @Slot(str)
    def do(self, wish: str) -> None:
        """Do something for the whole session on show: "mark all", "heads", "wrap up", "fire"."""
        shown = self._middle.shown()
        wishes: dict[str, Callable[[int], None]] = {
            "mark all": self._mark_all,
            "heads": self._count_heads,
            "wrap up": self._wrap_up,
        }
        if wish == "fire":
            self._go("building", None)
        elif shown:
            wishes[wish](shown.session.id)

    def new_person(self, chosen: Chosen, typed: str) -> None:
        """Write down somebody new who is here; else ask about them in their own form."""
        session = chosen.walking_in()
        if session is None:
            self._go("new person", typed)
            return
        from desktop.ui.finder.typed import person_typed

        self._steps.walk_in_new(session, person_typed(typed, self._clock().date()))

    def view(self) -> RegisterView:
        """Return the register, whose keys the menu shows."""
        return self._middle.view

    def mark(self, line: RegisterLine, as_: str) -> None:
        """Mark a line as the menu says."""
        self._steps.mark_line(line, as_)

    def went_home(self, line: RegisterLine) -> None:
        """Say that somebody has gone home before the end, or is here after all."""
        from desktop.data import marking

        words = self.tr("{0} has gone home.")
        if line.gone:
            words = self.tr("{0} is here after all.")
        step = partial(marking.left, booking_id=line.booking_id, gone=not line.gone)
        self.write(step, words.format(line.name), line.person_id)

    def has_been_before(self, line: RegisterLine) -> None:
        """Say that it is not somebody's first visit."""
        from desktop.data import first_visits

        step = partial(first_visits.not_the_first, booking_id=line.booking_id)
        words = self.tr("{0} has been before: nobody needs to meet them.")
        self.write(step, words.format(line.name), line.person_id)

    def agree(self, line: RegisterLine) -> None:
        """Say that somebody agreed to be rung the same day if not here, or no longer does."""
        from desktop.data import same_day

        agreed = not line.rung_if_not_here
        words = self.tr("{0} will be rung the same day if not here after 20 minutes.")
        if not agreed:
            words = self.tr("{0} will not be rung any more if not here.")
        step = partial(same_day.agree, person_id=line.person_id, agreed=agreed)
        self.write(step, words.format(line.name), line.person_id)

    def ask_who_meets(self, shown: Register, line: RegisterLine) -> None:
        """Ask who meets somebody at the door on their first visit."""
        from desktop.data import first_visits
        from desktop.ui.signups.ask_dialog import Question

        leader = shown.session.leader
        asked = Question(
            title=self.tr("First visit of {0}").format(line.called), name="meets",
            explained=self.tr("The register says so. Next day somebody rings: how was it?"),
            label=self.tr("Who meets them at the door?"), main=self.tr("Write it down"),
            done=self.tr("{0} will be met at the door.").format(line.name), icon="door-open",
            text=line.first_visit or leader, names=(leader,) if leader else (),
        )  # fmt: skip
        step = partial(first_visits.welcome, booking_id=line.booking_id)
        self.ask(asked, lambda name: partial(step, meets_name=name))

    def ask_call(self, shown: Register, line: RegisterLine) -> None:
        """Ask about what somebody is to be rung."""
        from desktop.data import calls
        from desktop.ui.signups.ask_dialog import Question

        asked = Question(
            title=self.tr("{0} needs a call").format(line.called), name="call_about",
            explained=self.tr("It stands in To do until somebody has rung."),
            label=self.tr("About what?"), main=self.tr("Put it on To do"),
            done=self.tr("On To do: ring {0}.").format(line.name), icon="phone",
        )  # fmt: skip
        step = partial(calls.needs_a_call, person_id=line.person_id, session_id=shown.session.id)
        self.ask(asked, lambda about: partial(step, about=about))

    def ask_note(self, shown: Register, line: RegisterLine) -> None:
        """Ask what a colleague should know about somebody for the next seven days."""
        from desktop.data import handovers
        from desktop.ui.signups.ask_dialog import Question

        asked = Question(
            title=self.tr("Note for a colleague about {0}").format(line.called), name="note",
            explained=f"{may_read(line.called)} {self.tr('It is gone after 7 days.')}",
            label=self.tr("What should they know?"), main=self.tr("Leave the note"),
            done=self.tr("The note is in To do for 7 days."),
        )  # fmt: skip
        step = partial(handovers.write, person_id=line.person_id, session_id=shown.session.id)
        self.ask(asked, lambda text: partial(step, text=text))

    def worry(self, line: Line | None) -> None:
        """Show what the practice says to do about a worry."""
        self._worry(self._middle.window(), line)

    def ask(self, question: "Question", then: Callable[[str], Any]) -> None:
        """Ask for one line of words; `then` makes a step of them, and a no stays in the dialog."""
        from desktop.ui.signups.ask_dialog import AskDialog

        dialog = AskDialog(self._desk, question, then, self._middle.window())
        dialog.done_with.connect(self._steps.said)
        self._open(dialog)

    def write(self, step: Callable[[Any], Any], words: str, person_id: int = 0) -> None:
        """Do a step and say so."""
        self._desk.write(
            step, lambda _: self._steps.said.emit(words), owner=self,
            refused=lambda no: self._steps.refused.emit(no, person_id),
        )  # fmt: skip

    def _mark_all(self, session_id: int) -> None:
        from desktop.data import marking

        step = partial(marking.mark_all, session_id=session_id)
        self._desk.write(step, self._on_all, owner=self, refused=self._on_refused)

    def _on_all(self, marked: "MarkedAll") -> None:
        one, several = self.tr("1 person has arrived."), self.tr("{0} people have arrived.")
        self._steps.said.emit(one if marked.number == 1 else several.format(marked.number))

    def _count_heads(self, session_id: int) -> None:
        from desktop.ui.signups.heads_dialog import HeadsDialog

        shown = self._middle.shown()
        if shown:
            window = self._middle.window()
            self._open(HeadsDialog(self._desk, shown.session, shown.nameless, window))

    def _wrap_up(self, session_id: int) -> None:
        from desktop.data import wrap_ups

        read = partial(wrap_ups.wrap_up, session_id=session_id)
        self._desk.read(read, self._open_wrap_up, owner=self, refused=self._on_refused)

    def _open_wrap_up(self, found: "WrapUp") -> None:
        from desktop.ui.signups.wrap_up_dialog import WrapUpDialog
        from desktop.ui.signups.wrap_up_parts import Typed

        shown, session_id = self._middle.shown(), found.session.id
        lines = shown.lines if shown and shown.session.id == session_id else ()
        typed = self._typed.pop(session_id, Typed())
        window = self._middle.window()
        dialog = WrapUpDialog(self._desk, self._clock, found, lines, typed, window)
        dialog.wrapped_up.connect(self._steps.said)
        dialog.worried.connect(partial(self._worry, dialog))
        dialog.put_off.connect(partial(self._typed.__setitem__, session_id))
        self._open(dialog)

    def _worry(self, over: QWidget, line: Line | None = None) -> None:
        from desktop.ui.signups.worry_dialog import WorryDialog

        shown = self._middle.shown()
        if shown:
            dialog = WorryDialog(self._desk, self._clock, shown.lines, line, over)
            dialog.passed_on.connect(self._steps.said)
            dialog.open()

    @Slot(QPoint)
    def _on_menu(self, at: QPoint) -> None:
        from desktop.ui.signups.door_menu import door_menu

        shown = self._middle.shown()
        if shown:
            menu = door_menu(self, shown, self._middle.view.line(), self._middle)
            menu.popup(at)

    def _open(self, dialog: QDialog) -> None:
        self.dialog = dialog
        dialog.finished.connect(self._on_closed)
        dialog.open()

    @Slot()
    def _on_closed(self) -> None:
        self.dialog = None
        self._middle.view.setFocus()

    @Slot(object)
    def _on_refused(self, no: Refused) -> None:
        self._steps.refused.emit(no, 0)
