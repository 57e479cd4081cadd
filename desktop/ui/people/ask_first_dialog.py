"""Whom to ask before somebody is booked: what stands, what is new, and why, sealed."""

from collections.abc import Callable
from datetime import datetime
from functools import partial

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop.data import asking, sealing
from desktop.data.asking import AskLine, AskPage
from desktop.data.finding import FoundPerson
from desktop.rules.ask_first import LONGEST_NAME, LONGEST_REASON
from desktop.rules.days import near_date
from desktop.rules.refusal import Refused
from desktop.ui.desk import Desk
from desktop.ui.finder.finder import Finder
from desktop.ui.people.day_field import DayField
from desktop.ui.people.small_dialog import SmallDialog
from desktop.ui.widgets.buttons import PlainButton
from desktop.ui.widgets.card import Card
from desktop.ui.widgets.combo import Combo
from desktop.ui.widgets.field import Field, Labelled
from desktop.ui.widgets.label import Label
from desktop.ui.widgets.segments import Segments

EVERYTHING = 0
ONE, ALL = "one", "all"


class AskFirstDialog(SmallDialog):
    """Enter writes it down; the reason goes into the records sealed, and nobody else reads it."""

    def __init__(
        self, desk: Desk, clock: Callable[[], datetime], person_id: int, parent: QWidget
    ) -> None:
        super().__init__(desk, self.tr("Ask first"), "ask_first", parent)
        self._clock, self._person = clock, person_id
        self._other: FoundPerson | None = None
        self._page: AskPage | None = None
        self._what = Label("", "body", "ink2", wrap=True)
        self._standing = QVBoxLayout()
        self.who = Field(self.tr("Ask whom?"), hint=self.tr("a colleague’s name"), icon="user")
        self.who.box.setObjectName("who")
        self.who.box.setMaxLength(LONGEST_NAME)
        self.whose = Segments(
            self.tr("Who"), [(ONE, self.tr("This person")), (ALL, self.tr("Everybody"))]
        )
        self.about = Combo("calendar-blank")
        self.together = PlainButton(self.tr("Only with one other person"), icon="users")
        self.together.setObjectName("together")
        self.finder = Finder(desk, clock)
        self.until = DayField(
            self.tr("Until"), clock, empty=self.tr("empty: until somebody ends it")
        )
        self.reason = Field(
            self.tr("Why? Sealed"),
            hint=self.tr("only this PC opens it, and who does is written down"),
            icon="lock-simple",
        )
        self.reason.box.setMaxLength(LONGEST_REASON)
        self._fill()
        self.act.set_words(self.tr("Ask first from now on"))
        self.act.clicked.connect(self._on_act)

    def ask(self) -> None:
        """Read what stands, and open."""
        read = partial(asking.page, person_id=self._person)
        self._desk.read(read, self._show, owner=self, refused=self.refuse)

    def _fill(self) -> None:
        self.finder.hide()
        self.together.setAutoDefault(False)
        about = Labelled(self.tr("About"), self.about)
        upper = (self._what, self.who, self.whose, about, self.together)
        for widget in (*upper, self.finder, self.until, self.reason):
            self.body.addWidget(widget)
        self._rest = (self.whose, about, self.together, self.until, self.reason)
        self.body.insertLayout(1, self._standing)
        self.together.clicked.connect(self._on_together)
        self.whose.chosen.connect(self._on_whose)
        self.finder.accepted.connect(self._on_other)
        self.finder.left.connect(self._on_nobody)

    def _show(self, page: AskPage) -> None:
        self._page = page
        self._what.setText(
            self.tr("Before {0} is booked, somebody asks a colleague. The desk sees whom.").format(
                page.called
            )
        )
        self.about.clear()
        self.about.addItem(self.tr("Everything"), EVERYTHING)
        for activity_id, name in page.activities:
            self.about.addItem(name, activity_id)
        while (item := self._standing.takeAt(0)) is not None:
            widget = item.widget()
            if widget:
                widget.deleteLater()
        for line in page.lines:
            self._standing.addWidget(self._row(line))
        self.open()
        self.who.box.setFocus()
        self.fit()

    def _row(self, line: AskLine) -> QWidget:
        card, row = Card(), QHBoxLayout()
        until = self.tr(", until {0}").format(
            near_date(line.until, self._clock().date())) if line.until else ""  # fmt: skip
        said = QVBoxLayout()
        said.addWidget(Label(line.ask, "control", wrap=True))
        said.addWidget(Label(f"{line.about}{until}.", "small", "ink2", wrap=True))
        row.addLayout(said, 1)
        if line.sealed:
            row.addWidget(self._button(self.tr("Open why"), "lock-simple", self._open, line))
        row.addWidget(self._button(self.tr("End it"), "x", self._end, line))
        card.body.addLayout(row)
        return card

    def _button(
        self, words: str, icon: str, act: Callable[[AskLine], None], line: AskLine
    ) -> PlainButton:
        button = PlainButton(words, icon=icon)
        button.setAccessibleName(f"{words}: {line.ask}")
        button.setAutoDefault(False)
        button.clicked.connect(lambda: act(line))
        return button

    def _end(self, line: AskLine) -> None:
        action = partial(asking.end, ask_first_id=line.id, version=line.version)
        self.write(action, lambda _done: self._say(self.tr("Ended: {0}").format(line.ask)))

    def _open(self, line: AskLine) -> None:
        action = partial(asking.write_down_opening, ask_first_id=line.id)
        self.write(action, lambda _done: self._read(line))

    def _read(self, line: AskLine) -> None:
        read = partial(asking.reason, ask_first_id=line.id)
        show = partial(self.tell, "info")
        self._desk.read(read, show, owner=self, refused=self.refuse)

    @Slot(str)
    def _on_whose(self, whose: str) -> None:
        self._on_nobody()
        self.together.setVisible(whose == ONE)
        (self.together if whose == ONE else self.about).setFocus()
        self.fit()

    @Slot()
    def _on_together(self) -> None:
        self._find(True)
        self.finder.take_focus()

    def _find(self, finding: bool) -> None:
        """Show the finder alone: with large text there is no room for both."""
        self.finder.setVisible(finding)
        for widget in self._rest:
            widget.setVisible(not finding)
        self.fit()

    @Slot(object)
    def _on_other(self, person: FoundPerson) -> None:
        self._other = person
        self.together.set_words(self.tr("Only with {0}").format(person.filed))
        self._find(False)
        self.until.box.setFocus()

    @Slot()
    def _on_nobody(self) -> None:
        self._other = None
        self.together.set_words(self.tr("Only with one other person"))
        self._find(False)
        self.together.setFocus()

    @Slot()
    def _on_act(self) -> None:
        if self.finder.isVisible():
            return  # Enter there takes a person
        reason = self.reason.text().strip()
        if not reason:
            self._write("")
            return
        seal = partial(sealing.sealed, text=reason)
        self._desk.read(seal, self._write, owner=self, refused=self.refuse)

    def _write(self, sealed: str) -> None:
        try:
            until = self.until.on()
        except Refused as no:
            self.refuse(no)
            return
        action = partial(
            asking.add, ask=self.who.text(), until=until, sealed=sealed,
            person_id=self._person if self.whose.choice() == ONE else None,
            other_id=self._other.id if self._other else None,
            activity_id=self.about.currentData() or None,
        )  # fmt: skip
        words = self.tr("Written down: ask {0} first.").format(self.who.text().strip())
        self.write(action, lambda _done: self._say(words))

    def _say(self, words: str) -> None:
        self.said.emit(words)
        self.accept()
