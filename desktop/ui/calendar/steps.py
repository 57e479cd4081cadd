"""What is done from the calendar: a session made, booked on, changed, called off, a memo."""

from collections.abc import Callable
from datetime import date
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Slot

from desktop.data.activities import SessionCard
from desktop.rules.days import day
from desktop.rules.refusal import Refused
from desktop.ui.calendar.drawing import is_past
from desktop.ui.calendar.words import in_full
from desktop.ui.screen import WAY_ON

if TYPE_CHECKING:
    from datetime import datetime

    from desktop.data.moves import Moved
    from desktop.ui.calendar.carried import Carried
    from desktop.ui.calendar.screen import CalendarScreen


class Steps(QObject):
    """Asks what has to be asked, has it done, and says so over the calendar."""

    def __init__(self, screen: "CalendarScreen") -> None:
        super().__init__(screen)
        self._screen = screen
        self._held = ""
        screen.on_paper = lambda: ("week", screen.day())

    @Slot()
    def open_register(self) -> None:
        """Go to the chosen session's register."""
        session = self._screen.sides.session()
        if session:
            self._screen.go_to.emit("session", session.id)

    @Slot()
    def book(self) -> None:
        """Go and book somebody, unless the rules will say no."""
        session = self._screen.sides.session()
        if session is None:
            return
        no = why_not(session, self._screen.now())
        if no:
            self._screen.say_no(Refused(no))
        else:
            self._screen.go_to.emit("book", session.id)

    @Slot()
    def new_session(self) -> None:
        """Ask for a new session, on the chosen day or today."""
        from desktop.ui.calendar.session_dialog import SessionDialog

        screen = self._screen
        on = max(screen.day(), screen.now().date())
        dialog = SessionDialog(screen.desk, screen.now, on, screen)
        dialog.made.connect(self._on_made)
        dialog.ask()

    @Slot()
    def new_series(self) -> None:
        """Ask for a new series."""
        self._screen.go_to.emit("new series", None)

    @Slot()
    def close_days(self) -> None:
        """Ask for a closure, from the chosen day on."""
        self._screen.go_to.emit("closure", self._screen.day())

    @Slot()
    def change(self) -> None:
        """Ask what shall be different about the chosen session."""
        self._ask_to("change session", "Not changed")

    @Slot()
    def cancel(self) -> None:
        """Ask before the chosen session is called off."""
        self._ask_to("cancel session", "Not cancelled")

    @Slot()
    def call_off_or_bring_back(self) -> None:
        """Do what the button says."""
        session = self._screen.sides.session()
        (self.bring_back if session and session.cancelled else self.cancel)()

    @Slot()
    def bring_back(self) -> None:
        """Let the chosen session be on after all."""
        session = self._screen.sides.session()
        if session:
            self._bring_back(session, "")

    def _bring_back(self, session: SessionCard, reason: str) -> None:
        from desktop.data import moves

        back = partial(moves.bring_back, session_id=session.id, reason=reason)
        self._screen.desk.write(
            back, partial(self._on_back, session), owner=self._screen,
            refused=partial(self._on_not_back, session),
        )  # fmt: skip

    def _on_not_back(self, session: SessionCard, no: Refused) -> None:
        """Where only a clash stands in the way, a reason lets it be all the same."""
        screen, way = self._screen, no.way_on
        if way is None or way.kind != "anyway":
            screen.say_no(no)
            return
        ask = partial(self._ask_why, session, no.sentence)
        screen.messages.say("refuse", no.sentence, way.label, WAY_ON, ask)

    def _ask_why(self, session: SessionCard, clash: str) -> None:
        from desktop.ui.calendar.reason_dialog import ReasonDialog

        title = in_full(session, self._screen.now().date())
        dialog = ReasonDialog(title, clash, self._screen)
        dialog.given.connect(partial(self._bring_back, session))
        dialog.open()

    def by_key(self) -> dict[str, Callable[[], object]]:
        """Return what letters and Del do in every view."""
        return {
            "n": self.new_session,
            "shift+n": self.new_series,
            "b": self.book,
            "c": self.close_days,
            "e": self.change,
            "del": self.cancel,
            "r": self.bring_back,
            "m": self.write_memo,
            "p": self.print_register,
        }

    @Slot()
    def print_register(self) -> None:
        """Go to the Print tab with the register of the chosen session."""
        session = self._screen.sides.session()
        if session:
            self._screen.go_to.emit("print", ("session", session.id))

    @Slot()
    def write_memo(self) -> None:
        """Ask what the desk should know of the chosen day."""
        from desktop.ui.calendar.memo_dialog import MemoDialog

        screen, on = self._screen, self._screen.day()
        dialog = MemoDialog(screen.desk, on, screen.marks.memo(on), screen.now().date(), screen)
        dialog.saved.connect(self._on_memo)
        dialog.open()

    @Slot(object)
    def show_held(self, carried: "Carried | None") -> None:
        """Say where a session is held and what putting it down there means."""
        from desktop.ui.calendar.carried import held_words

        messages = self._screen.messages
        if self._held:
            messages.withdraw(self._held)
        self._held = ""
        if carried:
            self._held = held_words(carried, self._screen.now().date())
            put = self._screen.sides.view().drop
            messages.say("info", self._held, self.tr("Move it"), "Enter", put)

    @Slot(object)
    def move(self, carried: "Carried") -> None:
        """Move one session to where it was put down."""
        from desktop.data import moves

        session = carried.session
        move = partial(
            moves.move, session_id=session.id, version=session.version, on=carried.on,
            starts=carried.starts,
        )  # fmt: skip
        then = partial(self._on_moved, carried)
        self._screen.desk.write(move, then, owner=self._screen, refused=self._screen.say_no)

    def _on_moved(self, carried: "Carried", done: "Moved") -> None:
        from desktop.ui.calendar.carried import moved_words

        self._screen.show_session(done.session_id, carried.on)
        self.say_done(moved_words(carried, done.to_tell, self._screen.now().date()))

    def say_done(self, sentence: str) -> None:
        """Say what was done, with the way back."""
        undo = partial(self._screen.go_to.emit, "undo", None)
        self._screen.messages.say("good", sentence, self.tr("Undo"), "Ctrl+Z", undo)

    @Slot(int, object, str)
    def _on_made(self, session_id: int, on: date, words: str) -> None:
        self._screen.show_session(session_id, on)
        self.say_done(self.tr("Added {0}.").format(words))
        self._screen.sides.view().setFocus()

    def _ask_to(self, place: str, not_done: str) -> None:
        """Open a dialog about the chosen session, unless the rules will say no."""
        screen, session = self._screen, self._screen.sides.session()
        if session is None:
            return
        named = f"{session.title} on {day(session.date, screen.now().date())}"
        if session.cancelled:
            screen.say_no(Refused(f"{not_done}. {named} is not on. R brings it back."))
        elif is_past(session, screen.now()):
            screen.say_no(Refused(f"{not_done}. {named} is over."))
        else:
            screen.go_to.emit(place, session.id)

    def _on_back(self, session: SessionCard, done: "Moved") -> None:
        said = self.tr("Brought back {0}.").format(in_full(session, self._screen.now().date()))
        one, several = self.tr("1 person to tell."), self.tr("{0} people to tell.")
        tell = one if done.to_tell == 1 else several.format(done.to_tell) if done.to_tell else ""
        self.say_done(f"{said} {tell}".strip())

    @Slot(object, str)
    def _on_memo(self, on: date, text: str) -> None:
        said = day(on, self._screen.now().date())
        done = self.tr("Saved the memo for {0}.") if text else self.tr("{0} has no memo now.")
        self.say_done(done.format(said))


def why_not(session: SessionCard, now: "datetime") -> str:
    """Say why nobody can be booked, as the rules will say it; "" if somebody can."""
    on = day(session.date, now.date())
    if session.cancelled:
        return f"Not booked. {session.title} on {on} is cancelled."
    if is_past(session, now):
        return f"Not booked. {session.title} on {on} is over."
    return ""
