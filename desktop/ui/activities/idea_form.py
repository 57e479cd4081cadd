"""One idea: what it is about, who suggested it, who would come, and how it becomes a group."""

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop.data.ideas import IdeaPage
from desktop.rules.ideas import IdeaFacts, interested_words, is_ready
from desktop.rules.names import clean
from desktop.rules.refusal import Refused
from desktop.ui.activities.inputs import LineInput
from desktop.ui.activities.start_form import StartForm
from desktop.ui.desk import Desk
from desktop.ui.finder.finder import Finder
from desktop.ui.look import current
from desktop.ui.widgets.buttons import PlainButton
from desktop.ui.widgets.flow import Flow
from desktop.ui.widgets.form_row import FormRow
from desktop.ui.widgets.label import Label
from desktop.ui.widgets.stitch_line import StitchLine

LONGEST_NUMBER, MOST_FOUND = 4, 220
NAMES = ("title", "about", "smallest", "suggested_by")


class IdeaForm(QWidget):
    """The finder adds whoever is accepted to those who would come.

    Signals:
        let_go: somebody would not come after all (int person id).
        suggester_wanted: who suggested it is to be found.
        edited: something was typed.
    """

    let_go = Signal(int)
    suggester_wanted = Signal()
    edited = Signal()

    def __init__(
        self, desk: Desk, clock: Callable[[], datetime], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._idea: IdeaPage | None = None
        self._putting = False
        self._suggested_by: int | None = None
        self.title = LineInput("idea_title", self.tr("Idea"))
        self.smallest = LineInput("idea_smallest", self.tr("Smallest number"), icon="user")
        self.about = LineInput("idea_about", self.tr("What it is about"))
        self.save = PlainButton(self.tr("Save idea"), key="Ctrl+S", kind="main")
        self.close_idea = PlainButton(self.tr("Put it aside"), kind="quiet")
        self.suggester = PlainButton("", icon="user")
        self.suggester.setObjectName("suggester")
        self._number = Label("", "text", "ink2")
        self._people, self._flow = QWidget(), Flow(8, 6)
        self._buttons: list[PlainButton] = []
        self._people.setLayout(self._flow)
        self.finder = Finder(desk, clock)
        self.finder.set_most(current().px(MOST_FOUND))
        self.start = StartForm(clock)
        self._lay_out()
        for each in (self.title, self.smallest, self.about, self.start):
            each.edited.connect(self._on_edited)
        self.suggester.clicked.connect(self.suggester_wanted)
        self._on_edited()

    def show_idea(self, idea: IdeaPage, typed: Mapping[str, Any]) -> None:
        """Show an idea, and over it what was typed about it and is not saved."""
        self._putting, self._idea = True, idea
        self._put(idea, typed)
        self._putting = False
        self._show_people(idea)
        self._on_edited()

    def facts(self) -> IdeaFacts:
        """Return what stands here; Refused where it cannot be read."""
        typed = self.smallest.text().strip() or "0"
        if not typed.isdecimal() or len(typed) > LONGEST_NUMBER:
            sentence = self.tr("This is not a number. Write it in figures.")
            self.smallest.refuse(sentence)
            raise Refused(sentence)
        return IdeaFacts(self.title.text(), self.about.text(), int(typed), self._suggested_by)

    def idea(self) -> IdeaPage | None:
        """Return the idea on show."""
        return self._idea

    def typed(self) -> dict[str, Any]:
        """Return what stands here and is not in the records, by names of its own."""
        was = dict(zip(NAMES, _typed(self._idea), strict=True)) if self._idea else {}
        now = dict(zip(NAMES, self._typed(), strict=True))
        new = {name: each for name, each in now.items() if _tidy(each) != was.get(name)}
        if "suggested_by" in new:
            new["suggester"] = self._suggester
        start = self.start.typed()
        return new | ({"start": start} if start else {})

    def dirty(self) -> bool:
        """Whether anything here is not saved."""
        return self._idea is not None and self._typed() != _typed(self._idea)

    def people(self) -> list[PlainButton]:
        """Return the buttons of those who would come."""
        return [each for each in self._buttons if not each.isHidden()]

    def suggest(self, person_id: int, name: str) -> None:
        """Note who suggested it."""
        self._suggested_by = person_id
        self._say_suggester(name)
        self._on_edited()

    def _typed(self) -> tuple[str, str, str, int | None]:
        smallest = self.smallest.text().strip()
        return self.title.text(), self.about.text(), smallest, self._suggested_by

    def _put(self, idea: IdeaPage, typed: Mapping[str, Any]) -> None:
        stands = dict(zip(NAMES, _typed(idea), strict=True)) | dict(typed)
        for name in ("title", "about", "smallest"):
            getattr(self, name).put(stands[name])
        self._suggested_by = stands["suggested_by"]
        self._say_suggester(stands.get("suggester", idea.suggested_by))
        self.start.put(stands.get("start", {}))

    def _say_suggester(self, name: str) -> None:
        self._suggester = name
        by = self.tr("Suggested by {0}").format(name) if name else self.tr("Who suggested it?")
        self.suggester.set_words(by)

    def _show_people(self, idea: IdeaPage) -> None:
        # Buttons are used again and never taken out: a layout written in Python that loses its
        # items leaves Qt with memory that is no longer theirs, and the program crashes.
        while len(self._buttons) < len(idea.people):
            self._buttons.append(self._button())
        for button, each in zip(self._buttons, idea.people, strict=False):
            button.set_words(each.name, self.tr("Take {0} off the list").format(each.name))
            button.setProperty("person", each.person_id)
        for number, button in enumerate(self._buttons):
            button.setVisible(number < len(idea.people))
        said = interested_words(len(idea.people), idea.facts.smallest)
        enough = is_ready(len(idea.people), idea.facts.smallest)
        self._number.setText(self.tr("{0}. Enough to begin.").format(said) if enough else said)

    def _button(self) -> PlainButton:
        button = PlainButton("", icon="x")
        button.clicked.connect(self._on_let_go)
        self._flow.addWidget(button)
        return button

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        first, buttons = FormRow(), Flow(8, 6)
        first.add(self.title, 8)
        first.add(self.smallest, 4)
        for button in (self.suggester, self.save, self.close_idea):
            buttons.addWidget(button)
        column.addWidget(first)
        column.addWidget(self.about)
        column.addLayout(buttons)
        column.addWidget(StitchLine())
        head = QHBoxLayout()
        head.addWidget(Label(self.tr("Who would come"), "heading"))
        head.addWidget(self._number, 1)
        column.addLayout(head)
        column.addWidget(self._people)
        column.addWidget(self.finder)
        column.addWidget(StitchLine())
        column.addWidget(self.start)
        column.addStretch(1)

    @Slot()
    def _on_edited(self) -> None:
        self.save.setEnabled(self.dirty())
        if not self._putting:
            self.edited.emit()

    @Slot()
    def _on_let_go(self) -> None:
        button = self.sender()
        if isinstance(button, PlainButton):
            self.finder.box.setFocus(Qt.FocusReason.OtherFocusReason)
            self.let_go.emit(button.property("person"))


def _tidy(typed: object) -> object:
    return clean(typed) if isinstance(typed, str) else typed


def _typed(idea: IdeaPage) -> tuple[str, str, str, int | None]:
    facts = idea.facts
    smallest = str(facts.smallest) if facts.smallest else ""
    return facts.title, facts.about, smallest, facts.suggested_by
