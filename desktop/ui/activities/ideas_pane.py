"""Ideas in place of the editor: what people would like, until enough of them would come."""

from collections.abc import Callable, Sequence
from datetime import datetime
from functools import partial
from typing import Any

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QListView,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from desktop.data import ideas
from desktop.data.activities import Made
from desktop.data.finding import FoundPerson
from desktop.data.ideas import IdeaPage, Started
from desktop.data.offers import ActivitiesTab
from desktop.rules.ideas import IdeaFacts
from desktop.rules.refusal import Refused
from desktop.ui.activities.idea_drafts import BEGUN, IdeaDrafts
from desktop.ui.activities.idea_form import IdeaForm
from desktop.ui.activities.ideas_model import IdeaDelegate, IdeasModel
from desktop.ui.desk import Desk
from desktop.ui.drafts import RoomDrafts
from desktop.ui.look import ACTIVITY_KEYS, current
from desktop.ui.messages import MessageBar
from desktop.ui.widgets.field import Box
from desktop.ui.widgets.label import Label
from desktop.ui.widgets.pane import Pane


class IdeasPane(Pane):
    """Every change is a step of its own, done at once.

    Signals:
        started: an idea has become a group (int activity id).
        said: good news (str).
    """

    started = Signal(int)
    said = Signal(str)

    def __init__(
        self, desk: Desk, clock: Callable[[], datetime], messages: MessageBar,
        parent: QWidget | None = None,
    ) -> None:  # fmt: skip
        super().__init__(parent)
        self.setObjectName("ideas_pane")
        self._desk, self._clock, self._messages = desk, clock, messages
        self._chosen: int | None = None
        self._used: Sequence[str] = ()
        self._drafts = IdeaDrafts()
        self.model, self.list = IdeasModel(self), QListView()
        self.new = Box("plus")
        self.new.setObjectName("new_idea")
        self.new.setPlaceholderText(self.tr("A new idea"))
        self.new.setAccessibleName(self.tr("A new idea; Enter keeps it"))
        self.form = IdeaForm(desk, clock)
        self._nothing = Label(
            self.tr("No idea is waiting. Write down the first one and press Enter."),
            "text", "ink2", wrap=True,
        )  # fmt: skip
        self._said = QVBoxLayout()
        self._lay_out()
        self.setFocusProxy(self.new)
        self._connect()

    def show_ideas(self, waiting: Sequence[IdeaPage], view: ActivitiesTab) -> None:
        """Show the ideas that wait, and the one that is chosen."""
        self._used = [each.patch for each in view.offered]
        self.form.start.offer_places(view.places, self._clock().date())
        self.model.show_ideas(waiting)
        known = {each.id for each in waiting}
        self._drafts.keep_only(known)
        if self._chosen not in known:
            self._chosen = waiting[0].id if waiting else None
        number = self.model.number_of(self._chosen)
        if self.list.currentIndex().row() != number:
            self.list.setCurrentIndex(self.model.index(number))
        self._show_chosen()

    def keep_drafts(self, shelf: RoomDrafts) -> None:
        """Take the place where drafts outlast the program."""
        self._drafts.shelve(shelf, self._on_kept)

    def choose(self, idea_id: int) -> None:
        """Choose an idea, now or once it has been read."""
        self._chosen = idea_id
        self.list.setCurrentIndex(self.model.index(self.model.number_of(idea_id)))
        self._show_chosen()

    def hold(self, messages: MessageBar) -> None:
        """Take the tab's messages while this page is in front."""
        self._said.addWidget(messages)
        messages.setVisible(bool(messages.sentence()))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if enter and self.list.hasFocus():
            self.form.title.take_focus()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, _: QPaintEvent) -> None:
        QPainter(self).fillRect(self.rect(), current().color("card"))

    @Slot()
    def save(self) -> None:
        """Save what was typed about the chosen idea."""
        idea = self._idea()
        if idea is None or not self.form.dirty():
            return
        try:
            facts = self.form.facts()
        except Refused as no:
            self._say_no(no)
            return
        saved = self.tr("Saved {0}.").format(facts.title.strip())
        self._do(partial(ideas.change, idea_id=idea.id, version=idea.version, facts=facts), saved)

    def _connect(self) -> None:
        form = self.form
        self.new.returnPressed.connect(self._on_add)
        self.new.textChanged.connect(self._on_begun)
        form.edited.connect(self._on_edited)
        self.list.selectionModel().currentChanged.connect(self._on_current)
        form.save.clicked.connect(self.save)
        form.close_idea.clicked.connect(self._on_close)
        form.finder.accepted.connect(self._on_found)
        form.finder.new_person.connect(self._on_new_person)
        form.finder.left.connect(self.list.setFocus)
        form.let_go.connect(self._on_let_go)
        form.suggester_wanted.connect(self._on_suggester)
        form.start.wanted.connect(self._on_start)

    def _idea(self) -> IdeaPage | None:
        return self.model.idea(self.model.number_of(self._chosen))

    def _show_chosen(self) -> None:
        idea = self._idea()
        self._area.setVisible(idea is not None)
        self._nothing.setVisible(idea is None)
        if idea:
            self.form.show_idea(idea, self._drafts.of(idea.id))
            self._on_edited()  # what is in the records by now is no draft any more

    @Slot()
    def _on_kept(self) -> None:
        if begun := self._drafts.of(BEGUN):
            self.new.setText(begun["called"])
        self._show_chosen()

    @Slot()
    def _on_begun(self) -> None:
        self._drafts.note(BEGUN, self.new.text(), {"title": self.new.text().strip()})

    @Slot()
    def _on_edited(self) -> None:
        if idea := self.form.idea():
            self._drafts.note(idea.id, idea.facts.title, self.form.typed())

    def _do(self, action: Callable[..., Any], said: str = "") -> None:
        self._desk.write(action, partial(self._on_done, said), owner=self, refused=self._say_no)

    def _on_done(self, said: str, _nothing: Any) -> None:
        if said:
            self.said.emit(said)

    def _say_no(self, no: Refused) -> None:
        self._messages.say("refuse", no.sentence)

    @Slot()
    def _on_add(self) -> None:
        if self.new.text().strip():
            action = partial(ideas.add, facts=IdeaFacts(self.new.text()))
            self._desk.write(action, self._on_added, owner=self, refused=self._say_no)

    def _on_added(self, made: Made) -> None:
        self.new.clear()
        self._chosen = made.id
        self.said.emit(self.tr("The idea is kept."))

    @Slot()
    def _on_current(self) -> None:
        idea = self.model.idea(self.list.currentIndex().row())
        if idea and idea.id != self._chosen:
            self._chosen = idea.id
            self._show_chosen()

    @Slot(object)
    def _on_found(self, person: FoundPerson) -> None:
        if idea := self._idea():
            self.form.finder.box.clear()
            said = self.tr("{0} would come.").format(person.called)
            self._do(partial(ideas.gather, idea_id=idea.id, person_id=person.id), said)

    @Slot(str)
    def _on_new_person(self, _typed: str) -> None:
        self._messages.say("info", self.tr("Add them in the People tab first."))

    @Slot(int)
    def _on_let_go(self, person_id: int) -> None:
        if idea := self._idea():
            self._do(partial(ideas.let_go, idea_id=idea.id, person_id=person_id))

    @Slot()
    def _on_suggester(self) -> None:
        from desktop.ui.finder.dialog import FindPersonDialog

        title = self.tr("Who suggested it?")
        dialog = FindPersonDialog(self._desk, self._clock, title, self)
        dialog.taken.connect(self._on_suggested)
        dialog.open()

    @Slot(object)
    def _on_suggested(self, person: FoundPerson) -> None:
        self.form.suggest(person.id, person.plain)
        self.save()

    @Slot()
    def _on_close(self) -> None:
        if idea := self._idea():
            said = self.tr("{0} is put aside.").format(idea.facts.title)
            self._do(partial(ideas.close, idea_id=idea.id, version=idea.version), said)

    @Slot()
    def _on_start(self) -> None:
        idea = self._idea()
        if idea is None:
            return
        if self.form.dirty():
            self._messages.say("info", self.tr("Save the idea first. Then it can begin."))
            return
        free = (key for key in ACTIVITY_KEYS if key not in self._used)
        try:
            begin = self.form.start.beginning(idea.facts, next(free, ACTIVITY_KEYS[0]))
        except Refused as no:
            self._say_no(no)
            return
        action = partial(
            ideas.start, idea_id=idea.id, version=idea.version, facts=begin.facts,
            plan=begin.plan, dates=begin.dates,
        )  # fmt: skip
        then = partial(self._on_started, idea.facts.title)
        self._desk.write(action, then, owner=self, refused=self._say_no)

    def _on_started(self, title: str, started: Started) -> None:
        self.started.emit(started.activity_id)
        booked = self.tr("1 person is booked") if started.booked == 1 else self.tr(
            "{0} people are booked"
        ).format(started.booked)  # fmt: skip
        self.said.emit(self.tr("{0} begins. {1}; see People to tell.").format(title, booked))
        if started.left_out:
            self._messages.say("caution", started.left_out)

    def _lay_out(self) -> None:
        self._dress_list()
        left, page = QVBoxLayout(), QWidget()
        left.setSpacing(8)
        left.addWidget(Label(self.tr("Ideas"), "title"))
        left.addWidget(self.new)
        left.addWidget(self._nothing)
        left.addWidget(self.list, 1)
        page.setObjectName("contents")
        inside = QVBoxLayout(page)
        inside.setContentsMargins(6, 4, 14, 8)
        inside.addWidget(self.form)
        self._area = QScrollArea()
        self._area.setFrameShape(QFrame.Shape.NoFrame)
        self._area.setWidgetResizable(True)
        self._area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._area.setAccessibleName(self.tr("Idea"))
        self._area.setWidget(page)
        row, column = QHBoxLayout(), QVBoxLayout(self)
        row.setSpacing(14)
        row.addLayout(left, 2)
        row.addWidget(self._area, 5)
        column.setContentsMargins(18, 14, 8, 8)
        column.addLayout(row, 1)
        column.addLayout(self._said)

    def _dress_list(self) -> None:
        self.list.setModel(self.model)
        self.list.setItemDelegate(IdeaDelegate(self.list))
        self.list.setObjectName("ideas_list")
        self.list.setAccessibleName(self.tr("Ideas"))
        self.list.setFrameShape(QFrame.Shape.NoFrame)
        self.list.setMouseTracking(True)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setStyleSheet("QListView { background: transparent; }")
