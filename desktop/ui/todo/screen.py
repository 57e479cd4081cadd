"""The To do tab: whom to ring and why, line by line, each settled by one key."""

from collections.abc import Callable, Sequence
from datetime import datetime
from functools import partial
from typing import Any

from PySide6.QtCore import Qt, QTimer, Slot
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from desktop.data import shelf, todo, weather
from desktop.data.activities import Choice, SessionCard
from desktop.data.changes import Topic
from desktop.data.offer_lines import OfferLine
from desktop.data.places_to_offer import PlacesToOffer
from desktop.data.telling import ToTell
from desktop.data.todo import Ripe, Todo
from desktop.data.unmarked import Unmarked
from desktop.rules.days import clock, day
from desktop.rules.refusal import Refused
from desktop.ui.desk import Desk
from desktop.ui.screen import Screen
from desktop.ui.todo.answering import Said, action_of, has_next, offer_answer, what_of
from desktop.ui.todo.call_pane import CallPane
from desktop.ui.todo.lines import CallRow, Line, Matter, ThingRow
from desktop.ui.todo.lines_pane import LinesPane
from desktop.ui.todo.matters_pane import MattersPane
from desktop.ui.todo.model import key_of
from desktop.ui.todo.opened import Opened
from desktop.ui.widgets.pane import Pane
from desktop.ui.widgets.panes import Panes


