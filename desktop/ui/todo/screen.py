"""The To do tab: who must be told, who waits for another place, what today depends on."""

from collections.abc import Callable, Sequence
from datetime import datetime
from functools import partial
from typing import Any

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QGuiApplication, QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from desktop.data import shelf, telling, todo, weather
from desktop.data.activities import Choice, SessionCard
from desktop.data.changes import Topic
from desktop.data.todo import Todo
from desktop.rules.days import clock, day
from desktop.rules.refusal import Refused
from desktop.rules.telling import OUTCOME_WORDS, Outcome
from desktop.ui.desk import Desk
from desktop.ui.screen import Screen
from desktop.ui.todo.call_pane import CallPane
from desktop.ui.todo.lines_pane import LinesPane
from desktop.ui.todo.matters_pane import MattersPane
from desktop.ui.todo.model import Line, Matter, PersonRow, WeatherRow, key_of
from desktop.ui.widgets.pane import Pane
from desktop.ui.widgets.panes import Panes


class TodoScreen(Screen):
    """One line at a time, each settled by one key.

    Signals: those of Screen.
    """

    topics = frozenset({Topic.TELLING, Topic.ACTIVITIES, Topic.SIGNUPS, Topic.PEOPLE, Topic.IDEAS})

    def __init__(
        self, desk: Desk, clock: Callable[[], datetime], parent: QWidget | None = None
    ) -> None:
        super().__init__(desk, parent)
        self._clock = clock
        self._chosen: object = None
        self._row = 0

        self.matters, self.middle = MattersPane(), LinesPane()
        self.call = CallPane(lambda: clock().date())
        self.list, self.messages = self.middle.list, self.middle.messages
        self.sides = Panes(self.matters, self.middle, self.call)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.sides)
        self.setFocusProxy(self.list)

        self._connect()
        self._add_keys()

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
        self.matters.show_todo(view)
        model = self.middle.model
        bar = self.list.verticalScrollBar()
        at = bar.value()
        self.list.blockSignals(True)
        model.show_todo(view, self._clock())
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
            self.call.show_line(self.list.line(), view.others, view.rooms)
        else:
            self._on_chosen(self.list.line())

    def show_line(self, telling_id: int) -> None:
        """Show somebody's line and give it the keyboard."""
        self._chosen = telling_id
        self.list.setFocus(Qt.FocusReason.OtherFocusReason)
        self.refresh()

    def show_places(self, session_id: int) -> None:
        """Show the free places of a session and give their line the keyboard."""
        self._chosen = ("places", session_id)
        self.list.setFocus(Qt.FocusReason.OtherFocusReason)
        self.refresh()

    def panes(self) -> Sequence[Pane]:
        return self.sides.all()

    def bring(self, pane: Pane) -> None:
        self.sides.bring(pane)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() != Qt.Key.Key_Escape or not self.messages.dismiss():
            super().keyPressEvent(event)

    def _connect(self) -> None:
        self.matters.chosen.connect(self._on_matter)
        self.list.chosen.connect(self._on_chosen)
        self.list.digit.connect(self.call.act)
        self.list.opened.connect(self._on_page)
        self.list.copied.connect(self._on_copy)
        self.call.outcome.connect(self._on_outcome)
        self.call.placed.connect(self._on_placed)
        self.call.said_no.connect(self._on_said_no)
        self.call.weather.connect(self._on_weather)
        self.call.indoors.connect(self._on_indoors)
        self.call.page_wanted.connect(partial(self.go_to.emit, "person page"))
        self.call.idea_wanted.connect(partial(self.go_to.emit, "idea"))

    def _add_keys(self) -> None:
        strip = self.middle.keys
        strip.add("1", self.tr("Told")).clicked.connect(partial(self.call.act, 1))
        strip.add("Enter", self.tr("Their page")).clicked.connect(self._on_page)
        strip.add("C", self.tr("Copy what to say")).clicked.connect(self._on_copy)
        undo = strip.add("Ctrl+Z", self.tr("Undo"), right=True)
        undo.clicked.connect(partial(self.go_to.emit, "undo", None))
        self.add_key("F2", self._on_page)
        self.add_key("Ctrl+C", self.call.copy_number)
        for figure in range(1, 5):
            self.add_key(f"Ctrl+{figure}", partial(self.call.offer, figure))

    @Slot(object)
    def _on_chosen(self, line: Line | None) -> None:
        self._row = max(0, self.list.currentIndex().row())
        self._chosen = key_of(line)
        self.call.show_line(line)
        self.refresh()

    @Slot(object)
    def _on_matter(self, matter: Matter) -> None:
        self.list.choose(self.middle.model.first_of(matter))
        self.list.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot()
    def _on_page(self) -> None:
        line = self.list.line()
        if isinstance(line, PersonRow):
            self.go_to.emit("person page", line.line.person_id)

    @Slot()
    def _on_copy(self) -> None:
        if words := self.call.words_to_say():
            QGuiApplication.clipboard().setText(words)
            self.messages.say("info", self.tr("Copied: what to say."))

    @Slot(object, str)
    def _on_outcome(self, row: PersonRow, outcome: str) -> None:
        words = f"{row.line.called}: {OUTCOME_WORDS[Outcome(outcome)].lower()}."
        if row.number < len(row.round.lines):
            self._row = self.list.currentIndex().row() + 1
        self._do(
            partial(telling.answer, telling_id=row.line.id, outcome=outcome,
                    version=row.line.version),
            words, row,
        )  # fmt: skip

    @Slot(object, object)
    def _on_placed(self, row: PersonRow, session: SessionCard) -> None:
        when = f"{day(session.date, self._clock().date())}, {clock(session.starts)}"
        words = self.tr("Booked. {0}: {1}, {2}.").format(row.line.called, session.title, when)
        self._do(partial(shelf.place_on, telling_id=row.line.id, session_id=session.id), words, row)

    @Slot(object)
    def _on_said_no(self, row: PersonRow) -> None:
        words = self.tr("{0} wants no other date.").format(row.line.called)
        self._do(partial(shelf.say_no, telling_id=row.line.id), words, row)

    @Slot(object, bool)
    def _on_weather(self, row: WeatherRow, on: bool) -> None:
        title = row.session.title
        action: Callable[..., object]
        if on:
            action = partial(weather.is_on, session_id=row.session.id)
            words = self.tr("{0} is on today.").format(title)
        else:
            action = partial(weather.off, session_id=row.session.id)
            words = self.tr("{0} is not on today.").format(title)
        self.desk.write(action, partial(self._on_decided, words), owner=self,
                        refused=self._on_refused)  # fmt: skip

    @Slot(object, object)
    def _on_indoors(self, row: WeatherRow, room: Choice) -> None:
        action = partial(weather.indoors, session_id=row.session.id, place_id=room.id)
        words = self.tr("{0} is in {1} today.").format(row.session.title, room.name)
        self.desk.write(action, partial(self._on_decided, words), owner=self,
                        refused=self._on_refused)  # fmt: skip

    def _on_decided(self, words: str, _done: object) -> None:
        self.messages.say("good", words, self.tr("Undo"), "Ctrl+Z", self._undo)
        self.refresh()

    def _do(self, action: Callable[..., Any], words: str, row: PersonRow) -> None:
        then = partial(self._on_done, words, row)
        self.desk.write(action, then, owner=self, refused=self._on_refused)

    def _on_done(self, words: str, row: PersonRow, _done: object) -> None:
        """Say it, and go on to the next line, if nobody has gone elsewhere meanwhile."""
        self.messages.say("good", words, self.tr("Undo"), "Ctrl+Z", self._undo)
        model = self.middle.model
        if self._chosen == row.line.id:
            after = [n for n in model.lines() if n > (model.number_of(row.line.id) or 0)]
            following = model.line(after[0]) if after else None
            self._chosen = key_of(following) if following else self._chosen
        self.refresh()

    def _on_refused(self, refusal: Refused) -> None:
        self.say_no(refusal)
        self.refresh()

    def _undo(self) -> None:
        self.go_to.emit("undo", None)
