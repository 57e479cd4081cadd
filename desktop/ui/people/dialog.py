"""One dialog to add a person and to change one, by keyboard alone."""

from collections.abc import Callable
from datetime import datetime
from functools import partial
from typing import Any

from PySide6.QtCore import Qt, QTimer, Signal, Slot
from PySide6.QtGui import QCloseEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QDialog, QWidget

from desktop.data import people
from desktop.data.activities import Made
from desktop.data.likeness import Like
from desktop.data.people import PersonPage
from desktop.rules.likeness import Why
from desktop.rules.names import Name, full
from desktop.rules.people import PersonFacts, check_person
from desktop.rules.refusal import Refused
from desktop.ui.desk import Desk
from desktop.ui.finder.typed import person_typed
from desktop.ui.people.frame import PersonFrame
from desktop.ui.people.likeness import Likeness
from desktop.ui.people.theirs import different


class PersonDialog(PersonFrame):
    """Adds a person, begun from what was typed elsewhere, or changes the person of a page.

    Signals:
        saved: the person is in the records (int id): added, changed, or found there already.
    """

    saved = Signal(int)

    def __init__(
        self, desk: Desk, clock: Callable[[], datetime], *, page: PersonPage | None = None,
        typed: str = "", section: str = "", parent: QWidget | None = None,
    ) -> None:  # fmt: skip
        name = _full(page.facts) if page else ""
        title = self.tr("Change {0}").format(name) if page else self.tr("New person")
        save = self.tr("Save changes") if page else self.tr("Add this person")
        super().__init__(clock, title, save, parent)
        self._desk, self._page = desk, page
        self._version = page.version if page else 0
        self._was = self._mine = page.facts if page else PersonFacts()
        self._saving = False
        self._meant: int | None = None
        self._leaves_to: Callable[[], None] = super().reject
        self._likeness = Likeness(desk, clock, page.id if page else None, self)
        self._connect()

        self.form.put(self._was)
        self._likeness.begin(self.form.text)
        self._begin(typed, section)
        self._began = self.form.raw()
        self._look()

    def dirty(self) -> bool:
        """Whether anything was typed that is not in the records."""
        return self.form.raw() != self._began

    @Slot()
    def reject(self) -> None:
        """Leave, as Esc does; what was typed is not given up without asking."""
        if self.question.isVisible():
            self.stop_asking()
        elif self.messages.dismiss():
            return
        elif self.shows_form():
            self._leave(super().reject)
        else:
            self.form.put(self.theirs.chosen())
            self.show_form()
            self.form.focus("first")

    def closeEvent(self, event: QCloseEvent) -> None:
        if self.isVisible() and self.dirty():
            event.ignore()
            self._leave(super().reject)
        else:
            super().closeEvent(event)

    @Slot()
    def on_save(self) -> None:
        """Save; what cannot be is said, and everything stays as it was typed."""
        if self._saving or self.question.isVisible():
            return
        if not self.shows_form():
            self._write(self.theirs.chosen())
            return
        name, sentence = self.form.complain()
        if sentence:
            self._refuse(sentence, name)
            return
        try:
            facts = check_person(self.form.facts(), today=self.form.today())
        except Refused as no:
            self._refuse(no.sentence, "first")
        else:
            self._write(facts)

    def _write(self, facts: PersonFacts) -> None:
        self._saving, self._mine = True, facts
        self.messages.clear()
        action: partial[Any] = partial(people.add, facts=facts)
        if self._page:
            action = partial(
                people.change, person_id=self._page.id, version=self._version, facts=facts
            )
        self._desk.write(
            action, self._on_saved, owner=self, refused=self._on_refused, lost=self._on_lost
        )  # fmt: skip

    def _on_saved(self, made: Made | None) -> None:
        self._saving = False
        self._take(self._page.id if self._page else made.id if made else 0)

    def _take(self, person_id: int) -> None:
        self.done(QDialog.DialogCode.Accepted)
        self.saved.emit(person_id)

    def _on_refused(self, no: Refused) -> None:
        self._saving = False
        if self._page and no.way_on is None:
            again = partial(people.page, person_id=self._page.id)
            self._desk.read(again, partial(self._on_theirs, no), owner=self, refused=self._say)
        else:
            self._say(no)

    def _on_theirs(self, no: Refused, page: PersonPage) -> None:
        if page.version == self._version:
            self._say(no)
            return
        self._version = page.version
        was, self._was = self._was, page.facts
        if not different(page.facts, self._mine):
            self._write(self._mine)
            return
        self.theirs.show_both(was, page.facts, self._mine)
        self.show_theirs()
        words = self.tr("{0} Here is theirs, and yours.").format(no.sentence)
        self._no(words)
        QTimer.singleShot(0, self.theirs, self.theirs.take_focus)

    def _say(self, no: Refused) -> None:
        way = no.way_on
        if way and way.kind == "show_person":
            self._no(no.sentence, way.label, "Alt+S", self._on_show)
            self._meant = way.id
            self.form.focus("nhs_number")
        else:
            self._no(no.sentence)
            self.form.focus("first")

    def _no(
        self, sentence: str, label: str = "", key: str = "", act: Callable[[], None] | None = None
    ) -> None:
        """Say no to the whole form: each answer takes the place of the last one."""
        self.messages.say("refuse", sentence, label, key, act, about=0)

    def _refuse(self, sentence: str, name: str) -> None:
        self._no(self.tr("Not saved. {0}").format(sentence))
        self.form.focus(name)

    def _leave(self, how: Callable[[], None]) -> None:
        self._leaves_to = how
        if not self.dirty():
            how()
            return
        self.ask(
            self.tr("What you typed is not saved."),
            self.tr("Keep editing"),
            self.tr("Leave without saving"),
        )

    @Slot()
    def _on_agreed(self) -> None:
        self._leaves_to()

    @Slot()
    def _on_show(self) -> None:
        if self._meant is not None:
            self._leave(partial(self._take, self._meant))

    @Slot()
    def _look(self) -> None:
        self._likeness.look_for(self.form.text)

    @Slot(tuple)
    def _on_alike(self, likes: tuple[Like, ...]) -> None:
        first = next(iter(likes), None)
        self._meant = first.id if first else None
        self.notice.setVisible(first is not None)
        self.beside.show_likes(likes)
        if first:
            kind = "caution" if first.why is Why.NHS else "info"
            self.notice.show_sentence(kind, first.words, "users")

    @Slot(int)
    def _on_other(self, person_id: int) -> None:
        self._leave(partial(self._take, person_id))

    def _on_lost(self, sentence: str) -> None:
        # Only this step's own end counts: others may fail while it still waits and is then done.
        self._saving = False
        self._no(sentence)

    def _begin(self, typed: str, section: str) -> None:
        found = person_typed(typed, self.form.today()) if typed else {}
        self.form.put_typed(found)
        if section:
            # Once it is shown: only then is there somewhere to scroll to.
            QTimer.singleShot(0, self, partial(self.open_at, section))
            return
        empty = (each for each in ("first", "last") if found and not self.form.text(each))
        self.form.focus(next(empty, "born" if found else "title"))

    def _connect(self) -> None:
        self.save.clicked.connect(self.on_save)
        self.leave.clicked.connect(self.reject)
        self.question.kept.connect(self.stop_asking)
        self.question.agreed.connect(self._on_agreed)
        self.form.edited.connect(self._look)
        self.form.left.connect(self._look)
        self._likeness.seen.connect(self._on_alike)
        self.beside.wanted.connect(self._on_other)
        self.show_button.clicked.connect(self._on_show)
        keys = {"Ctrl+Return": self.on_save, "Ctrl+Enter": self.on_save, "Alt+S": self._on_show}
        for key, slot in keys.items():
            shortcut = QShortcut(QKeySequence(key), self, slot)
            shortcut.setContext(Qt.ShortcutContext.WindowShortcut)


def _full(facts: PersonFacts) -> str:
    return full(Name(facts.title, facts.first, facts.last, facts.preferred, facts.former))
