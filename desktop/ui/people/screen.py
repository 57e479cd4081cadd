"""The People tab: find a person, see their page, change it, take them to Sign-ups."""

from collections.abc import Callable, Sequence
from datetime import date, datetime
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from desktop.data import people
from desktop.data.changes import Topic
from desktop.data.finding import FoundPerson
from desktop.data.people import PeopleTab
from desktop.data.registers import PersonCard
from desktop.rules.people import Status, status_words
from desktop.rules.refusal import Refused
from desktop.ui.desk import Desk
from desktop.ui.people.as_found import as_found
from desktop.ui.people.dialog import PersonDialog
from desktop.ui.people.from_page import FromPage
from desktop.ui.people.panes import PeoplePanes
from desktop.ui.screen import Screen
from desktop.ui.widgets.pane import Pane

if TYPE_CHECKING:
    from desktop.data.departures import Left
    from desktop.data.lives import Life
    from desktop.ui.people.merge_dialog import MergeDialog


class PeopleScreen(Screen):
    """One person at a time.

    Signals: those of Screen.
    """

    topics = frozenset({Topic.PEOPLE, Topic.SIGNUPS})

    def __init__(
        self, desk: Desk, clock: Callable[[], datetime], parent: QWidget | None = None
    ) -> None:
        super().__init__(desk, parent)
        self._clock = clock
        self._person: int | None = None
        self._asked: int | None = None
        self._view: PeopleTab | None = None
        self._to_page = False
        self.dialog: PersonDialog | None = None
        self.merging: MergeDialog | None = None

        self.sides = PeoplePanes(desk, clock)
        self.finder, self.page = self.sides.left.finder, self.sides.middle
        self.messages, self.status = self.page.messages, self.page.status
        self.begin = FromPage(desk, clock, self.sides.visits, self)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.sides)
        self.setFocusProxy(self.finder.box)

        self._connect()
        self._add_keys()
        self.sides.show_someone(False)

    def query(self) -> Callable[..., PeopleTab]:
        self._asked = self._person
        return partial(people.people_tab, person_id=self._person, today=self._clock().date())

    def listed(self) -> Callable[..., Any]:
        return self.sides.left.listed(self._clock().date()) or self.query()

    def paint(self, view: PeopleTab) -> None:
        """Show the view, unless somebody else has been chosen since."""
        if self._asked != self._person:
            return
        gone = self._person is not None and view.page is None
        self._view = view
        self.sides.left.number.setText(f"{view.number:,}")
        self.page.show_tab(view)
        self.begin.show_tab(view)
        self.sides.show_someone(view.page is not None)
        for key in (self._change_key, self._merge_key, self._all_key, self._ask_key):
            key.setVisible(view.page is not None)
        if view.card and view.life:
            self._show_side(view.card, view.life)
        self._show_twice(view)
        if gone:
            self._person = None
            self.messages.say("info", self.tr("That person is no longer there."))
        self._give_focus(view)

    def show_person(self, person_id: int) -> None:
        """Show somebody's page and give it the keyboard."""
        self._to_page = True
        self.finder.expect()
        self._choose(person_id)

    def new_person(self, typed: str = "") -> None:
        """Open the dialog for a new person, begun from what was typed."""
        self._open(PersonDialog(self.desk, self._clock, typed=typed, parent=self))

    @Slot(str)
    def change_person(self, section: str = "") -> None:
        """Open the dialog at a section for the person on show."""
        page = self._view.page if self._view else None
        if page:
            self._open(
                PersonDialog(self.desk, self._clock, page=page, section=section, parent=self)
            )

    @Slot()
    def merge(self) -> None:
        """Open the dialog that makes one record of two, with the person on show."""
        page = self._view.page if self._view else None
        if page:
            from desktop.ui.people.merge_dialog import MergeDialog

            self.merging = MergeDialog(self.desk, self._clock, page.id, self)
            self.merging.merged.connect(self._on_saved)
            self.merging.ask()

    @Slot()
    def focus_finder(self) -> None:
        """Put the keyboard into the finder."""
        self.finder.take_focus()

    def panes(self) -> Sequence[Pane]:
        return (self.sides.left, self.sides.middle, self.sides.right)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self._on_escaped()
        elif event.key() == Qt.Key.Key_Delete:
            self.begin.cancel()
        elif event.text() in ("z", "v", "p") and not self.finder.box.hasFocus():
            self._on_letter(event.text())
        else:
            super().keyPressEvent(event)

    def _connect(self) -> None:
        finder, page, panes = self.finder, self.page, self.sides
        finder.chosen.connect(self._on_found)
        finder.accepted.connect(self._on_accepted)
        finder.new_person.connect(self.new_person)
        finder.left.connect(page.setFocus)
        panes.left.new.clicked.connect(self._on_new)
        page.new.clicked.connect(self._on_new)
        page.change.clicked.connect(self._on_change)
        page.cards.change_wanted.connect(self.change_person)
        page.area.letter.connect(self._on_letter)
        page.area.entered.connect(self._on_take)
        page.area.escaped.connect(self._on_escaped)
        self.status.wanted.connect(self._on_status)
        panes.left.compare.clicked.connect(self._on_compare)
        panes.visits.read.clicked.connect(self.begin.read_dates)
        page.cards.lives["asks"].change_wanted.connect(self._on_ask_first)
        panes.visits.session_wanted.connect(partial(self.go_to.emit, "session"))
        panes.visits.regular_wanted.connect(partial(self.go_to.emit, "regular"))
        self.begin.said.connect(self._say_done)
        self.begin.told.connect(partial(self.messages.say, "info"))
        self.begin.regular_wanted.connect(partial(self.go_to.emit, "regular"))
        panes.take.clicked.connect(self._on_take)

    def _add_keys(self) -> None:
        strip = self.page.keys
        self._change_key = strip.add("E", self.tr("Change"))
        self._change_key.clicked.connect(self._on_change)
        self._merge_key = strip.add("M", self.tr("Merge"))
        self._merge_key.clicked.connect(self.merge)
        self._all_key = strip.add("V", self.tr("Everything we hold"))
        self._all_key.clicked.connect(self.begin.everything)
        self._ask_key = strip.add("A", self.tr("Ask first"))
        self._ask_key.clicked.connect(partial(self._on_letter, "a"))
        strip.add("N", self.tr("New person")).clicked.connect(self._on_new)
        strip.add("F", self.tr("Find")).clicked.connect(self.focus_finder)
        keys = {"Ctrl+N": self._on_new, "F2": self._on_change, "Ctrl+F": self.focus_finder}
        for key, slot in keys.items():
            self.add_key(key, slot)

    def _choose(self, person_id: int) -> None:
        if person_id != self._person:
            self.messages.clear()
        self._person = person_id
        self.refresh()

    def _show_side(self, card: PersonCard, life: "Life") -> None:
        self.sides.visits.show_person(card, life, self._clock().date())
        self.sides.take.say(self.tr("Take {0}").format(card.called), self.tr("to Sign-ups"))

    def _show_twice(self, view: PeopleTab) -> None:
        first = next(iter(view.twice), None)
        self.sides.left.twice.setVisible(first is not None)
        if first:
            born = self.tr(", born {0}").format(first.born) if first.born else ""
            words = self.tr("Perhaps here twice: {0}{1}.").format(first.name, born)
            self.sides.left.twice.show_sentence("info", words, "users")

    @Slot()
    def _on_compare(self) -> None:
        self.merge()
        if self.merging and self._view and self._view.twice:
            self.merging.look_at(self._view.twice[0].id)

    @Slot()
    def _on_ask_first(self) -> None:
        self.go_to.emit("ask first", self._person)

    def _give_focus(self, view: PeopleTab) -> None:
        if not self._to_page:
            return
        self._to_page = False
        if view.card:
            self.finder.show_one(as_found(view.card))
            self.page.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.focus_finder()

    def _open(self, dialog: PersonDialog) -> None:
        self.dialog = dialog
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.saved.connect(self._on_saved)
        dialog.open()

    def _on_saved(self, person_id: int, words: str = "") -> None:
        self.show_person(person_id)
        self._say_done(words or self.tr("Saved."))

    @Slot(str)
    def _say_done(self, words: str) -> None:
        self.messages.say("good", words, self.tr("Undo"), "Ctrl+Z", self._undo)

    @Slot()
    def _undo(self) -> None:
        self.go_to.emit("undo", None)

    @Slot(object)
    def _on_found(self, person: FoundPerson | None) -> None:
        if person and person.id != self._person:
            self._choose(person.id)

    @Slot(object)
    def _on_accepted(self, person: FoundPerson) -> None:
        self.go_to.emit("person", person.id)

    @Slot()
    def _on_take(self) -> None:
        if self._view and self._view.page:
            self.go_to.emit("person", self._view.page.id)

    @Slot()
    def _on_new(self) -> None:
        self.new_person()

    @Slot()
    def _on_change(self) -> None:
        self.change_person()

    @Slot(str)
    def _on_letter(self, letter: str) -> None:
        keys: dict[str, Callable[[], None]] = {
            "e": self._on_change, "n": self._on_new, "f": self.focus_finder,
            "m": self.merge, "r": self.begin.read_dates, "p": self.begin.print_card,
            "z": self.begin.pause, "v": self.begin.everything,
            "a": partial(self.go_to.emit, "ask first", self._person),
        }  # fmt: skip
        keys.get(letter.casefold(), partial(self.finder.start, letter))()

    @Slot()
    def _on_escaped(self) -> None:
        if self.status.asking():
            self.status.keep()
        elif not self.messages.dismiss():
            self.focus_finder()

    @Slot(str, object, bool)
    def _on_status(self, status: str, until: date | None, ends_all: bool) -> None:
        page = self._view.page if self._view else None
        if page is None:
            return
        step: Callable[..., Any] = people.set_status
        if ends_all:
            from desktop.data import departures

            step = partial(departures.leave, leaderless=self.status.leaderless())
        action = partial(step, person_id=page.id, version=page.version, status=status, until=until)
        called = self._view.card.called if self._view and self._view.card else ""
        then = partial(self._say_status, called, status_words(Status(status), until))
        self.desk.write(action, then, owner=self, refused=self._on_status_refused)

    def _say_status(self, called: str, words: str, left: "Left | None") -> None:
        said = self.tr("{0}: {1}.").format(called, words[:1].lower() + words[1:])
        if left and left.words:
            said = f"{said} {left.words[:1].upper()}{left.words[1:]}."
        self._say_done(said)

    def _on_status_refused(self, refusal: Refused) -> None:
        self.status.keep()
        self.say_no(refusal)
        self.refresh()
