"""Settings: what the practice decides once. Every change is saved at once; Ctrl+Z takes it back."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime
from functools import partial
from typing import Any

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from desktop import settings
from desktop.data import own_paper, sheets
from desktop.data.changes import Topic
from desktop.data.own_paper import OwnPaper
from desktop.rules.own_paper import OnPaper
from desktop.rules.refusal import Refused
from desktop.ui.desk import Desk
from desktop.ui.look import current
from desktop.ui.messages import MessageBar
from desktop.ui.screen import Screen
from desktop.ui.settings.beside import Beside
from desktop.ui.settings.paper_page import PaperPage
from desktop.ui.settings.practice_page import PracticePage
from desktop.ui.settings.sections import SectionsPane
from desktop.ui.widgets.key_strip import KeyStrip
from desktop.ui.widgets.pane import Pane
from desktop.ui.widgets.scrolling import scrolling

ELSEWHERE = {"hours": "hours", "reminders": "reminder words"}
"""Sections that open as the dialog they have always been."""
ROOM_FOR_A_PREVIEW = 1080


class SettingsScreen(Screen):
    """A list of sections at the left, the open one at the right.

    `came_from` is the room that Esc leads back to.

    Signals: those of Screen.
    """

    topics = frozenset({Topic.PRACTICE})

    def __init__(
        self, desk: Desk, clock: Callable[[], datetime], parent: QWidget | None = None
    ) -> None:
        super().__init__(desk, parent)
        self._clock, self._view = clock, OwnPaper()
        self.messages = MessageBar()
        self.sections = SectionsPane()
        self.practice, self.paper = PracticePage(), PaperPage()
        self._pages: dict[str, Any] = {"practice": self.practice, "paper": self.paper}
        self._stack, self.beside = QStackedWidget(), Beside(desk, clock)
        for page in self._pages.values():
            self._stack.addWidget(scrolling(page, page.accessibleName()))
        self._name_sections()
        self._lay_out()
        self._connect()
        self._open("practice")
        self.came_from = "calendar"

    def query(self) -> Callable[..., OwnPaper]:
        return own_paper.own_paper

    def paint(self, view: OwnPaper) -> None:
        """Show what is in the records."""
        self._view = view
        templates = settings.load()[0].templates
        self.practice.show_practice(view)
        self.paper.show_paper(view, templates)
        self.beside.show_paper(view, templates)

    def show_section(self, name: str) -> None:
        """Open a section and give it the keyboard."""
        self._open(name)
        self._pages[name].take_focus()

    def panes(self) -> Sequence[Pane]:
        return (self.sections, list(self._pages.values())[self._stack.currentIndex()])

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and not self.messages.dismiss():
            self.go_to.emit(self.came_from, None)
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.beside.setVisible(self.width() >= current().px(ROOM_FOR_A_PREVIEW))

    def _name_sections(self) -> None:
        add = self.sections.add
        add("practice", "house", self.tr("Practice"), self.tr("Name, telephone, logo"))
        add("paper", "printer", self.tr("Paper"), self.tr("Texts, order, colour, templates"))
        add("hours", "clock", self.tr("Opening hours"), self.tr("Hours, terms, bank holidays"))
        add("reminders", "chat-text", self.tr("Reminders"), self.tr("Words in every language"))

    def _lay_out(self) -> None:
        right = QVBoxLayout()
        right.setContentsMargins(0, 0, 0, 0)
        right.setSpacing(0)
        right.addWidget(self.messages)
        middle = QHBoxLayout()
        middle.setSpacing(0)
        middle.addWidget(self._stack, 1)
        middle.addWidget(self.beside)
        right.addLayout(middle, 1)
        strip = KeyStrip(self.tr("Keys"))
        strip.add("F6", self.tr("Next pane")).clicked.connect(self._on_next)
        strip.add("Ctrl+Z", self.tr("Undo")).clicked.connect(lambda: self.go_to.emit("undo", None))
        leave = strip.add("Esc", self.tr("Back to work"), right=True)
        leave.clicked.connect(lambda: self.go_to.emit(self.came_from, None))
        right.addWidget(strip)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.sections)
        row.addLayout(right, 1)
        self.setFocusProxy(self.sections)

    def _connect(self) -> None:
        self.sections.chosen.connect(self._on_section)
        self.practice.called.connect(self._on_called)
        self.practice.drawn.connect(self._on_drawn)
        self.practice.unread.connect(partial(self.messages.say, "refuse"))
        self.paper.said.connect(self._on_said)
        self.paper.named.connect(self._on_named)
        self.paper.templates_chosen.connect(self._on_templates)

    def _open(self, name: str) -> None:
        self._stack.setCurrentIndex(list(self._pages).index(name))
        self.sections.show_chosen(name)

    @Slot(str)
    def _on_section(self, name: str) -> None:
        if name in self._pages:
            self._open(name)
        else:
            self.sections.show_chosen(list(self._pages)[self._stack.currentIndex()])
            self.go_to.emit(ELSEWHERE[name], None)

    @Slot()
    def _on_next(self) -> None:
        self.panes()[1].take_focus()

    @Slot(str, str)
    def _on_called(self, name: str, phone: str) -> None:
        step = partial(
            own_paper.call_practice, name=name, phone=phone, version=self._view.version
        )  # fmt: skip
        self._save(step, self.practice.refuse)

    @Slot(bytes)
    def _on_drawn(self, picture: bytes) -> None:
        self._save(partial(own_paper.put_logo, picture=picture), self._refuse)

    @Slot(object)
    def _on_said(self, said: OnPaper) -> None:
        step = partial(own_paper.say, said=said, version=self._view.version)
        self._save(step, self.paper.refuse)

    @Slot(str)
    def _on_named(self, how: str) -> None:
        self._save(partial(sheets.choose_names, how=how), self._refuse)

    @Slot(str)
    def _on_templates(self, folder: str) -> None:
        known, _ = settings.load()
        try:
            settings.save(replace(known, templates=folder))
        except OSError as error:
            no = self.tr("Not saved. {0}. The folder stays as it was.").format(error.strerror)
            self._refuse(no)
            return
        self.paper.show_paper(self._view, folder)
        self.beside.show_paper(self._view, folder)

    def _save(self, step: Callable[..., Any], refuse: Callable[[str], None]) -> None:
        def refused(no: Refused) -> None:
            refuse(no.sentence)

        said = self.tr("Saved.")
        self.desk.write(
            step, lambda _done: self.messages.say("good", said), owner=self, refused=refused,
            lost=partial(self.messages.say, "refuse"),
        )  # fmt: skip

    def _refuse(self, sentence: str) -> None:
        self.messages.say("refuse", sentence)
