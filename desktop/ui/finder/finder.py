"""The one box that finds people, and the results under it."""

from collections.abc import Callable, Sequence
from datetime import datetime
from functools import partial

from PySide6.QtCore import QEvent, QModelIndex, Qt, Signal, Slot
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop.data import finding
from desktop.data.changes import Changes, Topic
from desktop.data.finding import FEW, Found, FoundPerson
from desktop.rules.finding import sought
from desktop.ui.desk import Desk
from desktop.ui.finder.box import ResultFrame, ResultList, TypingBox
from desktop.ui.finder.drawing import row_height
from desktop.ui.finder.model import FinderModel, Kind
from desktop.ui.finder.sheet import SheetPreview
from desktop.ui.finder.walk import row_after
from desktop.ui.widgets.keycap import KeyCap
from desktop.ui.widgets.label import Label

LONGEST_TEXT = 300


class Finder(QWidget):
    """Finds people with every key. Focus stays in the box; arrows move through the results.

    Enter acts only when the results belong to the text now in the box; pressed earlier it is
    held until they do.

    `before_escape` is asked first when Esc is pressed; True says that Esc was for something else.

    Signals:
        chosen: another person, or nobody, is under the bar (FoundPerson or None).
        accepted: Enter on a person (FoundPerson).
        new_person: a new person is wanted (str, what was typed).
        left: Esc in an empty box.
        reached: the box has the keyboard now.
    """

    chosen = Signal(object)
    accepted = Signal(object)
    new_person = Signal(str)
    left = Signal()
    reached = Signal()

    def __init__(
        self, desk: Desk, clock: Callable[[], datetime], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._desk, self._clock = desk, clock
        self._answered: str | None = ""
        self._held = self._is_sheet = False
        self._brought = ""
        self._found: tuple[FoundPerson, ...] = ()
        self._person: FoundPerson | None = None
        self.sheet: SheetPreview | None = None
        self.before_escape: Callable[[], bool] = lambda: False

        words = self.tr("Name, date of birth, NHS number or phone")
        self.box = TypingBox(self.tr("Find a person"), self.tr("Such as patel m or 14/3/51"))
        self.box.setMaxLength(LONGEST_TEXT)
        self.model = FinderModel(self)
        self.list = ResultList()
        self.list.setModel(self.model)
        self.list.setAccessibleName(self.tr("People found"))
        self.list.setObjectName("found")
        self._hint = Label(words, "small", "ink3", wrap=True)
        self._frame = ResultFrame(self.list)
        self._lay_out()

        self.box.textChanged.connect(self._on_text)
        self.box.moved.connect(self._on_moved)
        self.box.entered.connect(self._on_entered)
        self.box.escaped.connect(self._on_escaped)
        self.box.reached.connect(self.reached)
        self.list.clicked.connect(self._on_clicked)
        desk.changed.connect(self._on_changed)
        desk.reachable.connect(self._on_reachable)

    def person(self) -> FoundPerson | None:
        """Return the person under the bar."""
        return self._person

    def take_focus(self) -> None:
        """Put the keyboard into the box, what stands there selected."""
        self.box.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.box.selectAll()

    def start(self, text: str) -> None:
        """Begin anew with these letters, typed elsewhere."""
        self.box.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.box.setText(text)

    def expect(self) -> None:
        """Hold Enter until `show_one` brings somebody."""
        self.box.clear()
        self._answered = None

    def show_one(self, person: FoundPerson) -> None:
        """Show somebody found elsewhere as if they had been found here."""
        if self.box.text():
            return  # somebody has typed since
        self.box.blockSignals(True)
        self.box.setText(person.plain)
        self.box.blockSignals(False)
        self._brought = person.plain
        self.box.selectAll()
        self._show_answer(Found(person.plain, (person,)))

    def take_sheets(self) -> SheetPreview:
        """Take sheets as well as people: "K7: 1 2 4-7 9d" shows what it would do."""
        self.sheet = SheetPreview(self._desk, self.box)
        self._column.addWidget(self.sheet)
        self._hint.setText(self.tr("Name, date of birth, NHS number, phone, or a sheet: K7:"))
        return self.sheet

    def set_most(self, pixels: int) -> None:
        """Let the results be no higher than this."""
        self.list.most = max(pixels, row_height(Kind.PERSON))
        self.list.updateGeometry()

    def show_hint(self, shown: bool) -> None:
        """Say what can be typed, or do without where there is no room for it."""
        self._hint.setVisible(shown)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self.list.doItemsLayout()
            self.list.updateGeometry()

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(5)
        head.addWidget(Label(self.tr("Find a person"), "heading"), 1)
        head.addWidget(Label(self.tr("Press"), "small", "ink3"))
        head.addWidget(KeyCap("F"))
        self._column = column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addLayout(head)
        column.addWidget(self.box)
        column.addWidget(self._hint)
        column.addSpacing(2)
        column.addWidget(self._frame)
        self._frame.hide()

    @Slot(str)
    def _on_text(self, text: str) -> None:
        self._held, self._brought = False, ""
        self._is_sheet = self.sheet is not None and self.sheet.ask(text)
        if text.strip() and not self._is_sheet:
            self._ask(text)
        else:
            self._show_answer(Found(text, ()))

    def _ask(self, text: str) -> None:
        query = partial(finding.find, text=text, today=self._clock().date())
        self._desk.read(query, self._on_found, owner=self, latest="search")

    def _on_found(self, found: Found) -> None:
        if found.text == self.box.text():
            self._show_answer(found)
            if len(found.people) < FEW:
                self._ask_meant(found.text)

    def _show_answer(self, found: Found) -> None:
        again = found.text == self._answered
        self._answered, self._found = found.text, found.people
        self.box.show_found(self._how_many(found))
        person = self._person.id if again and self._person else None
        self._show(())
        self._choose((person and self.model.number_of(person)) or 0)
        if self._held:
            self._accept()

    def _ask_meant(self, text: str) -> None:
        query = partial(finding.meant, text=text, today=self._clock().date())
        self._desk.read(query, self._on_meant, owner=self, latest="meant")

    def _on_meant(self, meant: Found) -> None:
        if not meant.text == self.box.text() == self._answered:
            return
        known = {each.id for each in self._found}
        row = self.list.currentIndex().row()
        self._show([each for each in meant.people if each.id not in known])
        self._choose(row)

    def call_new(self, words: str = "") -> None:
        """Call the row of who was not found something else: "New person: “{0}”"."""
        self.model.new_words = words or self.tr("New person: “{0}”")

    def _show(self, meant: Sequence[FoundPerson]) -> None:
        text = self.box.text().strip()
        offer = len(self._found) < FEW and any(each.isalpha() for each in text)
        offer = (
            offer and text != self._brought and not self._is_sheet
        )  # they are here: nobody means a second one
        typed = sought(text, self._clock().date()).words if text else ()
        self.model.show_people(typed, self._found, meant, text if offer else "")
        self._frame.setVisible(self.model.rowCount() > 0)
        self.list.updateGeometry()

    def _how_many(self, found: Found) -> str:
        if not found.text.strip() or self._is_sheet:
            return ""
        if not found.people:
            return self.tr("None found")
        words = self.tr("{0}+ found") if found.more else self.tr("{0} found")
        return words.format(len(found.people))

    def _choose(self, number: int) -> None:
        index = self.model.index(number)
        self.list.setCurrentIndex(index)
        row = self.model.row(number)
        person = row.person if row else None
        changed = (person and person.id) != (self._person and self._person.id)
        self._person = person
        if changed:
            self.chosen.emit(person)
            self._read_aloud(index)

    def _read_aloud(self, index: QModelIndex) -> None:
        """Tell a screen reader who is chosen: the keyboard stays in the box."""
        words = index.data(Qt.ItemDataRole.AccessibleTextRole)
        if words:
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self.box, words))

    @Slot(int)
    def _on_moved(self, down: int) -> None:
        self._choose(row_after(self.model, self.list.currentIndex().row(), down))

    @Slot()
    def _on_entered(self) -> None:
        if self.sheet and self._is_sheet:
            self.sheet.enter()
        elif self._answered == self.box.text():
            self._accept()
        else:
            self._held = True

    def _accept(self) -> None:
        self._held = False
        row = self.model.row(self.list.currentIndex().row())
        if row and row.person:
            self.accepted.emit(row.person)
        elif row and row.kind is Kind.NEW:
            self.new_person.emit(self.box.text().strip())

    @Slot()
    def _on_escaped(self) -> None:
        if self.before_escape():
            return
        if self.box.text():
            self.box.clear()
        else:
            self.left.emit()

    @Slot(QModelIndex)
    def _on_clicked(self, index: QModelIndex) -> None:
        row = self.model.row(index.row())
        if row is None or row.kind is Kind.HEADING:
            return
        self._choose(index.row())
        if row.kind is Kind.NEW:
            self.new_person.emit(self.box.text().strip())

    @Slot(bool, str)
    def _on_reachable(self, reachable: bool, _sentence: str) -> None:
        if not reachable:
            self._held = False  # an Enter from before must not act minutes later

    @Slot(object)
    def _on_changed(self, changes: Changes) -> None:
        # Only what is on show is asked again; somebody brought by `show_one` stays.
        if Topic.PEOPLE in changes and self._found and self.box.text().strip():
            self._ask(self.box.text())