class TodoScreen(Screen):
    """One line at a time, each settled by one key.

    The line that is open is this desk's: a place is held, and every desk sees who is on it.

    Signals: those of Screen.
    """

    topics = frozenset({Topic.TELLING, Topic.ACTIVITIES, Topic.SIGNUPS, Topic.PEOPLE, Topic.IDEAS})

    def __init__(
        self, desk: Desk, clock: Callable[[], datetime], parent: QWidget | None = None
    ) -> None:
        super().__init__(desk, parent)
        self._clock = clock
        self._chosen: object = None
        self._wanted: int | None = None
        self._row, self._here = 0, ""

        self.matters, self.middle = MattersPane(), LinesPane()
        self.call = CallPane(lambda: clock().date())
        self.list, self.messages = self.middle.list, self.middle.messages
        self.sides = Panes(self.matters, self.middle, self.call)
        self.opened, self._said = Opened(desk, self), Said(self)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.sides)
        self.setFocusProxy(self.list)

        self._connect()
        self._add_keys()
        every = QTimer(self, interval=60_000)  # holds lapse, and calls fall due
        every.timeout.connect(self.refresh)
        every.start()

    def query(self) -> Callable[..., Todo]:
        now = self._clock()
        chosen = self._chosen
        asked = chosen[1] if isinstance(chosen, tuple) and chosen[0] == "weather" else None
        return partial(
            todo.todo, today=now.date(), now=now, session_id=asked,
            telling_id=chosen if isinstance(chosen, int) else None,
        )  # fmt: skip

    def paint(self, view: Todo) -> None:
        """Show the view; the line that was chosen stays so, or the next one takes its place."""
        self._here = view.here
        self.matters.show_todo(view, self._clock().date())
        model = self.middle.model
        bar = self.list.verticalScrollBar()
        at = bar.value()
        self.list.blockSignals(True)
        model.show_todo(view, self._clock())
        self._choose_wanted(view)
        number = model.number_of(self._chosen)
        kept = number is not None
        if number is None:
            number = next((n for n in model.lines() if n >= self._row), None)
            number = model.lines()[-1] if number is None and model.lines() else number
        self.list.choose(number)
        bar.setValue(at)
        self.list.blockSignals(False)
        self.middle.settle()
        if kept:
            self.call.show_line(self.list.line(), view.others, view.rooms, self._here)
            self._open()
        else:
            self._on_chosen(self.list.line())

    def show_line(self, telling_id: int) -> None:
        """Show somebody's line and give it the keyboard."""
        self._chosen = telling_id
        self.list.setFocus(Qt.FocusReason.OtherFocusReason)
        self.refresh()

    def show_places(self, session_id: int) -> None:
        """Show whom to ring first about a free place in a session."""
        self._wanted = session_id
        self.list.setFocus(Qt.FocusReason.OtherFocusReason)
        self.refresh()

    def panes(self) -> Sequence[Pane]:
        return self.sides.all()

    def bring(self, pane: Pane) -> None:
        self.sides.bring(pane)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.refresh()  # what is due may have come with the hour

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self.opened.leave()

    def _connect(self) -> None:
        self.matters.chosen.connect(self._on_matter)
        self.list.chosen.connect(self._on_chosen)
        self.list.digit.connect(self.call.act)
        self.list.opened.connect(self._on_page)
        self.list.copied.connect(self._on_copy)
        self.list.given.connect(self._on_give)
        self.list.worded.connect(self._on_words)
        self.opened.refused.connect(self._on_refused)
        self.call.outcome.connect(self._on_outcome)
        self.call.ring.connect(self._on_ring)
        self.call.placed.connect(self._on_placed)
        self.call.said_no.connect(self._on_said_no)
        self.call.indoors.connect(self._on_indoors)
        self.call.page_wanted.connect(partial(self.go_to.emit, "person page"))

    def _add_keys(self) -> None:
        strip = self.middle.keys
        strip.add("↑+↓", self.tr("Line")).clicked.connect(self.list.setFocus)
        strip.add("Tab", self.tr("Next list")).clicked.connect(self.list.next_list)
        strip.add("Enter", self.tr("Their page")).clicked.connect(self._on_page)
        strip.add("C", self.tr("Copy")).clicked.connect(self._on_copy)
        strip.add("G", self.tr("Give to a colleague")).clicked.connect(self._on_give)
        undo = strip.add("Ctrl+Z", self.tr("Undo"), right=True)
        undo.clicked.connect(partial(self.go_to.emit, "undo", None))
        self.add_key("F2", self._on_page)
        self.add_key("Ctrl+C", self.call.copy_number)
        for figure in range(1, 5):
            self.add_key(f"Ctrl+{figure}", partial(self.call.offer, figure))

    def _choose_wanted(self, view: Todo) -> None:
        """Choose who is to be rung about the session that was asked for, once it is here."""
        offers = [each for each in view.offers if each.session.id == self._wanted]
        for each in offers:
            line = each.next or each.lines[0]
            self._chosen = ("offer", line.waiting_id)
        self._wanted = None

    def _open(self) -> None:
        if self.isVisible():
            self.opened.open(self.list.line(), self._here)

    @Slot(object)
    def _on_chosen(self, line: Line | None) -> None:
        self._row = max(0, self.list.currentIndex().row())
        self._chosen = key_of(line)
        self.call.show_line(line, here=self._here)
        self._open()
        self.refresh()

    @Slot(object)
    def _on_matter(self, matter: Matter) -> None:
        self.list.choose(self.middle.model.first_of(matter))
        self.list.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot()
    def _on_page(self) -> None:
        line = self.list.line()
        if isinstance(line, CallRow):
            self.go_to.emit("person page", line.who.id)

    @Slot()
    def _on_copy(self) -> None:
        if said := self.call.copy_words():
            self.messages.say("info", said)

    @Slot()
    def _on_words(self) -> None:
        self.go_to.emit("reminder words", self.call.language())

    @Slot()
    def _on_give(self) -> None:
        from desktop.ui.todo.give_dialog import GiveDialog

        line = self.list.line()
        if isinstance(line, CallRow):
            dialog = GiveDialog(self.desk, what_of(line), line.who.called, self)
            dialog.given.connect(self._on_decided)
            dialog.ask()

    @Slot(object, str)
    def _on_outcome(self, row: Line, outcome: str) -> None:
        if isinstance(row, ThingRow) and not self._see_to(row, outcome):
            return
        if isinstance(row, CallRow) and isinstance(row.line, OfferLine):
            self.opened.hold_then(row, "", partial(self._answer_offer, row, outcome))
            return
        action = action_of(row, outcome)
        if action is not None:
            self._row = self.list.currentIndex().row() + has_next(row)
            self._do(action, self._said.of(row, outcome), row)

    def _see_to(self, row: ThingRow, outcome: str) -> bool:
        """Do what no line is closed by; whether there is more to do."""
        action = action_of(row, outcome)
        if action is not None and isinstance(row.about, SessionCard):
            self._decide(action, self._said.of(row, outcome))
        elif isinstance(row.about, Unmarked):
            self.go_to.emit("session", row.about.session.id)
        elif isinstance(row.about, Ripe):
            self.go_to.emit("idea", row.about.id)
        else:
            return True
        return False

    @Slot(object, str)
    def _on_ring(self, row: CallRow, reason: str) -> None:
        self.list.setFocus(Qt.FocusReason.OtherFocusReason)
        self.opened.hold_then(row, reason, lambda _hold: self.refresh())

    def _answer_offer(self, row: CallRow, outcome: str, hold_id: int) -> None:
        self.opened.answered()
        if isinstance(row.of, PlacesToOffer):
            then = partial(self._on_offered, row, row.of.session, outcome)
            self.desk.write(offer_answer(hold_id, outcome), then, owner=self,
                            refused=self._on_refused)  # fmt: skip

    def _on_offered(self, row: CallRow, session: SessionCard, outcome: str, done: Any) -> None:
        self._wanted = session.id  # on to the next who waits for the same session, if any
        self._row = self.middle.model.head_of(self.list.currentIndex().row())
        self._on_done(self._said.of_offer(row, session, outcome, done), row, done)

    @Slot(object, object)
    def _on_placed(self, row: CallRow, session: SessionCard) -> None:
        if not isinstance(row.line, ToTell):
            return
        when = f"{day(session.date, self._clock().date())}, {clock(session.starts)}"
        words = self.tr("Booked. {0}: {1}, {2}.").format(row.who.called, session.title, when)
        self._do(partial(shelf.place_on, telling_id=row.line.id, session_id=session.id), words, row)

    @Slot(object)
    def _on_said_no(self, row: CallRow) -> None:
        words = self.tr("{0} wants no other date.").format(row.who.called)
        if isinstance(row.line, ToTell):
            self._do(partial(shelf.say_no, telling_id=row.line.id), words, row)

    @Slot(object, object)
    def _on_indoors(self, row: ThingRow, room: Choice) -> None:
        session_id = getattr(row.about, "id", 0)
        words = self.tr("{0} is in {1} today.").format(row.title, room.name)
        self._decide(partial(weather.indoors, session_id=session_id, place_id=room.id), words)

    def _decide(self, action: Callable[..., Any], words: str) -> None:
        then = partial(self._on_decided, words)
        self.desk.write(action, then, owner=self, refused=self._on_refused)

    def _on_decided(self, words: str, _done: object = None) -> None:
        self.messages.say("good", words, self.tr("Undo"), "Ctrl+Z", self._undo)
        self.refresh()

    def _do(self, action: Callable[..., Any], words: str, row: Line) -> None:
        then = partial(self._on_done, words, row)
        self.desk.write(action, then, owner=self, refused=self._on_refused)

    def _on_done(self, words: str, row: Line, _done: object) -> None:
        """Say it, and go on to the next line, if nobody has gone elsewhere meanwhile."""
        self.messages.say("good", words, self.tr("Undo"), "Ctrl+Z", self._undo)
        model = self.middle.model
        if self._chosen == row.key:
            after = [n for n in model.lines() if n > (model.number_of(row.key) or 0)]
            following = model.line(after[0]) if after else None
            self._chosen = key_of(following) if following else self._chosen
        self.refresh()

    def _on_refused(self, refusal: Refused) -> None:
        self.say_no(refusal)
        self.refresh()

    def _undo(self) -> None:
        self.go_to.emit("undo", None)
