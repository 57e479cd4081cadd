"""Merging: find the other record of somebody, lay both side by side, make one of them."""

from collections.abc import Callable, Sequence
from datetime import datetime
from functools import partial

from PySide6.QtCore import Signal, Slot
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from desktop.data import likeness, merging
from desktop.data.finding import FoundPerson
from desktop.data.likeness import Like
from desktop.data.merging import Comparison, Merged
from desktop.rules.days import day, full_date
from desktop.rules.names import Name, full
from desktop.rules.people import PersonFacts
from desktop.rules.refusal import Refused
from desktop.ui.desk import Desk
from desktop.ui.finder.finder import Finder
from desktop.ui.page_dialog import PageDialog
from desktop.ui.people.beside import Beside
from desktop.ui.people.merge_table import MergeTable
from desktop.ui.widgets.buttons import PlainButton
from desktop.ui.widgets.label import Label
from desktop.ui.widgets.notice import Notice


class MergeDialog(PageDialog):
    """First the other record is chosen, then the facts.

    Signals:
        merged: two records are one (int id of the kept one, str what to say).
    """

    merged = Signal(int, str)
    wide, high = 1040, 760

    def __init__(
        self, desk: Desk, clock: Callable[[], datetime], person_id: int, parent: QWidget
    ) -> None:
        foot = self.tr("Bookings, visits and what was said go over. Undo takes it back.")
        title = self.tr("Two records of one person")
        super().__init__(desk, title, "merge", foot, parent)
        self._clock, self._person = clock, person_id
        self._seen: Comparison | None = None
        self.finder, self.table = Finder(desk, clock), MergeTable()
        self.beside = Beside(self.tr("Perhaps this one"), self.tr("Compare"))
        self.doubts, self._who = Notice("caution"), Label("", "heading", wrap=True)
        self._same, self._does = (Label("", "body", "ink2", wrap=True) for _ in range(2))
        self.swap = PlainButton(self.tr("Keep the other one"), icon="arrows-clockwise", key="Alt+K")
        self._pages = QStackedWidget()
        self._pages.addWidget(self._search())
        self._pages.addWidget(self._compare())
        column = QVBoxLayout(self.page)
        column.setContentsMargins(22, 4, 22, 12)
        column.addWidget(self._pages)
        self.act.set_words(self.tr("Make one record of them"))
        self.act.hide()

        self.finder.accepted.connect(self._on_found)
        self.beside.wanted.connect(self.look_at)
        self.swap.clicked.connect(self._on_swap)
        QShortcut(QKeySequence("Alt+K"), self).activated.connect(self._on_swap)

    def ask(self) -> None:
        """Open with who is perhaps the same person; the keyboard is in the finder."""
        today = self._clock().date()
        query = partial(likeness.twice, person_id=self._person, today=today)
        self._desk.read(query, self._on_likes, owner=self)
        self.open()
        self.finder.take_focus()

    def go(self) -> None:
        seen = self._seen
        if seen is None or seen.refused:
            return
        self.write(
            partial(
                merging.merge, kept_id=seen.kept.id, other_id=seen.other.id,
                versions=(seen.kept.version, seen.other.version),
                choices=tuple(self.table.choices().items()), cancel=self.table.cancels(),
            ),
            self._on_merged,
        )  # fmt: skip

    def compares(self) -> bool:
        """Whether two records are laid side by side."""
        return self._seen is not None

    def _on_likes(self, likes: Sequence[Like]) -> None:
        self.beside.show_likes(likes)

    @Slot(object)
    def _on_found(self, person: FoundPerson) -> None:
        self.look_at(person.id)

    @Slot(int)
    def look_at(self, other_id: int) -> None:
        """Lay somebody's record beside that of the person the dialog was opened for."""
        if other_id == self._person:
            self.tell("info", self.tr("That is the same record. Choose the other one."))
            return
        self._read(self._person, other_id)

    def _read(self, kept_id: int, other_id: int) -> None:
        query = partial(merging.compare, kept_id=kept_id, other_id=other_id)
        self._desk.read(query, self._on_both, owner=self, refused=self._on_refused)

    def _on_both(self, seen: Comparison) -> None:
        self._seen = seen
        self.tell("refuse", seen.refused)
        self._who.setText(self._both(seen))
        self.doubts.show_sentence("caution", " ".join(seen.doubts))
        self.doubts.setVisible(bool(seen.doubts))
        self.table.show_both(seen)
        self._same.setText(self._are_the_same(seen))
        self._does.setText(self._follows(seen))
        self._does.setVisible(bool(seen.twice))
        self.act.setVisible(not seen.refused)
        self._pages.setCurrentIndex(1)
        self.table.take_focus()

    def _on_refused(self, refusal: Refused) -> None:
        super()._on_refused(refusal)
        if self._seen:  # somebody has changed one of them: look at both as they are now
            kept, other = self._seen.kept.id, self._seen.other.id
            again = partial(merging.compare, kept_id=kept, other_id=other)
            self._desk.read(again, partial(self._on_again, refusal), owner=self)

    def _on_again(self, refusal: Refused, seen: Comparison) -> None:
        self._on_both(seen)
        self.tell("refuse", seen.refused or refusal.sentence)

    @Slot()
    def _on_swap(self) -> None:
        if self._seen:
            self._read(self._seen.other.id, self._seen.kept.id)

    def _on_merged(self, made: Merged) -> None:
        seen = self._seen
        name = _full(seen.kept.facts) if seen else ""
        self.accept()
        self.merged.emit(made.kept_id, self.tr("Two records of {0} are one.").format(name))

    def _both(self, seen: Comparison) -> str:
        kept, other = (self._named(each.facts) for each in (seen.kept, seen.other))
        return self.tr("{0} stays. {1} goes into it.").format(kept, other)

    def _named(self, facts: PersonFacts) -> str:
        born = full_date(facts.born) if facts.born else ""
        dated = self.tr("{0}, born {1},").format(_full(facts), born)
        return dated if born else _full(facts)

    def _are_the_same(self, seen: Comparison) -> str:
        differ, labels, nothing = dict(seen.choices), self.table.labels(), PersonFacts()
        same = (
            words.lower() if words != "NHS number" else words
            for name, words in labels.items()
            if name not in differ and getattr(seen.kept.facts, name) != getattr(nothing, name)
        )
        listed = ", ".join(same)
        return self.tr("The same in both: {0}.").format(listed) if listed else ""

    def _follows(self, seen: Comparison) -> str:
        today = self._clock().date()
        booked = self.tr("Both are on {0}, {1}: one of the two places is free again.")
        waits = self.tr("Both wait for {0}, {1}: the better turn is kept.")
        lines = (
            (waits if each.waits else booked).format(each.title, day(each.on, today))
            for each in seen.twice
        )
        return "\n".join(lines)

    def _search(self) -> QWidget:
        page, row, left = QWidget(), QHBoxLayout(), QVBoxLayout()
        say = self.tr("Find the other record. Enter lays both side by side; nothing is done yet.")
        left.addWidget(Label(say, "body", "ink2", wrap=True))
        left.addWidget(self.finder)
        left.addStretch(1)
        row.setSpacing(16)
        row.addLayout(left, 1)
        row.addWidget(self.beside)
        page.setLayout(row)
        return page

    def _compare(self) -> QWidget:
        page, column, head = QWidget(), QVBoxLayout(), QHBoxLayout()
        head.addWidget(self._who, 1)
        head.addWidget(self.swap)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addLayout(head)
        for widget in (self.doubts, self._does, self.table, self._same):
            column.addWidget(widget)
        column.addStretch(1)
        page.setLayout(column)
        return page


def _full(facts: PersonFacts) -> str:
    return full(Name(facts.title, facts.first, facts.last))
